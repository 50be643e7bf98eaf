"""Held against the reference: every visible character is there, in order, and the structure is the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsreader.document.blocks import Block, Item, Kind, List
from newsreader.document.document import Document
from newsreader.document.layout import Layout

HERE = Path(__file__).parent


def visible(body: str, *, names: bool = False) -> str:
    """What the lines say at a width that needs no wrapping, without spaces and names of bare images."""
    layout = Layout(Document(body), 4000)
    while not layout.work(1.0):
        pass
    parts = []
    for line in layout.lines(0, layout.height):
        for before, span in zip([None, *line.spans], line.spans, strict=False):
            named = before is not None and before.text == "[image: " and not re.search(r"!\[[^\]]", body)
            if span.start >= 0 and (names or not named):
                parts.append(span.text)
    return "".join("".join(parts).split())


def leaves(body: str) -> list[tuple[str, str]]:
    """The blocks of `body` with what holds them, in the words of the reference."""
    document = Document(body)
    document.prose()
    return [
        (leaf, "".join(text.split()))
        for number in range(len(document.chunks) + 1)
        for block in document.blocks(number)
        for leaf, text in _leaves(block, document)
        if text.strip() or block.kind in (Kind.CODE, Kind.RULE)
    ]


def _leaves(block: Block, document: Document) -> list[tuple[str, str]]:
    inline = document.text_of(block)
    path = [{List: "list", Item: "item"}.get(type(container), "quote") for container in block.path]
    names = {Kind.PARAGRAPH: "p", Kind.HEADING: f"h{block.level}", Kind.TABLE: "cell", Kind.RULE: "hr"}
    name = "/".join([*path, names.get(block.kind, block.kind.value)])
    if block.kind is Kind.TABLE:
        return [(name, cell.plain_text().text) for row in block.cells or [] for cell in row]
    return [(name, inline.plain_text().text)]


def listed(name: str) -> dict[int, str]:
    """Numbers of examples and what is different there, from a fixture file."""
    lines = (HERE / "fixtures" / name).read_text(encoding="utf-8").splitlines()
    pairs = (line.split(maxsplit=1) for line in lines if line and not line.startswith("#"))
    return {int(number): text for number, text in pairs}


def test_every_example_of_commonmark_shows_the_same_characters(
    commonmark: list[dict[str, Any]], reference: Callable[[str], Any]
) -> None:
    taken = listed("commonmark-repaired.txt")
    different = {}
    for example in commonmark:
        want, got = reference(example["html"]).text, visible(example["markdown"])
        if want != got:
            different[example["example"]] = (want, got)
    for number, (want, got) in different.items():
        assert number in taken, f"example {number}: want {want!r}, got {got!r}"
        if taken[number].startswith("repaired"):
            assert re.sub(r"\*\*|__|_(?=_)", "", want).replace("*", "").replace("_", "") == got.replace(
                "*", ""
            ).replace("_", ""), f"example {number} lost more than marks"
    assert set(taken) == set(different), "an example is listed that needs not be"


def test_every_example_of_commonmark_has_the_same_structure(
    commonmark: list[dict[str, Any]], reference: Callable[[str], Any]
) -> None:
    taken = {**listed("commonmark-repaired.txt"), **listed("commonmark-structure.txt")}
    compared = 0
    for example in commonmark:
        got = leaves(example["markdown"])
        if example["example"] in taken or any(name.endswith("html") for name, _ in got):
            continue
        compared += 1
        assert got == reference(example["html"]).leaves, example["example"]
    assert compared > 550


def cases(path: Path) -> list[tuple[str, str]]:
    """The examples of one of markdown-it's fixture files: source and HTML between lines of one point."""
    parts = re.split(r"^\.\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return list(zip(parts[1::3], parts[2::3], strict=False))


@pytest.mark.parametrize("name", ["tables", "strikethrough", "xss"])
def test_the_suites_of_markdown_it_show_the_same_characters(
    shared: Path, reference: Callable[[str], Any], name: str
) -> None:
    examples = cases(shared / "suites/markdown-it" / f"{name}.md")
    assert len(examples) > 4
    for source, html in examples:
        want = reference(html)
        assert visible(source).replace("**", "") == want.text.replace("**", ""), source
        if name == "tables":
            assert leaves(source) == want.leaves, source


@pytest.mark.parametrize("name", ["linkify", "punycode", "tasklists"])
def test_other_suites_lose_no_word(shared: Path, reference: Callable[[str], Any], name: str) -> None:
    for source, html in cases(shared / "suites/markdown-it" / f"{name}.md"):
        want, got = reference(html).text, visible(source)
        if name == "tasklists":
            got = got.replace("[]", "").replace("[x]", "")
            want = want.replace("[]", "").replace("[x]", "")
            assert got == want, source
        else:
            assert re.sub(r"\W|%[0-9A-Fa-f]{2}", "", got) or not want


def test_naughty_strings_fit_and_have_no_escapes(
    shared: Path, lay_out: Callable[[str, int], list[Any]]
) -> None:
    text = (shared / "suites/naughty-strings/blns.txt").read_text(encoding="utf-8")
    for part in [*text.split("\n"), text]:
        for width in (1, 7, 40):
            for line in lay_out(part, width):
                assert line.cells <= width
                assert "\x1b" not in line.text
