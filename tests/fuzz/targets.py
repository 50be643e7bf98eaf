"""What is fuzzed: for each target how an input is made, and what must hold of it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from display import BANNERS, HOSTS, PROFILES, check_profile, check_until, profiles
from mutation import Mutator, as_bytes
from promises import harmless, must, sound_findings
from rich.cells import cell_len
from rooms import InFolder

from newsreader.articles.article import Article, Body
from newsreader.articles.clean_text import MAX_MARKS, clean_line, clean_path, clean_text
from newsreader.articles.dates.parse_date import parse_date, parse_timestamp
from newsreader.articles.read import parse_article
from newsreader.document.document import Document
from newsreader.document.layout import Layout
from newsreader.document.shell_output import plain, render
from newsreader.links.policy import Allowed, check
from newsreader.settings import load
from newsreader.settings.settings import Settings

SEEDS = Path(__file__).parent / "seeds"

MARKS = [
    *"#*_>~`|[]()!<>{}+-=:;,.\\/\"'&%$@^?\n\t 0123456789",
    "\n\n",
    "---",
    "```",
    "    ",
    "- ",
    "1. ",
    "](",
]
YAML = [
    "title: ",
    "date: ",
    "area: ",
    "og:\n  ",
    "- ",
    "&a ",
    "*a",
    "<<: ",
    "!!map ",
    "? ",
    "|\n",
    ">-\n",
    '"',
    "'",
]
DAYS = [
    "January",
    "Tachwedd",
    "Tue",
    "3rd",
    "noon",
    "am",
    "p.m.",
    "BST",
    "Z",
    "+01:00",
    "T",
    ":",
    "/",
    "-",
    ".",
    "th ",
]
WORDS = [
    "Call 101 ",
    "quoting ",
    "reference ",
    "0800 555 111",
    "www.",
    "https://",
    "@",
    "Crimestoppers",
    "here",
    "text ",
]
QUERY = [
    "area:",
    "after:",
    "before:",
    "is:",
    "has:",
    "ref:",
    '"',
    "*",
    "-",
    "2020-06",
    "unread",
    " OR ",
    " NOT ",
    "NEAR(",
    ")",
]
TOML = [
    "=",
    "[",
    "]",
    '"""',
    "'''",
    "[[",
    "keys",
    "\\u0000",
    "true",
    "2020-01-01",
    "{",
    "}",
    "_",
    "e9",
    "#",
    ".",
    "\r",
]
ADDRESS = [
    "https://",
    "http:",
    "//",
    "@",
    ":",
    "%0a",
    "%00",
    "xn--",
    "?",
    "#",
    "[",
    "]",
    ".",
    "mailto:",
    "tel:",
    "sms:",
    "\\",
]

_MOMENT = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d)?)?)?")
_LOOK = re.compile(r"\x1b\[[0-9;]*m")
WIDTHS = (1, 2, 3, 5, 8, 13, 20, 33, 40, 60, 76, 80, 120, 200)


@dataclass(frozen=True)
class Target:
    """One thing to try, and how many of a million inputs are for it."""

    name: str
    share: int
    make: Callable[[Random], Any]
    check: Callable[[Any], None]


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner)
    else:
        must(isinstance(value, str), "wrong", f"{value!r} is no text")
        yield str(value)


def check_article(data: bytes) -> None:
    """Whatever the bytes, an article comes of them, clean throughout."""
    article = parse_article(data, "Kent/2020/x.md")
    for name in ("title", "area", "description", "url", "reference", "language", "path", "id"):
        harmless(name, getattr(article, name))
    must(article.title, "wrong", "no title")
    harmless("the body", article.body.text, "\n\t")
    for leaf in _leaves(dict(article.meta)):
        harmless("the front matter", leaf, "\n\t")
    for moment in (article.date, article.updated, article.expires):
        must(moment is None or _MOMENT.fullmatch(moment.text), "wrong", f"no date: {moment}")
    sound_findings(article.findings, _lines_of(data, article))
    json.dumps([article.meta, article.title, article.body.text], ensure_ascii=False).encode("utf-8")


def _lines_of(data: bytes, article: Article) -> int:
    """At least as many lines as the file has in any encoding."""
    return (
        max(data.count(b"\n") + data.count(b"\r"), article.body.first_line + article.body.text.count("\n"))
        + 1
    )


def check_date(text: str) -> None:
    """Every text is a date or none."""
    reading = parse_date(text)
    must(reading.text is None or _MOMENT.fullmatch(reading.text), "wrong", f"{reading!r}")
    moment = parse_timestamp(text)
    must(moment is None or _MOMENT.fullmatch(str(moment)), "wrong", f"{moment!r}")


def check_text(raw: str) -> None:
    """Clean text is clean, stays as it is, and every character is found again."""
    text, removed = clean_text(raw)
    harmless("clean text", text, "\n\t")
    must(clean_text(text) == (text, ()), "wrong", "cleaning changes clean text")
    must(
        text.count("\n") == raw.replace("\r\n", "\n").replace("\r", "\n").count("\n"),
        "wrong",
        "a line is lost or made",
    )
    run = 0
    for character in text:
        run = run + 1 if unicodedata.category(character)[0] == "M" else 0
        must(run <= MAX_MARKS, "wide", f"{run} marks on one letter")
    body = Body(text, 1, removed)
    for offset in range(0, len(text), 1 + len(text) // 8):
        line, column, _ = body.place(offset, offset + 1)
        must(line >= 1 and column >= 1, "wrong", f"offset {offset} is at {line}:{column}")
    for cleaned in (clean_line(raw), clean_path(raw)):
        harmless("a line", cleaned)
        cleaned.encode("utf-8")
    must(clean_line(clean_line(raw)) == clean_line(raw), "wrong", "cleaning changes a clean line")


def check_markdown(case: tuple[str, int]) -> None:
    """At every width, all lines fit and none holds a command."""
    raw, width = case
    body = clean_text(raw)[0]
    layout = Layout(Document(body), width)
    for _ in range(200):
        if layout.work(0.2):
            break
    lines = layout.lines(0, layout.height)
    must(len(lines) == layout.height, "wrong", f"{len(lines)} lines of {layout.height}")
    for line in lines:
        must(line.cells <= width, "wide", f"{line.cells} cells at {width}: {line.text!r}")
        must(
            cell_len(line.text) <= width,
            "wide",
            f"{cell_len(line.text)} cells counted at {width}: {line.text!r}",
        )
        _line(line.text)
        for span in line.spans:
            must(-1 <= span.start <= len(body), "wrong", f"{span!r} stands nowhere")
    for text in plain(Document(body)):
        harmless("plain text", text, "\t")
    if width >= 20:
        for text in render(Document(body), width, colour=True):
            _line(_LOOK.sub("", text))


def _line(text: str) -> None:
    """A line may be put between isolates, so that what is written from the right stays inside its frame."""
    must(text.count("\u2068") == text.count("\u2069"), "control", f"an isolate is open in {text!r}")
    harmless("a line", text.replace("\u2068", "").replace("\u2069", ""))


def check_address(target: str) -> None:
    """What passes the gate is one plain argument, and passes it again as it is."""
    answer = check(target)
    if not isinstance(answer, Allowed):
        must(answer.reason.endswith("."), "wrong", f"no sentence: {answer.reason!r}")
        harmless("a refusal", answer.reason)
        return
    must(answer.target.startswith(("https://", "http://", "mailto:", "tel:", "sms:")), "wrong", answer.target)
    for shown in (answer.target, answer.shown, answer.warning):
        harmless("an address", shown)
    must(not re.search(r"[\s\\\"<>]", answer.target), "control", answer.target)
    if answer.target.startswith("http"):
        authority = re.split(r"[/?#]", answer.target.partition("://")[2])[0]
        must(
            authority.isascii() and authority and "@" not in authority,
            "wrong",
            f"the host of {answer.target!r}",
        )
    again = check(answer.target)
    must(
        isinstance(again, Allowed) and again.target == answer.target, "wrong", f"not twice: {answer.target!r}"
    )


def check_settings(text: str) -> None:
    """The settings hold whatever can be used, and name the rest."""
    loaded = load.parse(text, "config.toml")
    must(isinstance(loaded.settings, Settings), "wrong", "no settings")
    must(20 <= loaded.settings.text_width <= 200, "wrong", "a width out of bounds")
    for problem in loaded.problems:
        harmless("a problem", clean_line(problem))
        must(
            problem.startswith("config.toml:") and problem.endswith("."), "wrong", f"no sentence: {problem!r}"
        )


def _texts(folder: str) -> list[str]:
    return [file.read_text(encoding="utf-8") for file in sorted((SEEDS / folder).iterdir())]


def _lines(file: str) -> list[str]:
    lines = (SEEDS / file).read_text(encoding="utf-8").splitlines()
    return [line.encode("latin-1", "backslashreplace").decode("unicode_escape") for line in lines]


def targets(room: InFolder) -> list[Target]:
    """Every target."""
    articles, markdown = _texts("articles"), _texts("markdown")
    article, page = Mutator(articles, [*YAML, *MARKS]), Mutator(markdown, MARKS, 3_000)
    date, address = Mutator(_lines("dates.txt"), DAYS, 200), Mutator(_lines("addresses.txt"), ADDRESS, 5_000)
    text, words = (
        Mutator([*articles, *markdown], [*MARKS, *WORDS], 2_000),
        Mutator(markdown, [*WORDS, *MARKS], 1_500),
    )
    query, config = Mutator(_lines("queries.txt"), QUERY, 2_500), Mutator(_texts("settings"), [*TOML, *MARKS])
    own = Mutator(_texts("catalogues"), [*YAML, *MARKS])
    profile = profiles(
        Mutator(_texts("profiles"), [*TOML, *PROFILES, *ADDRESS]), Mutator(HOSTS, ADDRESS, 400)
    )
    put_up = Mutator(_texts("banners"), [*YAML, *BANNERS, *DAYS])
    until = Mutator(_lines("until.txt"), [*DAYS, "tomorrow", "today", "2026-11-23", "18:00"], 200)
    return [
        Target("articles", 130_000, lambda random: as_bytes(random, article(random)), check_article),
        Target("dates", 250_000, date, check_date),
        Target("text", 130_000, text, check_text),
        Target("markdown", 60_000, lambda random: (page(random), random.choice(WIDTHS)), check_markdown),
        Target("addresses", 250_000, address, check_address),
        Target("mentions", 40_000, words, room.check_mentions),
        Target("queries", 60_000, query, room.check_query),
        Target("settings", 60_000, config, check_settings),
        Target("profiles", 60_000, profile, check_profile),
        Target("banners", 12_000, lambda random: as_bytes(random, put_up(random)), room.check_banner),
        Target("until", 20_000, until, check_until),
        Target("catalogues", 12_000, lambda random: as_bytes(random, own(random)), room.check_catalogue),
        Target("state", 5_000, room.make_spoiled("state"), room.check_state),
        Target("index", 3_000, room.make_spoiled("index"), room.check_index),
    ]
