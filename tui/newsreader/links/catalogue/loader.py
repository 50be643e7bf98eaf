"""Reading the catalogue's files: its entries, and a finding for whatever is wrong in one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from newsreader.articles.article import Finding
from newsreader.links.catalogue.catalogue import LEVELS, Case, Catalogue, Category, Resource, Rule
from newsreader.links.catalogue.catalogue_yaml import Findings, Place, Value, document
from newsreader.links.policy import Blocked, check
from newsreader.links.reference import Group

_LONGEST_NAME = 200
"""Characters; the longest that is shipped has 52."""

_TEXTS = (
    "id", "name", "category", "purpose", "address", "phone", "phone_note", "text", "email", "hours", "cost",
    "where", "status", "replaced_by", "note", "checked",
)  # fmt: skip
_LISTS = (
    "aliases", "former_names", "nations", "own_addresses", "dead_addresses", "own_numbers", "former_numbers",
)  # fmt: skip
_NATIONS = ("England", "Wales", "Scotland", "Northern Ireland")
_STATUSES = ("current", "legacy", "unconfirmed")
_FACTS = frozenset((*_TEXTS, *_LISTS, "numbers"))
_NUMBER = re.compile(r"\+?[\d ]{3,20}")


@dataclass(slots=True)
class _Reading(Findings):
    """What has been read so far, and what was wrong."""

    resources: dict[str, Resource] = field(default_factory=dict)
    origins: dict[str, Place] = field(default_factory=dict)
    categories: dict[str, Category] = field(default_factory=dict)
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    entries: list[tuple[dict[Any, Any], Place]] = field(default_factory=list)


def read(paths: Sequence[Path]) -> tuple[Catalogue, tuple[Finding, ...]]:
    """See `catalogue.load`."""
    reading = _Reading()
    for path, shown in _files(paths):
        content = document(path, shown, reading)
        if content is not None:
            _sections(content, Place(shown, 1, 1), reading)
    for entry, place in reading.entries:
        _enter(entry, place, reading)
    for resource in reading.resources.values():
        if resource.replaced_by and resource.replaced_by not in reading.resources:
            reading.error(
                reading.origins[resource.id], "successor-unknown",
                f"“{resource.id}” is replaced by “{resource.replaced_by}”, which is no entry.",
                "Give the id of an entry, or leave replaced_by out.",
            )  # fmt: skip
    catalogue = Catalogue(tuple(reading.resources.values()), tuple(reading.categories.values()))
    return catalogue, tuple(reading.findings)


def _files(paths: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    for path in paths:
        try:
            files = sorted(path.iterdir())
        except OSError:  # no folder, or one that cannot be read: reading it as a file will say so
            yield path, path.name
            continue
        for file in files:
            if file.suffix in {".yaml", ".yml"} and not file.name.startswith((".", "_")):
                yield file, f"{path.name}/{file.name}"


def _sections(document: dict[Any, Any], start: Place, reading: _Reading) -> None:
    for key, value in document.items():
        if key == "resources" and isinstance(value, list):
            for entry in value:
                if isinstance(entry, dict) and entry:
                    reading.entries.append((entry, next(iter(entry)).place))
                else:
                    place = entry.place if isinstance(entry, Value) else key.place
                    reading.error(
                        place, "shape", "An entry is not a mapping.", "Begin it with `- id:` and a name."
                    )
        elif key == "categories" and isinstance(value, list):
            for entry in value:
                _category(entry, key.place, reading)
        elif key == "words" and isinstance(value, dict):
            reading.words |= {str(name): _texts(words, name.place, reading) for name, words in value.items()}
        else:
            reading.warn(
                getattr(key, "place", start), "key-unknown", f"“{key}” is not a section of a catalogue.",
                "The sections are resources, categories and words, each with a list.",
            )  # fmt: skip


def _category(entry: Any, place: Place, reading: _Reading) -> None:
    if not isinstance(entry, dict) or not entry.get("id") or not entry.get("name"):
        reading.error(
            place, "shape", "A category has no id or no name.", "Write {id: …, name: …, group: help}."
        )
        return
    group = entry.get("group", "help")
    if group not in tuple(Group):
        reading.error(
            getattr(group, "place", place),
            "group",
            f"“{group}” is not a group of the panel.",
            "Use emergency, help, appeal or web.",
        )
        group = "help"
    reading.categories[str(entry["id"])] = Category(str(entry["id"]), str(entry["name"]), Group(str(group)))


def _enter(entry: dict[Any, Any], place: Place, reading: _Reading) -> None:
    id, name = entry.get("id"), entry.get("name")
    if not (isinstance(id, str) and isinstance(name, str) and id and name):
        reading.error(
            place, "shape", "An entry has no id or no name.", "Give it both; the rest may be left out."
        )
        return
    former = reading.origins.get(id)
    if former is not None and former.path == place.path:
        reading.error(
            place, "twice", f"“{id}” stands twice in this file (before on line {former.line}).",
            "Remove one, or give it another id.",
        )  # fmt: skip
    fields = _fields(entry, reading)
    fields["rules"] = _rules(entry.get("match"), entry, fields, reading)
    if not fields.get("own_addresses") and fields.get("address"):
        fields["own_addresses"] = (re.sub(r"^https?://(www\.)?|/+$", "", fields["address"]),)
    reading.resources[str(id)] = Resource(**fields)
    reading.origins[str(id)] = place


def _fields(entry: dict[Any, Any], reading: _Reading) -> dict[str, Any]:
    fields: dict[str, Any] = {"category": ""}
    for key, value in entry.items():
        if key in _TEXTS and isinstance(value, str):
            if _is_right(key, value, reading):
                fields[str(key)] = str(value)
        elif key in _LISTS:
            fields[str(key)] = _texts(value, key.place, reading)
        elif key == "evidence" and isinstance(value, dict):
            fields["evidence"] = _evidence(value, reading)
        elif key in (*_TEXTS, "evidence"):
            reading.error(
                key.place, "shape", f"“{key}” has the wrong shape.", "See README.md beside the catalogue."
            )
        elif key != "match":
            reading.warn(
                key.place, "key-unknown", f"“{key}” is not a field of an entry and is ignored.",
                "Correct its spelling or remove it; README.md beside the catalogue lists the fields.",
            )  # fmt: skip
    return fields


def _is_right(key: str, value: str, reading: _Reading) -> bool:
    """Whether a field holds what it may; where not, that is said."""
    place = getattr(value, "place", Place("", 1, 1))
    if key == "address":
        passage = check(value)
        if isinstance(passage, Blocked) or not value.startswith(("https://", "http://")):
            reading.error(
                place, "address", f"“{value}” is not a web address.", "Write it in full, with https://."
            )
            return False
    elif key in ("phone", "text") and not _NUMBER.fullmatch(value):
        reading.error(
            place, "number", f"“{value}” is not a telephone number.",
            "Write digits and spaces only; words belong in phone_note or note.",
        )  # fmt: skip
        return False
    elif key == "status" and value.partition(",")[0] not in _STATUSES:
        reading.error(place, "status", f"“{value}” is not a status.", f"Use one of: {', '.join(_STATUSES)}.")
        return False
    elif key == "checked":
        try:
            date.fromisoformat(value)
        except ValueError:
            reading.error(place, "date", f"“{value}” is not a date.", "Write it as 2026-11-22.")
            return False
    elif key == "category" and value not in reading.categories:
        reading.warn(
            place, "category-unknown", f"“{value}” is not a category; the entry is listed last.",
            "Use the id of a category, or add it under `categories:`.",
        )  # fmt: skip
    return True


def _texts(value: Any, place: Place, reading: _Reading) -> tuple[str, ...]:
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        reading.error(place, "shape", "A list of texts was expected here.", "Write [one, two].")
        return ()
    return tuple(str(item) for item in items if item)


def _evidence(value: dict[Any, Any], reading: _Reading) -> dict[str, str]:
    levels: dict[str, str] = {}
    for key, level in value.items():
        if key not in _FACTS:
            reading.warn(
                key.place, "key-unknown", f"“{key}” is not a fact of an entry.", "Name one of its fields."
            )
        elif not isinstance(level, str) or level not in tuple(LEVELS):
            reading.error(
                key.place, "evidence", f"“{level}” is not a level of evidence.",
                "Use A (its own page), B (another's page), C (code only) or M (from memory).",
            )  # fmt: skip
        else:
            levels[str(key)] = str(level)
    return levels


def _rules(value: Any, entry: dict[Any, Any], fields: dict[str, Any], reading: _Reading) -> tuple[Rule, ...]:
    names = dict.fromkeys((fields["name"], *fields.get("aliases", ()), *fields.get("former_names", ())))
    rules: list[Rule] = []
    rest = Rule(())
    for item in value if isinstance(value, list) else ():
        if not isinstance(item, dict):
            continue
        rule = _rule(item, reading)
        for name in (*rule.names, *_texts(item.get("never", []), _place_of(item), reading)):
            names.pop(name, None)
        if rule.names:
            rules.append(rule)
        elif "never" not in item:
            rest = rule
    if value is not None and (
        not isinstance(value, list) or not all(isinstance(item, dict) for item in value)
    ):
        place = next(key.place for key in entry if key == "match")
        reading.error(place, "shape", "`match` is not a list of rules.", "Write `- any: [a name]`.")
    rules.append(Rule(tuple(names), rest.case, rest.near, rest.unless, rest.alone))
    return tuple(_short(rule, _place_of(entry), reading) for rule in rules)


def _place_of(mapping: dict[Any, Any]) -> Place:
    return next((key.place for key in mapping), Place("", 1, 1))


def _short(rule: Rule, place: Place, reading: _Reading) -> Rule:
    """The rule without names that nobody can have: what looks for them grows with the longest."""
    names = tuple(name for name in rule.names if len(name) <= _LONGEST_NAME)
    if len(names) < len(rule.names):
        reading.error(
            place, "name-too-long", f"A name is longer than {_LONGEST_NAME} characters.", "Shorten it."
        )
    return replace(rule, names=names)


def _rule(item: dict[Any, Any], reading: _Reading) -> Rule:
    case = Case.CAPITALS
    names: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    alone = False
    for key, value in item.items():
        if str(key) in tuple(Case):
            case, names = Case(str(key)), _texts(value, key.place, reading)
        elif key == "near":
            near = _words(value, key.place, reading)
        elif key == "unless":
            unless = _words(value, key.place, reading)
        elif key == "alone":
            alone = value == "true"
        elif key != "never":
            reading.warn(
                key.place, "key-unknown", f"“{key}” is not part of a rule and is ignored.",
                "A rule has one of any, capitals, exact or never, and may have near, unless and alone.",
            )  # fmt: skip
    return Rule(names, case, near, unless, alone)


def _words(value: Any, place: Place, reading: _Reading) -> tuple[str, ...]:
    if isinstance(value, str):
        if value not in reading.words:
            reading.error(
                place, "words-unknown", f"“{value}” is not a list of words.", "Add it under `words:`."
            )
        return reading.words.get(value, ())
    return _texts(value, place, reading)
