"""The commands that mark articles as read, unread or saved, for any pane."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from newsreader.reader.command_runner import Commands
from newsreader.reader.empty_messages import Key, articles
from newsreader.reader.reading_marks import ReadingMarks


class MarkCommands(Commands):
    """Mark what `marked` says at the moment of the command: one article, or those of a heading."""

    def __init__(self, marks: ReadingMarks, marked: Callable[[], Sequence[int]], key: Key) -> None:
        self._marks, self._marked, self._key = marks, marked, key

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing to mark, nothing to run."""
        return True if self._marked() else None

    def action_mark_read(self, read: bool) -> None:
        """Mark as read or unread."""
        self.mark_read(self._marked(), read)

    def action_toggle_read(self) -> None:
        """Mark as read; where all are read, as unread."""
        if keys := self._marked():
            self._marks.toggle_read(keys)

    def action_save(self) -> None:
        """Save for later; where all are saved, no longer."""
        if keys := self._marked():
            self._marks.toggle_saved(keys)

    def mark_read(self, keys: Sequence[int], read: bool) -> None:
        """Mark these articles; say how many where there are several."""
        marked = f"marked as {'read' if read else 'unread'}"
        notice = f"{articles(len(keys))} {marked}. {self._key('undo')} undoes it." if len(keys) > 1 else ""
        if keys:
            self._marks.set_read(keys, read, notice)
