"""What a person sees in the article's pane."""

from __future__ import annotations

from typing import Any

import pytest

from newsreader.ui.article_view.column import Column
from newsreader.ui.themes import THEMES


async def test_title_byline_and_body_stand_in_one_column(pane: Any) -> None:
    app = pane.ArticleApp()
    async with app.run_test(size=(80, 40)) as pilot:
        pane.show(app)
        await pilot.pause()
        shown = pane.rows(app)
        texts = [row.strip() for row in shown]
        assert texts[1] == pane.TITLE and texts[2] == pane.BYLINE and texts[3] == ""
        assert texts[4].startswith("Officers will be out")
        left = len(shown[1]) - len(shown[1].lstrip())
        assert len(shown[4]) - len(shown[4].lstrip()) == left


async def test_text_is_never_wider_than_asked_and_is_centred(pane: Any) -> None:
    app = pane.ArticleApp()
    async with app.run_test(size=(160, 40)) as pilot:
        app.view.text_width = 60
        pane.show(app)
        await pilot.pause()
        body = [row for row in pane.rows(app) if row.strip()]
        left = min(len(row) - len(row.lstrip()) for row in body)
        assert all(len(row) <= left + 60 for row in body)
        assert abs(left - (160 - 60) // 2) <= 1


def test_the_column_fits_every_pane_and_never_jumps() -> None:
    before = Column.within(11, 76)
    for pane in range(12, 240):
        column = Column.within(pane, 76)
        assert column.left + column.text + column.margin + 1 <= pane
        assert 0 <= column.left - before.left <= 1
        assert abs(column.text - before.text) <= 4
        before = column


async def test_no_article_shows_the_sentence(pane: Any) -> None:
    app = pane.ArticleApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.message = "Choose an article on the left."
        await pilot.pause()
        assert "Choose an article on the left." in pane.rows(app)[11].strip()
        pane.show(app)
        await pilot.pause()
        assert "Choose" not in pane.seen(app)
        app.view.show(None)
        await pilot.pause()
        assert pane.seen(app).strip() == "Choose an article on the left."


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_every_theme_shows_everything(pane: Any, theme: str) -> None:
    app = pane.ArticleApp(theme)
    async with app.run_test(size=(80, 40)) as pilot:
        pane.show(app)
        app.view.set_links(pane.ENTRIES)
        app.view.finder.find("police")
        await pilot.pause()
        assert "What you can do" in pane.seen(app)
        assert all(style.bold for style in pane.styles_of(app, "What you can do"))


@pytest.mark.parametrize(
    "hostile",
    [
        "[/]",
        "[@click=app.bell]x[/]",
        "[bold red]x",
        "[=]",
        "日本語" * 60,
        "👨‍👩‍👧🇬🇧é" * 40,
        "x" * 5000,
        "\\[/b]" * 30,
    ],
)
async def test_what_an_article_says_is_never_markup(pane: Any, hostile: str) -> None:
    app = pane.ArticleApp()
    async with app.run_test(size=(40, 24)) as pilot:
        pane.show(app, f"Before {hostile} after", title=f"Title {hostile}")
        app.view.finder.find("after")
        app.view.message = hostile
        await pilot.pause()
        for strip in app.view.render_lines(app.view.size.region):
            assert strip.cell_length == 40
            assert not any(segment.style is not None and segment.style.meta for segment in strip)
        visible = "".join(row.strip() for row in pane.rows(app)).replace(" ", "")
        assert hostile.replace("\\", "")[:8].replace(" ", "") in visible
        app.view.show(None)
        await pilot.pause()
        await pilot.resize_terminal(20, 5)
        await pilot.pause()


async def test_the_terminals_cursor_follows(pane: Any) -> None:
    app = pane.ArticleApp()
    async with app.run_test(size=(80, 40)) as pilot:
        pane.show(app)
        app.view.set_links(pane.ENTRIES)
        app.view.focus()
        await pilot.pause()
        app.view.current_entry = 2
        await pilot.pause()
        await pane.until(pilot, lambda: tuple(app.cursor_position) == pane.find(app, "999"))


async def test_a_newer_article_takes_the_place_of_one_still_in_the_works(pane: Any) -> None:
    app = pane.ArticleApp()
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(30):
            pane.show(app, pane.long_body(5_000))
        pane.show(app, "The last one.")
        await pane.until(pilot, lambda: app.view.is_laid_out)
        assert "The last one." in pane.seen(app)
