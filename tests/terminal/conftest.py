"""Programs on a terminal of their own, and something to read."""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import newsreader

HERE = Path(__file__).parent
SOURCE = Path(newsreader.__file__).parent.parent

ARTICLES = {
    "Mercia/lamp.md": (
        "2019-03-15",
        "Lamp stolen from a harbour wall",
        "The lamp was brass. Call 101 quoting 2499/19.\n\n## What it looks like\n\nGreen and tall.",
    ),
    "Mercia/bicycles.md": ("2019-03-14", "Bicycles marked free of charge", "Bring yours – café open."),
    "Wessex/patrols.md": ("2018-11-02", "Extra patrols at the fair", "See https://www.example.org/fair."),
}

_SEVERAL = """
import json, sys
from newsreader.cli.main import run
for number, arguments in enumerate(json.load(open(sys.argv[1]))):
    status = run(arguments)
    sys.stdout.write(f"\\n~ {number} {status} ~\\n")
"""


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"terminal_{name}", HERE / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


_terminal = _load("terminal")
_cases = _load("cases")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes a `given`, `surroundings` or an `ending` is made for each that there is."""
    for name in _cases.GROUPS.keys() & set(metafunc.fixturenames):
        metafunc.parametrize(name, _cases.GROUPS[name], ids=[case.name for case in _cases.GROUPS[name]])


@pytest.fixture
def cases() -> ModuleType:
    """The module of all cases."""
    return _cases


@pytest.fixture
def foreign_in() -> Callable[[bytes], list[str]]:
    """What a terminal would obey in some output that the program does not write of itself."""
    return _terminal.foreign_in


@pytest.fixture
def commands_in() -> Callable[[str], list[str]]:
    """What a terminal would obey in some output."""
    return _terminal.commands_in


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with the articles above."""
    root = tmp_path / "news"
    for name, (day, title, body) in ARTICLES.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\ntitle: {title}\ndate: {day}\n---\n\n{body}\n", encoding="utf-8")
    return root


@pytest.fixture
def environ(own_home: Path) -> dict[str, str]:
    """The environment of a person at a usual terminal, with a home of their own."""
    return _terminal.usual_environment(own_home, SOURCE)


@pytest.fixture
def on_terminal(environ: dict[str, str]) -> Iterator[Callable[..., Any]]:
    """Starts a command on a terminal: `on_terminal([...], size=(80, 24))`; all end with the test."""
    with _terminal.terminals(environ) as start:
        yield start


@pytest.fixture
def read(on_terminal: Callable[..., Any], news: Path) -> Callable[..., Any]:
    """Starts the reader on a terminal: `read()`, `read(folder, size=(80, 24))`."""

    def start(*paths: Path | str, **options: Any) -> Any:
        return on_terminal([sys.executable, "-m", "newsreader", *(paths or (news,))], **options)

    return start


@pytest.fixture
def run_all(on_terminal: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    """Runs commands one after the other in a process on a terminal; what it wrote, how each ended."""

    def run(commands: Sequence[Sequence[str | Path]], **options: Any) -> tuple[bytes, list[int]]:
        file = tmp_path / "commands.json"
        file.write_text(json.dumps([[str(each) for each in command] for command in commands]))
        terminal = on_terminal([sys.executable, "-c", _SEVERAL, file], **options)
        assert terminal.ends() == 0, terminal.text
        parts = bytes(terminal.raw).decode("utf-8", "surrogateescape").split("\n~ ")
        statuses = [int(part.split(" ")[1]) for part in parts[1:]]
        assert len(statuses) == len(commands)
        return bytes(terminal.raw), statuses

    return run


_HOSTILE = """---
title: {yaml}
area: {yaml}
date: "{date}"
description: {yaml}
url: {address}
incident:
  reference: {yaml}
source: {yaml}
---

Word{number} {text} call 101 quoting 12/{text}

## Heading {text}

[{text}](https://example.org/{number}/{text}) and [more](<https://example.org/%1b%5d0;x/{text}>) `{text}`
<i>{text}</i>

```
{text}
```

| {text} | b |
|---|---|
| c | {text} |
"""


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A folder with an article for each payload, and for several: in each part of it and in its name."""
    root = tmp_path / "hostile"
    root.mkdir()
    payloads = [*_cases.PAYLOADS, *_cases.TOGETHER]
    for number, payload in enumerate(payloads):
        day = date(2019, 3, 28) - timedelta(days=number)
        text = _HOSTILE.format(
            yaml=payload.yaml,
            address=_cases.quoted(f"https://example.org/{payload.text}"),
            date=day.isoformat(),
            number=number,
            text=payload.text,
        )
        name = payload.text.replace("/", "").replace("\0", "")[:40].encode("utf-8", "replace")
        file = root / os.fsdecode(b"%02d " % number + name + b" \xff.md")
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
    return root
