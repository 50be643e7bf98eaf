"""What the display shows by itself: which articles, in which order, in the language that was chosen.

Everything comes from the index, so that a folder that is slow or away delays nothing, and only the newest
articles are looked at, however many there are. The order:

1. appeals, newest first, as long as they are at most `APPEAL_DAYS` old: an appeal of three years ago must not
   stand before today's news. In an archive that nobody adds to any more, the appeals of its last days still
   come first. They take half of the places at most, unless there is nothing else, so that a busy week does
   not hide all other news;
2. the rest, newest first;
3. what has no date, and what is dated after today: neither is known to be new.

Of an article in two languages only the one in the chosen language is shown. What has expired is not in the
lists of the library, and what was taken away is not in its index.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from newsreader.kiosk.appeals import is_appeal
from newsreader.kiosk.excerpts import KEPT, READ, lead
from newsreader.kiosk.qr_policy import offered
from newsreader.library.headlines import Filter, Headline, View
from newsreader.library.library import Library
from newsreader.links.catalogue.catalogue import Catalogue
from newsreader.settings.station import Station

APPEAL_DAYS = 14
"""Most appeals are answered in their first days, and forces let them stand for about two weeks."""
FURTHER = 80
"""Articles beyond those that are shown among which appeals are looked for."""


@dataclass(frozen=True, slots=True)
class Slide:
    """One article of the rotation, ready to be drawn. Everything in it is clean text."""

    headline: Headline
    title: str
    area: str
    date: str | None
    """As in the headline: `2019-03-15T16:20`, or less of it."""
    lead: str
    """The first lines: the description, else the first paragraph, as plain running text."""
    appeal: bool
    """Whether it asks the public for help."""
    language: str
    """The language of this text: `en`, `cy`, or as in the front matter."""
    code: str | None
    """The address for the QR code: the article's page, else the first it refers to that may be shown."""
    code_name: str
    """What the code leads to, in words: the name of the resource; `""` for the article's own page."""


def slides(
    library: Library, station: Station, catalogue: Catalogue, language: str, now: datetime
) -> tuple[Slide, ...]:
    """The rotation: at most `station.slides` articles of the station's areas, ready to be drawn.

    Call it in a thread. `now` decides what is recent; what has expired goes by the library's own clock.
    """
    listing = library.listing(View.DATE, Filter(areas=frozenset(station.areas)))
    newest = in_language(library, listing.keys[: station.slides + FURTHER], language)
    headlines = library.headlines(newest)
    keys = [headline.key for headline in headlines]
    bodies, languages = library.bodies(keys), library.languages(keys)
    asking = {
        headline.key
        for headline in headlines
        if is_appeal(headline.title, headline.description, bodies.get(headline.key, ""))
    }
    ordered = _in_order(headlines, asking, station.slides, now.date())
    return tuple(
        _slide(headline, bodies.get(headline.key, ""), headline.key in asking, languages, station, catalogue)
        for headline in ordered
    )


def twin(library: Library, headline: Headline, language: str) -> Headline:
    """The same article in that language; where there is none, the headline itself."""
    key = library.translations([headline.key]).get(headline.key, {}).get(language, headline.key)
    found = library.headlines([key]) if key != headline.key else []
    return found[0] if found else headline


def in_language(library: Library, keys: Sequence[int], language: str) -> Sequence[int]:
    """The keys of a list with each article that exists in several languages once: in that language, else in
    English, else as it came, at the place of the first of them.

    One question to the index, and 100,000 keys are gone through only where there are translations at all.
    """
    twins = library.translations(keys)
    if not twins:
        return keys
    chosen = {key: group.get(language) or group.get("en") or key for key, group in twins.items()}
    return array("q", dict.fromkeys(chosen.get(key, key) for key in keys))


def _in_order(headlines: Sequence[Headline], asking: set[int], places: int, today: date) -> list[Headline]:
    """What is shown, by the order that stands at the head of this module."""
    days = {headline.key: day for headline in headlines if (day := _day(headline)) and day <= today}
    oldest = _last_day(sorted(days.values(), reverse=True), today) - timedelta(APPEAL_DAYS)
    appeals, dated, others = [], [], []
    for headline in headlines:
        day = days.get(headline.key)
        if day is None:
            others.append(headline)
        elif headline.key in asking and day >= oldest:
            appeals.append(headline)
        else:
            dated.append(headline)
    rest = [*dated, *others]
    first = appeals[: max((places + 1) // 2, places - len(rest))]
    return [*first, *rest[: places - len(first)]]


def _last_day(days: Sequence[date], today: date) -> date:
    """Today, as long as there is news; else one of an archive's last days, of which a few may be misdated."""
    if not days or today - days[0] <= timedelta(APPEAL_DAYS):
        return today
    return days[min(4, (len(days) - 1) // 2)]


def _day(headline: Headline) -> date | None:
    """The day of an article; the first one of a month or a year that is all that is known."""
    if not headline.date:
        return None
    parts = headline.date.partition("T")[0].split("-")
    try:
        year, month, day = (int(part) for part in (*parts, "1", "1")[:3])
        return date(year, month, day)
    except ValueError:
        return None


def _slide(
    headline: Headline,
    body: str,
    appeal: bool,
    languages: dict[int, str],
    station: Station,
    catalogue: Catalogue,
) -> Slide:
    language = languages.get(headline.key, "en").partition("-")[0]
    code, name = _code(headline, body, station, catalogue, language)
    return Slide(
        headline=headline,
        title=headline.title,
        area=headline.area,
        date=headline.date,
        lead=lead(headline.title, headline.description, body),
        appeal=appeal,
        language=language,
        code=code,
        code_name=name,
    )


def _code(
    headline: Headline, body: str, station: Station, catalogue: Catalogue, language: str
) -> tuple[str | None, str]:
    """The address for the code of a slide, and what it leads to."""
    if headline.url:
        page = offered(headline.url, station, catalogue, language=language)
        if page.code is not None:
            return page.code, ""
    known = headline.title, headline.url, headline.reference, body[:READ], catalogue
    for target, name in _referred_to(*known):
        offer = offered(target, station, catalogue, page=headline.url, language=language)
        if offer.code is not None:
            return offer.code, name
    return None, ""


@lru_cache(KEPT)
def _referred_to(
    title: str, url: str | None, reference: str | None, beginning: str, catalogue: Catalogue
) -> tuple[tuple[str, str], ...]:
    """Everything that an article refers to in its beginning, in order: where it leads, and its name."""
    from newsreader.links.extract import links_of

    links = links_of(beginning, catalogue, title=title, url=url, reference=reference)
    return tuple((entry.target, entry.successor or entry.name) for entry in links.entries if entry.target)
