"""The profile of a station's display: its name, content, waiting times and staff code.

Unlike the settings, a profile with a mistake does not start: every mistake is listed with its line and a fix,
because a display with half a profile could stay wrong for months.
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
from newsreader.settings.languages import LANGUAGES
from newsreader.settings.option import Validator, one_of, option, whole_number
from newsreader.settings.passcode import is_hash
from newsreader.settings.text_validators import InvalidItemError, address, host, list_of, one_line, path
from newsreader.settings.toml_edit import line_of, statements

MOST_BYTES = 100_000
"""Largest profile that is read."""
MOST_CONTACTS = 12
MOST_PROBLEMS = 50
"""Problems that are listed; a file with more is hardly a profile."""

THEMES = ("dark", "light", "contrast", "sixteen", "terminal")

_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,40}")
_NAME = 60
"""Longest name, in characters."""
_PATHS = list_of(path(), 'a list of paths, such as ["/srv/news"]', 20)


@dataclass(frozen=True, slots=True)
class Contact:
    """Something the station offers: a front counter, a team, a number."""

    name: str = option("", one_line(_NAME, empty=False), "What it is.", "Front counter")
    """`Front counter`."""
    name_cy: str = option(
        "", one_line(_NAME), "The same in Welsh; without it, `name` holds in both.", "Y dderbynfa"
    )
    number: str = option("", one_line(30), "The telephone number, as it is printed.", "01632 960 001")
    hours: str = option("", one_line(100), "When it is open.", "Monday to Friday, 8 am to 6 pm")
    hours_cy: str = option("", one_line(100), "The same in Welsh.", "Dydd Llun i ddydd Gwener, 8 am i 6 pm")
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
    """Accept a list of tables; their options are validated one by one."""
    if not isinstance(value, list) or len(value) > MOST_CONTACTS:
        return None
    return value if all(isinstance(each, dict) for each in value) else None


@dataclass(frozen=True, slots=True)
class Station:
    """Everything that can differ between two displays, with the defaults of one without a profile.

    Values from `load` are safe to show: one line each, without control characters, of bounded length.
    """

    file: Path | None = None
    """The profile; None without one. The banner's file is beside it by default."""
    name: str = option(
        "",
        one_line(_NAME),
        "Name of the station, shown at the top of every screen.",
        "Felpersham police station",
    )
    name_cy: str = option(
        "",
        one_line(_NAME),
        "The same in Welsh; without it, `name` holds in both.",
        "Gorsaf heddlu Felpersham",
    )
    content: tuple[str, ...] = option(
        (),
        _PATHS,
        "Folders of articles, or single files. `~` is the home; a relative path starts at the folder of the "
        "profile. Without any, as in the settings.",
        ("/srv/news",),
    )
    """Absolute; empty for the content of the settings."""
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
        list_of(one_line(_NAME, empty=False), 'a list of areas, such as ["Kent", "Avonshire"]', 50),
        "The areas whose news is shown, in any case of letters; empty for all.",
        ("Felpersham", "Avonshire"),
    )
    """Compared case-insensitively; empty for all."""
    theme: str = option("dark", one_of(*THEMES), "The colours.")
    """One of `ui.themes`."""
    language: str = option(
        "en", one_of(*LANGUAGES), "The language of the rotation, and the first one of every visit."
    )
    rotation: int = option(
        15, whole_number(3, 3600), "Seconds for which an article of the rotation is shown."
    )
    idle: int = option(
        60,
        whole_number(5, 3600),
        "Seconds without a touch after which a visitor is asked whether they are still there.",
    )
    warning: int = option(
        30, whole_number(5, 600), "Seconds for an answer; without one, all that the visitor did is forgotten."
    )
    slides: int = option(20, whole_number(1, 200), "Articles in the rotation at most.")
    stale: int = option(
        72,
        whole_number(1, 8760),
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
    """None only without a profile."""
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
    """A profile with problems; `str()` lists them, one a line."""

    def __init__(self, problems: Iterable[str], usable: Station | None = None) -> None:
        self.problems = tuple(problems)
        """Sentences with file, line and fix; quoted text is escaped."""
        super().__init__("\n".join(self.problems))
        self.usable = usable
        """The station if its only problem is missing content, which may come back (a network folder)
        while the display shows its help; else None."""


def load(file: Path) -> Station:
    """Read a profile. Raises StationError with every problem."""
    file = file.absolute()
    name = toml_file.printable(str(file))
    try:
        if not os.path.lexists(file):
            remedy = "`newsreader kiosk --print-profile` prints one to start from"
            raise StationError([f"{name}: this profile does not exist; {remedy}."])
        text = toml_file.read(file, MOST_BYTES, "profile")
    except OSError as error:
        reason = toml_file.printable(error.strerror or str(error))
        raise StationError([f"{name}: the profile cannot be read ({reason}); correct that first."]) from error
    except ValueError as error:
        raise StationError([f"{name}: {error}; name a TOML file that is a profile."]) from error
    return parse(text, file)


def parse(text: str, file: Path) -> Station:
    """Parse the text of a profile; `file` need not exist. Raises StationError."""
    name = toml_file.printable(str(file))
    try:
        table = toml_file.parse(text)
    except toml_file.NotTomlError as error:
        reason = toml_file.printable(str(error))[:200]
        raise StationError(
            [f"{name}:{error.place}: this is not valid TOML ({reason}); correct it there."]
        ) from error
    parser = _ProfileParser(text, name)
    values = parser.values(table, options())
    values["contacts"] = tuple(map(parser.contact, count(), values.get("contacts", ())))
    station = _with_absolute_paths(Station(file=file, **values), file.parent)
    usable = None if parser.problems else station
    parser.check_paths_exist("content", station.content)
    parser.check_paths_exist("catalogue", station.catalogue)
    if parser.problems:
        raise StationError(parser.problems, usable)
    return station


def options() -> dict[str, Field[Any]]:
    """Return the options of a profile by their names in the file."""
    return {each.name: each for each in fields(Station) if each.metadata}


def contact_options() -> dict[str, Field[Any]]:
    """Return the options of a contact by their names in its table."""
    return {each.name: each for each in fields(Contact)}


def _with_absolute_paths(station: Station, folder: Path) -> Station:
    """Resolve every path against the profile's folder."""

    def absolute(written: str) -> str:
        return str(folder / toml_file.path_from(written, folder))

    return replace(
        station,
        content=tuple(map(absolute, station.content)),
        catalogue=tuple(map(absolute, station.catalogue)),
        banner=Path(absolute(str(station.banner or "banner.md"))),
        heartbeat=Path(absolute(str(station.heartbeat))) if station.heartbeat else None,
    )


class _ProfileParser:
    """Validate one parsed profile and collect its problems."""

    def __init__(self, text: str, name: str) -> None:
        self._name = name
        self._statements = list(statements(text))
        self._problems: list[tuple[int, str]] = []

    @property
    def problems(self) -> list[str]:
        """Problems in line order."""
        return [problem for _, problem in sorted(self._problems, key=lambda each: each[0])]

    def values(
        self, table: Mapping[str, object], known: Mapping[str, Field[Any]], contact: int | None = None
    ) -> dict[str, Any]:
        """Return the valid values of the profile or of one contact; the rest become problems."""
        values: dict[str, Any] = {}
        for name, value in table.items():
            option = known.get(name)
            if option is None:
                self._problem(name, _unknown(name, known), contact)
                continue
            validator: Validator[Any] = option.metadata["validator"]
            try:
                read = validator.read(value)
            except InvalidItemError as unfit:
                what = f"holds {toml_file.quoted(str(unfit))}, which should be {unfit.accepts}."
                self._problem(name, what, contact)
                continue
            if read is None:
                self._problem(name, f"should be {validator.accepts}.", contact)
            else:
                values[name] = read
        return values

    def contact(self, number: int, table: Mapping[str, object]) -> Contact:
        """Read one contact, counted from 0."""
        if "name" not in table:
            self._problem("name", 'is missing: write name = "…" below the line [[contacts]].', number)
        return Contact(**self.values(table, contact_options(), number))

    def check_paths_exist(self, name: str, paths: Iterable[str]) -> None:
        """Report each path of an option that does not exist."""
        for each in paths:
            # Path.exists raises for a name that is too long or not permitted.
            if not os.path.exists(each):  # noqa: PTH110
                missing = toml_file.quoted(each, 400)
                what = f"names {missing}, which does not exist: create it, or correct the path."
                self._problem(name, what)

    def _problem(self, name: str, what: str, contact: int | None = None) -> None:
        if len(self._problems) > MOST_PROBLEMS:
            return
        if len(self._problems) == MOST_PROBLEMS:
            last = f"{self._name}: there are more than {MOST_PROBLEMS} problems; correct these first."
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
        hint = f"the options are {', '.join(known)}."
    return f"is not an option here; {hint}"
