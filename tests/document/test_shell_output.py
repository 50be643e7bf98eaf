"""The document for the shell."""

from __future__ import annotations

import re
from pathlib import Path

from newsreader.document.document import Document
from newsreader.document.lines import Mark, MarkKind
from newsreader.document.shell_output import plain, render

BODY = """# Head

Some **bold** and *slanted* text, see [the page](http://example.org).

- one
  - inner one that is long enough to wrap

1. first
2. [x] done

> A quotation.

| Place | When |
|-------|-----:|
| Hall  | 10   |
| Park  |      |

```python
x = 1
```

***

Soft\u00adhyphen[^n].

[^n]: A note.
"""

SGR = re.compile(r"\x1b\[[0-9;]*m")


def test_colour_is_only_colour() -> None:
    coloured = list(render(Document(BODY), 40, colour=True))
    bare = list(render(Document(BODY), 40, colour=False))
    assert [SGR.sub("", line).rstrip() for line in coloured] == bare
    assert not any("\x1b" in line for line in bare)
    assert any("\x1b[1mbold\x1b[0m" in line for line in coloured)
    assert all(line.count("\x1b[0m") * 2 == len(SGR.findall(line)) for line in coloured)


def test_marks_are_styled() -> None:
    at = BODY.index("the page")
    lines = render(Document(BODY), 60, colour=True, marks=[Mark(at, at + 8, MarkKind.LINK, 1)])
    assert any("\x1b[4mthe page\x1b[0m" in line for line in lines)


def test_linear_text_has_no_boxes_and_no_columns() -> None:
    lines = list(plain(Document(BODY)))
    expected = (Path(__file__).parent / "fixtures" / "linear.txt").read_text(encoding="utf-8")
    assert "\n".join(lines) + "\n" == expected
    assert not re.search("[│┼─▌•◦↪┄]", "\n".join(lines))


def test_linear_text_keeps_to_a_width() -> None:
    lines = list(plain(Document(BODY), 24))
    assert max(map(len, lines)) <= 24
    assert "".join("".join(lines).split()) == "".join("".join(plain(Document(BODY))).split())


def test_no_control_sequence_reaches_the_terminal() -> None:
    body = "a\x1b[31mb \x9b2J \x07 \u202eright &#27;[2J `\x1b]0;x`\n\n\tcode \x1b[1m\n"
    for line in [*render(Document(body), 40, colour=False), *plain(Document(body))]:
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", line)
