"""A small library of invented news, and a reader at it that sees what a person sees."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from textual.pilot import Pilot

from newsreader.library.library import Library
from newsreader.reader.app import ReaderApp
from newsreader.settings.paths import user_paths
from newsreader.settings.settings import Settings

PATIENCE = 45.0
"""Seconds until what a person waits for must be on the screen: far more than it takes, for a busy machine."""

ARTICLES = {
    "Mercia/lamp.md": """```yaml
area: Mercia
publish:
  date: 16:20 15/03/2019
title: Lamp stolen from a harbour wall
url: https://www.mercia.example/news/lamp
incident:
  reference: 2499/19
```

**A brass lamp was taken from the harbour wall on Thursday night.**

It had stood there for ninety years. Anyone who saw something can call 101 quoting 2499/19, or
Crimestoppers on 0800 555 111.

## What it looks like

It is green with age, and as tall as a child.

## What to do

Write to lamp@example.org or see www.example.org/lamp.
""",
    "Mercia/bicycles.md": """```yaml
area: Mercia
publish:
  date: 15 Mar 2019
title: Bicycles marked free of charge &amp; in ten minutes | Mercia Police
```

Bring your bicycle to the market square. Register it with BikeRegister.
""",
    "Wessex/patrols.md": """```yaml
area: Wessex
publish:
  date: 14 Mar 2019
title: Extra patrols at the fair
url: https://www.wessex.example/patrols
```

Officers will walk the fairground and the square. Be aware of the Run, Hide, Tell advice.
""",
    "Wessex/bridge.md": """---
area: Wessex
date: 2018-11-02
title: Bridge closed | A40
---

The bridge is closed to lorries.
""",
    "Northland/undated.md": """```yaml
area: Northland
title: How to report a lost purse
```

Tell the front desk.
""",
}


@dataclass
class Reader:
    """The program, and the person before it."""

    app: ReaderApp
    pilot: Pilot[int]

    @property
    def library(self) -> Library:
        """What the program reads from."""
        return self.app.screen_stack[1].library

    def screen(self) -> str:
        """Everything on the screen, line by line."""
        strips = self.app.screen._compositor.render_strips(self.app.size)
        return "\n".join(strip.text.rstrip() for strip in strips)

    async def until(self, true: Callable[[], object], what: str) -> None:
        """Waits until something is so."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            await self.pilot.pause()
            if true():
                return
            await asyncio.sleep(0.02)
        raise AssertionError(f"{what} did not come:\n{self.screen()}")

    async def sees(self, *words: str) -> None:
        """Waits until all these words are on the screen."""
        await self.until(lambda: all(word in self.screen() for word in words), f"{words}")

    async def sees_no_more(self, words: str) -> None:
        """Waits until these words are gone from the screen."""
        await self.until(lambda: words not in self.screen(), f"the end of {words!r}")

    async def is_told(self, words: str) -> None:
        """Waits until a notice holds these words, however it is broken into lines."""
        await self.until(lambda: any(words in each.message for each in self.app._notifications), words)

    async def press(self, *keys: str) -> None:
        """Presses keys, one after the other."""
        for key in keys:
            await self.pilot.press(key)

    async def type(self, text: str) -> None:
        """Types text into the field that has the focus."""
        names = {" ": "space", '"': "quotation_mark", ":": "colon", "-": "minus"}
        await self.pilot.press(*[names.get(character, character) for character in text])


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A folder with the articles above."""
    root = tmp_path / "news"
    for name, text in ARTICLES.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def app_at(content: Path) -> Iterator[Callable[..., ReaderApp]]:
    """Makes the program at the articles above, or at others: `app_at(settings, root)`."""
    libraries: list[Library] = []

    def make(settings: Settings | None = None, root: Path = content) -> ReaderApp:
        libraries.append(Library.open([root], cache=user_paths().cache, state=user_paths().state))
        return ReaderApp(libraries[-1], settings or Settings(theme="dark"))

    yield make
    for library in libraries:
        library.close()


@pytest.fixture
def start(app_at: Callable[..., ReaderApp]):
    """Starts the program: `async with start(size=(120, 40), settings=Settings()) as reader`."""

    @asynccontextmanager
    async def started(size: tuple[int, int] = (120, 40), **wishes: object) -> AsyncIterator[Reader]:
        app = app_at(**wishes)
        async with app.run_test(size=size, notifications=True) as pilot:
            yield Reader(app, pilot)

    return started


@pytest.fixture
def reader() -> type[Reader]:
    """The person, for a program that something else has started."""
    return Reader
