"""`newsreader check`: report what is wrong with the files, and how to fix it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from itertools import chain
from pathlib import Path

import click

from newsreader.articles.article import Finding, Severity
from newsreader.articles.clean_text import clean_line
from newsreader.cli.command import JSON, PATHS, Command
from newsreader.cli.exit_status import Status
from newsreader.cli.json_output import finding_object
from newsreader.cli.open_library import opened, settings_in_force
from newsreader.cli.output import BOLD, DIM, RED, YELLOW, painted, warn, write, write_json
from newsreader.library.headlines import Filter, View
from newsreader.settings.content_paths import catalogue_paths
from newsreader.settings.settings import Settings

_YAML = {".yaml", ".yml"}
_COLOURS = {Severity.ERROR: RED, Severity.WARNING: YELLOW, Severity.NOTE: DIM}


def _check(paths: Sequence[Path], as_json: bool, strict: bool) -> int:
    counts: Counter[Severity] = Counter()
    files: set[str] = set()
    total = 0
    settings = settings_in_force()
    articles = [path for path in paths if path.suffix not in _YAML]
    with opened(articles, settings) if articles or not paths else nullcontext() as library:
        for finding in chain(_of_catalogues(paths, settings), library.findings() if library else ()):
            counts[finding.severity] += 1
            files.add(finding.path)
            if as_json:
                write_json(finding_object(finding))
            else:
                _write(finding)
        if library:
            total = len(library.listing(View.DATE, Filter(expired=True)).keys)
    summary = _summary(counts, len(files), total)
    if as_json:
        warn(summary)
    else:
        write(summary)
    found = counts[Severity.ERROR] or (strict and counts[Severity.WARNING])
    return Status.NOTHING if found else Status.DONE


def _of_catalogues(paths: Sequence[Path], settings: Settings) -> Sequence[Finding]:
    """Return the findings about the catalogues among the paths, or those in use where no path is given."""
    from newsreader.links.catalogue.loader import load_catalogue, shipped_catalogue

    if not paths:
        return load_catalogue(catalogue_paths(settings))[1]
    given = list(_catalogues(paths))
    # An entry may refer to a shipped one, so these are read first, but not reported.
    # Path.resolve raises for a link that leads back to itself.
    places = {os.path.realpath(path) for path in given}
    ours = [] if os.path.realpath(shipped_catalogue()) in places else [shipped_catalogue()]
    known = load_catalogue(ours)[1]
    return (
        [finding for finding in load_catalogue([*ours, *given])[1] if finding not in known] if given else []
    )


def _catalogues(paths: Sequence[Path]) -> Iterator[Path]:
    """YAML files, and folders called `resources`, such as the one beside the shipped articles."""
    for path in paths:
        if path.suffix in _YAML:
            yield path
        for folder in (path, path / "resources"):
            # Path.is_dir raises for a name that is too long or must not be looked at.
            if folder.name == "resources" and os.path.isdir(folder):  # noqa: PTH112
                yield folder


def _write(finding: Finding) -> None:
    place = f"{clean_line(finding.path)}:{finding.line}:{finding.column}"
    severity = painted(finding.severity.value, _COLOURS[finding.severity])
    write(f"{painted(place, BOLD)}: {severity}: {finding.message}\n    {finding.remedy}")


def _summary(counts: Counter[Severity], files: int, total: int) -> str:
    if not counts:
        return f"{_counted(total, 'article')}, no problems found."
    kinds = ", ".join(_counted(counts[severity], severity.value) for severity in Severity if counts[severity])
    return f"{kinds} in {_counted(files, 'file')}; {_counted(total, 'article')} in all."


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


command = Command(
    "check",
    callback=_check,
    help="Check the articles below each PATH, and the catalogues of resources. Every finding has its file, "
    "line and column, and a remedy. The exit status is 1 if there is an error.",
    params=[
        PATHS,
        JSON,
        click.Option(["--strict"], is_flag=True, help="Exit with 1 for warnings too."),
    ],
    examples=[
        ("newsreader check ~/news/draft.md", "one article before it is published"),
        ("newsreader check ~/news --strict --json", "for a publishing script"),
    ],
)
