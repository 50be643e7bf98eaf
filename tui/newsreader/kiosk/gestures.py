"""What comes from hands: which keys and touches mean something to the screen, and which are staff's."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.geometry import Size

from newsreader.kiosk.unlock_sequence import UnlockSequence


class GestureRouter:
    """Follows a finger from its coming down to its going up, and the chord of staff."""

    def __init__(self, running: Callable[[], float], *, staff: bool) -> None:
        """`staff`: whether there is a code that staff can be asked for."""
        self._chord = UnlockSequence(running)
        self._staff = staff
        self._held = False
        """Whether the finger on the screen came down where it meant nothing but "I am here"."""

    def are_staff(self, event: events.Event, size: Size) -> bool:
        """Whether a touch completes the chord, on a screen of that size."""
        if not self._staff:
            return False
        if isinstance(event, events.Key):
            return self._chord.key(event.key)
        if isinstance(event, events.MouseDown):
            return self._chord.touch(int(event.x), int(event.y), *size)
        return False

    def mean(self, event: events.Event, *, answered: bool) -> bool:
        """Whether a touch means something to the screen.

        One that has `answered` already does not, and if a finger did, nothing of it does until it is up.
        """
        if answered:
            self._held = isinstance(event, events.MouseDown | events.MouseMove)
            return False
        if self._held and isinstance(event, events.MouseUp | events.MouseMove):
            self._held = isinstance(event, events.MouseMove)
            return False
        return True

    def forget(self) -> None:
        """Whoever comes next begins the chord anew."""
        self._chord.forget()


def is_touch(event: events.Event) -> bool:
    """Whether it comes from somebody's hand, and from the terminal: not one that goes on to a widget."""
    if event.is_forwarded:
        return False
    if isinstance(event, events.MouseMove):
        return bool(event.button)
    return isinstance(event, events.Key | events.MouseEvent | events.Paste)
