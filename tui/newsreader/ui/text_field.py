"""A line to type in."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive, reactive
from textual.widgets import Input


class TextField(Input):
    """Textual's input, without a layout of the whole screen for each letter: 15 ms of every key."""

    virtual_size: Reactive[Size] = reactive(Size(0, 0))
