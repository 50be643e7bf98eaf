"""Work in threads, for screens and widgets."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from textual.widget import Widget
from textual.worker import get_current_worker

T = TypeVar("T")


def run_in_thread(widget: Widget, work: Callable[[], T], done: Callable[[T], object], *, group: str) -> None:
    """Run `work` in a thread, then `done` with its result in the widget's own task.

    A later call of the same group cancels the one before, whose result is then dropped.
    """

    def run() -> None:
        worker = get_current_worker()
        result = work()
        if not worker.is_cancelled:
            widget.call_later(done, result)

    widget.run_worker(run, thread=True, group=group, exclusive=True)
