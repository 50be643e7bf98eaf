"""The reader's screen as a frame: its panes, their sizes, the focus, and who carries out a command."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Literal

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.reactive import var
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Input

from newsreader.library.library import Library
from newsreader.reader.article_list import ArticleList
from newsreader.reader.commands import COMMANDS, DIGITS, Command
from newsreader.reader.link_panel import LinkPanel
from newsreader.reader.too_small import LEAST_HEIGHT, LEAST_WIDTH, TooSmall
from newsreader.settings.settings import Settings
from newsreader.ui.article_view.article_view import ArticleView
from newsreader.ui.bar import Bar
from newsreader.ui.blank_widgets import PaneFrame, PaneRow, alike
from newsreader.ui.text_field import TextField

Pane = Literal["list", "article", "links"]
MEDIUM, WIDE, VERY_WIDE = 80, 120, 140
"""Columns from which there is room for two panes, for three, and for a broad panel."""

MOST_MORE = 16
"""Columns that a wide window adds to the list at most."""

PANES: tuple[Pane, ...] = ("list", "article", "links")


def _bindings() -> Iterable[Binding]:
    for command in COMMANDS:
        action = f"command('{command.id}')"
        yield Binding(",".join(command.keys), action, command.title, id=command.id, tooltip=command.help)
    for digit in DIGITS:
        yield Binding(digit, f"link({digit})", f"Link {digit}", show=False)


class Panes(Screen[None]):
    """Three panes between two bars; every command arrives at a method `do_` and its id."""

    CSS_PATH = "screen.tcss"
    BINDINGS: ClassVar[list[BindingType]] = list(_bindings())
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - declared by Textual as it is
        (0, "-narrow"),
        (MEDIUM, "-medium"),
        (WIDE, "-wide"),
        (VERY_WIDE, "-very-wide"),
    ]
    AUTO_FOCUS = "#list"

    pane: var[Pane] = var[Pane]("list")
    """The pane that has the focus, or had it before a field took it."""

    def __init__(self, library: Library, settings: Settings, commands: Sequence[Command]) -> None:
        # What the first layout will find, so that nothing has to be styled twice before the first paint.
        super().__init__(classes="-at-list")
        self.library, self.settings, self.commands = library, settings, commands

    def expect(self, width: int) -> None:
        """Prepares for a window of so many columns, before it is known to be."""
        name = max(point for point in self.HORIZONTAL_BREAKPOINTS if point[0] <= width)[1]
        self.add_class(name, update=False)

    def compose(self) -> ComposeResult:
        """The frame; everything in it is filled later."""
        yield Bar(id="header")
        with PaneRow(id="panes"):
            with PaneFrame(id="list-pane", classes="pane"):
                yield TextField(id="list-field", compact=True, select_on_focus=False)
                yield ArticleList(self.library.headlines, id="list")
            with PaneFrame(id="article-pane", classes="pane"):
                yield ArticleView(id="article")
                yield TextField(id="article-field", compact=True, select_on_focus=False)
            with PaneFrame(id="links-pane", classes="pane"):
                yield LinkPanel(id="links")
        yield Bar(id="footer")
        yield TooSmall()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Blanks: what is mounted covers all of it."""
        return alike(super().render_lines, crop)

    def on_mount(self) -> None:
        """Sizes from the settings; the fields wait hidden."""
        self.article_view.text_width = self.settings.text_width
        self.list_field.display = self.article_field.display = False

    # The parts

    @property
    def article_list(self) -> ArticleList:
        """The sidebar's list."""
        return self.query_one("#list", ArticleList)

    @property
    def article_view(self) -> ArticleView:
        """The article."""
        return self.query_one("#article", ArticleView)

    @property
    def link_panel(self) -> LinkPanel:
        """The links of the article."""
        return self.query_one("#links", LinkPanel)

    @property
    def list_field(self) -> Input:
        """Where searches and filters are typed."""
        return self.query_one("#list-field", Input)

    @property
    def article_field(self) -> Input:
        """Where finds and link numbers are typed."""
        return self.query_one("#article-field", Input)

    # Size and focus

    def on_resize(self, event: events.Resize) -> None:
        """A wide window gives a quarter of its room to the list; one too small for panes says so."""
        width = event.size.width
        more = max(0, min((width - WIDE) // 4, MOST_MORE))
        narrow = width < MEDIUM
        self.query_one("#list-pane").styles.width = "100%" if narrow else self.settings.sidebar_width + more
        small = width < LEAST_WIDTH or event.size.height < LEAST_HEIGHT
        self.query_one(TooSmall).display = small
        self.query_one(TooSmall).refresh()

    def go_to_pane(self, pane: Pane) -> None:
        """Brings a pane into sight and gives it the focus."""
        self.pane = pane
        self.set_focus(self.query_one(f"#{pane}"))

    def watch_pane(self, pane: Pane) -> None:
        """In a window that has no room for all, the style sheet shows the pane that is meant."""
        for each in PANES:
            self.set_class(each == pane, f"-at-{each}")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A click into a pane makes it the one that is meant."""
        if event.widget.id in PANES:
            self.pane = event.widget.id
        self.update_footer()

    def beside(self, step: int) -> Pane:
        """The pane to the right (1) or left (-1) of the one that has the focus; itself at the edges."""
        at = PANES.index(self.pane) + step
        return PANES[max(0, min(at, len(PANES) - 1))]

    # Commands

    def action_command(self, command: str) -> None:
        """Carries out a command by its id; every way to it comes here."""
        getattr(self, f"do_{command}")()

    @on(Bar.Pressed)
    def _press(self, event: Bar.Pressed) -> None:
        event.stop()
        self.action_command(event.command)

    def update_footer(self) -> None:
        """Says what can be done here; overridden where it is known."""
