"""The profile of a station's display: what it is called, what it shows, how long it waits, who may end it.

Other than of the settings, nothing of a profile is passed over: a display that starts with half of it would
stand wrong for months, so whoever starts it hears of every mistake at once.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import Field, dataclass, fields, replace
from difflib import get_close_matches
from itertools import count
from pathlib import Path
from typing import Any

from newsreader.settings import toml_file
from newsreader.settings.option import Validator, one_of, option, whole
from newsreader.settings.passcode import is_hash
from newsreader.settings.text_validators import InvalidItemError, address, host, line, list_of, path
from newsreader.settings.toml_edit import line_of, statements

MOST_BYTES = 100_000
"""A profile longer than this is not one."""
MOST_CONTACTS = 12
MOST_PROBLEMS = 50
"""As many are told; with more, the file is hardly a profile."""

THEMES = ("dark", "light", "contrast", "sixteen", "terminal")
LANGUAGES = ("en", "cy")

_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,40}")
_NAME = 60
"""Characters of a name."""
_PATHS = list_of(path(), 'a list of paths, such as ["/srv/news"]', 20)


@dataclass(frozen=True, slots=True)
class Contact:
    """Something that this station offers: its front counter, a team, a number."""

    name: str = option("", line(_NAME, empty=False), "What it is.", "Front counter")
    """`Front counter`."""
    name_cy: str = option(
        "", line(_NAME), "The same in Welsh; without it, `name` holds in both.", "Y dderbynfa"
    )
    number: str = option("", line(30), "The telephone number, as it is printed.", "01632 960 001")
    hours: str = option("", line(100), "When it is open.", "Monday to Friday, 8 am to 6 pm")
    hours_cy: str = option("", line(100), "The same in Welsh.", "Dydd Llun i ddydd Gwener, 8 am i 6 pm")
    address: str = option(
        "", address(), "Its page, shown as a code.", "https://www.example.police.uk/felpersham"
    )

    def name_in(self, language: str) -> str:
        """Return the name in a language, in English where there is no other."""
        return (self.name_cy if language == "cy" else "") or self.name

    def hours_in(self, language: str) -> str:
        """Return the opening hours in a language, in English where there are no others."""
        return (self.hours_cy if language == "cy" else "") or self.hours


def _contacts(value: object) -> Sequence[Mapping[str, object]] | None:
    """The tables as they are; what is in them is read one by one."""
    if not isinstance(value, list) or len(value) > MOST_CONTACTS:
        return None
    return value if all(isinstance(each, dict) for each in value) else None


@dataclass(frozen=True, slots=True)
class Station:
    """Everything that can differ between two displays. A display without a profile has these values.

    What `load` gives is fit to be shown: texts are one line, without controls, of bounded length.
    """

    file: Path | None = None
    """The profile itself; None without one. The banner's file stands beside it unless told otherwise."""
    name: str = option(
        "", line(_NAME), "Name of the station, shown at the top of every screen.", "Felpersham police station"
    )
    name_cy: str = option(
        "", line(_NAME), "The same in Welsh; without it, `name` holds in both.", "Gorsaf heddlu Felpersham"
    )
    content: tuple[str, ...] = option(
        (),
        _PATHS,
        "Folders of articles, or single files. `~` is the home; a relative path starts at the folder of the "
        "profile. Without any, as in the settings.",
        ("/srv/news",),
    )
    """Absolute; empty for those of the settings, as everywhere."""
    catalogue: tuple[str, ...] = option(
        (),
        _PATHS,
        "Files of entries of your own for the catalogue of resources, or folders of them. Paths as in "
        "`content`.",
        ("resources.yaml",),
    )
    """Absolute."""
    areas: tuple[str, ...] = option(
        (),
        list_of(line(_NAME, empty=False), 'a list of areas, such as ["Kent", "Avonshire"]', 50),
        "The areas whose news is shown, in any case of letters; empty for all.",
        ("Felpersham", "Avonshire"),
    )
    """Compared without case; empty for all."""
    theme: str = option("dark", one_of(*THEMES), "The colours.")
    """One of `ui.themes`."""
    language: str = option(
        "en", one_of(*LANGUAGES), "The language of the rotation, and the first one of every visit."
    )
    rotation: int = option(15, whole(3, 3600), "Seconds for which an article of the rotation is shown.")
    idle: int = option(
        60,
        whole(5, 3600),
        "Seconds without a touch after which a visitor is asked whether they are still there.",
    )
    warning: int = option(
        30, whole(5, 600), "Seconds for an answer; without one, all that the visitor did is forgotten."
    )
    slides: int = option(20, whole(1, 200), "Articles in the rotation at most.")
    stale: int = option(
        72,
        whole(1, 8760),
        "Hours without a new or changed article after which the display says that its news is old.",
    )
    hosts: tuple[str, ...] = option(
        ("police.uk", "gov.uk", "nhs.uk"),
        list_of(host(), 'a list of web hosts, such as ["police.uk"], or "*"', 200),
        "Web hosts that may be shown as a code, each with all below it, beside those of the catalogue; "
        '"*" for every one.',
    )
    contacts: tuple[Contact, ...] = option(
        (),
        Validator(f"tables, each written below a line [[contacts]]; at most {MOST_CONTACTS}", _contacts),
        "What this station offers: its front counter, teams, numbers. Shown with the help.",
    )
    banner: Path | None = option(  # noqa: RUF009 (it is a field, as all the others)
        None,
        path(),
        "File of the emergency banner; without one, `banner.md` beside the profile.",
        "banner.md",
    )
    """None only where there is no profile."""
    heartbeat: Path | None = option(  # noqa: RUF009 (so is this)
        None,
        path(),
        "A file whose time is set while the screen really paints, for a watchdog of your own.",
        "/run/newsreader/heartbeat",
    )
    """None for none."""
    code: str = option(
        "",
        Validator(
            "what `newsreader kiosk --station FILE --set-code` writes there: run that",
            lambda value: value if isinstance(value, str) and (not value or is_hash(value)) else None,
        ),
        "The staff code, by which alone the display can be ended from its screen, as "
        "`newsreader kiosk --station FILE --set-code` writes it; without one nobody can.",
    )
    """As `passcode.hashed` wrote it; empty where nobody may end the display from its screen."""

    def name_in(self, language: str) -> str:
        """Return the name in a language, in English where there is no other."""
        return (self.name_cy if language == "cy" else "") or self.name


class StationError(Exception):
    """A profile that is not as it should be; `str()` is every problem on a line of its own."""

    def __init__(self, problems: Iterable[str], usable: Station | None = None) -> None:
        self.problems = tuple(problems)
        """Sentences, each with the file, the line and what to do. What they quote is escaped."""
        super().__init__("\n".join(self.problems))
        self.usable = usable
        """The station, where nothing is wrong but that content is not there: it may come back, as a network
        does, and until then a display has its help to show. None where anything else is wrong."""


def load(file: Path) -> Station:
    """Read a profile. Raises StationError with every problem that it has."""
    file = file.absolute()
    name = toml_file.printable(str(file))
    try:
        if not os.path.lexists(file):
            remedy = "`newsreader kiosk --print-profile` prints one to start from"
            raise StationError([f"{name}: there is no such profile; {remedy}."])
        text = toml_file.read(file, MOST_BYTES, "profile")
    except OSError as error:
        reason = toml_file.printable(error.strerror or str(error))
        raise StationError([f"{name}: the profile cannot be read ({reason}); mend that first."]) from error
    except ValueError as error:
        raise StationError([f"{name}: {error}; name a TOML file that is a profile."]) from error
    return parse(text, file)


def parse(text: str, file: Path) -> Station:
    """The profile in the text of a file, which need not exist. Raises StationError."""
    name = toml_file.printable(str(file))
    try:
        table = toml_file.parse(text)
    except toml_file.NotTomlError as error:
        reason = toml_file.printable(str(error))[:200]
        raise StationError(
            [f"{name}:{error.place}: this is not valid TOML ({reason}); mend it there."]
        ) from error
    reading = _Reading(text, name)
    values = reading.values(table, options())
    values["contacts"] = tuple(map(reading.contact, count(), values.get("contacts", ())))
    station = _placed(Station(file=file, **values), file.parent)
    usable = None if reading.problems else station
    reading.look_for("content", station.content)
    reading.look_for("catalogue", station.catalogue)
    if reading.problems:
        raise StationError(reading.problems, usable)
    return station


def options() -> dict[str, Field[Any]]:
    """The options of a profile, by their names in the file."""
    return {each.name: each for each in fields(Station) if each.metadata}


def contact_options() -> dict[str, Field[Any]]:
    """The options of one contact, by their names in its table."""
    return {each.name: each for each in fields(Contact)}


def _placed(station: Station, folder: Path) -> Station:
    """The station with every path absolute."""

    def found(written: str) -> str:
        return str(folder / toml_file.path_from(written, folder))

    return replace(
        station,
        content=tuple(map(found, station.content)),
        catalogue=tuple(map(found, station.catalogue)),
        banner=Path(found(str(station.banner or "banner.md"))),
        heartbeat=Path(found(str(station.heartbeat))) if station.heartbeat else None,
    )


class _Reading:
    """One pass over a parsed profile."""

    def __init__(self, text: str, name: str) -> None:
        self._name = name
        self._statements = list(statements(text))
        self._problems: list[tuple[int, str]] = []

    @property
    def problems(self) -> list[str]:
        """In the order of the lines."""
        return [problem for _, problem in sorted(self._problems, key=lambda each: each[0])]

    def values(
        self, table: Mapping[str, object], known: Mapping[str, Field[Any]], contact: int | None = None
    ) -> dict[str, Any]:
        """What is as it should be, of the whole or of one contact; the rest becomes problems."""
        values: dict[str, Any] = {}
        for name, value in table.items():
            option = known.get(name)
            if option is None:
                self._problem(name, _unknown(name, known), contact)
                continue
            shape: Validator[Any] = option.metadata["shape"]
            try:
                read = shape.read(value)
            except InvalidItemError as unfit:
                what = f"holds {toml_file.quoted(str(unfit))}, which should be {unfit.accepts}."
                self._problem(name, what, contact)
                continue
            if read is None:
                self._problem(name, f"should be {shape.accepts}.", contact)
            else:
                values[name] = read
        return values

    def contact(self, number: int, table: Mapping[str, object]) -> Contact:
        """One contact, counted from 0."""
        if "name" not in table:
            self._problem("name", 'is missing: write name = "…" below the line [[contacts]].', number)
        return Contact(**self.values(table, contact_options(), number))

    def look_for(self, name: str, paths: Iterable[str]) -> None:
        """What an option names has to be there."""
        for each in paths:
            # Path.exists raises for a name that is too long or must not be looked at.
            if not os.path.exists(each):  # noqa: PTH110
                what = (
                    f"names {toml_file.quoted(each, 400)}, which is not there: make it, or correct the path."
                )
                self._problem(name, what)

    def _problem(self, name: str, what: str, contact: int | None = None) -> None:
        if len(self._problems) > MOST_PROBLEMS:
            return
        if len(self._problems) == MOST_PROBLEMS:
            last = f"{self._name}: there is more amiss than these {MOST_PROBLEMS} things; mend them first."
            self._problems.append((self._statements[-1].line + 1, last))
            return
        path = (name,) if contact is None else ("contacts", name)
        line = line_of(self._statements, *path, number=contact or 0) or 1
        plain = name if _PLAIN.fullmatch(name) else toml_file.quoted(name)
        of = "" if contact is None else f" of contact {contact + 1}"
        self._problems.append((line, f"{self._name}:{line}: {plain}{of} {what}"))


def _unknown(name: str, known: Mapping[str, Field[Any]]) -> str:
    plain = name.replace("-", "_").casefold()
    close = get_close_matches(plain, known, 1)
    if plain in known:
        hint = f"did you mean {plain}?"
    elif plain in options():
        hint = "it belongs above the first line [[contacts]]."
    elif plain in contact_options():
        hint = "it belongs below a line [[contacts]]."
    elif close:
        hint = f"did you mean {close[0]}?"
    else:
        hint = f"there are {', '.join(known)}."
    return f"is no option here; {hint}"
