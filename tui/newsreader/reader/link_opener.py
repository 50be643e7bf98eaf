"""What leaves the program: an address is shown and asked about before it is opened."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from newsreader.reader.dialogs.open_link import OpenLink

LONGEST_SHOWN = 60
"""Characters of a copied text that the notice quotes."""


@dataclass
class LinkChosen(Message):
    """The person wants to open an address."""

    target: str
    name: str


@dataclass
class LinkCodeWanted(Message):
    """The person wants to see an address as a QR code."""

    target: str
    name: str


def ask_to_open(screen: Screen[None], target: str, name: str) -> None:
    """Show the full address, and open or copy it if the person says so."""

    def answered(answer: str | None) -> None:
        if answer == "open":
            screen.run_worker(partial(_open, screen, target), thread=True, group="link")
        elif answer == "copy":
            copy(screen, target)

    screen.app.push_screen(OpenLink(target, name), answered)


def _open(screen: Screen[None], target: str) -> None:
    from newsreader.links.opener import open_target

    sentence = open_target(target)
    if sentence:
        screen.app.call_from_thread(partial(screen.notify, sentence, markup=False, severity="warning"))


def copy(widget: Widget, text: str) -> None:
    """Copy a text to the clipboard, and say which."""
    widget.app.copy_to_clipboard(text)
    first, *more = text.strip().splitlines() or [""]
    cut = "…" if more or len(first) > LONGEST_SHOWN else ""
    widget.notify(f"Copied: {first[:LONGEST_SHOWN]}{cut}", markup=False)
