"""Headlines and areas by touch and by keys alone, in either language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from newsreader.kiosk import navigation
from newsreader.kiosk.screens.areas_screen import AreasScreen
from newsreader.kiosk.screens.article_screen import ArticleScreen

SIZES = [(64, 18), (80, 25), (100, 30)]


def article(
    root: Path, name: str, *, title: str, area: str = "Mercia", date: str = "2019-03-01", **more: str
) -> Path:
    """Writes an article."""
    body = more.pop("body", "Some words about it.")
    rest = "".join(f"{key.replace('_', '.')}: {value}\n" for key, value in more.items())
    file = root / area / f"{name}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        f"---\ntitle: {title}\narea: {area}\ndate: {date}\n{rest}---\n\n{body}\n", encoding="utf-8"
    )
    return file


@pytest.mark.parametrize("size", SIZES)
async def test_all_headlines_are_reached_page_by_page_by_touch_alone(
    display: Any, content: Path, stage: Any, size: tuple[int, int]
) -> None:
    for number in range(20):
        article(
            content, f"n{number}", title=f"Piece {number:02} of the news", date=f"2018-01-{number + 1:02}"
        )
    async with display(size=size) as shown:
        await shown.touch("All news")
        await shown.sees("Page 1 of", "harbour wall")
        seen = shown.screen()
        for _ in range(30):
            if stage.last_page(shown.screen()):
                break
            before = shown.screen()
            await shown.touch("Page down")
            await shown.until(lambda before=before: shown.screen() != before, "another page")
            seen += shown.screen()
        for number in range(20):
            assert f"Piece {number:02}" in seen
        assert seen.index("Piece 19") < seen.index("Piece 03"), "the newest first"
        await shown.touch("Piece 00")
        await shown.sees("Some words about it.", "Mercia")
        await shown.touch("Back")
        await shown.sees("Piece 00", "(Page down)")
        await shown.touch("Start over")
        await shown.sees("Pause")


async def test_headlines_have_day_and_area(display: Any) -> None:
    async with display() as shown:
        shown.go(navigation.News())
        await shown.sees("Mercia · Friday 15 March 2019", "Wessex · Thursday 14 March 2019")


async def test_the_stations_areas_only(display: Any, content: Path) -> None:
    article(content, "x", title="Far away", area="Northumbria")
    async with display(areas=("Mercia", "Northumbria")) as shown:
        shown.go(navigation.News())
        await shown.sees("Bicycles", "Far away")
        assert "Extra patrols" not in shown.screen()
        await shown.press("a")
        await shown.sees("Areas", "Mercia", "2 articles", "Northumbria", "1 article")
        assert "Wessex" not in shown.screen()


async def test_an_area_by_keys_alone_and_back(display: Any) -> None:
    async with display() as shown:
        await shown.press("h")
        await shown.sees("Help and advice")
        await shown.press("a")
        await shown.sees("Wessex", "1 article")
        await shown.press("right", "enter")
        await shown.sees("Extra patrols", "Thursday 14 March 2019")
        assert shown.screen().splitlines()[1].strip() == "Wessex", "where one is"
        await shown.press("enter")
        await shown.sees("Officers will walk")
        await shown.press("escape")
        await shown.sees("Extra patrols at the fair")
        await shown.press("backspace")
        await shown.sees("Mercia")
        assert isinstance(shown.app.screen, AreasScreen)


async def test_areas_are_in_order_with_their_letters(display: Any, content: Path, stage: Any) -> None:
    names = [f"{letter}shire" for letter in "BCDEFGHIJKLMNOPQRSTUVWXYZ"]
    for name in names:
        article(content, "one", title=f"News of {name}", area=name)
    async with display(size=(64, 18)) as shown:
        shown.go(navigation.Areas())
        await shown.sees("Bshire", "Page 1 of")
        assert "Areas  B – " in shown.screen()
        seen = shown.screen()
        while not stage.last_page(shown.screen()):
            before = shown.screen()
            await shown.press("pagedown")
            await shown.until(lambda before=before: shown.screen() != before, "another page")
            seen += shown.screen()
        places = [seen.index(name) for name in names]
        assert places == sorted(places)
        assert " – Z" in shown.screen()


async def test_new_articles_come_and_the_cursor_stays_on_its_headline(display: Any, content: Path) -> None:
    async with display() as shown:
        shown.go(navigation.News())
        await shown.sees("Bicycles")
        await shown.press("down")
        article(content, "new", title="Something new", date="2019-03-19")
        shown.app.context.library.update()
        shown.app.screen.content_changed()
        await shown.sees("Something new")
        screen = shown.app.screen
        card = screen.cards(screen.pane.list.index, screen.pane.list.index + 1)[0]
        assert card.title.startswith("Bicycles")


async def test_a_headline_that_goes_leaves_no_gap(display: Any, content: Path) -> None:
    async with display() as shown:
        shown.go(navigation.News())
        await shown.sees("Bicycles")
        (content / "Mercia" / "bicycles.md").unlink()
        shown.app.context.library.update()
        await shown.touch("Bicycles")
        shown.app.screen.content_changed()
        await shown.sees_no_more("Bicycles")


async def test_no_articles_says_so(display: Any, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    async with display(root=empty, ready="Front counter") as shown:
        shown.go(navigation.News())
        await shown.sees("There is no news here at the moment.", "Back", "Help")
        await shown.press("a")
        await shown.sees("There are no areas")
        await shown.press("down", "enter", "pagedown", "escape", "escape")


async def test_each_article_once_in_the_language_that_was_chosen(display: Any, content: Path) -> None:
    article(content, "fair", title="The fair is on Sunday")
    article(content, "ffair", title="Mae'r ffair ddydd Sul", lang="cy", translation_of="fair.md")
    async with display() as shown:
        shown.go(navigation.News())
        await shown.sees("The fair is on Sunday")
        assert "ffair" not in shown.screen()
        await shown.press("c")
        await shown.sees("Mae'r ffair ddydd Sul", "Newyddion", "Yn ôl")
        assert "The fair" not in shown.screen()
        await shown.touch("Mae'r ffair")
        await shown.until(lambda: isinstance(shown.app.screen, ArticleScreen), "the article")
        await shown.press("c")
        await shown.sees("The fair is on Sunday", "Back")


@pytest.mark.parametrize(
    "title", ["'[bold]x[/] [@click=app.quit]y[/]'", '"\\e]0;gone\\a\\u202e\\e[31mred"', "w" * 10_000]
)
async def test_any_title_is_only_text(display: Any, content: Path, title: str) -> None:
    article(content, "odd", title=title, date="2019-03-18")
    async with display(size=(64, 18), ready="") as shown:
        await shown.until(
            lambda: shown.app.context.content.is_open and len(shown.app.context.library.newest(9)) == 4,
            "all articles",
        )
        shown.go(navigation.News())
        await shown.sees("Monday 18 March 2019")
        text = shown.screen()
        assert "\x1b" not in text and "\u202e" not in text and "\x07" not in text
        if "bold" in title:
            assert "[bold]x[/] [@click=app.quit]y[/]" in text
        await shown.press("enter")
        await shown.sees("Some words about it.") if len(title) < 1000 else None
        await shown.press("escape", "escape")
