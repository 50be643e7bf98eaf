"""The fuzz targets of the display: its profile, and the end of a banner."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

from oracles import check_clean, require
from stateful_targets import NOON

from newsreader.kiosk import banner
from newsreader.links.policy import Allowed, check
from newsreader.settings.station import StationError, contact_options, options
from newsreader.settings.station import parse as parse_profile
from newsreader.settings.toml_file import as_toml

PROFILES = [
    "[[contacts]]\n",
    'name = "',
    "code = ",
    "hosts = [",
    "contacts.",
    '"~/',
    "scrypt$n=16384,r=8,p=5$",
    "= 60\n",
]
HOSTS = ["police.uk", "https://www.example.police.uk/felpersham?a=1#b", "Front counter", "~/news", "*"]
BANNERS = ["until: ", "level: ", "text_cy: ", "emergency", "2026-11-23 18:00", "---\n"]

PROFILE = Path("/srv/display/station.toml")


def profiles(mutated: Callable[[Random], str], value: Callable[[Random], str]) -> Callable[[Random], str]:
    """Return what makes profiles: mutated ones, and valid TOML with odd values."""

    def make(random: Random) -> str:
        if random.random() < 0.5:
            return mutated(random)
        lines = [line(random, list(options())) for _ in range(random.randrange(4))]
        for _ in range(random.choice((0, 0, 1, 2))):
            lines += ["[[contacts]]", 'name = "x"' if random.random() < 0.5 else ""]
            lines += [line(random, list(contact_options())) for _ in range(random.randrange(4))]
        return "\n".join(lines)

    def line(random: Random, names: list[str]) -> str:
        texts = tuple(
            value(random).encode("utf-8", "replace").decode() for _ in range(random.randrange(1, 4))
        )
        number = random.choice((0, 5, 60, -1, 10**9))
        written: object = random.choice((texts[0][:40], texts[0], texts[:1], texts, number))
        return f"{random.choice(names)} = {as_toml(written)}"

    return make


def check_profile(text: str) -> None:
    """A profile is a valid station, or sentences with their places."""
    try:
        station = parse_profile(text, PROFILE)
    except StationError as error:
        require(error.problems, "wrong", "refused without a word")
        for problem in error.problems:
            check_clean("a problem", problem)
            require(problem.startswith(f"{PROFILE}:"), "wrong", f"no place: {problem!r}")
            require(
                problem.endswith((".", "?")) and len(problem) < 1000, "wrong", f"no sentence: {problem!r}"
            )
        return
    for contact in station.contacts:
        require(contact.name, "wrong", "a contact without a name")
        require(not contact.address or isinstance(check(contact.address), Allowed), "wrong", contact.address)
        for text in (contact.name, contact.name_cy, contact.number, contact.hours, contact.hours_cy):
            check_clean("a contact", text)
    for text in (station.name, station.name_cy, *station.areas, *station.hosts):
        check_clean("a station", text)
    for path in (*station.content, *station.catalogue, str(station.banner)):
        require(path.startswith("/"), "wrong", f"relative: {path!r}")
    require(5 <= station.idle <= 3600 and 1 <= station.slides <= 200, "wrong", "out of bounds")


def check_until(words: str) -> None:
    """The end of a banner is within the next year, or a sentence."""
    try:
        moment = banner.parse_until(words, NOON)
    except banner.BannerError as error:
        check_clean("a refusal", str(error))
        require(str(error).endswith("."), "wrong", f"no sentence: {error}")
        return
    ahead = moment.timestamp() - NOON.timestamp()
    require(0 < ahead <= 366 * 86_400, "wrong", f"{words!r} is {moment}")
