"""`newsreader index`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Run = Callable[..., object]


def test_index_reports_what_it_did(run: Run, news: Path) -> None:
    done = run("index", news)
    assert done.status == 0
    assert done.out.startswith("6 articles in the index: 6 added, 0 changed, 0 removed, 0 could not be read.")
    assert run("index", news).out.startswith("6 articles in the index: 0 added,")
    assert run("index", news, "--rebuild").out.startswith("6 articles in the index: 6 added,")
