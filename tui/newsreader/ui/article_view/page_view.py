"""The pane that an article is drawn in: where it is laid out, where the reader is in it, and its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollDown, ScrollTo, ScrollUp
from textual.strip import Strip

from newsreader.document.lines import Line
from newsreader.ui.article_view.marks import Marks
from newsreader.ui.article_view.page import Page, Shown
from newsreader.ui.article_view.painter import Column, Painter
from newsreader.ui.styles import PARTS, StyleMap, TextStyle
from newsreader.ui.text_wrap import wrapped

if TYPE_CHECKING:
    from textual.timer import Timer

_PATIENCE = 0.15
"""Seconds after the last move before the rest of an article is laid out: longer than between held keys."""
_SLICE = 0.008
"""Seconds of such work at a time, so that a key never waits for it."""
_BREATH = 0.012
"""Seconds between two such slices."""
_OVERLAP = 2
"""Lines of a page that stay in sight when it is turned."""


class PageView(ScrollView, inherit_bindings=False):
    """Shows an article, and says where the reader is in it."""

    ALLOW_SELECT = False
    PARTS: ClassVar[Mapping[str, TextStyle]] = PARTS
    """How what stands beside the text looks."""
    DEFAULT_CSS = """
    PageView {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
    }
    """

    text_width: var[int] = var(76, init=False)
    """The most cells that a line of text takes."""
    message: var[str] = var("", init=False)
    """What is said where there is no article."""

    @dataclass
    class Moved(Message, namespace="article_view"):
        """The reader is somewhere else in the article, or another article is shown."""

        view: PageView
        line: int
        """The first line in sight, from 1."""
        percent: int
        """How much of the article has been in sight: up to the last line in sight."""
        place: int
        """The offset in the body of the first line in sight, for coming back to it."""

        @property
        def control(self) -> PageView:
            """The view."""
            return self.view

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.can_focus = True
        self._shown: Shown | None = None
        self._page: Page | None = None
        self._marks = Marks()
        self._anchor = 0
        """The offset in the body that stays at the top whatever happens to the lines."""
        self._moving = False
        self._column = Column.within(0, 1)
        self._looks = StyleMap(self, self.PARTS)
        self._painter = Painter(self._looks)
        self._strips: dict[int, tuple[Line, Strip]] = {}
        self._reported: tuple[int, int, int] | None = None
        self._idle: Timer | None = None

    # What is shown

    def show(self, shown: Shown | None, *, place: int | None = None) -> None:
        """Shows an article from its start or from an offset in its body; None shows the message instead."""
        self._shown = shown
        self._marks = Marks()
        self._anchor = place or 0
        self._reported = None
        self._lay_out()

    @property
    def shown(self) -> Shown | None:
        """The article that is shown."""
        return self._shown

    def _lay_out(self) -> None:
        """Lays the article out for the width of the pane and shows it from the anchor."""
        self._column = Column.within(self.size.width, self.text_width)
        self._strips.clear()
        if self._shown is None or not self.size:
            self._page = None
            self._fit(0)
            self._scroll_silently(0)
        else:
            self._page = page = Page(self._shown, self._column.text)
            self._page.mark_by(self._marks.touching)
            self._settle(page.line_of(self._anchor) if self._anchor else 0)
        self.refresh()
        self._report()
        self._work_after(_PATIENCE)

    def _settle(self, top: int) -> None:
        """Makes the lines from `top` on exact, and that line the first in sight."""
        if self._page is not None:
            top = max(top, 0)
            self._page.lines(top, top + self.size.height)
            self._fit(self._page.height)
            self._scroll_silently(top)

    def _fit(self, height: int) -> None:
        """Tells the scroll bar how long the page is, without a layout of the screen."""
        size = Size(self.size.width, height)
        if size != self.virtual_size:
            self._moving = True
            self.set_reactive(PageView.virtual_size, size)
            self._scroll_update(size)
            self._moving = False

    def _scroll_silently(self, top: int) -> None:
        """Moves without taking the new top for the reader's wish."""
        self._moving = True
        self.scroll_target_y = self.scroll_y = top
        self._moving = False

    def _work_after(self, seconds: float) -> None:
        """Has the rest of the article laid out in a while, if there is any."""
        if self._idle is not None:
            self._idle.stop()
            self._idle = None
        if not self.laid_out:
            self._idle = self.set_timer(seconds, self._work)

    def _work(self) -> None:
        """Lays out a little more of what is not in sight, and keeps what is in sight where it is."""
        page = self._page
        if page is None:
            return
        top, height = self._top, self.size.height
        before = page.lines(top, top + height)
        beside = top - page.line_of(self._anchor)
        page.layout.work(_SLICE)
        if top > page.head_height:
            top = page.line_of(self._anchor) + beside
        self._settle(top)
        if page.lines(top, top + height) != before:
            self.refresh()
        self._report()
        self._work_after(_BREATH)
        if self.laid_out:
            self.became_whole()

    def became_whole(self) -> None:
        """All of the article has been read and laid out."""

    @property
    def laid_out(self) -> bool:
        """Whether the whole article is laid out, and nothing is left for idle moments."""
        return self._page is None or self._page.layout.complete

    # Where the reader is

    @property
    def _top(self) -> int:
        return self.scroll_offset.y

    @property
    def line(self) -> int:
        """The first line in sight, from 1."""
        return self._top + 1

    @property
    def percent(self) -> int:
        """How much of the article has been in sight: up to the last line in sight."""
        height = self._page.height if self._page is not None else 0
        return min(100 * (self._top + self.size.height) // height, 100) if height else 100

    @property
    def at_end(self) -> bool:
        """Whether the last line is in sight."""
        return self._page is None or self._top + self.size.height >= self._page.height

    @property
    def place(self) -> int:
        """The offset in the body of the first line in sight."""
        return self._anchor

    def scroll_lines(self, count: int) -> None:
        """Moves on by so many lines, or back if negative."""
        if self._page is not None:
            self._move_to(self._page.moved(self._top, count))

    def page(self, direction: int) -> bool:
        """Turns a page on (1) or back (-1); False where there is none."""
        if self.at_end if direction > 0 else self._top == 0:
            return False
        self.scroll_lines(direction * max(self.size.height - _OVERLAP, 1))
        return True

    def half_page(self, direction: int) -> None:
        """Moves half a page on (1) or back (-1)."""
        self.scroll_lines(direction * max(self.size.height // 2, 1))

    def to_start(self) -> None:
        """Shows the title."""
        self._move_to(0)

    def to_end(self) -> None:
        """Shows the last line."""
        page = self._page
        if page is None:
            return
        page.reach_end()
        known = -1
        while known != page.height:
            known = page.height
            page.lines(known - self.size.height, known)
        self._move_to(known - self.size.height)

    def go_to(self, offset: int) -> None:
        """Brings the line of an offset in the body to the top."""
        if self._page is not None:
            self._move_to(self._page.line_of(offset))

    def _move_to(self, top: int) -> None:
        """Brings a line to the top because the reader wants it there."""
        page = self._page
        if page is None:
            return
        before = self._top
        self._settle(top)
        if self._top != before:
            self._anchor = page.offset_of(self._top)
            self.refresh()
            self._report()
            self._work_after(_PATIENCE)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Follows the wheel and the scroll bar."""
        super().watch_scroll_y(old_value, new_value)
        old, new = round(old_value), round(new_value)
        if self._moving or old == new or self._page is None:
            return
        near = abs(new - old) <= self.size.height
        self._settle(self._page.moved(old, new - old) if near else new)
        self._anchor = self._page.offset_of(self._top)
        self._report()
        self._work_after(_PATIENCE)

    def on_scroll_to(self, event: ScrollTo) -> None:
        """Follows the scroll bar's thumb at once; Textual would glide after it."""
        event.prevent_default().stop()
        if event.y is not None:
            self._move_to(round(event.y))

    def on_scroll_down(self, event: ScrollDown) -> None:
        """A click below the thumb turns the page."""
        event.prevent_default().stop()
        self.page(1)

    def on_scroll_up(self, event: ScrollUp) -> None:
        """A click above the thumb turns the page back."""
        event.prevent_default().stop()
        self.page(-1)

    def _report(self) -> None:
        """Posts where the reader is if that changed; the terminal's cursor goes there for screen readers."""
        now = (self.line, self.percent, self.place)
        if now != self._reported:
            self._reported = now
            self.post_message(self.Moved(self, *now))
        if self.has_focus:
            self._point(self._top)

    def _point(self, line: int, cell: int = 0) -> None:
        self.app.cursor_position = self.content_region.offset + Offset(
            self._column.left + cell, line - self._top
        )

    def _remark(self) -> None:
        if self._page is not None:
            self._page.mark_by(self._marks.touching)
            self.refresh()

    def _reveal(self, position: int) -> None:
        """Scrolls only if the line of a position is not well in sight."""
        if self._page is None:
            return
        line, cell = self._page.cell_of(position)
        height = self.size.height
        margin = min(2, (height - 1) // 2)
        if not self._top + margin <= line < self._top + height - margin:
            self._move_to(line - height // 3)
        if self.has_focus:
            self._point(line, cell)

    # Drawing

    def on_resize(self) -> None:
        """Lays out again, with the same paragraph at the top."""
        if self._page is None or self._column.pane != self.size.width:
            self._lay_out()
        elif self._page is not None:
            self._settle(self._top)
            self._report()

    def watch_text_width(self) -> None:
        """Lays out again, with the same paragraph at the top."""
        self._lay_out()

    def watch_message(self) -> None:
        """Shows the new message where there is no article."""
        if self._page is None:
            self.refresh()

    def notify_style_update(self) -> None:
        """Takes up the colours of another theme."""
        super().notify_style_update()
        self._looks.forget()
        self._strips.clear()

    def on_focus(self) -> None:
        """Puts the terminal's cursor where the reader is."""
        self._point(self._top)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of a part of the pane: as Textual does where the pane has a border, else quicker."""
        if any(self.styles.gutter):
            return super().render_lines(crop)
        strips = self._rows(crop.y, crop.bottom)
        background = self.background_colors[1]
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        if crop.column_span != (0, self._column.pane):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """One row of the pane."""
        return self._rows(y, y + 1)[0]

    def _rows(self, first: int, stop: int) -> list[Strip]:
        """Rows of the pane, each drawn anew only if its line is another."""
        page, column, height = self._page, self._column, self.size.height
        if page is None:
            lines = wrapped(self.message, max(min(column.pane - 4, 48), 1)) if self.message else []
            return [self._painter.message(lines, row, column, height) for row in range(first, stop)]
        top = self._top
        strips: list[Strip] = []
        if len(self._strips) > 2000:
            self._strips.clear()
        for number, line in enumerate(page.lines(top + first, top + stop), top + first):
            known = self._strips.get(number)
            if known is None or (known[0] is not line and known[0] != line):
                head = number < page.head_height
                known = self._strips[number] = (line, self._painter.strip(line, column, head=head))
            strips.append(known[1])
        return strips
