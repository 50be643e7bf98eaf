"""Excerpts: whole sentences, whole words, and neither the title nor the date again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.kiosk.excerpts import MAX_LENGTH, excerpt, shortened

PARAGRAPH = "A shed in Mill Lane was broken into on Monday night, and three bicycles were taken."


def test_a_whole_description_is_taken_as_it_is() -> None:
    assert excerpt("Shed", "Three bicycles were taken. Did you see it?", "Other.") == (
        "Three bicycles were taken. Did you see it?"
    )


@pytest.mark.parametrize("description", ["", "Bikes stolen from shed", "BIKES STOLEN FROM SHED.", " "])
def test_without_a_description_the_first_paragraph_is_used(description: str) -> None:
    assert excerpt("Bikes stolen from shed", description, PARAGRAPH) == PARAGRAPH


@pytest.mark.parametrize(
    "before",
    [
        "# Bikes stolen from shed\n\n",
        "Bikes stolen from shed\n\n",
        "**Published 21 May 2020**\n\n",
        "## 20/02/2019\n\n",
        "_Date published: 17 February 2021 10:54_\n\n",
        "Posted at 22:49 on 30th September 2020\n\n",
        "Last modified: 1 May 2019 at 06:39pm\n\n",
        "Wednesday 16 September 2020 14:05\n\n",
        "Share by email\n\n",
        "Page Content\n\n",
        "![A shed](shed.jpg)\n\n",
        "***\n\n",
    ],
)
def test_what_precedes_the_first_paragraph_is_skipped(before: str) -> None:
    assert excerpt("Bikes stolen from shed", "", f"{before}**{PARAGRAPH}**\n\nThe rest.") == PARAGRAPH


def test_markup_is_left_out() -> None:
    assert excerpt("X", "", "See **our** [page](https://example.org) on `locks` and *bolts*, please.") == (
        "See our page on locks and bolts, please."
    )


@pytest.mark.parametrize(
    "description",
    [
        "A shed in Mill Lane was broken into on Monday night, and three bicy",
        "A shed in Mill Lane was broken into on Monday night, and three…",
        "A shed in Mill Lane was broken into on Monday night, and three ...",
        "A shed in Mill Lane was broken into on Monday night [...]",
    ],
)
def test_a_truncated_description_gives_way_to_its_paragraph(description: str) -> None:
    assert excerpt("Bikes", description, f"{PARAGRAPH}\n\nMore.") == PARAGRAPH


@pytest.mark.parametrize(
    ("description", "told"),
    [
        (
            "Officers were in Mill Lane all through Monday night, as planned. They looked for three …",
            "Officers were in Mill Lane all through Monday night, as planned.",
        ),
        ("Officers in Mill Lane looked for ...", "Officers in Mill Lane looked for…"),
        (
            "Officers went from door to door in Mill Lane, Bridge Street, along the river and at last ther",
            "Officers went from door to door in Mill Lane, Bridge Street, along the river and at last ther",
        ),
        (
            "Officers went from door to door in Mill Lane, Bridge Street, along the river, up the hill and"
            " through the wood to the old mi",
            "Officers went from door to door in Mill Lane, Bridge Street, along the river, up the hill and"
            " through the wood to the old…",
        ),
    ],
    ids=["to its last sentence", "to its last word", "a headline stays", "in mid-word"],
)
def test_a_truncated_description_loses_its_incomplete_end(description: str, told: str) -> None:
    assert excerpt("Bikes", description, "Something else entirely stood here, quite another text.") == told


def test_a_missing_space_between_sentences_is_added() -> None:
    assert excerpt("Bikes", "Three bikes were taken.Officers ask for help.", "") == (
        "Three bikes were taken. Officers ask for help."
    )


def test_a_long_paragraph_ends_in_a_sentence() -> None:
    text = "A sentence of some length stands here. " * 20
    told = excerpt("X", "", text)
    assert len(told) <= MAX_LENGTH
    assert told.endswith("here.")


def test_a_short_sentence_before_a_long_one_is_not_enough() -> None:
    told = shortened("It is so. " + "word " * 200)
    assert len(told) > MAX_LENGTH - 10
    assert told.endswith("word…")


def test_a_long_sentence_ends_in_a_whole_word() -> None:
    told = shortened("word " * 200)
    assert len(told) <= MAX_LENGTH
    assert told.endswith("word…")


def test_nothing_gives_nothing() -> None:
    assert excerpt("X", "", "") == ""
    assert excerpt("X", "X", "X") == ""


@given(st.text(max_size=60), st.text(max_size=900), st.text(max_size=900))
@settings(max_examples=150, deadline=None)
def test_an_excerpt_is_bounded_whatever_is_written(title: str, description: str, body: str) -> None:
    assert len(excerpt(title, description, body)) <= MAX_LENGTH


@given(st.text(alphabet="ab .,!", max_size=700), st.integers(10, 500))
@settings(max_examples=150, deadline=None)
def test_a_shortened_text_is_the_beginning_of_the_text(text: str, longest: int) -> None:
    told = shortened(text, longest)
    assert len(told) <= longest
    assert text.startswith(told.removesuffix("…"))
