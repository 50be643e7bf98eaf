"""An article on a touch screen: it scrolls with a drag, a tap chooses a link, and nothing can be selected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from newsreader.document.lines import Mark
from newsreader.kiosk.widgets.drag_tracker import DragTracker
from newsreader.ui.article_view.article_view import ArticleView, ShownArticle
from newsreader.ui.article_view.page import links_starting_on
from newsreader.ui.styles import ARTICLE_STYLES, TextStyle

WHEEL = 3
"""Lines per notch of the mouse wheel."""
_NEAR = ((0, 0), (0, 1), (0, -1), (0, 2), (0, -2), (-1, 0), (1, 0), (-1, 1), (1, 1), (-1, -1), (1, -1))
"""Lines and cells around a tap in which a link counts: a finger covers more than one cell."""


class TouchArticle(ArticleView, inherit_bindings=False):
    """The article view of the display."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "lines(1)", show=False),
        Binding("up", "lines(-1)", show=False),
    ]
    STYLES: ClassVar[Mapping[str, TextStyle]] = {**ARTICLE_STYLES, "number": TextStyle("link", "bold")}
    DEFAULT_CSS = "TouchArticle { scrollbar-size-vertical: 0; overflow-y: hidden; height: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._gesture = DragTracker()

    def show(self, shown: ShownArticle | None, *, place: int | None = None) -> None:
        """Show another article, and end a drag of the one before."""
        self._gesture.release()
        super().show(shown, place=place)

    @property
    def pages(self) -> tuple[int, int]:
        """The page in sight, from 1, and the number of pages known so far."""
        if self._position.page is None:
            return 1, 1
        height = max(self.size.height, 1)
        step = max(height - 2, 1)
        count = 1 + max(-(-(self._position.page.height - height) // step), 0)
        return (count if self.at_end else min(-(-self._position.top // step) + 1, count)), count

    def action_lines(self, step: int) -> None:
        """Scroll by a line; at the ends, leave the article."""
        before = self.line
        self.scroll_lines(step)
        if self.line == before:
            if step > 0:
                self.screen.focus_next()
            else:
                self.screen.focus_previous()

    def scroll_lines(self, count: int) -> None:
        """Scroll down by so many lines, or up if negative, no further than the last line."""
        if count > 0 and self.at_end:
            return
        super().scroll_lines(count)

    # Touch and mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Start a tap or a drag."""
        event.prevent_default().stop()
        if event.button == 1:
            self._gesture.press(event.x, event.y)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Scroll with a drag."""
        event.prevent_default()
        if rows := self._gesture.move(event.y):
            self.scroll_lines(-rows)

    def on_mouse_up(self, event: events.MouseUp | None = None) -> None:
        """Choose a link that was tapped."""
        if event is None or self._gesture.start is None:
            return
        event.prevent_default().stop()
        self.release_mouse()
        if not self._gesture.release() and (mark := self._link_near(event.x, event.y)) is not None:
            self.post_message(self.LinkChosen(mark.entry))

    def on_click(self, event: events.Click) -> None:
        """Do nothing more than on_mouse_up has done."""
        event.prevent_default().stop()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down."""
        event.prevent_default().stop()
        self.scroll_lines(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up."""
        event.prevent_default().stop()
        self.scroll_lines(-WHEEL)

    def _link_near(self, x: int, y: int) -> Mark | None:
        """Return the link under a tap or right beside it, or the one whose number was tapped."""
        page = self._position.page
        if page is None:
            return None
        line, cell = self._position.cell_at(x, y)
        for lines, cells in _NEAR:
            if line + lines < 0:
                continue
            mark = page.link_at(line + lines, cell + cells)
            if mark is not None:
                return mark
        if cell >= self._position.column.text:
            numbers = links_starting_on(page.lines(line, line + 1)[0])
            return numbers[0] if len(numbers) == 1 else None
        return None
