"""The words of the line at the top; without Textual, for the first frame."""

from __future__ import annotations

from datetime import datetime

from newsreader.library.headlines import Filter, Listing, Progress, Status
from newsreader.reader import empty_messages
from newsreader.ui.bar_layout import Word


def place_words(filter: Filter) -> list[Word]:
    """The program, and which articles the list holds."""
    areas = sorted(filter.areas)
    where = areas[0] if len(areas) == 1 else f"{len(areas)} areas" if areas else "All areas"
    words = [Word(" newsreader ", "name"), Word("  "), Word(f"{where} ▾", "key", "areas")]
    if filter.status is not Status.ALL:
        words.append(Word(f"  {empty_messages.ONLY_WORDS[filter.status]} ▾", "key", "only"))
    return words


def count_words(listing: Listing) -> list[Word]:
    """How many articles there are."""
    return [
        Word(empty_messages.articles(len(listing.keys)), "text"),
        Word(f" · {listing.unread:,} unread", "text", "only"),
    ]


def progress_words(progress: Progress) -> list[Word]:
    """How far the reading of the articles has come."""
    filled = round(progress.done / progress.total * 10)
    bar = "━" * filled + "─" * (10 - filled)
    return [Word(f"Reading {progress.done:,} of {progress.total:,} {bar}  ", "text")]


def event_words(unreadable: int, arrived: int) -> list[Word]:
    """What went wrong and what came while the person reads; a click leads there."""
    words = []
    if unreadable:
        words.append(Word(f" · {unreadable:,} not readable", "key", "problems"))
    if arrived:
        words.append(Word(f" · {arrived:,} just arrived", "key", "start"))
    return words


def clock_word(now: datetime) -> Word:
    """The time of day."""
    return Word(f"   {now:%H:%M} ", "quiet")
