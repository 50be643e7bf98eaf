"""What front matter says, whatever it was written in: clean text in lists and nested mappings.

`publish.date: x` says the same as `date: x` below `publish:`, and so does `og:title` for `title` below `og:`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from newsreader.articles.article import Severity
from newsreader.articles.clean_text import clean_line, clean_text
from newsreader.articles.finding_collector import FindingCollector, quoted

LARGEST = 64 * 1024
"""Characters of front matter that are parsed; what the archive has is below 4 KB."""
DEEPEST = 32
"""Levels of nesting that are kept."""
MOST = 2000
"""Values that are kept, counting each time that an alias repeats one."""

Place: TypeAlias = tuple[int, int]
Value: TypeAlias = "str | list[Value] | Pairs"

_DOTTED = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_NAMESPACE = re.compile(r"(og|article|twitter|dc|dcterms|incident|publish):(?=[\w.:-]+$)", re.IGNORECASE)
_KNOWN = frozenset(
    {
        "title",
        "headline",
        "area",
        "date",
        "url",
        "link",
        "canonical",
        "permalink",
        "description",
        "summary",
        "deck",
    }
    | {
        "excerpt",
        "reference",
        "lang",
        "language",
        "locale",
        "publish",
        "published",
        "update",
        "updated",
        "modified",
    }
    | {"lastmod", "expires", "expiry", "expirydate", "og", "article", "twitter", "incident"}
)
"""Keys that have a meaning here, and that some programs write as `Title`."""


class Pairs(list[tuple[str, Place | None, "Value"]]):
    """A mapping as it was written: each key with its place in the file, and its value; keys may repeat."""


class TooMuchError(ValueError):
    """Front matter beyond the bounds, in words that complete “The front matter …”."""


def build(pairs: Pairs, notes: FindingCollector) -> dict[str, object]:
    """`pairs` as clean nested mappings; the place of each key goes to `notes`, and that a key repeats."""
    meta: dict[str, object] = {}
    _add_all(meta, pairs, "", notes)
    return meta


def look_up(meta: Mapping[str, object], key: str) -> object:
    """What `meta` has at a dotted key such as `publish.date`; None where it has nothing there."""
    value: object = meta
    for name in key.split("."):
        if not isinstance(value, dict) or name not in value:
            return None
        value = value[name]
    return value


def texts(meta: Mapping[str, object], keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each of `keys` that has some text, and the text; of a list, all of it."""
    for key in keys:
        value = look_up(meta, key) if "." in key else meta.get(key)
        if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
            value = ", ".join(value)
        if isinstance(value, str) and value:
            yield key, value


def _add_all(target: dict[str, object], pairs: Pairs, prefix: str, notes: FindingCollector) -> None:
    seen: set[str] = set()
    for key, place, value in pairs:
        names = _names(key)
        path = prefix + ".".join(names)
        if path in seen:
            _note_repeated(path, place, notes)
        seen.add(path)
        if place is not None:
            notes.places[path] = place
        holder: object = target
        for name in names[:-1]:
            holder = holder.setdefault(name, {}) if isinstance(holder, dict) else None
        if isinstance(holder, dict):
            _put(holder, names[-1], value, path, notes)
        else:
            _note_repeated(path, place, notes)


def _put(holder: dict[str, object], name: str, value: Value, path: str, notes: FindingCollector) -> None:
    if isinstance(value, Pairs):
        inner = holder.get(name)
        if not isinstance(inner, dict):
            inner = holder[name] = {}
        _add_all(inner, value, f"{path}.", notes)
    elif not isinstance(holder.get(name), dict):
        holder[name] = _cleaned(value, notes)
    else:
        _note_repeated(path, notes.places.get(path), notes)


def _cleaned(value: Value, notes: FindingCollector) -> object:
    if isinstance(value, str):
        return clean_text(value)[0].strip()
    if isinstance(value, Pairs):
        return build(value, FindingCollector(notes.path))
    return [_cleaned(item, notes) for item in value]


def _names(key: str) -> list[str]:
    """The parts of a key; words that have a meaning for us are taken in any case."""
    if not (key.isascii() and key.isprintable()):
        key = clean_line(key)
    if ":" in key and _NAMESPACE.match(key):
        key = key.replace(":", ".")
    names = key.split(".") if "." in key and _DOTTED.fullmatch(key) and key.count(".") < DEEPEST else [key]
    return [name.lower() if name.lower() in _KNOWN else name for name in names]


def _note_repeated(path: str, place: Place | None, notes: FindingCollector) -> None:
    line, column = place or (1, 1)
    notes.add(
        Severity.WARNING,
        "key-duplicate",
        f"The key {quoted(path)} stands in the front matter more than once; the last of them counts.",
        "Keep one of them.",
        place=(line, column),
    )
