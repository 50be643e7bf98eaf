"""What real press releases refer to, against hand-made labels."""

from __future__ import annotations

import json
import random
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from newsreader.document.document import Document
from newsreader.links.catalogue.catalogue import Catalogue
from newsreader.links.extract import find_references, links_of
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


def test_the_archive_is_read_fast_enough(archive: Path, catalogue: Catalogue) -> None:
    paths = random.Random(7).sample(sorted(archive.rglob("*.md")), 200)
    prose = [Document(body_of(path)).prose() for path in paths]
    find_references(prose[0], catalogue)
    begin = time.process_time()
    for text in prose:
        find_references(text, catalogue)
    assert (time.process_time() - begin) / len(prose) < 0.005
