"""Where things stand in a TOML file, and how one of them is changed in place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.settings.toml_edit import line_of, set_value, statements
from newsreader.settings.toml_file import as_toml, parse, printable, quoted

TEXT = '''\
# code = "of a comment"
name = "Felpersham"  # code = "neither"
about = """
code = "of a text"
[[contacts]]
""" # ends
other = \'\'\'
code = 1
"""\'\'\'
hosts = [ # [[
    "police.uk", # code = 2
    "]",
]
"c\\u006fde" = "old" # stays

[keys]
code = 3
"a.b" = {x = 1, code = 4}

[[contacts]]
name = "one"
[[contacts]]
name = "two"
sub.code = 5
'''


def test_every_statement_is_found_where_it_stands() -> None:
    assert [(each.path, each.number, each.line) for each in statements(TEXT)] == [
        (("name",), 0, 2),
        (("about",), 0, 3),
        (("other",), 0, 7),
        (("hosts",), 0, 10),
        (("code",), 0, 14),
        (("keys",), 0, 16),
        (("keys", "code"), 0, 17),
        (("keys", "a.b"), 0, 18),
        (("contacts",), 0, 20),
        (("contacts", "name"), 0, 21),
        (("contacts",), 1, 22),
        (("contacts", "name"), 1, 23),
        (("contacts", "sub", "code"), 1, 24),
    ]
    assert parse(TEXT)["code"] == "old"


@pytest.mark.parametrize(
    ("path", "number", "line"),
    [
        (("code",), 0, 14),
        (("keys", "code"), 0, 17),
        (("keys", "a.b"), 0, 18),
        (("keys",), 0, 16),
        (("contacts", "name"), 0, 21),
        (("contacts", "name"), 1, 23),
        (("contacts", "hours"), 1, 22),
        (("contacts", "sub"), 1, 24),
        (("nothing",), 0, None),
    ],
)
def test_the_line_of_a_key_is_told(path: tuple[str, ...], number: int, line: int | None) -> None:
    assert line_of(statements(TEXT), *path, number=number) == line


def test_a_table_in_one_line_stands_for_all_that_is_in_it() -> None:
    text = "\ncontacts = [{name = 1}, {name = 2}]"
    assert line_of(statements(text), "contacts", "name", number=1) == 2


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("", 'code = "new"\n'),
        ("# only this\n", '# only this\ncode = "new"\n'),
        ("# of all\n\n[keys]\n", '# of all\ncode = "new"\n\n[keys]\n'),
        ("# of the keys\n[keys]\n", 'code = "new"\n# of the keys\n[keys]\n'),
        ('name = "x"', 'name = "x"\ncode = "new"'),
        (
            'name = "x" # y\n\n# of it\n[[contacts]]\n',
            'name = "x" # y\ncode = "new"\n\n# of it\n[[contacts]]\n',
        ),
        ('name = "x"\r\n\r\n[keys]\r\n', 'name = "x"\r\ncode = "new"\r\n\r\n[keys]\r\n'),
        ("code = 482913 # mine\n", 'code = "new" # mine\n'),
        ("code=482913", 'code="new"'),
        ("code = '''a\nb''' # mine\nname = 'x'\n", "code = \"new\" # mine\nname = 'x'\n"),
        ("'code'   =\t\"a#b\"\r\nslides = 1\r\n", "'code'   =\t\"new\"\r\nslides = 1\r\n"),
        ("[keys]\ncode = 1\n", 'code = "new"\n[keys]\ncode = 1\n'),
        ('hosts = [\n"a",\n]\n[keys]\n', 'hosts = [\n"a",\n]\ncode = "new"\n[keys]\n'),
        (TEXT, TEXT.replace('"old"', '"new"')),
    ],
)
def test_one_key_is_changed_and_nothing_else(text: str, changed: str) -> None:
    assert set_value(text, "code", "new") == changed


@pytest.mark.parametrize(
    "text", ["[code]\nx = 1\n", "[[code]]\n", "code.x = 1\n", "code = [\n1\n]\n", "code = {}"]
)
def test_what_is_no_plain_key_is_replaced_whole_or_refused(text: str) -> None:
    try:
        changed = set_value(text, "code", "new")
    except ValueError as error:
        assert "cannot be set" in str(error)
    else:
        assert parse(changed) == {"code": "new"}


_LINES = st.lists(
    st.sampled_from(
        [
            *TEXT.splitlines(),
            "",
            "  # note",
            'code = "x"',
            "slides = 1",
            "code = '''",
            "'''",
            "]",
            "[sub]",
            '"""',
        ]
    ),
    max_size=12,
).map("\n".join)


@given(_LINES, st.text())
def test_whatever_is_valid_stays_so_and_says_the_same_but_for_the_key(text: str, value: str) -> None:
    try:
        before = parse(text)
    except ValueError:
        return
    try:
        changed = set_value(text, "code", value)
    except ValueError:
        assert isinstance(before.get("code"), (dict, list))
        return
    assert parse(changed) == {**before, "code": value}
    assert len(changed.split("\n")) >= len(text.split("\n")) or "'''" in text or '"""' in text


@given(st.text(max_size=200))
def test_what_is_quoted_is_plain_and_says_the_same(text: str) -> None:
    assert quoted(text).isprintable() and printable(text).isprintable()
    assert parse(f"x = {as_toml(text)}") == {"x": text}
