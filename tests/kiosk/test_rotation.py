"""What is shown by itself: its order and pace, its code, and who may stop it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from newsreader.kiosk.screens.advice import Advice
from newsreader.kiosk.screens.rotation import RotationScreen

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


async def test_the_bar_moves_once_a_second_and_nothing_else_does(display: Any) -> None:
    async with display() as shown:
        await shown.sees("1 of 3  ─")
        seen = []
        for _ in range(8):
            shown.hands.pass_(0.5)
            shown.app.tick()
            await shown.pilot.pause()
            seen.append(shown.screen().splitlines())
        bars = [next(line for line in lines if "1 of 3" in line).count("━") for lines in seen]
        assert bars == sorted(bars) and len(set(bars)) == 5
        assert len({"\n".join(line for line in lines if "1 of 3" not in line) for lines in seen}) == 1


async def test_it_can_be_stepped_and_stopped_and_goes_on_when_the_visit_ends(display: Any) -> None:
    async with display() as shown:
        await shown.press("n")
        await shown.sees("2 of 3")
        await shown.press("p", "p")
        await shown.sees("3 of 3", "Extra patrols")
        await shown.press("s")
        await shown.sees("Paused", "Go on")
        await shown.wait(59)
        await shown.sees("3 of 3")
        await shown.wait(1)
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


async def test_the_code_stands_beside_the_text_where_it_fits_and_is_told_where_not(display: Any) -> None:
    async with display((100, 30)) as shown:
        await shown.sees("Scan to read more on your phone", "█▀▀▀▀▀█")
    async with display((64, 18)) as shown:
        await shown.sees("More at mercia.police.uk")
        assert "█▀▀▀▀▀█" not in shown.screen()


async def test_the_code_leads_to_the_article_s_page(display: Any) -> None:
    from newsreader.kiosk.widgets.code_card import fitting

    async with display((100, 30)) as shown:
        made = fitting("https://www.mercia.police.uk/news/lamp", 60, 25)
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


async def test_what_is_covered_waits(display: Any) -> None:
    async with display() as shown:
        await shown.press("h")
        await shown.wait(40)
        await shown.press("escape")
        await shown.sees("1 of 3")
        await shown.wait(14)
        await shown.sees("1 of 3")


async def test_today_is_a_word_until_midnight(display: Any) -> None:
    async with display() as shown:
        await shown.press("s")
        shown.hands.day = shown.hands.day.replace(day=15, hour=23, minute=59)
        shown.app.tick()
        await shown.sees("Today, 16:20")
        shown.hands.day = shown.hands.day.replace(day=16, hour=0, minute=0)
        shown.app.tick()
        await shown.sees("Yesterday, 16:20")


@pytest.mark.parametrize("size", [(64, 18), (80, 25), (100, 30), (120, 40), (50, 15)])
@pytest.mark.parametrize("language", ["en", "cy"])
async def test_every_line_stands_whole_at_every_size(
    display: Any, size: tuple[int, int], language: str
) -> None:
    async with display(size, language=language) as shown:
        lines = shown.screen().splitlines()
        assert len(lines) == size[1]
        assert "harbour" in shown.screen()
        assert re.search(r"999 .* 101 ", lines[-1])
        assert re.search(r"1 (of|o) 3", shown.screen())
        for words in ("Cymraeg",) if language == "en" else ("English",):
            assert words in shown.screen(), "no button is cut off"


async def test_areas_of_the_station_only(display: Any) -> None:
    async with display(areas=("wessex",), ready="Extra patrols") as shown:
        await shown.sees("1 of 1")
        assert "(Next)" in shown.screen()


async def test_a_touch_where_there_is_no_article_leads_to_help(display: Any, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    async with display(root=empty, ready="Front counter") as shown:
        await shown.tap(20, 12)
        await shown.until(lambda: isinstance(shown.app.screen, Advice), "help")


@pytest.mark.parametrize("key", ["enter", "space", "r"])
async def test_a_key_opens_the_article(display: Any, key: str) -> None:
    async with display() as shown:
        await shown.press(key)
        await shown.sees("ninety years")
