"""What of the bytes that a terminal sends is a key or a touch. Everything else stops here.

The control functions are those of ECMA-48: sequences (5.4), strings (5.6); what xterm sends for keys and the
mouse is told in its "Control Sequences". It holds back a few bytes at most, whatever comes.
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator

ESCAPE = "\x1b"
LONGEST = 64
"""Characters that a sequence may have: the longest of a key has less than 32."""
PAUSES = 10
"""So many pauses end a paste that does not end by itself: a slow line may take breath in one."""
ANSWER = re.compile(r"\x1b\[\?2026;[0-4]\$y")
"""A terminal's answer to the question whether it takes a picture in one piece: DECRPM."""

_PASTE_BEGIN, _PASTE_END = "\x1b[200~", "\x1b[201~"
_STRING_END = re.compile("[\x07\x18\x1a\x1b]")
_SEQUENCE_END = re.compile("[^ -?]")
_BEGUN = re.compile(r"\x1b(?:\[(?:\[|M[^\x1b]{0,2}|[0-?]{0,62}[ -/]{0,4})?|O)?\Z")
"""The beginning of a sequence, of which the rest may come yet."""
_PIECE = re.compile(
    r"(?P<old>\x1b\[M[^\x1b]{3})"  # an old mouse report: three characters that are no keys
    r"|(?P<sequence>\x1b\[\[[A-E]|\x1b\[[0-?]*[ -/]*[@-~]|\x1bO[@-~])"
    r"|(?P<endless>\x1b\[)"
    r"|(?P<string>\x1b[\]PX^_])"
    r"|(?P<alt>\x1b[^\x1b])"
    r"|(?P<one>.)",
    re.DOTALL,
)
_KEY = re.compile(r"\x1bO[@-~]|\x1b\[(?:\[[A-E]|[0-9;:]*[A-HPQSZ~u]|[0-9;:]*[a-d]|[0-9]{0,3}[\^$@])")
_MOUSE = re.compile(r"\x1b\[<(\d{1,2}|1[01]\d|12[0-7]);\d{1,4};\d{1,4}[Mm]")
"""But for the buttons from 8 on, which Textual would take for the first three."""


class InputFilter:
    """Takes bytes as they come; gives whole keys, as text, and whole reports of the mouse.

    A paste is dropped whole. So are answers that nobody waits for, what is not UTF-8, and what no keyboard
    sends. What has begun and does not go on ends by `pause`.
    """

    def __init__(self) -> None:
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._held = ""
        self._dropping: Callable[[str, int], int] | None = None
        """Finds the end of what is being dropped: a paste, a control string, a sequence without an end."""
        self._pauses = 0

    def feed(self, data: bytes) -> Iterator[str]:
        """The keys and reports in what has come."""
        text, self._held, self._pauses = self._held + self._decode(data), "", 0
        at = 0
        while at < len(text):
            if self._dropping is not None:
                at = self._dropping(text, at)
                continue
            piece = _PIECE.match(text, at)
            if piece is None or (len(text) - at < LONGEST and _BEGUN.match(text, at)):
                self._held = text[at:]
                return
            at = piece.end()
            if self._is_meant(piece):
                yield piece[0]

    def pause(self) -> Iterator[str]:
        """What is known now that nothing more came for a while: that a lone escape is the key."""
        self._pauses += 1
        if self._dropping == self._paste and self._pauses < PAUSES:
            return
        held, self._held, self._dropping = self._held, "", None
        if held == ESCAPE:
            yield held

    @property
    def waits(self) -> bool:
        """Whether something has begun that may go on."""
        return bool(self._held) or self._dropping is not None

    @property
    def holds(self) -> int:
        """How many characters are kept back."""
        return len(self._held)

    def _is_meant(self, piece: re.Match[str]) -> bool:
        """Whether this is a key or a touch. Where it begins what is to be dropped, that is noted."""
        kind, found = piece.lastgroup, piece[0]
        if found == _PASTE_BEGIN:
            self._dropping = self._paste
        elif kind == "string":
            self._dropping = self._string
        elif kind == "endless":
            self._dropping = self._sequence
        elif kind == "sequence":
            known = _KEY.fullmatch(found) or _MOUSE.fullmatch(found) or ANSWER.fullmatch(found)
            return known is not None and len(found) <= LONGEST
        elif kind == "alt":
            return found != "\x1b\\" and _is_typed(found[1])  # ESC \ is the end of a control string
        return kind == "one" and _is_typed(found)

    def _paste(self, text: str, at: int) -> int:
        end = text.find(_PASTE_END, at)
        if end >= 0:
            self._dropping = None
            return end + len(_PASTE_END)
        begun = text.rfind(ESCAPE, max(at, len(text) - len(_PASTE_END)))
        if begun >= 0 and _PASTE_END.startswith(text[begun:]):
            self._held = text[begun:]
        return len(text)

    def _string(self, text: str, at: int) -> int:
        found = _STRING_END.search(text, at)
        if found is None:
            return len(text)
        self._dropping = None
        return found.start() if found[0] == ESCAPE else found.end()

    def _sequence(self, text: str, at: int) -> int:
        found = _SEQUENCE_END.search(text, at)
        if found is None:
            return len(text)
        self._dropping = None
        return found.end() if "@" <= found[0] <= "~" else found.start()


def _is_typed(character: str) -> bool:
    """Whether a keyboard sends it: printable, or a control; not what stands for bytes that are not UTF-8."""
    return character in _CONTROLS or (character.isprintable() and character != "\ufffd")


_CONTROLS = frozenset(map(chr, [*range(0x1B), *range(0x1C, 0x20), 0x7F]))
