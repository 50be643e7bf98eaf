"""Generate the files that turn a machine into a display, for `newsreader kiosk --print-service`.

There are two forms: a Wayland kiosk (cage and foot) and a plain console. The templates are in `units/`; the
station's values are quoted for the reader of each file: systemd, a shell or foot.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from shlex import quote

from newsreader.articles.clean_text import clean_line
from newsreader.kiosk.service.font_size import FURTHEST, NEAREST, console_notes, font_sizes
from newsreader.settings.paths import shipped_content
from newsreader.settings.station import Station


class Form(StrEnum):
    """What draws the display."""

    WAYLAND = "wayland"
    """A touch screen: cage and foot."""
    CONSOLE = "console"
    """The first console, with or without a keyboard."""


USER = "newsreader-kiosk"
"""The display's user, and the name of its folders below /var/lib, /var/cache and /run."""
UNIT = Path(f"/etc/systemd/system/{USER}.service")
FOLDER = Path(f"/etc/{USER}")
"""Folder of the station's profile, its banner, and foot's settings."""

RESTART = "500ms"
"""Delay before a restart. A start takes up to 1.7 s on two busy cores; the picture should be back in 3 s."""
WATCHDOG = "20s"
"""Time without painting after which the watchdog restarts the display."""

_HIDDEN = ("/home", "/root", "/run/user", "/tmp", "/var/tmp")  # noqa: S108 (named, not used)
"""Folders that the sandbox hides, except for what is bound into it."""
PACKAGES = {
    # Debian's cage does not start without Xwayland, though nothing here needs it.
    Form.WAYLAND: "cage foot seatd xwayland fonts-dejavu-core",
    Form.CONSOLE: "kbd console-setup-linux",
}
"""Debian and Ubuntu packages that each form needs."""
_TEMPLATES = Path(__file__).parent / "units"


class ServiceError(ValueError):
    """The display cannot be set up like this; `str()` is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file to be written."""

    target: Path
    """Absolute path."""
    text: str
    mode: int = 0o644


@dataclass(frozen=True, slots=True)
class Program:
    """How the program is started, and the folders it must be able to read."""

    command: tuple[str, ...]
    folders: tuple[Path, ...] = ()


def here() -> Program:
    """Return the running program, with its interpreter isolated from the environment."""
    import newsreader

    package = Path(newsreader.__file__).resolve().parent
    folders = (Path(sys.prefix), Path(sys.base_prefix), package.parent, shipped_content())
    return Program((sys.executable, "-I", "-m", "newsreader"), tuple(dict.fromkeys(folders)))


def parts(
    station: Station, form: Form = Form.WAYLAND, distance: int = 60, program: Program | None = None
) -> tuple[Part, ...]:
    """Return every file for a station's display seen from `distance` centimetres.

    Raises ServiceError if the station has no profile, or a path cannot be written into such files.
    """
    values = _values(station, form, distance, program or here())

    def part(target: str | Path, template: str, mode: int = 0o644) -> Part:
        return Part(Path(target), _fill_in(template, values), mode)

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
    """Return a shell script that writes all files and lists what is left to do by hand.

    Raises ServiceError as `parts` does.
    """
    program = program or here()
    values = _values(station, form, distance, program)
    files = [
        f"put {part.mode:o} {part.target} <<'END-OF-FILE'\n{part.text}END-OF-FILE\n"
        for part in parts(station, form, distance, program)
    ]
    return "\n".join([_fill_in("setup.sh", values), *files, _fill_in("by-hand.sh", values)])


def warnings(station: Station, program: Program | None = None) -> Iterator[str]:
    """Yield sentences about what works but is unwise on a public machine."""
    program = program or here()
    hidden = _hidden_folders(station, program)
    if hidden:
        names = ", ".join(clean_line(str(folder)) for folder in hidden)
        yield (
            f"These folders belong to a user or are cleared from time to time: {names}. The display gets "
            "read-only access to them; /opt, /srv and /etc are better places."
        )
    if not station.code:
        yield (
            "The profile has no staff code, so staff cannot close the display from its screen: "
            "newsreader kiosk --station FILE --set-code."
        )


def _values(station: Station, form: Form, distance: int, program: Program) -> Mapping[str, str]:
    if station.file is None:
        raise ServiceError("A service needs the station's profile. Name it: --station FILE.")
    if not NEAREST <= distance <= FURTHEST:
        raise ServiceError(f"{distance} cm is no distance for a display. Give {NEAREST} to {FURTHEST} cm.")
    profile = _checked(str(station.file))
    command = (*program.command, "kiosk", "--station", profile)
    notes = "" if form is Form.WAYLAND else f"{console_notes(distance)}\n#\n"
    notes_text = "".join(f"#\n# NOTE: {line}\n" for line in warnings(station, program))
    return {
        "USER": USER,
        "FOLDER": str(FOLDER),
        "LIBEXEC": f"/usr/local/libexec/{USER}",
        "RESTART": RESTART,
        "WATCHDOG": WATCHDOG,
        "DESCRIPTION": _description(station.name),
        "SANDBOX": "@SANDBOX@",
        "PATHS": "\n".join(_paths(station, program)),
        "COMMAND": " ".join(quote(_checked(word)) for word in command),
        "STATION": quote(profile),
        "FORM": form.value,
        "WARNINGS": notes_text,
        "PACKAGES": PACKAGES[form],
        "ENABLED": f"{'seatd.service ' if form is Form.WAYLAND else ''}{USER}.service",
        "NOTES": notes,
        **font_sizes(distance),
    }


def _fill_in(template: str, values: Mapping[str, str]) -> str:
    """Fill in each `@NAME@` of a template; values are not expanded again."""
    text = (_TEMPLATES / template).read_text(encoding="utf-8")
    sandbox = (_TEMPLATES / "sandbox.conf").read_text(encoding="utf-8").rstrip("\n")
    text = text.replace("@SANDBOX@", sandbox)
    return re.sub(r"@([A-Z_]+)@", lambda found: values[found[1]], text)


def _description(name: str) -> str:
    """Return a description without specifiers or backslashes (which would join lines)."""
    plain = clean_line(name).replace("\\", "/").replace("%", "%%")
    return f"News display of {plain}" if plain else "News display"


def _checked(text: str) -> str:
    """Return a path or word unchanged. Raises ServiceError if a unit cannot hold it."""
    if not text.isprintable() or not text:
        raise ServiceError(f"{clean_line(text)!r} has characters that a unit cannot hold. Rename it.")
    return text


def _quoted(path: str) -> str:
    """Quote a path as one word of a systemd setting: systemd.syntax(7)."""
    escaped = _checked(path).replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'


def _read_folders(station: Station, program: Program) -> list[Path]:
    """Return the folders that the display reads."""
    files = [station.file, station.banner]
    named = [*station.content, *station.catalogue]
    folders = [*(file.parent for file in files if file is not None), *map(Path, named), *program.folders]
    return list(dict.fromkeys(folders))


def _hidden_folders(station: Station, program: Program) -> list[Path]:
    """Return those folders that the sandbox would hide."""
    hidden = [Path(folder) for folder in _HIDDEN]
    return [
        each for each in _read_folders(station, program) if any(each.is_relative_to(one) for one in hidden)
    ]


def _paths(station: Station, program: Program) -> Iterator[str]:
    """Yield the settings for what the display may read and write."""
    hidden = _hidden_folders(station, program)
    if hidden:
        yield "# Home folders are empty for the display, except for what it has to read."
        yield "ProtectHome=tmpfs"
        yield from (f"BindReadOnlyPaths={_quoted(f'-{folder}')}" for folder in hidden)
    else:
        yield "ProtectHome=yes"
    content = [Path(folder) for folder in station.content if Path(folder) not in hidden]
    if content:
        yield "# Articles: always read-only. A missing folder does not prevent the start."
        yield from (f"ReadOnlyPaths={_quoted(f'-{folder}')}" for folder in content)
    if station.heartbeat is not None and not _is_own(station.heartbeat):
        yield "# The folder of the heartbeat file."
        yield f"ReadWritePaths={_quoted(f'-{station.heartbeat.parent}')}"


def _is_own(file: Path) -> bool:
    return any(file.is_relative_to(f"/{base}/{USER}") for base in ("run", "var/lib", "var/cache"))


def installed_form(texts: Sequence[str]) -> Form | None:
    """Return the form of an installed unit, or None if it is not ours."""
    for text in texts:
        if re.search(r"^ExecStart=.*\bcage\b", text, re.MULTILINE):
            return Form.WAYLAND
        if re.search(rf"^ExecStart=\S*/{USER}/launch$", text, re.MULTILINE):
            return Form.CONSOLE
    return None
