"""A short, reproducible run of the fuzzer, and what it found before. `fuzz.py` is the long run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from oracles import OracleError
from stateful_targets import StatefulTargets
from targets import Target, targets

import fuzz
from fuzz import Outcome, run

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
INPUTS = 3_000
"""Of a million in the long run."""
NAMES = (
    *("articles", "dates", "text", "markdown", "addresses", "references"),
    *("queries", "settings", "profiles", "banners", "until", "catalogues", "state", "index"),
)


@pytest.fixture(scope="module")
def by_name(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Target]]:
    stateful = StatefulTargets(tmp_path_factory.mktemp("fuzz"))
    yield {target.name: target for target in targets(stateful)}
    stateful.close()


def reported(outcome: Outcome) -> str:
    return "\n".join(
        f"{kind}, number {number}: {case!r}\n{why}" for kind, number, case, why in outcome.failures[:3]
    )


def test_every_target_is_tried(by_name: dict[str, Target]) -> None:
    assert set(by_name) == set(NAMES)
    assert sum(target.share for target in by_name.values()) >= 1_000_000


@pytest.mark.parametrize("name", NAMES)
def test_nothing_crashes_hangs_or_gets_out(by_name: dict[str, Target], name: str) -> None:
    target = by_name[name]
    outcome = run(target, max(target.share * INPUTS // 1_000_000, 10), seed=7)
    assert not outcome.failures, reported(outcome)


def regressions() -> list[tuple[str, str]]:
    lines = (HERE / "regressions.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t", 1) for line in lines if line and not line.startswith("#"))
    return [(name, text.encode("ascii").decode("unicode_escape")) for name, text in pairs]


@pytest.mark.parametrize(("name", "text"), regressions())
def test_what_once_failed(by_name: dict[str, Target], name: str, text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    for case in {
        "articles": [data],
        "catalogues": [data],
        "banners": [data],
        "markdown": [(text, width) for width in (1, 3, 20, 80, 200)],
    }.get(name, [text]):
        by_name[name].check(case)


def test_the_harness_tells_what_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "HANG_AFTER", 0.05)
    monkeypatch.setattr(fuzz, "INTERRUPTED_AFTER", 0.1)

    def check(number: int) -> None:
        if number == 0:
            raise KeyError(number)
        if number == 1:
            raise OracleError("wide", "too wide")
        while number == 2:
            pass

    numbers = iter(range(4))
    outcome = run(Target("mine", 4, lambda random: next(numbers), check), 4, seed=1)
    assert outcome.inputs == 4
    assert [(kind, number) for kind, number, *_ in outcome.failures] == [
        ("crash", 0),
        ("wide", 1),
        ("hang", 2),
        ("hang", 2),
    ]
    assert "1 crash, 1 wide, 2 hang" in outcome.line()


def test_an_input_is_made_again_from_its_number(by_name: dict[str, Target]) -> None:
    for name in ("articles", "markdown", "state"):
        make = by_name[name].make
        assert make(Random(f"{name} 1 5")) == make(Random(f"{name} 1 5"))
