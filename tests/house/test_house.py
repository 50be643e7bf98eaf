"""Properties of the code itself: what ARCHITECTURE.md names exists, and nothing has lost its shape."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

TOP = Path(__file__).parents[2]
PACKAGE = TOP / "tui" / "newsreader"
MODULES = sorted(PACKAGE.rglob("*.py"))
GUIDE = (TOP / "tui" / "ARCHITECTURE.md").read_text(encoding="utf-8")

Function = ast.FunctionDef | ast.AsyncFunctionDef
SHARED_NAMES = {
    *("__init__.py", "__main__.py", "app.py", "article_loader.py"),
    *("command_list.py", "links.py", "search.py"),
}
"""Used twice: once by each program, or by a command and by the module that does its work."""


def nodes(kind: type[ast.AST] | tuple[type[ast.AST], ...]) -> Iterator[tuple[str, ast.AST]]:
    for file in MODULES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, kind):
                yield str(file.relative_to(PACKAGE)), node


def test_every_file_that_the_guide_names_exists() -> None:
    table = GUIDE.partition("## Where do I change")[2].partition("\n## ")[0]
    rows = [row for row in table.splitlines() if row.startswith("| ")][1:]
    assert len(rows) == 15
    assert all(re.findall(r"`([\w./-]+/[\w.-]+)`", row) for row in rows)
    named = set(re.findall(r"`([\w./-]+\.(?:py|toml|yaml|md|tcss))`", GUIDE))
    assert len(named) > 30
    missing = [name for name in named if not any((base / name).exists() for base in (TOP, PACKAGE))]
    assert not missing


def test_the_guide_maps_every_room() -> None:
    rooms = {folder.name for folder in PACKAGE.iterdir() if (folder / "__init__.py").is_file()}
    assert rooms == set(re.findall(r"^(\w+)/ ", GUIDE, re.MULTILINE))


def test_no_class_has_more_than_forty_methods() -> None:
    large = [
        (file, node.name)
        for file, node in nodes(ast.ClassDef)
        if isinstance(node, ast.ClassDef) and sum(isinstance(each, Function) for each in node.body) > 40
    ]
    assert not large


def test_no_function_has_more_than_sixty_lines() -> None:
    long = [
        (file, node.name)
        for file, node in nodes((ast.FunctionDef, ast.AsyncFunctionDef))
        if isinstance(node, Function) and (node.end_lineno or 0) - node.lineno >= 60
    ]
    assert not long


def test_no_module_has_more_than_four_hundred_lines() -> None:
    lengths = {file: file.read_text(encoding="utf-8").count("\n") for file in MODULES}
    assert not [str(file) for file, length in lengths.items() if length > 400]


def test_a_module_is_known_by_its_name_alone() -> None:
    counted = Counter(file.name for file in MODULES if file.name not in SHARED_NAMES)
    assert not {name: number for name, number in counted.items() if number > 1}


def test_no_exception_is_swallowed_without_a_reason() -> None:
    silent: list[str] = []
    for file in MODULES:
        lines = file.read_text(encoding="utf-8").splitlines()
        for node in ast.walk(ast.parse("\n".join(lines))):
            if not isinstance(node, ast.ExceptHandler):
                continue
            does_nothing = all(isinstance(each, ast.Pass | ast.Continue) for each in node.body)
            if does_nothing and "#" not in lines[node.lineno - 1] + lines[node.lineno]:
                silent.append(f"{file}:{node.lineno}")
    assert not silent
