"""The journeys of the commands for the program itself."""

from __future__ import annotations

from .journeys import journey
from .person import Person


@journey("theme")
async def theme(person: Person, pane: str, key: str) -> None:
    """A list of themes; the one under the cursor is shown at once."""
    await person.go(pane)
    before = person.look().rows[0][0].background
    person.press(key)
    await person.sees("Theme", "High contrast")
    person.press("down")
    await person.until(lambda sight: sight.rows[0][0].background != before, "other colours")


@journey("problems")
async def problems(person: Person, pane: str, key: str) -> None:
    """What is wrong with the files: here nothing."""
    await person.go(pane)
    person.press(key)
    await person.sees("Problems", "Every file could be read as it was meant.")


@journey("help")
async def show_help(person: Person, pane: str, key: str) -> None:
    """Every key, to be searched; what is chosen is carried out."""
    await person.go(pane)
    person.press(key)
    await person.sees("Help", "The next line, heading or entry.")
    person.type("article alone")
    await person.until(lambda sight: "The next line" not in sight.text, "the one command")
    person.press("enter")
    await person.until(lambda sight: "● Notice" not in sight.text and "what notice 01" in sight.text, "zen")


@journey("palette")
async def palette(person: Person, pane: str, key: str) -> None:
    """Every command by name; what is chosen is carried out."""
    await person.go(pane)
    person.press(key)
    await person.sees("Commands", "Next pane")
    person.type("article alone")
    person.press("enter")
    await person.until(lambda sight: "● Notice" not in sight.text and "what notice 01" in sight.text, "zen")


async def back_one_level(person: Person, pane: str, key: str) -> None:
    """From the links to the article, from there to the list; a search is closed."""
    await person.go(pane)
    person.press(key)
    if pane == "search":
        await person.until(lambda sight: sight.title("list") == "By date", "the end of the search")
    else:
        await person.focuses({"links": "article", "article": "list"}[pane])


@journey("leave")
async def leave(person: Person, pane: str, key: str) -> None:
    """Back one level; at the top it takes away a filter, and never leaves the program."""
    if pane != "list":
        await back_one_level(person, pane, key)
        return
    person.press("f")
    person.type("07")
    await person.until(lambda sight: "Notice 08" not in sight.text, "the filter")
    person.press("enter", key)
    await person.sees("Notice 08")
    person.press(key, "J")
    await person.reads("Notice 02")


@journey("quit")
async def leave_or_end(person: Person, pane: str, key: str) -> None:
    """Back one level; at the top, the end."""
    if pane != "list":
        await back_one_level(person, pane, key)
        return
    person.press(key)
    await person.until(lambda _: person.app.return_code == 0, "the end")


@journey("exit")
async def leave_at_once(person: Person, pane: str, key: str) -> None:
    """The end, from anywhere."""
    await person.go(pane)
    person.press(key)
    await person.until(lambda _: person.app.return_code == 0, "the end")
