"""The journeys of the commands for the list: what it holds, and in what order."""

from __future__ import annotations

from .journeys import PANES, journey
from .person import NOTICES, Person
from .sight import Sight


def listed(sight: Sight) -> list[str]:
    """The numbers of the notices in the list, as far as it is on the screen."""
    return [line.split("Notice ")[1][:2] for line in sight.lines("list") if "Notice " in line]


@journey("search")
async def search(person: Person, pane: str, key: str) -> None:
    """A field; what is typed is searched at once, in the text too."""
    await person.go(pane)
    person.press(key)
    person.type("part")
    found = await person.until(lambda sight: listed(sight) == ["01"], "the one hit")
    assert "1 article" in " ".join(found.lines("list"))


@journey("search_order", "search")
async def search_order(person: Person, pane: str, key: str) -> None:
    """The hits by date, then by relevance: the longest text is the last, though it is the newest."""
    await person.go(pane)
    await person.until(lambda sight: listed(sight)[:2] == ["01", "02"], "the newest first")
    person.press(key)
    await person.sees("The best hits come first.")
    await person.until(lambda sight: "01" not in listed(sight)[:2], "the best first")


@journey("filter", *PANES)
async def filter_list(person: Person, pane: str, key: str) -> None:
    """A field; only headlines with the words are left."""
    await person.go(pane)
    person.press(key)
    person.type("07")
    await person.until(lambda sight: listed(sight) == ["07"], "the filtered list")


@journey("jump", *PANES)
async def jump(person: Person, pane: str, key: str) -> None:
    """The first letters of a day lead to its heading."""
    await person.go(pane)
    person.press(key)
    person.type("mon")
    await person.points_at("list", "Monday 11 March 2019")


@journey("view", *PANES)
async def view(person: Person, pane: str, key: str) -> None:
    """By area, and with the same key by date."""
    await person.go(pane)
    person.press(key)
    await person.until(lambda s: s.title("list") == "By area" and "Northland" in s.text, "the areas")
    person.press(key)
    await person.until(lambda s: s.title("list") == "By date" and "Friday 15 March" in s.text, "the days")


@journey("areas", *PANES)
async def areas(person: Person, pane: str, key: str) -> None:
    """A list of areas; the one chosen stands in the header, and the list holds only its articles."""
    await person.go(pane)
    person.press(key)
    await person.sees("─ Areas ─", "Enter chooses")
    person.type("wess")
    await person.until(lambda sight: "Northland  8" not in sight.text, "the one area")
    person.press("enter")
    await person.sees("✓ Wessex")
    person.press("escape")
    await person.until(lambda sight: "Wessex" in sight.header, "the area in the header")
    await person.until(lambda sight: listed(sight)[:3] == ["02", "05", "08"], "the articles of the area")


@journey("only", *PANES)
async def only(person: Person, pane: str, key: str) -> None:
    """All, unread, saved, new, and all again."""
    await person.go(pane)
    person.press("r", "s")
    await person.sees("★ Notice 01", "23 unread")
    person.press(key)
    await person.until(lambda sight: "Unread" in sight.title("list") and listed(sight)[0] == "02", "unread")
    person.press(key)
    await person.until(lambda sight: "Saved" in sight.title("list") and listed(sight) == ["01"], "saved")
    person.press(key)
    await person.until(lambda sight: "New" in sight.title("list"), "new")
    person.press(key)
    await person.until(lambda sight: sight.title("list") == "By date", "all")


@journey("read_all")
async def read_all(person: Person, pane: str, key: str) -> None:
    """No article of the list is unread."""
    await person.go(pane)
    person.press(key)
    await person.until(lambda sight: "● Notice" not in sight.text, "the end of the marks")


@journey("undo")
async def undo(person: Person, pane: str, key: str) -> None:
    """The mark that was set last is taken back, and nothing else."""
    await person.go(pane)
    person.press("r")
    await person.until(lambda sight: "● Notice 01" not in sight.text, "the mark of what is read")
    person.press("s")
    await person.sees("★ Notice 01")
    person.press(key)
    await person.until(lambda sight: "★ Notice 01" not in sight.text, "the end of the star")
    assert "● Notice 01" not in person.look().text
    person.press(key)
    await person.sees("● Notice 01")


@journey("refresh")
async def refresh(person: Person, pane: str, key: str) -> None:
    """It says that it looks at the folders, and has the same articles after it."""
    await person.go(pane)
    person.press(key)
    await person.sees("Looking at the folders again.", f"{NOTICES} articles")
