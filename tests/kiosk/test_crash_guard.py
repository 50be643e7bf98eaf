"""Faults in screens, widgets, threads and articles: the news go on, and the log knows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.app import ComposeResult
from textual.widgets import Static

from newsreader.kiosk.app import EXIT_CRASHED
from newsreader.kiosk.context import KioskContext
from newsreader.kiosk.crash_guard import MAX_ERRORS, PERIOD, CrashGuard
from newsreader.kiosk.screens.base_screen import KioskScreen
from newsreader.kiosk.screens.rotation_screen import RotationScreen
from newsreader.kiosk.widgets.slide_view import SlideView
from newsreader.settings.paths import user_paths

SECRET = "what a visitor may have typed"


def log() -> str:
    """Everything that stands in the log."""
    file = user_paths().state / "kiosk.log"
    return file.read_text(encoding="utf-8") if file.exists() else ""


class Broken(Static):
    """Draws nothing but a fault."""

    def render(self) -> Any:
        raise ValueError(SECRET)


class BrokenScreen(KioskScreen):
    """Fails where it is told to."""

    def __init__(self, context: KioskContext, where: str) -> None:
        super().__init__(context)
        self.where = where

    def compose_body(self) -> ComposeResult:
        if self.where == "compose":
            raise ValueError(SECRET)
        yield Broken() if self.where == "render" else Static("standing", markup=False)

    def on_mount(self) -> None:
        if self.where == "mount":
            raise ValueError(SECRET)
        if self.where == "worker":
            self.run_worker(self.fail, thread=True)
        if self.where == "later":
            self.call_later(self.fail)
        if self.where == "timer":
            self.set_timer(0.01, self.fail)

    def tick(self) -> None:
        if self.where == "tick":
            raise ValueError(SECRET)

    def fail(self) -> None:
        raise ValueError(SECRET)


@pytest.mark.parametrize("where", ["compose", "render", "mount", "worker", "later", "timer", "tick", "key"])
async def test_a_fault_ends_in_a_fresh_rotation_that_works(
    display: Any, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with display() as shown:
        await shown.press("n")
        first = shown.app.screen
        shown.app.push_screen(BrokenScreen(shown.app.context, where))
        if where == "tick":
            await shown.sees("standing")
            shown.app.tick()
        if where == "key":
            await shown.sees("standing")
            monkeypatch.setattr(KioskScreen, "action_go_back", BrokenScreen.fail)
            shown.app.post_message(events.Key("escape", None))
        await shown.until(lambda: "ValueError" in log(), "a line in the log")
        await shown.until(lambda: isinstance(shown.app.screen, RotationScreen), "the rotation")
        await shown.sees("1 of 3", "harbour wall")
        assert shown.app.screen is not first
        assert len(shown.app.screen_stack) == 2
        assert "Traceback" not in shown.screen()
        assert SECRET not in log()
        await shown.until(lambda: not shown.app._is_recovering, "the end of the trouble")
        await shown.press("n")
        await shown.sees("2 of 3")
        await shown.press("r")
        await shown.sees("BikeRegister")


@pytest.fixture
def fails_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes the rotation fail at the article with these words in its title."""
    draw = SlideView.render

    def make(words: str) -> None:
        def broken(self: SlideView) -> Any:
            if self.slide is not None and words in self.slide.title:
                raise RuntimeError(SECRET)
            return draw(self)

        monkeypatch.setattr(SlideView, "render", broken)

    return make


async def recovers_to(shown: Any, *words: str) -> None:
    """Wait for words, while drawing the screen for the test may still fail as it failed for the display."""

    def is_there() -> bool:
        try:
            return all(word in shown.screen() for word in words)
        except RuntimeError as error:
            assert str(error) == SECRET
            return False

    await shown.until(is_there, f"{words}")


async def test_an_article_that_cannot_be_shown_is_left_out(
    display: Any, fails_at: Callable[[str], None]
) -> None:
    async with display() as shown:
        fails_at("Bicycles")
        shown.clock.advance(15)
        shown.app.tick()
        await recovers_to(shown, "1 of 2", "harbour wall")
        await shown.wait(15)
        await shown.sees("2 of 2", "Extra patrols")
        assert "Mercia/bicycles.md" in log()


async def test_also_the_very_first(display: Any, fails_at: Callable[[str], None]) -> None:
    fails_at("harbour wall")
    async with display(ready="") as shown:
        await recovers_to(shown, "Bicycles", "1 of 2")


async def test_too_many_within_a_minute_end_it_with_a_status(display: Any) -> None:
    async with display() as shown:
        for _ in range(MAX_ERRORS):
            shown.app._handle_exception(ValueError(SECRET))
            await shown.until(lambda: not shown.app._is_recovering, "the end of the trouble")
        assert not shown.app._exit
        shown.app._handle_exception(ValueError(SECRET))
        assert shown.app._exit
        assert shown.app.return_code == EXIT_CRASHED


@pytest.mark.parametrize(
    "broken", ["---\ntitle: [\n---\n\nText.\n", "\0\0\0", "---\n" + "[" * 5000 + "\n---\n"]
)
async def test_a_file_that_cannot_be_read_is_passed_over(display: Any, content: Path, broken: str) -> None:
    (content / "Mercia" / "broken.md").write_text(broken, encoding="utf-8")
    async with display() as shown:
        await shown.sees("harbour wall")


async def test_a_fault_while_the_news_are_collected_leaves_what_was_there(
    display: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> Any:
        raise RuntimeError(SECRET)

    async with display() as shown:
        await shown.press("r")
        monkeypatch.setattr("newsreader.kiosk.playlist_loader.slides", broken)
        shown.app.playlist.start()
        await shown.until(lambda: "RuntimeError" in log(), "a line in the log")
        await shown.sees("brass lamp")
        await shown.press("escape")
        await shown.sees("1 of 3")


def test_faults_are_counted_by_the_minute() -> None:
    now = [0.0]
    faults = CrashGuard(lambda: now[0])
    for _ in range(50):
        assert not faults.is_exceeded_by_another()
        now[0] += PERIOD / MAX_ERRORS
    assert not faults.is_exceeded_by_another()
    came = [faults.is_exceeded_by_another() for _ in range(MAX_ERRORS)]
    assert came[-1]
