from __future__ import annotations

import pytest

from newsreader.links.phone_numbers import digits_of, grouped, international, national


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("+44 (0)20 7946 0018", "02079460018"),
        ("0044 20 7946 0018", "02079460018"),
        ("+441632960123;ext=55", "01632960123"),
        ("0800 555 111", "0800555111"),
        ("101", "101"),
        ("+33 1 23 45 67 89", "+33123456789"),
    ],
)
def test_a_number_as_it_is_dialled_at_home(written: str, digits: str) -> None:
    assert national(written) == digits


def test_a_number_as_any_telephone_dials_it() -> None:
    assert international("02079460018") == "+442079460018"
    assert international("101") == "101"


@pytest.mark.parametrize(
    "printed",
    [
        "020 7946 0018",
        "0161 496 0000",
        "01632 960 001",
        "0800 555 111",
        "18001 101",
        "116 123",
        "101",
        "61016",
    ],
)
def test_a_number_as_it_is_printed(printed: str) -> None:
    assert grouped(digits_of(printed)) == printed
