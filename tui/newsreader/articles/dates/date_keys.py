"""The keys of front matter that hold dates, and what they say.

Keys are compared without dots, dashes, underscores and capitals, so that `publish.date`, `publishDate` and
`publish_date` are one; each table is in the order of trust.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from newsreader.articles.dates.parse_date import Reading, examine


def _keys(names: str) -> tuple[str, ...]:
    return tuple(names.split())


PUBLISHED_KEYS = _keys("""
    publishdate publisheddate publicationdate datepublished datepublish publishedat publishedon
    publishedtime publishtime publishat publishon published publish publishdatetime
    publisheddatetime publication pubdate firstpublished firstpublishedat firstpublisheddate
    dateposted posteddate postedat postedon posted postdate releasedate datereleased released
    releasedat releasedon issued issuedate dateissued dcdateissued dctermsissued date datetime
    dcdate dctermsdate articlepublishedtime articlepublished articlepublisheddate articledate
    articledatepublished ogpublishedtime ogarticlepublishedtime newspublishedtime metadate
    sailthrudate parselypubdate timestamp
""")
CREATED_KEYS = _keys("""
    created createdat createdon datecreated createddate creationdate dcdatecreated dctermscreated
    dateadded added
""")
UPDATED_KEYS = _keys("""
    updated updatedat updatedon updateddate dateupdated updatedtime lastupdated lastupdatedat
    lastmod lastmodified lastmodifiedat modified modifieddate datemodified modifiedtime modifiedat
    articlemodifiedtime articlemodified ogupdatedtime dcdatemodified dctermsmodified changed revised
    reviseddate
""")
EXPIRES_KEYS = _keys("expires expiresat expireson")
"""Only names that mean this program: elsewhere `expirydate` ends a page of an archive that is still one."""
ADDRESS_KEYS = ("path", "permalink", "slug")
"""They hold a path as some sites build it: `2025/06/26/Rust-1.88.0`."""
PARTS_OF = ("publish", "published", "publication", "posted", "date", "")
"""Before `day`, `month`, `year` and `time`. `incident` is not among them: that is when something happened."""
PLACEHOLDERS = ("1970-01-01", "1900-01-01", "1899-12-30")
"""What programs write where no date was set."""
_NOTHING = {
    "",
    "true",
    "false",
    "yes",
    "no",
    "on",
    "off",
    "0",
    "1",
    "null",
    "none",
    "nil",
    "~",
    "never",
    "draft",
}
"""They stand under keys like `published` and `expires`, and are no date written wrongly."""
_MOST = 400
"""More keys than this are not looked at."""

Leaves = Mapping[str, tuple[str, str]]
"""Plain key → the key as it is written, with dots, and its text."""


def flatten(meta: Mapping[str, object]) -> dict[str, tuple[str, str]]:
    """The leaves of the front matter by plain key; of two with the same plain key the first."""
    leaves: dict[str, tuple[str, str]] = {}
    _gather(meta, "", leaves, 5)
    return leaves


def _gather(meta: Mapping[str, object], above: str, leaves: dict[str, tuple[str, str]], depth: int) -> None:
    for key, value in meta.items():
        if len(leaves) >= _MOST:
            return
        dotted = f"{above}.{key}" if above else str(key)
        if isinstance(value, str):
            leaves.setdefault(_plain(dotted), (dotted, value))
        elif isinstance(value, Mapping):
            if depth:
                _gather(value, dotted, leaves, depth - 1)
        else:
            first = value[0] if isinstance(value, list) and value else value
            if first is not None and not isinstance(first, list | Mapping):
                leaves.setdefault(_plain(dotted), (dotted, str(first)))


@lru_cache(2048)
def _plain(dotted: str) -> str:
    return "".join(letter for letter in dotted[:200].casefold() if letter.isalnum())


def readings(leaves: Leaves, keys: tuple[str, ...]) -> Iterator[tuple[str, str, Reading]]:
    """Of each of `keys` that is there and not empty: its dotted name, its text, what the text says."""
    for key in filter(leaves.__contains__, keys):
        dotted, text = leaves[key]
        if text.strip().casefold() not in _NOTHING:
            yield dotted, text, examine(text)


def is_placeholder(reading: Reading) -> bool:
    """Whether this is what programs write where no date was set."""
    return (reading.written or "")[:10] in PLACEHOLDERS
