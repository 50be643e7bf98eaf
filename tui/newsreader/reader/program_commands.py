"""The commands of no pane: dialogs, undo, looking at the folders."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from newsreader.articles.article import Finding, Severity
from newsreader.reader.dialogs.command_list import CommandPalette, HelpDialog
from newsreader.reader.dialogs.problems import Problems
from newsreader.reader.dialogs.theme import ThemeDialog
from newsreader.reader.link_opener import ask_to_open

if TYPE_CHECKING:
    from newsreader.reader.screen import ReaderScreen

MOST_PROBLEMS = 500
"""Problems that are listed; `newsreader check` lists all."""


class ProgramCommands:
    """Run from the screen, whichever pane has the focus."""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen

    def handles(self, action: str) -> bool:
        """Whether this is one of these commands."""
        return f"action_{action}" in vars(ProgramCommands)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """All can always be run."""
        return True

    def action_undo(self) -> None:
        """Take back the last change of marks."""
        self._screen.marks.undo()

    def action_refresh(self) -> None:
        """Look at the folders again."""
        self._screen.notify("Looking at the folders again.", markup=False, timeout=2)
        self._screen.updates.seen()
        self._screen.updates.look()

    def action_theme(self) -> None:
        """Choose a theme; each is shown while it is under the cursor."""

        def keep(name: str | None) -> None:
            if name is not None:
                self._screen.library.session.set("theme", name)

        self._screen.app.push_screen(ThemeDialog(self._screen.app.theme), keep)

    def action_help(self) -> None:
        """Show every command and its keys; run the one chosen."""
        screen = self._screen
        screen.app.push_screen(HelpDialog(screen.keys.commands, screen.can_run), self._run)

    def action_palette(self) -> None:
        """Show every command by name; run the one chosen."""
        screen = self._screen
        screen.app.push_screen(CommandPalette(screen.keys.commands, screen.can_run), self._run)

    def _run(self, command: str | None) -> None:
        if command is not None:
            self._screen.call_later(self._screen.action_run, command)

    def action_problems(self) -> None:
        """Show what is wrong in the settings, and what could not be read as it was meant."""
        screen = self._screen

        def look() -> None:
            seen = (each for each in screen.library.findings() if each.severity is not Severity.NOTE)
            found = list(islice(seen, MOST_PROBLEMS))
            screen.app.call_from_thread(show, found)

        def show(found: list[Finding]) -> None:
            if screen.is_active:
                screen.app.push_screen(Problems(screen.problems, found))

        screen.run_worker(look, thread=True, group="problems", exclusive=True)

    def action_help_and_advice(self) -> None:
        """Show the catalogue of services; open what is chosen."""
        from newsreader.reader.dialogs.help_and_advice import Advice

        screen, catalogue = self._screen, self._screen.catalogue()

        def chosen(resource_id: str | None) -> None:
            resource = catalogue.get(resource_id)
            target = resource and (resource.address or resource.target)
            if resource is not None and target:
                ask_to_open(screen, target, resource.name)

        screen.app.push_screen(Advice(catalogue), chosen)
