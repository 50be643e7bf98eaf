"""`newsreader resources`: print the catalogue of services."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

import click

from newsreader.cli.command import JSON, Command
from newsreader.cli.exit_status import Status
from newsreader.cli.json_output import resource_object
from newsreader.cli.open_library import settings_in_force
from newsreader.cli.output import BOLD, DIM, painted, terminal_width, warn, write, write_json
from newsreader.links.catalogue.catalogue import Catalogue
from newsreader.links.catalogue.resource import Resource
from newsreader.settings.content_paths import catalogue_paths

_NATIONS = ("England", "Wales", "Scotland", "Northern Ireland")


def _resources(query: Sequence[str], as_json: bool) -> int:
    from newsreader.links.catalogue.loader import load_catalogue

    catalogue, findings = load_catalogue(catalogue_paths(settings_in_force()))
    for finding in findings:
        warn(f"{finding.path}:{finding.line}: {finding.message} {finding.remedy}")
    found = catalogue.find(" ".join(query))
    if not found:
        warn(f"Nothing in the catalogue matches {' '.join(query)}." if query else "The catalogue is empty.")
        return Status.NOTHING
    if as_json:
        for resource in found:
            write_json(resource_object(resource))
    else:
        _write(catalogue, found, ranked=bool(query))
    return Status.DONE


def _write(catalogue: Catalogue, found: Sequence[Resource], ranked: bool) -> None:
    """Write resources as text: best first where they were searched for, else by category."""
    if ranked:
        for resource in found:
            _write_entry(catalogue, resource)
        return
    for category, resources in catalogue.by_category():
        write(painted(category.name, BOLD))
        write("")
        for resource in resources:
            _write_entry(catalogue, resource)


def _write_entry(catalogue: Catalogue, resource: Resource) -> None:
    width = min(terminal_width() or 80, 100)
    write(f"{painted(resource.name, BOLD)}  {painted(resource.id, DIM)}")
    for line in _facts(catalogue, resource):
        for part in wrap(line, width - 4, break_long_words=False, break_on_hyphens=False):
            write(f"    {part}")
    write("")


def _facts(catalogue: Catalogue, resource: Resource) -> Iterator[str]:
    successor = catalogue.get(resource.replaced_by)
    if successor:
        yield f"Replaced by {successor.name} ({successor.id})."
    yield resource.purpose
    facts = (
        ("Call", "phone", " – ".join(filter(None, (resource.phone, resource.phone_note)))),
        ("Text", "text", resource.text),
        ("E-mail", "email", resource.email),
        ("Page", "address", resource.address),
        ("Hours", "hours", resource.hours),
        ("Cost", "cost", resource.cost),
        ("Where", "nations", _where(resource)),
    )
    for label, fact, value in facts:
        if value:
            doubt = "  (from memory, not verified)" if resource.level(fact) == "M" else ""
            yield f"{label}: {value}{doubt}"
    if resource.former_names:
        yield f"Formerly: {', '.join(resource.former_names)}"
    if resource.note:
        yield f"Note: {resource.note}"


def _where(resource: Resource) -> str:
    everywhere = len(resource.nations) == len(_NATIONS)
    nations = "all of the United Kingdom" if everywhere else ", ".join(resource.nations)
    return ". ".join(filter(None, (nations, resource.where)))


command = Command(
    "resources",
    callback=_resources,
    help="Print the catalogue of services, campaigns and advice that articles name: all of it, or what "
    "matches the QUERY.",
    params=[click.Argument(["query"], nargs=-1, metavar="[QUERY]"), JSON],
    examples=[
        ("newsreader resources", "all of it, by category"),
        ("newsreader resources domestic abuse", "who helps"),
        ("newsreader resources --json | jq -r .phone", "every number"),
    ],
)
