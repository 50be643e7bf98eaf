"""`newsreader doctor`: diagnose the program's environment or the machine of a display."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import click

from newsreader.articles.clean_text import clean_line
from newsreader.cli.command import JSON, Command
from newsreader.cli.doctor.check_result import Check, Verdict, is_problem, run_checks
from newsreader.cli.doctor.program_checks import check_program, check_user
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
    for check in _kiosk_checks(station) if kiosk else _reader_checks():
        total += 1
        found += is_problem(check)
        if as_json:
            write_json(_object(check))
        else:
            _write(check)
    if not as_json:
        write(f"{total} checks, {found or 'no'} {'problem' if found == 1 else 'problems'}.")
    return Status.NOTHING if found else Status.DONE


def _reader_checks() -> Iterator[Check]:
    here = user_paths()
    loaded = load(here.config_file)
    roots = content_roots([], os.environ, loaded.settings)
    yield from run_checks(check_program())
    yield from run_checks(check_user(loaded, roots, here, os.environ))


def _kiosk_checks(station: Path | None) -> Iterator[Check]:
    from newsreader.cli.doctor.kiosk_checks import check_kiosk
    from newsreader.cli.doctor.machine import Machine
    from newsreader.kiosk.service.unit_files import FOLDER

    yield from run_checks(check_program())
    yield from run_checks(check_kiosk(Machine(), station or FOLDER / "station.toml"))


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
    help="Check what the program needs: Python and its libraries, the terminal, the settings, the content "
    "and the folders it writes to; with --kiosk, check the machine of a display instead, against what "
    "`newsreader kiosk --print-service` prints. Nothing is changed. The exit status is 1 if there is a "
    "problem.",
    params=[
        click.Option(["--kiosk"], is_flag=True, help="Check the machine of a display."),
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
