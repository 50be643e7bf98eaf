"""A person follows what an article names, and nothing leaves without being asked for."""

from __future__ import annotations

import pytest

from newsreader.links import opener


@pytest.fixture
def left(monkeypatch) -> list[str]:
    """What was opened, without a browser."""
    gone: list[str] = []
    monkeypatch.setattr(opener, "open_target", gone.append)
    return gone


async def test_a_link_by_its_number_shows_the_address_first(start, left) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp", "Links · 4")
        numbers = {entry.name: entry.number for entry in reader.app.screen.links_pane.entries}
        number = next(n for name, n in numbers.items() if "example.org/lamp" in name)
        await reader.press(str(number))
        await reader.sees("Open this page in the browser?", "www.example.org/lamp")
        assert left == []
        await reader.press("enter")
        await reader.until(lambda: left, "the address")
        assert left == ["https://www.example.org/lamp"]


async def test_escape_opens_nothing(start, left) -> None:
    async with start() as reader:
        await reader.sees("Links · 4")
        await reader.press("2")
        await reader.sees("Esc")
        await reader.press("escape")
        await reader.sees("A brass lamp")
        assert left == []


async def test_a_number_that_is_not_there(start) -> None:
    async with start() as reader:
        await reader.sees("Links · 4")
        await reader.press("9")
        await reader.sees("There is no link 9.")


async def test_numbers_above_nine_are_asked_for(start) -> None:
    async with start() as reader:
        await reader.sees("Links · 4")
        await reader.press("number_sign")
        await reader.sees("Number of the link")
        await reader.type("12")
        await reader.press("enter")
        await reader.sees("There is no link 12.")


async def test_the_source_page(start, left) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp")
        await reader.press("o")
        await reader.sees("https://www.mercia.example/news/lamp")
        await reader.press("enter")
        await reader.until(lambda: left == ["https://www.mercia.example/news/lamp"], "the source page")


async def test_an_article_without_a_page_says_so(start, left) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp")
        await reader.press("J")
        await reader.sees("Bring your bicycle")
        await reader.press("o")
        await reader.sees("does not say on which page")
        assert left == []


async def test_copying_the_address(start) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp")
        await reader.press("y")
        await reader.sees("Copied: https://www.mercia.example/news/lamp")
        assert reader.app.clipboard == "https://www.mercia.example/news/lamp"


async def test_the_code_of_the_page(start) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp")
        await reader.press("Q")
        await reader.sees("▀", "mercia.example/news/lamp")


async def test_stepping_through_the_links_of_the_text(start) -> None:
    async with start() as reader:
        await reader.sees("Links · 4")
        await reader.press("enter", "right_square_bracket")
        await reader.until(lambda: reader.app.screen.article_pane.view.current_entry, "the first link")
        first = reader.app.screen.article_pane.view.current_entry
        await reader.press("right_square_bracket", "right_square_bracket")
        await reader.until(lambda: reader.app.screen.article_pane.view.current_entry != first, "the second")
        assert reader.app.screen.links_pane.panel.current == reader.app.screen.article_pane.view.current_entry


async def test_help_and_advice(start, left) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp")
        await reader.press("H")
        await reader.sees("Help and advice", "Crimestoppers")
        await reader.type("samaritans")
        await reader.sees("Samaritans")
        await reader.press("enter")
        await reader.sees("samaritans.org")
        await reader.press("enter")
        await reader.until(lambda: left, "the address")


async def test_an_article_that_names_nothing(start) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp")
        await reader.press("G", "h", "l", "j")
        await reader.sees("Tell the front desk")
        await reader.sees("This article names nothing")
