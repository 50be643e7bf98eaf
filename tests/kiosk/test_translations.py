"""Every word of the display: there in both languages, of one shape, used, and short enough for its place."""

from __future__ import annotations

import ast
import re
import shutil
import string
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import newsreader.kiosk
from newsreader.document.cell_width import cells
from newsreader.kiosk.translations import Translations
from newsreader.kiosk.widgets.touch_buttons import Button, rows_of
from newsreader.settings.languages import FOLDER, LANGUAGES

KIOSK = Path(newsreader.kiosk.__file__).parent
NAME = re.compile(r"[a-z]\w*\.[a-z]\w*")
ENGLISH_AND_WELSH = re.compile(r"[\w\s.,:;?!’'“”\"()\-–…·/{}&£%>+→←↑↓×✓•]*", re.ASCII)
LONGEST = {"buttons": 19, "emergency": 34, "banner": 12, "links": 60, "": 110}
"""Cells that the words of a section may take, values unfilled; of every other section, under `""`."""
NARROWEST = 64
"""Columns of the smallest screen that counts."""
ENDS = ("start_over", "language", "leave_now")
ROWS_OF_BUTTONS = (
    ("pause", "back", "next", "read", "all_news", "help", "language"),
    ("go_on", "back", "next", "read", "all_news", "help", "language"),
    ("back", "page_up", "page_down", "links", "next", "help", *ENDS),
    ("back", "page_up", "page_down", "areas", "help", *ENDS),
    ("back", "page_up", "page_down", "all_news", "help", *ENDS),
    ("back", "help", *ENDS),
)
"""The buttons of every screen that has several."""
WELSH_LETTERS = "âêîôûŵŷáéíóúẃýàèìòùẁỳäëïöüẅÿÂÊÎÔÛŴŶ"


def read(language: str) -> dict[str, str]:
    """Return every text of a language's file by name; items of lists as `dates.months.0`."""
    texts: dict[str, str] = {}
    for section, table in tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8")).items():
        for name, value in table.items():
            if isinstance(value, list):
                texts |= {f"{section}.{name}.{index}": text for index, text in enumerate(value)}
            else:
                texts[f"{section}.{name}"] = value
    return texts


def names(language: str) -> set[str]:
    """Return the names as the code has them, without the index of an item."""
    return {re.sub(r"\.\d+$", "", name) for name in read(language)}


def values(words: str) -> set[str]:
    """The names of the `{values}` to be filled in."""
    return {name for _, name, _, _ in string.Formatter().parse(words) if name is not None}


def code() -> Iterator[tuple[Path, ast.AST]]:
    """Every piece of the code of the display, with its file."""
    for file in sorted(KIOSK.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            yield file, node


def is_words(function: ast.expr) -> bool:
    """Whether a call looks up a text: `t(…)`, `self.translations(…)`, `Translations("en")(…)`."""
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    if name in ("t", "translations", "_translations", "words", "_words"):
        return True
    return isinstance(function, ast.Call) and is_made(function.func)


def is_made(function: ast.expr) -> bool:
    return isinstance(function, ast.Name) and function.id == "Translations"


def asked_for() -> set[tuple[str, str]]:
    """File and name of every word that a call names outright."""
    return {
        (file.name, node.args[0].value)
        for file, node in code()
        if isinstance(node, ast.Call)
        and is_words(node.func)
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def in_strings(known: set[str]) -> tuple[set[str], set[str]]:
    """Names that stand in the code as strings, and beginnings of names in f-strings such as `days.{day}`."""
    found, beginnings = set(), set()
    for _, node in code():
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in known:
            found.add(node.value)
        if isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant):
            beginning = str(node.values[0].value)
            if re.fullmatch(r"[a-z]\w*\.\w*", beginning):
                beginnings.add(beginning)
    return found, beginnings


@pytest.fixture(scope="module", params=LANGUAGES)
def words(request: pytest.FixtureRequest) -> dict[str, str]:
    return read(request.param)


def test_both_languages_have_the_same_words_in_the_same_order() -> None:
    assert list(read("cy")) == list(read("en"))


def test_no_word_is_empty_and_none_has_stray_spaces(words: dict[str, str]) -> None:
    for name, text in words.items():
        assert text.strip(), name
        assert text == " ".join(text.split(" ")).strip(), name
        assert "  " not in text, name


def test_words_fit_their_place(words: dict[str, str]) -> None:
    too_long = {
        name: cells(text)
        for name, text in words.items()
        if cells(text) > LONGEST.get(name.partition(".")[0], LONGEST[""])
    }
    assert too_long == {}


@pytest.mark.parametrize("names", ROWS_OF_BUTTONS, ids=lambda names: names[0] + " " + names[3])
def test_the_buttons_of_a_screen_fit_in_two_rows(words: dict[str, str], names: tuple[str, ...]) -> None:
    texts = {**words, "buttons.language": max((read(code)["language.name"] for code in LANGUAGES), key=cells)}
    said = [texts[f"buttons.{name}"] + (" 12" if name == "links" else "") for name in names]
    buttons = [Button(name, text) for name, text in zip(names, said, strict=True)]
    rows = rows_of(buttons, NARROWEST)
    assert len(rows) <= 2
    room = [width for row in rows for width in row]
    assert [text for text, width in zip(said, room, strict=True) if cells(text) + 4 >= width] == []


def test_the_numbers_of_the_police_stand_on_the_narrowest_screen_with_words(words: dict[str, str]) -> None:
    short = f"  999  {words['emergency.short']}   101  {words['emergency.other_short']}"
    assert cells(short) <= NARROWEST


def test_the_same_values_are_filled_in() -> None:
    english, welsh = read("en"), read("cy")
    differing = {
        name: (values(text), values(welsh[name]))
        for name, text in english.items()
        if name in welsh and values(text) != values(welsh[name])
    }
    assert differing == {}


def test_words_are_of_letters_that_a_plain_console_has(words: dict[str, str]) -> None:
    for name, text in words.items():
        plain = "".join(letter for letter in text if letter not in WELSH_LETTERS)
        assert ENGLISH_AND_WELSH.fullmatch(plain), (name, text)


def test_every_word_that_the_code_names_is_there() -> None:
    known = names("en")
    assert {(file, name) for file, name in asked_for() if name not in known} == set()


def test_every_word_is_used() -> None:
    known = names("en")
    used, beginnings = in_strings(known)
    unused = {name for name in known - used if not any(name.startswith(begun) for begun in beginnings)}
    assert unused == set()


def test_what_is_the_same_in_both_languages_is_so_on_purpose() -> None:
    english, welsh = read("en"), read("cy")
    same = {name for name in english if english[name] == welsh.get(name)}
    told = {name for name in same if re.search(r"[^\W\d_]{2}", re.sub(r"\{\w+\}", "", english[name]))}
    assert told == set()


def test_words_are_found_and_filled_in() -> None:
    assert Translations("en")("buttons.back") == "Back"
    assert Translations("cy")("buttons.back") == "Yn ôl"
    with pytest.raises(KeyError):
        Translations("en")("buttons.nothing")
    assert Translations("cy").item("dates.months", 0) == "Ionawr"


USE_LANGUAGE = """
from newsreader.kiosk.spoken_dates import long_date
from newsreader.kiosk.translations import Translations
from newsreader.settings.languages import LANGUAGES
from newsreader.settings.station import options

assert LANGUAGES == ("en", "cy", "xx"), LANGUAGES
assert options()["language"].metadata["validator"].read("xx") == "xx"
assert [Translations(code).next_name for code in LANGUAGES] == ["Cymraeg", "Made-up", "English"]
assert Translations("xx").number(21) == "TWENTY-ONE"
assert long_date("2026-11-22", "xx") == "SUNDAY 22 NOVEMBER 2026"
"""


def test_a_new_language_needs_one_new_file(tmp_path: Path) -> None:
    package = shutil.copytree(
        KIOSK.parent, tmp_path / "newsreader", ignore=shutil.ignore_patterns("__pycache__")
    )
    english = (FOLDER / "en.toml").read_text("utf-8").replace('name = "English"', 'name = "Made-up"')
    made_up = re.sub(
        r'"[^"{}\n]*"', lambda text: text[0] if text[0] == '"Made-up"' else text[0].upper(), english
    )
    (package / "kiosk" / "languages" / "xx.toml").write_text(made_up, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-c", USE_LANGUAGE],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(tmp_path)},
    )
    assert ran.returncode == 0, ran.stderr
