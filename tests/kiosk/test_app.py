"""The display from its start through visits and back, with nothing left of anybody."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen
from textual.widget import Widget

from newsreader.kiosk.screens.rotation_screen import RotationScreen
from newsreader.kiosk.visitor_session import Presence
from newsreader.library.errors import ContentError


async def test_it_starts_with_the_news_the_station_and_the_numbers(display: Any) -> None:
    async with display() as shown:
        await shown.sees("Harbour police station", "14:05", "999", "101", "Emergency: danger or a crime now")
        assert shown.app.context.session.state is Presence.ROTATION


async def test_it_shows_the_last_update_and_follows_the_clock(display: Any) -> None:
    async with display() as shown:
        await shown.sees("Updated 14:05")
        shown.clock.advance(60)
        shown.app.tick()
        await shown.sees("14:06")


async def after(shown: Any, *what: str) -> None:
    """Lets a visitor do things, then ends the visit by time."""
    for each in what:
        if each.startswith("touch "):
            await shown.touch(each.removeprefix("touch "))
        else:
            await shown.press(each)
        await shown.pilot.pause()
    shown.clock.advance(61)
    shown.app.tick()
    await shown.sees("Are you still there?") if shown.app.context.language == "en" else None
    shown.clock.advance(31)
    shown.app.tick()
    assert shown.app.context.session.state is Presence.ROTATION
    await shown.until(lambda: isinstance(shown.app.screen, RotationScreen), "the rotation")


@pytest.mark.parametrize(
    "visit",
    [
        ["n", "s"],
        ["c", "tab", "tab"],
        ["r", "pagedown", "down"],
        ["h", "enter"],
        ["w", "enter", "c", "l"],
        ["a", "enter", "tab", "tab", "tab"],
        ["touch harbour wall", "touch Help"],
    ],
    ids="-".join,
)
async def test_after_a_visit_the_screen_is_cell_for_cell_that_of_a_fresh_start(
    display: Any, visit: list[str]
) -> None:
    async with display() as shown:
        await after(shown, *visit)
        await shown.sees("harbour wall")
        left, time = await shown.rests(), (shown.clock.seconds, shown.clock.day)
        shown.app.tick()
        place = shown.app.cursor_position
    shown.clock.seconds, shown.clock.day = time
    async with display() as fresh:
        await fresh.sees("Updated")
        said = fresh.app.context.freshness.updated
        assert said is not None
        started = await fresh.rests()
        assert left[0].text[:60] == started[0].text[:60]  # the time of the last look is another's
        assert left[1:] == started[1:]
        assert place == fresh.app.cursor_position
        assert fresh.app.focused is None and fresh.app.mouse_captured is None


async def test_a_new_article_comes_and_a_withdrawn_one_goes_without_a_key(
    display: Any, content: Path
) -> None:
    async with display() as shown:
        await shown.sees("1 of 3")
        fresh = content / "Mercia" / "found.md"
        fresh.write_text("---\narea: Mercia\ndate: 2019-03-16\ntitle: Lamp found\n---\n\nIt is back.\n")
        await shown.sees("of 4")
        await shown.sees("harbour wall")
        (content / "Mercia" / "lamp.md").unlink()
        await shown.sees_no_more("harbour wall")
        await shown.sees("of 3")


async def test_an_expired_article_leaves_the_rotation(display: Any, content: Path) -> None:
    file = content / "Mercia" / "lamp.md"
    file.write_text(file.read_text().replace("area: Mercia", "area: Mercia\nexpires: 2019-03-15"))
    async with display(ready="Bicycles") as shown:
        await shown.sees("of 2")


async def test_without_articles_it_shows_help_and_says_so(display: Any, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    async with display(root=empty, ready="") as shown:
        await shown.sees("There is no news to show just now", "Front counter", "01632 960123", "999")
        await shown.sees("In an emergency")
        assert "Pause" not in shown.screen()


async def test_a_missing_folder_shows_help_and_is_tried_again(
    display: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsreader.kiosk.content.REFRESH_INTERVAL", 0.1)
    monkeypatch.setattr("newsreader.kiosk.content.MAX_LOAD", 0)
    away = tmp_path / "away"
    async with display(root=away, ready="") as shown:
        await shown.sees("There is no news to show just now", "Front counter")
        with pytest.raises(ContentError):
            _ = shown.app.context.library
        away.mkdir()
        (away / "back.md").write_text("---\ntitle: The news is back\ndate: 2019-03-15\n---\n\nHere.\n")
        await shown.sees("The news is back")


async def test_articles_whose_folder_goes_stay_and_are_marked_as_old(
    display: Any, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsreader.kiosk.content.REFRESH_INTERVAL", 0.1)
    monkeypatch.setattr("newsreader.kiosk.content.MAX_LOAD", 0)
    async with display() as shown:
        assert "cannot be brought up to date" not in shown.screen()
        content.rename(content.parent / "elsewhere")
        shown.app.tick()
        await shown.until(lambda: shown.app.context.freshness.unreachable, "a look that fails")
        shown.app.tick()
        await shown.sees("The news cannot be brought up to date just now", "harbour wall")
        (content.parent / "elsewhere").rename(content)
        await shown.until(lambda: not shown.app.context.freshness.unreachable, "a look that succeeds")
        shown.app.tick()
        await shown.sees_no_more("cannot be brought up to date")


async def test_nothing_of_what_was_read_is_kept(display: Any) -> None:
    async with display() as shown:
        await after(shown, "r")
        keys = [slide.headline.key for slide in shown.app.context.slides]
        assert not any(headline.read for headline in shown.app.context.library.headlines(keys))


async def test_leaving_at_once_shows_a_neutral_page_and_nothing_leads_back(display: Any) -> None:
    async with display() as shown:
        await shown.press("r")
        await shown.sees("brass lamp")
        await shown.press("x")
        await shown.sees("Front counter", "Monday to Friday")
        assert "lamp" not in shown.screen()
        assert shown.app.context.session.state is Presence.ROTATION
        await shown.press("escape")
        await shown.sees("1 of 3")
        assert isinstance(shown.app.screen, RotationScreen)


async def test_after_the_neutral_page_the_rotation_goes_on_by_itself(display: Any) -> None:
    async with display() as shown:
        await shown.press("r", "x")
        await shown.sees("Front counter")
        await shown.wait(11)
        await shown.sees("1 of 3")


async def test_the_clock_on_the_wall_may_jump(display: Any) -> None:
    async with display() as shown:
        await shown.press("r")
        await shown.sees("brass lamp")
        shown.clock.day = shown.clock.day.replace(year=2031)
        shown.app.tick()
        assert shown.app.context.session.state is Presence.BROWSING
        shown.clock.day = shown.clock.day.replace(year=1999)
        shown.app.tick()
        assert shown.app.context.session.state is Presence.BROWSING
        await shown.sees("brass lamp")


def living() -> dict[str, int]:
    """How many screens and widgets there are."""
    gc.collect()
    things = [each for each in gc.get_objects() if isinstance(each, Widget)]
    return {
        "screens": sum(isinstance(each, Screen) for each in things),
        "widgets": sum(not isinstance(each, Screen) for each in things),
    }


KEPT = 3
"""Screens that may live: Textual's own, the rotation, and the last that had a thread, whose task keeps it."""
VISITS, STEPS = (200, 500) if os.environ.get("NEWSREADER_LONG") else (3, 60)
"""Visits, and steps of the rotation, of a test that counts what they leave; 200 visits take some minutes."""


async def test_visits_and_slides_leave_nothing_behind(display: Any) -> None:
    async with display() as shown:

        async def visit() -> None:
            await shown.press("r", "escape", "h")
            shown.clock.advance(61)
            shown.app.tick()
            shown.clock.advance(31)
            shown.app.tick()
            await shown.until(lambda: isinstance(shown.app.screen, RotationScreen), "the rotation")

        await visit()
        await shown.until(lambda: living()["screens"] <= KEPT, "the end of the screens of a visit")
        for _ in range(VISITS):
            await visit()
        for _ in range(STEPS):
            shown.clock.advance(15.5)
            shown.app.tick()
        await visit()
        await shown.until(lambda: living()["screens"] <= KEPT, "the end of the screens of every visit")
        assert living()["widgets"] < 40 * KEPT


async def test_a_request_after_the_visit_opens_nothing(display) -> None:
    async with display() as shown:
        await shown.press("w")
        late = shown.app.screen
        shown.app.start_over()
        late.action_help()  # as a message that was still on its way does
        assert len(shown.app.screen_stack) == 2, "not even until the next look at the clock"
        await shown.sees("harbour wall")
        await shown.wait(1)
        assert len(shown.app.screen_stack) == 2
        await shown.press("h")
        await shown.until(lambda: len(shown.app.screen_stack) == 3, "help, for who comes next")


async def test_a_screen_that_outlasts_its_visit_is_closed(display) -> None:
    async with display() as shown:
        await shown.press("w")
        left = type(shown.app.screen)
        shown.app.start_over()
        await shown.app.push_screen(left(shown.app.context))  # however that came about
        await shown.wait(1)
        await shown.sees("harbour wall")
        assert len(shown.app.screen_stack) == 2


async def test_a_stale_playlist_is_ignored(display: Any) -> None:
    async with display() as shown:
        slides = shown.app.context.slides
        shown.app.playlist._finish(0, {}, True)
        assert shown.app.context.slides == slides
        await shown.rests()
        assert "harbour wall" in shown.screen()
