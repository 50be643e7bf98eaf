"""Find the dates in front matter.

Keys are compared without dots, dashes, underscores and case; the tables of keys are in `front_matter.fields`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from newsreader.articles.dates.parse_date import ParsedDate, parse_date

PLACEHOLDERS = ("1970-01-01", "1900-01-01", "1899-12-30")
"""What programs write if no date was set."""
_NO_DATE = frozenset(
    ("", "true", "false", "yes", "no", "on", "off", "0", "1", "null", "none", "nil", "~", "never", "draft")
)
"""Values of keys like `published` and `expires` that are not meant as dates."""
_MAX_KEYS = 400
_MAX_DEPTH = 5
_MAX_KEY_LENGTH = 200

DateValues = Mapping[str, tuple[str, str]]
"""Normalised key → the dotted key as written, and its text."""


def date_values(meta: Mapping[str, object]) -> dict[str, tuple[str, str]]:
    """Return the values of the front matter by normalised key; of two with the same key the first."""
    values: dict[str, tuple[str, str]] = {}
    _collect(meta, "", values, _MAX_DEPTH)
    return values


def _collect(meta: Mapping[str, object], prefix: str, values: dict[str, tuple[str, str]], depth: int) -> None:
    for key, value in meta.items():
        if len(values) >= _MAX_KEYS:
            return
        dotted = f"{prefix}.{key}" if prefix else str(key)
        if isinstance(value, str):
            values.setdefault(_normalised(dotted), (dotted, value))
        elif isinstance(value, Mapping):
            if depth:
                _collect(value, dotted, values, depth - 1)
        else:
            first = value[0] if isinstance(value, list) and value else value
            if first is not None and not isinstance(first, list | Mapping):
                values.setdefault(_normalised(dotted), (dotted, str(first)))


@lru_cache(2048)
def _normalised(dotted: str) -> str:
    return "".join(letter for letter in dotted[:_MAX_KEY_LENGTH].casefold() if letter.isalnum())


def parsed_dates(values: DateValues, keys: Iterable[str]) -> Iterator[tuple[str, str, ParsedDate]]:
    """Yield the dotted key, the text and the parsed date of each of `keys` that has a value."""
    for key in keys:
        if key in values:
            dotted, text = values[key]
            if text.strip().casefold() not in _NO_DATE:
                yield dotted, text, parse_date(text)


def is_placeholder(parsed: ParsedDate) -> bool:
    """Whether this is what programs write if no date was set."""
    return (parsed.written or "")[:10] in PLACEHOLDERS
