"""The colours of every theme that has its own: contrast as WCAG 2.2 asks, computed by its own formula."""

from __future__ import annotations

import pytest
from textual.color import Color

from newsreader.ui.themes import CONTRAST, DARK, LIGHT, THEME_NAMES, THEMES

OWN = (DARK, LIGHT, CONTRAST)


def luminance(colour: str) -> float:
    parts = [value / 255 for value in Color.parse(colour).rgb]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("foreground", "background"),
        ("foreground", "surface"),
        ("foreground", "cursor-rest"),
        ("muted", "background"),
        ("muted", "surface"),
        ("muted", "bar"),
        ("bar-text", "bar"),
        ("heading", "bar"),
        ("heading", "background"),
        ("link", "background"),
        ("link", "bar"),
        ("unread", "background"),
        ("code", "background"),
        ("urgent", "background"),
        ("cursor-text", "cursor"),
        ("match-text", "match"),
    ],
)
def test_text_can_be_read(theme, text: str, ground: str) -> None:
    colours = {**theme.variables, "foreground": theme.foreground, "background": theme.background}
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
def test_the_cursor_can_be_told_from_the_ground(theme) -> None:
    assert contrast(theme.variables["faint"], theme.background) >= 3


def test_every_theme_has_a_name_for_people() -> None:
    assert [theme.name for theme in THEMES] == list(THEME_NAMES)


def test_every_theme_names_the_same_colours() -> None:
    named = set(DARK.variables) - {"surface", "link", "muted"}
    for theme in THEMES:
        missing = named - set(theme.variables)
        assert not missing, f"{theme.name} lacks {missing}"
