"""Mutate real input: cut, repeat and nest it, and mix it with what parsers stumble over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

CONTROLS = [
    *map(chr, (0, 7, 8, 9, 10, 11, 12, 13, 27, 127, 0x85, 0x90, 0x9B, 0x9D, 0xA0, 0xAD)),
    *("\u0301", "\u061c", "\u200b", "\u200d", "\u200e", "\u2028", "\u202e", "\u2066", "\u2069", "\ufeff"),
    *("\ud800", "\udcff", "\ue000", "\ufdd0", "\U000e0041", "\U000e0100", "\U0010ffff"),
    *("\x1b[31m", "\x1b]52;c;AAAA\x07", "\x1b]0;title\x1b\\", "\x9b2J", "\x1bP1$r\x1b\\", "\x1b[?1049l"),
]
"""What a terminal would obey, hide or choke on."""
SCRIPTS = [
    *("漢字", "かな", "שלום", "مرحبا", "नमस्ते", "ไทย", "e\u0301", "ﬃ", "İ", "ß", "ǅ", "𝟙", "①", "१२", "⁸"),
    *(
        "👩\u200d👩\u200d👧",
        "🇬🇧",
        "🇬",
        "👍🏽",
        "❤\ufe0f",
        "a\u0301\u0302\u0303\u0304\u0305\u0306\u0307",
        "½",
        "ℵ",
        "㎏",
    ),
]
"""Letters and digits that are not what they seem."""
NUMBERS = [
    "0",
    "-1",
    "1e999",
    "99999999999999999999",
    "0x7f",
    "2020-02-30",
    "31/31/2031",
    "25:61",
    "NaN",
    "+99:99",
]

Make = Callable[[Random], str]


class Mutator:
    """Texts like some seeds, and texts of nothing but their pieces."""

    def __init__(self, seeds: Sequence[str], pieces: Sequence[str], longest: int = 4_000) -> None:
        self._seeds = list(seeds)
        self._pieces = list(pieces)
        self._all = [*pieces, *pieces, *CONTROLS, *SCRIPTS, *NUMBERS]
        self._longest = longest

    def __call__(self, random: Random) -> str:
        """One text."""
        if random.random() < 0.15:
            text = "".join(self._piece(random) for _ in range(random.randrange(1, 40)))
        else:
            text = random.choice(self._seeds)
            for _ in range(random.choice((1, 1, 2, 3, 5, 8))):
                text = random.choice(_MUTATIONS)(self, random, text)
        return text[: self._longest]

    def _piece(self, random: Random) -> str:
        return random.choice(self._all if random.random() < 0.4 else self._pieces)

    def _insert(self, random: Random, text: str) -> str:
        at = random.randrange(len(text) + 1)
        return text[:at] + self._piece(random) + text[at:]

    def _replace(self, random: Random, text: str) -> str:
        start, end = _stretch(random, text, 12)
        return text[:start] + self._piece(random) + text[end:]

    def _delete(self, random: Random, text: str) -> str:
        start, end = _stretch(random, text, 60)
        return text[:start] + text[end:]

    def _double(self, random: Random, text: str) -> str:
        start, end = _stretch(random, text, 200)
        return text[:end] + text[start:end] * random.choice((1, 1, 2, 5, 40)) + text[end:]

    def _flood(self, random: Random, text: str) -> str:
        at = random.randrange(len(text) + 1)
        return text[:at] + self._piece(random) * random.choice((3, 10, 70, 300)) + text[at:]

    def _interleave(self, random: Random, text: str) -> str:
        at = random.randrange(len(text) + 1)
        return (
            text[:at] + (self._piece(random) + self._piece(random)) * random.choice((3, 30, 300)) + text[at:]
        )

    def _nest(self, random: Random, text: str) -> str:
        start, end = _stretch(random, text, 60)
        times = random.choice((3, 30, 300))
        return (
            text[:start]
            + self._piece(random) * times
            + text[start:end]
            + self._piece(random) * times
            + text[end:]
        )

    def _number(self, random: Random, text: str) -> str:
        at = random.randrange(len(text) + 1)
        before, after = self._piece(random), self._piece(random)
        numbered = "".join(f"{before}{number}{after}" for number in range(random.choice((3, 30, 300))))
        return text[:at] + numbered + text[at:]

    def _cut(self, random: Random, text: str) -> str:
        return text[: random.randrange(len(text) + 1)]

    def _splice(self, random: Random, text: str) -> str:
        other = random.choice(self._seeds)
        return text[: random.randrange(len(text) + 1)] + other[random.randrange(len(other) + 1) :]

    def _swap_lines(self, random: Random, text: str) -> str:
        lines = text.split("\n")
        first, second = random.randrange(len(lines)), random.randrange(len(lines))
        lines[first], lines[second] = lines[second], lines[first]
        return "\n".join(lines)

    def _indent(self, random: Random, text: str) -> str:
        lines = text.split("\n")
        at = random.randrange(len(lines))
        lines[at] = random.choice((" ", "  ", "\t", "    ", "> ", "- ")) + lines[at]
        return "\n".join(lines)

    def _shout(self, random: Random, text: str) -> str:
        start, end = _stretch(random, text, 30)
        return text[:start] + text[start:end].swapcase() + text[end:]


_MUTATIONS = (
    Mutator._insert, Mutator._insert, Mutator._replace, Mutator._replace, Mutator._delete, Mutator._double,
    Mutator._flood,
    Mutator._interleave, Mutator._nest, Mutator._number, Mutator._cut, Mutator._splice,
    Mutator._swap_lines, Mutator._indent, Mutator._shout,
)  # fmt: skip


def _stretch(random: Random, text: str, longest: int) -> tuple[int, int]:
    start = random.randrange(len(text) + 1)
    return start, min(start + random.randrange(1, longest), len(text))


def encoded(random: Random, text: str) -> bytes:
    """The text as a file may hold it: nearly always UTF-8, now and then something else, or broken."""
    way = random.random()
    if way < 0.8:
        return text.encode("utf-8", "surrogatepass")
    if way < 0.9:
        return corrupted(random, text.encode("utf-8", "surrogatepass"), 4)
    encoding = random.choice(("utf-16", "utf-16-be", "latin-1", "cp1252", "utf-8-sig", "utf-32"))
    return text.encode(encoding, "replace")


def corrupted(random: Random, data: bytes, most: int) -> bytes:
    """Bytes of which some were changed, zeroed, cut off or put elsewhere."""
    changed = bytearray(data)
    for _ in range(random.randrange(1, most + 1)):
        if not changed:
            break
        at = random.randrange(len(changed))
        match random.randrange(6):
            case 0 | 1:
                changed[at] = random.randrange(256)
            case 2:
                changed[at] ^= 1 << random.randrange(8)
            case 3:
                end = min(at + random.choice((2, 16, 100, 4096)), len(changed))
                changed[at:end] = bytes([random.choice((0, 0, 255, 165))]) * (end - at)
            case 4:
                other = random.randrange(len(changed))
                length = random.choice((4, 64, 1024))
                piece = changed[other : other + length]
                changed[at : at + len(piece)] = piece
            case _:
                if random.random() < 0.3:
                    del changed[at:]
    return bytes(changed)
