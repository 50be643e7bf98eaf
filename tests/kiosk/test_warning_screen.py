"""The idle warning, and what follows from each answer."""

from __future__ import annotations

from typing import Any

import pytest
from textual import events

from newsreader.kiosk.screens.rotation_screen import RotationScreen
from newsreader.kiosk.screens.warning_screen import WarningScreen
from newsreader.kiosk.translations import Translations
from newsreader.kiosk.visitor_session import Presence


async def warn(shown: Any, words: str = "Are you still there?") -> None:
    shown.clock.advance(60)
    shown.app.tick()
    await shown.sees(words)


async def test_it_comes_after_the_idle_time_and_counts_down(display: Any) -> None:
    async with display(idle=20, warning=12) as shown:
        await shown.press("r")
        shown.clock.advance(19)
        shown.app.tick()
        assert shown.app.context.session.state is Presence.BROWSING
        shown.clock.advance(1)
        shown.app.tick()
        await shown.sees("Are you still there?", "This page closes in twelve seconds", "999", "101")
        shown.clock.advance(9)
        shown.app.tick()
        await shown.sees("in three seconds")
        shown.clock.advance(2)
        shown.app.tick()
        await shown.sees("in one second.")
        shown.clock.advance(1)
        shown.app.tick()
        await shown.sees("1 of 3")


async def test_there_is_no_warning_without_a_visit(display: Any) -> None:
    async with display() as shown:
        shown.clock.advance(200)
        shown.app.tick()
        assert isinstance(shown.app.screen, RotationScreen)


@pytest.mark.parametrize("answer", ["enter", "z", "escape", "home", "x", "f5"])
async def test_any_key_continues_the_visit_and_does_nothing_else(display: Any, answer: str) -> None:
    async with display() as shown:
        await shown.press("r")
        await shown.sees("ninety years")
        await shown.press("pagedown")
        stood, before = shown.app.screen, shown.cells()
        await warn(shown)
        await shown.press(answer)
        await shown.sees("ninety years")
        assert shown.app.screen is stood
        assert shown.cells()[1:] == before[1:]


@pytest.mark.parametrize("at", [(40, 12), (2, 22), (79, 0)])
async def test_a_touch_anywhere_continues_the_visit_and_presses_nothing(
    display: Any, at: tuple[int, int]
) -> None:
    async with display() as shown:
        await shown.press("r")
        await shown.sees("ninety years")
        stood = shown.app.screen
        await warn(shown)
        await shown.tap(*at)
        await shown.sees("ninety years")
        assert shown.app.screen is stood
        assert shown.app.context.session.state is Presence.BROWSING


async def test_a_drag_that_began_as_the_answer_does_nothing(display: Any) -> None:
    async def drag() -> None:
        await shown.finger(events.MouseDown, 20, 10)
        await shown.finger(events.MouseMove, 20, 3)
        await shown.finger(events.MouseUp, 20, 3)

    async with display((64, 18)) as shown:
        await shown.press("r")
        await shown.sees("ninety years", "Page 1 of")
        before = await shown.rests()
        await warn(shown)
        await drag()
        await shown.sees("ninety years")
        assert shown.app.mouse_captured is None
        assert (await shown.rests())[1:] == before[1:], "the first line tells the time"
        await drag()
        assert (await shown.rests())[1:] != before[1:], "the next one means it"


async def test_a_finger_that_rested_on_the_screen_does_nothing(display: Any) -> None:
    async with display() as shown:
        await shown.finger(events.MouseDown, 20, 8)
        await warn(shown)
        await shown.finger(events.MouseMove, 20, 8)
        await shown.until(lambda: isinstance(shown.app.screen, RotationScreen), "the rotation")
        await shown.finger(events.MouseUp, 20, 8)
        await shown.rests()
        assert isinstance(shown.app.screen, RotationScreen), "the article would open"
        await shown.tap(20, 8)
        await shown.sees("ninety years")


async def test_an_answer_in_the_last_moment_counts_and_a_later_one_begins_a_visit(display: Any) -> None:
    async with display() as shown:
        await shown.press("r")
        await warn(shown)
        shown.clock.advance(29.5)
        await shown.press("z")
        assert shown.app.context.session.state is Presence.BROWSING
        await warn(shown)
        shown.clock.advance(30)
        await shown.press("z")
        await shown.sees("1 of 3")
        assert shown.app.context.session.number == 2


async def test_the_warning_comes_once_over_every_screen(display: Any) -> None:
    async with display() as shown:
        for key in ("r", "h", "w", "c"):
            await shown.press(key)
        shown.clock.advance(60)
        for _ in range(5):
            shown.app.tick()
        await shown.until(lambda: isinstance(shown.app.screen, WarningScreen), "the question")
        assert sum(isinstance(each, WarningScreen) for each in shown.app.screen_stack) == 1


async def test_it_asks_in_the_visitor_s_language(display: Any) -> None:
    async with display() as shown:
        await shown.press("c")
        await warn(shown, "Ydych chi yno o hyd?")
        await shown.sees("mewn tri deg eiliad")


@pytest.mark.parametrize(
    ("number", "english", "welsh"),
    [
        (0, "zero", "dim"),
        (1, "one", "un"),
        (10, "ten", "deg"),
        (12, "twelve", "un deg dau"),
        (20, "twenty", "dau ddeg"),
        (29, "twenty-nine", "dau ddeg naw"),
        (60, "sixty", "chwe deg"),
        (99, "ninety-nine", "naw deg naw"),
        (100, "100", "100"),
    ],
)
def test_numbers_in_words(number: int, english: str, welsh: str) -> None:
    assert Translations("en").number(number) == english
    assert Translations("cy").number(number) == welsh
