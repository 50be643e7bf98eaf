"""The display from its start through visits and back."""

from __future__ import annotations

from typing import Any


async def test_it_starts_with_the_news_the_station_and_the_numbers(display: Any) -> None:
    async with display() as shown:
        await shown.sees("Harbour police station", "14:05", "999", "101", "Emergency: danger or a crime now")
