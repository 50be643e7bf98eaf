"""The list in the sidebar, as a person sees and uses it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.app import App, ComposeResult

from newsreader.library.headlines import Filter, Headline, Listing, Section, View
from newsreader.reader.article_list import ArticleList
from newsreader.ui.themes import THEMES

TITLES = (
    "Road closed | A40",
    "[/] closing time",
    "[@click=app.bell]Press[/]",
    "Ap\u0301peal",
    "警察からのお知らせ",
)


def headline(key: int) -> Headline:
    return Headline(
        key=key,
        id=f"{key:016x}",
        root=Path(),
        path=f"{key}.md",
        title=f"{key} {TITLES[key % len(TITLES)]}",
        area="Mercia",
        date="2019-03-15T16:20",
        date_source="publish.date",
        description="",
        url=None,
        reference=None,
        read=key % 2 == 0,
        saved=key == 4,
    )


def listing(keys: Sequence[int], sections: Sequence[tuple[str, int]], view: View = View.DATE) -> Listing:
    made, at = [], 0
    for name, total in sections:
        made.append(Section(name, f"Heading {name}", at, at + total, 1))
        at += total
    return Listing(view, Filter(), array("q", keys), made, len(sections))


class ListApp(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.asked: list[int] = []
        self.messages: list[object] = []
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = "dark"

    def fetch(self, keys: Sequence[int]) -> list[Headline]:
        self.asked += keys
        return [headline(key) for key in keys]

    def compose(self) -> ComposeResult:
        yield ArticleList(self.fetch)

    def on_article_list_opened(self, event: ArticleList.Opened) -> None:
        self.messages.append(event.key)

    def on_article_list_folded(self, event: ArticleList.Folded) -> None:
        self.messages.append(event.unfolded)


def shown(widget: ArticleList) -> list[str]:
    return [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]


@pytest.fixture
def app() -> ListApp:
    return ListApp()


async def test_headings_and_headlines(app: ListApp) -> None:
    async with app.run_test(size=(40, 10)):
        widget = app.query_one(ArticleList)
        widget.show(listing([5, 4, 3], [("2019-03-15", 2), ("2019-02", 1)]), {"2019-03-15"})
        assert shown(widget)[:6] == [
            " ▾ Heading 2019-03-15            1 of 2",
            " ● 5 Road closed | A40",
            "   Mercia · 16:20",
            " ★ 4 警察からのお知らせ",
            "   Mercia · 16:20",
            " ▸ Heading 2019-02                    1",
        ]


async def test_what_a_title_says_is_not_obeyed(app: ListApp) -> None:
    async with app.run_test(size=(60, 10)):
        widget = app.query_one(ArticleList)
        widget.show(listing([2, 1], [("a", 2)]), {"a"})
        assert shown(widget)[1] == "   2 [@click=app.bell]Press[/]"
        assert shown(widget)[3] == " ● 1 [/] closing time"
        strip = widget.render_line(1)
        assert not any(segment.style and segment.style.meta.get("@click") for segment in strip)


async def test_only_what_is_in_sight_is_asked_for(app: ListApp) -> None:
    async with app.run_test(size=(40, 11)):
        widget = app.query_one(ArticleList)
        widget.show(listing(range(100_000, 0, -1), [("all", 100_000)]), {"all"})
        shown(widget)
        assert len(set(app.asked)) <= 6
        widget.to_end(last=True)
        shown(widget)
        assert len(set(app.asked)) <= 13
        assert widget.cursor_key == 1


async def test_the_cursor_stays_on_its_article_when_others_arrive(app: ListApp) -> None:
    async with app.run_test(size=(40, 9)):
        widget = app.query_one(ArticleList)
        widget.show(listing(range(20, 0, -1), [("a", 20)]), {"a"})
        widget.move(12)
        before, line = widget.cursor_key, shown(widget)
        widget.show(listing(range(30, 0, -1), [("a", 30)]), {"a"}, cursor=before)
        assert widget.cursor_key == before
        assert shown(widget) == line


async def test_enter_opens_and_folds(app: ListApp) -> None:
    async with app.run_test(size=(40, 9)) as pilot:
        widget = app.query_one(ArticleList)
        widget.show(listing([3, 2, 1], [("a", 2), ("b", 1)]), {"a"})
        widget.choose()
        widget.to_end(last=True)
        widget.choose()
        await pilot.pause()
        assert app.messages == [3, frozenset({"a", "b"})]
        assert "   1 [/] closing time" not in shown(widget)
        assert any("1 [/] closing time" in line for line in shown(widget))


async def test_a_click_opens_what_it_falls_on(app: ListApp) -> None:
    async with app.run_test(size=(40, 9)) as pilot:
        widget = app.query_one(ArticleList)
        widget.show(listing([3, 2, 1], [("a", 3)]), {"a"})
        await pilot.pause()
        await pilot.click(ArticleList, offset=(5, 4))
        assert app.messages == [2]


async def test_going_to_an_article_unfolds_its_heading(app: ListApp) -> None:
    async with app.run_test(size=(40, 9)):
        widget = app.query_one(ArticleList)
        widget.show(listing([3, 2, 1], [("a", 2), ("b", 1)]), set())
        assert widget.go_to_key(1)
        assert widget.cursor_key == 1
        assert not widget.go_to_key(99)


async def test_an_empty_list_says_why(app: ListApp) -> None:
    async with app.run_test(size=(40, 9)):
        widget = app.query_one(ArticleList)
        widget.message = "There are no articles here."
        widget.show(listing([], []), set())
        assert "  There are no articles here." in shown(widget)
        widget.move(1)
        widget.to_end(last=True)
        widget.choose()
        assert widget.cursor_key is None


async def test_snippets_stand_in_place_of_where_and_when(app: ListApp) -> None:
    async with app.run_test(size=(40, 9)):
        widget = app.query_one(ArticleList)
        widget.show(listing([3], [("hits", 1)]), {"hits"}, {3: (("a stolen ", False), ("bicycle", True))})
        assert shown(widget)[2] == "   a stolen bicycle"


async def test_by_area_the_date_is_whole(app: ListApp) -> None:
    async with app.run_test(size=(40, 9)):
        widget = app.query_one(ArticleList)
        widget.show(listing([3], [("Mercia", 1)], View.AREA), {"Mercia"})
        assert shown(widget)[2] == "   15 Mar 2019, 16:20"
