"""How each kind of text looks: from names, roles and marks to styles, by the colours of the theme in force.

A mark never differs by colour alone: links are underlined, matches and selections are reversed, and the
current ones are bold as well, so that they show without colours and on the plainest terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from rich.style import Style
from textual.color import Color

from newsreader.document.lines import MarkKind, Role

if TYPE_CHECKING:
    from rich.color import Color as RichColor
    from textual.widget import Widget


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How one kind of text differs from text as it is."""

    color: str = ""
    """A colour of the theme by its name; empty for that of the text around."""
    style: str = ""
    """Bold, italic and so on, as Rich names them."""
    background: str = ""
    """As `color`."""
    plain: str = ""
    """The style, if it is another one, in a theme that leaves the colours to the terminal."""


_TEXTS = {
    Role.TEXT: TextStyle(),
    Role.STRONG: TextStyle(style="bold"),
    Role.EMPHASIS: TextStyle(style="italic"),
    Role.STRONG_EMPHASIS: TextStyle(style="bold italic"),
    Role.STRUCK: TextStyle("muted", "strike"),
    Role.CODE: TextStyle("code"),
    Role.HEADING_1: TextStyle("heading", "bold"),
    Role.HEADING_2: TextStyle("heading", "bold"),
    Role.HEADING_3: TextStyle("heading", "bold italic"),
    Role.QUOTE: TextStyle(style="italic"),
    Role.MARKER: TextStyle("muted"),
    Role.RULE: TextStyle("rule"),
    Role.CODE_BLOCK: TextStyle(),
    Role.CODE_KEYWORD: TextStyle(style="bold"),
    Role.CODE_STRING: TextStyle("code"),
    Role.CODE_COMMENT: TextStyle("muted", "italic"),
    Role.CODE_NUMBER: TextStyle("unread"),
    Role.CODE_NAME: TextStyle("link"),
    Role.IMAGE: TextStyle("muted", "italic"),
    Role.NOTE: TextStyle("muted"),
}

# Reversed, to show without colours too: `color` is what lies behind the letters, `background` is their own.
_MARKS = {
    MarkKind.LINK: TextStyle("link", "underline"),
    MarkKind.LINK_CURRENT: TextStyle("link", "bold underline reverse", "background"),
    MarkKind.MATCH: TextStyle("match", "reverse", "match-text"),
    MarkKind.MATCH_CURRENT: TextStyle("heading", "bold underline reverse", "background"),
    MarkKind.SELECTED: TextStyle("foreground", "reverse", "background"),
}

PARTS: Mapping[str, TextStyle] = MappingProxyType(
    {
        "title": TextStyle("heading", "bold"),
        "byline": TextStyle("muted"),
        "message": TextStyle("muted"),
        "number": TextStyle("muted"),
        "number-current": TextStyle("link", "bold reverse"),
    }
)
"""What a page shows beside the text of the article."""

_STRENGTH = tuple(MarkKind)
"""Later ones lie over earlier ones where marks overlap."""


class StyleMap:
    """The styles of one widget, each made once until the theme or the widget's own styles change.

    They are no component classes: Textual keeps 7 KB of each that a widget has, whether it is used or not,
    and makes all of them anew when the focus comes and goes.
    """

    def __init__(self, widget: Widget, parts: Mapping[str, TextStyle] = PARTS) -> None:
        self._widget, self._parts = widget, parts
        self._known: dict[tuple[TextStyle, ...], Style] = {}

    def forget(self) -> None:
        """The widget's styles have changed."""
        self._known.clear()

    @property
    def base(self) -> Style:
        """Text as it is, on the widget's background."""
        return self._style(())

    def part(self, *names: str) -> Style:
        """The style of a part of the widget, each name's look over the one before; an empty name is text as
        it is."""
        return self._style(tuple([self._parts[name] for name in names if name]))

    def text(self, role: Role, kinds: Iterable[MarkKind] = ()) -> Style:
        """The style of an article's text of a role under the strongest of some marks."""
        strongest = max(kinds, key=_STRENGTH.index, default=None)
        text = _TEXTS[role]
        return self._style((text,) if strongest is None else (text, _MARKS[strongest]))

    def _style(self, looks: tuple[TextStyle, ...]) -> Style:
        known = self._known.get(looks)
        if known is None:
            known = self._widget.visual_style.rich_style
            for look in looks:
                known += self._own(look)
            self._known[looks] = known
        return known

    def _own(self, look: TextStyle) -> Style:
        plain = look.plain and self._widget.has_pseudo_class("ansi")
        color, background = self._colour(look.color), self._colour(look.background)
        return Style(color=color, bgcolor=background) + Style.parse(look.plain if plain else look.style)

    def _colour(self, name: str) -> RichColor | None:
        return Color.parse(self._widget.app.theme_variables[name]).rich_color if name else None
