"""A commented profile of a display to start from."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from newsreader.settings.option import Option, describe_options
from newsreader.settings.station import Contact, Station, contact_options, options
from newsreader.settings.toml_file import as_toml

_WIDTH = 98


def lines() -> Iterator[str]:
    """Return the lines of the profile; it sets the defaults, and its examples are comments."""
    yield "# The profile of a station's display, for: newsreader kiosk --station FILE"
    yield "# Remove the # before an example to set it."
    every = list(describe_options(Station(), options()))
    tables = [option for option in every if option.name == "contacts"]
    for option in every:
        if option not in tables:
            yield from _about(option)
            yield _set(option)
    for option in tables:
        yield from _about(option)
        yield "#[[contacts]]"
        for each in describe_options(Contact(), contact_options()):
            yield f"{_set(each)}  # {each.about}"


def _about(option: Option) -> Iterator[str]:
    yield ""
    text = f"{option.about} It takes {option.accepts}."
    yield from (f"# {line}" for line in textwrap.wrap(text, _WIDTH, break_on_hyphens=False))


def _set(option: Option) -> str:
    if option.example is None:
        return f"{option.name} = {as_toml(option.value)}"
    return f"#{option.name} = {as_toml(option.example)}"
