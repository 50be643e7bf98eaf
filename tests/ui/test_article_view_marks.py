"""Links and matches in the article's pane."""

from __future__ import annotations

from typing import Any

from newsreader.ui.article_view.article_view import ArticleView


async def test_links_come_late_and_nothing_moves(pane: Any) -> None:
    app = pane.ArticleApp()
    async with app.run_test(size=(80, 40)) as pilot:
        pane.show(app)
        await pilot.pause()
        before = pane.rows(app)
        app.view.set_links(pane.ENTRIES)
        await pilot.pause()
        after = pane.rows(app)
        column = max(len(row) for row in before)
        assert [row[:column].rstrip() for row in after] == before
        (line,) = [row for row in after if "Run, Hide, Tell" in row]
        assert line.split()[-1] == "3"
        assert all(style.underline for style in pane.styles_of(app, "Run, Hide, Tell"))


async def test_the_current_link_differs_without_colour(pane: Any) -> None:
    app = pane.ArticleApp("terminal")
    async with app.run_test(size=(80, 40)) as pilot:
        pane.show(app)
        app.view.set_links(pane.ENTRIES)
        app.view.step_link(1)
        await pilot.pause()
        assert app.view.current_entry == 1
        assert all(style.reverse and style.underline for style in pane.styles_of(app, "101"))
        assert all(style.underline and not style.reverse for style in pane.styles_of(app, "999"))


async def test_brackets_go_round_the_links(pane: Any) -> None:
    app = pane.ArticleApp()
    async with app.run_test(size=(80, 40)) as pilot:
        pane.show(app)
        assert not app.view.step_link(1)
        app.view.set_links(pane.ENTRIES)
        went = []
        for _ in range(6):
            app.view.step_link(1)
            went.append(app.view.current_entry)
        assert went == [1, 2, 3, 4, 4, 1]
        app.view.step_link(-1)
        assert app.view.current_entry == 4
        app.view.choose()
        await pilot.pause()
        assert app.last(ArticleView.LinkChosen).entry == 4  # type: ignore[attr-defined]


async def test_a_link_out_of_sight_is_brought_into_sight(pane: Any) -> None:
    app = pane.ArticleApp()
    body = pane.long_body(200) + "\n\nCall 999 today."
    async with app.run_test(size=(80, 24)) as pilot:
        pane.show(app, body)
        app.view.set_links([pane.entry(7, "999", body=body)])
        app.view.current_entry = 7
        await pilot.pause()
        assert "Call 999 today." in pane.seen(app)


async def test_a_click_on_a_link_chooses_it_and_beside_it_does_not(pane: Any) -> None:
    app = pane.ArticleApp()
    async with app.run_test(size=(80, 40)) as pilot:
        pane.show(app)
        app.view.set_links(pane.ENTRIES)
        await pilot.pause()
        x, y = pane.find(app, "999")
        await pilot.click(ArticleView, offset=(x - 8, y))
        assert not [each for each in app.messages if isinstance(each, ArticleView.LinkChosen)]
        await pilot.click(ArticleView, offset=(x + 1, y))
        await pilot.pause()
        assert app.last(ArticleView.LinkChosen).entry == 2  # type: ignore[attr-defined]


async def test_find_lights_all_counts_and_goes_round(pane: Any) -> None:
    app = pane.ArticleApp()
    async with app.run_test(size=(80, 40)) as pilot:
        pane.show(app)
        assert app.view.finder.find("worship") == 1
        assert app.view.finder.find("you") >= 5
        count = app.view.finder.found[1]
        assert app.view.finder.found == (1, count)
        assert app.view.finder.step(1) == (2, count)
        assert app.view.finder.step(-1) == (1, count)
        assert app.view.finder.step(-1) == (count, count)
        await pilot.pause()
        assert app.last(ArticleView.Found).count == count  # type: ignore[attr-defined]
        app.view.finder.find("superintendent")
        await pilot.pause()
        assert all(style.reverse for style in pane.styles_of(app, "superintendent"))
        app.view.finder.clear()
        await pilot.pause()
        assert not any(style.reverse for style in pane.styles_of(app, "superintendent"))
        assert app.view.finder.found == (0, 0)
        assert app.view.finder.find("zeppelin") == 0 and app.view.finder.find("  ") == 0


async def test_a_find_in_a_very_long_article_answers_when_it_was_read(pane: Any) -> None:
    app = pane.ArticleApp()
    async with app.run_test(size=(80, 24)) as pilot:
        pane.show(app, pane.long_body(7_000))
        assert app.view.finder.find("Paragraph 06999") == 0
        assert app.view.finder.is_pending
        await pane.until(pilot, lambda: app.view.finder.found == (1, 1))
        assert not app.view.finder.is_pending
        assert "Paragraph 06999" in pane.seen(app)
