"""Load the catalogue from its files, with a finding for whatever is wrong in one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from newsreader.articles.article import Finding
from newsreader.links.catalogue.catalogue import Catalogue
from newsreader.links.catalogue.placed_yaml import CatalogueFindings, Place, Value, read_mapping
from newsreader.links.catalogue.resource import LEVELS, Case, Category, Resource, Rule
from newsreader.links.policy import Blocked, check
from newsreader.links.reference import Group
from newsreader.settings.paths import shipped_content

_LONGEST_NAME = 200
"""Characters; the longest that is shipped has 52."""

_TEXTS = (
    "id", "name", "category", "purpose", "address", "phone", "phone_note", "text", "email", "hours", "cost",
    "where", "status", "replaced_by", "note", "checked",
)  # fmt: skip
_LISTS = (
    "aliases", "former_names", "nations", "own_addresses", "dead_addresses", "own_numbers", "former_numbers",
)  # fmt: skip
_STATUSES = ("current", "legacy", "unconfirmed")
_FACTS = frozenset((*_TEXTS, *_LISTS, "numbers"))
_NUMBER = re.compile(r"\+?[\d ]{3,20}")


def shipped_catalogue() -> Path:
    """Return the folder of the catalogue that comes with the program."""
    return shipped_content() / "resources"


def load_catalogue(paths: Sequence[Path]) -> tuple[Catalogue, tuple[Finding, ...]]:
    """Load the catalogue of these files and folders (their `.yaml` files by name), with all findings.

    A later resource takes the place of an earlier one of the same id, as a whole. Nothing raises: what cannot
    be read is a finding, and the rest is loaded.
    """
    findings = CatalogueFindings()
    reader = _ResourceReader(findings)
    for path, shown in _files(paths):
        content = read_mapping(path, shown, findings)
        if content is not None:
            reader.read_sections(content, Place(shown))
    return reader.catalogue(), tuple(findings.all)


def _files(paths: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Yield every file of the catalogue, and its path as findings show it."""
    for path in paths:
        try:
            files = sorted(path.iterdir())
        except OSError:  # a file, or a folder that cannot be read: reading it as a file will say so
            yield path, path.name
            continue
        for file in files:
            if file.suffix in {".yaml", ".yml"} and not file.name.startswith((".", "_")):
                yield file, f"{path.name}/{file.name}"


class _ResourceReader:
    """Build resources from the mappings of the files, all of which are read before the first is built."""

    def __init__(self, findings: CatalogueFindings) -> None:
        self._findings = findings
        self._categories: dict[str, Category] = {}
        self._words: dict[str, tuple[str, ...]] = {}
        self._entries: list[tuple[dict[Any, Any], Place]] = []
        self._origins: dict[str, Place] = {}

    def read_sections(self, content: dict[Any, Any], start: Place) -> None:
        """Take in the sections of one file."""
        for key, value in content.items():
            if key == "resources" and isinstance(value, list):
                for entry in value:
                    self._read_entry(entry, key.place)
            elif key == "categories" and isinstance(value, list):
                for entry in value:
                    self._read_category(entry, key.place)
            elif key == "words" and isinstance(value, dict):
                self._words |= {str(name): self._texts(words, name.place) for name, words in value.items()}
            else:
                self._findings.warn(
                    getattr(key, "place", start), "key-unknown", f"“{key}” is not a section of a catalogue.",
                    "The sections are resources, categories and words, each with a list.",
                )  # fmt: skip

    def catalogue(self) -> Catalogue:
        """Return the catalogue of everything that was taken in."""
        resources: dict[str, Resource] = {}
        for entry, place in self._entries:
            resource = self._resource(entry, place)
            if resource is not None:
                resources[resource.id] = resource
                self._origins[resource.id] = place
        for resource in resources.values():
            if resource.replaced_by and resource.replaced_by not in resources:
                self._findings.error(
                    self._origins[resource.id], "successor-unknown",
                    f"“{resource.id}” is replaced by “{resource.replaced_by}”, which is no entry.",
                    "Give the id of an entry, or leave replaced_by out.",
                )  # fmt: skip
        return Catalogue(tuple(resources.values()), tuple(self._categories.values()))

    def _read_entry(self, entry: Any, place: Place) -> None:
        if isinstance(entry, dict) and entry:
            self._entries.append((entry, next(iter(entry)).place))
            return
        self._findings.error(
            entry.place if isinstance(entry, Value) else place,
            "shape", "An entry is not a mapping.", "Begin it with `- id:` and a name.",
        )  # fmt: skip

    def _read_category(self, entry: Any, place: Place) -> None:
        if not isinstance(entry, dict) or not entry.get("id") or not entry.get("name"):
            self._findings.error(
                place, "shape", "A category has no id or no name.", "Write {id: …, name: …, group: help}."
            )
            return
        group = entry.get("group", "help")
        if group not in tuple(Group):
            self._findings.error(
                getattr(group, "place", place), "group", f"“{group}” is not a group of the panel.",
                "Use emergency, help, appeal or web.",
            )  # fmt: skip
            group = "help"
        id = str(entry["id"])
        self._categories[id] = Category(id, str(entry["name"]), Group(str(group)))

    def _resource(self, entry: dict[Any, Any], place: Place) -> Resource | None:
        id, name = entry.get("id"), entry.get("name")
        if not (isinstance(id, str) and isinstance(name, str) and id and name):
            self._findings.error(
                place, "shape", "An entry has no id or no name.", "Give it both; the rest may be left out."
            )
            return None
        former = self._origins.get(id)
        if former is not None and former.path == place.path:
            self._findings.error(
                place, "twice", f"“{id}” occurs twice in this file (first on line {former.line}).",
                "Remove one, or give it another id.",
            )  # fmt: skip
        fields = self._fields(entry)
        fields["rules"] = self._rules(entry.get("match"), entry, fields)
        if not fields.get("own_addresses") and fields.get("address"):
            fields["own_addresses"] = (re.sub(r"^https?://(www\.)?", "", fields["address"]).rstrip("/"),)
        return Resource(**fields)

    def _fields(self, entry: dict[Any, Any]) -> dict[str, Any]:
        fields: dict[str, Any] = {"category": ""}
        for key, value in entry.items():
            if key in _TEXTS and isinstance(value, Value):
                problem = _problem(key, value)
                if problem:
                    self._findings.error(value.place, *problem)
                    continue
                fields[str(key)] = str(value)
                if key == "category" and value not in self._categories:
                    self._findings.warn(
                        value.place, "category-unknown",
                        f"“{value}” is not a category; the entry is listed last.",
                        "Use the id of a category, or add it under `categories:`.",
                    )  # fmt: skip
            elif key in _LISTS:
                fields[str(key)] = self._texts(value, key.place)
            elif key == "evidence" and isinstance(value, dict):
                fields["evidence"] = self._evidence(value)
            elif key in (*_TEXTS, "evidence"):
                self._findings.error(
                    key.place, "shape", f"“{key}” has the wrong shape.", "See README.md beside the catalogue."
                )
            elif key != "match":
                self._findings.warn(
                    key.place, "key-unknown", f"“{key}” is not a field of an entry and is ignored.",
                    "Correct its spelling or remove it; README.md beside the catalogue lists the fields.",
                )  # fmt: skip
        return fields

    def _texts(self, value: Any, place: Place) -> tuple[str, ...]:
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            self._findings.error(place, "shape", "A list of texts was expected here.", "Write [one, two].")
            return ()
        return tuple(str(item) for item in items if item)

    def _evidence(self, value: dict[Any, Any]) -> dict[str, str]:
        levels: dict[str, str] = {}
        for key, level in value.items():
            if key not in _FACTS:
                self._findings.warn(
                    key.place, "key-unknown", f"“{key}” is not a fact of an entry.", "Name one of its fields."
                )
            elif not isinstance(level, str) or level not in tuple(LEVELS):
                self._findings.error(
                    key.place, "evidence", f"“{level}” is not a level of evidence.",
                    "Use A (its own page), B (another's page), C (code only) or M (from memory).",
                )  # fmt: skip
            else:
                levels[str(key)] = str(level)
        return levels

    def _rules(self, value: Any, entry: dict[Any, Any], fields: Mapping[str, Any]) -> tuple[Rule, ...]:
        """Return the rules of `match`, and one for all names that none of them lists."""
        names = dict.fromkeys((fields["name"], *fields.get("aliases", ()), *fields.get("former_names", ())))
        items = value if isinstance(value, list) else [] if value is None else [value]
        rules: list[Rule] = []
        rest = Rule(())
        for item in items:
            if not isinstance(item, dict):
                place = next(key.place for key in entry if key == "match")
                self._findings.error(
                    place, "shape", "`match` is not a list of rules.", "Write `- any: [a name]`."
                )
                continue
            rule = self._rule(item)
            never = self._texts(item["never"], next(iter(item)).place) if "never" in item else ()
            for name in (*rule.names, *never):
                names.pop(name, None)
            if rule.names:
                rules.append(rule)
            elif "never" not in item:
                rest = rule
        rules.append(replace(rest, names=tuple(names)))
        return tuple(self._without_long_names(rule, next(iter(entry)).place) for rule in rules)

    def _without_long_names(self, rule: Rule, place: Place) -> Rule:
        """Drop names that are too long: the cost of matching grows with the longest."""
        names = tuple(name for name in rule.names if len(name) <= _LONGEST_NAME)
        if len(names) < len(rule.names):
            self._findings.error(
                place, "name-too-long", f"A name is longer than {_LONGEST_NAME} characters.", "Shorten it."
            )
        return replace(rule, names=names)

    def _rule(self, item: dict[Any, Any]) -> Rule:
        rule = Rule(())
        for key, value in item.items():
            if str(key) in tuple(Case):
                rule = replace(rule, case=Case(str(key)), names=self._texts(value, key.place))
            elif key == "near":
                rule = replace(rule, near=self._word_list(value, key.place))
            elif key == "unless":
                rule = replace(rule, unless=self._word_list(value, key.place))
            elif key == "alone":
                rule = replace(rule, alone=value == "true")
            elif key != "never":
                self._findings.warn(
                    key.place, "key-unknown", f"“{key}” is not part of a rule and is ignored.",
                    "A rule has one of any, capitals, exact or never, and may have near, unless and alone.",
                )  # fmt: skip
        return rule

    def _word_list(self, value: Any, place: Place) -> tuple[str, ...]:
        if not isinstance(value, str):
            return self._texts(value, place)
        if value not in self._words:
            self._findings.error(
                place, "words-unknown", f"“{value}” is not a list of words.", "Add it under `words:`."
            )
        return self._words.get(value, ())


def _problem(key: str, value: str) -> tuple[str, str, str] | None:
    """Return what is wrong with the text of a field: a code, a message and a remedy."""
    if key == "address":
        if isinstance(check(value), Blocked) or not value.startswith(("https://", "http://")):
            return "address", f"“{value}” is not a web address.", "Write it in full, with https://."
    elif key in ("phone", "text"):
        if not _NUMBER.fullmatch(value):
            return (
                "number", f"“{value}” is not a telephone number.",
                "Write digits and spaces only; words belong in phone_note or note.",
            )  # fmt: skip
    elif key == "status":
        if value.partition(",")[0] not in _STATUSES:
            return "status", f"“{value}” is not a status.", f"Use one of: {', '.join(_STATUSES)}."
    elif key == "checked":
        try:
            date.fromisoformat(value)
        except ValueError:
            return "date", f"“{value}” is not a date.", "Write it as 2026-11-22."
    return None
