"""The journeys of the commands for articles: going through them, looking into them, marking them."""

from __future__ import annotations

from .journeys import journey
from .person import Person


@journey("next_article")
async def next_article(person: Person, pane: str, key: str) -> None:
    """The article below is shown, and the list's cursor is on it."""
    await person.go(pane)
    person.press(key)
    await person.reads("Notice 02")
    await person.points_at("list", "Notice 02")


@journey("previous_article")
async def previous_article(person: Person, pane: str, key: str) -> None:
    """The article above is shown."""
    await person.go(pane)
    person.press("J", "J")
    await person.reads("Notice 03")
    person.press(key)
    await person.reads("Notice 02")
    await person.points_at("list", "Notice 02")


@journey("next")
async def next_one(person: Person, pane: str, key: str) -> None:
    """The next unread article; in a search the next hit, in a find the next place."""
    await person.go(pane)
    if pane == "search":
        person.press(key)
        await person.reads("Notice 02")
        return
    person.press("J")
    await person.reads("Notice 02")
    person.press("r")
    await person.sees("23 unread")
    person.press("K")
    await person.reads("Notice 01")
    person.press(key)
    await person.reads("Notice 03")


@journey("previous")
async def previous(person: Person, pane: str, key: str) -> None:
    """The unread article above, past those that are read."""
    await person.go(pane)
    person.press("J")
    await person.reads("Notice 02")
    person.press("r")
    await person.until(lambda sight: "● Notice 02" not in sight.text, "the mark of notice 02")
    person.press("J")
    await person.reads("Notice 03")
    person.press(key)
    await person.reads("Notice 01")


@journey("previous_hit", "article", "search")
async def previous_hit(person: Person, pane: str, key: str) -> None:
    """The hit of the search before, or the place of the find."""
    await person.go(pane)
    if pane == "search":
        person.press("n", "n")
        await person.reads("Notice 03")
        person.press(key)
        await person.reads("Notice 02")
        return
    person.press("ctrl+f")
    person.type("part")
    await person.sees("1 of 12")
    person.press("enter")
    await person.until(lambda sight: sight.lines("article")[-1].strip() != "part", "the end of the field")
    person.press("n", "n")
    await person.sees("3 of 12")
    person.press(key)
    await person.sees("2 of 12")


@journey("find")
async def find(person: Person, pane: str, key: str) -> None:
    """A field for words, which are counted and shown."""
    await person.go(pane)
    person.press(key)
    await person.sees("Find in this article")
    person.type("part 9")
    await person.sees("1 of 1", "Part 9")


@journey("contents")
async def contents(person: Person, pane: str, key: str) -> None:
    """The headings of the article; the one chosen is jumped to."""
    await person.go(pane)
    assert "Part 9" not in person.look().text
    person.press(key)
    await person.sees("Contents", "Part 9")
    person.type("part 9")
    person.press("enter")
    await person.until(lambda s: s.focus == "article" and "Part 9" in s.lines("article")[0], "the heading")


@journey("read")
async def read(person: Person, pane: str, key: str) -> None:
    """The mark of an unread article goes."""
    await person.go(pane)
    await person.sees("● Notice 01")
    person.press(key)
    await person.until(lambda sight: "● Notice 01" not in sight.text, "the end of the mark")


@journey("unread")
async def unread(person: Person, pane: str, key: str) -> None:
    """The mark comes back."""
    await person.go(pane)
    person.press("r")
    await person.until(lambda sight: "● Notice 01" not in sight.text, "the end of the mark")
    person.press(key)
    await person.sees("● Notice 01")


@journey("toggle_read")
async def toggle_read(person: Person, pane: str, key: str) -> None:
    """The mark goes, and with the same key comes back."""
    await person.go(pane)
    person.press(key)
    await person.until(lambda sight: "● Notice 01" not in sight.text, "the end of the mark")
    person.press(key)
    await person.sees("● Notice 01")


@journey("save")
async def save(person: Person, pane: str, key: str) -> None:
    """A star, and with the same key no star."""
    await person.go(pane)
    person.press(key)
    await person.sees("★ Notice 01")
    person.press(key)
    await person.until(lambda sight: "★ Notice 01" not in sight.text, "the end of the star")


@journey("zen")
async def zen(person: Person, pane: str, key: str) -> None:
    """Nothing but the article, and with the same key everything."""
    await person.go(pane)
    person.press(key)
    await person.until(
        lambda s: "● Notice" not in s.text and "Web" not in s.text and "what notice 01" in s.text,
        "the article alone",
    )
    person.press(key)
    await person.sees("● Notice 01", "Links · 12")


async def read_three(person: Person, pane: str) -> None:
    """Open three articles one after the other, and go to a pane."""
    if pane == "search":
        await person.go("search")
    person.press("enter")
    await person.focuses("article")
    await person.reads("Notice 01")
    person.press("J")
    await person.reads("Notice 02")
    person.press("J")
    await person.reads("Notice 03")
    if pane == "search":
        person.press("escape")
        await person.focuses("list")
    else:
        await person.go(pane)


@journey("back")
async def back(person: Person, pane: str, key: str) -> None:
    """What was read before."""
    await read_three(person, pane)
    person.press(key)
    await person.reads("Notice 02")
    person.press(key)
    await person.reads("Notice 01")


@journey("forward")
async def forward(person: Person, pane: str, key: str) -> None:
    """What was read after it."""
    await read_three(person, pane)
    person.press("alt+left")
    await person.reads("Notice 02")
    person.press(key)
    await person.reads("Notice 03")
