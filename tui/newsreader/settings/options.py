"""What an option of the settings file may hold: how it is read, and how that is said to a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shape(Generic[T]):
    """The values that an option takes."""

    accepts: str
    """For a person, to follow "should be": `a whole number from 40 to 200`."""
    read: Callable[[object], T | None]
    """The value as the program uses it, from what TOML gave; None where it is not one of them."""


def text() -> Shape[str]:
    """A text that is not empty."""
    return Shape(
        "a text in quotes, not empty", lambda value: value if isinstance(value, str) and value else None
    )


def texts() -> Shape[tuple[str, ...]]:
    """A list of texts; one text alone is a list of one."""
    return Shape('a list of texts, such as ["one", "two"]', _texts)


def _texts(value: object) -> tuple[str, ...] | None:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    return None


def one_of(*names: str) -> Shape[str]:
    """One of the names, in any case."""

    def read(value: object) -> str | None:
        name = value.casefold() if isinstance(value, str) else ""
        return name if name in names else None

    return Shape(f"{_quoted(names[:-1])} or {_quoted(names[-1:])}", read)


def _quoted(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def whole(least: int, most: int) -> Shape[int]:
    """A whole number between two bounds, both included."""

    def read(value: object) -> int | None:
        # TOML's true is Python's 1: a person who wrote `true` did not mean a number.
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return value if is_number and least <= value <= most else None  # type: ignore[operator,return-value]

    return Shape(f"a whole number from {least} to {most}", read)
