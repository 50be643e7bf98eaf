"""Styles of text, made from the colours of the current theme.

Highlights never differ by colour alone: links are underlined, matches and selections are reversed, and the
current ones are bold as well, so that they can be told apart without colours.
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
    """How one kind of text differs from the text of its widget."""

    color: str = ""
    """A colour of the theme; empty to inherit."""
    style: str = ""
    """Bold, italic and so on, as Rich names them."""
    background: str = ""
    """A colour of the theme; empty to inherit."""
    ansi_style: str = ""
    """The style in a theme that leaves the colours to the terminal, if it is another one."""


_ROLES = {
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

# Reversed ones show without colours too; their `color` lies behind the letters.
_MARKS = {
    MarkKind.LINK: TextStyle("link", "underline"),
    MarkKind.LINK_CURRENT: TextStyle("link", "bold underline reverse", "background"),
    MarkKind.MATCH: TextStyle("match", "reverse", "match-text"),
    MarkKind.MATCH_CURRENT: TextStyle("heading", "bold underline reverse", "background"),
    MarkKind.SELECTED: TextStyle("foreground", "reverse", "background"),
}

ARTICLE_STYLES: Mapping[str, TextStyle] = MappingProxyType(
    {
        "title": TextStyle("heading", "bold"),
        "byline": TextStyle("muted"),
        "message": TextStyle("muted"),
        "number": TextStyle("muted"),
        "number-current": TextStyle("link", "bold reverse"),
    }
)
"""Parts of an article beside its text."""

_PRIORITY = tuple(MarkKind)
"""Where marks overlap, the last one of these is seen."""


class StyleMap:
    """The styles of one widget, cached until the theme or the widget's own styles change.

    Component classes would do the same, but Textual keeps 7 KB for each of them in each widget and makes all
    of them again when the focus comes and goes.
    """

    def __init__(self, widget: Widget, parts: Mapping[str, TextStyle]) -> None:
        self._widget, self._parts = widget, parts
        self._cache: dict[tuple[TextStyle, ...], Style] = {}

    def clear(self) -> None:
        """Make all styles again, from another theme."""
        self._cache.clear()

    @property
    def base(self) -> Style:
        """The style of the widget itself."""
        return self._combine(())

    def part(self, *names: str) -> Style:
        """Return the style of a part of the widget: that of each name over the one before, "" for none."""
        return self._combine(tuple(self._parts[name] for name in names if name))

    def text(self, role: Role, kinds: Iterable[MarkKind] = ()) -> Style:
        """Return the style of an article's text under some marks."""
        kind = max(kinds, key=_PRIORITY.index, default=None)
        return self._combine((_ROLES[role],) if kind is None else (_ROLES[role], _MARKS[kind]))

    def _combine(self, styles: tuple[TextStyle, ...]) -> Style:
        combined = self._cache.get(styles)
        if combined is None:
            combined = self._widget.visual_style.rich_style
            for style in styles:
                combined += self._rich_style(style)
            self._cache[styles] = combined
        return combined

    def _rich_style(self, text_style: TextStyle) -> Style:
        is_ansi = text_style.ansi_style and self._widget.has_pseudo_class("ansi")
        style = Style.parse(text_style.ansi_style if is_ansi else text_style.style)
        color, background = self._color(text_style.color), self._color(text_style.background)
        return Style(color=color, bgcolor=background) + style

    def _color(self, name: str) -> RichColor | None:
        return Color.parse(self._widget.app.theme_variables[name]).rich_color if name else None
