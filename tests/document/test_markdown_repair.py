"""Damage from archiving is repaired, and what only looks like it is left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsreader.document.document import Document
from newsreader.document.lines import Line, Role


def looks(lines: list[Line]) -> str:
    """The lines with bold text between `<` and `>`."""
    return "\n".join(
        "".join(f"<{span.text}>" if span.role is Role.STRONG else span.text for span in line.spans)
        for line in lines
    )


@pytest.mark.parametrize(
    ("body", "drawn"),
    [
        ("** bold **", "<bold>"),
        ('said: **"We know.** Then', 'said: <"We know.> Then'),
        ('He said: ** "We know." ** Then', 'He said: <"We know." >Then'),
        ("**Bold to the end", "Bold to the end"),
        ("Bold from here. **", "Bold from here."),
        ("One **two **three", "One <two >three"),
        ("charged. ****", "charged."),
        ("the **** public", "the public"),
        ("** ** Then more", "Then more"),
        ("call **101** , quoting **12/345** .", "call <101>, quoting <12/345>."),
        ("(**18 February** ) in", "(<18 February>) in"),
        ("efforts. __", "efforts."),
        ("Press office.__", "Press office."),
        ("* ### The incident\n* ## Another", "• <The incident>\n• <Another>"),
        (" A line that begins with a space", "A line that begins with a space"),
        ("#hashtag first", "#hashtag first"),
    ],
)
def test_clear_damage_is_repaired(lay_out: Callable[[str, int], list[Line]], body: str, drawn: str) -> None:
    assert looks(lay_out(body, 60)) == drawn


@pytest.mark.parametrize(
    "body",
    [
        "2 ** 3 ** 4 ** 5 is a power, `a ** b` too",
        "plate DY07 ***, seen",
        "reference 20*049022",
        "references 20*130117 and 20*129921, not *one",
        "2*3*4",
        "foo__bar and a__b__c",
        "Name: ____ Date: ________",
        "figures *from 2019",
        "a * b * c",
        "\\*\\* kept \\*\\*",
        "call **101** .com",
    ],
)
def test_ambiguous_marks_are_left_alone(body: str) -> None:
    text = Document(body).prose().text
    plain = body.replace("`", "").replace("\\", "").replace("**101** ", "101 ")
    if body.startswith("2 **"):
        assert "a ** b" in text
    else:
        assert text == plain


def test_two_lone_marks_far_apart_stay_in_their_blocks(lay_out: Callable[[str, int], list[Line]]) -> None:
    assert (
        looks(lay_out("**First part.\n\nSecond part.**\n\n**\n\nEnd", 60))
        == "First part.\n\nSecond part.\n\nEnd"
    )


def test_offsets_are_right_after_repair() -> None:
    body = "** bold ** and **101** , then **** text"
    prose = Document(body).prose()
    assert all(body[offset] == character for offset, character in zip(prose.offsets, prose.text, strict=True))
