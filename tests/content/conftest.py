"""What ships, read once for every test of this room."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

CONTENT = Path(__file__).parents[2] / "content"
FENCE = re.compile(r"\A```yaml\n(.*?)\n```\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shipped:
    """One shipped article as it stands in its file, read here without the program."""

    path: Path
    """Relative to the folder of articles."""
    front: dict[str, Any]
    """The front matter, every scalar as text."""
    body: str
    """The Markdown below the front matter."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What the shipped catalogue states on good evidence (A or B): all that an article may repeat as fact."""

    numbers: frozenset[str]
    """Digits only."""
    addresses: frozenset[str]
    """Host and path, in lower case, without scheme, `www.` and a slash at the end."""
    hosts: frozenset[str]
    emails: frozenset[str]


def plain_address(address: str) -> str:
    """The address without what people leave out when they write it."""
    parts = urlsplit(address if "//" in address else f"//{address}")
    return (parts.netloc.lower().removeprefix("www.") + parts.path).lower().rstrip("/")


def digits(number: str) -> str:
    """The figures of a telephone number, however it is grouped."""
    return re.sub(r"\D", "", number)


@pytest.fixture(scope="session")
def articles_root() -> Path:
    """The folder of shipped articles."""
    return CONTENT / "articles"


@pytest.fixture(scope="session")
def shipped(articles_root: Path) -> list[Shipped]:
    """Every shipped article, by path."""
    found = []
    for path in sorted(articles_root.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        fence = FENCE.match(text)
        assert fence, f"{path}: no fenced yaml block at its head"
        front = yaml.load(fence[1], Loader=yaml.BaseLoader)
        found.append(Shipped(path.relative_to(articles_root), front, text[fence.end() :]))
    return found


def good(entry: dict[str, Any], *fields: str) -> bool:
    """Whether one of the fields rests on a page that was read (A or B), not on code or memory."""
    return any(entry.get("evidence", {}).get(name) in ("A", "B") for name in fields)


@pytest.fixture(scope="session")
def stated() -> Stated:
    """What may be repeated from the catalogue."""
    numbers: set[str] = set()
    addresses: set[str] = set()
    hosts: set[str] = set()
    emails: set[str] = set()
    files = sorted((CONTENT / "resources").glob("*.yaml"))
    assert files, "the catalogue is missing"
    for file in files:
        for entry in yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader).get("resources", []):
            for name in ("phone", "text"):
                if name in entry and good(entry, name):
                    numbers.add(digits(entry[name]))
            if good(entry, "numbers"):
                numbers.update(map(digits, entry.get("own_numbers", [])))
            if good(entry, "email") and "email" in entry:
                emails.add(entry["email"].lower())
            if good(entry, "address") and "address" in entry:
                addresses.add(plain_address(entry["address"]))
            hosts.update(map(plain_address, entry.get("own_addresses", [])))
    return Stated(frozenset(numbers), frozenset(addresses), frozenset(hosts), frozenset(emails))


@pytest.fixture(scope="session")
def plain() -> Callable[[str], str]:
    """Brings an address into the form in which `stated` keeps them."""
    return plain_address
