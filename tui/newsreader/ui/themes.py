"""The themes: colours and nothing else.

In those with colours of their own, the contrast is at least 4.5:1 for text and 3:1 for marks (WCAG 2.2, 1.4.3
and 1.4.11); the two with the terminal's colours leave it to the terminal (technique G148).
"""

from __future__ import annotations

from textual.theme import Theme

_ANSI_DEFAULTS = (
    "muted faint heading cursor cursor-text cursor-rest link unread match match-text code urgent bar "
    "bar-text rule scrollbar-background scrollbar-corner-color scrollbar-active scrollbar-hover "
    "scrollbar-background-active scrollbar-background-hover block-cursor-foreground "
    "block-cursor-background input-cursor-background input-cursor-foreground input-selection-foreground "
    "screen-selection-foreground border border-blurred"
)
_ANSI_VARIABLES = {
    **dict.fromkeys(_ANSI_DEFAULTS.split(), "ansi_default"),
    "scrollbar": "ansi_bright_black",
    "ansi-background": "ansi_black",
    "ansi-foreground": "ansi_white",
    "input-selection-background": "ansi_bright_black",
    "screen-selection-background": "ansi_bright_black",
}


def _theme(name: str, dark: bool, colours: dict[str, str]) -> Theme:
    """Return a theme with all the colours that the styles use."""
    return Theme(
        name=name,
        dark=dark,
        primary=colours["link"],
        secondary=colours["muted"],
        accent=colours["unread"],
        warning=colours["unread"],
        error=colours["urgent"],
        success=colours["link"],
        foreground=colours["foreground"],
        background=colours["background"],
        surface=colours["surface"],
        panel=colours["bar"],
        boost=colours["surface"],
        text_alpha=1.0,
        variables={
            **{name: value for name, value in colours.items() if name not in {"foreground", "background"}},
            "scrollbar": colours["faint"],
            "scrollbar-hover": colours["muted"],
            "scrollbar-active": colours["link"],
            "scrollbar-background": colours["background"],
            "scrollbar-background-hover": colours["background"],
            "scrollbar-background-active": colours["background"],
            "scrollbar-corner-color": colours["background"],
            "border": colours["link"],
            "border-blurred": colours["rule"],
        },
    )


DARK = _theme(
    "dark",
    True,
    {
        "background": "#12161c",
        "foreground": "#d9dde3",
        "surface": "#1a2029",
        "bar": "#1b2330",
        "bar-text": "#c3cbd6",
        "muted": "#98a3b3",
        "faint": "#5e6b7e",
        "rule": "#39434f",
        "heading": "#f2f4f7",
        "cursor": "#2b4a73",
        "cursor-text": "#ffffff",
        "cursor-rest": "#222b38",
        "link": "#86b9f5",
        "unread": "#f0b75e",
        "match": "#f0d060",
        "match-text": "#14181e",
        "code": "#9fd6b4",
        "urgent": "#ff8f87",
    },
)

LIGHT = _theme(
    "light",
    False,
    {
        "background": "#fbfaf7",
        "foreground": "#23272d",
        "surface": "#f1efe9",
        "bar": "#e7ebf1",
        "bar-text": "#2f3a49",
        "muted": "#5a6472",
        "faint": "#8a919b",
        "rule": "#cfd2d6",
        "heading": "#0c0e11",
        "cursor": "#1f5aa6",
        "cursor-text": "#ffffff",
        "cursor-rest": "#dfe5ee",
        "link": "#1552a0",
        "unread": "#9a5300",
        "match": "#ffd84d",
        "match-text": "#14181e",
        "code": "#1d6b40",
        "urgent": "#b3261e",
    },
)

CONTRAST = _theme(
    "contrast",
    True,
    {
        "background": "#000000",
        "foreground": "#ffffff",
        "surface": "#000000",
        "bar": "#000000",
        "bar-text": "#ffffff",
        "muted": "#e0e0e0",
        "faint": "#b0b0b0",
        "rule": "#ffffff",
        "heading": "#ffffff",
        "cursor": "#ffff00",
        "cursor-text": "#000000",
        "cursor-rest": "#4a4a00",
        "link": "#66d9ff",
        "unread": "#ffff00",
        "match": "#ffff00",
        "match-text": "#000000",
        "code": "#7dff9b",
        "urgent": "#ff9d94",
    },
)


def _ansi(name: str, colours: dict[str, str]) -> Theme:
    """Return a theme whose colours are the terminal's; those not given are its default."""
    return Theme(
        name=name,
        ansi=True,
        primary=colours.get("link", "ansi_default"),
        secondary="ansi_default",
        accent=colours.get("unread", "ansi_default"),
        warning=colours.get("unread", "ansi_default"),
        error=colours.get("urgent", "ansi_default"),
        success="ansi_default",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        variables={**_ANSI_VARIABLES, **colours},
    )


SIXTEEN = _ansi(
    "sixteen",
    {
        "heading": "ansi_default",
        "link": "ansi_cyan",
        "unread": "ansi_yellow",
        "match": "ansi_yellow",
        "match-text": "ansi_black",
        "code": "ansi_green",
        "urgent": "ansi_red",
        "cursor": "ansi_blue",
        "cursor-text": "ansi_bright_white",
        "cursor-rest": "ansi_default",
    },
)

TERMINAL = _ansi("terminal", {})

THEMES: tuple[Theme, ...] = (DARK, LIGHT, CONTRAST, SIXTEEN, TERMINAL)

THEME_NAMES: dict[str, str] = {
    "dark": "Dark",
    "light": "Light",
    "contrast": "High contrast",
    "sixteen": "Sixteen colours",
    "terminal": "The terminal's own colours",
}
