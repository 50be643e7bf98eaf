"""What all screens of the display share: the station, its articles, and the visitor's language."""

from __future__ import annotations

from collections.abc import Callable

from newsreader.kiosk import spoken_dates
from newsreader.kiosk.banner import Banner
from newsreader.kiosk.clock import Clock
from newsreader.kiosk.content import Content
from newsreader.kiosk.freshness import Freshness
from newsreader.kiosk.log import Log
from newsreader.kiosk.playlist import Slide
from newsreader.kiosk.translations import Translations
from newsreader.kiosk.visitor_session import VisitorSession
from newsreader.library.library import Library
from newsreader.links.catalogue.catalogue import Catalogue
from newsreader.settings.passcode import Attempts
from newsreader.settings.station import Station


class KioskContext:
    """Shared state of the display. The app changes it; screens read it."""

    def __init__(
        self, station: Station, clock: Clock, content: Content, catalogue: Callable[[], Catalogue]
    ) -> None:
        """`catalogue` loads the catalogue on first use and may be called in any thread."""
        self.station, self.clock = station, clock
        self.content, self.catalogue = content, catalogue
        self.log = Log()
        self.freshness = Freshness(station.stale, clock)
        self.session = VisitorSession(station.idle, station.warning, clock.running)
        self.attempts = Attempts(clock.running)
        """Staff codes tried, for the life of the program."""
        self.translations = Translations(station.language)
        self.banner: Banner | None = None
        self.is_ready = False
        """Whether the folders have been scanned: only then can articles be said to be missing."""
        self.slides_by_language: dict[str, tuple[Slide, ...]] = {}
        self.excluded: set[str] = set()
        """Ids of articles that crashed their screen."""

    @property
    def library(self) -> Library:
        """The articles. Raises ContentError while they cannot be opened."""
        return self.content.library

    # The language

    @property
    def language(self) -> str:
        """The code of the current language, such as `en`."""
        return self.translations.language

    def next_language(self) -> None:
        """Switch to the next language."""
        self.translations = Translations(self.translations.next_language)

    def reset_language(self) -> None:
        """Switch back to the station's language."""
        self.translations = Translations(self.station.language)

    # What the screens show

    @property
    def station_name(self) -> str:
        """The name of the display in the current language."""
        return self.station.name_in(self.language) or self.translations("frame.name")

    @property
    def slides(self) -> tuple[Slide, ...]:
        """The slides in the current language; in the station's until those have been made."""
        slides = self.slides_by_language
        found = slides.get(self.language) or slides.get(self.station.language, ())
        return tuple(slide for slide in found if slide.headline.id not in self.excluded)

    @property
    def updated(self) -> str:
        """When the folders were last scanned, as text; `""` before the first scan."""
        moment = self.freshness.updated
        return "" if moment is None else spoken_dates.updated(moment, self.language, self.clock.now())

    @property
    def status_message(self) -> str:
        """A warning that the news is stale or cannot be updated; `""` if all is well."""
        if self.freshness.unreachable and self.content.is_open:
            return self.translations("note.unreachable")
        since = self.freshness.stale_since
        if since is not None and self.slides:
            date = spoken_dates.long_date(f"{since:%Y-%m-%d}", self.language)
            return self.translations("note.stale", date=date)
        return ""
