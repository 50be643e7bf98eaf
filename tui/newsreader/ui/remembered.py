"""What the last visit left: read from the session, whatever a file of another version may hold there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from newsreader.library.headlines import Choice, Only, View
from newsreader.library.session import Session
from newsreader.settings.settings import Settings

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Remembered:
    """How the list stood, and which article was open."""

    view: View
    choice: Choice
    unfolded: Mapping[View, frozenset[str] | None]
    """The headings that stood open in each view; None where the reader never turned one."""
    article: str | None
    """The id of the article that was open."""


def remembered(session: Session, settings: Settings) -> Remembered:
    """The last visit; where there was none, what the settings say."""
    areas = _names(session.get("areas"))
    article = session.get("article")
    return Remembered(
        view=_one_of(View, session.get("view"), View(settings.view)),
        choice=Choice(
            areas=frozenset(settings.areas) if areas is None else areas,
            only=_one_of(Only, session.get("only"), Only.ALL),
        ),
        unfolded={view: _names(session.get(f"unfolded.{view}")) for view in View},
        article=article if isinstance(article, str) else None,
    )


def _one_of(kind: type[E], value: object, default: E) -> E:
    return next((member for member in kind if member == value), default)


def _names(value: object) -> frozenset[str] | None:
    return frozenset(str(name) for name in value) if isinstance(value, list) else None
