"""Shared by every test: nothing of the user's own is touched, and real input is there or said not to be."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
FOLDERS = {"CONFIG": ".config", "CACHE": ".cache", "STATE": ".local/state", "DATA": ".local/share"}
SHARED = PROJECT.parent / "shared"


def pytest_make_parametrize_id(val: object) -> str | None:
    """Keep the names of tests short where an input is long."""
    return f"{val[:30]}…{len(val)}" if isinstance(val, str) and len(val) > 60 else None


@pytest.fixture(scope="session")
def folder_of_pictures() -> str | None:
    """Where the plugin for pictures keeps what it draws; the program forgets such variables at its start."""
    return os.environ.get("TEXTUAL_SNAPSHOT_TEMPDIR")


@pytest.fixture(autouse=True)
def own_home(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, folder_of_pictures: str | None
) -> Path:
    """A home of the test's own, so that no test touches the user's files."""
    home = tmp_path_factory.mktemp("home")
    ours = ("XDG_", "NEWSREADER_", "TEXTUAL")
    for name in [name for name in os.environ if name.startswith(ours)]:
        monkeypatch.delenv(name)
    if folder_of_pictures is not None:
        monkeypatch.setenv("TEXTUAL_SNAPSHOT_TEMPDIR", folder_of_pictures)
    for name, folder in FOLDERS.items():
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / folder))
    monkeypatch.setenv("HOME", str(home))
    return home


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real input and suites beside the checkout; the test is skipped where there is none."""
    if not SHARED.is_dir():
        pytest.skip("needs the real input in ../shared, which is not here")
    return SHARED


@pytest.fixture(scope="session")
def archive(shared: Path) -> Path:
    """The real archive of press releases."""
    return shared / "police-news" / "news"


@pytest.fixture(scope="session")
def takes_linear_time() -> Callable[[Callable[[int], Callable[[], object]], int], bool]:
    """Tell whether `make(size)()` takes no more than about four times as long for four times the size."""

    def seconds(run: Callable[[], object]) -> float:
        start = time.process_time()
        run()
        return time.process_time() - start

    def takes_linear_time(make: Callable[[int], Callable[[], object]], size: int) -> bool:
        large = seconds(make(size))
        for _ in range(4):
            small = min(seconds(make(size // 4)) for _ in range(3))
            if large <= 10 * max(small, 0.01):  # four times is linear, sixteen times quadratic
                return True
            large = min(large, seconds(make(size)))
        return False

    return takes_linear_time


@pytest.fixture(autouse=True)
def few_open_files() -> Iterator[None]:
    """Collect the apps of earlier tests, whose threads hold files open: the apps turn the collector off."""
    yield
    if len(list(Path("/dev/fd").iterdir())) > 300:
        gc.unfreeze()
        gc.collect()
