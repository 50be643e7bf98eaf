"""The commands of no single pane: going from pane to pane and back a level, dialogs, leaving."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from newsreader.articles.article import Finding, Severity
from newsreader.reader.command_runner import Commands
from newsreader.reader.dialogs.command_list import CommandPalette, HelpDialog
from newsreader.reader.dialogs.problems import Problems
from newsreader.reader.dialogs.theme import ThemeDialog
from newsreader.reader.link_opener import ask_to_open

if TYPE_CHECKING:
    from newsreader.reader.screen import ReaderScreen

MOST_PROBLEMS = 500
"""Problems that are listed; `newsreader check` lists all."""


class ProgramCommands(Commands):
    """Run from the screen, whichever pane has the focus."""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen

    # Panes and levels

    def action_sideways(self, step: int) -> None:
        """Go to the pane to the right (1) or left (-1)."""
        names = list(self._screen.panes)
        at = names.index(self._screen.pane) + step
        self._screen.go_to_pane(names[max(0, min(at, len(names) - 1))])

    def action_cycle_panes(self, step: int) -> None:
        """Go round the panes."""
        names = list(self._screen.panes)
        self._screen.go_to_pane(names[(names.index(self._screen.pane) + step) % len(names)])

    def action_links(self) -> None:
        """Go to the links, and back from them."""
        self._screen.go_to_pane("article" if self._screen.pane == "links" else "links")

    def action_zen(self) -> None:
        """Show the article alone, or everything again."""
        self._screen.toggle_class("-zen")
        self._screen.go_to_pane("article")

    def action_leave(self) -> None:
        """Go back one level."""
        self._back()

    async def action_quit(self) -> None:
        """Go back one level; at the top, leave."""
        if not self._back():
            await self.action_exit()

    async def action_exit(self) -> None:
        """Leave from anywhere, with everything kept."""
        screen = self._screen
        screen.article_pane.remember_place()
        meant = screen.list_pane.here or screen.article_pane.meant
        if meant is not None:
            screen.library.session.set("article", meant.id)
        screen.library.session.seen()
        await screen.marks.drain()
        screen.workers.cancel_all()
        screen.app.exit(0)

    def _back(self) -> bool:
        screen = self._screen
        if screen.article_pane.close_find():
            return True
        if screen.has_class("-zen"):
            self.action_zen()
        elif screen.pane != "list":
            self.action_sideways(-1)
        else:
            return screen.list_pane.close_level()
        return True

    # Everything else

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
