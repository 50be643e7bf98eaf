"""Texts of our own in the style of press releases, each labelled with everything it refers to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from newsreader.links.extract import first_reference
from newsreader.links.reference import Kind, Reference

TEXTS = sorted((Path(__file__).parent / "texts").glob("*.md"))


def labelled(path: Path) -> tuple[dict[str, list[str]], str]:
    """The labels in the head of a text, and its body."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
    labels = (line.partition(":") for line in head.splitlines())
    return {kind: [label for label in rest.strip().split("|") if label] for kind, _, rest in labels}, body


def test_there_are_forty_texts() -> None:
    assert len(TEXTS) >= 40


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_text_refers_to_what_its_labels_say(
    path: Path,
    find: Callable[[str], tuple[Reference, ...]],
    by_kind: Callable[[tuple[Reference, ...]], dict[Kind, list[str]]],
) -> None:
    labels, body = labelled(path)
    found = find(body)
    offered = by_kind(found)
    for kind in Kind:
        assert sorted(offered[kind]) == sorted(labels[kind.value]), kind
    calls = [one.call for one in found if one.kind is Kind.REFERENCE]
    assert [call or "" for call in calls] == labels["call"]
    assert first_reference(body) == next(iter(offered[Kind.REFERENCE]), None)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_place_holds_the_words_of_its_reference(
    path: Path, find: Callable[[str], tuple[Reference, ...]]
) -> None:
    _, body = labelled(path)
    for one in find(body):
        assert one.places == tuple(sorted(one.places))
        for start, end in one.places:
            assert 0 <= start < end <= len(body)
        plain = "".join(char for char in body[slice(*one.places[0])] if char.isalnum())
        assert plain == "".join(char for char in one.text if char.isalnum())
