"""The fuzz targets: how to make an input, and what must hold for its output."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from mutator import Mutator, encoded
from oracles import check_clean, check_findings, require
from rich.cells import cell_len
from stateful_targets import StatefulTargets
from station_targets import BANNERS, HOSTS, PROFILES, check_profile, check_until, profiles

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
    """A target, and how many of a million inputs it gets."""

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
        require(isinstance(value, str), "wrong", f"{value!r} is no text")
        yield str(value)


def check_article(data: bytes) -> None:
    """Any bytes are an article, and all of it is clean."""
    article = parse_article(data, "Kent/2020/x.md")
    for name in ("title", "area", "description", "url", "reference", "language", "path", "id"):
        check_clean(name, getattr(article, name))
    require(article.title, "wrong", "no title")
    check_clean("the body", article.body.text, "\n\t")
    for leaf in _leaves(dict(article.meta)):
        check_clean("the front matter", leaf, "\n\t")
    for moment in (article.date, article.updated, article.expires):
        require(moment is None or _MOMENT.fullmatch(moment.text), "wrong", f"no date: {moment}")
    check_findings(article.findings, _lines_of(data, article))
    json.dumps([article.meta, article.title, article.body.text], ensure_ascii=False).encode("utf-8")


def _lines_of(data: bytes, article: Article) -> int:
    """At least as many lines as the file has in any encoding."""
    return (
        max(data.count(b"\n") + data.count(b"\r"), article.body.first_line + article.body.text.count("\n"))
        + 1
    )


def check_date(text: str) -> None:
    """Any text is a valid date or none."""
    reading = parse_date(text)
    require(reading.text is None or _MOMENT.fullmatch(reading.text), "wrong", f"{reading!r}")
    moment = parse_timestamp(text)
    require(moment is None or _MOMENT.fullmatch(str(moment)), "wrong", f"{moment!r}")


def check_text(raw: str) -> None:
    """Clean text is clean and stable, and every character has a place in the file."""
    text, removed = clean_text(raw)
    check_clean("clean text", text, "\n\t")
    require(clean_text(text) == (text, ()), "wrong", "cleaning changes clean text")
    require(
        text.count("\n") == raw.replace("\r\n", "\n").replace("\r", "\n").count("\n"),
        "wrong",
        "a line is lost or made",
    )
    run = 0
    for character in text:
        run = run + 1 if unicodedata.category(character)[0] == "M" else 0
        require(run <= MAX_MARKS, "wide", f"{run} marks on one letter")
    body = Body(text, 1, removed)
    for offset in range(0, len(text), 1 + len(text) // 8):
        line, column, _ = body.place(offset, offset + 1)
        require(line >= 1 and column >= 1, "wrong", f"offset {offset} is at {line}:{column}")
    for cleaned in (clean_line(raw), clean_path(raw)):
        check_clean("a line", cleaned)
        cleaned.encode("utf-8")
    require(clean_line(clean_line(raw)) == clean_line(raw), "wrong", "cleaning changes a clean line")


def check_markdown(case: tuple[str, int]) -> None:
    """At every width, all lines fit and none contains a control."""
    raw, width = case
    body = clean_text(raw)[0]
    layout = Layout(Document(body), width)
    for _ in range(200):
        if layout.work(0.2):
            break
    lines = layout.lines(0, layout.height)
    require(len(lines) == layout.height, "wrong", f"{len(lines)} lines of {layout.height}")
    for line in lines:
        require(line.cells <= width, "wide", f"{line.cells} cells at {width}: {line.text!r}")
        require(
            cell_len(line.text) <= width,
            "wide",
            f"{cell_len(line.text)} cells counted at {width}: {line.text!r}",
        )
        _line(line.text)
        for span in line.spans:
            require(-1 <= span.start <= len(body), "wrong", f"{span!r} stands nowhere")
    for text in plain(Document(body)):
        check_clean("plain text", text, "\t")
    if width >= 20:
        for text in render(Document(body), width, colour=True):
            _line(_LOOK.sub("", text))


def _line(text: str) -> None:
    """Check a line, in which direction isolates are allowed in pairs."""
    require(text.count("\u2068") == text.count("\u2069"), "control", f"an isolate is open in {text!r}")
    check_clean("a line", text.replace("\u2068", "").replace("\u2069", ""))


def check_address(target: str) -> None:
    """What passes the link policy is one plain argument, and passes it again unchanged."""
    answer = check(target)
    if not isinstance(answer, Allowed):
        require(answer.reason.endswith("."), "wrong", f"no sentence: {answer.reason!r}")
        check_clean("a refusal", answer.reason)
        return
    require(
        answer.target.startswith(("https://", "http://", "mailto:", "tel:", "sms:")), "wrong", answer.target
    )
    for shown in (answer.target, answer.shown, answer.warning):
        check_clean("an address", shown)
    require(not re.search(r"[\s\\\"<>]", answer.target), "control", answer.target)
    if answer.target.startswith("http"):
        authority = re.split(r"[/?#]", answer.target.partition("://")[2])[0]
        require(
            authority.isascii() and authority and "@" not in authority,
            "wrong",
            f"the host of {answer.target!r}",
        )
    again = check(answer.target)
    require(
        isinstance(again, Allowed) and again.target == answer.target, "wrong", f"not twice: {answer.target!r}"
    )


def check_settings(text: str) -> None:
    """The settings use what is valid, and name the rest."""
    loaded = load.parse(text, "config.toml")
    require(isinstance(loaded.settings, Settings), "wrong", "no settings")
    require(20 <= loaded.settings.text_width <= 200, "wrong", "a width out of bounds")
    for problem in loaded.problems:
        check_clean("a problem", clean_line(problem))
        require(
            problem.startswith("config.toml:") and problem.endswith("."), "wrong", f"no sentence: {problem!r}"
        )


def _texts(folder: str) -> list[str]:
    return [file.read_text(encoding="utf-8") for file in sorted((SEEDS / folder).iterdir())]


def _lines(file: str) -> list[str]:
    lines = (SEEDS / file).read_text(encoding="utf-8").splitlines()
    return [line.encode("latin-1", "backslashreplace").decode("unicode_escape") for line in lines]


def targets(stateful: StatefulTargets) -> list[Target]:
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
        Target("articles", 130_000, lambda random: encoded(random, article(random)), check_article),
        Target("dates", 250_000, date, check_date),
        Target("text", 130_000, text, check_text),
        Target("markdown", 60_000, lambda random: (page(random), random.choice(WIDTHS)), check_markdown),
        Target("addresses", 250_000, address, check_address),
        Target("references", 40_000, words, stateful.check_references),
        Target("queries", 60_000, query, stateful.check_query),
        Target("settings", 60_000, config, check_settings),
        Target("profiles", 60_000, profile, check_profile),
        Target("banners", 12_000, lambda random: encoded(random, put_up(random)), stateful.check_banner),
        Target("until", 20_000, until, check_until),
        Target("catalogues", 12_000, lambda random: encoded(random, own(random)), stateful.check_catalogue),
        Target("state", 5_000, stateful.make_corrupted("state"), stateful.check_state),
        Target("index", 3_000, stateful.make_corrupted("index"), stateful.check_index),
    ]
