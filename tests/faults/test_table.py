"""The table of cases is what the tests are."""

from __future__ import annotations

import runpy
from pathlib import Path

HERE = Path(__file__).parent


def test_every_case_has_a_row() -> None:
    made = runpy.run_path(str(HERE / "table.py"))["table"]()
    assert made.count("\n") > 100
    assert (HERE / "cases.md").read_text(encoding="utf-8") == made, (
        "write it anew: python tests/faults/table.py > tests/faults/cases.md"
    )
