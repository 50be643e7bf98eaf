"""Route keys and touches to the screen or to the staff unlock sequence."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.geometry import Size

from newsreader.kiosk.unlock_sequence import UnlockSequence


class GestureRouter:
    """Follow a touch from press to release, and the staff unlock sequence."""

    def __init__(self, running: Callable[[], float], *, staff: bool) -> None:
        """`staff`: whether a staff code is set."""
        self._unlock = UnlockSequence(running)
        self._staff = staff
        self._held = False
        """Whether the current touch only answered the "still there?" question."""

    def unlocks(self, event: events.Event, size: Size) -> bool:
        """Return whether this event completes the unlock sequence on a screen of `size`."""
        if not self._staff:
            return False
        if isinstance(event, events.Key):
            return self._unlock.key(event.key)
        if isinstance(event, events.MouseDown):
            return self._unlock.touch(int(event.x), int(event.y), *size)
        return False

    def is_for_screen(self, event: events.Event, *, answered: bool) -> bool:
        """Return whether the screen should handle this event.

        An event that `answered` the warning is consumed, with the rest of its touch until the release.
        """
        if answered:
            self._held = isinstance(event, events.MouseDown | events.MouseMove)
            return False
        if self._held and isinstance(event, events.MouseUp | events.MouseMove):
            self._held = isinstance(event, events.MouseMove)
            return False
        return True

    def forget(self) -> None:
        """Reset the unlock sequence for the next visitor."""
        self._unlock.forget()


def is_touch(event: events.Event) -> bool:
    """Return whether this is user input from the terminal, not an event forwarded to a widget."""
    if event.is_forwarded:
        return False
    if isinstance(event, events.MouseMove):
        return bool(event.button)
    return isinstance(event, events.Key | events.MouseEvent | events.Paste)
