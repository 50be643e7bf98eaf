"""The articles and areas that visitors can browse: newest first, each article in one language only."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.kiosk.playlist import in_language
from newsreader.library.headlines import AreaCount, Filter, View
from newsreader.library.library import Library
from newsreader.library.text_folding import fold
from newsreader.settings.station import Station


def news_keys(library: Library, station: Station, area: str | None, language: str) -> Sequence[int]:
    """Return the keys of the station's articles, or of those of an area, newest first."""
    areas = frozenset([area]) if area is not None else frozenset(station.areas)
    keys = library.listing(View.DATE, Filter(areas=areas)).keys
    return in_language(library, keys, language)


def news_areas(library: Library, station: Station) -> list[AreaCount]:
    """Return the station's areas that have articles, in alphabetical order."""
    wanted = {fold(area) for area in station.areas}
    return [
        area
        for area in library.areas(Filter())
        if area.name and area.total and (not wanted or fold(area.name) in wanted)
    ]
