"""Which commands there are. To add one: a module beside this one with a `command`, and its line here."""

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
    "doctor": "newsreader.cli.doctor.command",
    "config": "newsreader.cli.config",
    "forget": "newsreader.cli.forget",
    "kiosk": "newsreader.cli.kiosk",
}
"""Name → the module whose `command` it is, in the order of the help. Importing this imports none of them."""
