"""Input made to hurt: the first screen comes, nothing hangs, nothing is too wide."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsreader.document.document import Document
from newsreader.document.layout import Layout

BODIES = {
    "deep quotation": ">" * 10_000 + "a",
    "deep lists": "- " * 10_000 + "a",
    "deep numbers": "1. " * 10_000 + "a",
    "deep by indentation": "".join("  " * depth + "- a\n" for depth in range(300)),
    "one long line": "lorem ipsum dolor " * 58_000,
    "one long word": "x" * 1_000_000,
    "one long paragraph": "lorem ipsum dolor\n" * 58_000,
    "links": "[a](b) " * 10_000,
    "open brackets": "[" * 100_000,
    "open links": "[a](" * 50_000,
    "open emphasis": "**a *b " * 30_000,
    "open code": "`a" * 50_000,
    "open tags": '<a "' * 40_000,
    "open comments": "<!--" * 30_000,
    "open fence": "~~~py\n" + 'x = "a"\n\n' * 90_000,
    "open script": "<script>\n" + "x\n\n" * 100_000,
    "open pre": "<pre>\n" + "x y\n\n" * 100_000,
    "open notes": "^[a " * 30_000,
    "long table": "|a|b|c|\n|-|-|-|\n" + "|one|two words|three|\n" * 30_000,
    "wide table": "|" + "a|" * 2000 + "\n|" + "-|" * 2000 + "\n" + ("|" + "b|" * 2000 + "\n") * 5,
    "long list": "1. item\n" * 60_000,
    "lists after lists": "- a\n* b\n" * 40_000,
    "one item": "- a\n\n" + "  more of it\n\n" * 40_000,
    "long quotation": "> line of text\n" * 60_000,
    "definitions": "".join(f"[r{number}]: /u{number}\n" for number in range(20_000)) + "\n[r5]\n",
    "blank lines": "\n \n" * 300_000,
    "spaces": " " * 1_000_000 + "a",
    "combining": "a" + "\u0301" * 100_000,
    "joiners": "👨\u200d" * 50_000,
    "controls": "\x00" * 100_000,
    "tabs": "\t" * 100_000 + "a",
}


@pytest.mark.parametrize("name", BODIES)
def test_the_first_screen_takes_linear_time_at_most(
    name: str, takes_linear_time: Callable[..., bool]
) -> None:
    body = BODIES[name]
    layout = Layout(Document(body), 76)
    lines = layout.lines(0, 40)
    assert layout.height >= len(lines)
    assert all(line.cells <= 76 for line in lines)

    def lay_out(size: int) -> Callable[[], object]:
        layout = Layout(Document(body[:size]), 76)
        return lambda: (layout.lines(0, 40), layout.work(0.05))

    assert takes_linear_time(lay_out, len(body))


NUMBERED = {
    "footnotes": ("a [^{n}]\n\n", "[^{n}]: note\n\n"),
    "inline footnotes": ("a ^[b]\n\n", ""),
    "link definitions": ("[r{n}]: /u{n}\n", "\n[r{n}]\n"),
    "rows of escaped bars": ("", "|\\||b|"),
}


@pytest.mark.parametrize("name", NUMBERED)
def test_the_whole_body_is_parsed_in_linear_time(name: str, takes_linear_time: Callable[..., bool]) -> None:
    def read(size: int) -> Callable[[], object]:
        body = "".join(part.replace("{n}", str(n)) for part in NUMBERED[name] for n in range(size))
        return Document(body).prose

    assert takes_linear_time(read, 4_000)


@pytest.mark.parametrize("name", ["deep quotation", "deep lists", "deep by indentation"])
def test_blocks_nested_too_deeply_are_shown_as_text(name: str) -> None:
    layout = Layout(Document(BODIES[name]), 60)
    while not layout.work(1.0):
        pass
    shown = "".join(line.text for line in layout.lines(0, layout.height))
    assert shown.count("a") == BODIES[name].count("a")


LONG_HTML = {
    "comment": "<!-- {filler} --> visible words",
    "instruction": "<? {filler} ?> visible words",
    "declaration": "<!X {filler} > visible words",
    "character data": "<![CDATA[ {filler} ]]> visible words",
    "script": "<script> {filler} </script> visible words",
    "style": "<style>\n{filler}\n\n{filler}</style> visible words",
    "two comments": "<!-- {filler} --> visible <!-- {filler} --> words",
    "in a block": "<div> <!-- {filler} --> visible words",
    "after a paragraph": "A short paragraph.\n<!-- {filler} --> visible words",
    "after a blank line": "A short paragraph.\n\n<!-- {filler} --> visible words",
}


@pytest.mark.parametrize("length", [100, 900, 2000])
@pytest.mark.parametrize("name", LONG_HTML)
def test_words_beside_long_hidden_html_are_shown(name: str, length: int) -> None:
    body = LONG_HTML[name].format(filler="secret no " * length)
    layout = Layout(Document(body), 76)
    while not layout.work(1.0):
        pass
    shown = " ".join(line.text for line in layout.lines(0, layout.height))
    assert "visible" in shown and "words" in shown
    assert "secret" not in shown
    assert ("A short paragraph." in shown) == ("A short paragraph." in body)


@pytest.mark.parametrize("before", ["", "A short paragraph.\n", "A short paragraph.\n\n"])
@pytest.mark.parametrize("piece", ["<!-- a --> seen ", "<? a ?> seen ", "<script>a</script> seen "])
def test_words_between_many_comments_are_shown(before: str, piece: str) -> None:
    prose = Document(before + piece * 1000).prose()
    assert prose.text.count("seen") == 1000
    assert " a " not in prose.text.removeprefix(before.strip())


@pytest.mark.parametrize(
    "body",
    [
        "word and more\n" * 9000,
        "- item of a list\n" * 5000,
        "> quoted text\n" * 6000,
        "<div>\n" + "some text\n" * 9000,
        "~~~\n" + "code here\n" * 9000,
        "|a|b|\n|-|-|\n" + "|cell|other|\n" * 5000,
        "    indented code\n" * 5000,
    ],
)
def test_long_blocks_cut_by_force_lose_nothing(body: str) -> None:
    document = Document(body)
    layout = Layout(document, 76)
    while not layout.work(1.0):
        pass
    assert len(document.chunks) > 5
    shown = "".join(
        span.text for line in layout.lines(0, layout.height) for span in line.spans if span.start >= 0
    )
    for word in ("word", "item", "quoted", "some", "code", "cell", "other"):
        assert shown.count(word) == body.count(word)
