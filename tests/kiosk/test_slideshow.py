"""The position in the slides: steps, pauses, and other slides in the place of those that were there."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from newsreader.kiosk.slideshow import Slideshow


def slide(name: str, title: str = "") -> Any:
    return SimpleNamespace(headline=SimpleNamespace(id=name), title=title or name)


A, B, C = (slide(name) for name in "abc")


@pytest.fixture
def clock() -> list[float]:
    return [100.0]


@pytest.fixture
def show(clock: list[float]) -> Slideshow:
    show = Slideshow(lambda: clock[0])
    show.replace((A, B, C))
    return show


def test_it_steps_round_both_ends(show: Slideshow) -> None:
    seen = []
    for step in (1, 1, 1, -1):
        show.step(step)
        seen.append(show.current)
    assert seen == [B, C, A, C]


def test_a_pause_keeps_the_time_that_was_left(show: Slideshow, clock: list[float]) -> None:
    clock[0] += 4
    show.toggle_pause()
    assert show.is_paused and not show.is_moving
    clock[0] += 50
    show.toggle_pause()
    assert show.elapsed == 4 and show.is_moving


def test_a_step_in_a_pause_gives_the_whole_time_afterwards(show: Slideshow, clock: list[float]) -> None:
    clock[0] += 4
    show.toggle_pause()
    show.step(1)
    show.toggle_pause()
    assert show.current is B and show.elapsed == 0


def test_other_slides_keep_article_time_and_pause(show: Slideshow, clock: list[float]) -> None:
    show.step(1)
    clock[0] += 4
    assert not show.replace((C, A, B))
    assert show.current is B and show.index == 2 and show.elapsed == 4
    show.toggle_pause()
    changed = slide("b", "A new title")
    assert show.replace((changed, C))
    assert show.current is changed and show.is_paused


def test_a_slide_that_went_gives_way_to_the_one_in_its_place(show: Slideshow, clock: list[float]) -> None:
    show.step(2)
    clock[0] += 4
    assert show.replace((A, B))
    assert show.current is B and show.elapsed == 0


def test_no_slides_and_slides_again(show: Slideshow, clock: list[float]) -> None:
    show.toggle_pause()
    assert show.replace(())
    assert show.current is None and not show.is_paused
    clock[0] += 20
    assert not show.replace(()) and show.elapsed == 20, "time goes on, for the pages of the help"
    show.step(1)
    assert show.current is None
    assert show.replace((A,)) and show.elapsed == 0 and not show.is_moving
