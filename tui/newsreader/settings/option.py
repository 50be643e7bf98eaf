"""What an option of a file may hold: how it is read, and how that is said to a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import Field, dataclass, field
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Validator(Generic[T]):
    """The values that an option takes."""

    accepts: str
    """For a person, to follow "should be": `a whole number from 40 to 200`."""
    read: Callable[[object], T | None]
    """The value as the program uses it, from what TOML gave; None where it is not one of them."""


@dataclass(frozen=True, slots=True)
class Option:
    """One option as a person is told of it."""

    name: str
    """As in the file, `keys.preset` for one of a table."""
    value: object
    about: str
    accepts: str
    example: object = None
    """A value that shows more than the default does; None where there is no need of one."""


def option(default: object, shape: Validator[Any], about: str, example: object = None) -> Any:
    """A field of a dataclass that a person sets in a file."""
    return field(default=default, metadata={"shape": shape, "about": about, "example": example})


def described(holder: object, options: Mapping[str, Field[Any]]) -> Iterator[Option]:
    """The options, by their names in the file, with the values they have in `holder`."""
    for name, each in options.items():
        about = each.metadata
        value = getattr(holder, each.name)
        yield Option(name, value, about["about"], about["shape"].accepts, about["example"])


def text() -> Validator[str]:
    """A text that is not empty."""
    return Validator(
        "a text in quotes, not empty", lambda value: value if isinstance(value, str) and value else None
    )


def texts() -> Validator[tuple[str, ...]]:
    """A list of texts; one text alone is a list of one."""
    return Validator('a list of texts, such as ["one", "two"]', read_texts)


def read_texts(value: object) -> tuple[str, ...] | None:
    """A list of texts, or the one text that stands for a list."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    return None


def one_of(*names: str) -> Validator[str]:
    """One of the names, in any case."""

    def read(value: object) -> str | None:
        name = value.casefold() if isinstance(value, str) else ""
        return name if name in names else None

    return Validator(f"{_quoted(names[:-1])} or {_quoted(names[-1:])}", read)


def _quoted(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def whole(least: int, most: int) -> Validator[int]:
    """A whole number between two bounds, both included."""

    def read(value: object) -> int | None:
        # TOML's true is Python's 1: a person who wrote `true` did not mean a number.
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return value if is_number and least <= value <= most else None  # type: ignore[operator,return-value]

    return Validator(f"a whole number from {least} to {most}", read)
