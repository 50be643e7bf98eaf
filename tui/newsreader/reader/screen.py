"""The reader's screen: lays out the panes, and passes on what one of them says to the others."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingsMap
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widget import Widget

from newsreader.library.library import Library
from newsreader.links.catalogue.lazy_catalogue import LazyCatalogue
from newsreader.reader.article_pane import ArticlePane
from newsreader.reader.article_selection import ArticleSelection
from newsreader.reader.bars import FooterBar, HeaderBar
from newsreader.reader.command_runner import Call, bindings, first_call
from newsreader.reader.commands import Command, KeyTable
from newsreader.reader.dialogs.qr_code import QrScreen
from newsreader.reader.library_updates import LibraryUpdates
from newsreader.reader.link_opener import LinkChosen, LinkCodeWanted, ask_to_open, copy
from newsreader.reader.links_pane import LinksPane
from newsreader.reader.list_pane import ListPane
from newsreader.reader.pane import Pane
from newsreader.reader.program_commands import ProgramCommands
from newsreader.reader.reading_marks import ReadingMarks
from newsreader.reader.screen_layout import BREAKPOINTS, list_width, width_class
from newsreader.reader.too_small import TooSmall
from newsreader.settings.content_paths import catalogue_paths
from newsreader.settings.settings import Settings
from newsreader.ui.article_view.article_view import ArticleView
from newsreader.ui.bar import Bar

LOOK = 20.0
"""Seconds between looks at the clock, at what has expired by it, and at whether the folders are there."""


class ReaderScreen(Screen[None]):
    """Three panes between two bars. Panes know nothing of each other: what they post is routed here."""

    CSS_PATH = "screen.tcss"
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    AUTO_FOCUS = "#list"

    def __init__(
        self, library: Library, settings: Settings, keys: KeyTable, problems: Sequence[str], width: int
    ) -> None:
        # What the first layout will find, so that nothing is styled twice before the first paint.
        super().__init__(classes=f"-at-list {width_class(width)}")
        self.library, self.settings, self.keys, self.problems = library, settings, keys, problems
        self._bindings.key_to_bindings.update(BindingsMap(bindings(keys.commands)).key_to_bindings)
        self.catalogue = LazyCatalogue(lambda: catalogue_paths(settings))
        """The catalogue of services; may be called in a thread."""
        self.marks = ReadingMarks(library, self)
        self.updates = LibraryUpdates(library, keys.key)
        self.list_pane = ListPane(library, settings, self.marks, keys.key)
        self.article_pane = ArticlePane(library, settings, self.marks, keys.key)
        self.links_pane = LinksPane(self.catalogue, keys.key("page_code"))
        self.panes: dict[str, Pane] = {
            "list": self.list_pane,
            "article": self.article_pane,
            "links": self.links_pane,
        }
        """By name, from left to right."""
        self._program = ProgramCommands(self)
        self.pane = "list"
        """The pane that has the focus, or had it before a dialog opened."""

    def compose(self) -> ComposeResult:
        """The frame; everything in it is filled later."""
        yield HeaderBar(id="header")
        with Horizontal(id="panes"):
            yield self.list_pane
            yield self.article_pane
            yield self.links_pane
        yield FooterBar(id="footer")
        yield TooSmall()
        yield self.updates

    def on_mount(self) -> None:
        """Begin where the last visit ended."""
        self.updates.begin()
        self.list_pane.contents.ask()
        self.set_interval(LOOK, self.look_at_clock)
        self.update_header()
        self.update_footer()
        for problem in self.problems:
            self.notify(problem, markup=False, severity="warning", timeout=10)

    def look_at_clock(self) -> None:
        """Show the time, and what has expired or gone away meanwhile."""
        self.update_header()
        self.list_pane.contents.ask()
        self.article_pane.check_expiry()
        if self.updates.complete:
            self.updates.check_roots()

    # The bars

    @on(ListPane.Changed)
    def update_header(self) -> None:
        """Show the areas chosen, how many articles, the time."""
        contents = self.list_pane.contents
        self.query_one(HeaderBar).show_library(contents.filter, contents.listing, self.updates)

    @on(ArticlePane.PositionChanged)
    def update_footer(self) -> None:
        """Show what can be done here, and where in the article the person is."""
        offered = [command for command in self.keys.commands if command.keys and self.can_run(command)]
        hits = self.article_pane.finding or self.list_pane.search.open
        self.query_one(FooterBar).offer(offered, self.pane, self.article_pane.position, hits=hits)

    # Size and focus

    def on_resize(self, event: events.Resize) -> None:
        """Size the list; say so where the window is too small for panes."""
        self.list_pane.styles.width = list_width(event.size.width, self.settings.sidebar_width)
        self.query_one(TooSmall).cover(event.size)

    def go_to_pane(self, name: str) -> None:
        """Bring a pane into sight and focus it."""
        self._at(name)
        self.set_focus(self.query_one(f"#{name}"))

    def watch_focused(self, widget: Widget | None) -> None:
        """Follow the focus: in a window without room for all, the style sheet shows the pane that has it."""
        ancestors = widget.ancestors if widget is not None else []
        for name, pane in self.panes.items():
            if pane in ancestors:
                self._at(name)

    def _at(self, name: str) -> None:
        if name != self.pane:
            self.pane = name
            for each in self.panes:
                self.set_class(each == name, f"-at-{each}")
        self.update_footer()

    # What the panes say

    @on(ArticleSelection.Selected)
    def _article_selected(self, event: ArticleSelection.Selected) -> None:
        if event.opened or not self.has_class("-narrow"):
            self.article_pane.open(event.key, chosen=event.opened)
        if event.focus:
            self.go_to_pane("article")

    @on(ArticleSelection.Empty)
    def _nothing_selected(self, event: ArticleSelection.Empty) -> None:
        self.article_pane.nothing_to_show(event.sentence)

    @on(ArticlePane.ArticleShown)
    def _article_shown(self, event: ArticlePane.ArticleShown) -> None:
        self.list_pane.articles.mark_open(event.opened.headline.id if event.opened else None)
        self.links_pane.show_links_of(event.opened)
        self.update_footer()

    @on(ArticlePane.EndReached)
    def _end_reached(self) -> None:
        self.list_pane.steps.action_step_unread(1)

    @on(ArticlePane.HistoryStepped)
    def _history_stepped(self, event: ArticlePane.HistoryStepped) -> None:
        self.list_pane.articles.go_to_key(event.key)

    @on(LinksPane.LinksFound)
    def _links_found(self, event: LinksPane.LinksFound) -> None:
        self.article_pane.set_links(event.entries)

    @on(LinksPane.LinkHighlighted)
    def _link_highlighted(self, event: LinksPane.LinkHighlighted) -> None:
        self.article_pane.go_to_link(event.number)

    @on(ArticlePane.LinkPassed)
    def _link_passed(self, event: ArticlePane.LinkPassed) -> None:
        self.links_pane.highlight(event.number)

    @on(ArticleView.LinkChosen)
    def _number_chosen(self, event: ArticleView.LinkChosen) -> None:
        self.links_pane.choose(event.entry)

    @on(LinkChosen)
    def _link_chosen(self, event: LinkChosen) -> None:
        ask_to_open(self, event.target, event.name)

    @on(LinkCodeWanted)
    def _code_wanted(self, event: LinkCodeWanted) -> None:
        self.app.push_screen(QrScreen(event.target, event.name))

    @on(ArticleView.CopyRequested)
    def _copy_requested(self, event: ArticleView.CopyRequested) -> None:
        copy(self, event.text)

    @on(ReadingMarks.Changed)
    def _marks_changed(self) -> None:
        self.list_pane.marks_changed()

    @on(ListPane.TopReached)
    def _top_reached(self) -> None:
        self.updates.seen()

    @on(LibraryUpdates.Changed)
    def _library_changed(self, event: LibraryUpdates.Changed) -> None:
        filling = self.updates.filling
        if event.elsewhere:
            self.list_pane.marks_changed(elsewhere=True)
        self.list_pane.library_changed(filling=filling, complete=event.complete, listed=event.listed)
        if event.content:
            self.article_pane.content_changed()
        self.update_header()

    # Commands

    def _call(self, command: Command) -> Call | None:
        focused = self.panes[self.pane]
        others = [
            each for each in (self.article_pane, self.list_pane, self.links_pane) if each is not focused
        ]
        panes = chain.from_iterable((pane, *pane.parts) for pane in others)
        return first_call(command, [focused, *focused.parts, self._program, *panes])

    def can_run(self, command: Command) -> bool:
        """Whether a command would do something now."""
        call = self._call(command)
        return call is not None and bool(call.allowed)

    async def action_run(self, command_id: str) -> None:
        """Run a command; every way to it comes here."""
        call = self._call(next(each for each in self.keys.commands if each.id == command_id))
        if call is not None:
            await call.run()

    @on(Bar.Pressed)
    async def _word_clicked(self, event: Bar.Pressed) -> None:
        await self.action_run(event.command)

    def action_link(self, number: int) -> None:
        """Choose a link by its number."""
        self.links_pane.choose(number)
