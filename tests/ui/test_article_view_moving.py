"""Where a person goes in the article's pane: pages, ends, wheel, scroll bar, another size."""

from __future__ import annotations

from typing import Any

from textual.events import MouseScrollUp

from newsreader.ui.article_view.article_view import ArticleView


async def test_pages_overlap_and_end(pane: Any) -> None:
    app = pane.ArticleApp()
    async with app.run_test(size=(80, 24)) as pilot:
        pane.show(app, pane.long_body(60))
        await pilot.pause()
        assert app.view.percent < 100 and not app.view.at_end and not app.view.page(-1)
        last = [row for row in pane.rows(app) if row.strip()][-1]
        assert app.view.page(1)
        await pilot.pause()
        assert last in pane.rows(app)[:3]
        pages = 1
        while app.view.page(1):
            pages += 1
            assert pages < 20
        await pilot.pause()
        assert app.view.at_end and app.view.percent == 100
        assert "Paragraph 00059" in pane.seen(app)
        app.view.to_start()
        await pilot.pause()
        assert pane.TITLE in pane.seen(app) and app.view.line == 1
        app.view.to_end()
        app.view.scroll_lines(-3)
        assert not app.view.at_end


async def test_a_short_article_is_at_its_end(pane: Any) -> None:
    app = pane.ArticleApp()
    async with app.run_test(size=(80, 24)) as pilot:
        pane.show(app, "Short.")
        await pilot.pause()
        assert app.view.at_end and app.view.percent == 100 and not app.view.page(1)


async def test_resize_keeps_the_paragraph_at_the_top(pane: Any) -> None:
    app = pane.ArticleApp()
    async with app.run_test(size=(120, 24)) as pilot:
        body = "\n\n".join(
            f"Paragraph {n:05} " + "tells of the river that rose again " * 6 for n in range(300)
        )
        pane.show(app, body)
        app.view.go_to(body.index("Paragraph 00150"))
        await pilot.pause()
        for size in ((60, 24), (40, 30), (140, 24), (120, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            top = next(filter(None, pane.rows(app)))
            assert "Paragraph 00150" in top, size


async def test_the_place_is_given_and_taken(pane: Any) -> None:
    app = pane.ArticleApp()
    async with app.run_test(size=(80, 24)) as pilot:
        body = pane.long_body(400)
        pane.show(app, body)
        app.view.scroll_lines(100)
        await pilot.pause()
        place, top = app.view.place, pane.rows(app)
        assert app.last(ArticleView.Moved).place == place > 0  # type: ignore[attr-defined]
        pane.show(app, "Another.")
        await pilot.pause()
        assert app.view.place == 0
        pane.show(app, body, place=place)
        await pilot.pause()
        assert next(filter(None, pane.rows(app))) == next(filter(None, top))


async def test_only_a_part_of_three_megabytes_is_laid_out_at_once(pane: Any) -> None:
    app = pane.ArticleApp()
    body = pane.long_body(50_000)
    assert len(body) > 2_800_000
    async with app.run_test(size=(120, 40)) as pilot:
        pane.show(app, body)
        assert "Paragraph 00000" in pane.seen(app)
        app.view.to_end()
        assert "Paragraph 49999" in pane.seen(app)
        for _ in range(10):
            app.view.page(-1)
            assert "Paragraph 49" in pane.seen(app)
        assert not app.view.is_laid_out
        await pilot.pause()


async def test_idle_work_never_moves_the_reader(pane: Any) -> None:
    app = pane.ArticleApp()
    body = pane.long_body(6_000)
    async with app.run_test(size=(80, 24)) as pilot:
        pane.show(app, body, place=body.index("Paragraph 04000"))
        await pilot.pause()
        top = pane.rows(app)
        assert "Paragraph 04000" in "\n".join(top[:2])
        await pane.until(pilot, lambda: app.view.is_laid_out)
        assert next(filter(None, pane.rows(app))) == next(filter(None, top))
        app.view.scroll_lines(-2)
        assert "Paragraph 03999" in "\n".join(pane.rows(app)[:2])


async def test_pages_back_from_the_end_leave_nothing_out(pane: Any) -> None:
    app = pane.ArticleApp()
    body = "\n\n".join(f"Paragraph {n:05} " + "tells of the river. " * (1 + n * 7 % 23) for n in range(3_000))
    async with app.run_test(size=(80, 24)) as pilot:
        pane.show(app, body)
        app.view.to_end()
        await pilot.pause()
        assert "Paragraph 02999" in pane.seen(app)
        below = pane.rows(app)
        for _ in range(40):
            app.view.page(-1)
            await pilot.pause()
            above = pane.rows(app)
            assert above[-2:] == below[:2]
            below = above


async def test_the_wheel_moves_by_lines_that_were_never_seen(pane: Any) -> None:
    app = pane.ArticleApp()
    body = "\n\n".join(f"Paragraph {n:05} " + "tells of the river. " * (1 + n * 7 % 23) for n in range(3_000))
    async with app.run_test(size=(80, 24)) as pilot:
        pane.show(app, body)
        app.view.to_end()
        await pilot.pause()
        for _ in range(60):
            before = pane.rows(app)
            await pilot._post_mouse_events([MouseScrollUp], ArticleView, offset=(10, 5))
            after = pane.rows(app)
            step = next(step for step in range(1, 8) if after[step:] == before[:-step])
            assert step <= 3


async def test_the_scroll_bar_pages_and_follows_at_once(pane: Any) -> None:
    app = pane.ArticleApp()
    async with app.run_test(size=(80, 24)) as pilot:
        pane.show(app, pane.long_body(400))
        await pilot.pause()
        await pilot.click(ArticleView, offset=(79, 22))
        await pilot.pause()
        assert app.view.line == 1 + 24 - 2
        await pilot.mouse_down(ArticleView, offset=(79, 1))
        await pilot.hover(ArticleView, offset=(79, 12))
        await pilot.mouse_up(ArticleView, offset=(79, 12))
        await pilot.pause()
        assert 35 < app.view.percent < 65
        assert app.view.selected_text == ""
