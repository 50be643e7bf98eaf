"""The first screen before Textual is there: its parts, and what is kept of it."""

from __future__ import annotations

import json
from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.color import Color
from textual.scrollbar import ScrollBarRender

from newsreader.library.headlines import Filter, Listing, Section, View
from newsreader.reader import screen_cache
from newsreader.reader.first_frame import first_position, scroll_bar
from newsreader.reader.restored_session import RestoredSession
from newsreader.reader.screen_cache import ScreenCache, ScreenCacheFile

SIZE = (30, 5)
DRAWN = ScreenCache(
    width=30,
    height=5,
    list_top=2,
    list_width=12,
    list_height=2,
    rows=("", "\x1b[38;2;1;2;3m━By date━\x1b[0m", "│", "│", " Enter open"),
    styles={"bar name": "1;34", "list ": ""},
)


@given(
    st.integers(2, 60).flatmap(lambda seen: st.tuples(st.just(seen), st.integers(seen + 1, 300_000))),
    st.data(),
)
def test_the_scroll_bar_is_textuals(sizes: tuple[int, int], data: st.DataObject) -> None:
    visible, lines = sizes
    top = data.draw(st.integers(0, lines - visible))
    black, white = Color.parse("#000000"), Color.parse("#ffffff")
    theirs = []
    for text, style, _ in ScrollBarRender.render_bar(
        visible, lines, visible, top, 1, True, black.rich_color, white.rich_color
    ).segments:
        if text == "\n":
            continue
        if style.bgcolor is None:
            style_name = "bar-thumb"
        elif style.color is None:
            style_name = "bar-back"
        else:
            style_name = "bar-below" if style.reverse else "bar-above"
        theirs.append((text, style_name))
    assert list(scroll_bar(lines, visible, top)) == theirs


def _listing(sections: list[tuple[str, int]]) -> Listing:
    made, at = [], 0
    for name, total in sections:
        made.append(Section(name, name, at, at + total, total))
        at += total
    return Listing(View.DATE, Filter(), array("q", range(100, 100 + at)), made, at)


def _kept(*unfolded: str) -> RestoredSession:
    return RestoredSession(View.DATE, Filter(), {View.DATE: frozenset(unfolded)}, None)


def test_the_list_stands_at_its_first_article() -> None:
    position = first_position(_listing([("2021-03-02", 3), ("2021-03-01", 9)]), _kept("2021-03-02"), None, 6)
    assert (position.cursor.section, position.cursor.row, position.top) == (0, 0, 0)


def test_the_list_stands_at_the_article_that_was_open_with_its_heading_unfolded() -> None:
    position = first_position(_listing([("2021-03-02", 3), ("2021-03-01", 9)]), _kept("2021-03-02"), 109, 6)
    assert (position.cursor.section, position.cursor.row) == (1, 6)
    line = position.layout.line_of(position.cursor)
    assert position.top <= line < line + 1 < position.top + 6


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    file = ScreenCacheFile.of(tmp_path / "first", SIZE, ["dark"])
    assert file.read() is None
    file.write(DRAWN)
    assert file.read() == DRAWN
    assert ScreenCacheFile.of(tmp_path / "first", SIZE, ["light"]).read() is None
    assert ScreenCacheFile.of(tmp_path / "first", (31, 5), ["dark"]).read() is None
    assert [each.name for each in (tmp_path / "first").iterdir()] == [file.path.name]


@pytest.mark.parametrize(
    "change",
    [
        {"rows": ["", "\x1b]0;owned\x07", "", "", ""]},
        {"rows": ["", "\x1b[2J", "", "", ""]},
        {"rows": ["", "\x9b2J", "", "", ""]},
        {"rows": ["", "\n", "", "", ""]},
        {"rows": ["", "", "", ""]},
        {"rows": 5},
        {"styles": {"bar name": "1m\x1b[2J\x1b[1"}},
        {"styles": {"bar name": 1}},
        {"styles": []},
        {"list_height": 4},
        {"list_height": 10**9},
        {"list_width": 31},
        {"list_top": "2"},
        {"width": 31},
        {"more": 1},
    ],
)
def test_what_no_start_can_have_kept_is_not_shown(tmp_path: Path, change: dict[str, object]) -> None:
    file = ScreenCacheFile.of(tmp_path, SIZE, [])
    file.write(DRAWN)
    value = json.loads(file.path.read_text(encoding="utf-8"))
    file.path.write_text(json.dumps(value | change), encoding="utf-8")
    assert file.read() is None


@pytest.mark.parametrize("data", [b"", b"\xff\x00", b"[]", b"[" * 100_000, b'{"rows": null}'], ids=range(5))
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, data: bytes) -> None:
    file = ScreenCacheFile.of(tmp_path, SIZE, [])
    file.path.write_bytes(data)
    assert file.read() is None
    file.write(DRAWN)
    assert file.read() == DRAWN


def test_only_the_last_few_are_kept(tmp_path: Path) -> None:
    files = [ScreenCacheFile.of(tmp_path, SIZE, [number]) for number in range(screen_cache.MAX_FILES + 3)]
    for file in files:
        file.write(DRAWN)
    assert len(list(tmp_path.iterdir())) == screen_cache.MAX_FILES
    assert files[-1].read() == DRAWN


def test_where_nothing_can_be_kept_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    ScreenCacheFile.of(tmp_path / "file", SIZE, []).write(DRAWN)
    assert (tmp_path / "file").read_text() == "in the way"
