"""One article of the rotation, to be read from two metres away: calm, with space round it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.widget import Widget

from newsreader.ui.text_fit import cut
from newsreader.ui.text_wrap import wrapped

WIDEST = 60
"""Cells of a line at most: longer ones are hard to follow from afar."""
_TITLE = 5
"""Lines of a title at most."""
_FOOTED = 7
"""Lines of a slide from which it says at its foot where to read on: below, its title needs them."""
_RULE = 12
"""Cells of the rule below the title."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a slide says, in the words of the language in force."""

    mark: str
    """`Appeal`, or nothing: it stands on a ground of its own."""
    area: str
    date: str
    title: str
    lead: str
    foot: str
    """What the code beside it leads to, or where to read on."""
    points: bool
    """Whether there is a code beside it to point at."""


class SlideView(Widget):
    """The text of a slide, as much of it as there is room for."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"slide--{part}" for part in ("mark", "place", "title", "rule", "lead", "foot")
    }
    DEFAULT_CSS = """
    SlideView { width: 1fr; height: 1fr; background: $background; color: $foreground; }
    SlideView > .slide--mark { text-style: bold reverse; color: $unread; }
    SlideView > .slide--place { color: $muted; }
    SlideView > .slide--title { text-style: bold; color: $heading; }
    SlideView > .slide--rule { color: $link; }
    SlideView > .slide--lead { color: $foreground; }
    SlideView > .slide--foot { color: $link; text-style: bold; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._told: Told | None = None

    def show(self, told: Told | None) -> None:
        """Shows another slide."""
        if told != self._told:
            self._told = told
            self.refresh()

    def render(self) -> Text:
        """Where and when, the title, a rule, the first lines; what can be scanned at the foot."""
        width, height = self.size
        if self._told is None or not width:
            return Text()
        lines = self._lines(self._told, min(width, WIDEST), height)
        text = Text(no_wrap=True)
        for number, line in enumerate(lines):
            text.append_text(line)
            if number + 1 < len(lines):
                text.append("\n")
        return text

    def _lines(self, told: Told, width: int, height: int) -> list[Text]:
        footed = told.foot and height >= _FOOTED
        foot = [self._part("foot", line) for line in wrapped(told.foot, width)] if footed else []
        if foot and told.points and cell_len(foot[-1].plain) + 2 <= width:
            foot[-1].append(" →")
        room = height - (len(foot) + 1 if foot else 0)
        airy = room >= 11
        title = wrapped(told.title, width)
        most = max(min(_TITLE, room - (5 if airy else 3)), 1)
        head = [*self._place(told, width), *([Text()] if airy else [])]
        head += [self._part("title", line) for line in _shortened(title, most, width)]
        head.append(self._part("rule", "━" * min(_RULE, width)))
        head += [Text()] if airy else []
        lead = _shortened(wrapped(told.lead, width), room - len(head), width) if told.lead else []
        lines = [*head, *(self._part("lead", line) for line in lead)]
        above = (room - len(lines)) // 2
        lines = [*([Text()] * above), *lines]
        return [*lines, *([Text()] * (height - len(lines) - len(foot))), *foot]

    def _place(self, told: Told, width: int) -> list[Text]:
        """The mark, and where and when: on a line of their own each where one does not hold them."""
        mark = f" {told.mark} " if told.mark else ""
        gap = "  " if mark else ""
        for where in ("  ·  ".join(filter(None, (told.area, told.date))), told.area):
            if cell_len(mark + gap + where) <= width:
                break
        first = Text(no_wrap=True)
        first.append(mark, self._style("mark"))
        first.append(cut(gap + where, max(width - cell_len(mark), 0)), self._style("place"))
        whole = not told.date or where.endswith(told.date)
        return [first] if whole else [first, self._part("place", cut(told.date, width))]

    def _part(self, name: str, words: str) -> Text:
        return Text(words, style=self._style(name), no_wrap=True)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"slide--{name}", partial=True)


def _shortened(lines: Sequence[str], most: int, width: int) -> list[str]:
    """The first lines, with an ellipsis where some are left out."""
    if len(lines) <= most:
        return list(lines)
    if most <= 0:
        return []
    last = lines[most - 1]
    return [*lines[: most - 1], f"{last} …" if cell_len(last) + 2 <= width else cut(f"{last} …", width)]
