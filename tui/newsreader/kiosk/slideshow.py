"""Which slide is shown, and for how long it has been."""

from __future__ import annotations

from collections.abc import Callable

from newsreader.kiosk.playlist import Slide


class Slideshow:
    """A position in the slides that moves on its owner's word, and can be paused."""

    def __init__(self, running: Callable[[], float]) -> None:
        """`running` returns the seconds of a clock that only goes forward."""
        self._running = running
        self.slides: tuple[Slide, ...] = ()
        self.index = 0
        self._started = running()
        self._paused_after: float | None = None
        """Seconds that the slide had been shown when it was paused."""

    @property
    def current(self) -> Slide | None:
        """The slide that is shown; None if there is none."""
        return self.slides[self.index] if self.index < len(self.slides) else None

    @property
    def is_paused(self) -> bool:
        """Whether it waits for somebody to go on."""
        return self._paused_after is not None

    @property
    def is_moving(self) -> bool:
        """Whether it goes on to another slide by itself."""
        return len(self.slides) > 1 and not self.is_paused

    @property
    def elapsed(self) -> float:
        """Seconds since the slide came."""
        return self._running() - self._started

    def restart_time(self) -> None:
        """Give the slide its whole time again."""
        self._started = self._running()

    def step(self, step: int) -> None:
        """Move forward or back, round the ends."""
        if self.slides:
            self.index = (self.index + step) % len(self.slides)
            self.restart_time()
            if self.is_paused:
                self._paused_after = 0.0

    def toggle_pause(self) -> None:
        """Pause, or go on with the time that was left."""
        if self._paused_after is None:
            self._paused_after = self.elapsed
        else:
            self._started = self._running() - self._paused_after
            self._paused_after = None

    def replace(self, slides: tuple[Slide, ...]) -> bool:
        """Take other slides, staying at the same article; return whether what is shown has changed."""
        before = self.current
        self.slides = slides
        if before is None and not slides:
            return False
        if before is None or not slides:
            self.index, self._paused_after = 0, None
            self.restart_time()
            return True
        found = [index for index, slide in enumerate(slides) if slide.headline.id == before.headline.id]
        if found:
            self.index = found[0]
        else:
            self.index = min(self.index, len(slides) - 1)
            self.step(0)
        return self.current != before
