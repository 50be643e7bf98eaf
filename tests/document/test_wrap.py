"""Where lines end: telephone numbers and references stay whole where they fit."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsreader.document.lines import Line
from newsreader.document.wrap import wrap


def rows(text: str, width: int) -> list[str]:
    return [text[row.start : row.end] for row in wrap(text, width)]


@pytest.mark.parametrize("after", ["", " 🚲", " of\u00adfice"])
@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Please call 020 7946 0958 now", 22, ["Please call", "020 7946 0958 now"]),
        ("Please call +44 (0)20 7946 0958 now", 24, ["Please call", "+44 (0)20 7946 0958 now"]),
        ("Quote reference 45 190 012345.", 22, ["Quote reference", "45 190 012345."]),
        ("Ring 01632 960123 or 01632 960456", 26, ["Ring 01632 960123 or", "01632 960456"]),
    ],
)
def test_a_grouped_number_is_not_broken(text: str, width: int, lines: list[str], after: str) -> None:
    assert rows(text + after, width)[: len(lines) - 1] == lines[:-1]
    assert rows(text + after, width)[len(lines) - 1].startswith(lines[-1])


def test_a_number_wider_than_a_line_is_broken_between_its_groups() -> None:
    assert rows("Call 020 7946 0958", 8) == ["Call 020", "7946", "0958"]
    assert rows("020 7946 0958.", 13) == ["020 7946", "0958."]


def test_other_digits_are_broken_anywhere() -> None:
    assert rows("In 2019 20 people", 10) == ["In 2019 20", "people"]
    assert rows("on 3 4 and 5 6", 4) == ["on 3", "4", "and", "5 6"]
    assert rows("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15", 10)[0] == "1 2 3 4 5"


def test_a_column_of_a_table_is_wide_enough_for_a_number(lay_out: Callable[[str, int], list[Line]]) -> None:
    table = (
        "| Who | Call | When |\n|---|---|---|\n"
        "| Front desk | 020 7946 0958 | Every day but Sunday and on bank holidays too |\n"
    )
    for width in (36, 44, 60):
        assert any("020 7946 0958" in line.text for line in lay_out(table, width)), width
