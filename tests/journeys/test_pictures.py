"""Pictures of the screen, kept and compared: what changes in one was meant to, or is a fault.

The README shows some of them from their folder. After a change that is meant: run this file with
`--snapshot-update`, and look at each.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from newsreader.reader import bars
from newsreader.settings.paths import shipped_content
from newsreader.settings.settings import Settings
from newsreader.ui.themes import THEME_NAMES


class Noon(datetime):
    """A clock that stands still."""

    @classmethod
    def now(cls, tz=None) -> datetime:
        return cls(2026, 11, 22, 14, 5, tzinfo=tz)


@pytest.fixture(autouse=True)
def still(monkeypatch) -> None:
    monkeypatch.setattr(bars, "datetime", Noon)


@pytest.fixture
def picture(snap_compare, app_at, reader):
    """Compares the screen after some keys, once some words are on it."""

    def compare(*words: str, keys=(), size=(120, 40), **wishes) -> bool:
        async def before(pilot) -> None:
            person = reader(pilot.app, pilot)
            screen = pilot.app.screen
            await person.until(
                lambda: screen.list_pane.contents.listing and screen.list_pane.contents.listing.keys,
                "the list",
            )
            await person.until(lambda: screen.updates.progress is None, "the end of the reading")
            await person.until(lambda: screen.links_pane.found or size[0] < 80, "the links")
            await person.press(*keys)
            await person.until(
                lambda: screen.links_pane.found or size[0] < 80, "the links of another article"
            )
            await person.until(
                lambda: not screen.list_pane.search.open or screen.list_pane.search.settled,
                "the settled hits",
            )
            await person.sees(*words)

        return snap_compare(app_at(**wishes), run_before=before, terminal_size=size)

    return compare


def shipped() -> Path:
    return shipped_content() / "articles"


def test_reader(picture) -> None:
    assert picture("Welcome to newsreader", "Run Hide Tell", size=(124, 36), root=shipped())


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 50), (60, 20)], ids="{0[0]}x{0[1]}".format)
def test_sizes(picture, size) -> None:
    assert picture("Lamp stolen", size=size)


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_themes(picture, theme) -> None:
    assert picture("Lamp stolen", "Crimestoppers", settings=Settings(theme=theme))


def test_by_area(picture) -> None:
    assert picture("By area", "Northland", keys=["v"])


def test_links_where_there_is_no_room_beside(picture) -> None:
    assert picture("Emergency", keys=["enter", "L"], size=(80, 24), root=shipped())


def test_search(picture) -> None:
    keys = ["slash", *"fraud"]
    assert picture("Search", "Lost money", keys=keys, root=shipped())


def test_find(picture) -> None:
    assert picture("1 of ", keys=["ctrl+f", *"police"], root=shipped())


def test_help(picture) -> None:
    assert picture("Next article", keys=["question_mark"], size=(100, 30))


def test_areas(picture) -> None:
    assert picture("All areas", keys=["a"], size=(80, 24))


def test_help_and_advice(picture) -> None:
    assert picture("Stalking Helpline", keys=["H", *"stalking"], size=(100, 30))


def test_code(picture) -> None:
    assert picture("▀", keys=["Q"], size=(100, 34))


def test_asking_before_a_link_is_opened(picture) -> None:
    assert picture("Open this page", keys=["o"], size=(80, 24))


def test_table_and_list(picture) -> None:
    words = ("An article is one text file", "The keys")
    assert picture(*words, keys=["j", "j", "enter"], size=(100, 40), root=shipped())


def test_zen(picture) -> None:
    assert picture("Welcome to newsreader", keys=["z"], size=(100, 30), root=shipped())
