"""Each file of `fixtures/rendering` holds a body, then its lines at one or more widths."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from newsreader.document.lines import Line

RENDERED = Path(__file__).parent / "fixtures" / "rendering"
_AT = re.compile(r"^=+ at (\d+) =+\n", re.MULTILINE)


def cases() -> list[tuple[str, str, int, str]]:
    found = []
    for path in sorted(RENDERED.glob("*.txt")):
        body, *parts = _AT.split(path.read_text(encoding="utf-8"))
        for width, lines in zip(parts[::2], parts[1::2], strict=True):
            found.append((path.stem, body, int(width), lines))
    return found


@pytest.mark.parametrize(
    ("name", "body", "width", "lines"), [pytest.param(*case, id=f"{case[0]}-{case[2]}") for case in cases()]
)
def test_rendering(
    lay_out: Callable[[str, int], list[Line]], name: str, body: str, width: int, lines: str
) -> None:
    drawn = "".join(f"{line.text.rstrip()}\n" for line in lay_out(body, width))
    assert drawn == lines
