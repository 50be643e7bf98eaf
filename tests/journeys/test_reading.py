"""A person opens the reader and reads: the list, the article, its links, and out again."""

from __future__ import annotations

import pytest

from newsreader.settings.settings import Settings


async def test_headlines_article_and_links_at_once(start) -> None:
    async with start() as reader:
        await reader.sees("Friday 15 March 2019", "Lamp stolen from a harb", "Mercia · 16:20")
        await reader.sees("A brass lamp was taken", "Mercia · 15 March 2019, 16:20 · 1 min")
        await reader.sees("Crimestoppers", "0800 555 111", "lamp@example.org")
        await reader.sees("5 articles · 5 unread")


async def test_titles_are_clean_and_keep_what_is_theirs(start) -> None:
    async with start(size=(160, 50)) as reader:
        await reader.sees("Bicycles marked free of charge & in ten", "Bridge closed | A40")
        assert "Mercia Police" not in reader.screen()


async def test_going_through_the_list_with_j_and_opening_with_enter(start) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp")
        await reader.press("j")
        await reader.sees("Bring your bicycle to the market")
        await reader.press("enter")
        await reader.until(lambda: reader.app.screen.pane == "article", "the article's focus")
        await reader.press("J")
        await reader.sees("Officers will walk the")


async def test_an_article_is_read_when_it_was_opened_not_when_the_cursor_passed(start) -> None:
    async with start(settings=Settings(theme="dark", read_after=0)) as reader:
        await reader.sees("5 unread", "A brass lamp")
        await reader.press("j")
        await reader.sees("Bring your bicycle")
        assert "5 unread" in reader.screen()
        await reader.press("enter")
        await reader.sees("4 unread")
        await reader.press("u")
        await reader.sees("5 unread")


async def test_by_area_with_true_counts(start) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp")
        await reader.press("v")
        await reader.sees("By area", "Mercia", "Northland", "Wessex")
        counts = dict(line[:34].split()[1:3] for line in reader.screen().splitlines() if line[1:2] in "▸▾")
        assert counts == {"Mercia": "2", "Northland": "1", "Wessex": "2"}


async def test_folding_and_unfolding(start) -> None:
    async with start() as reader:
        await reader.sees("Lamp stolen")
        await reader.press("h")
        await reader.sees("▸ Friday 15 March 2019")
        assert "Bicycles marked" not in reader.screen()
        await reader.press("l")
        await reader.sees("▾ Friday 15 March 2019", "Bicycles marked")


async def test_choosing_areas(start) -> None:
    async with start() as reader:
        await reader.sees("Lamp stolen")
        await reader.press("a")
        await reader.sees("All areas", "Northland")
        await reader.type("wess")
        await reader.press("enter", "escape")
        await reader.sees("Wessex ▾", "2 articles")
        assert "Bicycles marked" not in reader.screen()


async def test_the_undated_article_says_so(start) -> None:
    async with start() as reader:
        await reader.sees("Undated")
        await reader.press("G")
        await reader.sees("▸ Undated")
        await reader.press("l", "j")
        await reader.sees("Northland · Undated · 1 min")


async def test_next_unread_and_space_at_the_end(start) -> None:
    async with start(settings=Settings(theme="dark", read_after=0)) as reader:
        await reader.sees("A brass lamp")
        await reader.press("enter")
        await reader.sees("4 unread")
        await reader.press("space")
        await reader.sees("Bring your bicycle", "3 unread")
        await reader.press("n")
        await reader.sees("Officers will walk")


async def test_back_and_on_in_what_was_read(start) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp")
        await reader.press("enter", "J")
        await reader.sees("Bring your bicycle")
        await reader.press("alt+left")
        await reader.sees("A brass lamp")
        await reader.press("alt+right")
        await reader.sees("Bring your bicycle")


async def test_saving_and_the_list_of_saved(start) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp")
        await reader.press("s")
        await reader.sees("★ Lamp stolen")
        await reader.press("i", "i")
        await reader.sees("Saved for later", "1 article")


async def test_undo(start) -> None:
    async with start() as reader:
        await reader.sees("5 unread")
        await reader.press("R")
        await reader.sees("0 unread")
        await reader.press("ctrl+z")
        await reader.sees("5 unread")


async def test_find_in_the_article(start) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp")
        await reader.press("ctrl+f")
        await reader.type("lamp")
        await reader.sees("1 of ")
        await reader.press("enter", "n")
        await reader.sees("2 of ")
        await reader.press("N")
        await reader.sees("1 of ")
        await reader.press("escape")
        await reader.sees("line 1")


async def test_contents(start) -> None:
    async with start(size=(120, 16)) as reader:
        await reader.sees("A brass lamp")
        await reader.press("c")
        await reader.sees("Contents", "What it looks like", "What to do")
        await reader.type("to do")
        await reader.press("enter")
        await reader.sees("Write to lamp@example.org")


async def test_zen_shows_only_the_article(start) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp", "Friday 15 March")
        await reader.press("z")
        await reader.sees_no_more("Friday 15 March")
        assert "A brass lamp" in reader.screen()
        await reader.press("z")
        await reader.sees("Friday 15 March")


async def test_a_start_without_more_opens_where_the_last_one_ended(start) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp")
        await reader.press("j", "j", "j")
        await reader.sees("Officers will walk")
        await reader.press("q")
    async with start() as reader:
        await reader.sees("Officers will walk")


async def test_q_goes_back_and_leaves_only_at_the_top(start) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp")
        await reader.press("L")
        await reader.until(lambda: reader.app.screen.pane == "links", "the panel's focus")
        await reader.press("q")
        assert reader.app.screen.pane == "article"
        await reader.press("q")
        assert reader.app.screen.pane == "list"
        await reader.press("escape")
        assert reader.app.return_code is None
        await reader.press("q")
        await reader.until(lambda: reader.app.return_code == 0, "the end")


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40), (160, 50), (60, 20), (40, 12)])
async def test_every_pane_can_be_reached_at_every_size(start, size) -> None:
    async with start(size=size) as reader:
        await reader.sees("Lamp stolen")
        await reader.press("enter")
        await reader.sees("A brass lamp")
        await reader.press("L")
        await reader.sees("This appeal", "101 police")
        await reader.press("escape", "escape")
        await reader.sees("Friday 15 March 2019")


async def test_a_window_too_small_says_so_and_recovers(start) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp")
        await reader.pilot.resize_terminal(20, 5)
        await reader.sees("20x5 is too small")
        await reader.pilot.resize_terminal(1, 1)
        await reader.pilot.pause()
        await reader.pilot.resize_terminal(120, 40)
        await reader.sees("A brass lamp", "Friday 15 March")
