"""The settings file: what is obeyed, and what is said of the rest."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.settings.load import MOST_BYTES, load, parse
from newsreader.settings.settings import Settings, describe, options

FILES = Path(__file__).parent / "files"


def test_every_option_can_be_set(own_home: Path) -> None:
    loaded = load(FILES / "everything.toml")
    assert loaded.problems == ()
    assert loaded.settings == Settings(
        content=(str(own_home / "news"), str(FILES / "more")),
        resources=("/srv/own.yaml", "~nobody-of-this-name/more.yaml"),
        areas=("Avonshire",),
        theme="light",
        view="area",
        text_width=60,
        sidebar_width=40,
        read_after=0,
        symbols="ascii",
        preset="newsboat",
        keys={"next_article": ("J", "ctrl+n"), "zen": ("Z",), "quit": ()},
    )
    defaults = Settings()
    assert all(getattr(loaded.settings, field.name) != field.default for field in options().values())
    assert loaded.chosen >= {option.name for option in describe(defaults)}


def test_what_cannot_be_used_is_named_with_line_and_remedy_and_the_rest_holds() -> None:
    loaded = load(FILES / "mistakes.toml")
    expected = (FILES / "mistakes.txt").read_text(encoding="utf-8").splitlines()
    assert [problem.removeprefix(f"{FILES}/") for problem in loaded.problems] == expected
    assert loaded.settings == Settings(view="area", keys={"open": ("enter",)})


@pytest.mark.parametrize(
    ("text", "place"),
    [("view = 'date'\ntheme = \n", ":2:9"), ("a = [", ":1"), ("view = 'area'\na = [\n", ":3")],
)
def test_what_is_no_toml_is_named_with_its_place(text: str, place: str) -> None:
    loaded = parse(text, "config.toml")
    assert loaded.settings == Settings()
    (problem,) = loaded.problems
    assert problem.startswith(f"config.toml{place}: this is not valid TOML (")
    assert "(at " not in problem


def test_toml_too_deep_for_the_parser_is_a_problem_and_no_crash() -> None:
    loaded = parse("a = " + "[" * 5000, "config.toml")
    assert len(loaded.problems) == 1


def test_no_file_is_no_problem(tmp_path: Path) -> None:
    loaded = load(tmp_path / "none" / "config.toml")
    assert (loaded.settings, loaded.problems) == (Settings(), ())
    assert list(tmp_path.iterdir()) == []


def _pipe(file: Path) -> None:
    os.mkfifo(file)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (_pipe, "not a regular file"),
        (Path.mkdir, "not a regular file"),
        (lambda file: file.write_bytes(b"view = 'date'\ntheme = '\xff'\n"), "line 2 is not UTF-8"),
        (lambda file: file.write_bytes(b"#" * (MOST_BYTES + 1)), "longer than 1,000,000 bytes"),
    ],
    ids=["fifo", "folder", "latin-1", "huge"],
)
def test_a_file_that_is_none_is_named(make: object, says: str, tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    make(file)  # type: ignore[operator]
    loaded = load(file)
    (problem,) = loaded.problems
    assert says in problem and str(file) in problem and problem.endswith("the defaults apply.")
    assert loaded.settings == Settings()


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("view = 'area'", encoding="utf-8-sig")
    assert load(file).settings.view == "area"


def test_every_option_tells_what_it_is() -> None:
    for option in describe(Settings()):
        assert option.about.endswith((".", ")")) and option.accepts, option.name


@given(st.text() | st.text(alphabet="[]={}\"'#\n.,-_ abkeys0123"))
def test_no_text_is_too_odd(text: str) -> None:
    loaded = parse(text, "config.toml")
    assert isinstance(loaded.settings, Settings)


_VALUES = st.recursive(
    st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from([*sorted(set(options()) - {"keys.preset"}), "keys"]), _VALUES)
def test_whatever_an_option_holds_it_is_taken_or_named(name: str, value: object) -> None:
    try:
        text = f"{name} = {_toml(value)}"
        tomllib.loads(text)
    except (ValueError, tomllib.TOMLDecodeError):
        return
    loaded = parse(text, "config.toml")
    assert loaded.problems or loaded.chosen or value == {}


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_toml(key)} = {_toml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(letter):08x}" for letter in value) + '"'
    return str(value)
