"""Pictures of every state of the display, kept and compared: what changes in one was meant to, or is a fault.

After a change that is meant: run this file with `--snapshot-update`, and look at each as somebody who stands
two metres away.
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from newsreader.kiosk.app import KioskApp
from newsreader.kiosk.banner import Level, write
from newsreader.library.library import Library
from newsreader.settings.paths import user_paths
from newsreader.settings.settings import Settings
from newsreader.settings.station import Station

Steps = Callable[[Any], Awaitable[object]]


@pytest.fixture
def picture(snap_compare: Any, content: Path, station: Station, clock: Any, somebody: Any) -> Any:
    """Compares the screen after some steps, once some words are on it and nothing moves."""

    def compare(*words: str, steps: Steps | None = None, root: Path = content, **changed: Any) -> bool:
        def opening() -> Library:
            return Library.open([root], cache=user_paths().cache, state=user_paths().state)

        app = KioskApp(replace(station, **changed), opening, clock.source, Settings(symbols="unicode"))

        async def before(pilot: Any) -> None:
            shown = somebody(app, pilot, clock)
            await shown.until(
                lambda: app.context.is_ready and app.context.updated, "what there is to show, and since when"
            )
            await shown.sees(app.context.updated)
            if steps is not None:
                await shown.rests()
                await steps(shown)
            await shown.sees(*words)
            await shown.rests()

        try:
            return bool(snap_compare(app, run_before=before, terminal_size=(80, 25)))
        finally:
            app.close()

    return compare


def pressed(*keys: str) -> Steps:
    """Steps that are keys, each on a screen at rest."""

    async def steps(shown: Any) -> None:
        for key in keys:
            await shown.press(key)
            await shown.rests()

    return steps


@pytest.mark.parametrize("language", ["en", "cy"])
def test_rotation(picture: Any, language: str) -> None:
    assert picture("harbour wall", language=language)


VISIT = {
    "news": ("w",),
    "areas": ("a",),
    "article": ("r",),
    "links": ("r", "l"),
    "code": ("r", "l", "down", "enter"),
    "help": ("h",),
    "neutral": ("r", "x"),
}


@pytest.mark.parametrize("page", VISIT)
def test_visit(picture: Any, page: str) -> None:
    assert picture("999", steps=pressed(*VISIT[page]))


@pytest.mark.parametrize("language", ["en", "cy"])
def test_warning(picture: Any, language: str) -> None:
    async def steps(shown: Any) -> None:
        await shown.press("r")
        await shown.rests()
        await shown.wait(65)

    assert picture("▀", steps=steps, language=language)


def test_banner(picture: Any, tmp_path: Path, clock: Any) -> None:
    file = tmp_path / "banner.md"
    write(file, "The front counter is closed: call 101", Level.EMERGENCY, clock.day + timedelta(hours=4))

    async def steps(shown: Any) -> None:
        await shown.wait(1)

    assert picture("The front counter is closed", steps=steps, banner=file)


def test_stale(picture: Any, clock: Any, content: Path) -> None:
    for file in content.rglob("*.md"):
        os.utime(file, (clock.day.timestamp(),) * 2)

    async def steps(shown: Any) -> None:
        await shown.wait(2)

    clock.day += timedelta(days=400)
    assert picture("Old news", "20 March 2019", steps=steps)


def test_empty(picture: Any, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert picture("Front counter", "In an emergency", root=tmp_path / "empty")
