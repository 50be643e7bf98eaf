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
class Look:
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
    Role.TEXT: Look(),
    Role.STRONG: Look(style="bold"),
    Role.EMPHASIS: Look(style="italic"),
    Role.STRONG_EMPHASIS: Look(style="bold italic"),
    Role.STRUCK: Look("muted", "strike"),
    Role.CODE: Look("code"),
    Role.HEADING_1: Look("heading", "bold"),
    Role.HEADING_2: Look("heading", "bold"),
    Role.HEADING_3: Look("heading", "bold italic"),
    Role.QUOTE: Look(style="italic"),
    Role.MARKER: Look("muted"),
    Role.RULE: Look("rule"),
    Role.CODE_BLOCK: Look(),
    Role.CODE_KEYWORD: Look(style="bold"),
    Role.CODE_STRING: Look("code"),
    Role.CODE_COMMENT: Look("muted", "italic"),
    Role.CODE_NUMBER: Look("unread"),
    Role.CODE_NAME: Look("link"),
    Role.IMAGE: Look("muted", "italic"),
    Role.NOTE: Look("muted"),
}

# Reversed, to show without colours too: `color` is what lies behind the letters, `background` is their own.
_MARKS = {
    MarkKind.LINK: Look("link", "underline"),
    MarkKind.LINK_CURRENT: Look("link", "bold underline reverse", "background"),
    MarkKind.MATCH: Look("match", "reverse", "match-text"),
    MarkKind.MATCH_CURRENT: Look("heading", "bold underline reverse", "background"),
    MarkKind.SELECTED: Look("foreground", "reverse", "background"),
}

PARTS: Mapping[str, Look] = MappingProxyType(
    {
        "title": Look("heading", "bold"),
        "byline": Look("muted"),
        "message": Look("muted"),
        "number": Look("muted"),
        "number-current": Look("link", "bold reverse"),
    }
)
"""What a page shows beside the text of the article."""

_STRENGTH = tuple(MarkKind)
"""Later ones lie over earlier ones where marks overlap."""


class Looks:
    """The styles of one widget, each made once until the theme or the widget's own styles change.

    They are no component classes: Textual keeps 7 KB of each that a widget has, whether it is used or not,
    and makes all of them anew when the focus comes and goes.
    """

    def __init__(self, widget: Widget, parts: Mapping[str, Look] = PARTS) -> None:
        self._widget, self._parts = widget, parts
        self._known: dict[tuple[Look, ...], Style] = {}

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

    def _style(self, looks: tuple[Look, ...]) -> Style:
        known = self._known.get(looks)
        if known is None:
            known = self._widget.visual_style.rich_style
            for look in looks:
                known += self._own(look)
            self._known[looks] = known
        return known

    def _own(self, look: Look) -> Style:
        plain = look.plain and self._widget.has_pseudo_class("ansi")
        color, background = self._colour(look.color), self._colour(look.background)
        return Style(color=color, bgcolor=background) + Style.parse(look.plain if plain else look.style)

    def _colour(self, name: str) -> RichColor | None:
        return Color.parse(self._widget.app.theme_variables[name]).rich_color if name else None
