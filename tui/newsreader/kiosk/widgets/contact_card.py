"""How to reach something, in words and large figures: what stands beside a code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual.widget import Widget

from newsreader.kiosk.contact_methods import ContactMethod
from newsreader.kiosk.translations import Translations
from newsreader.kiosk.widgets.large_digits import figures
from newsreader.ui.qr_style import draws_blocks
from newsreader.ui.text_fit import cut
from newsreader.ui.text_wrap import wrapped, wrapped_address

MUST, NUMBER, WHEN, LARGE, AIR, PURPOSE, NOTES = range(7)
"""How much a part matters: where there is no room for all, the last go first."""
_LONGEST = 2_000
"""Characters of a text that can ever be in sight."""
_SCHEMES = {"tel": "code.scan_call", "sms": "code.scan_text", "mailto": "code.scan_mail"}


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines that look and matter alike."""

    lines: tuple[str, ...]
    look: str
    matters: int


class ContactCard(Widget):
    """Says of a way what there is room for, the most important first."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"way--{look}" for look in ("name", "figures", "number", "address", "strong", "text", "note")
    }
    DEFAULT_CSS = """
    ContactCard { width: 1fr; height: 1fr; padding: 0 1; background: $background; color: $foreground; }
    ContactCard > .way--name { text-style: bold; color: $heading; }
    ContactCard > .way--figures { text-style: bold; color: $heading; }
    ContactCard > .way--number { text-style: bold reverse; }
    ContactCard > .way--address { text-style: bold; color: $link; }
    ContactCard > .way--strong { text-style: bold; }
    ContactCard > .way--note { color: $muted; }
    """

    def __init__(self, way: ContactMethod, words: Translations, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._way, self._words = way, words
        self._code = False

    def say(self, *, code: bool) -> None:
        """Whether a code stands beside it, from now on."""
        if code != self._code:
            self._code = code
            self.refresh()

    def reword(self, words: Translations) -> None:
        """The same in another language."""
        self._words = words
        self.refresh()

    def render(self) -> Text:
        """As many parts as there is room for."""
        width, height = self.size
        parts = list(_parts(self._way, self._words, max(width, 1), self._code, draws_blocks(self)))
        text = Text(no_wrap=True, end="")
        for number, (line, look) in enumerate(_fitted(parts, height)):
            style = self.get_component_rich_style(f"way--{look}", partial=True)
            text.append("\n" if number else "")
            text.append(cut(line, width), style)
        return text


def _fitted(parts: list[Part], height: int) -> list[tuple[str, str]]:
    """The lines of what fits."""
    lines: list[tuple[str, str]] = []
    for least in range(NOTES, -1, -1):
        large = least >= LARGE
        kept = [
            part
            for part in parts
            if part.matters <= least and not (part.matters == NUMBER and large and _has_large(parts))
        ]
        lines = _without_air_at_ends([(line, part.look) for part in kept for line in part.lines])
        if len(lines) <= height:
            return lines
    return lines[:height]


def _has_large(parts: list[Part]) -> bool:
    return any(part.matters == LARGE for part in parts)


def _without_air_at_ends(lines: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """No empty line at the start or the end, nor two of them together."""
    kept: list[tuple[str, str]] = []
    for line in lines:
        if line[0] or (kept and kept[-1][0]):
            kept.append(line)
    while kept and not kept[-1][0]:
        kept.pop()
    return kept


def _parts(way: ContactMethod, words: Translations, width: int, code: bool, blocks: bool) -> Iterator[Part]:
    """Everything there is to say, in its order."""
    air = Part(("",), "text", AIR)
    yield _said(words("code.of_article") if way.nameless else way.name, width, "name")
    if way.english and words.language != "en":
        yield _said(words("code.in_english"), width, "note", WHEN)
    yield _said(way.purpose, width, "text", PURPOSE)
    yield air
    yield from _number(way, words, width, blocks)
    if way.quote:
        yield _said(words("code.quote", reference=way.quote), width, "strong")
    if way.hours:
        yield _said(words("code.hours", text=way.hours), width, "text", WHEN)
    if way.cost:
        yield _said(words("code.cost", text=way.cost), width, "text", WHEN)
    if way.text_number:
        yield _said(words("code.or_text", number=way.text_number), width, "strong", WHEN)
    yield air
    yield from _address(way, words, width, code)
    yield air
    yield from _rest(way, words, width)


def _said(text: str, width: int, look: str, matters: int = MUST) -> Part:
    """A text in lines; none for an empty one."""
    return Part(tuple(wrapped(text[:_LONGEST], width)) if text else (), look, matters)


def _address(way: ContactMethod, words: Translations, width: int, code: bool) -> Iterator[Part]:
    """What the code does or why there is none, and what to type instead."""
    if code and way.code:
        scheme = way.code.partition(":")[0]
        yield _said(words(_SCHEMES.get(scheme, "code.scan_page")), width, "text")
    if way.address:
        if not code:
            yield _said(words("code.type"), width, "text")
        yield Part(tuple(wrapped_address(typed(way.address)[:_LONGEST], width)), "address", MUST)
    if way.refusal:
        yield _said(words(way.refusal), width, "note", WHEN)
    elif way.code and not code:
        yield _said(words("code.too_long"), width, "note", WHEN)


def _rest(way: ContactMethod, words: Translations, width: int) -> Iterator[Part]:
    """What else a caller should know."""
    if way.unsure:
        yield _said(words("code.unsure"), width, "note", WHEN)
    if way.words:
        yield _said(words("code.words", words=way.words), width, "note", PURPOSE)
    if way.empty and not way.quote:
        yield _said(words("code.nothing"), width, "text")
    for note in way.notes:
        yield _said(note, width, "note", NOTES)


def typed(address: str) -> str:
    """An address as short as it can be typed into a browser."""
    short = address.removeprefix("https://")
    return short.removesuffix("/") if short.count("/") == 1 else short


def _number(way: ContactMethod, words: Translations, width: int, blocks: bool) -> Iterator[Part]:
    """The number, large and, for where there is no room, in plain figures; only one of them is shown."""
    if not way.number:
        return
    yield Part((words("code.text" if way.texts else "code.call"),), "text", MUST)
    large = figures(way.number, width) if blocks else []
    if large:
        yield Part(tuple(large), "figures", LARGE)
    plain = wrapped(way.number[:_LONGEST], width - 2)
    yield Part(tuple(f" {line} " for line in plain), "number", NUMBER)
