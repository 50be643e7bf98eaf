"""Every regular expression of the program takes at most linear time.

The patterns are found by walking the modules, so that a new one is tested too. Each gets inputs that are
derived from it (see `pumped_inputs`), and fails if its processor time grows much faster than the input.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from inspect import signature
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pumped_inputs import Pump, pumps

import newsreader

REPEATS = (8, 12, 18, 27, 40, 60, 90, 135, 200, 300, 450)
"""Repeats of a pump, in steps so small that exponential time is noticed before it takes for ever."""
LENGTHS = (1_500, 6_000, 24_000)
"""Characters, to notice quadratic time."""
NOTICEABLE = 0.01
"""Seconds of processor time below which growth is not measured; linear patterns stay far below."""
LIMIT = 8.0
"""How much longer four times the input may take: 4 is linear, 16 quadratic."""

BOUNDED = {
    "newsreader.articles.dates.dateline._PLACE": 90,
    "newsreader.links.detect.phones._BEFORE": 30,
    "newsreader.links.catalogue.name_matcher._NAME_BEFORE": 40,
}
"""Characters of the longest stretch that these patterns are given by their callers."""


@dataclass(frozen=True)
class Case:
    """A pattern, where it is, and how it is applied."""

    name: str
    pattern: re.Pattern[Any]
    method: str


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(newsreader.__path__, "newsreader."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def patterns_in(value: object) -> Iterator[re.Pattern[Any]]:
    """Yield a pattern, and those in a tuple, a list, a mapping or a cached function without parameters."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list | frozenset | set):
        for item in value:
            yield from patterns_in(item)
    elif isinstance(value, dict):
        yield from patterns_in(list(value.values()))
    elif hasattr(value, "cache_info") and callable(value):
        form = signature(value)
        if not form.parameters and "Pattern" in str(form.return_annotation):
            yield from patterns_in(value())


def literal_patterns(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield the patterns that are written in calls such as `re.search("…", text)`, with the method."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.args
            and isinstance(node.args[0], ast.Constant)
            and isinstance(node.args[0].value, str)
        ):
            yield node.args[0].value, node.func.attr


@cache
def cases() -> list[Case]:
    loaded = list(modules())
    sources = {module.__name__: Path(str(module.__file__)).read_text(encoding="utf-8") for module in loaded}
    found: dict[tuple[str | bytes, int], Case] = {}
    for module in loaded:
        for name, value in vars(module).items():
            for pattern in patterns_in(value):
                if (pattern.pattern, pattern.flags) not in found:
                    method = method_of(name, sources[module.__name__])
                    found[pattern.pattern, pattern.flags] = Case(f"{module.__name__}.{name}", pattern, method)
        for text, method in literal_patterns(ast.parse(sources[module.__name__])):
            pattern = re.compile(text)
            if (pattern.pattern, pattern.flags) not in found and method != "compile":
                applied = method if method in ("match", "fullmatch") else "search"
                found[pattern.pattern, pattern.flags] = Case(
                    f"{module.__name__} re.{method}", pattern, applied
                )
    return [case for case in found.values() if case.name.startswith("newsreader.")]


def method_of(name: str, source: str) -> str:
    """Return how a pattern is applied in the slowest way; unless all uses are seen, by searching."""
    uses = re.findall(rf"\b{re.escape(name)}\b(?:\.(\w+)\()?", source)
    methods = {method for method in uses if method}
    if len(methods) == 1 and uses.count("") == 1 and methods <= {"match", "fullmatch"}:
        return methods.pop()
    return "search"


def applied(case: Case, text: str) -> Callable[[], object]:
    data: Any = text.encode("utf-8") if isinstance(case.pattern.pattern, bytes) else text
    if case.method == "search":
        return lambda: sum(1 for _ in case.pattern.finditer(data))
    method = getattr(case.pattern, case.method)
    return lambda: method(data)


def seconds(run: Callable[[], object], times: int) -> float:
    least = float("inf")
    for _ in range(times):
        start = time.process_time()
        run()
        least = min(least, time.process_time() - start)
    return least


def growth(case: Case, pump: Pump, length: int) -> float:
    """Return how much longer four times the input takes; 0 if it is too fast to tell."""
    run = applied(case, pump.text(length))
    least = seconds(run, 1)
    if least < NOTICEABLE:
        return 0.0
    quarter = applied(case, pump.text(length // 4))
    ratio = least / max(seconds(quarter, 3), NOTICEABLE / 100)
    if ratio < LIMIT:
        return ratio
    least = min(least, seconds(run, 2))  # the first run may have been disturbed
    return least / max(seconds(quarter, 5), NOTICEABLE / 100) if least >= NOTICEABLE else 0.0


def worst_pump(case: Case) -> tuple[Pump, float] | None:
    """Return the first input on which the pattern is slower than linear, and how much longer it takes."""
    bound = BOUNDED.get(case.name, max(LENGTHS))
    for pump in pumps(case.pattern):
        lengths = {min(length, bound) for length in (*(len(pump.unit) * n for n in REPEATS), *LENGTHS)}
        for length in sorted(lengths):
            times_longer = growth(case, pump, length)
            if times_longer >= LIMIT:
                return pump, times_longer
    return None


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in cases()])
def test_a_pattern_takes_linear_time(case: Case) -> None:
    worst = worst_pump(case)
    assert worst is None, (
        f"{case.pattern.pattern!r} takes {worst[1]:.0f} times as long for 4 times {worst[0]}"
    )


def test_patterns_of_every_kind_are_found() -> None:
    names = {case.name for case in cases()}
    assert "newsreader.articles.titles._SEPARATOR" in names
    assert "newsreader.articles.clean_text._unclean" in names
    assert len(names) > 150


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+b",
        r"(?:[A-Z][A-Z ]*)*\d",
        r"\s+$",
        r"^ {0,3}#{1,6}[ \t]+(?P<text>.*?)(?:[ \t]+#+)?[ \t]*(?:\{[^{}]*\})?[ \t]*$",
        r"\s*[|¦]+[\s|¦]*$",
        r"<[a-z][^>]*>",
        r"\[\^([^\]\s]+)\]",
    ],
)
def test_slow_patterns_are_recognised(pattern: str) -> None:
    assert worst_pump(Case("slow", re.compile(pattern), "search")) is not None
