"""What a person sees on the reader's screen: its panes, the cursor in each, and the focus."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from newsreader.reader.app import ReaderApp

PANES = ("list", "article", "links")


@dataclass(frozen=True)
class Cell:
    """One cell of the screen."""

    text: str
    background: str
    reverse: bool


@dataclass(frozen=True)
class Sight:
    """The screen at one moment, at a width that has room for all three panes."""

    rows: tuple[tuple[Cell, ...], ...]

    @classmethod
    def of(cls, app: ReaderApp) -> Sight:
        """Look at the screen as it is now."""
        strips = app.screen._compositor.render_strips(app.size)
        return cls(tuple(tuple(_cells(strip)) for strip in strips))

    @cached_property
    def text(self) -> str:
        """Everything on the screen, line by line."""
        return "\n".join("".join(cell.text for cell in row).rstrip() for row in self.rows)

    @property
    def header(self) -> str:
        """The top line."""
        return self.text.split("\n")[0]

    @property
    def footer(self) -> str:
        """The bottom line."""
        return self.text.split("\n")[-1]

    @cached_property
    def _left(self) -> dict[str, int]:
        """The column of each pane's left border."""
        edges = [0] + [x for x, cell in enumerate(self.rows[1]) if cell.text in "┌┏" and x]
        return dict(zip(PANES, edges, strict=False))

    @property
    def panes(self) -> list[str]:
        """The panes that are on the screen."""
        titles = "".join(cell.text for cell in self.rows[1])
        return list(self._left) if set(titles) & set("┌┏") and len(self._left) == len(PANES) else ["article"]

    @property
    def focus(self) -> str:
        """The pane with the heavy border; empty where none has one."""
        heavy = [pane for pane, x in self._left.items() if self.rows[1][x].text in "━┏"]
        return heavy[0] if len(heavy) == 1 else ""

    def title(self, pane: str) -> str:
        """The words in a pane's border."""
        return "".join(cell.text for cell in self._part(1, pane)).strip("┌┏━─ ")

    def lines(self, pane: str) -> list[str]:
        """What stands in a pane."""
        return ["".join(cell.text for cell in self._part(y, pane)).rstrip() for y in self._inside()]

    def cursor(self, pane: str) -> str:
        """The words under the cursor of the list, or of the links without the spaces of broken addresses."""
        plain = self.rows[1][self._left[pane]].background
        lit = [y for y in self._inside() if self._part(y, pane)[1].background != plain]
        words = [text for y in lit for text in "".join(cell.text for cell in self._part(y, pane)).split()]
        return (" " if pane == "list" else "").join(words)

    def place(self, pane: str) -> float | None:
        """Where a person is in a pane: the line of the article, the number of the notice or of the link.

        A heading of the list, which is a day, stands half a step before its first notice.
        """
        if pane == "article":
            line = re.search(r"line (\d+)", self.footer)
            return int(line[1]) if line else None
        cursor = self.cursor(pane)
        if number := re.search(r"Notice (\d+)" if pane == "list" else r"^\W*(\d+)", cursor):
            return int(number[1])
        if pane == "list" and re.search(r"\d articles ", cursor):
            return 0  # the heading above all hits
        day = re.search(r"day (\d+) March", cursor)
        return (15 - int(day[1])) * 3 + 0.5 if day else None

    def marked(self) -> str:
        """The words of the article that are in reverse: the link that was stepped to."""
        cells = (cell for y in self._inside() for cell in self._part(y, "article"))
        return "".join(cell.text for cell in cells if cell.reverse).strip()

    def _inside(self) -> range:
        return range(2, len(self.rows) - 1)

    def _part(self, y: int, pane: str) -> tuple[Cell, ...]:
        start = self._left[pane]
        ends = [x for x in self._left.values() if x > start]
        return self.rows[y][start + (pane != "list") : min(ends, default=len(self.rows[y]))]


def _cells(strip) -> Iterator[Cell]:
    for segment in strip:
        style = segment.style
        color = style.bgcolor.name if style and style.bgcolor else ""
        for character in segment.text:
            yield Cell(character, color, bool(style and style.reverse))
