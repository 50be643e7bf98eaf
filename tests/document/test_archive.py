"""Real articles: none crashes, no line is too wide, no word is lost. All of them with NEWSREADER_LONG=1."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.document.document import Document
from newsreader.document.layout import Layout

pytestmark = pytest.mark.slow

LONG = bool(os.environ.get("NEWSREADER_LONG"))
WIDTHS = (20, 40, 76, 200)
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)


def bodies(folder: Path) -> Iterator[tuple[Path, str]]:
    """The articles below `folder` without their front matter; a few of them unless all are wanted."""
    paths = sorted(folder.rglob("*.md"))
    for path in paths if LONG else paths[:: max(len(paths) // 14, 1)]:
        text = path.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
        fence = re.match(r"(```|---|\+\+\+)[^\n]*\n.*?\n\1[ \t]*\n", text, re.DOTALL)
        yield path, text[fence.end() :] if fence else text


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", _HIDDEN.sub("", text))


def shown_letters(body: str, width: int) -> str:
    layout = Layout(Document(body), width)
    while not layout.work(1.0):
        pass
    lines = layout.lines(0, layout.height)
    assert len(lines) == layout.height
    for line in lines:
        assert line.cells <= width, line.text
    return letters("".join(span.text for line in lines for span in line.spans if span.start >= 0))


def test_every_press_release_keeps_every_letter_at_every_width(archive: Path) -> None:
    for path, body in bodies(archive):
        want = shown_letters(body, 200)
        source = letters(re.sub(r"(?m)^[ \t]*\d+[.)](?=\s)|&#?\w+;|<[^<>]*>", "", body))
        shown = letters(re.sub(r"&#?\w+;|<[^<>]*>", "", want))
        assert not Counter(re.sub(r"\d", "", source)) - Counter(shown), path
        for width in WIDTHS[:-1]:
            assert shown_letters(body, width) == want, (path, width)


@pytest.mark.parametrize("name", ["digitalgov", "rust-blog", "opensource-guide"])
def test_every_article_of_other_sites_is_the_same_at_every_width(shared: Path, name: str) -> None:
    for path, body in bodies(shared / "corpora" / name):
        want = Counter(shown_letters(body, 200))
        for width in WIDTHS[:-1]:
            assert Counter(shown_letters(body, width)) == want, (path, width)
