"""The card list by touch, wheel and keys, in whole pages, at any length."""

from __future__ import annotations

from typing import Any

import pytest

from newsreader.kiosk.widgets.card import Card
from newsreader.kiosk.widgets.card_list import CardList

SIZES = [(64, 14), (80, 20), (100, 26)]


def titles(choices: Any) -> list[str]:
    import re

    text = "\n".join(strip.text for strip in choices.render_lines(choices.size.region))
    return re.findall(r"Title \d+", text)


@pytest.mark.parametrize("size", SIZES)
async def test_a_page_is_whole_and_pages_follow_without_a_gap(stage: Any, size: tuple[int, int]) -> None:
    app = stage.Stage(23)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        seen: list[str] = []
        for page in range(1, app.choices.pages + 1):
            assert app.choices.page == page
            here = titles(app.choices)
            assert len(here) == app.choices.stop - app.choices.first
            seen += here
            more = app.choices.turn(1)
            assert more == (page < app.choices.pages)
        assert seen == [f"Title {index}" for index in range(23)]
        while app.choices.turn(-1):
            pass
        assert titles(app.choices)[0] == "Title 0"


async def test_a_long_list_fetches_only_what_is_in_sight(stage: Any) -> None:
    app = stage.Stage(100_000)
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        app.choices.show(100_000, index=77_777)
        await pilot.pause()
        assert "Title 77777" in stage.seen(app.choices)
        asked = sum(stop - start for start, stop in app.asked)
        assert asked < 40, app.asked
        assert app.choices.pages == -(-100_000 // (app.choices.stop - app.choices.first))


async def test_a_tap_chooses_the_card_under_it(stage: Any) -> None:
    app = stage.Stage(20)
    async with app.run_test(size=(64, 14)) as pilot:
        await pilot.pause()
        hand = stage.Finger(app.choices)
        for title in titles(app.choices):
            row = next(y for y, text in enumerate(stage.rows(app.choices)) if f"{title} " in f"{text} ")
            hand.tap(10, row + 1)
            await pilot.pause()
            assert app.chosen[-1] == int(title.split()[1])
        assert len(app.chosen) == len(titles(app.choices))


async def test_a_press_that_ends_on_another_card_chooses_nothing(stage: Any) -> None:
    app = stage.Stage(20, lines=3)
    async with app.run_test(size=(64, 20)) as pilot:
        await pilot.pause()
        hand = stage.Finger(app.choices)
        hand.down(10, 2)
        hand.up(10, 4)
        hand.down(10, 1)
        hand.up(70, 40)
        await pilot.pause()
        assert app.chosen == []


async def test_a_tremble_is_still_a_tap(stage: Any) -> None:
    app = stage.Stage(20, lines=3)
    async with app.run_test(size=(64, 20)) as pilot:
        await pilot.pause()
        hand = stage.Finger(app.choices)
        hand.down(10, 1)
        hand.move(12, 2)
        hand.up(12, 2)
        await pilot.pause()
        assert app.chosen == [0]


async def test_cards_follow_a_drag_and_snap_afterwards(stage: Any) -> None:
    app = stage.Stage(40)
    async with app.run_test(size=(64, 16)) as pilot:
        await pilot.pause()
        hand = stage.Finger(app.choices)
        hand.down(10, 9)
        hand.move(10, 7)
        await pilot.pause()
        assert "Title 1" in stage.rows(app.choices)[1], "two rows up, as the finger"
        hand.move(10, 3)
        hand.up(10, 3)
        await pilot.pause()
        assert "Title 2" in stage.rows(app.choices)[0]
        assert app.chosen == [], "a drag is no tap"
        hand.drag(10, 2, 14)
        await pilot.pause()
        assert "Title 0" in stage.rows(app.choices)[0], "no further than the first card"


async def test_the_wheel_moves_card_by_card(stage: Any) -> None:
    app = stage.Stage(40)
    async with app.run_test(size=(64, 16)) as pilot:
        await pilot.pause()
        hand = stage.Finger(app.choices)
        hand.wheel(5, 5, 1)
        hand.wheel(5, 5, 1)
        await pilot.pause()
        assert "Title 2" in stage.rows(app.choices)[0]
        hand.wheel(5, 5, -1)
        await pilot.pause()
        assert "Title 1" in stage.rows(app.choices)[0]


async def test_the_keys_reach_every_card_and_leave_the_list(stage: Any) -> None:
    app = stage.Stage(9)
    async with app.run_test(size=(64, 14)) as pilot:
        app.choices.focus()
        await pilot.pause()
        for index in range(9):
            assert app.choices.index == index
            assert f"Title {index}" in stage.seen(app.choices)
            await pilot.press("enter")
            await pilot.press("down")
        assert app.chosen == list(range(9))
        assert isinstance(app.focused, stage.After)
        app.choices.focus()
        await pilot.press("tab")
        assert isinstance(app.focused, stage.After), "no trap for the focus"


async def test_the_cursor_shows_as_a_shape_and_as_the_terminals_cursor(stage: Any) -> None:
    app = stage.Stage(9)
    async with app.run_test(size=(64, 14)) as pilot:
        app.choices.focus()
        await pilot.press("down")
        await pilot.pause()
        rows = stage.rows(app.choices)
        at = next(y for y, row in enumerate(rows) if "Title 1" in row)
        other = next(y for y, row in enumerate(rows) if "Title 2" in row)
        assert rows[at][0] != rows[other][0], "the edge has another shape"
        assert app.cursor_position.y == app.choices.region.y + at
        assert rows[at].index("Title") == app.cursor_position.x


async def test_columns_where_there_is_room(stage: Any) -> None:
    app = stage.Stage(30, min_width=30)
    async with app.run_test(size=(64, 14)) as pilot:
        app.choices.focus()
        await pilot.pause()
        first = stage.rows(app.choices)[0]
        assert "Title 0" in first and "Title 1" in first
        stage.Finger(app.choices).tap(40, 0)
        await pilot.pause()
        assert app.chosen == [1]
        await pilot.press("left", "down", "enter")
        assert app.chosen == [1, 2]
        await pilot.press("right", "enter")
        assert app.chosen == [1, 2, 3]
        for _ in range(20):
            await pilot.press("down")
        assert isinstance(app.focused, stage.After)


async def test_a_resize_keeps_the_card_under_the_cursor_in_sight(stage: Any) -> None:
    app = stage.Stage(50)
    async with app.run_test(size=(80, 30)) as pilot:
        app.choices.focus()
        for _ in range(8):
            await pilot.press("down")
        for size in ((64, 9), (30, 4), (20, 2), (100, 40)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            if app.choices.size.height:
                assert "Title 8" in stage.seen(app.choices), size


async def test_an_empty_list_says_so(stage: Any) -> None:
    app = stage.Stage(0)
    app.choices.message = "There is nothing here."
    async with app.run_test(size=(64, 14)) as pilot:
        app.choices.focus()
        await pilot.press("enter", "space")
        stage.Finger(app.choices).tap(3, 3)
        await pilot.pause()
        assert "There is nothing here." in stage.seen(app.choices)
        assert app.chosen == [] and not app.choices.turn(1) and not app.choices.turn(-1)
        await pilot.press("down")
        assert isinstance(app.focused, stage.After)


@pytest.mark.parametrize("theme", ["dark", "light", "contrast", "sixteen", "terminal"])
async def test_the_cursor_is_seen_in_every_theme(stage: Any, theme: str) -> None:
    app = stage.Stage(9, theme=theme)
    async with app.run_test(size=(64, 14)) as pilot:
        app.choices.focus()
        await pilot.pause()
        strips = app.choices.render_lines(app.choices.size.region)
        at, other = (next(strip for strip in strips if f"Title {index}" in strip.text) for index in (0, 1))

        def look(strip: Any) -> Any:
            segment = next(segment for segment in strip if "Title" in segment.text)
            style = segment.style
            return (style.color, style.bgcolor, style.reverse)

        assert look(at) != look(other)


HOSTILE = ["[bold]x[/]", "[@click=app.quit]x[/]", "x" * 10_000, "\u4e16\u754c" * 300, "", "a b " * 3000]


@pytest.mark.parametrize("lines", [2, 3])
async def test_any_text_stays_within_its_card(stage: Any, lines: int) -> None:
    cards: list[Card] = []
    app = stage.Stage(5, lines=lines)
    app.choices = CardList(lambda start, stop: cards * (stop - start), lines=lines)
    async with app.run_test(size=(64, 20)) as pilot:
        for text in HOSTILE:
            cards[:] = [Card(text, text, "12")]
            app.choices.show(5)
            await pilot.pause()
            for strip in app.choices.render_lines(app.choices.size.region):
                assert strip.cell_length == 64
            if "[" in text:
                assert text in stage.seen(app.choices)


async def test_a_title_that_needs_every_line_leaves_room_for_the_detail(stage: Any) -> None:
    card = Card("A title that is much longer than one row of a card could ever hold it " * 2, "Mercia · 2019")
    app = stage.Stage(5)
    app.choices = CardList(lambda start, stop: [card] * (stop - start))
    async with app.run_test(size=(64, 14)) as pilot:
        await pilot.pause()
        first, second = stage.rows(app.choices)[:2]
        assert "A title that is" in first and "…" in second and second.endswith("Mercia · 2019")
