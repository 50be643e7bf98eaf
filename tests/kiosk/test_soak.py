"""The short form of the soak: what a display holds does not grow. `soak.py` is the long one."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

pytestmark = pytest.mark.slow

LONG = bool(os.environ.get("NEWSREADER_LONG"))
VISITS, ROTATIONS = (2_000, 10) if LONG else (8, 5)
SECONDS = 60 if LONG else 4
MOST_MEMORY = 160 * 1024
"""Kilobytes of its own that a display holds at most, however long it has lived."""


@pytest.fixture(scope="module")
def soak() -> ModuleType:
    """The module of the soak."""
    file = Path(__file__).with_name("soak.py")
    spec = importlib.util.spec_from_file_location("kiosk_soak", file)
    assert spec is not None and spec.loader is not None
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_a_display_holds_does_not_grow(soak: ModuleType, tmp_path: Path) -> None:
    with soak.soak(tmp_path) as display:
        held = display.lives(VISITS, ROTATIONS)
    assert (held.visits, held.rotations >= VISITS * ROTATIONS) == (VISITS, True)
    assert max(held.memory) < MOST_MEMORY, str(held)
    assert max(held.tasks) - min(held.tasks) <= 8, str(held)
    if LONG:  # it takes some dozen visits until everything has been drawn once
        assert not held.grown(), str(held)


def test_an_untouched_display_rests(soak: ModuleType, tmp_path: Path) -> None:
    assert soak.idle_share(tmp_path, SECONDS) < (soak.IDLE_SHARE if LONG else 3 * soak.IDLE_SHARE)


def test_growth_is_seen(soak: ModuleType) -> None:
    held = soak.Held(
        memory=[100 + visit for visit in range(100)],
        files=[10] * 50 + [11] * 50,
        threads=[4] * 100,
        tasks=[30] * 99 + [31],
    )
    assert [sentence.split()[0] for sentence in held.grown()] == ["Memory", "There"]
    assert "files" in held.grown()[1]
