"""The reader's screen: panes, list, article and links together, and the commands that span them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import islice

from newsreader.articles.article import Finding, Severity
from newsreader.reader.commands import Command, shown_key, shown_keys
from newsreader.reader.dialogs.chooser import Chooser, Item
from newsreader.reader.dialogs.problems import Problems
from newsreader.reader.header import clock_word, count_words, place_words
from newsreader.reader.screen_parts.following import FollowingScreen
from newsreader.reader.screen_parts.panes import PANES, Pane
from newsreader.ui.bar import Bar, Word
from newsreader.ui.themes import THEME_WORDS

LOOK = 20.0
"""Seconds between looks at the clock, and at what has expired by it."""

MOST_PROBLEMS = 500
"""Problems that are listed; `newsreader check` lists all."""

GLANCE = 1.0
"""Seconds between looks at what another program did to the same articles."""

_FOOTER: Mapping[Pane, tuple[str, ...]] = {
    "list": ("open", "search", "filter", "view", "areas", "help", "quit", "next", "save"),
    "article": ("next_article", "next", "links", "search", "help", "quit", "save"),
    "links": ("open", "links", "search", "help", "quit"),
}
"""What the footer offers in each pane, in this order, as far as there is room."""


class ReaderScreen(FollowingScreen):
    """Where a person reads."""

    problems: Sequence[str] = ()

    def on_mount(self) -> None:
        """Begins where the last visit ended."""
        super().on_mount()
        self.start_reading()
        self.start_listing()
        self.pane = "list"
        self.query_one("#links-pane").border_title = "Links"
        self.set_interval(LOOK, self.update_header)
        self.set_interval(LOOK, self.relist)
        self.set_interval(GLANCE, self.look_for_others)
        self.update_header()
        self.update_footer()
        for problem in self.problems:
            self.notify(problem, markup=False, severity="warning", timeout=10)

    def leave(self) -> None:
        """Keeps the place and the visit, and stops what goes on."""
        self.remember_place()
        self.library.session.seen()
        self.workers.cancel_all()
        self.app.exit(0)

    # The bars

    def update_header(self) -> None:
        """The areas chosen, how many articles, the time."""
        if not self.is_mounted:
            return
        right = [*self._counts(), clock_word(datetime.now())]
        self.query_one("#header", Bar).show(place_words(self.choice), right)

    def _counts(self) -> list[Word]:
        words: list[Word] = []
        progress = self.progress
        if progress is not None and progress.total:
            share = progress.done / progress.total
            filled = round(share * 10)
            bar = "━" * filled + "─" * (10 - filled)
            words.append(Word(f"Reading {progress.done:,} of {progress.total:,} {bar}  ", "text"))
        elif self.listing is not None:
            words += count_words(self.listing)
        if self.unreadable:
            words.append(Word(f" · {self.unreadable:,} not readable", "key", "problems"))
        if self.arrived:
            words.append(Word(f" · {self.arrived:,} just arrived", "key", "start"))
        return words

    def update_footer(self) -> None:
        """What can be done here, and where in the article the reader is."""
        if not self.is_mounted:
            return
        words: list[Word] = []
        for command in self._footer_commands():
            words += [Word(f" {shown_key(command.keys[0])} ", "key", command.id)]
            words += [Word(f"{self._footer_word(command)}  ", "text", command.id)]
        self.query_one("#footer", Bar).show(words, [Word(f"  {self._where()} ", "quiet")])

    def _footer_commands(self) -> list[Command]:
        room = self.size.width - len(self._where()) - 3
        shown = [command for command in self.commands if command.footer and command.keys]
        order = {name: place for place, name in enumerate(_FOOTER[self.pane])}
        shown = sorted((c for c in shown if c.id in order), key=lambda command: order[command.id])
        kept: list[Command] = []
        for command in shown:
            room -= len(f" {shown_key(command.keys[0])} {self._footer_word(command)}  ")
            if room < 0:
                break
            kept.append(command)
        return kept

    def _footer_word(self, command: Command) -> str:
        """The word of a command, which follows what its key does now."""
        hits = command.id == "next" and (self.finding or self.hits is not None)
        return "next hit" if hits else command.footer

    def _where(self) -> str:
        view = self.article_view
        if self.finding:
            index, count = view.finder.found
            return f"{index} of {count}" if count else "looking …" if view.finder.is_pending else "not found"
        if self.opened is None:
            return ""
        return f"line {view.line} · {view.percent}%"

    # Moving in the pane that has the focus

    def do_down(self) -> None:
        """One step on."""
        self._move(1)

    def do_up(self) -> None:
        """One step back."""
        self._move(-1)

    def _move(self, step: int) -> None:
        if self.list_field.has_focus and self.recall(-step):
            return
        if self.pane == "list":
            self.article_list.move(step)
        elif self.pane == "links":
            self.link_panel.move(step)
        else:
            self.article_view.scroll_lines(step)

    def do_pane_right(self) -> None:
        """Unfolds a heading, else the pane to the right."""
        if not (
            self.pane == "list" and self.article_list.cursor_key is None and self.article_list.fold(True)
        ):
            self.go_to_pane(self.beside(1))

    def do_pane_left(self) -> None:
        """Folds the heading, else the pane to the left."""
        if not (self.pane == "list" and self.article_list.fold(False)):
            self.go_to_pane(self.beside(-1))

    def do_pane_next(self) -> None:
        """Round the panes."""
        self.go_to_pane(PANES[(PANES.index(self.pane) + 1) % len(PANES)])

    def do_pane_previous(self) -> None:
        """Round the panes, the other way."""
        self.go_to_pane(PANES[PANES.index(self.pane) - 1])

    def do_open(self) -> None:
        """Opens what is under the cursor."""
        if self.pane == "list":
            self.article_list.choose()
        elif self.pane == "links":
            self.link_panel.choose()
        else:
            self.article_view.choose()

    def do_page_down(self) -> None:
        """Pages on in the article; at its end, the next unread."""
        if self.opened is None:
            self.do_open()
        elif not self.article_view.page(1):
            self._open_unread(1)

    def do_page_up(self) -> None:
        """Pages back in the article."""
        self.article_view.page(-1)

    def do_half_down(self) -> None:
        """Half a page on."""
        self._half(1)

    def do_half_up(self) -> None:
        """Half a page back."""
        self._half(-1)

    def _half(self, step: int) -> None:
        if self.pane == "list":
            self.article_list.page(step / 2)
        else:
            self.article_view.page(step / 2)

    def do_start(self) -> None:
        """To the start."""
        if self.pane == "list":
            self.arrived = 0
            self.article_list.to_end(last=False)
            self.update_header()
        elif self.pane == "links":
            self.link_panel.move(-len(self.entries))
        else:
            self.article_view.to_start()

    def do_end(self) -> None:
        """To the end."""
        if self.pane == "list":
            self.article_list.to_end(last=True)
        elif self.pane == "links":
            self.link_panel.move(len(self.entries))
        else:
            self.article_view.to_end()

    # Levels

    def do_leave(self) -> None:
        """Back one level."""
        self._back()

    def do_quit(self) -> None:
        """Back one level; at the top, out."""
        if not self._back():
            self.leave()

    def _back(self) -> bool:
        if self.close_find():
            return True
        if self.has_class("-zen"):
            self.do_zen()
            return True
        if self.pane == "links":
            self.go_to_pane("article")
            return True
        if self.pane == "article":
            self.go_to_pane("list")
            return True
        return self.close_search()

    def do_zen(self) -> None:
        """The article alone, or everything again."""
        self.toggle_class("-zen")
        self.go_to_pane("article")

    # The program

    def do_theme(self) -> None:
        """A list of themes, each shown while it is under the cursor."""
        before = self.app.theme
        items = [Item(name, words) for name, words in THEME_WORDS.items()]

        def look(name: str) -> None:
            self.app.theme = name

        def done(name: str | None) -> None:
            self.app.theme = name or before
            if name:
                self.library.session.set("theme", name)

        hint = "Enter keeps it · Esc goes back"
        self.app.push_screen(Chooser("Theme", items, hint=hint, current=before, highlighted=look), done)

    def do_help(self) -> None:
        """Every command and its keys; the one chosen is carried out."""
        items: list[Item] = []
        for command in self.commands:
            if not items or items[-1].id.partition(":")[0] != command.group:
                heading = command.group
                if not any(item.heading and item.text == heading for item in items):
                    items.append(Item(heading, heading, heading=True))
            keys = shown_keys(command.keys) or "no key"
            items.append(Item(command.id, f"{keys:<14} {command.title}", command.help))
        self.app.push_screen(Chooser("Help", items, hint="Enter does it · Esc closes"), self._carry_out)

    def do_palette(self) -> None:
        """Every command by name."""
        items = [Item(c.id, c.title, shown_keys(c.keys)) for c in self.commands if c.id != "palette"]
        self.app.push_screen(Chooser("Commands", items, hint="Enter does it · Esc closes"), self._carry_out)

    def _carry_out(self, command: str | None) -> None:
        if command is not None:
            self.call_later(self.action_command, command)

    def do_problems(self) -> None:
        """What could not be read as it was meant, and why."""

        def look() -> None:
            seen = (each for each in self.library.findings() if each.severity is not Severity.NOTE)
            found = islice(seen, MOST_PROBLEMS)
            self.app.call_from_thread(self._show_problems, list(found))

        self.run_worker(look, thread=True, group="problems", exclusive=True)

    def _show_problems(self, found: Sequence[Finding]) -> None:
        self.app.push_screen(Problems(found))
