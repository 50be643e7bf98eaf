"""The project as files: its sources, and the packages built from them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def project() -> Path:
    """The top of the sources."""
    return PROJECT


def _build(sources: Path, target: str, out: Path) -> Path:
    """Build a wheel or an sdist with the backend itself: no network, nothing left in the sources."""
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(out)]
    subprocess.run(command, cwd=sources, env=environ, check=True, capture_output=True)
    (built,) = out.iterdir()
    return built


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the sources as they are."""
    return _build(PROJECT, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source distribution of the sources as they are."""
    return _build(PROJECT, "sdist", tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="session")
def build() -> Callable[[Path, str, Path], Path]:
    """What builds a package: sources, `wheel` or `sdist`, and the folder to put it in."""
    return _build
