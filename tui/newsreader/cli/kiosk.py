"""`newsreader kiosk`: run the display at a station, or administer it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from newsreader.cli.command import PATHS, Command
from newsreader.cli.exit_status import CommandError, Status
from newsreader.cli.output import warn, write
from newsreader.settings.station import Station, StationError, load

# Repeated from `kiosk`, which help and completion need not import.
LEVELS = ("information", "warning", "emergency")
FORMS = ("wayland", "console")
DISTANCES = (30, 500)

_ACTIONS = {
    "set_code": "--set-code",
    "banner": "--banner",
    "no_banner": "--no-banner",
    "print_service": "--print-service",
    "print_profile": "--print-profile",
}
_BELONGS = {
    "until": "banner",
    "level": "banner",
    "text_cy": "banner",
    "form": "print_service",
    "distance": "print_service",
}


def _kiosk(paths: Sequence[Path], station: Path | None, **options: Any) -> int:
    action = _action(paths, options)
    if action is None:
        return _display(paths, station)
    if action == "print_profile":
        return _print_profile()
    if station is None:
        raise click.UsageError(f"{_ACTIONS[action]} needs a profile: add --station FILE")
    if action == "set_code":
        from newsreader.cli.staff_code import set_code

        return set_code(station)
    if action == "no_banner":
        return _withdraw(station)
    if action == "print_service":
        return _print_service(station, options["form"], options["distance"])
    return _announce(station, options["banner"], options["until"], options["level"], options["text_cy"])


def _action(paths: Sequence[Path], options: dict[str, Any]) -> str | None:
    """Return the action asked for instead of the display; None for the display itself."""
    asked = [name for name in _ACTIONS if options[name] not in (None, False)]
    if len(asked) > 1:
        names = " and ".join(_ACTIONS[name] for name in asked)
        raise click.UsageError(f"{names} cannot be combined")
    for name, action in _BELONGS.items():
        if options[name] is not None and action not in asked:
            raise click.UsageError(f"--{name.replace('_', '-')} only works with {_ACTIONS[action]}")
    if asked and paths:
        raise click.UsageError(f"{_ACTIONS[asked[0]]} does not take a PATH")
    return asked[0] if asked else None


def _display(paths: Sequence[Path], profile: Path | None) -> int:
    from newsreader.kiosk.hardening import process

    named = ["--station", str(profile)] if profile else []
    try:
        process.prepare(["kiosk", *named, "--", *map(str, paths)])
    except process.HardeningError as error:
        raise CommandError(str(error), Status.USAGE) from error
    station = _station(profile) if profile else Station()
    from newsreader.cli.open_library import settings_in_force
    from newsreader.settings.content_paths import display_roots

    settings = settings_in_force()
    roots = display_roots(paths or station.content, os.environ, settings)
    # Only now: the environment must be sanitised before Textual is imported.
    from newsreader.kiosk.app import run

    return run(station, roots, settings)


def _station(profile: Path) -> Station:
    """Load the profile. Missing content is only a warning: it may come back, as a network does."""
    try:
        return load(profile)
    except StationError as error:
        if error.usable is None:
            raise CommandError(str(error), Status.USAGE) from error
        for problem in error.problems:
            warn(problem)
        return error.usable


def _announce(profile: Path, text: str, until: str | None, level: str | None, text_cy: str | None) -> int:
    from newsreader.articles.clean_text import clean_line
    from newsreader.kiosk import banner
    from newsreader.kiosk.clock import Clock

    if until is None:
        raise click.UsageError('--banner needs an end: add --until 18:00, or --until "2026-11-23 18:00"')
    file = _banner_file(profile)
    try:
        end = banner.parse_until(until, Clock().now())
        put_up = banner.write(file, text, banner.Level(level or LEVELS[1]), end, text_cy or "")
    except banner.BannerError as error:
        raise CommandError(str(error), Status.USAGE) from error
    except OSError as error:
        raise _banner_failed(file, error) from error
    write(f"Until {put_up.until:%A %d %B %Y, %H:%M}, as {put_up.level}: {clean_line(put_up.text)}")
    return Status.DONE


def _withdraw(profile: Path) -> int:
    from newsreader.kiosk import banner

    file = _banner_file(profile)
    try:
        was_there = banner.withdraw(file)
    except OSError as error:
        raise _banner_failed(file, error) from error
    write("The banner is withdrawn." if was_there else "There was no banner.")
    return Status.DONE if was_there else Status.NOTHING


def _banner_file(profile: Path) -> Path:
    return _station(profile).banner or profile.parent / "banner.md"


def _banner_failed(file: Path, error: OSError) -> CommandError:
    reason = error.strerror or type(error).__name__
    remedy = "Run this as a user who may write there, or set `banner` in the profile."
    return CommandError(f"{file}: the banner cannot be changed ({reason}). {remedy}", Status.UNREADABLE)


def _print_profile() -> int:
    from newsreader.cli.station_template import lines

    for line in lines():
        write(line)
    return Status.DONE


def _print_service(profile: Path, form: str | None, distance: int | None) -> int:
    from newsreader.kiosk.service import unit_files

    station, kind = _station(profile), unit_files.Form(form or FORMS[0])
    try:
        text = (
            unit_files.script(station, kind)
            if distance is None
            else unit_files.script(station, kind, distance)
        )
    except unit_files.ServiceError as error:
        raise CommandError(str(error), Status.USAGE) from error
    write(text.rstrip("\n"))
    return Status.DONE


command = Command(
    "kiosk",
    callback=_kiosk,
    help="Run the display at a police station: it shows the news by itself, serves visitors, forgets them, "
    "and cannot be left without the staff code.\n\nIt shows the articles of each PATH, else those of the "
    "profile, else those that `newsreader` opens. Each of the other options does one task and shows "
    "no display.",
    params=[
        PATHS,
        click.Option(
            ["--station"],
            metavar="FILE",
            type=click.Path(path_type=Path, readable=False),
            help="The station's profile.",
        ),
        click.Option(["--print-profile"], is_flag=True, help="Print a profile to start from."),
        click.Option(
            ["--set-code"], is_flag=True, help="Ask for the staff code, and store its hash in the profile."
        ),
        click.Option(["--banner"], metavar="TEXT", help="Show an emergency banner on the display."),
        click.Option(
            ["--until"], metavar="WHEN", help="When the banner ends: the next 18:00, or a date and a time."
        ),
        click.Option(
            ["--level"], type=click.Choice(LEVELS), help="How urgent the banner is; a warning by default."
        ),
        click.Option(["--text-cy"], metavar="TEXT", help="The text of the banner in Welsh."),
        click.Option(["--no-banner"], is_flag=True, help="Withdraw the banner."),
        click.Option(["--print-service"], is_flag=True, help="Print a script that sets the machine up."),
        click.Option(
            ["--form"], type=click.Choice(FORMS), help="What the display is drawn on; wayland by default."
        ),
        click.Option(
            ["--distance"],
            type=click.IntRange(*DISTANCES),
            metavar="CM",
            help="How far away readers stand, which sets the size of the letters.",
        ),
    ],
    examples=[
        ("newsreader kiosk --print-profile > station.toml", "every option of a profile, with a description"),
        ("newsreader kiosk --station station.toml --set-code", "the code that ends the display"),
        ("newsreader kiosk --station station.toml", "the display, in this terminal"),
        ('newsreader kiosk --station station.toml --banner "Closed: call 101" --until 18:00', "a banner"),
        ("newsreader kiosk --station station.toml --print-service > setup.sh", "the machine around it"),
    ],
)
