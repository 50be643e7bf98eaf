"""Programs of the display on a terminal of their own."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import newsreader

HERE = Path(__file__).parent
_ASKED = dict(os.environ)
"""Before the fixture that gives each test a home of its own takes our variables away."""
SOURCE = Path(newsreader.__file__).parent.parent


def _load(name: str, file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"hardening_{name}", file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


_terminal = _load("terminal", HERE.parents[1] / "terminal" / "terminal.py")
_environment_cases = _load("environment_cases", HERE / "environment_cases.py")
_bot = _load("bot", HERE.parent / "bot" / "bot.py")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Parametrise tests that take an `environment_case`."""
    if "environment_case" in metafunc.fixturenames:
        chosen = _environment_cases.chosen(_ASKED)
        ids = ["+".join(each.variables) if len(each.variables) < 4 else "all together" for each in chosen]
        metafunc.parametrize("environment_case", chosen, ids=ids)


@pytest.fixture
def cases() -> ModuleType:
    """The module of the hostile environments."""
    return _environment_cases


@pytest.fixture
def bot() -> ModuleType:
    """The module of the bot that knows nothing."""
    return _bot


@pytest.fixture
def terminal() -> ModuleType:
    """The module of terminals."""
    return _terminal


@pytest.fixture
def environ(own_home: Path) -> dict[str, str]:
    """The environment of a display as a technician starts it by hand."""
    return _terminal.usual_environment(own_home, SOURCE)


@pytest.fixture
def on_terminal(environ: Mapping[str, str]) -> Iterator[Callable[..., Any]]:
    """Starts a command on a terminal; all end with the test."""
    with _terminal.terminals(environ) as start:
        yield start


@pytest.fixture
def small(on_terminal: Callable[..., Any]) -> Callable[..., Any]:
    """Starts a small program with the lock of the display: it shows the last key, and what it has counted."""

    def start(*arguments: str, **options: Any) -> Any:
        started = on_terminal([sys.executable, HERE / "small_app.py", *arguments], size=(60, 12), **options)
        started.sees("ticks", "last: -")
        return started

    return start
