"""Every hostile and faulty case, once: tests are made from these lists, and so is the table in cases.md."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True)
class Payload:
    """Text of an article that wants to be more than text."""

    name: str
    text: str
    shown: str
    """What is left of it in a title."""
    never: str = ""
    """What must not reach the terminal: the part of it that a terminal or the program would obey."""

    @property
    def title(self) -> str:
        """A title with the payload in its middle."""
        return f"Begin {self.text} end"

    @property
    def title_shown(self) -> str:
        """The same as a person sees it."""
        return " ".join(f"Begin {self.shown} end".split())

    @property
    def yaml(self) -> str:
        """The title as YAML writes it, its controls coming to be only when it is parsed."""
        return quoted(self.title)

    @property
    def sees(self) -> str:
        """For the table."""
        return f"`{self.title_shown}`"


@dataclass(frozen=True)
class Input:
    """Bytes that no keyboard sends, or not so."""

    name: str
    data: bytes
    sees: str


@dataclass(frozen=True)
class Surroundings:
    """A terminal or an environment that is not as a developer has it."""

    name: str
    sees: str
    environ: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    only_ascii: bool = False
    colours: bool = True


@dataclass(frozen=True)
class Ending:
    """Something that ends the reader, or keeps it from beginning."""

    name: str
    status: int
    sees: str
    """A part of the sentence that is on the terminal afterwards; empty for none."""
    row: str = ""
    """For the table, where that says more than `sees`."""


def quoted(text: str) -> str:
    """Some text as YAML writes it in ASCII, between quotes."""
    return "".join(map(_escaped, json.dumps(text, ensure_ascii=False))).replace("\\u001b", "\\e")


def _escaped(character: str) -> str:
    plain = character.isascii() or "\ud800" <= character <= "\udfff"
    return character if plain else f"\\U{ord(character):08x}"


def _tags(words: str) -> str:
    return "".join(chr(0xE0000 + ord(letter)) for letter in words)


PAYLOADS: Sequence[Payload] = (
    Payload("OSC 0, window title", "\x1b]0;owned\x07", "]0;owned", "\x1b]0;"),
    Payload("OSC 2, ended by ST", "\x1b]2;owned\x1b\\", "]2;owned\\", "\x1b]2;"),
    Payload(
        "OSC 8, a link", "\x1b]8;;file:///etc\x1b\\x\x1b]8;;\x1b\\", "]8;;file:///etc\\x]8;;\\", "\x1b]8;"
    ),
    Payload("OSC 52, the clipboard", "\x1b]52;c;b3duZWQ=\x07", "]52;c;b3duZWQ=", "\x1b]52;c;b3duZWQ="),
    Payload("an OSC that never ends", "\x1b]0;owned", "]0;owned", "\x1b]0;"),
    Payload("CSI, the main screen", "\x1b[?1049l\x1b[2Jx\x1b[7;77H", "x", "\x1b[7;77H"),
    Payload("CSI, colours", "\x1b[38;5;213;9mx\x1b[0m", "x", "\x1b[38;5;213;9m"),
    Payload("DCS", "\x1bP$qowned\x1b\\", "P$qowned\\", "\x1bP"),
    Payload("APC", "\x1b_Gowned\x1b\\", "_Gowned\\", "\x1b_"),
    Payload("PM and SOS", "\x1b^owned\x1b\\\x1bXowned\x1b\\", "^owned\\Xowned\\", "\x1b^"),
    Payload("ESC c, full reset", "\x1bcx", "cx", "\x1bc"),
    Payload("C1 CSI, OSC and ST", "\x9b31;9mx\x9d0;owned\x9c", "31;9mx0;owned", "\x9b"),
    Payload("NUL, BS, DEL, BEL", "n\x00u\x08l\x7fl\x07", "null", "n\x00u"),
    Payload("shift out, shift in", "x\x0ey\x0fz", "xyz", "x\x0ey"),
    Payload("bidirectional overrides", "\u202egnp.exe\u202c \u2066x\u200f\u061c", "gnp.exe x", "\u202e"),
    Payload("line breaks", "a\u2028b\u2029c\x85d\re\nf", "a b c d e f", "\u2028"),
    Payload("zero-width padding", "pad\u200bded\u2060\ufeff\u200d", "padded", "\u200b"),
    Payload("a flood of marks", "z" + "\u0335" * 300, "z" + "\u0335" * 6, "\u0335" * 7),
    Payload("the tags block", f"tag{_tags('rm -rf')}", "tag\ufffd", _tags("rm")),
    Payload("private use, noncharacters", "x\ue000\U00100000\ufffey", "x\ufffd\ufffd\ufffdy", "\ue000"),
    Payload("half a surrogate pair", "x\ud800y", "x\ufffd\ufffd\ufffdy"),
    Payload("markup that runs", "[@click=app.bell]x[/]", "[@click=app.bell]x[/]"),
    Payload("markup that crashes", "[/] [=] [red]x[/red] [bold", "[/] [=] [red]x[/red] [bold"),
    Payload(
        "controls as entities", "&#27;[38;5;213;9mx&#x9b;5m&#8238;", "[38;5;213;9mx›5m", "\x1b[38;5;213;9m"
    ),
    Payload("controls in percent", "%1b]0;owned%07%00%0a", "%1b]0;owned%07%00%0a", "\x1b]0;"),
    Payload("a shell's line", "$(id) `id` ; rm -rf ~ | x", "$(id) `id` ; rm -rf ~ | x"),
    Payload("an option", "--help -e x", "--help -e x"),
    Payload("writing from the right", "שלום עולם", "שלום עולם"),
)

_LIVES = "the reader as before; `?` opens help"
_KEYS = "what its letters do as keys; after Esc, `?` opens help"

INPUTS: Sequence[Input] = (
    Input("byte 0xff", b"\xff", _LIVES),
    Input("Latin-1", "ÄÖÜß£".encode("latin-1"), _LIVES),
    Input("half a character", "é".encode()[:1], _LIVES),
    Input("an overlong NUL", b"\xc0\x80", _LIVES),
    Input("an old mouse report past column 95", b"\x1b[M \xe0\xe0\x1b[M#\xe0\xe0", _LIVES),
    Input("a mouse report outside the window", b"\x1b[<0;9999;9999M\x1b[<0;9999;9999m", _LIVES),
    Input("a mouse report that makes no sense", b"\x1b[<999999999999;-1;-1M\x1b[<;;M", _LIVES),
    Input("an answer that nobody asked for", b"\x1b]11;rgb:0/0/0\x07\x1b[?62;c", _KEYS),
    Input("a size that no window has", b"\x1b[48;0;0;0;0t\x1b[48;99999999;99999999;0;0t", _LIVES),
    Input("a key that is half a surrogate pair", b"\x1b[55296u", _LIVES),
    Input("a key beyond the last character", b"\x1b[1114112u", _LIVES),
    Input("a key with a number too large", b"\x1b[99999999999999u\x1b[1;99999999A", _LIVES),
    Input("a mode report cut short", b"\x1b[?2026;\x1b[?2048;$y", _LIVES),
    Input("focus lost and gained, often", b"\x1b[O\x1b[I" * 50, _LIVES),
    Input("a paste that never ends", b"\x1b[200~quit", _LIVES),
    Input("a paste that is not in a field", b"\x1b[200~q\x1b]0;x\x07\x00\xff\x1b[201~", _LIVES),
)

SURROUNDINGS: Sequence[Surroundings] = (
    Surroundings("TERM=linux", "the reader in the shapes and colours of the console", {"TERM": "linux"}),
    Surroundings("TERM=vt100", "the reader without colours", {"TERM": "vt100"}, colours=False),
    Surroundings("an unknown TERM", "the reader without colours", {"TERM": "no-such"}, colours=False),
    Surroundings("no TERM", "the reader without colours", {"TERM": ""}, colours=False),
    Surroundings("LANG=C", "the reader in ASCII", {"LANG": "C"}, only_ascii=True),
    Surroundings("LC_ALL=C", "the reader in ASCII", {"LC_ALL": "C"}, only_ascii=True),
    Surroundings(
        "LANG=de_DE.ISO-8859-1", "the reader in ASCII", {"LANG": "de_DE.ISO-8859-1"}, only_ascii=True
    ),
    Surroundings("NO_COLOR", "the reader without colours", {"NO_COLOR": "1"}, colours=False),
    Surroundings(
        "orders to Python",
        "the reader as ever",
        {"COLUMNS": "100000", "LINES": "100000", "PYTHONIOENCODING": "ascii", "PYTHONWARNINGS": "always"},
    ),
    Surroundings(
        "orders to Textual",
        "the reader as ever; none is obeyed",
        {
            "TEXTUAL": "debug,devtools",
            "TEXTUAL_ALLOW_SIGNALS": "1",
            "TEXTUAL_ANIMATIONS": "none",
            "TEXTUAL_COLOR_SYSTEM": "standard",
            "TEXTUAL_DEBUG": "1",
            "TEXTUAL_DRIVER": "obeyed:Driver",
            "TEXTUAL_FPS": "1",
            "TEXTUAL_LOG": "obeyed.log",
            "TEXTUAL_PRESS": "q",
            "TEXTUAL_SCREENSHOT": "1",
            "TEXTUAL_SCREENSHOT_LOCATION": ".",
        },
    ),
    Surroundings(
        "no home and no place to write",
        "the reader, and that what is read cannot be kept",
        {"HOME": "/dev/null", "XDG_STATE_HOME": "/dev/null/s", "XDG_CACHE_HOME": "/dev/null/c"},
    ),
)

ENDINGS: Sequence[Ending] = (
    Ending("q at the top", 0, "", "the terminal as it was"),
    Ending("Ctrl+Q", 0, "", "the terminal as it was"),
    Ending("SIGTERM", 143, "", "the terminal as it was"),
    Ending("SIGHUP", 129, "", "the terminal as it was"),
    Ending("SIGINT", 130, "", "the terminal as it was"),
    Ending(
        "a fault of ours, in the screen",
        70,
        "The program failed (ZeroDivisionError); none of your files were changed.",
    ),
    Ending(
        "a fault of ours, in a thread",
        70,
        "The program failed (",
    ),
    Ending("a folder that is not there", 3, "There is no folder or file"),
    Ending("stdin from /dev/null", 2, "The reader needs a terminal for its input and output."),
    Ending("stdout into a pipe", 2, "The reader needs a terminal for its input and output."),
    Ending("TERM=dumb", 2, "The reader cannot draw on this terminal (TERM=dumb)."),
)

TOGETHER: Sequence[Payload] = tuple(
    Payload(
        f"several, from {start}",
        " ".join(each.text for each in PAYLOADS[start : start + 4]),
        " ".join(each.shown for each in PAYLOADS[start : start + 4]),
    )
    for start in range(0, len(PAYLOADS), 4)
)
"""The payloads again, several in an article, for what takes longer to look at."""

GROUPS: Mapping[str, Sequence[Payload | Input | Surroundings | Ending]] = {
    "payload": PAYLOADS,
    "given": INPUTS,
    "surroundings": SURROUNDINGS,
    "ending": ENDINGS,
}
"""The cases by the name of the argument that a test takes them in."""

_HEADINGS = {
    "payload": ("Text of an article", "In a title, a person sees"),
    "given": ("Input", "A person sees"),
    "surroundings": ("Surroundings", "A person sees"),
    "ending": ("What ends the reader", "A person sees"),
}


def table() -> str:
    """All cases as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# What is hostile or faulty, and what a person sees of it"
    yield ""
    yield "Made by `cases.py` from the cases of the tests; `python tests/terminal/cases.py` prints it."
    for group, (what, sees) in _HEADINGS.items():
        yield from ("", f"| {what} | {sees} |", "|---|---|")
        for case in GROUPS[group]:
            yield f"| {_cell(case.name)} | {_cell(_seen(case))} |"


def _seen(case: Payload | Input | Surroundings | Ending) -> str:
    if isinstance(case, Ending):
        words = case.row or f"“{case.sees.removesuffix(' (')} …”"
        return f"{words}; status {case.status}"
    return case.sees


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    print(table(), end="")  # noqa: T201
