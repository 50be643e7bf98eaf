"""Options of a settings file or profile: their validators, defaults and help."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import Field, dataclass, field
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Validator(Generic[T]):
    """Check and convert the value of an option."""

    accepts: str
    """Follows "should be" in messages: `a whole number from 40 to 200`."""
    read: Callable[[object], T | None]
    """Convert a TOML value; None if it is not valid."""


@dataclass(frozen=True, slots=True)
class Option:
    """One option, as help describes it."""

    name: str
    """As in the file, `keys.preset` for one of a table."""
    value: object
    about: str
    accepts: str
    example: object = None
    """A value more telling than the default, if any."""


def option(default: object, validator: Validator[Any], about: str, example: object = None) -> Any:
    """Declare a dataclass field that users set in a file."""
    return field(default=default, metadata={"validator": validator, "about": about, "example": example})


def describe_options(holder: object, options: Mapping[str, Field[Any]]) -> Iterator[Option]:
    """Describe options (by their name in the file) with their values in `holder`."""
    for name, each in options.items():
        known = each.metadata
        value = getattr(holder, each.name)
        yield Option(name, value, known["about"], known["validator"].accepts, known["example"])


def text() -> Validator[str]:
    """Accept a non-empty text."""
    return Validator(
        "a text in quotes, not empty", lambda value: value if isinstance(value, str) and value else None
    )


def text_list() -> Validator[tuple[str, ...]]:
    """Accept a list of texts; a single text is a list of one."""
    return Validator('a list of texts, such as ["one", "two"]', read_text_list)


def read_text_list(value: object) -> tuple[str, ...] | None:
    """Return a list of texts as a tuple; a single text is a list of one."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    return None


def one_of(*names: str) -> Validator[str]:
    """Accept one of the names, in any case."""

    def read(value: object) -> str | None:
        name = value.casefold() if isinstance(value, str) else ""
        return name if name in names else None

    return Validator(f"{_quoted(names[:-1])} or {_quoted(names[-1:])}", read)


def _quoted(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def whole_number(least: int, most: int) -> Validator[int]:
    """Accept a whole number between two bounds, inclusive."""

    def read(value: object) -> int | None:
        # TOML's true is Python's 1: a person who wrote `true` did not mean a number.
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return value if is_number and least <= value <= most else None  # type: ignore[operator,return-value]

    return Validator(f"a whole number from {least} to {most}", read)
