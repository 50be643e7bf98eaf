"""The machine behind a display: every file that makes one of it, for `newsreader kiosk --print-service`.

Two forms: a Wayland kiosk (cage and foot) and a plain console. The texts stand in `units/`; here is what
differs between two stations, quoted for the reader of each file: systemd, a shell, foot.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import radians, tan
from pathlib import Path
from shlex import quote

from newsreader.articles.clean_text import clean_line
from newsreader.settings.paths import shipped_content
from newsreader.settings.station import Station


class Form(StrEnum):
    """What the display is drawn on."""

    WAYLAND = "wayland"
    """A screen of its own, with touch: cage and foot."""
    CONSOLE = "console"
    """The first console, with a keyboard or without."""


USER = "newsreader-kiosk"
"""The display's own user; its folders below /var/lib, /var/cache and /run are called the same."""
UNIT = Path(f"/etc/systemd/system/{USER}.service")
FOLDER = Path(f"/etc/{USER}")
"""Where the profile of a station and its banner belong, and where foot's settings are put."""

RESTART = "500ms"
"""Pause before a display that has ended begins again. A start takes 1.1 to 1.7 s on two busy cores, and after
three seconds the picture should be back."""
WATCHDOG = "20s"
"""For so long it may stay away from painting."""

NEAREST, FURTHEST = 30, 500
"""Centimetres between the screen and the eyes for which a font size is worked out."""

_ANGLE = 0.7
"""Degrees that a capital's height must have at the distance of use: EN 301 549, 5.1.4."""
_CAPITAL, _ADVANCE, _LINE = 1493 / 2048, 1233 / 2048, (1901 + 483) / 2048
"""Of DejaVu Sans Mono, in parts of its size: the height of H, the width of a letter, the height of a line."""
_SCREENS = {22: (476, 268), 24: (531, 299), 27: (598, 336), 32: (708, 398), 43: (941, 529)}
"""Inches → millimetres across and down, of screens of 16 to 9."""
_CONSOLE_CELL, _CONSOLE_CAPITAL = (16, 32), 20
"""Pixels of Terminus at its largest."""

_HIDDEN = ("/home", "/root", "/run/user", "/tmp", "/var/tmp")  # noqa: S108 (named, not used)
"""Folders of which the sandbox shows nothing but what is lent to it."""
PACKAGES = {
    # Debian's cage does not start without Xwayland, though nothing here needs it.
    Form.WAYLAND: "cage foot seatd xwayland fonts-dejavu-core",
    Form.CONSOLE: "kbd console-setup-linux",
}
"""What Debian and Ubuntu call the packages that each form needs."""
_TEMPLATES = Path(__file__).parent / "units"


class ServiceError(ValueError):
    """A display that cannot be set up so; `str()` is the sentence for the person."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the machine."""

    target: Path
    """Where it belongs, absolute."""
    text: str
    mode: int = 0o644


@dataclass(frozen=True, slots=True)
class Program:
    """How this program is started on this machine, and what it must be able to read for that."""

    command: tuple[str, ...]
    folders: tuple[Path, ...] = ()


def here() -> Program:
    """This very program: the interpreter that runs it, closed to the environment's orders."""
    import newsreader

    package = Path(newsreader.__file__).resolve().parent
    folders = (Path(sys.prefix), Path(sys.base_prefix), package.parent, shipped_content())
    return Program((sys.executable, "-I", "-m", "newsreader"), tuple(dict.fromkeys(folders)))


def parts(
    station: Station, form: Form = Form.WAYLAND, distance: int = 60, program: Program | None = None
) -> tuple[Part, ...]:
    """Every file for the display of a station, seen from `distance` centimetres.

    Raises ServiceError where the station has no profile, or where a path cannot be written into such files.
    """
    values = _values(station, form, distance, program or here())

    def part(target: str | Path, template: str, mode: int = 0o644) -> Part:
        return Part(Path(target), _filled(template, values), mode)

    common = (
        part(UNIT, f"{form}.service"),
        part(f"/usr/local/libexec/{USER}/launch", "launch.sh", 0o755),
        part(f"/etc/sysusers.d/{USER}.conf", "sysusers.conf"),
        part(f"/etc/systemd/logind.conf.d/{USER}.conf", "logind.conf"),
        part(f"/etc/systemd/system.conf.d/{USER}.conf", "system.conf"),
        part(f"/etc/sysctl.d/90-{USER}.conf", "sysctl.conf"),
    )
    if form is Form.WAYLAND:
        return (*common, part(FOLDER / "foot.ini", "foot.ini"))
    return (*common, part(f"/usr/local/libexec/{USER}/prepare-console", "prepare-console.sh", 0o755))


def script(
    station: Station, form: Form = Form.WAYLAND, distance: int = 60, program: Program | None = None
) -> str:
    """A shell script that writes every part to its place, and says at its end what is left to do by hand.

    Raises ServiceError as `parts` does.
    """
    program = program or here()
    values = _values(station, form, distance, program)
    files = [
        f"put {part.mode:o} {part.target} <<'END-OF-FILE'\n{part.text}END-OF-FILE\n"
        for part in parts(station, form, distance, program)
    ]
    return "\n".join([_filled("setup.sh", values), *files, _filled("by-hand.sh", values)])


def warnings(station: Station, program: Program | None = None) -> Iterator[str]:
    """Sentences on what will work, and should be otherwise on a machine that strangers touch."""
    program = program or here()
    lent = _lent(station, program)
    if lent:
        names = ", ".join(clean_line(str(folder)) for folder in lent)
        yield (
            f"These folders belong to a person or are emptied now and then: {names}. The display is lent "
            "them to read; better places are /opt, /srv and /etc."
        )
    if not station.code:
        yield (
            "The profile has no staff code, so nobody can end the display from its screen: "
            "newsreader kiosk --station FILE --set-code."
        )


def _values(station: Station, form: Form, distance: int, program: Program) -> Mapping[str, str]:
    if station.file is None:
        raise ServiceError("A service needs the station's profile. Name it: --station FILE.")
    if not NEAREST <= distance <= FURTHEST:
        raise ServiceError(f"{distance} cm is no distance for a display. Give {NEAREST} to {FURTHEST} cm.")
    profile = _plain(str(station.file))
    command = (*program.command, "kiosk", "--station", profile)
    notes = "" if form is Form.WAYLAND else f"{_console_notes(distance)}\n#\n"
    told = "".join(f"#\n# NOTE: {line}\n" for line in warnings(station, program))
    return {
        "USER": USER,
        "FOLDER": str(FOLDER),
        "LIBEXEC": f"/usr/local/libexec/{USER}",
        "RESTART": RESTART,
        "WATCHDOG": WATCHDOG,
        "DESCRIPTION": _description(station.name),
        "SANDBOX": "@SANDBOX@",
        "PATHS": "\n".join(_paths(station, program)),
        "COMMAND": " ".join(quote(_plain(word)) for word in command),
        "STATION": quote(profile),
        "FORM": form.value,
        "WARNINGS": told,
        "PACKAGES": PACKAGES[form],
        "ENABLED": f"{'seatd.service ' if form is Form.WAYLAND else ''}{USER}.service",
        "NOTES": notes,
        **_sizes(distance),
    }


def _filled(template: str, values: Mapping[str, str]) -> str:
    """A template with each `@NAME@` replaced, once: what is filled in is not looked at again."""
    text = (_TEMPLATES / template).read_text(encoding="utf-8")
    sandbox = (_TEMPLATES / "sandbox.conf").read_text(encoding="utf-8").rstrip("\n")
    text = text.replace("@SANDBOX@", sandbox)
    return re.sub(r"@([A-Z_]+)@", lambda found: values[found[1]], text)


def _description(name: str) -> str:
    """One line that systemd takes as it is: no specifiers, and no backslash, which would join lines."""
    plain = clean_line(name).replace("\\", "/").replace("%", "%%")
    return f"News display of {plain}" if plain else "News display"


def _plain(text: str) -> str:
    """A path or a word of a command; ServiceError where no file of settings could hold it."""
    if not text.isprintable() or not text:
        raise ServiceError(f"{clean_line(text)!r} has characters that a unit cannot hold. Rename it.")
    return text


def _quoted(path: str) -> str:
    """A path as one word of a setting of systemd, with its quotes and specifiers: systemd.syntax(7)."""
    escaped = _plain(path).replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'


def _read(station: Station, program: Program) -> list[Path]:
    """The folders that the display reads."""
    files = [station.file, station.banner]
    named = [*station.content, *station.catalogue]
    folders = [*(file.parent for file in files if file is not None), *map(Path, named), *program.folders]
    return list(dict.fromkeys(folders))


def _lent(station: Station, program: Program) -> list[Path]:
    """Those of them that the sandbox would hide."""
    hidden = [Path(folder) for folder in _HIDDEN]
    return [each for each in _read(station, program) if any(each.is_relative_to(one) for one in hidden)]


def _paths(station: Station, program: Program) -> Iterator[str]:
    """What of the file system is seen, and that none of it can be written."""
    lent = _lent(station, program)
    if lent:
        yield "# Homes are empty for the display, but for what it is lent to read."
        yield "ProtectHome=tmpfs"
        yield from (f"BindReadOnlyPaths={_quoted(f'-{folder}')}" for folder in lent)
    else:
        yield "ProtectHome=yes"
    content = [Path(folder) for folder in station.content if Path(folder) not in lent]
    if content:
        yield "# Articles: read-only whatever else is allowed. One that is away is no reason not to start."
        yield from (f"ReadOnlyPaths={_quoted(f'-{folder}')}" for folder in content)
    if station.heartbeat is not None and not _is_own(station.heartbeat):
        yield "# Where the heartbeat file stands."
        yield f"ReadWritePaths={_quoted(f'-{station.heartbeat.parent}')}"


def _is_own(file: Path) -> bool:
    return any(file.is_relative_to(f"/{base}/{USER}") for base in ("run", "var/lib", "var/cache"))


def _sizes(distance: int) -> Mapping[str, str]:
    """The arithmetic of the font, in millimetres."""
    capital = distance * 10 * tan(radians(_ANGLE))
    size = capital / _CAPITAL
    advance, line = size * _ADVANCE, size * _LINE
    rows = [
        f'#     {inches}" 16:9, {across} x {down} mm: '
        f"{int(across / advance)} columns, {int(down / line)} lines"
        for inches, (across, down) in _SCREENS.items()
    ]
    return {
        "ANGLE": str(_ANGLE),
        "DISTANCE": str(distance),
        "CAPITAL": f"{capital:.1f}",
        "CAPITAL_EM": f"{_CAPITAL:.3f}",
        "POINTS": f"{size / 25.4 * 72:.1f}",
        "ADVANCE": f"{advance:.2f}",
        "LINE": f"{line:.2f}",
        "SCREENS": "\n".join(rows),
    }


def _console_notes(distance: int) -> str:
    """Which number of pixels makes the console's font large enough."""
    pixel = distance * 10 * tan(radians(_ANGLE)) / _CONSOLE_CAPITAL
    wide, high = _CONSOLE_CELL
    lines = [
        f"# The console's font has capitals of {_CONSOLE_CAPITAL} pixels. For a height of "
        f"{pixel * _CONSOLE_CAPITAL:.1f} mm, an angle of {_ANGLE} degrees",
        f"# at {distance} cm (EN 301 549, 5.1.4), a pixel must be {pixel:.2f} mm or more. Set no more pixels",
        "# than these on the kernel's command line, such as video=1280x720, with consoleblank=0 beside it:",
    ]
    for inches, (across, down) in _SCREENS.items():
        most = int(across / pixel)
        lines.append(
            f'#     {inches}" 16:9, {across} x {down} mm: {most} pixels across, '
            f"{most // wide} columns, {int(down / pixel) // high} lines"
        )
    return "\n".join(lines)


def installed_form(texts: Sequence[str]) -> Form | None:
    """Which form the unit in some text is of; None where it is none of ours."""
    for text in texts:
        if re.search(r"^ExecStart=.*\bcage\b", text, re.MULTILINE):
            return Form.WAYLAND
        if re.search(rf"^ExecStart=\S*/{USER}/launch$", text, re.MULTILINE):
            return Form.CONSOLE
    return None
