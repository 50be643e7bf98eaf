"""The contact screen: a decoder reads its code at every size, with number and address beside it."""

from __future__ import annotations

from typing import Any

import pytest

from newsreader.kiosk import navigation
from newsreader.kiosk.contact_methods import ContactMethod
from newsreader.kiosk.screens.contact_screen import ContactScreen
from newsreader.kiosk.widgets.contact_card import ContactCard, short_address
from newsreader.kiosk.widgets.qr_card import QrCard, largest_code

SIZES = [(64, 18), (80, 25), (100, 30)]
HOST = "https://www.bedfordshire.police.uk/news/"
PIXELS = 4
"""Pixels on a side of half a cell: what a camera might see of it."""


def dark(colour: Any, default: int) -> int:
    triplet = None if colour is None or colour.is_default else colour.get_truecolor()
    return default if triplet is None else (255 if sum(triplet) > 384 else 0)


def picture(strips: list[Any]) -> list[list[int]]:
    """The screen in black and white, two rows of squares to a line; letters are left out."""
    rows: list[list[int]] = []
    for strip in strips:
        upper: list[int] = []
        lower: list[int] = []
        for segment in strip:
            style = segment.style
            ink, paper = dark(style and style.color, 255), dark(style and style.bgcolor, 0)
            if style and style.reverse:
                ink, paper = paper, ink
            for character in segment.text:
                upper += [ink if character in "▀█" else paper] * PIXELS
                lower += [ink if character in "▄█" else paper] * PIXELS
        rows += [upper] * PIXELS + [lower] * PIXELS
    return rows


def decoded(strips: list[Any]) -> list[str]:
    zxingcpp = pytest.importorskip("zxingcpp")
    rows = picture(strips)
    raw = bytes(value for row in rows for value in row)
    view = memoryview(raw).cast("B", (len(rows), len(rows[0])))
    return [found.text for found in zxingcpp.read_barcodes(view)]


def same(found: str, wanted: str) -> bool:
    """Whether two addresses mean the same: scheme and host may be in capitals."""

    def plain(address: str) -> str:
        scheme, mark, rest = address.partition("://")
        host, slash, path = rest.partition("/")
        return scheme.lower() + mark + host.lower() + slash + path

    return plain(found) == plain(wanted)


def card_text(shown: Any) -> str:
    """What stands beside the code, without its line breaks."""
    return "".join(str(shown.app.screen.query_one(ContactCard).render()).split("\n"))


METHODS = {
    "page": ContactMethod("Crimestoppers", "Takes what you know about a crime.", "0800 555 111",
                address="https://crimestoppers-uk.org/", code="https://crimestoppers-uk.org/"),
    "sixty": ContactMethod("An article", address=HOST.ljust(60, "a"), code=HOST.ljust(60, "a")),
    "call": ContactMethod("Police", number="101", code="tel:101"),
}  # fmt: skip


@pytest.mark.parametrize("theme", ["dark", "light", "contrast"])
async def test_a_decoder_reads_it_off_the_screen_at_each_size(display: Any, theme: str) -> None:
    async with display(theme=theme) as shown:
        for name, method in METHODS.items() if theme == "dark" else [("sixty", METHODS["sixty"])]:
            shown.go(navigation.Contact(method))
            for size in SIZES:
                await shown.pilot.resize_terminal(*size)
                await shown.sees(method.name, "Scan with your phone", "Back")
                await shown.until(lambda: decoded(shown.cells()), f"the code of {name} at {size}")
                (found,) = decoded(shown.cells())
                assert method.code is not None and same(found, method.code), (name, size)
                assert "999" in shown.screen().splitlines()[-1] and "101" in shown.screen().splitlines()[-1]
                assert short_address(method.address) in card_text(shown), "the address to type"
                assert method.number == "" or method.number in card_text(shown) or "▀" in card_text(shown)
            shown.app.screen.action_go_back()


@pytest.mark.parametrize("length", range(24, 140, 6))
def test_the_code_is_as_large_as_fits_and_keeps_its_quiet_zone(length: int) -> None:
    address = HOST.ljust(length, "a")
    for width, height in ((38, 17), (54, 20), (72, 25), (120, 60)):
        made = largest_code(address, width, height)
        if made is None:
            assert length > 60, "an address of 60 characters fits everywhere"
            continue
        assert made.width <= width and made.height <= height
        quiet = (made.width - made.modules) // 2
        assert quiet >= 2
        assert all(row.startswith("  ") and row.endswith("  ") for row in made.rows)


async def test_too_long_for_this_screen_says_so_and_shows_the_address(display: Any) -> None:
    address = HOST + "/".join(["a-long-way-down"] * 8)
    async with display(size=(64, 18)) as shown:
        shown.go(navigation.Contact(ContactMethod("Far away", address=address, code=address)))
        await shown.sees("Far away", "no room here for its code")
        assert short_address(address) in card_text(shown)
        assert decoded(shown.cells()) == []
        assert not any(card.display for card in shown.app.screen.query(QrCard))


async def test_a_resize_makes_another_code(display: Any) -> None:
    method = METHODS["sixty"]
    async with display(size=(64, 18)) as shown:
        shown.go(navigation.Contact(method))
        await shown.sees(method.name)
        for size in ((100, 30), (64, 18), (120, 50), (80, 25)):
            await shown.pilot.resize_terminal(*size)
            await shown.until(lambda: len(decoded(shown.cells())) == 1, f"the code at {size}")


async def test_the_number_is_drawn_in_large_digits(display: Any) -> None:
    async with display(size=(100, 30)) as shown:
        shown.go(navigation.Contact(METHODS["page"]))
        await shown.sees("Crimestoppers", "Call")
        assert "█▀█ █▀█ █▀█ █▀█" in shown.screen(), "the figures 0800"


async def test_reference_hours_and_cost_are_shown(display: Any) -> None:
    method = ContactMethod(
        "Police", number="101", code="tel:101", hours="day and night", cost="free", reference="2499/19"
    )
    async with display() as shown:
        shown.go(navigation.Contact(method))
        for size in SIZES:
            await shown.pilot.resize_terminal(*size)
            await shown.sees("Say this reference: 2499/19", "When: day and night", "Cost: free")


async def test_in_welsh_the_catalogue_is_marked_as_english(display: Any) -> None:
    method = ContactMethod("Crimestoppers", "Takes what you know.", code="https://crimestoppers-uk.org/",
                        is_english=True, address="https://crimestoppers-uk.org/")  # fmt: skip
    async with display(language="cy") as shown:
        shown.go(navigation.Contact(method))
        await shown.sees("Yn Saesneg", "Sganiwch â chamera", "Yn ôl")
        await shown.press("c")
        await shown.sees("Scan with your phone", "Back")
        assert "In English" not in shown.screen()
        assert len(decoded(shown.cells())) == 1


async def test_a_terminal_without_blocks_gets_a_code_too(display: Any) -> None:
    from newsreader.ui.output_filters import CharsetFilter, Symbols

    async with display(size=(100, 50)) as shown:
        shown.app._output_filters = (*shown.app._output_filters, CharsetFilter(Symbols.ASCII))
        shown.go(navigation.Contact(METHODS["page"]))
        await shown.sees("Crimestoppers", "0800 555 111")
        (found,) = decoded(shown.cells())
        assert found == METHODS["page"].code


async def test_any_text_is_only_text(display: Any) -> None:
    async with display(size=(64, 18)) as shown:
        for text in ("[@click=app.quit]x[/]", "x" * 10_000, "\u0627\u0644" * 200, "[/]"):
            method = ContactMethod(
                text,
                text,
                text[:40],
                address=text,
                code="https://example.org/",
                notes=(text,),
                reference=text,
            )
            shown.go(navigation.Contact(method))
            await shown.until(lambda text=text: text[:10] in card_text(shown), text[:10])
            await shown.press("tab", "tab", "escape")
            await shown.until(lambda: not isinstance(shown.app.screen, ContactScreen), "the screen before")


async def test_nothing_is_ever_opened(display: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    async with display() as shown:
        monkeypatch.setattr(type(shown.app), "open_url", lambda *given, **more: opened.append(given))
        shown.go(navigation.Contact(METHODS["page"]))
        await shown.sees("Crimestoppers")
        for y in range(2, 20, 5):
            for x in range(1, 80, 19):
                await shown.pilot.click(offset=(x, y))
        assert isinstance(shown.app.screen, ContactScreen) and opened == []
