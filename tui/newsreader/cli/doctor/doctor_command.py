"""`newsreader doctor`: what is wrong with the program's surroundings, or with a display's machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import click

from newsreader.articles.clean_text import clean_line
from newsreader.cli.command import JSON, Command
from newsreader.cli.doctor.check_result import Check, Verdict, all_of, counts
from newsreader.cli.doctor.program_checks import of_person, of_program
from newsreader.cli.exit_status import Status
from newsreader.cli.output import BOLD, CYAN, DIM, RED, YELLOW, painted, write, write_json
from newsreader.settings.content_paths import content_roots
from newsreader.settings.load import load
from newsreader.settings.paths import user_paths

_COLOURS = {
    Verdict.OK: (DIM,),
    Verdict.NOTE: (CYAN,),
    Verdict.UNKNOWN: (CYAN,),
    Verdict.WARNING: (YELLOW,),
    Verdict.ERROR: (RED, BOLD),
}


def _doctor(kiosk: bool, station: Path | None, as_json: bool) -> int:
    if station is not None and not kiosk:
        raise click.UsageError("--station goes with --kiosk")
    found = 0
    total = 0
    for check in _of_display(station) if kiosk else _of_reader():
        total += 1
        found += counts(check)
        if as_json:
            write_json(_object(check))
        else:
            _write(check)
    if not as_json:
        write(f"{total} things looked at, {found or 'nothing'} to see to.")
    return Status.NOTHING if found else Status.DONE


def _of_reader() -> Iterator[Check]:
    here = user_paths()
    loaded = load(here.config_file)
    roots = content_roots([], os.environ, loaded.settings)
    yield from all_of(of_program())
    yield from all_of(of_person(loaded, roots, here, os.environ))


def _of_display(station: Path | None) -> Iterator[Check]:
    from newsreader.cli.doctor.kiosk_checks import of_display
    from newsreader.cli.doctor.machine import Machine
    from newsreader.kiosk.service.unit_files import FOLDER

    yield from all_of(of_program())
    yield from all_of(of_display(Machine(), station or FOLDER / "station.toml"))


def _object(check: Check) -> dict[str, object]:
    return {
        "check": check.check,
        "status": check.status.value,
        "message": check.message,
        "remedy": check.remedy or None,
    }


def _write(check: Check) -> None:
    status = painted(f"{check.status.value:8}", *_COLOURS[check.status])
    write(f"{status} {check.check:18} {clean_line(check.message)}")
    if check.remedy:
        write(f"{'':28}{clean_line(check.remedy)}")


command = Command(
    "doctor",
    callback=_doctor,
    help="Look at what the program needs around it: Python and its libraries, the terminal, settings, "
    "content and the folders that it writes; with --kiosk at the machine of a display instead, against "
    "what `newsreader kiosk --print-service` prints. Nothing is changed. The exit status is 1 if "
    "something is to be seen to.",
    params=[
        click.Option(["--kiosk"], is_flag=True, help="Look at the machine of a display."),
        click.Option(
            ["--station"],
            metavar="FILE",
            type=click.Path(path_type=Path, readable=False),
            help="The station's profile, if it is not /etc/newsreader-kiosk/station.toml.",
        ),
        JSON,
    ],
    examples=[
        ("newsreader doctor", "why does it not work here?"),
        ("sudo newsreader doctor --kiosk --station /srv/luton.toml", "is this display ready, and closed?"),
    ],
)
