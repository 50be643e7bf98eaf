"""The profile of a display: what is obeyed, and that every mistake is told at once, where it stands."""

from __future__ import annotations

import os
import tomllib
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.links.policy import Allowed, check
from newsreader.settings.passcode import matches
from newsreader.settings.station import (
    MOST_BYTES,
    MOST_PROBLEMS,
    THEMES,
    Contact,
    Station,
    StationError,
    contact_options,
    load,
    options,
    parse,
)
from newsreader.settings.toml_file import as_toml

FILES = Path(__file__).parent / "files"
FILE = Path("/srv/display/station.toml")


def test_every_option_can_be_set(own_home: Path, tmp_path: Path) -> None:
    (own_home / "news").mkdir()
    (tmp_path / "more").mkdir()
    file = tmp_path / "station.toml"
    file.write_bytes((FILES / "station.toml").read_bytes())
    station = load(file)
    assert matches("482913", station.code)
    assert station == Station(
        file=file,
        name="Felpersham police station",
        name_cy="Gorsaf heddlu Felpersham",
        content=(str(tmp_path / "more"), str(own_home / "news")),
        catalogue=("/dev/null",),
        areas=("Felpersham", "Avonshire"),
        theme="contrast",
        language="cy",
        rotation=20,
        idle=90,
        warning=20,
        slides=8,
        stale=24,
        hosts=("police.uk", "heddlu.cymru"),
        contacts=(
            Contact(
                name="Front counter",
                name_cy="Y dderbynfa",
                number="01632 960 001",
                hours="Monday to Friday, 8 am to 6 pm",
                hours_cy="Dydd Llun i ddydd Gwener, 8 am i 6 pm",
                address="https://www.example.police.uk/felpersham?counter=1#hours",
            ),
            Contact(name="Found property"),
        ),
        banner=Path("/run/banner.md"),
        heartbeat=tmp_path / "beat",
        code="scrypt$n=16384,r=8,p=5$EjHc13KNjFtdaCu+091Wbg==$hk2uvePu05knClip5NkfpG38PLpT7mLQfrSv9BZ0YH8=",
    )
    assert all(getattr(station, name) != option.default for name, option in options().items())


def test_an_empty_profile_is_a_display_like_any_other(tmp_path: Path) -> None:
    file = tmp_path / "station.toml"
    file.write_text("", encoding="utf-8-sig")
    assert load(file) == Station(file=file, banner=tmp_path / "banner.md")


def test_a_profile_that_is_named_from_here_knows_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "station.toml").touch()
    monkeypatch.chdir(tmp_path)
    assert load(Path("station.toml")).banner == tmp_path / "banner.md"


@pytest.mark.parametrize("name", ["station_mistakes", "station_contacts"])
def test_every_mistake_is_told_at_once_with_line_and_remedy(name: str) -> None:
    with pytest.raises(StationError) as caught:
        load(FILES / f"{name}.toml")
    expected = (FILES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    folder = f"{FILES.absolute()}/"
    assert [problem.replace(folder, "") for problem in caught.value.problems] == expected
    assert str(caught.value) == "\n".join(caught.value.problems)
    assert caught.value.usable is None


def test_where_only_content_is_missing_the_rest_is_usable(tmp_path: Path) -> None:
    file = tmp_path / "station.toml"
    file.write_text('name = "Felpersham"\ncontent = [\n  "gone",\n]\n', encoding="utf-8")
    with pytest.raises(StationError) as caught:
        load(file)
    (problem,) = caught.value.problems
    assert problem.startswith(f"{file}:2: content names ") and "gone" in problem
    assert caught.value.usable is not None
    assert (caught.value.usable.name, caught.value.usable.content) == (
        "Felpersham",
        (str(tmp_path / "gone"),),
    )


def _pipe(file: Path) -> None:
    os.mkfifo(file)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda file: None, "this profile does not exist; `newsreader kiosk --print-profile`"),
        (_pipe, "not a regular file"),
        (Path.mkdir, "not a regular file"),
        (lambda file: file.write_bytes(b"name = 'x'\ntheme = '\xff'\n"), "line 2 is not UTF-8"),
        (lambda file: file.write_bytes(b"#" * (MOST_BYTES + 1)), "longer than 100,000 bytes"),
        (lambda file: file.write_text("name = 'x'\ntheme = \n"), ":2:9: this is not valid TOML"),
        (lambda file: file.write_text("name = 'x'\nname = 'y'\n"), ":2:11: this is not valid TOML"),
        (lambda file: file.write_text("slides = " + "[" * 5000), "this is not valid TOML"),
        (lambda file: file.write_text("slides = " + "9" * 5000), "this is not valid TOML"),
    ],
    ids=["none", "fifo", "folder", "latin-1", "huge", "no TOML", "twice", "deep", "long number"],
)
def test_a_file_that_is_no_profile_is_named_with_the_remedy(
    make: Callable[[Path], object], says: str, tmp_path: Path
) -> None:
    file = tmp_path / "station.toml"
    make(file)
    with pytest.raises(StationError) as caught:
        load(file)
    (problem,) = caught.value.problems
    assert problem.startswith(str(file)) and says in problem and problem.endswith(".")
    assert caught.value.usable is None


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("newsreader.settings.toml_file.read", refuse)
    (tmp_path / "station.toml").touch()
    with pytest.raises(StationError, match=r"cannot be read \(Permission denied\)"):
        load(tmp_path / "station.toml")


def _problems(text: str) -> tuple[str, ...]:
    with pytest.raises(StationError) as caught:
        parse(text, FILE)
    return caught.value.problems


@pytest.mark.parametrize(
    "value",
    [
        "",
        "uk",
        "*.police.uk",
        "police.uk/news",
        "https://police.uk",
        "police .uk",
        "-a.uk",
        "a..uk",
        "a" * 64 + ".uk",
    ],
)
def test_what_is_no_host_is_named(value: str) -> None:
    (problem,) = _problems(f'hosts = ["gov.uk", {as_toml(value)}]')
    assert problem.startswith(f"{FILE}:1: hosts holds ") and '"police.uk"' in problem


@pytest.mark.parametrize(
    ("value", "host"), [("*", "*"), ("Police.UK", "police.uk"), ("münchen.example", "xn--mnchen-3ya.example")]
)
def test_hosts_are_taken_in_small_plain_letters(value: str, host: str) -> None:
    assert parse(f'hosts = "{value}"', FILE).hosts == (host,)


@pytest.mark.parametrize(
    "value",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "www.police.uk",
        "https://",
        "https://user@police.uk/",
        "https://police.uk\\@evil.example",
        "https://police.uk/a b",
        "https://police.uk/\u202e",
        "https://police.uk/" + "x" * 500,
        "mailto:a@police.uk",
    ],
)
def test_an_address_of_a_contact_is_that_of_a_page(value: str) -> None:
    (problem,) = _problems(f'[[contacts]]\nname = "x"\naddress = {as_toml(value)}')
    assert problem.startswith(f"{FILE}:3: address of contact 1 should be ")


_LIKE_AN_ADDRESS = st.from_regex(
    r"https?://[a-z.]{1,20}\.uk(:[0-9]{1,5})?([/?#][ -~]{0,20})?", fullmatch=True
)


@given(_LIKE_AN_ADDRESS | st.text().map("https://police.uk/{}".format))
def test_every_address_that_is_taken_passes_the_gate_as_it_is(value: str) -> None:
    try:
        station = parse(f'[[contacts]]\nname = "x"\naddress = {as_toml(value)}', FILE)
    except StationError:
        return
    answer = check(station.contacts[0].address)
    assert isinstance(answer, Allowed) and answer.target == value


@pytest.mark.parametrize("key", sorted(options()))
@pytest.mark.parametrize("value", ["{}", "[1]", "1979-05-27", "0.5", "-1", "[[]]"])
def test_no_option_takes_what_it_is_not(key: str, value: str) -> None:
    (problem,) = _problems(f"\n{key} = {value}")
    assert problem.startswith(f"{FILE}:2: {key} ")


@pytest.mark.parametrize("name", ["a" + "\u0301" * 7, "\u0301a", "a" * 61, "a\u202eb", "a\x1bb", "a\ue000b"])
def test_a_name_that_cannot_be_shown_is_named(name: str) -> None:
    (problem,) = _problems(f"name = {as_toml(name)}")
    assert problem.startswith(f"{FILE}:1: name should be a text")


@pytest.mark.parametrize("name", ["a" + "\u0301" * 6, "Gorsaf Heddlu'r Dŵr", "a" * 60])
def test_a_name_is_taken_as_it_is_written(name: str) -> None:
    assert parse(f"name = {as_toml(name)}", FILE).name == name


@pytest.mark.parametrize(
    ("key", "most"), [("content", 20), ("catalogue", 20), ("areas", 50), ("hosts", 200), ("contacts", 12)]
)
def test_no_list_is_without_end(key: str, most: int) -> None:
    def text(number: int) -> str:
        if key == "contacts":
            return '[[contacts]]\nname = "x"\n' * number
        return f"{key} = {as_toml(('/x' if key in ('content', 'catalogue') else 'x.uk',) * number)}"

    (problem,) = [each for each in _problems(f"{text(most + 1)}\n") if "not there" not in each]
    assert problem.startswith(f"{FILE}:1: {key} should be ") and f"at most {most}" in problem
    try:
        parse(text(most), FILE)
    except StationError as error:
        assert error.usable is not None


def test_a_profile_of_nothing_but_mistakes_is_not_told_to_the_end() -> None:
    problems = _problems("\n".join(f"mistake{number} = 1" for number in range(5000)))
    assert len(problems) == MOST_PROBLEMS + 1
    assert "more than" in problems[-1]


def test_the_code_itself_is_not_repeated() -> None:
    assert "482913" not in "".join(_problems('code = "482913"'))


def test_the_lists_here_are_those_of_the_screens() -> None:
    from newsreader.ui.themes import THEMES as DRAWN

    assert tuple(theme.name for theme in DRAWN) == THEMES


def test_every_option_tells_what_it_is() -> None:
    for name, option in (options() | contact_options()).items():
        assert option.metadata["about"].endswith("."), name
        assert option.metadata["validator"].accepts and not option.metadata["validator"].accepts.endswith(
            "."
        ), name


def _is_clean(sentence: str) -> bool:
    bad = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
    return not any(unicodedata.category(character) in bad for character in sentence)


def _parsed(text: str) -> Station | None:
    """The station, or None; whatever is said is a clean sentence with its place, and not without end."""
    try:
        return parse(text, FILE)
    except StationError as error:
        assert error.problems
        for problem in error.problems:
            assert problem.startswith(f"{FILE}:") and problem.endswith((".", "?")), problem
            assert _is_clean(problem), ascii(problem)
            assert len(problem) < 1000, problem
        return None


@given(st.text() | st.text(alphabet="[]={}\"'#\n.,-_ \\namecontacts0123"))
def test_no_text_is_too_odd(text: str) -> None:
    _parsed(text)


_ODD = (
    st.text()
    | st.text(alphabet="a\u0301\u200b\u202e\x1b[]/@\n\t\u3164\ufe0f\U000e0041 ")
    | st.just("x" * 900)
)
_VALUES = st.recursive(
    st.booleans() | st.integers() | st.floats() | _ODD,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_ODD, inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(sorted(options())) | _ODD, _VALUES, max_size=5))
@settings(deadline=None)
def test_whatever_an_option_holds_it_is_taken_or_named(values: dict[str, object]) -> None:
    text = "\n".join(f"{_toml(key)} = {_toml(value)}" for key, value in values.items())
    try:
        tomllib.loads(text)
    except ValueError:
        return
    _shown(_parsed(text))


@given(
    st.lists(
        st.dictionaries(st.sampled_from(sorted(contact_options())) | _ODD, _VALUES, max_size=4), max_size=3
    )
)
@settings(max_examples=50, deadline=None)
def test_whatever_a_contact_holds_it_is_taken_or_named(contacts: list[dict[str, object]]) -> None:
    tables = (
        "\n".join(("[[contacts]]", *(f"{_toml(key)} = {_toml(value)}" for key, value in each.items())))
        for each in contacts
    )
    text = "\n".join(tables)
    try:
        tomllib.loads(text)
    except ValueError:
        return
    _shown(_parsed(text))


def _shown(station: Station | None) -> None:
    """What will be shown is one plain line of bounded length."""
    if station is None:
        return
    texts = [station.name, station.name_cy, *station.areas]
    for contact in station.contacts:
        assert contact.name
        texts += [getattr(contact, name) for name in contact_options()]
    for text in texts:
        assert text.isprintable() and len(text) <= 500
        marks = "".join(unicodedata.category(character)[0] for character in text)
        assert not marks.startswith("M") and "MMMMMMM" not in marks
        assert not set(text) & set("\n\t\x1b\u202e\u200b\U000e0041")


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
