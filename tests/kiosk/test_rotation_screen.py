"""The rotation: its order and pace, its code, pauses, and help if there are no articles."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from newsreader.kiosk.screens.help_screen import HelpScreen
from newsreader.kiosk.screens.rotation_screen import RotationScreen

TITLES = ("harbour wall", "Bicycles marked", "Extra patrols")


async def test_it_goes_from_article_to_article_and_round_again(display: Any) -> None:
    async with display() as shown:
        for title in (*TITLES, TITLES[0]):
            await shown.sees(title)
            await shown.wait(14)
            assert title in shown.screen()
            await shown.wait(1)


async def test_an_appeal_says_so_in_a_word(display: Any) -> None:
    async with display() as shown:
        await shown.sees(" Appeal   Mercia", "Friday 15 March 2019")
        await shown.press("n")
        await shown.sees("Bicycles")
        assert "Appeal" not in shown.screen()


async def test_only_the_bar_moves_once_a_second(display: Any) -> None:
    async with display() as shown:
        await shown.sees("1 of 3  ─")
        seen = []
        for _ in range(8):
            shown.clock.advance(0.5)
            shown.app.tick()
            await shown.pilot.pause()
            seen.append(shown.screen().splitlines())
        bars = [next(line for line in lines if "1 of 3" in line).count("━") for lines in seen]
        assert bars == sorted(bars) and len(set(bars)) == 5
        assert len({"\n".join(line for line in lines if "1 of 3" not in line) for lines in seen}) == 1


async def test_it_can_be_stepped_and_paused_and_goes_on_when_the_visit_ends(display: Any) -> None:
    async with display() as shown:
        await shown.press("n")
        await shown.sees("2 of 3")
        await shown.press("p", "p")
        await shown.sees("3 of 3", "Extra patrols")
        await shown.press("s")
        await shown.sees("Paused", "Go on")
        for _ in range(3):  # not all at once: after three steps it would stand there again
            await shown.wait(19)
            assert "3 of 3" in shown.screen()
        await shown.wait(3)
        await shown.sees("Are you still there?")
        await shown.wait(30)
        await shown.sees("1 of 3", "Pause")
        assert "Paused" not in shown.screen()
        await shown.wait(15)
        await shown.sees("2 of 3")


async def test_going_on_gives_the_article_what_was_left_of_its_time(display: Any) -> None:
    async with display() as shown:
        await shown.wait(10)
        await shown.press("s")
        await shown.wait(20)
        await shown.press("s")
        await shown.wait(4)
        await shown.sees("1 of 3")
        await shown.wait(1)
        await shown.sees("2 of 3")


async def test_the_code_is_beside_the_text_if_it_fits_else_the_host_is_named(display: Any) -> None:
    async with display((100, 30)) as shown:
        await shown.sees("Scan to read more on your phone", "█▀▀▀▀▀█")
    async with display((64, 18)) as shown:
        await shown.sees("More at mercia.police.uk")
        assert "█▀▀▀▀▀█" not in shown.screen()


async def test_the_code_leads_to_the_article_s_page(display: Any) -> None:
    from newsreader.kiosk.widgets.qr_card import largest_code

    async with display((100, 30)) as shown:
        made = largest_code("https://www.mercia.police.uk/news/lamp", 60, 25)
        assert made is not None
        await shown.sees(*(row.strip() for row in made.rows if row.strip()))


async def test_a_touch_on_the_article_opens_it(display: Any) -> None:
    async with display() as shown:
        await shown.touch("Anyone who saw") if "Anyone who saw" in shown.screen() else await shown.tap(10, 12)
        await shown.sees("What it looks like")
        await shown.press("escape")
        await shown.sees("1 of 3")


async def test_a_touch_beside_it_does_not(display: Any) -> None:
    async with display() as shown:
        await shown.touch("Harbour police station")
        await shown.touch("Emergency: danger")
        assert isinstance(shown.app.screen, RotationScreen)


async def test_a_covered_slide_waits(display: Any) -> None:
    async with display() as shown:
        await shown.press("h")
        await shown.wait(40)
        await shown.press("escape")
        await shown.sees("1 of 3")
        await shown.wait(14)
        await shown.sees("1 of 3")


async def test_today_holds_until_midnight(display: Any) -> None:
    async with display() as shown:
        await shown.press("s")
        shown.clock.day = shown.clock.day.replace(day=15, hour=23, minute=59)
        shown.app.tick()
        await shown.sees("Today, 16:20")
        shown.clock.day = shown.clock.day.replace(day=16, hour=0, minute=0)
        shown.app.tick()
        await shown.sees("Yesterday, 16:20")


@pytest.mark.parametrize("size", [(64, 18), (80, 25), (100, 30), (120, 40), (50, 15)])
@pytest.mark.parametrize("language", ["en", "cy"])
async def test_nothing_is_cut_off_at_any_size(display: Any, size: tuple[int, int], language: str) -> None:
    async with display(size, language=language) as shown:
        lines = shown.screen().splitlines()
        assert len(lines) == size[1]
        assert "harbour" in shown.screen()
        assert re.search(r"999 .* 101 ", lines[-1])
        assert re.search(r"1 (of|o) 3", shown.screen())
        for words in ("Cymraeg",) if language == "en" else ("English",):
            await shown.sees(words)  # no button is cut off


async def test_areas_of_the_station_only(display: Any) -> None:
    async with display(areas=("wessex",), ready="Extra patrols") as shown:
        await shown.sees("1 of 1")
        assert "(Next)" in shown.screen()


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A folder without articles."""
    (tmp_path / "empty").mkdir()
    return tmp_path / "empty"


@pytest.mark.parametrize("size", [(64, 18), (80, 25), (100, 30)])
async def test_without_articles_help_is_shown(display: Any, empty: Path, size: tuple[int, int]) -> None:
    async with display(size, root=empty, ready="In an emergency") as shown:
        await shown.sees("There is no news to show just now. Here is help.", "Page 1 of", "Page down")
        lines = shown.screen().splitlines()
        first = next(y for y, line in enumerate(lines) if "Front counter" in line)
        assert "01632 960123 · Monday to Friday, 8 am to 6 pm" in lines[first + 1]
        assert not any(words in shown.screen() for words in ("Pause", "Read this", "All news", "▸"))


async def test_its_pages_turn_by_themselves_and_begin_again(display: Any, empty: Path) -> None:
    async with display(root=empty, ready="In an emergency") as shown:
        await shown.sees("Page 1 of")
        pages = int(shown.screen().partition("Page 1 of ")[2].split()[0])
        for page in (*range(2, pages + 1), 1):
            await shown.wait(shown.app.context.station.rotation)
            await shown.sees(f"Page {page} of {pages}")
        await shown.sees("Front counter")


async def test_the_pages_turn_also_where_the_playlist_is_built_more_often(display: Any, empty: Path) -> None:
    async with display(root=empty, ready="In an emergency", rotation=20) as shown:
        await shown.sees("Page 1 of")
        await shown.wait(19)
        await shown.sees("Page 1 of")
        await shown.wait(1)
        await shown.sees("Page 2 of")


async def test_a_visitor_turns_the_pages_of_the_help_and_opens_its_cards(display: Any, empty: Path) -> None:
    async with display(root=empty, ready="In an emergency") as shown:
        await shown.sees("Page down", "Cymraeg")
        await shown.touch("Page down")
        await shown.sees("Page 2 of")
        await shown.wait(shown.app.context.station.rotation + 1)
        assert "Page 2 of" in shown.screen(), "nothing turns beneath somebody's eyes"
        await shown.press("pageup")
        await shown.sees("Page 1 of")
        await shown.touch("In an emergency")
        await shown.sees("Silent Solution", "Leave this page now")
        await shown.press("escape")
        await shown.sees("Page 1 of")
        await shown.touch("Front counter")
        await shown.sees("Scan with your phone")


async def test_help_is_there_again_after_a_visit_as_at_a_start(display: Any, empty: Path) -> None:
    async with display(root=empty, ready="In an emergency") as shown:
        await shown.sees("Page 1 of")
        fresh = await shown.rests()
        await shown.press("c", "tab", "down", "pagedown", "enter")
        await shown.until(lambda: len(shown.app.screen_stack) > 2, "a screen of the visit")
        await shown.wait(shown.app.context.station.idle + shown.app.context.station.warning + 1)
        await shown.sees("In an emergency", "Page 1 of")
        assert (await shown.rests())[1:] == fresh[1:], "the first line tells the time"


async def test_until_it_is_known_whether_there_are_articles_a_touch_leads_to_help(
    display: Any, empty: Path
) -> None:
    async with display(root=empty, ready="In an emergency") as shown:
        shown.app.context.is_ready = False
        shown.app.screen.content_changed()
        await shown.sees("The news will be here in a moment", "Front counter")
        await shown.tap(20, 12)
        await shown.until(lambda: isinstance(shown.app.screen, HelpScreen), "help")


@pytest.mark.parametrize("key", ["enter", "space", "r"])
async def test_a_key_opens_the_article(display: Any, key: str) -> None:
    async with display() as shown:
        await shown.press(key)
        await shown.sees("ninety years")
