"""How the reader's screen is started: with what, and in which environment. The screen is a stand-in."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import pytest

from newsreader.library.errors import ContentError
from newsreader.settings.paths import shipped_content
from newsreader.settings.settings import Settings

Run = Callable[..., object]


@dataclass
class Screen:
    """What the reader was started with."""

    roots: list[Path] = field(default_factory=list)
    settings: Settings = field(default_factory=Settings)
    problems: tuple[str, ...] = ()
    environ: dict[str, str] = field(default_factory=dict)
    fails: Exception | None = None
    status: int = 0


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """A screen that only remembers, on what seems to be a terminal."""
    seen = Screen()

    def run(roots: Sequence[Path], settings: Settings, problems: Sequence[str]) -> int:
        seen.roots, seen.settings, seen.problems = list(roots), settings, tuple(problems)
        seen.environ = dict(os.environ)
        if seen.fails:
            raise seen.fails
        return seen.status

    module = ModuleType("newsreader.reader.start")
    module.run = run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "newsreader.reader.start", module)
    monkeypatch.setattr("newsreader.cli.start_reader._has_terminal", lambda: True)
    return seen


def test_without_a_path_it_opens_what_ships(run: Run, screen: Screen) -> None:
    assert run().status == 0
    assert screen.roots == [shipped_content() / "articles"]
    assert (screen.settings, screen.problems) == (Settings(), ())


def test_paths_are_opened_as_they_are_given(run: Run, screen: Screen, news: Path, tmp_path: Path) -> None:
    odd = tmp_path / "-C"
    odd.mkdir()
    assert run(news, news / "README.md").status == 0
    assert screen.roots == [news, news / "README.md"]
    assert run("--", odd).status == 0
    assert screen.roots == [odd]


def test_settings_and_what_is_wrong_with_them_are_handed_over_clean(
    run: Run, screen: Screen, own_home: Path
) -> None:
    config = own_home / ".config" / "newsreader" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('content = ["~/news"]\n"colour\\u001b[31m" = 1\n', encoding="utf-8")
    run()
    assert screen.roots == [own_home / "news"]
    (problem,) = screen.problems
    assert "config.toml:2: colour is not an option" in problem and "\x1b" not in problem


def test_the_environment_gives_no_orders(run: Run, screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TEXTUAL", "TEXTUAL_DRIVER", "TEXTUAL_PRESS", "TEXTUAL_LOG", "COLUMNS", "LINES"):
        monkeypatch.setenv(name, "100000")
    run()
    assert not [name for name in screen.environ if name.startswith("TEXTUAL") or name in {"COLUMNS", "LINES"}]


def test_its_status_is_ours(run: Run, screen: Screen) -> None:
    screen.status = 143
    assert run().status == 143


def test_content_that_cannot_be_read_is_status_3(run: Run, screen: Screen) -> None:
    screen.fails = ContentError("The folder\x1b[31m is gone.")
    done = run()
    assert (done.status, done.out) == (3, "")
    assert "is gone." in done.err and "\x1b" not in done.err


def test_a_fault_of_the_screen_is_a_sentence(run: Run, screen: Screen) -> None:
    screen.fails = ZeroDivisionError("division by zero")
    done = run()
    assert done.status == 70
    assert "ZeroDivisionError" in done.err and "division by zero" not in done.err
