"""The reader's screen, what its list holds: the order, the areas, everything or only some."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newsreader.library.headlines import AreaCount, Status, View
from newsreader.reader.dialogs.chooser import Chooser, Item
from newsreader.reader.screen_parts.searching import SearchingScreen


class ChoosingScreen(SearchingScreen):
    """Each choice is kept for the next visit."""

    def do_view(self) -> None:
        """By date or by area."""
        self.close_search()
        self.view = View.DATE if self.view is View.AREA else View.AREA
        self.library.session.set("view", self.view)
        self.relist()

    def do_only(self) -> None:
        """The next of all, unread, saved, new."""
        self.close_search()
        order = list(Status)
        only = order[(order.index(self.choice.only) + 1) % len(order)]
        self.choice = replace(self.choice, only=only)
        self.library.session.set("only", only)
        self.relist()

    def do_areas(self) -> None:
        """Asks for the areas there are, and opens the list of them."""
        choice = replace(self.choice, areas=frozenset())

        def ask() -> None:
            counts = self.library.areas(choice)
            self.app.call_from_thread(self._show_areas, counts)

        self.run_worker(ask, thread=True, group="areas", exclusive=True)

    def _show_areas(self, counts: Sequence[AreaCount]) -> None:
        """Several areas may be chosen; none means all."""
        everything = Item("", "All areas", f"{sum(count.total for count in counts):,}")
        items = [everything] + [Item(c.name, c.name or "No area", f"{c.total:,}") for c in counts]

        def change(area: str) -> frozenset[str]:
            areas = frozenset[str]() if not area else self.choice.areas ^ {area}
            self.choose_areas(areas)
            return areas or frozenset({""})

        folded = {area.casefold() for area in self.choice.areas}
        chosen = frozenset(c.name for c in counts if c.name.casefold() in folded) or frozenset({""})
        hint = "Enter chooses · Esc closes"
        self.app.push_screen(Chooser("Areas", items, hint=hint, chosen=chosen, changed=change, current=""))

    def choose_areas(self, areas: frozenset[str]) -> None:
        """Makes the list hold these areas; none for all."""
        self.close_search()
        self.choice = replace(self.choice, areas=areas)
        self.library.session.set("areas", sorted(areas))
        self.relist()

    def do_refresh(self) -> None:
        """Looks at the folders again."""
        self.arrived = 0
        self.notify("Looking at the folders again.", markup=False, timeout=2)
        self.update_library()
