"""Restore the last visit from the session, whatever another version may have written there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from newsreader.library.headlines import Filter, Listing, Status, View
from newsreader.library.saved_session import Session
from newsreader.reader.empty_messages import ONLY_WORDS
from newsreader.settings.settings import Settings

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class RestoredSession:
    """The list and the article as they were left."""

    view: View
    filter: Filter
    unfolded: Mapping[View, frozenset[str] | None]
    """The unfolded headings of each view; None where the person never folded or unfolded one."""
    article: str | None
    """The id of the article that was open."""


def restore(session: Session, settings: Settings) -> RestoredSession:
    """The last visit; the settings where there was none."""
    areas = _names(session.get("areas"))
    article = session.get("article")
    return RestoredSession(
        view=_one_of(View, session.get("view"), View(settings.view)),
        filter=Filter(
            areas=frozenset(settings.areas) if areas is None else areas,
            status=_one_of(Status, session.get("only"), Status.ALL),
        ),
        unfolded={view: _names(session.get(f"unfolded.{view}")) for view in View},
        article=article if isinstance(article, str) else None,
    )


def unfolded_of(listing: Listing, kept: Mapping[View, frozenset[str] | None]) -> frozenset[str]:
    """The unfolded headings of a list: as the person left them; all of them where a filter is on."""
    if listing.filter.words:
        return frozenset(section.id for section in listing.sections)
    left = kept.get(listing.view)
    if left is not None:
        return left
    if listing.view is View.AREA:
        return frozenset()
    days = [section.id for section in listing.sections if section.id.count("-") == 2]
    return frozenset(days or [section.id for section in listing.sections[:1]])


def list_title(view: View, only: Status) -> str:
    """The title of the list."""
    words = "By area" if view is View.AREA else "By date"
    return words if only is Status.ALL else f"{words} · {ONLY_WORDS[only]}"


def _one_of(kind: type[E], value: object, default: E) -> E:
    return next((member for member in kind if member == value), default)


def _names(value: object) -> frozenset[str] | None:
    return frozenset(str(name) for name in value) if isinstance(value, list) else None
