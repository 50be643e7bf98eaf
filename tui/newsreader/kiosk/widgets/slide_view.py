"""One article of the rotation, to be read from two metres away: calm, with space around it."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from newsreader.document.wrap import wrap_lines
from newsreader.kiosk.widgets.shortened import shortened_lines
from newsreader.ui.styles import StyleMap, TextStyle
from newsreader.ui.text_fit import cut

MAX_WIDTH = 60
"""Cells of a line: longer ones are hard to follow from afar."""
MAX_TITLE = 5
"""Lines of a title."""
MIN_HEIGHT_WITH_FOOTER = 7
"""Lines; on a lower slide the title needs those of the footer."""
MIN_HEIGHT_WITH_SPACE = 11
"""Lines without the footer from which there are blank lines around the title."""
RULE_WIDTH = 12

_STYLES = {
    "label": TextStyle("unread", "bold reverse"),
    "origin": TextStyle("muted"),
    "title": TextStyle("heading", "bold"),
    "rule": TextStyle("link"),
    "excerpt": TextStyle("foreground"),
    "footer": TextStyle("link", "bold"),
}


@dataclass(frozen=True, slots=True)
class SlideText:
    """What a slide says, in the current language."""

    label: str
    """`Appeal` or `""`; drawn in reverse."""
    area: str
    date: str
    title: str
    excerpt: str
    footer: str
    """Where the QR code beside it leads, or where to read more."""
    has_code: bool
    """Whether there is a code beside it to point at."""


class SlideView(Widget):
    """The text of a slide, as much of it as fits."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    SlideView { width: 1fr; height: 1fr; background: $background; color: $foreground; }
    """

    slide: reactive[SlideText | None] = reactive(None)

    def render(self) -> Text:
        width, height = self.size
        if self.slide is None or not width:
            return Text()
        return Text("\n", no_wrap=True).join(self._lines(self.slide, min(width, MAX_WIDTH), height))

    def _lines(self, slide: SlideText, width: int, height: int) -> list[Text]:
        footer = self._footer(slide, width) if height >= MIN_HEIGHT_WITH_FOOTER else []
        room = height - (len(footer) + 1 if footer else 0)
        space = [Text()] if room >= MIN_HEIGHT_WITH_SPACE else []
        title = wrap_lines(slide.title, width)
        max_title = max(min(MAX_TITLE, room - (5 if space else 3)), 1)
        lines = [
            *self._origin(slide, width),
            *space,
            *(self._part("title", line) for line in shortened_lines(title, max_title, width)),
            self._part("rule", "━" * min(RULE_WIDTH, width)),
            *space,
        ]
        if slide.excerpt:
            excerpt = shortened_lines(wrap_lines(slide.excerpt, width), room - len(lines), width)
            lines += [self._part("excerpt", line) for line in excerpt]
        lines = [*([Text()] * ((room - len(lines)) // 2)), *lines]
        return [*lines, *([Text()] * (height - len(lines) - len(footer))), *footer]

    def _footer(self, slide: SlideText, width: int) -> list[Text]:
        footer = (
            [self._part("footer", line) for line in wrap_lines(slide.footer, width)] if slide.footer else []
        )
        if footer and slide.has_code and cell_len(footer[-1].plain) + 2 <= width:
            footer[-1].append(" →")
        return footer

    def _origin(self, slide: SlideText, width: int) -> list[Text]:
        """Draw label, area and date; the date on a line of its own if one is too short for all."""
        label = f" {slide.label} " if slide.label else ""
        gap = "  " if label else ""
        for origin in ("  ·  ".join(filter(None, (slide.area, slide.date))), slide.area):
            if cell_len(label + gap + origin) <= width:
                break
        first = Text(no_wrap=True)
        first.append(label, self._style_of("label"))
        first.append(cut(gap + origin, max(width - cell_len(label), 0)), self._style_of("origin"))
        if not slide.date or origin.endswith(slide.date):
            return [first]
        return [first, self._part("origin", cut(slide.date, width))]

    def _part(self, name: str, text: str) -> Text:
        return Text(text, style=self._style_of(name), no_wrap=True)

    def _style_of(self, name: str) -> Style:
        return StyleMap(self, _STYLES).part(name)
