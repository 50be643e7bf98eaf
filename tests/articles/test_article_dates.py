"""Where an article's dates stand, and which of them is believed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.articles.article import Timestamp
from newsreader.articles.dates.article_dates import find_dates
from newsreader.articles.dates.dateline import find_dateline
from newsreader.articles.dates.url_date import date_in_path

HERE = Path(__file__).parent
COMMENTS = ("# Articles, cut", "# Bodies whose", '# "key')
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def find_published(meta: dict[str, Any], body: str, path: str, url: str | None) -> Timestamp | None:
    return find_dates(meta, body, path, url).published


def blocks(name: str) -> list[str]:
    text = (HERE / name).read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if not line.startswith(COMMENTS)]
    return [block.strip("\n") for block in "\n".join(kept).split("\n=====\n")]


def nested(keys: dict[str, str]) -> dict[str, Any]:
    meta: dict[str, Any] = {}
    for dotted, value in keys.items():
        *above, last = dotted.split(".")
        place = meta
        for part in above:
            place = place.setdefault(part, {})
        place[last] = value
    return meta


def article(block: str) -> tuple[dict[str, Any], str, str, str | None, str]:
    head, _, rest = block.partition("-----\n")
    body, _, expected = rest.rpartition("=> ")
    keys = {
        key: value.strip("'") for key, value in (line.split(": ", 1) for line in head.splitlines() if line)
    }
    path = keys.pop("path-of-file", "Sampleshire/00ab12.md")
    return nested(keys), body, path, keys.get("url"), expected.strip()


@pytest.mark.parametrize("block", blocks("datelines.txt"))
def test_published(block: str) -> None:
    *given_, expected = article(block)
    moment = find_published(*given_)
    assert (f"{moment.text} {moment.source}" if moment else "-") == expected


def addresses() -> list[tuple[str, str, str]]:
    lines = (HERE / "paths_with_dates.txt").read_text(encoding="utf-8").splitlines()
    split = [line.rsplit(" => ", 1) for line in lines if line and not line.startswith("#")]
    return [(*[*left.split(" || "), ""][:2], right) for left, right in split]


@pytest.mark.parametrize(("address", "body", "expected"), addresses())
def test_date_in_path(address: str, body: str, expected: str) -> None:
    assert (date_in_path(address, body) or "-") == expected


@pytest.mark.parametrize("body", blocks("no_datelines.txt"))
def test_no_dateline(body: str) -> None:
    reading, _ = find_dateline(body + "\n")
    assert reading.text is None
    assert find_published({}, body, "a/title.md", None) is None


@pytest.mark.parametrize(
    "key", ["publish.date", "publishDate", "publish_date", "published", "pubDate", "date", "Date", "dc.date"]
)
def test_keys_of_other_collections(key: str) -> None:
    assert find_published(nested({key: "3 Nov 2020"}), "", "a.md", None) == Timestamp("2020-11-03", key)


def test_the_first_of_a_list_of_dates_is_used() -> None:
    assert find_published({"date": ["2020-11-03", "2021-11-03"]}, "", "a.md", None) == Timestamp(
        "2020-11-03", "date"
    )


def test_values_that_are_no_text() -> None:
    meta = {"date": None, "publish": [], "published": {}, "posted": [["2020-11-03"]], "released": 20201103}
    assert find_published(meta, "", "a.md", None) == Timestamp("2020-11-03", "released")


def test_updated_and_expires() -> None:
    meta = nested(
        {
            "article.modified.time": "2020-07-31T19:53:58+00:00",
            "expires": "3 Nov 2020",
            "publish.date": "2020",
        }
    )
    dates = find_dates(meta, "", "a.md", None)
    assert dates.updated == Timestamp("2020-07-31T20:53", "article.modified.time")
    assert dates.expires == Timestamp("2020-11-03", "expires")
    dates = find_dates({"date": "2020-11-03"}, "", "a.md", None)
    assert dates.updated is dates.expires is None


def found(meta: dict[str, str], body: str = "") -> list[tuple[str | None, str]]:
    findings = find_dates(nested(meta), body, "a.md", None, NOW).findings
    for _, _, message, remedy in findings:
        assert message.endswith(".") and remedy.endswith(".") and "\n" not in message
    return [(key, code) for key, code, *_ in findings]


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        ({"publish.date": "2020-11-03"}, []),
        ({"publish.date": "2019-02-30"}, [("publish.date", "date-impossible")]),
        ({"publish.date": "next week"}, [("publish.date", "date-unreadable")]),
        ({"publish.date": "27 April"}, [("publish.date", "date-without-year")]),
        ({"publish.date": "03/04/05"}, [("publish.date", "date-ambiguous")]),
        ({"publish.date": "02/25/2020"}, [("publish.date", "date-month-first")]),
        ({"publish.date": "Monday 3 November 2020"}, [("publish.date", "date-weekday")]),
        ({"publish.date": "25:00 03/11/2020"}, [("publish.date", "date-time")]),
        ({"publish.date": "2031-01-01"}, [("publish.date", "date-future")]),
        ({"publish.date": "2026-11-22T10:00"}, [("publish.date", "date-future")]),
        ({"publish.date": "2026-11-22"}, []),
        ({"publish.date": "2026"}, []),
        (
            {"article.published.time": "1970-01-01T00:00:00+00:00"},
            [("article.published.time", "date-placeholder")],
        ),
        ({"expires": "31 June 2020"}, [("expires", "date-impossible")]),
        ({"publish.date": "2020-11-03", "expires": "2020-11-02"}, [("expires", "date-order")]),
        ({"publish.date": "2020-11-03", "expires": "2020-11-03"}, []),
        (
            {"publish.date": "2020-11-03", "article.published.time": "2020-11-04"},
            [("publish.date", "date-conflict")],
        ),
        ({"publish.date": "3 Nov 2020", "article.published.time": "2020-11-03T09:00Z"}, []),
        ({"date": ""}, []),
        ({"published": "true", "expires": "never"}, []),
        ({"publication": "The Sample Gazette"}, []),
        ({"published": "2020-11-31"}, [("published", "date-impossible")]),
    ],
)
def test_findings_of_keys(meta: dict[str, str], expected: list[tuple[str, str]]) -> None:
    assert found(meta) == expected


def test_findings_of_the_dateline() -> None:
    assert found({}, "Published 31 June 2020\n\nText.") == [(None, "date-impossible")]
    assert found({}, "Monday 3 November 2020\n\nText.") == [(None, "date-weekday")]
    assert found({"date": "2 Nov 2020"}, "Published 3 November 2020\n\nText.") == [("date", "date-conflict")]
    assert found({"date": "3 Nov 2020"}, "Published 3 November 2020\n\nText.") == []
    assert found({"date": "2015-07-01T23:39:37+00:00"}, "Posted on 1 July 2015 at 11:39pm in News\n") == []


@pytest.mark.parametrize(
    "piece", ["3 November 2020\n", "Published ", "\n", "9", "Posted on 3 | 4 | in | by | "]
)
def test_a_large_body_takes_linear_time(piece: str, takes_linear_time: Callable[..., bool]) -> None:
    def find(size: int) -> Callable[[], object]:
        return partial(find_published, {}, piece * (size // len(piece)), "a.md", None)

    assert takes_linear_time(find, 200_000)


values = st.recursive(
    st.text(max_size=40) | st.none() | st.integers(), lambda inner: st.lists(inner, max_size=3), max_leaves=4
)
names = st.sampled_from(
    ["publish", "date", "year", "month", "day", "time", "expires", "path", "article", "updated"]
) | st.text(max_size=8)
trees = st.dictionaries(names, values | st.dictionaries(names, values, max_size=4), max_size=5)
lines = st.lists(
    st.sampled_from([line for block in blocks("datelines.txt") for line in block.splitlines()])
    | st.text(max_size=60),
    max_size=8,
)


@given(trees, lines.map("\n".join), st.text(max_size=60), st.none() | st.text(max_size=80))
def test_never_raises(meta: dict[str, Any], body: str, path: str, url: str | None) -> None:
    dates = find_dates(meta, body, path, url)
    for found in (dates.published, dates.updated, dates.expires):
        assert found is None or len(found.text) in (4, 7, 10, 16)
