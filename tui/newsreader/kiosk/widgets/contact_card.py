"""How to reach something, in text and large digits: what stands beside a QR code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from rich.cells import cell_len
from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from newsreader.document.wrap import wrap_lines
from newsreader.kiosk.contact_methods import ContactMethod
from newsreader.kiosk.context import KioskContext
from newsreader.kiosk.translations import Translations
from newsreader.kiosk.widgets.large_digits import large_digits
from newsreader.ui.qr_view import can_draw_blocks
from newsreader.ui.styles import StyleMap, TextStyle
from newsreader.ui.text_fit import cut

MAX_CHARACTERS = 2_000
"""Of a text that can ever be in sight."""
_ADDRESS_PARTS = re.compile(r"[^/.?&=_-]*[/.?&=_-]+|[^/.?&=_-]+")
_SCAN_TEXTS = {"tel": "code.scan_call", "sms": "code.scan_text", "mailto": "code.scan_mail"}

_STYLES = {
    "name": TextStyle("heading", "bold"),
    "digits": TextStyle("heading", "bold"),
    "number": TextStyle(style="bold reverse"),
    "address": TextStyle("link", "bold"),
    "strong": TextStyle(style="bold"),
    "text": TextStyle(),
    "note": TextStyle("muted"),
}


class Rank(IntEnum):
    """How soon a part is dropped where there is no room for all: the highest first."""

    ESSENTIAL = 0
    NUMBER = 1
    """The number in plain digits: used only without the large ones."""
    DETAILS = 2
    LARGE_NUMBER = 3
    SPACE = 4
    PURPOSE = 5
    NOTES = 6


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines of one style and rank."""

    lines: tuple[str, ...]
    style: str
    rank: Rank


class ContactCard(Widget):
    """As much about a contact as fits, the most important first."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    ContactCard { width: 1fr; height: 1fr; padding: 0 1; background: $background; color: $foreground; }
    """

    has_code: reactive[bool] = reactive(False)
    """Whether a QR code stands beside it."""

    def __init__(self, context: KioskContext, method: ContactMethod, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._kiosk, self._method = context, method

    def render(self) -> Text:
        """Draw as many parts as fit."""
        width, height = self.size
        layout = ContactLayout(
            self._method, self._kiosk.translations, max(width, 1), self.has_code, can_draw_blocks(self)
        )
        text, styles = Text(no_wrap=True, end=""), StyleMap(self, _STYLES)
        for number, (line, part) in enumerate(layout.lines(height)):
            text.append("\n" if number else "")
            text.append(cut(line, width), styles.part(part))
        return text


@dataclass(frozen=True, slots=True)
class ContactLayout:
    """The lines of a contact card."""

    method: ContactMethod
    translations: Translations
    width: int
    has_code: bool
    draws_blocks: bool

    def lines(self, height: int) -> list[tuple[str, str]]:
        """Return lines with their styles, without the parts that do not fit."""
        parts = list(self._parts())
        has_large = any(part.rank is Rank.LARGE_NUMBER for part in parts)
        lines: list[tuple[str, str]] = []
        for highest in reversed(Rank):
            shown = [part for part in parts if part.rank <= highest]
            if has_large and highest >= Rank.LARGE_NUMBER:
                shown = [part for part in shown if part.rank is not Rank.NUMBER]
            lines = _without_extra_space([(line, part.style) for part in shown for line in part.lines])
            if len(lines) <= height:
                return lines
        return lines[:height]

    def _parts(self) -> Iterator[Part]:
        """Yield everything there is to say, in order."""
        method, t = self.method, self.translations
        space = Part(("",), "text", Rank.SPACE)
        yield self._text(t("code.of_article") if method.is_unnamed else method.name, "name")
        if method.is_english and t.language != "en":
            yield self._text(t("code.in_english"), "note", Rank.DETAILS)
        yield self._text(method.purpose, "text", Rank.PURPOSE)
        yield space
        yield from self._number()
        if method.reference:
            yield self._text(t("code.quote", reference=method.reference), "strong")
        if method.hours:
            yield self._text(t("code.hours", text=method.hours), "text", Rank.DETAILS)
        if method.cost:
            yield self._text(t("code.cost", text=method.cost), "text", Rank.DETAILS)
        if method.text_number:
            yield self._text(t("code.or_text", number=method.text_number), "strong", Rank.DETAILS)
        yield space
        yield from self._address()
        yield space
        yield from self._notes()

    def _text(self, text: str, style: str, rank: Rank = Rank.ESSENTIAL) -> Part:
        return Part(tuple(wrap_lines(text[:MAX_CHARACTERS], self.width)) if text else (), style, rank)

    def _number(self) -> Iterator[Part]:
        """Yield the number twice, in large and in plain digits; only one of them is shown."""
        method = self.method
        if not method.number:
            return
        label = self.translations("code.text" if method.text_only else "code.call")
        yield Part((label,), "text", Rank.ESSENTIAL)
        if self.draws_blocks and (large := large_digits(method.number, self.width)):
            yield Part(tuple(large), "digits", Rank.LARGE_NUMBER)
        plain = wrap_lines(method.number[:MAX_CHARACTERS], self.width - 2)
        yield Part(tuple(f" {line} " for line in plain), "number", Rank.NUMBER)

    def _address(self) -> Iterator[Part]:
        """Yield what the code does, or why there is none and what to type instead."""
        method, t = self.method, self.translations
        if self.has_code and method.code:
            scheme = method.code.partition(":")[0]
            yield self._text(t(_SCAN_TEXTS.get(scheme, "code.scan_page")), "text")
        if method.address:
            if not self.has_code:
                yield self._text(t("code.type"), "text")
            address = short_address(method.address)[:MAX_CHARACTERS]
            yield Part(tuple(_wrap_address(address, self.width)), "address", Rank.ESSENTIAL)
        if method.no_code_reason:
            yield self._text(t(method.no_code_reason), "note", Rank.DETAILS)
        elif method.code and not self.has_code:
            yield self._text(t("code.too_long"), "note", Rank.DETAILS)

    def _notes(self) -> Iterator[Part]:
        method, t = self.method, self.translations
        if method.may_have_ended:
            yield self._text(t("code.unsure"), "note", Rank.DETAILS)
        if method.name_in_article:
            yield self._text(t("code.words", words=method.name_in_article), "note", Rank.PURPOSE)
        if method.is_empty and not method.reference:
            yield self._text(t("code.nothing"), "text")
        for note in method.notes:
            yield self._text(note, "note", Rank.NOTES)


def _without_extra_space(lines: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Remove blank lines at both ends, and all but one of several."""
    kept: list[tuple[str, str]] = []
    for line in lines:
        if line[0] or (kept and kept[-1][0]):
            kept.append(line)
    while kept and not kept[-1][0]:
        kept.pop()
    return kept


def _wrap_address(address: str, width: int) -> list[str]:
    """Break an address into lines after its punctuation, unless that would leave a line nearly empty."""
    lines: list[str] = []
    line = ""
    for part in _ADDRESS_PARTS.findall(address):
        if line and cell_len(line) + cell_len(part) > width:
            lines.append(line)
            line = ""
        *full, line = wrap_lines(line + part, width)
        lines += full
    return [*lines, line] if line or not lines else lines


def short_address(address: str) -> str:
    """Return an address as short as it can be typed into a browser."""
    short = address.removeprefix("https://")
    return short.removesuffix("/") if short.count("/") == 1 else short
