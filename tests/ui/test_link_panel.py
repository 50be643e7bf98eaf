"""What a person sees in the link panel and in the screens it leads to."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.filter import NoColor
from textual.pilot import Pilot

from newsreader.resources.mentions import Entry, Group, Kind, Mention
from newsreader.resources.qr import code
from newsreader.ui.screens.open_link import OpenLink
from newsreader.ui.screens.qr import Code, QrScreen, spaced
from newsreader.ui.terminal import Drawable, Symbols
from newsreader.ui.themes import DARK, THEMES
from newsreader.ui.widgets.link_panel import LinkPanel


def entry(number: int, group: Group, name: str, **more: Any) -> Entry:
    """An entry with as much as a test needs."""
    call = more.pop("call", None)
    mention = Mention(
        entry=number,
        kind=Kind.RESOURCE,
        text=name,
        target=more.get("target"),
        resource=None,
        name=name,
        purpose="",
        group=group,
        status=None,
        replaced_by=None,
        call=call,
        places=((number, number + 1),),
    )
    rest: dict[str, Any] = {
        "purpose": "",
        "words": name,
        "target": None,
        "successor": None,
        "shown": "",
        "reference": None,
        "evidence": None,
    }
    return Entry(number=number, group=group, name=name, mentions=(mention,), **{**rest, **more})


ENTRIES = (
    entry(1, Group.EMERGENCY, "999", shown="999", target="tel:999", purpose="When a life is in danger."),
    entry(
        2,
        Group.HELP,
        "Run, Hide, Tell",
        shown="gov.uk/run-hide-tell",
        target="https://www.gov.uk/run-hide-tell",
    ),
    entry(
        3,
        Group.HELP,
        "Action Fraud",
        successor="Report Fraud",
        words="Action Fraud",
        shown="reportfraud.police.uk",
        target="https://www.reportfraud.police.uk/",
    ),
    entry(
        4, Group.APPEAL, "101", shown="101", target="tel:101", reference="2499 of 8 January", words="call 101"
    ),
    entry(5, Group.APPEAL, "Incident desk", reference="77 of 9 May", call="101", evidence="M"),
    entry(6, Group.WEB, "www.LTAI.info", shown="www.LTAI.info"),
)


class Stage(App[None]):
    def __init__(self, theme: str = "dark") -> None:
        super().__init__()
        for each in THEMES:
            self.register_theme(each)
        self.theme = theme
        self.said: list[tuple[str, int]] = []
        self.answers: list[str | None] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(DARK.variables)

    def compose(self) -> ComposeResult:
        yield LinkPanel()

    @property
    def panel(self) -> LinkPanel:
        return self.query_one(LinkPanel)

    def on_link_panel_highlighted(self, event: LinkPanel.Highlighted) -> None:
        self.said.append(("highlighted", event.number))

    def on_link_panel_chosen(self, event: LinkPanel.Chosen) -> None:
        self.said.append(("chosen", event.number))


def rows(app: Stage) -> list[str]:
    panel = app.panel
    return [strip.text.rstrip() for strip in panel.render_lines(panel.size.region)]


def row_of(app: Stage, words: str) -> int:
    for y, row in enumerate(rows(app)):
        if words in row:
            return y
    raise AssertionError(f"{words!r} is not in sight:\n" + "\n".join(rows(app)))


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    """Waits for something to become true."""
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end, "waited for ten seconds"
        await pilot.pause(0.01)


async def test_what_is_said_of_each_entry() -> None:
    app = Stage()
    async with app.run_test(size=(60, 60)) as pilot:
        app.panel.show(ENTRIES)
        await pilot.pause()
        said = [row.strip() for row in rows(app) if row.strip()]
        assert said[: said.index("6  www.LTAI.info") + 1] == [
            "Emergency",
            "1  999",
            "When a life is in danger.",
            "Help and advice",
            "2  Run, Hide, Tell",
            "gov.uk/run-hide-tell",
            "3  Report Fraud",
            "reportfraud.police.uk",
            "The article says Action Fraud.",
            "This appeal",
            "4  101",
            "Quote 2499 of 8 January",
            "“call 101”",
            "5  Incident desk",
            "Call 101, quote 77 of 9 May",
            "Not yet checked.",
            "Web",
            "6  www.LTAI.info",
        ]


async def test_a_group_stands_together_whatever_the_order_of_the_text() -> None:
    app = Stage()
    mixed = [
        entry(1, Group.WEB, "example.org"),
        entry(2, Group.EMERGENCY, "999"),
        entry(3, Group.WEB, "example.net"),
    ]
    async with app.run_test(size=(60, 60)) as pilot:
        app.panel.show(mixed)
        await pilot.pause()
        said = [row.strip() for row in rows(app) if row.strip()]
        assert said == ["Emergency", "2  999", "Web", "1  example.org", "3  example.net"]
        app.panel.move(1)
        assert app.panel.current == 1


async def test_waiting_and_nothing() -> None:
    app = Stage()
    async with app.run_test(size=(30, 20)) as pilot:
        app.panel.show((), waiting=True)
        await pilot.pause()
        assert not "".join(rows(app)).strip()
        await until(pilot, lambda: "Looking for" in "\n".join(rows(app)))
        app.panel.show((), message="This article names nothing.")
        app.panel.move(1)
        assert not app.panel.choose() and app.panel.current is None
        await pilot.pause()
        assert [row.strip() for row in rows(app) if row.strip()] == ["This article names nothing."]


async def test_moving_and_choosing() -> None:
    app = Stage()
    async with app.run_test(size=(34, 30)) as pilot:
        app.panel.show(ENTRIES)
        assert app.panel.current == 1
        app.panel.move(1)
        app.panel.move(1)
        app.panel.choose()
        app.panel.to_end()
        app.panel.move(1)
        app.panel.to_start()
        app.panel.page(1)
        app.panel.highlight(2)
        app.panel.highlight(99)
        await pilot.pause()
        assert app.panel.current == 2
        assert app.said[:5] == [
            ("highlighted", 2),
            ("highlighted", 3),
            ("chosen", 3),
            ("highlighted", 6),
            ("highlighted", 1),
        ]


async def test_the_highlight_differs_without_colour_and_stays_in_sight() -> None:
    app = Stage("terminal")
    async with app.run_test(size=(34, 12)) as pilot:
        app.panel.show(ENTRIES)
        app.panel.to_end()
        await pilot.pause()
        y = row_of(app, "www.LTAI.info")
        strip = app.panel.render_lines(app.panel.size.region)[y]
        assert any(segment.text == "6" and segment.style and segment.style.reverse for segment in strip)


async def test_mouse() -> None:
    app = Stage()
    async with app.run_test(size=(60, 60)) as pilot:
        app.panel.show(ENTRIES)
        await pilot.pause()
        y = row_of(app, "reportfraud")
        await pilot.click(LinkPanel, offset=(10, y))
        assert app.said == [("highlighted", 3)]
        await pilot.click(LinkPanel, offset=(10, y))
        await pilot.pause()
        assert app.said == [("highlighted", 3), ("chosen", 3)]
        await pilot.click(LinkPanel, offset=(10, row_of(app, "Help and advice")))
        assert len(app.said) == 2


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_the_code_is_black_on_white_in_every_theme(theme: str) -> None:
    app = Stage(theme)
    made = code("tel:999")
    assert made is not None
    async with app.run_test(size=(40, 40)) as pilot:
        app.panel.show(ENTRIES)
        await pilot.pause()
        strips = app.panel.render_lines(app.panel.size.region)[-made.height :]
        for strip, row in zip(strips, made.rows, strict=True):
            (ink,) = [segment for segment in strip if segment.text == row]
            assert ink.style is not None and ink.style.color is not None and ink.style.bgcolor is not None
            assert ink.style.color.get_truecolor() == (0, 0, 0)
            assert ink.style.bgcolor.get_truecolor(foreground=False) == (255, 255, 255)


async def test_the_code_stays_where_no_colours_are_wanted() -> None:
    app = Stage()
    app._filters.append(NoColor())
    async with app.run_test(size=(40, 40)) as pilot:
        app.panel.show(ENTRIES)
        await pilot.pause()
        strips = app.panel.render_lines(app.panel.size.region)
        assert any(segment.style.bgcolor.name == "#ffffff" for segment in strips[-3] if segment.style.bgcolor)
        assert all(
            not s.style.bgcolor or s.style.bgcolor.is_default
            for strip in strips[:8]
            for s in strip
            if s.style
        )


async def test_without_room_a_word_says_that_there_is_a_code() -> None:
    app = Stage()
    async with app.run_test(size=(24, 20)) as pilot:
        app.panel.show(ENTRIES)
        await pilot.pause()
        assert rows(app)[-1].strip() == "Q shows its QR code"
        app.panel.to_end()
        await pilot.pause()
        assert "QR" not in rows(app)[-1]


async def test_five_hundred_entries_are_quick() -> None:
    app = Stage()
    many = [
        entry(
            n,
            Group.WEB,
            f"Service {n}",
            purpose="Helps people who need it. " * 3,
            shown=f"example{n}.org",
            target=f"https://example{n}.org/",
        )
        for n in range(1, 501)
    ]
    async with app.run_test(size=(34, 40)) as pilot:
        await pilot.pause()
        start = time.monotonic()
        app.panel.show(many)
        rows(app)
        shown = time.monotonic() - start
        start = time.monotonic()
        for _ in range(50):
            app.panel.move(1)
            rows(app)
        moved = (time.monotonic() - start) / 50
        app.panel.to_end()
        assert "500  Service 500" in "\n".join(rows(app))
        assert shown < 0.5 and moved < 0.1


@pytest.mark.parametrize("hostile", ["[/]", "[@click=app.bell]x", "日本語" * 30, "x" * 400, "[=]"])
async def test_nothing_is_markup(hostile: str) -> None:
    app = Stage()
    async with app.run_test(size=(30, 40)) as pilot:
        app.panel.show(
            [entry(1, Group.WEB, hostile, purpose=hostile, shown=hostile, words=hostile, reference=hostile)]
        )
        await pilot.pause()
        assert hostile[:8] in "\n".join(rows(app))
        for strip in app.panel.render_lines(app.panel.size.region):
            assert strip.cell_length == 30
            assert not any(segment.style is not None and segment.style.meta for segment in strip)
        app.push_screen(OpenLink(f"https://example.org/{hostile}", hostile))
        await pilot.pause()
        await pilot.press("escape")
        app.push_screen(QrScreen(f"https://example.org/{hostile}", hostile))
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert len(app.screen_stack) == 1


def screen_text(app: Stage) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def test_the_code_large_with_its_number_to_read() -> None:
    app = Stage()
    made = code("tel:101")
    assert made is not None
    async with app.run_test(size=(80, 40)) as pilot:
        app.push_screen(QrScreen("tel:101", "Police non-emergency"))
        await pilot.pause()
        text = screen_text(app)
        assert "Police non-emergency" in text and "1 0 1" in text
        assert all(row in text for row in made.rows)
        await pilot.resize_terminal(80, 12)
        await pilot.pause()
        assert "needs a window" in screen_text(app) and "1 0 1" in screen_text(app)
        await pilot.press("x")
        await pilot.pause()
        assert len(app.screen_stack) == 1


@pytest.mark.parametrize("length", [20, 45, 70])
async def test_the_code_of_an_address_fits_a_small_window(length: int) -> None:
    app = Stage()
    target = "https://www.example.org/" + "a" * (length - 24)
    made = code(target)
    assert made is not None
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(QrScreen(target, "A service with a name that is not short"))
        await pilot.pause()
        text = screen_text(app)
        assert all(row in text for row in made.rows)
        assert "A service with a name" in text and target in text


async def test_the_large_code_keeps_its_ink_without_colours() -> None:
    app = Stage()
    app._filters.append(NoColor())
    async with app.run_test(size=(80, 40)) as pilot:
        app.push_screen(QrScreen("tel:101", "Police"))
        await pilot.pause()
        drawn = app.screen.query_one(Code)
        strips = drawn.render_lines(drawn.size.region)
        assert any(s.style.bgcolor.name == "#ffffff" for s in strips[3] if s.style and s.style.bgcolor)


async def test_a_terminal_without_blocks_gets_a_code_of_coloured_cells() -> None:
    app = Stage()
    app._filters.append(Drawable(Symbols.ASCII))
    made = code("tel:101", ascii_only=True)
    assert made is not None
    async with app.run_test(size=(80, 45)) as pilot:
        app.panel.show(ENTRIES)
        await pilot.pause()
        assert rows(app)[-1].strip() == "Q shows its QR code"
        app.push_screen(QrScreen("tel:101", "Police"))
        await pilot.pause()
        drawn = app.screen.query_one(Code)
        strips = drawn.render_lines(drawn.size.region)
        seen = []
        for strip in strips:
            cells = "".join(
                ("#" if dark(s) else " " if dark(s) is False else "") * s.cell_length for s in strip
            )
            if cells:
                seen.append(cells)
        assert tuple(seen) == made.rows


def dark(segment: Segment) -> bool | None:
    """Whether a cell is a dark one of a code; None where it is none of a code."""
    ground = segment.style.bgcolor.get_truecolor() if segment.style and segment.style.bgcolor else None
    return {(0, 0, 0): True, (255, 255, 255): False}.get(tuple(ground)) if ground else None


def test_numbers_are_spaced_to_be_read() -> None:
    assert spaced("tel:101", 40) == "1 0 1"
    assert spaced("tel:0800555111", 60) == "0 8 0 0   5 5 5   1 1 1"
    assert spaced("tel:+448005551110", 60) == "0 8 0 0   5 5 5   1 1 1 0"
    assert spaced("tel:0800555111", 10) == "0800555111"
    assert spaced("https://example.org/a", 60) == "https://example.org/a"


@pytest.mark.parametrize(
    ("keys", "answer"), [("enter", "open"), ("y", "copy"), ("escape", None), ("q", None)]
)
async def test_nothing_opens_without_being_asked(keys: str, answer: str | None) -> None:
    app = Stage()
    target = "https://www.example.org/a%2Fb?c=%00&d=" + "e" * 200
    async with app.run_test(size=(60, 30)) as pilot:
        app.push_screen(OpenLink(target, "Example"), app.answers.append)
        await pilot.pause()
        shown = "".join(row.strip(" │") for row in screen_text(app).splitlines())
        assert target in shown
        await pilot.press(keys)
        await pilot.pause()
        assert app.answers == [answer]


async def test_a_look_alike_host_is_shown_as_it_is() -> None:
    app = Stage()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(OpenLink("https://ex\u0430mple.org/", "Example"))
        await pilot.pause()
        text = " ".join(screen_text(app).replace("│", " ").split())
        assert "https://xn--exmple-4nf.org/" in text and "can look like others" in text


async def test_what_the_gate_refuses_cannot_be_opened() -> None:
    app = Stage()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(OpenLink("file:///etc/passwd", "A file"), app.answers.append)
        await pilot.pause()
        assert "file:///etc/passwd" in screen_text(app) and "never opened" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert app.answers == []
        await pilot.press("escape")
        await pilot.pause()
        assert app.answers == [None]


async def test_the_choices_can_be_clicked() -> None:
    app = Stage()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(OpenLink("https://example.org/", "Example"), app.answers.append)
        await pilot.pause()
        choice = app.screen.query("Choice")[1]
        await pilot.click(choice)
        await pilot.pause()
        assert app.answers == ["copy"]
