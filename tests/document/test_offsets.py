"""Every character of the prose is at its offset in the body."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.document.document import Document
from newsreader.document.layout import Layout
from newsreader.document.lines import Prose

MARKDOWN = st.lists(
    st.sampled_from(
        [
            "word ",
            "two words",
            "**",
            "*",
            "_",
            "__",
            "`",
            "``",
            "[",
            "]",
            "(",
            ")",
            "](/u)",
            "![",
            "&amp;",
            "&",
            "\\",
            "~~",
            "\n",
            "\n\n",
            "> ",
            "- ",
            "1. ",
            "# ",
            "## ",
            "    ",
            "\t",
            "```\n",
            "~~~",
            "---\n",
            "===\n",
            "| a | b |\n",
            "|-|-|\n",
            "<b>",
            "</b>",
            "<div>\n",
            "<!-- c -->",
            "<script>",
            "<http://e.org>",
            "[r]: /x\n",
            "[r]",
            "[^n]",
            "[^n]: note\n",
            "^[in *it*]",
            "é",
            "漢字",
            "\u00ad",
            "\u200b",
            "👩\u200d🚒",
            "  \n",
            "- [ ] ",
            "- [x] ",
            "\\|",
            "שלום",
        ]
    ),
    max_size=40,
).map("".join)


def is_literal(body: str, prose: Prose, at: int) -> bool:
    """Whether a character is at its offset, or was made from the markup there."""
    offset, shown = prose.offsets[at], prose.text[at]
    there = body[offset]
    if there == shown or shown == "\n":
        return True
    return there in "&\\<" or (shown == " " and there in "\n\t\\&<")


def test_offsets_of_commonmark_examples(commonmark: list[dict[str, Any]]) -> None:
    for example in commonmark:
        body = example["markdown"]
        prose = Document(body).prose()
        assert len(prose.offsets) == len(prose.text)
        for at in range(len(prose.text)):
            assert is_literal(body, prose, at), (example["example"], prose.text[at], prose.offsets[at])


@settings(max_examples=100, deadline=None)
@given(MARKDOWN)
def test_offsets_of_random_markdown(body: str) -> None:
    prose = Document(body).prose()
    assert len(prose.offsets) == len(prose.text)
    for at in range(len(prose.text)):
        assert is_literal(body, prose, at), (prose.text[at], prose.offsets[at])
    for target in prose.targets:
        assert 0 <= target.start < target.end <= len(prose.text)


@settings(max_examples=100, deadline=None)
@given(MARKDOWN, st.integers(1, 50))
def test_offsets_of_a_span_count_up(body: str, width: int) -> None:
    layout = Layout(Document(body), width)
    for line in layout.lines(0, 10_000):
        for span in line.spans:
            if span.start >= 0 and len(span.text) > 1 and not span.text.isspace():
                there = body[span.start : span.start + len(span.text)]
                assert there.replace("\n", " ").replace("\t", " ") == span.text or "&" in there or width < 2


@pytest.mark.parametrize(
    ("body", "shown", "place"),
    [
        ("a &amp; b", "&", 2),
        ("a \\* b", "*", 2),
        ("> quoted\n> more", "more", 11),
        ("- item\n\n  second", "second", 10),
        ("1. a\n   lazy\nlazier", "lazier", 13),
        ("| a | b \\| c |\n|---|---|\n| d | eff |", "eff", 31),
        ("> | a | b |\n> |---|---|\n> | d | eff |", "eff", 32),
        ("> > | abc |\n> > |-----|\n", "abc", 6),
        ("## head ##", "head", 3),
        ("- # # #", "#", 4),
        ("Title\n=====\n", "Title", 0),
        ("`` co`de ``", "co`de", 3),
        ("> `co\n> de`", "de", 8),
        ("[text](</a b> 'title')", "text", 1),
        ("[*x* text][r]\n\n[r]: /u", "text", 5),
        ("![a picture](p.png)", "picture", 4),
        ("![](/pictures/map.png)", "map.png", 14),
        ("<p>some <i>html</i></p>", "html", 11),
        ("x <http://e.org> y", "http", 3),
        ("** bold **", "bold", 3),
        ("\ttab\n\nafter", "after", 6),
        ("- [x] done it", "done", 6),
        ("a[^1]\n\n[^1]: the note", "note", 17),
        ("a^[an *inline* note]", "inline", 7),
        ("- [ ] task\n\tword", "word", 12),
        ("half\u00adway", "way", 5),
    ],
)
def test_offset_of(body: str, shown: str, place: int) -> None:
    prose = Document(body).prose()
    at = prose.text.index(shown)
    assert prose.offsets[at] == place
    assert prose.span(at, at + len(shown))[0] == place


def test_offsets_of_real_articles(archive: Path) -> None:
    for path in sorted(archive.glob("*/*.md"))[::700]:
        body = path.read_text(encoding="utf-8")
        prose = Document(body).prose()
        for word in re.finditer(r"\w+", prose.text):
            start, end = prose.span(*word.span())
            assert (
                re.sub("[\u00ad\u200b\ufeff]", "", body[start:end]) == word[0]
                or "&" in body[start:end]
                or "*" in body[start:end]
            )
