"""What is around every screen: in the same place, in both languages, by touch and by keys alone."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.color import Color
from textual.theme import Theme

import newsreader.kiosk
from newsreader.kiosk.app import MAX_SCREENS
from newsreader.kiosk.banner import Level, withdraw, write
from newsreader.kiosk.screens.areas_screen import AreasScreen
from newsreader.kiosk.screens.help_screen import HelpScreen
from newsreader.kiosk.screens.news_screen import NewsScreen
from newsreader.kiosk.screens.rotation_screen import RotationScreen
from newsreader.kiosk.widgets.touch_buttons import Button, ButtonBar, TouchButton, button_lines, in_rows
from newsreader.ui.themes import CONTRAST, DARK, LIGHT

KIOSK = Path(newsreader.kiosk.__file__).parent
SIZES = [(64, 18), (80, 25), (100, 30)]
ALL_SIZES = [*SIZES, (50, 15), (120, 40)]
SIZES_AND_LANGUAGES = (
    [(size, language) for size in ALL_SIZES for language in ("en", "cy")]
    if os.environ.get("NEWSREADER_LONG")
    else [*zip(ALL_SIZES, ["cy", "en", "cy", "cy", "en"], strict=True), ((80, 25), "cy")]
)
"""Welsh is longer, so it stands in the short form where there is least room."""
SCREENS = {"rotation": [], "article": ["r"], "help": ["h"], "news": ["w"], "areas": ["w", "a"], "left": ["x"]}


@pytest.mark.parametrize(("size", "language"), SIZES_AND_LANGUAGES)
async def test_the_emergency_numbers_are_in_the_same_place_on_every_screen(
    display: Any, size: tuple[int, int], language: str
) -> None:
    places, seen = set(), set()
    async with display(size, language=language) as shown:
        for keys in SCREENS.values():
            await shown.press(*keys)
            await shown.pilot.pause()
            line = shown.screen().splitlines()[-1]
            places.add((len(shown.screen().splitlines()), line))
            seen.add(type(shown.app.screen))
            await shown.press("home")
            await shown.until(lambda: isinstance(shown.app.screen, RotationScreen), "the rotation")
    assert len(seen) == len(SCREENS)
    assert len(places) == 1
    assert re.match(r"  999  .*  101  ", line)


async def test_a_screen_that_is_too_small_says_so_with_the_numbers(display: Any) -> None:
    async with display((20, 5), ready="999") as shown:
        await shown.sees("999 Emergency", "101 Police", "This screen is too")
        await shown.pilot.resize_terminal(80, 25)
        await shown.sees("harbour wall")
        assert "This screen" not in shown.screen()


async def test_every_word_follows_the_language(display: Any) -> None:
    async with display() as shown:
        english = set(re.findall(r"[A-Za-z]{4,}", shown.screen()))
        await shown.press("c")
        await shown.sees("Gorsaf heddlu’r Harbwr", "English", "Argyfwng", "Diweddarwyd", "Apêl", "1 o 3")
        welsh = set(re.findall(r"[A-Za-z]{4,}", shown.screen()))
        article = set(re.findall(r"[A-Za-z]{4,}", " ".join([*map(str, shown.app.context.slides)])))
        left = (english & welsh) - article
        assert not left, f"still English: {left}"
        await shown.press("c")
        await shown.sees("Harbour police station", "1 of 3")


async def test_a_screen_that_was_covered_is_in_the_new_language_too(display: Any) -> None:
    async with display() as shown:
        await shown.press("w")
        await shown.press("h")
        await shown.until(lambda: isinstance(shown.app.screen, HelpScreen), "help")
        await shown.press("c")
        await shown.sees("Cownter blaen")
        await shown.press("escape")
        await shown.until(lambda: isinstance(shown.app.screen, NewsScreen), "the news")
        await shown.sees("Cymorth", "Yn ôl")
        await shown.press("escape")
        await shown.sees("1 o 3")


async def test_the_focus_shows_without_colour_and_the_cursor_follows_it(display: Any) -> None:
    async with display() as shown:
        assert "►" not in shown.screen()
        seen = []
        for _ in range(7):
            await shown.press("tab")
            await shown.pilot.pause()
            marked = re.findall(r"►(.*?)◄", shown.screen())
            assert len(marked) == 1
            seen += marked
            button = shown.app.focused
            assert button.region.contains_point(shown.app.cursor_position)
        assert seen == ["Pause", "Back", "Next", "Read this", "All news", "Help", "Cymraeg"]
        await shown.press("right")
        assert re.findall(r"►(.*?)◄", shown.screen()) == ["Pause"]
        await shown.press("left", "up")
        await shown.pilot.pause()
        assert re.findall(r"►(.*?)◄", shown.screen()) == ["Help"]
        await shown.press("space")
        await shown.until(lambda: isinstance(shown.app.screen, HelpScreen), "help")


async def test_the_focus_stays_when_the_language_changes(display: Any) -> None:
    async with display() as shown:
        await shown.press("tab", "left", "enter")
        await shown.sees("►English◄")


async def test_a_press_counts_only_if_it_begins_and_ends_on_the_button(display: Any) -> None:
    async with display() as shown:
        line = next(y for y, text in enumerate(shown.screen().splitlines()) if "Help" in text)
        x = shown.screen().splitlines()[line].index("Help")
        await shown.finger(events.MouseDown, x, line)
        await shown.finger(events.MouseUp, 10, 3)
        assert isinstance(shown.app.screen, RotationScreen)
        await shown.finger(events.MouseDown, 10, 3)
        await shown.finger(events.MouseUp, x, line)
        assert isinstance(shown.app.screen, RotationScreen)
        await shown.finger(events.MouseDown, x, line)
        await shown.finger(events.MouseUp, x + 1, line - 1)
        await shown.until(lambda: isinstance(shown.app.screen, HelpScreen), "help")


async def test_the_keys_of_every_screen(display: Any) -> None:
    async with display() as shown:
        await shown.press("h")
        await shown.until(lambda: isinstance(shown.app.screen, HelpScreen), "help")
        await shown.press("backspace")
        await shown.until(lambda: isinstance(shown.app.screen, RotationScreen), "the rotation")
        await shown.press("a")
        await shown.until(lambda: isinstance(shown.app.screen, AreasScreen), "the areas")
        await shown.press("home")
        await shown.until(lambda: isinstance(shown.app.screen, RotationScreen), "the rotation")
        for key in ("z", "f1", "ctrl+c", "ctrl+q", "ctrl+p", "ctrl+z", "escape", "q", "1", "/"):
            await shown.press(key)
        assert isinstance(shown.app.screen, RotationScreen) and shown.app.is_running


async def test_the_banner_is_on_every_screen_until_it_ends(display: Any, tmp_path: Path) -> None:
    file = tmp_path / "banner.md"
    async with display(banner=file) as shown:
        until = shown.clock.day + timedelta(minutes=10)
        write(file, "The High Street is closed.", Level.EMERGENCY, until)

        async def seen(*words: str) -> None:
            for _ in range(50):
                shown.app.tick()
                await shown.pilot.pause()
                if all(word in shown.screen() for word in words):
                    return
            raise AssertionError(shown.screen())

        await seen("The High Street is closed.", "!!! Emergency")
        await shown.press("h")
        await seen("The High Street is closed.", "999")
        await shown.press("home")
        await seen("The High Street is closed.", "1 of 3")
        shown.clock.day += timedelta(minutes=10)
        shown.app.tick()
        await shown.sees_no_more("High Street")
        write(file, "Again.", Level.WARNING, shown.clock.day + timedelta(minutes=10))
        await seen("Again.", "! Warning")
        withdraw(file)
        shown.app.tick()
        await shown.sees_no_more("Again.")


def test_buttons_say_what_they_are_without_colour() -> None:
    plain = Button("next", "Next", "n")
    assert button_lines(plain, 10, 3, focus=False) == ["┌────────┐", "│  Next  │", "└──── n ─┘"]
    off = button_lines(replace(plain, enabled=False), 10, 3, focus=False)
    assert off[1].strip() == "(Next)" and "┌" not in "".join(off)
    focused = button_lines(plain, 10, 3, focus=True)
    assert "►Next◄" in focused[1] and "╔" in focused[0]
    for lines in (button_lines(plain, width, height, focus=focus)
                  for width in (4, 10, 30) for height in (1, 2, 3) for focus in (True, False)):  # fmt: skip
        assert len({len(line) for line in lines}) == 1


@pytest.mark.parametrize("width", [40, 50, 64, 80, 100, 132, 200])
@pytest.mark.parametrize("count", [1, 2, 3, 7, 9])
def test_rows_of_buttons_fill_the_width_exactly(width: int, count: int) -> None:
    rows = in_rows([9 + number % 4 for number in range(count)], width)
    assert sum(map(len, rows)) == count
    assert {sum(row) for row in rows} == {width + 1}


async def test_going_round_in_circles_piles_up_no_screens(display: Any) -> None:
    async with display() as shown:
        for _ in range(MAX_SCREENS // 2 + 1):
            await shown.press("w", "a")
        await shown.until(lambda: isinstance(shown.app.screen, AreasScreen), "the areas")
        assert len(shown.app.screen_stack) == MAX_SCREENS
        assert isinstance(shown.app.screen_stack[1], RotationScreen)
        await shown.press("home")
        await shown.sees("1 of 3")
        assert len(shown.app.screen_stack) == 2


def luminance(colour: str) -> float:
    """Relative luminance, by WCAG 2.2's own formula."""
    parts = [value / 255 for value in Color.parse(colour).rgb]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of the lighter to the darker."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


COLOUR = re.compile(r"(?<![-\w])color: \$([\w-]+)")
GROUND = {"cursor-text": "cursor", "bar-text": "bar", "match-text": "match"}
MARKS = {"faint", "rule"}
"""Lines and edges; everything else is text."""


@pytest.mark.parametrize("theme", (DARK, LIGHT, CONTRAST), ids=lambda theme: theme.name)
def test_every_colour_of_the_display_can_be_seen(theme: Theme) -> None:
    colours = {**theme.variables, "foreground": theme.foreground, "background": theme.background}
    sources = [file.read_text(encoding="utf-8") for file in sorted(KIOSK.rglob("*.py"))]
    used = {name for source in sources for name in COLOUR.findall(source)}
    assert {"foreground", "muted", "link", "cursor-text"} <= used
    for name in used:
        ratio = contrast(colours[name] or "", colours[GROUND.get(name, "background")] or "")
        assert ratio >= (3 if name in MARKS else 4.5), f"{name}: {ratio:.2f}"


@pytest.mark.parametrize("keys", [("w",), ("w", "a"), ("r", "l"), ("r", "l", "down", "enter"), ("h",)])
async def test_a_screen_retranslated_is_as_one_opened_in_that_language(
    display: Any, keys: tuple[str, ...]
) -> None:
    async def opened(*before: str) -> list:
        for key in (*before, *keys):
            await shown.press(key)
            await shown.rests()
        return await shown.rests()

    async with display() as shown:
        english = await opened()
        await shown.press("c")
        await shown.sees("Argyfwng")
        switched = await shown.rests()
        await shown.press("home")
        await shown.sees("1 of 3")
        assert await opened("c") == switched != english


async def test_a_banner_on_a_small_screen_leaves_the_title_whole(
    display: Any, tmp_path: Path, clock: Any
) -> None:
    file = tmp_path / "banner.md"
    until = clock.day + timedelta(minutes=10)
    write(file, "The harbour road is flooded as far as the market. " * 6, Level.WARNING, until)
    async with display((64, 18), banner=file, ready="") as shown:
        await shown.sees("Appeal for witnesses")
        shown.app.tick()
        await shown.sees("! Warning  The harbour road is", " …", "Appeal for witnesses", "harbour wall")
        assert "More at" not in shown.screen(), "the room is the title's"


async def test_the_focus_stays_with_an_action_when_buttons_come_and_go(display: Any) -> None:
    async with display() as shown:
        screen = shown.app.screen
        bar = screen.query_one(ButtonBar)
        several = screen.buttons()
        screen.set_focus(next(each for each in bar.query(TouchButton) if each.button.action == "help"))
        bar.show([each for each in several if each.action in ("language", "help")][::-1])
        await shown.rests()
        assert screen.focused.button.action == "help"
        assert re.findall(r"►(.*?)◄", shown.screen()) == ["Help"]
        bar.show([each for each in several if each.action == "language"])
        await shown.rests()
        assert screen.focused is None and "Help" not in shown.screen()
        bar.show(several)
        await shown.sees("Pause", "Help", "Cymraeg")
