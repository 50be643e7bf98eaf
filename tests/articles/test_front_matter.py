"""Front matter in every form it comes in, read as well as it can be, and bounded."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.articles.article import Severity
from newsreader.articles.finding_collector import FindingCollector
from newsreader.articles.front_matter.metadata import MAX_DEPTH, MAX_VALUES
from newsreader.articles.front_matter.parse import read_front_matter
from newsreader.articles.read import parse_article

HERE = Path(__file__).parent


class Case(NamedTuple):
    text: str
    body: tuple[int, str]
    meta: dict[str, object] | None
    findings: list[str]


def cases() -> dict[str, Case]:
    parts = (HERE / "front_matter.txt").read_text("utf-8").split("\n==== ")[1:]
    return {part.partition("\n")[0]: _case(part.partition("\n")[2]) for part in parts}


def _case(part: str) -> Case:
    text, _, expected = part.partition("\n----\n")
    body, meta, *findings = expected.strip().split("\n")
    line, _, words = body.partition(" ")
    return Case(
        text.replace("\\s", " ").replace("\\t", "\t").replace("\\\\", "\\"),
        (int(line), words.replace("\\n", "\n")),
        None if meta == "none" else json.loads(meta),
        findings,
    )


@pytest.mark.parametrize("name", cases())
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "bom"])
def test_front_matter_is_read(name: str, ending: str, mark: bytes) -> None:
    case = cases()[name]
    article = parse_article(mark + case.text.replace("\n", ending).encode(), "Kent/x.md")
    assert article.meta == (case.meta or {})
    assert (article.body.first_line, article.body.text) == case.body
    broken = [
        f"{finding.line}:{finding.column} {finding.code}"
        for finding in article.findings
        if finding.code.startswith(("front-matter-broken", "front-matter-u", "key-"))
    ]
    assert broken == case.findings
    missing = "front-matter-missing" in [finding.code for finding in article.findings]
    assert missing is (case.meta is None)


@pytest.mark.parametrize("name", cases())
def test_the_same_in_utf16(name: str) -> None:
    case = cases()[name]
    article = parse_article(case.text.encode("utf-16"), "Kent/x.md")
    assert (article.meta, article.body.text) == (case.meta or {}, case.body[1])


def block(text: str) -> bytes:
    return f"---\ntitle: kept\n{text}\n---\nBody\n".encode()


def chain(join: str) -> str:
    return "\n".join(f"k{n}: &k{n} {join.format(n - 1)}" for n in range(1, 40))


HOSTILE = {
    "brackets 60,000 deep": block("a: " + "[" * 60_000),
    "braces 15,000 deep": block("a: " + "{a: " * 15_000),
    "dashes 30,000 deep": block("- " * 30_000),
    "question marks 30,000 deep": block("? " * 30_000),
    "indented 300 deep": block("\n".join(" " * n + "a:" for n in range(1, 300))),
    "laughs": block("k0: &k0 [x]\n" + chain("[*k{0}, *k{0}, *k{0}, *k{0}, *k{0}, *k{0}]")),
    "merged": block("k0: &k0 {x: y}\n" + chain("{{<<: [*k{0}, *k{0}, *k{0}, *k{0}]}}")),
    "an alias of itself": block("a: &a [*a]"),
    "8,000 keys": block("\n".join(f"k{n}: v" for n in range(8_000))),
    "6,000 digits": block("n: " + "9" * 6_000),
    "a key of 30,000 parts": block("a." * 30_000 + "a: b"),
    "a quote that never ends": block('a: "' + "\\x" * 30_000),
    "colons": block("a: " + ": " * 30_000),
    "10 MB": block("a: b\n" * 2_000_000),
    "TOML 60,000 deep": b"+++\na=" + b"[" * 60_000 + b"\n+++\nBody\n",
    "TOML key of 30,000 parts": b"+++\n" + b"a." * 30_000 + b"a=1\n+++\nBody\n",
    "TOML table of 30,000 parts": b"+++\n[" + b"a." * 30_000 + b"a]\n+++\nBody\n",
    "TOML of 6,000 digits": b"+++\na=" + b"9" * 6_000 + b"\n+++\nBody\n",
    "JSON 60,000 deep": b'{\n"a": ' + b"[" * 60_000 + b"\n}\nBody\n",
    "JSON of 60,000 digits": b'{\n"a": ' + b"9" * 60_000 + b"\n}\nBody\n",
}


PUMPED = {
    "YAML spaces before a value": ("---\ntitle:{}x\n---\n", " "),
    "YAML dashes": ("---\n{}\n---\n", "- "),
    "YAML colons": ("---\na: b\n{}\n---\n", "a:"),
    "TOML keys with escapes": ("+++\n{}\n+++\n", '"\\u0061{n}" = 1\n'),
    "TOML keys": ("+++\n{}\n+++\n", "k{n} = 1\n"),
    "TOML dots": ("+++\na = '{}'\n+++\n", "."),
    "TOML blanks": ("+++\n{}\n+++\n", " "),
    "JSON keys with escapes": ('{{"a": 1{}}}\n', ', "\\u0061{n}": 1'),
    "JSON keys of spaces": ('{{"x": "{}", " ": 1}}\n', " "),
    "JSON quotes": ('{{"x": "{}"}}\n', '\\"'),
}


@pytest.mark.parametrize("name", PUMPED)
def test_front_matter_is_read_in_linear_time(name: str, takes_linear_time: Callable[..., bool]) -> None:
    frame, unit = PUMPED[name]

    def parse(size: int) -> Callable[[], object]:
        units = [unit.replace("{n}", str(number)) for number in range(size // len(unit))]
        data = frame.format("".join(units)).encode()
        return lambda: [parse_article(data, "Kent/x.md") for _ in range(3)]

    assert takes_linear_time(parse, 32_000)


def test_keys_of_toml_and_json_have_positions() -> None:
    toml = '+++\ntitle = "x"\n\n[og]\nurl = "/"\n"a b" = 1\nimage = {src = "y"}\n+++\n'
    findings = FindingCollector("x.md")
    read_front_matter(toml, findings)
    assert findings.key_positions == {
        "title": (2, 1), "og": (4, 2), "og.url": (5, 1), "og.a b": (6, 1), "og.image": (7, 1),
        "og.image.src": (7, 1),
    }  # fmt: skip
    findings = FindingCollector("x.md")
    read_front_matter('{\n  "title": "a: \\"b\\": c", "tags": [{"x": 1}],\n  "\\u0061rea": "d"}\n', findings)
    assert findings.key_positions == {"title": (2, 3), "tags": (2, 27), "area": (3, 3)}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_front_matter_is_harmless(name: str) -> None:
    article = parse_article(HOSTILE[name], "Kent/x.md")
    assert article.body.text.endswith("Body")
    if HOSTILE[name].startswith(b"---"):
        assert article.meta["title"] == "kept"
        assert article.title == "kept"
    assert len(str(article.meta)) < 500_000


def test_front_matter_beyond_the_limits_is_a_finding() -> None:
    for name in ("laughs", "8,000 keys", "brackets 60,000 deep", "10 MB"):
        article = parse_article(HOSTILE[name], "Kent/x.md")
        errors = [finding for finding in article.findings if finding.severity is Severity.ERROR]
        assert [finding.code for finding in errors] in (["front-matter-broken"], ["front-matter-too-large"])
    assert depth(parse_article(HOSTILE["indented 300 deep"], "x.md").meta) <= MAX_DEPTH
    assert len(parse_article(HOSTILE["8,000 keys"], "x.md").meta) <= MAX_VALUES


def depth(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    return 0


PIECES = st.one_of(
    st.sampled_from(
        ["---\n", "```yaml\n", "```\n", "+++\n", ";;;\n", "...\n", ": ", "\n", "  ", "- ", "|\n", ">-\n"]
    ),
    st.sampled_from(
        [
            "title",
            "area",
            "og.title",
            "&a ",
            "*a",
            "<<",
            "!x ",
            "? ",
            "\\e",
            "\\u0007",
            "é",
            "\u202e",
            "\ufeff",
        ]
    ),
    st.sampled_from("{}[]:=\t'\"#,\\\r\x85\x00x1%@`"),
)


@given(st.sampled_from(["---\n", "```yaml\n", "+++\n", "{\n", ";;;\n", ""]), st.lists(PIECES, max_size=40))
@settings(max_examples=200, deadline=None)
def test_random_front_matter_is_survived(opening: str, pieces: list[str]) -> None:
    text = (opening + "".join(pieces)).replace("\r", "\n")
    notes = FindingCollector("x.md")
    front = read_front_matter(text, notes)
    assert 0 <= front.body <= len(text)
    lines = text.count("\n") + 1
    assert all(1 <= finding.line <= lines and finding.column >= 1 for finding in notes.sorted())
    json.dumps(front.meta).encode("utf-8")
