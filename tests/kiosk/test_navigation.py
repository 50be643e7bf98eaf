"""Requests of screens to the app: each is for the screen on top, and one that comes too late does nothing."""

from __future__ import annotations

from typing import Any

from textual import events

from newsreader.kiosk import navigation
from newsreader.kiosk.screens.help_screen import HelpScreen
from newsreader.kiosk.screens.news_screen import NewsScreen
from newsreader.kiosk.screens.rotation_screen import RotationScreen


async def test_a_key_pressed_twice_at_once_opens_one_screen(display: Any) -> None:
    async with display() as shown:
        for _ in range(2):
            shown.app.post_message(events.Key("h", "h"))
        await shown.until(lambda: isinstance(shown.app.screen, HelpScreen), "help")
        await shown.rests()
        assert len(shown.app.screen_stack) == 3


async def test_back_pressed_twice_at_once_closes_one_screen(display: Any) -> None:
    async with display() as shown:
        await shown.press("w", "h")
        await shown.until(lambda: isinstance(shown.app.screen, HelpScreen), "help")
        screen = shown.app.screen
        screen.action_go_back()
        screen.action_go_back()
        await shown.until(lambda: isinstance(shown.app.screen, NewsScreen), "the news")
        await shown.rests()
        assert isinstance(shown.app.screen, NewsScreen)


async def test_a_covered_screen_moves_nothing(display: Any) -> None:
    async with display() as shown:
        news = shown.go(navigation.News())
        await shown.sees("Bicycles")
        help_screen = shown.go(navigation.Help())
        await shown.sees("In an emergency")
        news.action_areas()
        news.action_go_back()
        news.action_start_over()
        await shown.rests()
        assert shown.app.screen is help_screen


async def test_leaving_the_page_counts_even_from_a_covered_screen(display: Any) -> None:
    async with display() as shown:
        news = shown.go(navigation.News())
        await shown.sees("Bicycles")
        shown.go(navigation.Help())
        await shown.sees("In an emergency")
        news.action_leave_now()
        await shown.sees("Front counter")
        await shown.until(lambda: len(shown.app.screen_stack) == 3, "only the rotation and the neutral page")
        assert isinstance(shown.app.screen_stack[1], RotationScreen)


async def test_the_key_of_a_disabled_button_does_nothing(display: Any) -> None:
    async with display(areas=("wessex",), ready="Extra patrols") as shown:
        await shown.sees("(Next)", "(Pause)")
        await shown.press("s", "n")
        await shown.rests()
        assert "Paused" not in shown.screen() and "(Pause)" in shown.screen()
