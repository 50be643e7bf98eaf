"""What the line at the top says, as far as the list alone tells."""

from __future__ import annotations

from datetime import datetime

from newsreader.library.headlines import Filter, Listing, Status
from newsreader.reader import empty_messages
from newsreader.ui.bar_layout import Word


def place_words(choice: Filter) -> list[Word]:
    """The program, and which articles the list holds."""
    areas = sorted(choice.areas)
    where = areas[0] if len(areas) == 1 else f"{len(areas)} areas" if areas else "All areas"
    words = [Word(" newsreader ", "name"), Word("  "), Word(f"{where} ▾", "key", "areas")]
    if choice.only is not Status.ALL:
        words.append(Word(f"  {empty_messages.ONLY_WORDS[choice.only]} ▾", "key", "only"))
    return words


def count_words(listing: Listing) -> list[Word]:
    """How many articles there are."""
    return [
        Word(empty_messages.articles(len(listing.keys)), "text"),
        Word(f" · {listing.unread:,} unread", "text", "only"),
    ]


def clock_word(now: datetime) -> Word:
    """The time of day."""
    return Word(f"   {now:%H:%M} ", "quiet")
