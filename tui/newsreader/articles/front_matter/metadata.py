"""Front matter as clean nested mappings, whatever format it was written in.

`publish.date: x` means the same as `date: x` below `publish:`, and `og:title` the same as `og.title`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from newsreader.articles.article import Severity
from newsreader.articles.clean_text import clean_line, clean_text
from newsreader.articles.finding_collector import FindingCollector, quote
from newsreader.articles.front_matter.fields import CASE_INSENSITIVE, NAMESPACES

MAX_LENGTH = 64 * 1024
"""Characters of front matter that are parsed; that of the archive is below 4 KB."""
MAX_DEPTH = 32
"""Levels of nesting that are kept."""
MAX_VALUES = 2000
"""Values that are kept, counting each time that an alias repeats one."""

Position: TypeAlias = tuple[int, int]
Value: TypeAlias = "str | list[Value] | Pairs"

_DOTTED = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_NAMESPACE = re.compile(rf"(?:{'|'.join(NAMESPACES)}):(?=[\w.:-]+$)", re.IGNORECASE)


class Pairs(list[tuple[str, Position | None, "Value"]]):
    """A mapping as written: each key with its line and column, and its value; keys may repeat."""


class FrontMatterLimitError(ValueError):
    """Front matter beyond the limits; the message completes “The front matter …”."""


def build(pairs: Pairs, findings: FindingCollector) -> dict[str, object]:
    """Return `pairs` as clean nested mappings; add positions of keys, and repeated keys, to `findings`."""
    meta: dict[str, object] = {}
    _add_all(meta, pairs, "", findings)
    return meta


def look_up(meta: Mapping[str, object], key: str) -> object:
    """Return the value at a dotted key such as `publish.date`, or None."""
    value: object = meta
    for name in key.split("."):
        if not isinstance(value, dict) or name not in value:
            return None
        value = value[name]
    return value


def texts(meta: Mapping[str, object], keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each of `keys` that has text, with its text; a list of texts is joined by commas."""
    for key in keys:
        value = look_up(meta, key)
        if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
            value = ", ".join(value)
        if isinstance(value, str) and value:
            yield key, value


def _add_all(target: dict[str, object], pairs: Pairs, prefix: str, findings: FindingCollector) -> None:
    seen: set[str] = set()
    for key, position, value in pairs:
        names = _names(key)
        path = prefix + ".".join(names)
        if path in seen:
            _add_duplicate(path, position, findings)
        seen.add(path)
        if position is not None:
            findings.key_positions[path] = position
        holder: object = target
        for name in names[:-1]:
            holder = holder.setdefault(name, {}) if isinstance(holder, dict) else None
        if isinstance(holder, dict):
            _set(holder, names[-1], value, path, findings)
        else:
            _add_duplicate(path, position, findings)


def _set(holder: dict[str, object], name: str, value: Value, path: str, findings: FindingCollector) -> None:
    if isinstance(value, Pairs):
        inner = holder.get(name)
        if not isinstance(inner, dict):
            inner = holder[name] = {}
        _add_all(inner, value, f"{path}.", findings)
    elif not isinstance(holder.get(name), dict):
        holder[name] = _cleaned(value, findings)
    else:
        _add_duplicate(path, findings.key_positions.get(path), findings)


def _cleaned(value: Value, findings: FindingCollector) -> object:
    if isinstance(value, str):
        return clean_text(value)[0].strip()
    if isinstance(value, Pairs):
        return build(value, FindingCollector(findings.path))
    return [_cleaned(item, findings) for item in value]


def _names(key: str) -> list[str]:
    """Split a dotted key; lower-case the parts that are known in any case."""
    if not (key.isascii() and key.isprintable()):
        key = clean_line(key)
    if ":" in key and _NAMESPACE.match(key):
        key = key.replace(":", ".")
    names = key.split(".") if "." in key and _DOTTED.fullmatch(key) and key.count(".") < MAX_DEPTH else [key]
    return [name.lower() if name.lower() in CASE_INSENSITIVE else name for name in names]


def _add_duplicate(path: str, position: Position | None, findings: FindingCollector) -> None:
    findings.add(
        Severity.WARNING,
        "key-duplicate",
        f"The key {quote(path)} is in the front matter more than once; the last one counts.",
        "Keep one of them.",
        position=position or (1, 1),
    )
