"""A display of a small library of invented news, with a clock that the test moves, and a visitor."""

from __future__ import annotations

import asyncio
import importlib.util
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from newsreader.kiosk.app import KioskApp
from newsreader.kiosk.clock import LONDON, Clock
from newsreader.kiosk.navigation import Destination
from newsreader.library.library import Library
from newsreader.settings.paths import user_paths
from newsreader.settings.settings import Settings
from newsreader.settings.station import Contact, Station

PATIENCE = 60.0
"""Seconds to wait for what must appear: far more than it takes, for a busy machine."""

ARTICLES = {
    "Mercia/lamp.md": """---
area: Mercia
date: 2019-03-15T16:20
title: Appeal for witnesses after a lamp was stolen from the harbour wall
url: https://www.mercia.police.uk/news/lamp
reference: 2499/19
---

**A brass lamp was taken from the harbour wall on Thursday night.**

It had stood there for ninety years. Anyone who saw something can call 101 quoting 2499/19, or
Crimestoppers on 0800 555 111.

## What it looks like

It is green with age, and as tall as a child.

## What to do

Write to lamp@example.org or see www.example.org/lamp.
""",
    "Mercia/bicycles.md": """---
area: Mercia
date: 2019-03-15
title: Bicycles marked free of charge
---

Bring your bicycle to the market square. Register it with BikeRegister.
""",
    "Wessex/patrols.md": """---
area: Wessex
date: 2019-03-14
title: Extra patrols at the fair
url: https://www.wessex.police.uk/patrols
---

Officers will walk the fairground and the square. Be aware of the Run, Hide, Tell advice.
""",
}

STATION = Station(
    name="Harbour police station",
    name_cy="Gorsaf heddlu’r Harbwr",
    contacts=(
        Contact(
            "Front counter",
            "Cownter blaen",
            number="01632 960123",
            hours="Monday to Friday, 8 am to 6 pm",
            hours_cy="Dydd Llun i ddydd Gwener, 8 am i 6 pm",
        ),
    ),
)


@dataclass
class FakeClock:
    """A clock that only the test moves."""

    seconds: float = 1000.0
    day: datetime = field(default_factory=lambda: datetime(2019, 3, 20, 14, 5, tzinfo=LONDON))

    @property
    def source(self) -> Clock:
        """The clock for the program."""
        return Clock(running=lambda: self.seconds, now=lambda: self.day)

    def advance(self, seconds: float) -> None:
        """Move both clocks."""
        self.seconds += seconds
        self.day = (self.day.astimezone() + timedelta(seconds=seconds)).astimezone(LONDON)


@dataclass
class Display:
    """The program, and a visitor in front of it."""

    app: KioskApp
    pilot: Pilot[int]
    clock: FakeClock

    def screen(self) -> str:
        """Return the text of the screen, line by line."""
        return "\n".join(strip.text.rstrip() for strip in self.cells())

    def cells(self) -> list:
        """Return the screen with its styles."""
        return self.app.screen._compositor.render_strips(self.app.size)

    def go(self, destination: Destination) -> Any:
        """Open a screen for a visitor, and return it."""
        self.app.context.session.touched()
        self.app.go(destination)
        return self.app.screen

    async def until(self, true: Callable[[], object], what: str) -> None:
        """Wait for a condition."""
        for _ in range(int(PATIENCE / 0.02)):
            await asyncio.sleep(0.02)  # not the pilot's pause: that waits for a screen that a fault took away
            if true():
                return
        raise AssertionError(f"{what} did not come:\n{self.screen()}")

    async def rests(self) -> list:
        """Wait until the screen no longer changes, and return its cells."""
        seen = [self.cells()]

        def still() -> bool:
            seen.append(self.cells())
            return len(seen) > 8 and all(cells == seen[-1] for cells in seen[-8:])

        await self.until(still, "a screen at rest")
        return seen[-1]

    async def sees(self, *words: str) -> None:
        """Wait until all these words are on the screen."""
        await self.until(lambda: all(word in self.screen() for word in words), f"{words}")

    async def sees_no_more(self, words: str) -> None:
        """Wait until these words have gone from the screen."""
        await self.until(lambda: words not in self.screen(), f"the end of {words!r}")

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            await self.pilot.press(key)

    async def touch(self, words: str) -> None:
        """Tap the first place where these words are."""
        for y, line in enumerate(self.screen().splitlines()):
            if words in line:
                await self.tap(line.index(words) + len(words) // 2, y)
                return
        raise AssertionError(f"There is no {words!r} to touch:\n{self.screen()}")

    async def tap(self, x: int, y: int) -> None:
        """Tap a cell."""
        await self.finger(events.MouseDown, x, y)
        await self.finger(events.MouseUp, x, y)

    async def finger(self, kind: type[events.MouseEvent], x: int, y: int) -> None:
        """Send MouseDown, MouseMove or MouseUp to the app, as the driver does."""
        self.app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, screen_x=x, screen_y=y))
        await self.pilot.pause()

    async def wait(self, seconds: float) -> None:
        """Let time pass on the display's clock, with a tick every second at least."""
        while seconds > 0:
            step = min(seconds, 1.0)
            self.clock.advance(step)
            seconds -= step
            self.app.tick()
            await self.pilot.pause()


@pytest.fixture
def station() -> Station:
    """The station of these tests; `replace(station, idle=5)` makes another."""
    return STATION


@pytest.fixture
def clock() -> FakeClock:
    """The clock of the display."""
    return FakeClock()


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A folder with `ARTICLES`."""
    root = tmp_path / "news"
    for name, text in ARTICLES.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def display(content: Path, station: Station, clock: FakeClock):
    """Start the display: `async with display(size=(80, 25), idle=5, root=…) as shown`.

    Other keyword arguments are settings of the station. The first slide is on the screen when it begins,
    unless `ready` gives other words to wait for.
    """

    @asynccontextmanager
    async def started(
        size: tuple[int, int] = (80, 25),
        root: Path = content,
        ready: str = "harbour wall",
        **changed: object,
    ) -> AsyncIterator[Display]:
        def opening() -> Library:
            return Library.open([root], cache=user_paths().cache, state=user_paths().state)

        chosen = replace(station, **changed)  # type: ignore[arg-type]
        app = KioskApp(chosen, opening, clock.source, Settings(symbols="unicode"))
        try:
            async with app.run_test(size=size) as pilot:
                shown = Display(app, pilot, clock)
                if ready:
                    await shown.sees(ready)
                yield shown
        finally:
            app.close()

    return started


@pytest.fixture
def somebody() -> type[Display]:
    """The class of `shown`, for a test that starts the app itself: `somebody(app, pilot, clock)`."""
    return Display


@pytest.fixture(scope="session")
def stage() -> ModuleType:
    """An app with a card list only, and a finger for it."""
    spec = importlib.util.spec_from_file_location(
        "card_list_stage", Path(__file__).parent / "card_list_stage.py"
    )
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
