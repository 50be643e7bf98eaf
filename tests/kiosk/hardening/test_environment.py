"""The real command with an environment that gives orders: none is obeyed."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import newsreader
from newsreader.kiosk.hardening.process import ENDED, ENVIRONMENT

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
SOURCE = Path(newsreader.__file__).parent.parent
ARTICLE = (
    "---\ntitle: Lamp stolen from a harbour wall\ndate: 2019-03-15\narea: Mercia\n---\n\nIt was brass.\n"
)
BOMB = "import os, sys; open({file!r}, 'a').write(f'{{__name__}} {{sys.flags.isolated}}\\n')\n"
SERVICE = (
    sys.executable,
    *("-I", "-B", "-c"),
    f"import sys; sys.path[:0] = [{str(SOURCE)!r}]\nfrom newsreader.__main__ import main; sys.exit(main())",
)
"""As the service starts it; that of an installed package says `-m newsreader`."""
BY_HAND = (sys.executable, "-m", "newsreader")


@pytest.fixture
def bombs(tmp_path: Path) -> Path:
    """A folder whose modules write into `went-off` when they are run."""
    folder = tmp_path / "bombs"
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    user = folder / "user" / "lib" / version / "site-packages"
    user.mkdir(parents=True)
    text = BOMB.format(file=str(tmp_path / "went-off"))
    for name in ("bomb", "sitecustomize", "textual", "click", "newsreader", "json", "curses"):
        (folder / f"{name}.py").write_text(text)
    (user / "usercustomize.py").write_text(text)
    return folder


@pytest.fixture
def display(on_terminal: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    """Starts the display in a folder of its own; waits for its first picture."""
    news = tmp_path / "news" / "Mercia"
    news.mkdir(parents=True)
    (news / "lamp.md").write_text(ARTICLE)
    (tmp_path / "here").mkdir()

    def start(command: tuple[str, ...], *options: str, **terminal: Any) -> Any:
        given = {"cwd": tmp_path / "here", "size": (80, 25), **terminal}
        started = on_terminal([*command, "kiosk", *options, news.parent], **given)
        started.sees("Lamp stolen", "999", "101")
        return started

    return start


def _without_time(text: str) -> str:
    return re.sub(r"\d\d:\d\d", "hh:mm", text)


def _colours(shown: Any) -> set[str]:
    return set(re.findall(r"[34]8;[25];[\d;]+", shown.raw.decode()))


def _stands(shown: Any) -> None:
    """Waits until all is there that comes by itself, and nothing moves."""
    shown.sees("Updated", "It was brass", "Help")
    quiet = 0
    while quiet < 4:
        before = shown.text
        shown.comes_to_see("\0", within=0.1)
        quiet = quiet + 1 if shown.text == before else 0


def _ways(environment_case: Any) -> Iterator[tuple[str, ...]]:
    yield SERVICE
    if not environment_case.first:
        yield BY_HAND


@pytest.fixture(scope="session")
def as_ever() -> dict[str, Any]:
    """What the display shows when nobody orders anything: looked at once."""
    return {}


def test_nothing_is_obeyed(
    display: Callable[..., Any],
    environment_case: Any,
    bombs: Path,
    tmp_path: Path,
    environ: dict[str, str],
    as_ever: dict[str, Any],
) -> None:
    if not as_ever:
        plain = display(SERVICE)
        _stands(plain)
        as_ever.update(text=_without_time(plain.text), colours=_colours(plain))
    given = {name: value.format(bombs=bombs) for name, value in environment_case.variables.items()}
    for command in _ways(environment_case):
        shown = display(command, environ=given)
        shown.until(lambda shown=shown: _without_time(shown.text) == as_ever["text"], as_ever["text"])
        process = Path(f"/proc/{shown.process.pid}")
        _stands(shown)
        alike = _colours(shown) & as_ever["colours"]
        assert len(alike) > 0.8 * len(as_ever["colours"]), "other colours"
        started_with = process.joinpath("environ").read_bytes().decode().split("\0")
        if command is BY_HAND:
            assert {each.partition("=")[0] for each in started_with if each} <= ENVIRONMENT.keys()
            assert shown.process.pid == int(process.joinpath("stat").read_text().split()[0])
        shown.press(b"\x03\x1a\x1c")
        shown.taken()
        os.kill(shown.process.pid, signal.SIGTERM)
        assert shown.ends(within=5) == ENDED, "no prompt, no picture, no signal"
        assert shown.is_as_it_was()
        assert list((tmp_path / "here").iterdir()) == []
        assert not (bombs / "obeyed").exists()
        assert not (tmp_path / "went-off").exists()
        assert b"Traceback" not in shown.raw
        assert b">>>" not in shown.raw


def test_by_hand_a_bomb_of_the_first_python_is_not_in_the_second(
    display: Callable[..., Any], bombs: Path, tmp_path: Path
) -> None:
    for name in ("textual", "click", "newsreader", "json", "curses"):
        (bombs / f"{name}.py").unlink()
    shown = display(BY_HAND, environ={"PYTHONPATH": f"{bombs}{os.pathsep}{SOURCE}"})
    assert (tmp_path / "went-off").read_text() == "sitecustomize 0\n"
    command = Path(f"/proc/{shown.process.pid}/cmdline").read_text()
    assert str(bombs) not in command
    assert "-I" in command.split("\0")


def test_modules_in_the_current_folder_are_not_imported(
    display: Callable[..., Any], bombs: Path, tmp_path: Path
) -> None:
    display(SERVICE, cwd=bombs)
    assert not (tmp_path / "went-off").exists()


def test_what_was_left_open_and_ignored_and_blocked_is_not_inherited(
    display: Callable[..., Any], tmp_path: Path
) -> None:
    left = tmp_path / "left"
    entry = (
        "import os, runpy, signal, sys, resource; signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
        "signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGHUP})\n"
        f"number = os.open({str(left)!r}, os.O_CREAT | os.O_RDWR); os.set_inheritable(number, True)\n"
        "os.umask(0); sys.argv[0] = 'newsreader'\n"
        "runpy.run_module('newsreader', run_name='__main__')"
    )
    shown = display((sys.executable, "-c", entry))
    process = Path(f"/proc/{shown.process.pid}")
    assert str(left) not in {str(each.readlink()) for each in process.joinpath("fd").iterdir()}
    status = dict(line.split(":\t") for line in process.joinpath("status").read_text().splitlines())
    assert int(status["SigBlk"], 16) == 0
    assert int(status["Umask"], 8) == 0o077
    limits = process.joinpath("limits").read_text()
    assert re.search(r"Max core file size +0 +0 ", limits)
    os.kill(shown.process.pid, signal.SIGTERM)
    assert shown.ends(within=5) == ENDED


def test_the_table_is_made_of_the_cases(cases: ModuleType) -> None:
    assert (HERE / "environment_cases.md").read_text(encoding="utf-8") == cases.table(), (
        "print it again: python tests/kiosk/hardening/environment_cases.py"
    )


def test_no_order_stands_twice_and_none_is_known_to_the_display(cases: ModuleType) -> None:
    names = [environment_case.name for environment_case in cases.CASES]
    assert len(set(names)) == len(names)
    for environment_case in cases.CASES:
        assert not environment_case.variables.keys() & ENVIRONMENT.keys()
