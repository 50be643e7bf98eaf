"""Decode the bytes of a file, whatever their encoding."""

from __future__ import annotations

import codecs
import re

from newsreader.articles.article import Severity
from newsreader.articles.finding_collector import FindingCollector

_WIDE_ENCODINGS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_NOT_WINDOWS = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f\x81\x8d\x8f\x90\x9d]")
_HIGH = re.compile(rb"[\x80-\xff]")
_SAVE_AS_UTF8 = "Save the file as UTF-8."


def decode(data: bytes, findings: FindingCollector) -> str:
    """Decode UTF-8, with or without a byte order mark, or UTF-16 or UTF-32 with one.

    Anything else is a finding, and is read as Windows-1252 if it plausibly is (the usual encoding of older
    British documents); else each undecodable byte becomes U+FFFD.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        broken = error.start
    for mark, encoding in _WIDE_ENCODINGS:
        if data.startswith(mark):
            return _decode_wide(data[len(mark) :], encoding, findings)
    position = line, _ = _position(data, broken)
    if _is_windows(data):
        findings.add(
            Severity.WARNING,
            "encoding",
            f"The file is not UTF-8 (line {line}, byte 0x{data[broken]:02X}); read as Windows-1252.",
            _SAVE_AS_UTF8,
            position=position,
        )
        return data.decode("cp1252")
    findings.add(
        Severity.ERROR,
        "encoding",
        f"The file is not UTF-8: line {line} has the byte 0x{data[broken]:02X}, which is shown as �.",
        _SAVE_AS_UTF8,
        position=position,
    )
    return data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")


def _decode_wide(data: bytes, encoding: str, findings: FindingCollector) -> str:
    name = encoding[:6].upper()
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding, "replace").count("\n") + 1
        findings.add(
            Severity.ERROR,
            "encoding",
            f"The file begins as {name}, but line {line} is not; what cannot be read is shown as �.",
            _SAVE_AS_UTF8,
            position=(line, 1),
        )
        return data.decode(encoding, "replace")
    findings.add(
        Severity.NOTE,
        "encoding",
        f"The file is {name}.",
        "Nothing needs to be done; UTF-8 is what most other programs expect.",
    )
    return text


def _is_windows(data: bytes) -> bool:
    """Whether `data` looks like Western text in one byte a character: no UTF-8, few bytes beyond ASCII."""
    if _NOT_WINDOWS.search(data) or _MULTIBYTE.search(data):
        return False
    return len(_HIGH.findall(data)) * 4 <= len(data)


def _position(data: bytes, offset: int) -> tuple[int, int]:
    before = data[:offset].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    start = before.rfind(b"\n") + 1
    return before.count(b"\n") + 1, len(before[start:].decode("utf-8", "replace")) + 1
