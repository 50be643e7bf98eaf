"""QR codes in the panel and on their own screen."""

from __future__ import annotations

from typing import Any

import pytest
from textual.filter import NoColor

from newsreader.links.qr import make_qr
from newsreader.reader.dialogs.qr_code import QrScreen, spaced
from newsreader.ui.output_filters import CharsetFilter, Symbols
from newsreader.ui.qr_view import QrView
from newsreader.ui.themes import THEMES


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_the_code_is_black_on_white_in_every_theme(links: Any, theme: str) -> None:
    app = links.LinksApp(theme)
    made = make_qr("tel:999")
    assert made is not None
    async with app.run_test(size=(40, 40)) as pilot:
        app.panel.show(links.ENTRIES)
        await pilot.pause()
        strips = app.panel.render_lines(app.panel.size.region)[-made.height :]
        for strip, row in zip(strips, made.rows, strict=True):
            (segment,) = [segment for segment in strip if segment.text == row]
            assert links.colours(segment.style) == ("#000000", "#ffffff")
            assert segment.style.reverse, "a terminal without colours must show it dark on light too"


async def test_the_code_stays_where_no_colours_are_wanted(links: Any) -> None:
    app = links.LinksApp()
    app._filters.append(NoColor())
    async with app.run_test(size=(40, 40)) as pilot:
        app.panel.show(links.ENTRIES)
        await pilot.pause()
        strips = app.panel.render_lines(app.panel.size.region)
        assert any(links.colours(segment.style) == ("#000000", "#ffffff") for segment in strips[-3])
        assert all(
            not s.style.bgcolor or s.style.bgcolor.is_default
            for strip in strips[:8]
            for s in strip
            if s.style
        )


async def test_without_room_a_word_says_that_there_is_a_code(links: Any) -> None:
    app = links.LinksApp()
    async with app.run_test(size=(24, 20)) as pilot:
        app.panel.show(links.ENTRIES)
        await pilot.pause()
        assert links.rows(app)[-1].strip() == "Q shows its QR code"
        app.panel.to_end(last=True)
        await pilot.pause()
        assert "QR" not in links.rows(app)[-1]


async def test_the_code_large_with_its_number_to_read(links: Any) -> None:
    app = links.LinksApp()
    made = make_qr("tel:101")
    assert made is not None
    async with app.run_test(size=(80, 40)) as pilot:
        app.push_screen(QrScreen("tel:101", "Police non-emergency"))
        await pilot.pause()
        text = links.screen_text(app)
        assert "Police non-emergency" in text and "1 0 1" in text
        assert all(row in text for row in made.rows)
        await pilot.resize_terminal(80, 12)
        await pilot.pause()
        assert "needs a window" in links.screen_text(app) and "1 0 1" in links.screen_text(app)
        await pilot.press("x")
        await pilot.pause()
        assert len(app.screen_stack) == 1


@pytest.mark.parametrize("length", [20, 45, 70])
async def test_the_code_of_an_address_fits_a_small_window(links: Any, length: int) -> None:
    app = links.LinksApp()
    target = "https://www.example.org/" + "a" * (length - 24)
    made = make_qr(target)
    assert made is not None
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(QrScreen(target, "A service with a name that is not short"))
        await pilot.pause()
        text = links.screen_text(app)
        assert all(row in text for row in made.rows)
        assert "A service with a name" in text and target in text


async def test_the_large_code_keeps_its_colours_without_colours(links: Any) -> None:
    app = links.LinksApp()
    app._filters.append(NoColor())
    async with app.run_test(size=(80, 40)) as pilot:
        app.push_screen(QrScreen("tel:101", "Police"))
        await pilot.pause()
        drawn = app.screen.query_one(QrView)
        strips = drawn.render_lines(drawn.size.region)
        assert any(links.colours(segment.style) == ("#000000", "#ffffff") for segment in strips[3])


async def test_a_terminal_without_blocks_gets_a_code_of_coloured_cells(links: Any) -> None:
    app = links.LinksApp()
    app._filters.append(CharsetFilter(Symbols.ASCII))
    made = make_qr("tel:101", ascii_only=True)
    assert made is not None
    async with app.run_test(size=(80, 45)) as pilot:
        app.panel.show(links.ENTRIES)
        await pilot.pause()
        assert links.rows(app)[-1].strip() == "Q shows its QR code"
        app.push_screen(QrScreen("tel:101", "Police"))
        await pilot.pause()
        drawn = app.screen.query_one(QrView)
        strips = drawn.render_lines(drawn.size.region)
        seen = []
        for strip in strips:
            looks = [(links.dark(segment), segment.cell_length) for segment in strip]
            cells = "".join({True: "#", False: " ", None: ""}[look] * length for look, length in looks)
            if cells:
                seen.append(cells)
        assert tuple(seen) == made.rows


def test_numbers_are_spaced_to_be_read() -> None:
    assert spaced("tel:101", 40) == "1 0 1"
    assert spaced("tel:0800555111", 60) == "0 8 0 0   5 5 5   1 1 1"
    assert spaced("tel:+448005551110", 60) == "0 8 0 0   5 5 5   1 1 1 0"
    assert spaced("tel:0800555111", 10) == "0800555111"
    assert spaced("tel:+441632960123;ext=55", 60) == "0 1 6 3 2   9 6 0   1 2 3   ext 55"
    assert spaced("mailto:desk@example.org", 60) == "desk@example.org"
    assert spaced("https://example.org/a", 60) == "https://example.org/a"
