"""The table of what may go wrong, written from the tests themselves: `python tests/faults/table.py >
…/cases.md`."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parent.parent
HEAD = """# What may go wrong, and what happens then

Written by `table.py` from the tests; one of them tells when it is no longer true.

| where | the case | what happens |
|---|---|---|
"""


def table() -> str:
    """The whole table, as Markdown."""
    rows = [*_faults(), *_hostile("articles/test_front_matter.py", "HOSTILE", _FRONT),
            *_hostile("document/test_pathological.py", "BODIES", _BODY), *_regressions()]  # fmt: skip
    return HEAD + "".join(f"| {where} | {case} | {what} |\n" for where, case, what in rows)


_FRONT = "Read in less than a second; the title is kept, and what is too much is named."
_BODY = "The first screen is there in less than a second, and no line is too wide."


def _faults() -> Iterator[tuple[str, str, str]]:
    """Every test of a fault: its docstring says the case, then what happens."""
    for file in sorted((TESTS / "faults").glob("test_*.py")):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                said = " ".join((ast.get_docstring(node) or "").split())
                case, colon, what = said.partition(": ")
                if colon:
                    yield file.stem.removeprefix("test_"), _cell(case), _cell(what[:1].upper() + what[1:])


def _hostile(name: str, variable: str, what: str) -> Iterator[tuple[str, str, str]]:
    """The keys of a dictionary of hostile inputs."""
    for node in ast.parse((TESTS / name).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == variable:
            for key in node.value.keys:  # type: ignore[attr-defined]
                yield name.partition("/")[0], _cell(key.value), what


def _regressions() -> Iterator[tuple[str, str, str]]:
    """What fuzzing once found."""
    for line in (TESTS / "fuzz" / "regressions.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            target, text = line.split("\t", 1)
            yield "fuzz", f"{target}: `{_cell(text[:60])}`", "Survived, and nothing of it obeyed."


def _cell(text: str) -> str:
    return (
        text.replace("|", "\\|").replace("`", "'")
        if "`" in text and "|" in text
        else text.replace("|", "\\|")
    )


if __name__ == "__main__":
    sys.stdout.write(table())
