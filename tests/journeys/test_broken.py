"""Files and folders that are not as they should be: the rest goes on, and what is wrong is told."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from newsreader.library.library import Library
from newsreader.settings.settings import Settings

BROKEN = """```yaml
title: Update: man charged
area: [Mercia
publish:
  date: 17 Mar 2019
```

He will be in court.
"""


async def test_a_broken_file_is_shown_as_well_as_it_can_be_and_named(start, content) -> None:
    (content / "Mercia/broken.md").write_text(BROKEN, encoding="utf-8")
    async with start() as reader:
        await reader.sees("Update: man charged", "6 articles")
        await reader.press("exclamation_mark")
        await reader.sees("Problems", "Mercia/broken.md:")


async def test_a_file_that_is_none_is_named_and_stops_nobody(start, content) -> None:
    os.mkfifo(content / "Mercia/pipe.md")
    async with start() as reader:
        await reader.sees("A brass lamp", "5 articles")
        await reader.press("exclamation_mark")
        await reader.sees("Problems", "Mercia/pipe.md")


@pytest.fixture
def unwatched(monkeypatch) -> None:
    """Nothing looks at the folders but what the test asks for."""
    monkeypatch.setattr(Library, "watch", lambda self, changed, stop: stop.wait())


async def test_a_damaged_index_is_made_again_while_the_reader_reads(start, own_home, unwatched) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp", "5 articles")
        await reader.until(lambda: reader.app.screen.updates.watching, "the watch")
        release = threading.Event()
        looks = reader.library.update

        def late(*arguments):
            assert release.wait(60)
            return looks(*arguments)

        reader.library.update = late
        (file,) = (own_home / ".cache/newsreader/index").glob("*.db")
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("DROP TABLE meta")
        await reader.press("v")
        await reader.sees("It is being made again", "They appear here as they come.", "A brass lamp")
        await reader.press("v")
        await reader.sees("By date", "They appear here as they come.")
        release.set()
        await reader.sees("5 articles", "Bicycles marked")
        assert "just arrived" not in reader.screen()


async def test_files_deleted_in_use_lose_nothing_and_make_no_news(
    start, content, own_home, unwatched
) -> None:
    async with start(size=(140, 30)) as reader:
        await reader.sees("A brass lamp", "5 articles")
        await reader.until(lambda: reader.app.screen.updates.watching, "the watch")
        updates = reader.app.screen.updates
        await reader.press("s")
        await reader.until(lambda: reader.library.search("is:saved").total == 1, "the saved article")
        for folder in (".cache/newsreader/index", ".local/state/newsreader"):
            for file in (own_home / folder).glob("*.db*"):
                file.unlink()
        arrive(content, "ferry", "Ferry runs again")
        updates.look()
        await reader.is_told("was deleted while in use")
        await reader.sees("6 articles", "Ferry runs again")
        assert "just arrived" not in reader.screen()
        assert reader.library.search("is:saved").total == 1
        await reader.until(lambda: not updates.rebuilding and updates.progress is None, "the end of that")
        arrive(content, "pier", "Pier closed")
        updates.look()
        await reader.sees("7 articles", "1 just arrived")


def arrive(content: Path, name: str, title: str) -> None:
    article = f"---\ntitle: {title}\narea: Mercia\ndate: 2019-03-16\n---\n\nIt is so.\n"
    (content / f"Mercia/{name}.md").write_text(article, encoding="utf-8")


async def test_no_problem_at_all(start, content) -> None:
    async with start(root=content / "Mercia/lamp.md") as reader:
        await reader.sees("A brass lamp", "1 article")
        await reader.press("exclamation_mark")
        await reader.sees("Every file could be read as it was meant.")


async def test_a_list_that_holds_nothing_says_what_to_press(start) -> None:
    async with start(settings=Settings(theme="dark", areas=("Nowhere",))) as reader:
        await reader.sees("no articles in the chosen areas")
        await reader.press("i", "i")
        await reader.sees("Nothing is saved yet.")


async def test_settings_that_are_wrong_are_told(start) -> None:
    async with start(settings=Settings(theme="purple", keys={"serach": ("x",)})) as reader:
        await reader.sees("There is no theme called purple", "no command called serach")
