"""Filter the bytes of a terminal: keys and mouse reports pass, everything else is dropped.

Control sequences and strings are those of ECMA-48 (5.4, 5.6); keys and mouse reports are in xterm's
"Control Sequences". At most a few bytes are buffered, whatever arrives.
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator

ESCAPE = "\x1b"
LONGEST = 64
"""Longest sequence, in characters; keys have fewer than 32."""
PAUSES = 10
"""Pauses after which an unfinished paste ends; a slow line may pause within one."""
ANSWER = re.compile(r"\x1b\[\?2026;[0-4]\$y")
"""The answer (DECRPM) to whether the terminal supports synchronised output."""

_PASTE_BEGIN, _PASTE_END = "\x1b[200~", "\x1b[201~"
_STRING_END = re.compile("[\x07\x18\x1a\x1b]")
_SEQUENCE_END = re.compile("[^ -?]")
_BEGUN = re.compile(r"\x1b(?:\[(?:\[|M[^\x1b]{0,2}|[0-?]{0,62}[ -/]{0,4})?|O)?\Z")
"""An incomplete sequence at the end of the input."""
_PIECE = re.compile(
    r"(?P<old>\x1b\[M[^\x1b]{3})"  # an old mouse report: three characters that are not keys
    r"|(?P<sequence>\x1b\[\[[A-E]|\x1b\[[0-?]*[ -/]*[@-~]|\x1bO[@-~])"
    r"|(?P<endless>\x1b\[)"
    r"|(?P<string>\x1b[\]PX^_])"
    r"|(?P<alt>\x1b[^\x1b])"
    r"|(?P<one>.)",
    re.DOTALL,
)
_KEY = re.compile(r"\x1bO[@-~]|\x1b\[(?:\[[A-E]|[0-9;:]*[A-HPQSZ~u]|[0-9;:]*[a-d]|[0-9]{0,3}[\^$@])")
_MOUSE = re.compile(r"\x1b\[<(\d{1,2}|1[01]\d|12[0-7]);\d{1,4};\d{1,4}[Mm]")
"""Without buttons 8 and above, which Textual would take for the first three."""


class InputFilter:
    """Turn bytes into complete keys (as text) and mouse reports.

    Pastes, unexpected answers, invalid UTF-8 and anything no keyboard sends are dropped. `pause` ends an
    incomplete sequence.
    """

    def __init__(self) -> None:
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._held = ""
        self._dropping: Callable[[str, int], int] | None = None
        """Finds the end of what is being dropped: a paste, a control string, an endless sequence."""
        self._pauses = 0

    def feed(self, data: bytes) -> Iterator[str]:
        """Yield the keys and reports in `data`."""
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
            if self._is_input(piece):
                yield piece[0]

    def pause(self) -> Iterator[str]:
        """Yield what a pause in the input makes certain: a lone escape is the Escape key."""
        self._pauses += 1
        if self._dropping == self._paste and self._pauses < PAUSES:
            return
        held, self._held, self._dropping = self._held, "", None
        if held == ESCAPE:
            yield held

    @property
    def is_incomplete(self) -> bool:
        """Whether a sequence or paste has begun and not ended."""
        return bool(self._held) or self._dropping is not None

    @property
    def buffered(self) -> int:
        """Number of buffered characters."""
        return len(self._held)

    def _is_input(self, piece: re.Match[str]) -> bool:
        """Return whether this is a key or touch; note the beginning of anything that must be dropped."""
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
            return found != "\x1b\\" and _is_typed(found[1])  # ESC \ ends a control string
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
    """Return whether a keyboard sends this: printable or a control, not the replacement for invalid UTF-8."""
    return character in _CONTROLS or (character.isprintable() and character != "\ufffd")


_CONTROLS = frozenset(map(chr, [*range(0x1B), *range(0x1C, 0x20), 0x7F]))
