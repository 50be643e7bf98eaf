"""Choose the areas that the list holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from newsreader.library.headlines import AreaCount
from newsreader.reader.dialogs.chooser import Chooser, Item

_ALL = "all"
_AREA = "area:"
"""Before the name of an area, which may be empty or `all`."""


class AreasDialog(Chooser):
    """Several areas may be chosen, each change at once; none means all."""

    def __init__(
        self, counts: Sequence[AreaCount], chosen: frozenset[str], choose: Callable[[frozenset[str]], None]
    ) -> None:
        folded = {area.casefold() for area in chosen}
        self._areas = frozenset(count.name for count in counts if count.name.casefold() in folded)
        self._choose = choose
        items = [Item(_ALL, "All areas", f"{sum(count.total for count in counts):,}")]
        items += [Item(_AREA + c.name, c.name or "No area", f"{c.total:,}") for c in counts]
        hint = "Enter chooses · Esc closes"
        super().__init__("Areas", items, hint=hint, chosen=self._ids(), changed=self._change, current=_ALL)

    def _ids(self) -> frozenset[str]:
        return frozenset(_AREA + area for area in self._areas) or frozenset({_ALL})

    def _change(self, item: str) -> frozenset[str]:
        """Take or leave an area; which items are chosen now."""
        self._areas = frozenset() if item == _ALL else self._areas ^ {item.removeprefix(_AREA)}
        self._choose(self._areas)
        return self._ids()
