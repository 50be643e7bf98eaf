"""Lines: never too wide, nothing lost, and a place that can be kept."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from newsreader.document import chunks
from newsreader.document.document import Document
from newsreader.document.layout import Layout
from newsreader.document.lines import Line, Mark, MarkKind, Role

PIECES = st.sampled_from(
    [
        "some words ",
        "a-very-long-word-that-goes-on-and-on/with/slashes ",
        "漢字かな",
        "👩\u200d👩\u200d👧",
        "🇬🇧🇫🇷",
        "e\u0301",
        "שלום עולם ",
        "مرحبا",
        "\n",
        "\n\n",
        "> ",
        "- ",
        "12. ",
        "# ",
        "    code\n",
        "```py\nx = 1\n```\n",
        "| a | b |\n|--:|:-:|\n| long cell text | x |\n",
        "**bold** ",
        "[link](http://e.org) ",
        "![alt](p.png) ",
        "`code` ",
        "\u00ad",
        "\u200b",
        "\xa0",
        "\t",
        "  \n",
        "---\n",
        "<div>x</div>\n",
    ]
)
BODY = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=120))


def words(lines: list[Line]) -> str:
    return "".join(
        span.text for line in lines for span in line.spans if span.start >= 0 and not span.text.isspace()
    )


def paragraphs(count: int) -> str:
    """An article of `count` paragraphs, of every sort, no two alike."""
    parts = []
    for number in range(count):
        parts.append(
            f"Paragraph {number} speaks of **many** things, at a length that takes more than one line. " * 2
        )
        if number % 5 == 0:
            parts.append(f"## Heading {number}")
        if number % 7 == 0:
            parts.append(f"- item {number}\n- another\n  - inner\n\n> A quotation, {number}.\n> It goes on.")
        if number % 11 == 0:
            parts.append(f"```\ncode {number}\n\nmore\n```\n\n| a | b |\n|---|---|\n| {number} | two |")
    return "\n\n".join(parts)


def finished(layout: Layout) -> Layout:
    while not layout.work(1.0):
        pass
    return layout


@settings(max_examples=100, deadline=None)
@given(BODY, st.integers(1, 90))
@example(" \u0963", 1)
@example("漢", 1)
@example("> > > > > > > > - - - 1. x", 3)
def test_no_line_is_wider_than_the_width(body: str, width: int) -> None:
    layout = finished(Layout(Document(body), width))
    lines = layout.lines(0, layout.height)
    assert len(lines) == layout.height
    for line in lines:
        assert line.cells <= width
        assert "\n" not in line.text
        assert "\x1b" not in line.text


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_a_line_is_as_wide_as_textual_counts_it(body: str) -> None:
    for line in Layout(Document(body), 30).lines(0, 1000):
        assert cell_len(line.text) == line.cells


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join), st.integers(2, 60))
def test_no_character_is_lost_by_wrapping(body: str, width: int) -> None:
    wide = words(finished(Layout(Document(body), 500)).lines(0, 1000))
    narrow = words(finished(Layout(Document(body), width)).lines(0, 5000))
    assert sorted("".join(narrow.split())) == sorted("".join(wide.split()))


@pytest.mark.parametrize("width", [20, 76])
def test_lines_laid_out_lazily_are_those_of_the_whole(width: int) -> None:
    body = paragraphs(120)
    whole = finished(Layout(Document(body), width))
    every = whole.lines(0, whole.height)
    lazy = Layout(Document(body), width)
    place = lazy.offset_of(lazy.height * 2 // 3)
    line = lazy.line_of(place)
    shown = lazy.lines(line, line + 40)
    at = whole.line_of(place)
    assert [one.text for one in shown] == [one.text for one in every[at : at + 40]]


def test_the_first_screen_parses_only_the_beginning() -> None:
    document = Document(paragraphs(2000))
    layout = Layout(document, 76)
    assert len(layout.lines(0, 40)) == 40
    assert layout.height > 1000
    assert document.chunks.end < 20_000
    assert not document.complete


def test_preload_parses_one_screen() -> None:
    document = Document("<!-- nothing -->\n\n" + paragraphs(2000))
    document.preload()
    assert 3_000 <= document.chunks.end < 20_000
    assert all(block.text is not None for block in document.blocks(document.first_visible()))
    for body in ("", "\n\n", "One line", "<!-- nothing -->"):
        Document(body).preload()


def test_the_estimated_height_is_near_the_exact_one() -> None:
    document = Document(paragraphs(800))
    layout = Layout(document, 76)
    guess = layout.height
    finished(layout)
    assert abs(guess - layout.height) < layout.height * 0.15


def test_a_place_is_kept_when_heights_become_exact() -> None:
    layout = Layout(Document(paragraphs(400)), 50)
    top = layout.height // 2
    place = layout.offset_of(top)
    before = layout.lines(layout.line_of(place), layout.line_of(place) + 10)
    version = layout.version
    finished(layout)
    assert layout.version > version
    at = layout.line_of(place)
    assert [line.text for line in layout.lines(at, at + 10)] == [line.text for line in before]
    assert layout.complete


def test_scrolling_up_page_by_page_meets_every_line_once() -> None:
    body = paragraphs(150)
    whole = finished(Layout(Document(body), 60))
    every = [line.text for line in whole.lines(0, whole.height)]
    lazy = Layout(Document(body), 60)
    top = lazy.line_of(len(body) - 1)
    found = [line.text for line in lazy.lines(top, top + 1)]
    while top > 0:
        above = lazy.scrolled(top, -7)
        rows = min(7, top) if above == 0 else 7
        page = [line.text for line in lazy.lines(above, above + rows)]
        top = above
        found = page + found
    assert found[-60:] == every[len(every) - 60 :] or found[-60:] == every[: len(found)][-60:]
    assert len(found) <= len(every)
    assert found == every[: len(found)]


def test_every_character_is_found_on_its_line() -> None:
    body = paragraphs(25)
    layout = finished(Layout(Document(body), 40))
    for number, line in enumerate(layout.lines(0, layout.height)):
        for span in line.spans:
            if span.start >= 0:
                assert layout.line_of(span.start) == number
    offsets = [layout.offset_of(number) for number in range(layout.height)]
    assert all(left <= right for left, right in pairwise(offsets))


def test_a_late_definition_is_applied_without_moving_the_place() -> None:
    middle = paragraphs(600)
    body = f"Read [the guide][g], and [this].\n\n{middle}\n\n[g]: http://example.org/a-guide\n[this]: /this\n"
    document = Document(body)
    layout = Layout(document, 40)
    assert "[the guide][g]" in layout.lines(0, 1)[0].text
    place = layout.offset_of(30)
    finished(layout)
    assert layout.lines(0, 1)[0].text == "Read the guide, and this."
    assert layout.offset_of(layout.line_of(place)) == place
    assert [target.address for target in document.prose().targets][:1] == ["http://example.org/a-guide"]


def test_footnotes_are_at_the_end_in_the_order_of_their_marks() -> None:
    body = f"One[^b], two[^a], three^[Said inline.].\n\n[^a]: About a.\n[^b]: About b.\n\n{paragraphs(3)}"
    layout = finished(Layout(Document(body), 60))
    lines = [line.text for line in layout.lines(0, layout.height)]
    assert lines[0] == "One[1], two[2], three[3]."
    assert lines[-3:] == ["1. About b.", "2. About a.", "3. Said inline."]
    assert lines[layout.line_of(body.index("About a"))] == "2. About a."


def test_marks_do_not_change_the_wrapping() -> None:
    body = "Call **101** or visit\nthe &amp; station. " * 30
    layout = finished(Layout(Document(body), 40))
    plain = [line.text for line in layout.lines(0, layout.height)]
    start = body.index("101")
    link = Mark(start - 2, start + 10, MarkKind.LINK, entry=3)
    match = Mark(start + 1, start + 2, MarkKind.MATCH)
    layout.set_marks([match, link])
    line = layout.lines(0, 1)[0]
    assert [one.text for one in layout.lines(0, layout.height)] == plain
    marked = [(span.text, span.role, [mark.kind for mark in span.marks]) for span in line.spans if span.marks]
    assert marked[0] == ("1", Role.STRONG, [MarkKind.LINK])
    assert marked[1] == ("0", Role.STRONG, [MarkKind.LINK, MarkKind.MATCH])
    assert sum(len(text) for text, _, _ in marked) == 3 + len(" or v")
    layout.set_marks([])
    assert not any(span.marks for span in layout.lines(0, 1)[0].spans)


def test_copied_text_is_plain_across_blocks() -> None:
    body = (
        "First **bold** para\ngoes on.\n\n- one\n- two\n\n> quoted &amp; said\n\n"
        "```\ncode\n  more\n```\n\n| a | b |\n|---|---|\n| c | d |\n"
    )
    layout = Layout(Document(body), 30)
    assert layout.plain_text(0, len(body)) == (
        "First bold para goes on.\n\none\ntwo\n\nquoted & said\n\ncode\n  more\n\na\tb\nc\td"
    )
    assert layout.plain_text(body.index("bold"), body.index("two") + 2) == "bold para goes on.\n\none\ntw"
    assert layout.plain_text(5, 5) == ""


def test_a_heading_that_repeats_the_title_is_left_out() -> None:
    body = "# The *Headline*\n\nText.\n"
    assert Layout(Document(body, title="The headline"), 40).lines(0, 9)[0].text == "Text."
    assert Layout(Document(body, title="Another"), 40).lines(0, 9)[0].text == "The Headline"


def test_a_dateline_that_is_shown_elsewhere_is_left_out() -> None:
    body = "**Published 21 May 2020**\n\nOfficers on 21 May 2020 said so.\n"
    lines = Layout(Document(body, dateline=(0, 25)), 60).lines(0, 9)
    assert [line.text for line in lines] == ["Officers on 21 May 2020 said so."]


def test_headings_minutes_and_an_empty_body() -> None:
    document = Document("# One *two*\n\ntext\n\nThree\n---\n\n* ### not in the list\n")
    assert [(heading.level, heading.text, heading.start) for heading in document.headings()] == [
        (1, "One two", 2),
        (2, "Three", 19),
    ]
    assert document.minutes == 1
    assert Document("word " * 2380).minutes == 10
    empty = finished(Layout(Document(""), 10))
    assert (
        empty.height,
        empty.lines(0, 5),
        empty.line_of(0),
        empty.offset_of(0),
        empty.plain_text(0, 9),
    ) == (
        0,
        [],
        0,
        0,
        "",
    )
    assert Document("").minutes == 1


@settings(max_examples=120, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_chunks_do_not_change_the_prose(body: str) -> None:
    size = chunks.CHUNK_SIZE
    whole = Document(body)
    texts = whole.prose()
    try:
        chunks.CHUNK_SIZE = 1
        cut = Document(body)
        assert cut.prose().text == texts.text
        assert cut.prose().offsets == texts.offsets
    finally:
        chunks.CHUNK_SIZE = size


def test_chunks_of_all_examples_of_commonmark(
    commonmark: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    body = "\n\n".join(
        one["markdown"] for one in commonmark if "<" not in one["markdown"] and "```" not in one["markdown"]
    )
    monkeypatch.setattr(chunks, "CHUNK_SIZE", 10**9)
    monkeypatch.setattr(chunks, "ITEM_LIMIT", 10**9)
    monkeypatch.setattr(chunks, "HARD_LIMIT", 10**9)
    whole = Document(body)
    want = whole.prose().text
    assert len(whole.chunks) == 1
    monkeypatch.undo()
    monkeypatch.setattr(chunks, "CHUNK_SIZE", 1)
    parts = Document(body)
    assert parts.prose().text == want
    assert len(parts.chunks) > 200


def test_deeply_nested_text_is_shown_in_a_narrow_layout(lay_out: Callable[[str, int], list[Line]]) -> None:
    text = "\n".join(line.text for line in lay_out("a\n\n" + "> " * 60 + "deep", 30))
    assert "deep" in text


def test_html_tags_are_removed_without_losing_words(lay_out: Callable[[str, int], list[Line]]) -> None:
    body = (
        '<div title=\'it\'s here\'>one</div>\n<p class="a">two <a href="{{< ref "x.md" >}}">three</a>\n'
        "<td>four</td><td>five</td>\n<style>hidden</style><b>six < seven & eight</b> <img alt=\"a 'nine'\">\n"
    )
    text = " ".join(line.text for line in lay_out(body, 200))
    for word in ["one", "two", "three", "four", "five", "six", "seven", "eight", "'nine'"]:
        assert word in text
    assert "fourfive" not in text
    assert "hidden" not in text


def test_code_is_highlighted_when_the_layout_is_idle(monkeypatch: pytest.MonkeyPatch) -> None:
    body = "Text.\n\n```python\ndef f():\n    return 'x'\n```\n"
    for name in [name for name in sys.modules if name.startswith("pygments")]:
        monkeypatch.delitem(sys.modules, name)
    unread = Layout(Document(body), 40)
    layout = Layout(Document(body), 40)
    layout.document.prose()
    before = layout.lines(0, 9)
    assert not layout.complete
    assert {span.role for line in before for span in line.spans} == {Role.TEXT, Role.CODE_BLOCK}
    version = layout.version
    finished(layout)
    after = layout.lines(0, 9)
    assert layout.version > version
    assert [line.text for line in after] == [line.text for line in before]
    roles = {span.role for line in after for span in line.spans}
    assert {Role.CODE_KEYWORD, Role.CODE_NAME, Role.CODE_STRING} <= roles
    assert finished(unread).lines(0, 9) == after
