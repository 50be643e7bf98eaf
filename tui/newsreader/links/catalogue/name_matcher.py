"""Find the catalogue's names in a text: one pattern for all of them, then each name's own rule."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from newsreader.links.catalogue.resource import Case, Resource, Rule
from newsreader.links.detect.matches import Match, OccupiedSpans, sentence_span, word_set
from newsreader.links.reference import Kind

_SAME = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "–": "-", "—": "-", "‐": "-", "‑": "-", "\u00a0": " ", "\t": " "}
)
_GAP = r"(?: ?[\n-] ?|  ?)"
"""Between two words: spaces, a hyphen, or one line break; a blank line parts sentences, never a name."""
_MARK = r"[,.:;]?"
_PAUSE = re.compile(r"[\n.;] ")
_NAME_BEFORE = re.compile(r"\b[A-Z][\w'’&-]*[ \u00a0]$")
_OWN_NAME = "\0"
"""Stands for the name itself in the sentence that is searched for the words of a rule."""
_STARTERS = word_set("the a contact call visit by to from via and or charity ring at email")


@dataclass(frozen=True, slots=True)
class _Name:
    resource: Resource
    alias: str
    letters: str
    """The letters and digits of the alias, in its own case."""
    rule: Rule


Tree: TypeAlias = "dict[str, Tree]"
"""Pieces of a pattern, and what may follow each; `""` where a name may end."""


class Contacts:
    """Positions of numbers and addresses: beside one of them a name needs no other word."""

    def __init__(
        self, everywhere: Iterable[int] = (), own: Mapping[str, Iterable[int]] = MappingProxyType({})
    ) -> None:
        self._everywhere = sorted(everywhere)
        self._own = {id: sorted(places) for id, places in own.items()}

    def near(self, text: str, span: tuple[int, int], id: str) -> bool:
        """Return whether a contact follows at once, or one of the resource's own is in the paragraph."""
        start, end = span
        at = _first_from(self._everywhere, end)
        if at is not None and at < end + 40 and not _PAUSE.search(text, end, at):
            return True
        near = _first_from(self._own.get(id, ()), start - 200)
        return near is not None and near < end + 200 and text.find("\n\n", *sorted((near, end))) < 0


def _first_from(places: Sequence[int], start: int) -> int | None:
    at = bisect_left(places, start)
    return places[at] if at < len(places) else None


class NameMatcher:
    """The names of a catalogue as one pattern. Of those that begin at a place, the longest wins."""

    def __init__(self, resources: Sequence[Resource]) -> None:
        self._known: dict[str, list[_Name]] = {}
        tree: Tree = {}
        for resource in resources:
            for rule in resource.rules:
                for alias in rule.names:
                    self._add(tree, _Name(resource, alias, _letters(alias.translate(_SAME)), rule))
        self._pattern = re.compile(rf"(?<![\w@#/.])(?<!\w-)(?:{_branch(tree)})(?![a-z_])") if tree else None
        self._word_patterns: dict[tuple[str, ...], re.Pattern[str]] = {}

    def _add(self, tree: Tree, name: _Name) -> None:
        atoms = _atoms(name.alias)
        if not atoms:
            return
        names = self._known.setdefault(name.letters.lower(), [])
        if all(known.resource.id != name.resource.id or known.letters != name.letters for known in names):
            names.append(name)
        for atom in atoms:
            tree = tree.setdefault(atom, {})
        tree[""] = {}

    def find(self, text: str, taken: OccupiedSpans, contacts: Contacts) -> Iterator[Match]:
        """Yield every name that counts, in order, outside the stretches that are taken."""
        if self._pattern is None:
            return
        plain = _fold(text)
        for match in self._pattern.finditer(plain):
            start, end = match.span()
            if (start, end) in taken or (plain[end : end + 1].isdigit() and end - start < 8):
                continue
            written = _letters(text[start:end])
            for name in self._known.get(_letters(match[0]), ()):
                if self._counts(name, written, text, plain, (start, end), contacts):
                    yield Match(start, end, Kind.RESOURCE, name.resource.id, name=name.alias)
                    break

    def _counts(
        self, name: _Name, written: str, text: str, plain: str, span: tuple[int, int], contacts: Contacts
    ) -> bool:
        rule = name.rule
        if not _has_case(name, written) or (rule.case is not Case.ANY and _is_shouted(text, *span)):
            return False
        if rule.alone and _continues_a_name(text, span[0]):
            return False
        if not (rule.near or rule.unless) or contacts.near(text, span, name.resource.id):
            return True
        begin, stop = sentence_span(text, *span)
        around = f"{plain[begin : span[0]]}{_OWN_NAME}{plain[span[1] : stop]}"
        if rule.unless and self._words(rule.unless).search(around):
            return False
        return not rule.near or self._words(rule.near).search(around) is not None

    def _words(self, words: tuple[str, ...]) -> re.Pattern[str]:
        pattern = self._word_patterns.get(words)
        if pattern is None:
            choice = "|".join(re.escape(_fold(word).replace("…", _OWN_NAME)) for word in words)
            pattern = self._word_patterns[words] = re.compile(rf"(?<!\w)(?:{choice})(?!\w)")
        return pattern


def _fold(text: str) -> str:
    """Lower the text and make its quotes, hyphens and spaces plain, keeping its length."""
    small = text.lower()
    if len(small) != len(text):  # one letter, İ, becomes two
        small = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return small if small.isascii() and "\t" not in small and "`" not in small else small.translate(_SAME)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _atoms(alias: str) -> list[str]:
    """Split an alias into pieces of a pattern, with gaps and marks that may vary."""
    atoms: list[str] = []
    for char in re.sub(r"[ -]+", " ", _fold(alias)).strip(" .,:"):
        if char == " ":
            atoms.append(_GAP)
        elif char == "'":
            atoms.append("'?")
        elif char in ",.:;":
            atoms.append(_MARK)
        else:
            atoms.append(re.escape(char))
    return atoms


def _branch(tree: Tree) -> str:
    """Build a pattern that tries a longer name before a shorter one."""
    choices = [atom + _branch(below) for atom, below in tree.items() if atom]
    if not choices:
        return ""
    joined = choices[0] if len(choices) == 1 and "" not in tree else f"(?:{'|'.join(choices)})"
    return f"{joined}?" if "" in tree else joined


def _has_case(name: _Name, written: str) -> bool:
    if name.rule.case is Case.ANY:
        return True
    if name.rule.case is Case.EXACT:
        return written == name.letters
    return len(written) == len(name.letters) and all(
        theirs.isupper() for theirs, ours in zip(written, name.letters, strict=True) if ours.isupper()
    )


def _is_shouted(text: str, start: int, end: int) -> bool:
    """Return whether the words around are in capitals too: `HOW TO PREVENT CRIME`."""
    begin = text.rfind("\n", max(0, start - 80), start) + 1 or max(0, start - 80)
    stop = text.find("\n", end, end + 80)
    around = text[begin:start] + text[end : stop if stop >= 0 else end + 80]
    letters = [char for char in around if char.isalpha()]
    return len(letters) >= 6 and sum(map(str.isupper, letters)) > 0.7 * len(letters)


def _continues_a_name(text: str, start: int) -> bool:
    before = _NAME_BEFORE.search(text, max(0, start - 40), start)
    return before is not None and before[0].strip().lower() not in _STARTERS
