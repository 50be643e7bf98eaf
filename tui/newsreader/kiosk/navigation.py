"""Where a visitor can go from a screen, and the messages that ask the app to take them there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.screen import Screen

if TYPE_CHECKING:
    from newsreader.kiosk.contact_methods import ContactMethod
    from newsreader.library.headlines import Headline
    from newsreader.links.catalogue.catalogue import Catalogue
    from newsreader.links.catalogue.resource import Category, Resource
    from newsreader.links.reference import Entry


@dataclass(frozen=True, slots=True)
class News:
    """The headlines of an area, or of all the station's areas."""

    area: str | None = None


@dataclass(frozen=True, slots=True)
class Areas:
    """The list of areas."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article; Next and Previous step through the headlines of `area`, or of all areas."""

    headline: Headline
    area: str | None = None


@dataclass(frozen=True, slots=True)
class Links:
    """What an article refers to."""

    entries: Sequence[Entry]
    page: str | None = None
    """The article's own address."""


@dataclass(frozen=True, slots=True)
class Help:
    """Help and advice by need."""


@dataclass(frozen=True, slots=True)
class Services:
    """The services of one category of the catalogue."""

    category: Category
    resources: Sequence[Resource]
    catalogue: Catalogue


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach one service, contact or link."""

    method: ContactMethod


@dataclass(frozen=True, slots=True)
class Staff:
    """The keypad for the staff code."""


Destination = News | Areas | Article | Links | Help | Services | Contact | Staff


class NavigationRequest(Message):
    """A wish of the screen that sends it. One that is no longer on top is too late to have any."""

    def __init__(self, origin: Screen[Any]) -> None:
        super().__init__()
        self.origin = origin


class Go(NavigationRequest):
    """Open a screen on top."""

    def __init__(self, origin: Screen[Any], destination: Destination) -> None:
        super().__init__(origin)
        self.destination = destination


class Back(NavigationRequest):
    """Close the screen."""


class StartOver(NavigationRequest):
    """End the visit and show the rotation."""


class LeavePage(NavigationRequest):
    """End the visit and show a neutral page first."""


class ChangeLanguage(NavigationRequest):
    """Switch to the next language."""


class EndDisplay(NavigationRequest):
    """End the program, after the right staff code."""
