"""The staff code: what is refused, how it is kept, how long wrong ones cost."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.settings.passcode import Attempts, hashed, is_hash, matches, weakness

CODE = "482913"


@pytest.fixture(scope="module")
def kept() -> str:
    return hashed(CODE)


def test_the_code_matches_and_no_other_does(kept: str) -> None:
    assert is_hash(kept)
    assert CODE not in kept
    assert matches(CODE, kept)
    for other in ("482914", "48291", "4829130", "", " 482913", "\ud800", "é" * 6):
        assert not matches(other, kept), other


def test_the_same_code_is_kept_differently_each_time(kept: str) -> None:
    assert hashed(CODE) != kept


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("", "digits alone"),
        ("48291a", "digits alone"),
        ("４８２９１３", "digits alone"),
        ("48291", "has 5"),
        ("4829130482913", "has 13"),
        ("111111", "follow one another"),
        ("123456", "follow one another"),
        ("987654", "follow one another"),
        ("890123", "follow one another"),
        ("246802", "follow one another"),
        ("112233", "follow one another"),
        ("121212", "repeats its beginning"),
        ("482482", "repeats its beginning"),
        ("48248248", "repeats its beginning"),
        ("110100", "three different"),
    ],
)
def test_a_weak_code_is_refused_with_a_sentence(code: str, says: str) -> None:
    said = weakness(code)
    assert said and says in said and said.endswith(".")
    with pytest.raises(ValueError, match=says):
        hashed(code)


@pytest.mark.parametrize("code", [CODE, "500729", "110294", "739100284615"])
def test_a_mixed_code_will_do(code: str) -> None:
    assert weakness(code) is None


SALT, DIGEST = "EjHc13KNjFtdaCu+091Wbg==", "hk2uvePu05knClip5NkfpG38PLpT7mLQfrSv9BZ0YH8="


@pytest.mark.parametrize(
    "cost",
    [
        "n=1073741824,r=8,p=1",
        "n=999999,r=8,p=1",
        "n=131072,r=32,p=1",
        "n=16384,r=8,p=99",
        "n=131072,r=8,p=99",
        "n=16384,r=8,p=0",
        "n=00002,r=8,p=1",
        "n=16385,r=8,p=5",
        "n=16384,r=1,p=1",
        "n=16384",
        "",
    ],
)
def test_a_cost_that_starves_the_display_or_lets_the_code_be_guessed_is_no_hash(cost: str) -> None:
    assert is_hash(f"scrypt$n=16384,r=8,p=5${SALT}${DIGEST}")
    text = f"scrypt${cost}${SALT}${DIGEST}"
    assert not is_hash(text)
    assert not matches(CODE, text)


@pytest.mark.parametrize("text", ["", CODE, "scrypt", f"scrypt$n=16384,r=8,p=5${SALT}$", "$2b$12$abc"])
def test_what_is_no_hash_matches_nothing(text: str) -> None:
    assert not is_hash(text)
    assert not matches("", text) and not matches(text, text)


@given(st.text() | st.from_regex(r"scrypt\$n=[0-9]{1,12},r=[0-9]{1,4},p=[0-9]{1,4}\$.{0,40}\$.{0,50}"))
def test_no_text_is_too_odd_to_ask(text: str) -> None:
    assert is_hash(text) in (True, False)


def test_the_dearest_hash_that_is_taken_is_done_in_a_few_seconds() -> None:
    dearest = f"scrypt$n=65536,r=8,p=8${SALT}${DIGEST}"
    assert is_hash(dearest)
    start = time.process_time()
    assert not matches(CODE, dearest)
    assert time.process_time() - start < 10


class Seconds:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


def test_three_are_free_and_then_the_wait_doubles_to_an_hour(seconds: Seconds) -> None:
    attempts = Attempts(seconds)
    waits = []
    for _ in range(13):
        assert attempts.wait == 0
        waits.append(attempts.wrong())
        seconds.now += attempts.wait
    assert waits == [0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600, 3600]


def test_the_wait_runs_down_by_the_clock_alone(seconds: Seconds) -> None:
    attempts = Attempts(seconds)
    for _ in range(3):
        attempts.wrong()
    seconds.now += 29.2
    assert [attempts.wait, attempts.wait] == [1, 1]
    seconds.now += 0.8
    assert attempts.wait == 0


def test_pressing_on_during_the_wait_makes_it_longer(seconds: Seconds) -> None:
    attempts = Attempts(seconds)
    for _ in range(5000):
        attempts.wrong()
    assert attempts.wait == 3600


def test_the_right_code_begins_anew(seconds: Seconds) -> None:
    attempts = Attempts(seconds)
    for _ in range(4):
        attempts.wrong()
    attempts.right()
    assert attempts.wait == 0 and attempts.wrong() == 0


def test_a_fresh_start_waits_for_nothing(seconds: Callable[[], float]) -> None:
    assert Attempts(seconds).wait == 0
