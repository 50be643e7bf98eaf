"""The playlist of the rotation: which articles, in which order, in which language.

Everything comes from the index, so a slow or missing folder delays nothing, and only the newest articles are
read, however many there are. The order:

1. appeals, newest first, if they are at most `APPEAL_DAYS` old: one of three years ago must not come before
   today's news. In an archive that no longer grows, the appeals of its last days still come first. Appeals
   take at most half of the slides, unless there is nothing else, so that a busy week does not hide all other
   news;
2. the rest, newest first;
3. articles without a date or dated after today: neither is known to be new.

Of an article in several languages, only the version in the current language is shown. The library's lists
leave out what has expired or been withdrawn.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from newsreader.kiosk.appeals import is_appeal
from newsreader.kiosk.excerpts import BODY_READ, CACHE_SIZE, excerpt
from newsreader.kiosk.qr_policy import decide
from newsreader.library.headlines import Filter, Headline, View
from newsreader.library.library import Library
from newsreader.links.catalogue.catalogue import Catalogue
from newsreader.settings.station import Station

APPEAL_DAYS = 14
"""Most appeals are answered in their first days, and forces keep them up for about two weeks."""
EXTRA_ARTICLES = 80
"""Articles beyond the number of slides that are searched for appeals."""


@dataclass(frozen=True, slots=True)
class Slide:
    """An article of the rotation, ready to be drawn. Clean text."""

    headline: Headline
    title: str
    area: str
    date: str | None
    """As in the headline: `2019-03-15T16:20`, or less of it."""
    excerpt: str
    appeal: bool
    """Whether it asks the public for help."""
    language: str
    """`en`, `cy`, or as in the front matter."""
    code: str | None
    """The target of the QR code: the article's page, else the first link that is allowed."""
    code_name: str
    """The name of that link; `""` for the article's own page."""


def slides(
    library: Library, station: Station, catalogue: Catalogue, language: str, now: datetime
) -> tuple[Slide, ...]:
    """Build the playlist: at most `station.slides` articles of the station's areas.

    Blocks: call it in a thread. `now` decides what is recent; expiry goes by the library's clock.
    """
    listing = library.listing(View.DATE, Filter(areas=frozenset(station.areas)))
    newest = in_language(library, listing.keys[: station.slides + EXTRA_ARTICLES], language)
    headlines = library.headlines(newest)
    keys = [headline.key for headline in headlines]
    bodies, languages = library.bodies(keys), library.languages(keys)
    appealing = {
        headline.key
        for headline in headlines
        if is_appeal(headline.title, headline.description, bodies.get(headline.key, ""))
    }
    ordered = _in_order(headlines, appealing, station.slides, now.date())
    return tuple(
        _slide(
            headline,
            bodies.get(headline.key, ""),
            appeal=headline.key in appealing,
            language=languages.get(headline.key, "en").partition("-")[0],
            station=station,
            catalogue=catalogue,
        )
        for headline in ordered
    )


def translation_of(library: Library, headline: Headline, language: str) -> Headline:
    """Return the translation of an article, or the article itself if there is none."""
    key = library.translations([headline.key]).get(headline.key, {}).get(language, headline.key)
    found = library.headlines([key]) if key != headline.key else []
    return found[0] if found else headline


def in_language(library: Library, keys: Sequence[int], language: str) -> Sequence[int]:
    """Return the keys with each translated article once: in that language, else in English, else as it came.

    Costs one query, and a pass through all keys only if there are translations at all.
    """
    translations = library.translations(keys)
    if not translations:
        return keys
    chosen = {key: group.get(language) or group.get("en") or key for key, group in translations.items()}
    return array("q", dict.fromkeys(chosen.get(key, key) for key in keys))


def _in_order(headlines: Sequence[Headline], appealing: set[int], count: int, today: date) -> list[Headline]:
    """Choose and order the articles, as described at the top of this module."""
    days = {headline.key: day for headline in headlines if (day := _day(headline)) and day <= today}
    oldest = _last_day(sorted(days.values(), reverse=True), today) - timedelta(APPEAL_DAYS)
    appeals, dated, others = [], [], []
    for headline in headlines:
        day = days.get(headline.key)
        if day is None:
            others.append(headline)
        elif headline.key in appealing and day >= oldest:
            appeals.append(headline)
        else:
            dated.append(headline)
    rest = [*dated, *others]
    first = appeals[: max((count + 1) // 2, count - len(rest))]
    return [*first, *rest[: count - len(first)]]


def _last_day(days: Sequence[date], today: date) -> date:
    """Return today if there is recent news, else one of an archive's last days: a few may be misdated."""
    if not days or today - days[0] <= timedelta(APPEAL_DAYS):
        return today
    return days[min(4, (len(days) - 1) // 2)]


def _day(headline: Headline) -> date | None:
    """Return the day of an article; the first of its month or year if no more is known."""
    if not headline.date:
        return None
    parts = headline.date.partition("T")[0].split("-")
    try:
        year, month, day = (int(part) for part in (*parts, "1", "1")[:3])
        return date(year, month, day)
    except ValueError:
        return None


def _slide(
    headline: Headline, body: str, *, appeal: bool, language: str, station: Station, catalogue: Catalogue
) -> Slide:
    code, name = _code(headline, body, station, catalogue, language)
    return Slide(
        headline=headline,
        title=headline.title,
        area=headline.area,
        date=headline.date,
        excerpt=excerpt(headline.title, headline.description, body),
        appeal=appeal,
        language=language,
        code=code,
        code_name=name,
    )


def _code(
    headline: Headline, body: str, station: Station, catalogue: Catalogue, language: str
) -> tuple[str | None, str]:
    """Return the target of the QR code of a slide, and its name."""
    if headline.url:
        page = decide(headline.url, station, catalogue, language=language)
        if page.code is not None:
            return page.code, ""
    links = _links(headline.title, headline.url, headline.reference, body[:BODY_READ], catalogue)
    for target, name in links:
        decision = decide(target, station, catalogue, page=headline.url, language=language)
        if decision.code is not None:
            return decision.code, name
    return None, ""


@lru_cache(CACHE_SIZE)
def _links(
    title: str, url: str | None, reference: str | None, beginning: str, catalogue: Catalogue
) -> tuple[tuple[str, str], ...]:
    """Return the targets and names of the links at the beginning of an article, in order."""
    from newsreader.links.extract import links_of

    links = links_of(beginning, catalogue, title=title, url=url, reference=reference)
    return tuple((entry.target, entry.successor or entry.name) for entry in links.entries if entry.target)
