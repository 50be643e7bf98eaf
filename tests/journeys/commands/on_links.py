"""The journeys of the commands for links: choosing, stepping, opening, copying."""

from __future__ import annotations

from .journeys import journey
from .person import Person


@journey("links", "list", "article", "search")
async def links(person: Person, pane: str, key: str) -> None:
    """The links have the focus, and a cursor."""
    await person.go(pane)
    person.press(key)
    await person.focuses("links")
    await person.points_at("links", "example.org/1")


@journey("link_number")
async def link_number(person: Person, pane: str, key: str) -> None:
    """A field for a number of two digits, then the question."""
    await person.go(pane)
    person.press(key)
    await person.sees("Number of the link")
    person.type("12")
    person.press("enter")
    await person.sees("Open this page in the browser?", "https://www.example.org/12")


@journey("next_link")
async def next_link(person: Person, pane: str, key: str) -> None:
    """The next link of the text is marked."""
    await person.go(pane)
    person.press(key)
    await person.until(lambda sight: "example.org/1" in sight.marked(), "the first link")
    person.press(key)
    await person.until(lambda sight: "example.org/2" in sight.marked(), "the second")


@journey("previous_link")
async def previous_link(person: Person, pane: str, key: str) -> None:
    """The link before it is marked."""
    await person.go(pane)
    person.press(*["right_square_bracket"] * 2)
    await person.until(lambda sight: "example.org/2" in sight.marked(), "the second")
    person.press(key)
    await person.until(lambda sight: "example.org/1" in sight.marked(), "the first")


@journey("source")
async def source(person: Person, pane: str, key: str) -> None:
    """The page of the article is asked for, not opened."""
    await person.go(pane)
    person.press(key)
    await person.sees("Open", "https://www.police.example/01")


@journey("copy")
async def copy(person: Person, pane: str, key: str) -> None:
    """The address of the article, or of the link under the cursor."""
    await person.go(pane)
    if pane == "links":
        await person.points_at("links", "example.org/1")
    person.press(key)
    address = "https://www.example.org/1" if pane == "links" else "https://www.police.example/01"
    await person.sees(f"Copied: {address}")
    assert person.app.clipboard == address


@journey("page_code")
async def page_code(person: Person, pane: str, key: str) -> None:
    """A QR code of the article's page, or of the link under the cursor."""
    await person.go(pane)
    if pane == "links":
        await person.points_at("links", "example.org/1")
    person.press(key)
    await person.sees("▀", "www.example.org/1" if pane == "links" else "www.police.example/01")


@journey("help_and_advice")
async def help_and_advice(person: Person, pane: str, key: str) -> None:
    """The services, to look through."""
    await person.go(pane)
    person.press(key)
    await person.sees("Help and advice")
    person.type("samaritans")
    await person.sees("Samaritans")
