"""Who may end the display: the unlock sequence and the code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from newsreader.kiosk.screens.rotation_screen import RotationScreen
from newsreader.kiosk.screens.staff_screen import StaffScreen
from newsreader.kiosk.unlock_sequence import UnlockSequence
from newsreader.settings.passcode import hashed

CODE = "482913"
CHORD = ("ctrl+o", "ctrl+u", "ctrl+t")


@pytest.fixture(scope="module")
def code() -> Iterator[str]:
    """The code as a profile keeps it."""
    yield hashed(CODE)


async def test_the_right_code_ends_the_program_with_a_message(display: Any, code: str) -> None:
    async with display(code=code) as shown:
        await shown.press(*CHORD)
        await shown.sees("Staff only")
        await shown.press(*CODE)
        await shown.sees("●●●●●●")
        assert CODE[:2] not in shown.screen()
        await shown.press("enter")
        await shown.until(lambda: not shown.app.is_running or shown.app._exit, "the end")
        assert shown.app.return_code == 0
        assert shown.app.exit_message == "The display was ended by staff."


async def test_a_wrong_code_delays_the_next_try(display: Any, code: str) -> None:
    async with display(code=code) as shown:
        await shown.press(*CHORD)
        for _ in range(10):
            await shown.press(*"111111", "enter")
            await shown.until(lambda: not shown.app.screen._is_checking, "an answer")
            if shown.app.context.attempts.wait:
                break
        assert shown.app.context.attempts.wait > 0
        await shown.sees("Wait", "seconds")
        await shown.press(*CODE, "enter")
        assert shown.app.is_running and not shown.app._exit
        assert isinstance(shown.app.screen, StaffScreen) and not shown.app.screen._is_checking


@pytest.mark.parametrize("size", [(64, 18), (80, 25), (101, 30)])
async def test_the_keypad_is_centred(display: Any, code: str, size: tuple[int, int]) -> None:
    async with display(size, code=code) as shown:
        await shown.press(*CHORD)
        await shown.sees("Staff only", "Delete", "OK")
        pad = shown.app.screen.query_one("#keypad").region
        assert pad.width == 35 and abs(pad.x - (size[0] - pad.right)) <= 1


async def test_the_four_corners_open_the_keypad_and_it_works_by_touch(display: Any, code: str) -> None:
    async with display(code=code) as shown:
        for corner in ((1, 0), (78, 0), (78, 24), (1, 24)):
            await shown.tap(*corner)
        await shown.sees("Staff only")
        for digit in CODE:
            await shown.touch(f"  {digit}  ")
        await shown.sees("●●●●●●")
        await shown.touch("Delete")
        await shown.until(lambda: "●●●●●●" not in shown.screen(), "one digit less")
        await shown.touch(f"  {CODE[-1]}  ")
        await shown.touch("OK")
        await shown.until(lambda: shown.app._exit, "the end")


@pytest.mark.parametrize("size", [(64, 18), (80, 25), (100, 30)])
async def test_every_key_of_the_keypad_is_on_the_screen(
    display: Any, code: str, size: tuple[int, int]
) -> None:
    async with display(size, code=code) as shown:
        await shown.press(*CHORD)
        await shown.sees(
            "Staff only", *(f"  {digit}" for digit in "0123456789"), "Delete", "OK", "Cancel", "999"
        )


async def test_it_closes_by_itself_and_forgets_the_digits(display: Any, code: str) -> None:
    async with display(code=code) as shown:
        await shown.press(*CHORD)
        await shown.press(*"482")
        await shown.sees("●●●")
        await shown.wait(21)
        await shown.sees("1 of 3")
        await shown.press(*CHORD)
        await shown.sees("Staff only", "–")


async def test_without_a_code_the_unlock_sequence_does_nothing(display: Any) -> None:
    async with display() as shown:
        await shown.press(*CHORD)
        await shown.pilot.pause()
        assert isinstance(shown.app.screen, RotationScreen)


class Time:
    """Seconds that the test sets."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time() -> Time:
    """The clock of a chord."""
    return Time()


@pytest.mark.parametrize(
    ("keys", "whole"),
    [
        (CHORD, True),
        (("ctrl+o", *CHORD), True),
        (("ctrl+o", "ctrl+t", "ctrl+u"), False),
        (("ctrl+o", "ctrl+u", "a", "ctrl+t"), False),
        (CHORD[:2], False),
    ],
)
def test_only_these_keys_in_this_order(time: Time, keys: tuple[str, ...], whole: bool) -> None:
    chord = UnlockSequence(time)
    done = [chord.key(key) for key in keys]
    assert any(done) is whole


def test_keys_that_come_too_slowly_do_not_count(time: Time) -> None:
    chord = UnlockSequence(time)
    chord.key("ctrl+o")
    time.now = 2.0
    chord.key("ctrl+u")
    time.now = 3.1
    assert not chord.key("ctrl+t")
    assert not chord.key(CHORD[0]) and not chord.key(CHORD[1])
    assert chord.key("ctrl+t")


@pytest.mark.parametrize(
    ("corners", "seconds", "whole"),
    [
        ([(0, 0), (79, 0), (79, 24), (0, 24)], 1.9, True),
        ([(0, 0), (79, 0), (79, 24), (0, 24)], 2.1, False),
        ([(0, 0), (0, 24), (79, 24), (79, 0)], 0.1, False),
        ([(79, 0), (79, 24), (0, 24), (0, 0)], 0.1, False),
        ([(0, 0), (79, 0), (40, 12), (79, 24), (0, 24)], 0.1, False),
    ],
)
def test_only_the_corners_clockwise_from_the_top_left_in_time(
    time: Time, corners: list[tuple[int, int]], seconds: float, whole: bool
) -> None:
    chord, done = UnlockSequence(time), False
    for x, y in corners:
        done = chord.touch(x, y, 80, 25) or done
        time.now += seconds
    assert done is whole
