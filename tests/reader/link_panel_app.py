"""An app with nothing but the link panel, and what tests do with it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from newsreader.links.reference import Entry, Group, Kind, Reference
from newsreader.reader.link_panel import LinkPanel
from newsreader.ui.themes import DARK, THEMES

PATIENCE = 60


def entry(number: int, group: Group, name: str, **more: Any) -> Entry:
    """An entry with as much as a test needs."""
    call, status = more.pop("call", None), more.pop("status", None)
    mention = Reference(
        entry=number,
        kind=Kind.RESOURCE,
        text=name,
        target=more.get("target"),
        resource=None,
        name=name,
        purpose="",
        group=group,
        status=status,
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
    return Entry(number=number, group=group, name=name, references=(mention,), **{**rest, **more})


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


class LinksApp(App[None]):
    def __init__(self, theme: str = "dark") -> None:
        super().__init__()
        for each in THEMES:
            self.register_theme(each)
        self.theme = theme
        self.messages: list[tuple[str, int]] = []
        self.answers: list[str | None] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(DARK.variables)

    def compose(self) -> ComposeResult:
        yield LinkPanel()

    @property
    def panel(self) -> LinkPanel:
        return self.query_one(LinkPanel)

    def on_link_panel_highlighted(self, event: LinkPanel.Highlighted) -> None:
        self.messages.append(("highlighted", event.number))

    def on_link_panel_chosen(self, event: LinkPanel.Chosen) -> None:
        self.messages.append(("chosen", event.number))


def rows(app: LinksApp) -> list[str]:
    panel = app.panel
    return [strip.text.rstrip() for strip in panel.render_lines(panel.size.region)]


def row_of(app: LinksApp, words: str) -> int:
    for y, row in enumerate(rows(app)):
        if words in row:
            return y
    raise AssertionError(f"{words!r} is not in sight:\n" + "\n".join(rows(app)))


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, f"waited for {PATIENCE} seconds"
        await pilot.pause(0.01)


def screen_text(app: LinksApp) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


def colours(style: Style | None) -> tuple[str, str]:
    """Return the colours that a terminal shows: of the letters, and behind them."""
    if style is None or style.color is None or style.bgcolor is None:
        return "", ""
    shown = style.color.name, style.bgcolor.name
    return (shown[1], shown[0]) if style.reverse else shown


def dark(segment: Segment) -> bool | None:
    """Whether a cell is a dark one of a code; None if it is not of a code."""
    return {"#000000": True, "#ffffff": False}.get(colours(segment.style)[1])
