"""Faults that were once put in on purpose and that no test noticed; each is caught by one of these.

| fault | caught by |
|---|---|
| Ctrl+D goes up | `commands/test_every_command.py`: `half_down` |
| an article that expires while open is never looked for | `test_reading_state.py`: `…that_expires_…` |
| `u` is overridden by the read timer | `test_reading_state.py`: `…read_timer_does_not_override…` |
| eight-digit 0845 and 0500 numbers | `tests/links/test_extract.py`: `test_numbers_lead_to_…` |
| the others | here |
"""

from __future__ import annotations

import asyncio
import time
from datetime import date, timedelta

from newsreader.library.headlines import Filter, View
from newsreader.library.library import Library
from newsreader.settings.paths import user_paths


async def test_marks_of_another_program_are_taken_up(start, content) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp", "5 unread")
        other = Library.open([content], cache=user_paths().cache, state=user_paths().state)
        other.mark_read(other.listing(View.DATE, Filter()).keys[-2:], True)
        other.close()
        await reader.sees("3 unread")


async def test_what_is_new_since_the_last_visit_is_told(start, content) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp")
        await reader.press("q")
    ended = int(time.time())
    while int(time.time()) <= ended:  # visits and arrivals are kept in whole seconds
        await asyncio.sleep(0.05)
    (content / "Mercia" / "found.md").write_text("---\ntitle: Lamp found\ndate: 2019-03-20\n---\n\nFound.\n")
    async with start() as reader:
        await reader.sees("Lamp found")
        await reader.is_told("1 new since")


async def test_fourteen_days_are_unfolded(start, tmp_path) -> None:
    root = tmp_path / "days"
    root.mkdir()
    for number in range(20):
        day = date(2019, 3, 1) + timedelta(days=number)
        (root / f"{number}.md").write_text(f"---\ntitle: Story {number}\ndate: {day}\n---\n\nText.\n")
    async with start(size=(120, 100), root=root) as reader:
        await reader.sees("Story 19", "▸ March 2019")
        lines = reader.screen().splitlines()
        assert sum(line.startswith(" ▾ ") for line in lines) == 14
        assert "Story 6" in reader.screen() and "Story 5" not in reader.screen()


async def test_copying_a_number_copies_what_is_dialled(start) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp", "1  101 police")
        await reader.press("L", "y")
        await reader.is_told("Copied: 101")
        assert reader.app.clipboard == "101"
