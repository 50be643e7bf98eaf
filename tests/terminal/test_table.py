"""The table of cases says what the tests do."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

HERE = Path(__file__).parent


def test_the_table_is_made_of_the_cases(cases: ModuleType) -> None:
    assert (HERE / "cases.md").read_text(encoding="utf-8") == cases.table(), (
        "print it anew: python tests/terminal/cases.py >tests/terminal/cases.md"
    )


def test_no_case_stands_twice(cases: ModuleType) -> None:
    for group in cases.GROUPS.values():
        names = [case.name for case in group]
        assert len(set(names)) == len(names)


def test_a_test_is_made_of_every_group(cases: ModuleType) -> None:
    tests = "".join(file.read_text(encoding="utf-8") for file in HERE.glob("test_*.py"))
    assert "cases.PAYLOADS" in tests
    assert all(f"\n    {group}: Any" in tests for group in cases.GROUPS if group != "payload")
