"""Build the slides in a thread, again and again: articles come, change and expire."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import App

from newsreader.kiosk.context import KioskContext
from newsreader.kiosk.playlist import Slide, slides
from newsreader.library.errors import LibraryError

INTERVAL = 15.0
"""Seconds between two builds without a known change: articles expire by time alone."""


class PlaylistLoader:
    """Keeps the slides of the context up to date."""

    def __init__(self, app: App[int], context: KioskContext, on_change: Callable[[], None]) -> None:
        self._app, self._context, self._on_change = app, context, on_change
        self._started_at = context.clock.running()
        self._started = self._finished = 0

    @property
    def is_due(self) -> bool:
        """Whether the last build is so old that another is needed."""
        return self._context.clock.running() - self._started_at >= INTERVAL

    def start(self) -> None:
        """Build the slides of the current language and of the station's."""
        context = self._context
        self._started_at = context.clock.running()
        self._started += 1
        number, complete = self._started, context.content.complete
        if not context.content.is_open:
            self._finish(number, {}, complete)
            return
        languages = tuple(dict.fromkeys((context.station.language, context.language)))
        self._app.run_worker(
            lambda: self._build(number, languages, complete), thread=True, group="slides", exclusive=True
        )

    def _build(self, number: int, languages: Sequence[str], complete: bool) -> None:
        context = self._context
        try:
            built = {
                language: slides(
                    context.library, context.station, context.catalogue(), language, context.clock.now()
                )
                for language in languages
            }
        except LibraryError as error:
            context.log.note(str(error))
        except Exception as error:  # noqa: BLE001 - the slides of before stay; the log has it
            context.log.fault(error)
        else:
            self._app.call_later(self._finish, number, built, complete)

    def _finish(self, number: int, built: dict[str, tuple[Slide, ...]], complete: bool) -> None:
        """Take the result, unless a later build has finished first."""
        if number < self._finished:
            return
        self._finished = number
        self._context.slides_by_language = built
        self._context.is_ready = self._context.is_ready or complete
        self._on_change()
