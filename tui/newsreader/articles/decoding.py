"""The bytes of a file as text, whatever they were written in."""

from __future__ import annotations

import codecs
import re

from newsreader.articles.article import Severity
from newsreader.articles.finding_collector import FindingCollector

_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_NOT_WINDOWS = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f\x81\x8d\x8f\x90\x9d]")
_HIGH = re.compile(rb"[\x80-\xff]")


def decode(data: bytes, notes: FindingCollector) -> str:
    """`data` as text: UTF-8, with or without a byte order mark, or UTF-16 or UTF-32 with one.

    What is none of these is noted, and read as Windows-1252 where it plausibly is that (the usual encoding of
    older British documents); else each byte that cannot be read becomes U+FFFD.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        broken = error.start
    for mark, encoding in _WIDE:
        if data.startswith(mark):
            return _decode_wide(data[len(mark) :], encoding, notes)
    place = _place(data, broken)
    if _is_windows(data):
        notes.add(
            Severity.WARNING,
            "encoding",
            f"The file is not UTF-8 (line {place[0]}, byte 0x{data[broken]:02X}); read as Windows-1252.",
            "Save the file as UTF-8.",
            place=place,
        )
        return data.decode("cp1252")
    notes.add(
        Severity.ERROR,
        "encoding",
        f"The file is not UTF-8: line {place[0]} has the byte 0x{data[broken]:02X}, which is shown as �.",
        "Save the file as UTF-8.",
        place=place,
    )
    return data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")


def _decode_wide(data: bytes, encoding: str, notes: FindingCollector) -> str:
    name = encoding[:6].upper()
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        line = data[: error.start].decode(encoding, "replace").count("\n") + 1
        notes.add(
            Severity.ERROR,
            "encoding",
            f"The file begins as {name}, but line {line} is not; what cannot be read is shown as �.",
            "Save the file as UTF-8.",
            place=(line, 1),
        )
        return text
    notes.add(
        Severity.NOTE,
        "encoding",
        f"The file is {name}.",
        "Nothing needs to be done; UTF-8 is what most other programs expect.",
    )
    return text


def _is_windows(data: bytes) -> bool:
    """Whether `data` looks like Western text of one byte a character: no UTF-8, few bytes beyond ASCII."""
    if _NOT_WINDOWS.search(data) or _MULTIBYTE.search(data):
        return False
    return len(_HIGH.findall(data)) * 4 <= len(data)


def _place(data: bytes, offset: int) -> tuple[int, int]:
    before = data[:offset].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    start = before.rfind(b"\n") + 1
    return before.count(b"\n") + 1, len(before[start:].decode("utf-8", "replace")) + 1
