"""What real press releases refer to, against hand-made labels."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from newsreader.links.catalogue.catalogue import Catalogue
from newsreader.links.extract import first_reference, links_of
from newsreader.links.reference import Kind, Reference

ByKind = Callable[[tuple[Reference, ...]], dict[Kind, list[str]]]


def body_of(path: Path) -> str:
    return path.read_text(encoding="utf-8").partition("\n```\n")[2]


def comparable(kind: Kind, label: str) -> str:
    return re.sub(r"\D", "", label) if kind is Kind.PHONE else label


def test_one_miss_and_one_false_entry_of_each_kind_at_most(
    shared: Path, find: Callable[[str], tuple[Reference, ...]], by_kind: ByKind
) -> None:
    missed: Counter[Kind] = Counter()
    false: Counter[Kind] = Counter()
    for name, labels in json.loads((shared / "link-labels.json").read_text(encoding="utf-8")).items():
        offered = by_kind(find(body_of(shared / "link-labels" / name)))
        for kind in Kind:
            wanted = {comparable(kind, label) for label in labels[kind.value]}
            found = {comparable(kind, label) for label in offered[kind]}
            missed[kind] += len(wanted - found)
            false[kind] += len(found - wanted)
    assert max(missed.values()) <= 1, missed
    assert max(false.values()) <= 1, false


def test_the_article_that_the_project_began_from(
    shared: Path, catalogue: Catalogue, find: Callable[[str], tuple[Reference, ...]], by_kind: ByKind
) -> None:
    body = body_of(shared / "police-news" / "seed-article.md")
    found = find(body)
    assert by_kind(found) == {
        Kind.RESOURCE: ["act-awareness-elearning", "run-hide-tell", "prevent", "ltai"],
        Kind.WEB: ["www.LTAI.info"],
        Kind.PHONE: [],
        Kind.EMAIL: [],
        Kind.REFERENCE: [],
    }
    assert [one.target for one in found if one.resource == "ltai"] == [None, None]
    assert [entry.successor for entry in links_of(body, catalogue).entries] == [None, None, None, "ACT Early"]


def test_the_index_has_the_first_reference_of_the_links(archive: Path, catalogue: Catalogue) -> None:
    for path in random.Random(7).sample(sorted(archive.rglob("*.md")), 400):
        body = body_of(path)
        quoted = [one.text for one in links_of(body, catalogue).references if one.kind is Kind.REFERENCE]
        assert first_reference(body) == (quoted[0] if quoted else None), path


def test_no_address_is_part_of_a_longer_one(archive: Path, catalogue: Catalogue) -> None:
    for path in random.Random(8).sample(sorted(archive.rglob("*.md")), 400):
        body = body_of(path)
        for one in links_of(body, catalogue).references:
            start, end = one.places[0]
            if one.kind is Kind.EMAIL and one.target and "\\" not in body[start:end]:
                around = body[max(0, start - 1) : start], body[end : end + 1]
                assert not any(char.isalnum() or char in "&@%" for char in "".join(around)), (path, one.text)
