"""Validators of profile options that are shown to the public: plain text of bounded length."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import TypeVar

from newsreader.settings.option import Validator, read_text_list

T = TypeVar("T")


class InvalidItemError(ValueError):
    """An invalid item in a list; `str()` is the item as written."""

    def __init__(self, item: str, accepts: str) -> None:
        super().__init__(item)
        self.accepts = accepts
        """As in the item's validator."""


_MOST_MARKS = 6
"""Most combining marks on one letter; stacked Tibetan needs as many."""


def one_line(most: int, *, empty: bool = True) -> Validator[str]:
    """Accept one line of text without control or invisible characters."""

    def read(value: object) -> str | None:
        if not isinstance(value, str):
            return None
        shown = " ".join(value.split())
        plain = shown.isprintable() and not _has_stacked_marks(shown)
        return shown if plain and len(shown) <= most and (shown or empty) else None

    needed = "" if empty else "not empty, "
    return Validator(f"a text in quotes, {needed}on one line, of at most {most} plain characters", read)


def _has_stacked_marks(text: str) -> bool:
    """Say whether combining marks have no base, or stack higher than any script needs."""
    if text.isascii():
        return False
    runs = [
        (mark, len(list(run))) for mark, run in groupby(text, lambda c: unicodedata.category(c)[0] == "M")
    ]
    return runs[0][0] or any(mark and length > _MOST_MARKS for mark, length in runs)


def list_of(item: Validator[T], accepts: str, most: int) -> Validator[tuple[T, ...]]:
    """Accept up to `most` items without duplicates; a single text is a list of one.

    Reading raises InvalidItemError for an invalid item.
    """

    def read(value: object) -> tuple[T, ...] | None:
        items = read_text_list(value)
        if items is None or len(items) > most:
            return None
        items_read: dict[T, None] = {}
        for each in items:
            one = item.read(each)
            if one is None:
                raise InvalidItemError(each, item.accepts)
            items_read[one] = None
        return tuple(items_read)

    return Validator(f"{accepts}; at most {most}", read)


_HOST = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9][a-z0-9-]{0,61}[a-z0-9]")
_ADDRESS = re.compile(
    r"https?://(?P<host>[A-Za-z0-9.-]+)(?::[0-9]{1,5})?(?:[/?#][!#-;=?-\[\]-~]*)?", re.IGNORECASE
)


def host() -> Validator[str]:
    """Accept the name of a web host, converted to lower case; `*` for any."""

    def read(value: object) -> str | None:
        try:
            name = value.encode("idna").decode("ascii").lower() if isinstance(value, str) else ""
        except UnicodeError:
            return None
        return name if name == "*" or _HOST.fullmatch(name) else None

    return Validator('the name of a web host alone, such as "police.uk"', read)


def address(most: int = 500) -> Validator[str]:
    """Accept the address of a web page, or nothing. `most` is what a QR code can hold and still scan."""

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
    """Accept a path as written."""
    return Validator(
        "a path in quotes, without invisible characters",
        lambda value: value if isinstance(value, str) and value and value.isprintable() else None,
    )
