"""Running the program's commands: inside the test where that will do, as a process of its own where not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from newsreader.cli.main import run as start

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The JSON objects on stdout, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Run a command in this process, with its streams caught."""

    def go(*arguments: str | Path) -> Done:
        capfd.readouterr()
        status = start([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return Done(status, out, err)

    return go


@pytest.fixture
def process() -> Callable[..., Done]:
    """Run a command as a process, without a terminal."""

    def go(*arguments: str | Path, **options: Any) -> Done:
        command = [sys.executable, "-m", "newsreader", *map(str, arguments)]
        options = {"stdin": subprocess.DEVNULL, "capture_output": True, "timeout": 60, **options}
        done = subprocess.run(command, env=dict(os.environ) | options.pop("environ", {}), **options)
        return Done(
            done.returncode,
            (done.stdout or b"").decode("utf-8"),
            (done.stderr or b"").decode("utf-8"),
        )

    return go


@pytest.fixture
def news() -> Path:
    """A small library: six articles in three areas, one undated, one expired."""
    return HERE / "news"


@pytest.fixture
def broken() -> Path:
    """A folder with an article whose front matter is wrong."""
    return HERE / "broken"


@pytest.fixture
def bicycles(run: Callable[..., Done], news: Path) -> str:
    """The id of an article."""
    (found,) = [each for each in run("list", "-C", news, "--json").objects if "bicycles" in each["path"]]
    return found["id"]
