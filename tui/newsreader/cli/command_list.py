"""The commands. To add one, add a module with a `command` beside this one, and its line here."""

from __future__ import annotations

from collections.abc import Mapping

COMMANDS: Mapping[str, str] = {
    "list": "newsreader.cli.list",
    "show": "newsreader.cli.show",
    "links": "newsreader.cli.links",
    "search": "newsreader.cli.search",
    "resources": "newsreader.cli.resources",
    "check": "newsreader.cli.check",
    "index": "newsreader.cli.index",
    "doctor": "newsreader.cli.doctor.doctor_command",
    "config": "newsreader.cli.config",
    "forget": "newsreader.cli.forget",
    "kiosk": "newsreader.cli.kiosk",
}
"""From name to the module whose `command` it is, in the order of the help."""
