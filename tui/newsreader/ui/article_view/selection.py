"""Choosing text with the mouse or the keyboard, in positions of the article and so across its blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from newsreader.document.lines import Mark
from newsreader.ui.article_view.page import Shown
from newsreader.ui.article_view.page_view import PageView

if TYPE_CHECKING:
    from textual.timer import Timer


class SelectingView(PageView):
    """Shows an article whose text can be selected."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("shift+right", "select(0, 1)", "Select on", show=False, id="select_right"),
        Binding("shift+left", "select(0, -1)", "Select back", show=False, id="select_left"),
        Binding("shift+down", "select(1, 0)", "Select a line on", show=False, id="select_down"),
        Binding("shift+up", "select(-1, 0)", "Select a line back", show=False, id="select_up"),
        Binding("ctrl+a", "select_all", "Select all", show=False, id="select_all"),
        Binding("ctrl+c", "copy_selection", "Copy what is selected", show=False, id="copy_selection"),
        Binding("escape", "clear_selection", "Select nothing", show=False, id="select_nothing"),
    ]

    @dataclass
    class CopyRequested(Message, namespace="article_view"):
        """The reader wants the selected text."""

        view: SelectingView
        text: str
        """Plain, without decoration."""

        @property
        def control(self) -> SelectingView:
            """The view."""
            return self.view

    _press: int | None = None
    """Where the mouse went down, as a position."""
    _pointer: tuple[int, int] = (0, 0)
    """Where the mouse is, in the pane."""
    _dragged = False
    _fixed: int | None = None
    """The end of the selection that the keyboard leaves where it is."""
    _caret = 0
    """The end of the selection that the keyboard moves."""
    _goal: int | None = None
    """The cell that the caret keeps to while it moves by lines."""
    _pull: Timer | None = None
    """Scrolls while the mouse is dragged beyond the pane."""

    @property
    def selected_text(self) -> str:
        """The selected text, plain; empty where nothing is selected."""
        page, selected = self._page, self._marks.selected
        return page.plain(*selected) if page is not None and selected is not None else ""

    def clear_selection(self) -> bool:
        """Selects nothing; False where nothing was selected."""
        self._fixed = self._goal = None
        return self._select(None)

    def copy_selection(self) -> bool:
        """Posts the selected text for copying; False where nothing is selected."""
        text = self.selected_text
        if text:
            self.post_message(self.CopyRequested(self, text))
        return bool(text)

    def select_all(self) -> None:
        """Selects the article, with its title."""
        if self._page is not None:
            page = self._page
            self._select((page.first, page.end))

    def _select(self, stretch: tuple[int, int] | None) -> bool:
        """Selects a stretch of positions; whether that changed anything."""
        if stretch is not None and stretch[0] >= stretch[1]:
            stretch = None
        if stretch == self._marks.selected:
            return False
        self._marks.selected = stretch
        self._remark()
        self.refresh_bindings()
        return True

    # The mouse

    def show(self, shown: Shown | None, *, place: int | None = None) -> None:
        """Shows another article; what was begun in the last one is over."""
        if self._press is not None:
            self.release_mouse()
        self._press = self._fixed = self._goal = None
        self._dragged = False
        self._stop_pull()
        super().show(shown, place=place)

    def _under(self, x: int, y: int) -> tuple[int, int]:
        """The line and the cell of the text under a point of the pane."""
        gutter = self.styles.gutter
        return self._top + y - gutter.top, x - gutter.left - self._column.left

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Maybe the beginning of a selection."""
        if event.button == 1 and self._page is not None:
            self._press = self._page.position_at(*self._under(event.x, event.y))
            self._dragged = False
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Selects up to the pointer while the button is down; else shows that links can be clicked."""
        page = self._page
        if page is None:
            return
        self._pointer = (event.x, event.y)
        if self._press is None:
            over = page.entry_at(*self._under(event.x, event.y)) is not None
            shape: Literal["pointer", "text"] = "pointer" if over else "text"
            if self.styles.pointer != shape:
                self.styles.pointer = shape
            return
        self._dragged = True
        self._fixed = None
        self._drag()
        beyond = not 0 <= event.y < self.size.height
        if beyond and self._pull is None:
            self._pull = self.set_interval(1 / 20, self._pull_on)
        elif not beyond:
            self._stop_pull()

    def _drag(self) -> None:
        if self._page is not None and self._press is not None:
            x, y = self._pointer
            y = min(max(y, 0), self.size.height - 1)
            position = self._page.position_at(*self._under(x, y))
            self._select((min(self._press, position), max(self._press, position)))

    def _pull_on(self) -> None:
        y = self._pointer[1]
        self.scroll_lines(y if y < 0 else max(y - self.size.height + 1, 1))
        self._drag()

    def _stop_pull(self) -> None:
        if self._pull is not None:
            self._pull.stop()
            self._pull = None

    def on_mouse_up(self) -> None:
        """The end of a selection."""
        if self._press is not None:
            self._press = None
            self.release_mouse()
            self._stop_pull()

    def on_click(self, event: events.Click) -> None:
        """Once: chooses a link, or selects nothing. Twice: a word. Three times: the line."""
        page = self._page
        if page is None or event.button != 1 or self._dragged:
            return
        line, cell = self._under(event.x, event.y)
        if event.chain == 2:
            self._select(page.word_at(line, cell))
        elif event.chain == 3:
            self._select((page.position_at(line, 0), page.position_at(line, self._column.pane)))
        else:
            self.clear_selection()
            mark = page.entry_at(line, cell)
            if mark is not None:
                self._clicked(mark)

    def _clicked(self, mark: Mark) -> None:
        """A link was clicked."""

    # The keyboard

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leaves the keys to others where they would do nothing here."""
        if action in ("copy_selection", "clear_selection"):
            return self._marks.selected is not None
        return True

    def action_copy_selection(self) -> None:
        """Asks for the selected text to be copied."""
        self.copy_selection()

    def action_clear_selection(self) -> None:
        """Selects nothing."""
        self.clear_selection()

    def action_select_all(self) -> None:
        """Selects the article, with its title."""
        self.select_all()

    def action_select(self, lines: int, cells: int) -> None:
        """Moves the end of the selection by lines or by characters; begins one at the first line in sight."""
        page = self._page
        if page is None:
            return
        if self._fixed is None:
            selected = self._marks.selected
            begin = page.position_at(page.said_from(self._top, 1), 0)
            self._fixed, self._caret = selected if selected is not None else (begin, begin)
        line, cell = page.cell_of(self._caret)
        if lines:
            self._goal = cell if self._goal is None else self._goal
            self._caret = page.position_at(page.said_from(line + lines, lines), self._goal)
        else:
            self._goal = None
            self._caret = page.beside(line, cell, cells)
        self._select((min(self._fixed, self._caret), max(self._fixed, self._caret)))
        self._reveal(self._caret)
