"""What the bot presses: all that can come from a keyboard, a terminal or a fault of either."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence


def presses(hostile: Sequence[bytes]) -> Sequence[tuple[str, int, Callable[[random.Random], bytes]]]:
    """Their names, how often each comes beside the others, and what makes one; `hostile` may be pasted."""

    def paste(source: random.Random) -> bytes:
        text = source.choice(
            [*hostile, b"words of somebody", b"q\x11\x03", b"x" * 20_000, b"https://example.org"]
        )
        return b"\x1b[200~" + text + source.choice([b"\x1b[201~", b"\x1b[201~", b"\x1b[201~", b""])

    return (
        ("keys that lead somewhere", 30, _way),
        ("letters and arrows", 20, _plain),
        ("controls", 8, _control),
        ("chords", 10, _chord),
        ("kitty's keys", 5, _kitty),
        ("junk", 5, _junk),
        ("bytes", 4, _bytes),
        ("halves", 3, _half),
        ("pastes", 4, paste),
        ("answers", 4, _answer),
    )


def _plain(source: random.Random) -> bytes:
    return source.choice(
        [b"\t", b"\x1b[Z", b"\r", b" ", b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[D", *_LETTERS]
    )


_LETTERS = [bytes([letter]) for letter in b"abcdefghijklmnopqrstuvwxyzABCXYZ0123456789?/:.-"]
_WAYS = [
    b"\x1b[B",
    b"\x1b[A",
    b"\r",
    b"\r",
    b"\t",
    b"n",
    b"p",
    b"a",
    b"l",
    b"h",
    b"c",
    b"r",
    b"w",
    b"\x1b[6~",
]
_WAYS += [b"\x1b[5~", b" ", b"\x7f", b"x", b"\x1b[H"]


def _way(source: random.Random) -> bytes:
    """Keys that lead somewhere in most programs, so that it gets deep into this one."""
    return source.choice(_WAYS)


def _control(source: random.Random) -> bytes:
    return bytes([source.choice([*range(32), 127])])


def _chord(source: random.Random) -> bytes:
    number, with_ = source.randint(1, 34), source.randint(2, 16)
    return source.choice(
        [
            b"\x1b%c" % source.randrange(1, 127),
            b"\x1b[%d;%d~" % (number, with_),
            b"\x1b[1;%d%c" % (with_, source.choice(b"ABCDFHPQRS")),
            b"\x1bO%c" % source.randrange(64, 127),
            b"\x1b[[%c" % source.choice(b"ABCDE"),
            b"\x1b[%d~" % number,
        ]
    )


def _kitty(source: random.Random) -> bytes:
    code = source.choice([source.randrange(32, 127), 27, 13, 9, 127, source.randrange(57344, 57460), 10**9])
    form = source.choice(
        [b"\x1b[%d;%du", b"\x1b[%d;%d:1u", b"\x1b[%d;%d:3u", b"\x1b[%d;%d;97u", b"\x1b[%d:65;%du"]
    )
    return form % (code, source.randint(1, 256))


def _junk(source: random.Random) -> bytes:
    body = bytes(source.choices(b"0123456789;:<=>? !\"#$%&'()*+,-./", k=source.randint(0, 12)))
    end = source.choice([b"", bytes([source.randrange(64, 127)])])
    return source.choice([b"\x1b[", b"\x1b]", b"\x1bP", b"\x1b_", b"\x1b^", b"\x1bX", b"\x9b"]) + body + end


def _bytes(source: random.Random) -> bytes:
    return source.randbytes(source.randint(1, 40))


def _half(source: random.Random) -> bytes:
    return source.choice(
        [b"\x1b", b"\x1b[", b"\x1b[<0;1", b"\x1b[200", b"\xc3", b"\xf0\x9f", b"\x1bO", b"\x1b[M"]
    )


def _answer(source: random.Random) -> bytes:
    return source.choice(
        [
            b"\x1b[?2026;%d$y" % source.randint(0, 4),
            b"\x1b[48;%d;%d;0;0t" % (source.randint(0, 300), source.randint(0, 300)),
            b"\x1b[?2048;%d$y" % source.randint(0, 4),
            b"\x1b[%d;%dR" % (source.randint(0, 99), source.randint(0, 99)),
            b"\x1b]52;c;b3duZWQ=\x07",
            b"\x1b]11;rgb:0000/0000/0000\x1b\\",
            b"\x1b[?62;22c",
            b"\x1b[0n",
            b"\x1b[I",
            b"\x1b[O",
            b"\x1bP1$r0m\x1b\\",
            b"\x1b_Gi=1;OK\x1b\\",
        ]
    )
