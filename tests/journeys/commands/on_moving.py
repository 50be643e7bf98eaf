"""The journeys of the commands that move the cursor, the text and the focus."""

from __future__ import annotations

from .journeys import PANES, journey
from .person import NOTICES, Person

A_SCREEN = 6
"""Lines, notices or links: a page is at least as long in each pane, a single step is not."""


def of(pane: str) -> str:
    """The pane on the screen: the hits of a search stand in the list."""
    return "list" if pane == "search" else pane


async def move(person: Person, pane: str, key: str) -> float:
    """Press a key and wait until it has moved something in the pane; how far, forward or back."""
    before = person.look().place(of(pane))
    assert before is not None
    person.press(key)
    after = await person.until(lambda sight: sight.place(of(pane)) not in (None, before), f"a move by {key}")
    return (after.place(of(pane)) or 0) - before


@journey("down")
async def down(person: Person, pane: str, key: str) -> None:
    """One step on, whatever pane it is."""
    await person.go(pane)
    assert await move(person, pane, key) == 1


@journey("up")
async def up(person: Person, pane: str, key: str) -> None:
    """One step back."""
    await person.go(pane)
    assert await move(person, pane, "j") == 1
    assert await move(person, pane, "j") == 1
    assert await move(person, pane, key) == -1


@journey("pane_right", "list", "article", "search")
async def pane_right(person: Person, pane: str, key: str) -> None:
    """From the list to the article, from there to the links; a folded heading unfolds first."""
    await person.go(pane)
    if pane == "list":
        person.press("h")
        await person.sees("▸ Friday 15 March 2019")
        person.press(key)
        await person.sees("▾ Friday 15 March 2019")
        await person.until(lambda sight: sight.focus == "list", "the focus kept")
        person.press("j")
    person.press(key)
    await person.focuses("links" if pane == "article" else "article")


@journey("pane_left", "article", "links", "list")
async def pane_left(person: Person, pane: str, key: str) -> None:
    """From the links to the article, from there to the list, where it folds the day."""
    await person.go(pane)
    person.press(key)
    if pane == "list":
        await person.until(lambda s: "▸ Friday 15" in s.text and "● Notice 01" not in s.text, "the fold")
    else:
        await person.focuses(PANES[PANES.index(pane) - 1])


@journey("pane_next")
async def pane_next(person: Person, pane: str, key: str) -> None:
    """Round the panes."""
    await person.go(pane)
    person.press(key)
    await person.focuses({"list": "article", "search": "article", "article": "links", "links": "list"}[pane])


@journey("pane_previous")
async def pane_previous(person: Person, pane: str, key: str) -> None:
    """Round the panes, the other way."""
    await person.go(pane)
    person.press(key)
    await person.focuses({"list": "links", "search": "links", "article": "list", "links": "article"}[pane])


@journey("open")
async def open_it(person: Person, pane: str, key: str) -> None:
    """The article under the cursor, or the link, which is asked for first."""
    await person.go(pane)
    if pane in ("list", "search"):
        person.press("j", key)
        await person.focuses("article")
        await person.reads("Notice 02")
        return
    if pane == "article":
        person.press("right_square_bracket")
        await person.until(lambda sight: "example.org/1" in sight.marked(), "the link in the text")
    person.press(key)
    await person.sees("Open this page in the browser?", "https://www.example.org/1")


@journey("page_down")
async def page_down(person: Person, pane: str, key: str) -> None:
    """A page on in the article, whatever has the focus; at its end the next unread."""
    await person.go(pane)
    person.press("K", "J")  # the article of the search's first hit, as of the list's
    await person.reads("Notice 02")
    person.press("K")
    await person.reads("Notice 01")
    assert await move(person, "article", key) >= A_SCREEN
    for _ in range(9):
        person.press(key)
    await person.until(
        lambda sight: "Notice 01" not in " ".join(sight.lines("article")[:2]), "the next unread"
    )


@journey("page_up")
async def page_up(person: Person, pane: str, key: str) -> None:
    """A page back in the article, whatever has the focus."""
    await person.go(pane)
    assert await move(person, "article", "space") >= A_SCREEN
    assert await move(person, "article", key) <= -A_SCREEN


@journey("pane_page_down")
async def pane_page_down(person: Person, pane: str, key: str) -> None:
    """A page down in the pane that has the focus."""
    await person.go(pane)
    assert await move(person, pane, key) >= A_SCREEN / 2


@journey("pane_page_up")
async def pane_page_up(person: Person, pane: str, key: str) -> None:
    """A page up in the pane that has the focus."""
    await person.go(pane)
    assert await move(person, pane, "G") > A_SCREEN
    assert await move(person, pane, key) <= -A_SCREEN / 2


@journey("half_down")
async def half_down(person: Person, pane: str, key: str) -> None:
    """Half a page on, never back, and less than a page."""
    await person.go(pane)
    whole = await move(person, pane, "pagedown")
    assert await move(person, pane, "g") < 0
    assert 1 < await move(person, pane, key) < whole


@journey("half_up")
async def half_up(person: Person, pane: str, key: str) -> None:
    """Half a page back."""
    await person.go(pane)
    assert await move(person, pane, "G") > A_SCREEN
    whole = await move(person, pane, "pageup")
    assert await move(person, pane, "G") > 0
    assert whole < await move(person, pane, key) < -1


@journey("start")
async def start(person: Person, pane: str, key: str) -> None:
    """To the first line, notice or link."""
    await person.go(pane)
    assert await move(person, pane, "G") > A_SCREEN
    assert await move(person, pane, key) < -A_SCREEN
    assert (person.look().place(of(pane)) or 0) <= 1


@journey("end")
async def end(person: Person, pane: str, key: str) -> None:
    """To the last line, notice or link."""
    await person.go(pane)
    assert await move(person, pane, key) > A_SCREEN
    if pane == "article":
        assert "100%" in person.look().footer
    else:
        assert person.look().place(of(pane)) == {"list": NOTICES, "search": NOTICES, "links": 12}[pane]
