"""A person at the reader, who presses keys and looks at the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from time import monotonic

from textual.events import Key

from newsreader.reader.app import ReaderApp

from .sight import Sight

PATIENCE = 40.0
"""Seconds until what a person waits for must be on the screen: far more than it takes, for a busy machine."""

SIZE = (120, 24)
NOTICES = 24
PARTS = 12
AREAS = ("Mercia", "Wessex", "Northland")

_CHARACTERS = {
    "space": " ", "slash": "/", "apostrophe": "'", "number_sign": "#", "left_square_bracket": "[",
    "right_square_bracket": "]", "exclamation_mark": "!", "question_mark": "?",
}  # fmt: skip
_KEYS = {character: key for key, character in _CHARACTERS.items()}


def write_news(root: Path) -> None:
    """Write `Notice 01` to `Notice 24`, newest first, three a day; the first is long and full of links."""
    for number in range(1, NOTICES + 1):
        day = date(2019, 3, 15) - timedelta(days=(number - 1) // 3)
        area = AREAS[(number - 1) % 3]
        text = f"This is what notice {number:02} says.\n"
        if number == 1:
            text += "\n".join(
                f"\n## Part {part}\n\nSee https://www.example.org/{part}.\n" + "\nSome more of it.\n" * 3
                for part in range(1, PARTS + 1)
            )
        file = root / area / f"{number:02}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            f"---\narea: {area}\ntitle: Notice {number:02}\ndate: {day} {20 - (number - 1) % 3}:00\n"
            f"url: https://www.police.example/{number:02}\n---\n\n{text}",
            encoding="utf-8",
        )


@dataclass
class Person:
    """Who uses the program, and knows of it only what is on the screen."""

    app: ReaderApp

    def look(self) -> Sight:
        """Look at the screen as it is now."""
        return Sight.of(self.app)

    async def until(self, true: Callable[[Sight], object], what: str) -> Sight:
        """Wait until what is seen is so."""
        deadline = monotonic() + PATIENCE
        while True:
            sight = self.look()
            if true(sight):
                return sight
            if monotonic() > deadline:
                raise AssertionError(f"{what} did not come:\n{sight.text}")
            await asyncio.sleep(0.01)

    async def sees(self, *words: str) -> Sight:
        """Wait until all these words are on the screen."""
        return await self.until(lambda sight: all(word in sight.text for word in words), f"{words}")

    async def reads(self, title: str) -> Sight:
        """Wait until the article with this title is shown."""
        return await self.until(
            lambda sight: title in " ".join(sight.lines("article")[:2]), f"article {title}"
        )

    async def focuses(self, pane: str) -> Sight:
        """Wait until a pane has the focus."""
        return await self.until(lambda sight: sight.focus == pane, f"the focus of the {pane}")

    async def points_at(self, pane: str, words: str) -> Sight:
        """Wait until the cursor of the list or of the links is on these words."""
        return await self.until(
            lambda sight: words in sight.cursor(pane), f"the cursor of the {pane} on {words}"
        )

    def press(self, *keys: str) -> None:
        """Press keys, by Textual's names; what they do is waited for by looking."""
        for key in keys:
            self.app.post_message(Key(key, _CHARACTERS.get(key, key if len(key) == 1 else None)))

    def type(self, text: str) -> None:
        """Type text into the field that has the focus."""
        self.press(*[_KEYS.get(character, character) for character in text])

    async def go(self, pane: str) -> Sight:
        """Go to a pane, or as `search` to the list of the hits of one, newest first."""
        sight = self.look()
        if pane == "search":
            self.press("ctrl+o", "slash")
            self.type("notice")
            await self.until(lambda sight: f"{NOTICES} articles" in " ".join(sight.lines("list")), "the hits")
            self.press("enter")
            await self.focuses("article")
            self.press("escape")
            return await self.until(lambda s: s.focus == "list" and "Notice" in s.cursor("list"), "the hits")
        if pane == sight.focus:
            return sight
        if pane == "links":
            self.press("L")
        elif sight.focus == "list":
            self.press("enter")
        else:
            self.press("escape", *["escape"] * (pane == "list" and sight.focus == "links"))
        return await self.focuses(pane)
