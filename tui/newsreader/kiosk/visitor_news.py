"""Which articles a visitor can go through, and in which order: newest first, each in one language only."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.kiosk.playlist import in_language
from newsreader.library.headlines import AreaCount, Filter, View
from newsreader.library.library import Library
from newsreader.library.text_folding import fold
from newsreader.settings.station import Station


def news_keys(library: Library, station: Station, area: str | None, language: str) -> Sequence[int]:
    """The keys of the station's articles, or of one of its areas, newest first."""
    areas = frozenset([area]) if area is not None else frozenset(station.areas)
    keys = library.listing(View.DATE, Filter(areas=areas)).keys
    return in_language(library, keys, language)


def news_areas(library: Library, station: Station) -> list[AreaCount]:
    """The station's areas that have articles, in alphabetical order; articles without an area have none."""
    wanted = {fold(area) for area in station.areas}
    return [
        one
        for one in library.areas(Filter())
        if one.name and one.total and (not wanted or fold(one.name) in wanted)
    ]
