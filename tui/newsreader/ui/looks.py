"""How each kind of text looks: from roles and marks to styles, by the colours of the theme in force.

A mark never differs by colour alone: links are underlined, matches and selections are reversed, and the
current ones are bold as well, so that they show without colours and on the plainest terminal.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.style import Style

from newsreader.document.lines import MarkKind, Role

if TYPE_CHECKING:
    from textual.widget import Widget

HEAD = ("title", "byline", "message", "number", "number-current")
"""What a page shows beside the text of the article."""

COMPONENTS: frozenset[str] = frozenset(
    {f"text--{role}" for role in Role}
    | {f"mark--{kind}" for kind in MarkKind}
    | {f"page--{name}" for name in HEAD}
)
"""The component classes of a widget that shows an article."""

_REST = {
    Role.TEXT: "",
    Role.STRONG: "text-style: bold;",
    Role.EMPHASIS: "text-style: italic;",
    Role.STRONG_EMPHASIS: "text-style: bold italic;",
    Role.STRUCK: "text-style: strike; color: $muted;",
    Role.CODE: "color: $code;",
    Role.HEADING_1: "text-style: bold; color: $heading;",
    Role.HEADING_2: "text-style: bold; color: $heading;",
    Role.HEADING_3: "text-style: bold italic; color: $heading;",
    Role.QUOTE: "text-style: italic;",
    Role.MARKER: "color: $muted;",
    Role.RULE: "color: $rule;",
    Role.CODE_BLOCK: "",
    Role.CODE_KEYWORD: "text-style: bold;",
    Role.CODE_STRING: "color: $code;",
    Role.CODE_COMMENT: "color: $muted; text-style: italic;",
    Role.CODE_NUMBER: "color: $unread;",
    Role.CODE_NAME: "color: $link;",
    Role.IMAGE: "color: $muted; text-style: italic;",
    Role.NOTE: "color: $muted;",
}

# Reversed, to show without colours too: `color` is what lies behind the letters, `background` is their own.
_MARKS = {
    MarkKind.LINK: "color: $link; text-style: underline;",
    MarkKind.LINK_CURRENT: "color: $link; background: $background; text-style: bold underline reverse;",
    MarkKind.MATCH: "color: $match; background: $match-text; text-style: reverse;",
    MarkKind.MATCH_CURRENT: "color: $heading; background: $background; text-style: bold underline reverse;",
    MarkKind.SELECTED: "color: $foreground; background: $background; text-style: reverse;",
}

_HEAD = {
    "title": "text-style: bold; color: $heading;",
    "byline": "color: $muted;",
    "message": "color: $muted;",
    "number": "color: $muted;",
    "number-current": "color: $link; text-style: bold reverse;",
}


def stylesheet(widget: str) -> str:
    """The styles of the components, for the `DEFAULT_CSS` of the widget of that name."""
    rules = {f"text--{name}": rule for name, rule in _REST.items()}
    rules |= {f"mark--{name}": rule for name, rule in _MARKS.items()}
    rules |= {f"page--{name}": rule for name, rule in _HEAD.items()}
    return "\n".join(f"{widget} > .{name} {{ {rule} }}" for name, rule in rules.items())


_STRENGTH = tuple(MarkKind)
"""Later ones lie over earlier ones where marks overlap."""


class Looks:
    """The styles of one widget, each looked up once until the theme or the widget's own styles change."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._known: dict[tuple[str, ...], Style] = {}

    def forget(self) -> None:
        """The widget's styles have changed."""
        self._known.clear()

    @property
    def base(self) -> Style:
        """Text as it is, on the widget's background."""
        return self._style(())

    def part(self, name: str) -> Style:
        """The style of something beside the text; a name of `HEAD`."""
        return self._style((f"page--{name}",))

    def text(self, role: Role, kinds: Iterable[MarkKind] = ()) -> Style:
        """The style of text of a role under the strongest of some marks."""
        strongest = max(kinds, key=_STRENGTH.index, default=None)
        return self._style(
            (f"text--{role}",) if strongest is None else (f"text--{role}", f"mark--{strongest}")
        )

    def _style(self, names: tuple[str, ...]) -> Style:
        known = self._known.get(names)
        if known is None:
            known = self._widget.visual_style.rich_style
            for name in names:
                known += self._widget.get_component_rich_style(name, partial=True)
            self._known[names] = known
        return known
