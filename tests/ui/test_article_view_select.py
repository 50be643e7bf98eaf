"""Selecting and copying in the article's pane, by mouse and by keyboard."""

from __future__ import annotations

from typing import Any

from newsreader.ui.article_view.article_view import ArticleView


async def test_a_drag_selects_across_blocks_as_plain_text(pane: Any) -> None:
    app = pane.ArticleApp()
    async with app.run_test(size=(80, 40)) as pilot:
        pane.show(app)
        app.view.set_links(pane.ENTRIES)
        await pilot.pause()
        x, y = pane.find(app, "Say what you saw")
        end_x, end_y = pane.find(app, "Nobody should")
        await pilot.mouse_down(ArticleView, offset=(x, y))
        await pilot.hover(ArticleView, offset=(end_x + 6, end_y))
        await pilot.mouse_up(ArticleView, offset=(end_x + 6, end_y))
        await pilot.pause()
        assert app.view.selected_text == "Say what you saw, and where.\n\nNobody"
        assert all(style.reverse for style in pane.styles_of(app, "Say what you saw, and"))
        app.view.focus()
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert app.last(ArticleView.CopyRequested).text == "Say what you saw, and where.\n\nNobody"  # type: ignore[attr-defined]
        assert app.view.check_action("clear_selection", ())
        await pilot.press("escape")
        assert app.view.selected_text == ""
        assert not app.view.check_action("clear_selection", ()), "escape is left to others"


async def test_a_selection_may_begin_in_the_title(pane: Any) -> None:
    app = pane.ArticleApp()
    async with app.run_test(size=(80, 40)) as pilot:
        pane.show(app)
        await pilot.pause()
        x, y = pane.find(app, "places of worship")
        end_x, end_y = pane.find(app, "will be out")
        await pilot.mouse_down(ArticleView, offset=(x, y))
        await pilot.hover(ArticleView, offset=(end_x, end_y))
        await pilot.mouse_up(ArticleView, offset=(end_x, end_y))
        text = app.view.selected_text
        assert text == f"places of worship\n{pane.BYLINE}\n\nOfficers "
        assert all(style.reverse for style in pane.styles_of(app, "places of worship"))


async def test_a_double_click_selects_a_word_and_a_click_nothing(pane: Any) -> None:
    app = pane.ArticleApp()
    async with app.run_test(size=(80, 40)) as pilot:
        pane.show(app)
        await pilot.pause()
        x, y = pane.find(app, "Crimestoppers")
        await pilot.click(ArticleView, offset=(x + 4, y), times=2)
        assert app.view.selected_text == "Crimestoppers"
        await pilot.click(ArticleView, offset=(1, y))
        assert app.view.selected_text == ""


async def test_the_keyboard_selects_too(pane: Any) -> None:
    app = pane.ArticleApp()
    async with app.run_test(size=(80, 40)) as pilot:
        pane.show(app)
        app.view.focus()
        await pilot.press(*["shift+right"] * 5)
        assert app.view.selected_text == pane.TITLE[:5]
        await pilot.press("shift+left")
        assert app.view.selected_text == pane.TITLE[:4]
        await pilot.press("shift+down", "shift+down")
        assert app.view.selected_text.endswith("Offi")
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert app.last(ArticleView.CopyRequested).text.startswith(pane.TITLE)  # type: ignore[attr-defined]
        await pilot.press("escape")
        assert app.view.selected_text == ""
        await pilot.press("ctrl+a")
        assert app.view.selected_text.startswith(pane.TITLE)
        assert app.view.selected_text.rstrip().endswith("www.LTAI.info.")


async def test_a_drag_beyond_the_pane_scrolls(pane: Any) -> None:
    app = pane.ArticleApp()
    async with app.run_test(size=(80, 24)) as pilot:
        pane.show(app, pane.long_body(400))
        await pilot.pause()
        await pilot.mouse_down(ArticleView, offset=(10, 10))
        app.view.post_message(pane.mouse_move(app, 10, 26))
        await pane.until(pilot, lambda: app.view.line > 5)
        await pilot.mouse_up(ArticleView, offset=(10, 20))
        line = app.view.line
        await pilot.pause(0.15)
        assert app.view.line == line
        assert app.view.selected_text.count("Paragraph") > 6


async def test_a_new_article_ends_a_drag(pane: Any) -> None:
    app = pane.ArticleApp()
    async with app.run_test(size=(80, 24)) as pilot:
        pane.show(app)
        await pilot.pause()
        await pilot.mouse_down(ArticleView, offset=(10, 10))
        pane.show(app, "Another.")
        await pilot.hover(ArticleView, offset=(20, 12))
        assert app.view.selected_text == "" and app.mouse_captured is None
