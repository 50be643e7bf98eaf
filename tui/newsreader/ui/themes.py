"""The looks to choose from: each a set of colours and nothing else, so that every screen follows at once.

The contrast of text to its ground is at least 4.5:1, and of marks 3:1, in the themes with colours of their
own (WCAG 2.2, 1.4.3 and 1.4.11); the two that use the terminal's colours leave it to the terminal (technique
G148).
"""

from __future__ import annotations

from textual.theme import Theme

_ANSI_VARIABLES = {
    "muted": "ansi_default",
    "faint": "ansi_default",
    "heading": "ansi_default",
    "cursor": "ansi_default",
    "cursor-text": "ansi_default",
    "cursor-rest": "ansi_default",
    "link": "ansi_default",
    "unread": "ansi_default",
    "match": "ansi_default",
    "match-text": "ansi_default",
    "code": "ansi_default",
    "urgent": "ansi_default",
    "bar": "ansi_default",
    "bar-text": "ansi_default",
    "rule": "ansi_default",
    "scrollbar": "ansi_bright_black",
    "scrollbar-background": "ansi_default",
    "scrollbar-corner-color": "ansi_default",
    "scrollbar-active": "ansi_default",
    "scrollbar-hover": "ansi_default",
    "scrollbar-background-active": "ansi_default",
    "scrollbar-background-hover": "ansi_default",
    "ansi-background": "ansi_black",
    "ansi-foreground": "ansi_white",
    "block-cursor-foreground": "ansi_default",
    "block-cursor-background": "ansi_default",
    "input-cursor-background": "ansi_default",
    "input-cursor-foreground": "ansi_default",
    "input-selection-background": "ansi_bright_black",
    "input-selection-foreground": "ansi_default",
    "screen-selection-background": "ansi_bright_black",
    "screen-selection-foreground": "ansi_default",
    "border": "ansi_default",
    "border-blurred": "ansi_default",
}


def _theme(name: str, dark: bool, colours: dict[str, str]) -> Theme:
    """A theme with colours of its own; `colours` names every one that the styles use."""
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
    """A theme that leaves the shade of every colour to the terminal."""
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

THEME_WORDS: dict[str, str] = {
    "dark": "Dark",
    "light": "Light",
    "contrast": "High contrast",
    "sixteen": "Sixteen colours",
    "terminal": "The terminal's own colours",
}
