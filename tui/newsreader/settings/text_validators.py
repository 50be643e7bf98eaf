"""What an option of a profile may hold that is shown to strangers: plain, of bounded length, or refused."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import TypeVar

from newsreader.settings.option import Validator, read_texts

T = TypeVar("T")


class InvalidItemError(ValueError):
    """One of a list of texts is not what the list may hold; `str()` is that text, as the file has it."""

    def __init__(self, item: str, accepts: str) -> None:
        super().__init__(item)
        self.accepts = accepts
        """As in the shape of an item."""


_MOST_MARKS = 6
"""Combining marks on one letter: stacked Tibetan has so many."""


def line(most: int, *, empty: bool = True) -> Validator[str]:
    """A text to be shown: one line, without characters that a screen would obey or hide."""

    def read(value: object) -> str | None:
        if not isinstance(value, str):
            return None
        shown = " ".join(value.split())
        plain = shown.isprintable() and not _piled(shown)
        return shown if plain and len(shown) <= most and (shown or empty) else None

    needed = "" if empty else "not empty, "
    return Validator(f"a text in quotes, {needed}on one line, of at most {most} plain characters", read)


def _piled(text: str) -> bool:
    """Whether marks stand on nothing, or on one another higher than any script has them."""
    if text.isascii():
        return False
    runs = [
        (mark, len(list(run))) for mark, run in groupby(text, lambda c: unicodedata.category(c)[0] == "M")
    ]
    return runs[0][0] or any(mark and length > _MOST_MARKS for mark, length in runs)


def list_of(item: Validator[T], accepts: str, most: int) -> Validator[tuple[T, ...]]:
    """A list of at most `most` texts of a kind, each once; one text alone is a list of one.

    Reading raises UnfitItemError for a text that is not of the kind.
    """

    def read(value: object) -> tuple[T, ...] | None:
        items = read_texts(value)
        if items is None or len(items) > most:
            return None
        taken: dict[T, None] = {}
        for each in items:
            one = item.read(each)
            if one is None:
                raise InvalidItemError(each, item.accepts)
            taken[one] = None
        return tuple(taken)

    return Validator(f"{accepts}; at most {most}", read)


_HOST = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9][a-z0-9-]{0,61}[a-z0-9]")
_ADDRESS = re.compile(
    r"https?://(?P<host>[A-Za-z0-9.-]+)(?::[0-9]{1,5})?(?:[/?#][!#-;=?-\[\]-~]*)?", re.IGNORECASE
)


def host() -> Validator[str]:
    """The name of a web host, in small letters; `*` for every one."""

    def read(value: object) -> str | None:
        try:
            name = value.encode("idna").decode("ascii").lower() if isinstance(value, str) else ""
        except UnicodeError:
            return None
        return name if name == "*" or _HOST.fullmatch(name) else None

    return Validator('the name of a web host alone, such as "police.uk"', read)


def address(most: int = 500) -> Validator[str]:
    """The address of a web page; empty for none. The most is what a code of it can hold and be scanned."""

    def read(value: object) -> str | None:
        if not isinstance(value, str) or len(value) > most:
            return None
        page = _ADDRESS.fullmatch(value)
        return value if not value or (page and _HOST.fullmatch(page["host"].lower())) else None

    return Validator(
        'the address of a page, such as "https://www.example.police.uk/contact", of at most '
        f"{most} characters without spaces",
        read,
    )


def path() -> Validator[str]:
    """A path, as it is written."""
    return Validator(
        "a path in quotes, without invisible characters",
        lambda value: value if isinstance(value, str) and value and value.isprintable() else None,
    )
