"""Help by need: the station's own numbers first, then every service of the catalogue, by touch or by keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from newsreader.kiosk import navigation
from newsreader.kiosk.screens.contact_screen import ContactScreen
from newsreader.kiosk.screens.help_screen import HelpScreen
from newsreader.kiosk.screens.services_screen import ServicesScreen
from newsreader.settings.station import Contact

SIZES = [(64, 18), (80, 25), (100, 30)]


async def whole(shown: Any, stage: Any) -> str:
    """All pages of the list that is shown."""
    seen = shown.screen()
    while not stage.last_page(shown.screen()):
        before = shown.screen()
        await shown.press("pagedown")
        await shown.until(lambda before=before: shown.screen() != before, "another page")
        seen += shown.screen()
    return seen


async def test_the_stations_own_numbers_come_first(display: Any) -> None:
    async with display() as shown:
        await shown.press("h")
        await shown.sees("Help and advice", "In an emergency")
        lines = shown.screen().splitlines()
        first = next(y for y, line in enumerate(lines) if "Front counter" in line)
        assert "01632 960123 · Monday to Friday, 8 am to 6 pm" in lines[first + 1]
        assert first < next(y for y, line in enumerate(lines) if "In an emergency" in line)
        await shown.press("enter")
        await shown.sees("Front counter", "When: Monday to Friday, 8 am to 6 pm", "Scan with your phone")


async def test_from_a_need_to_a_number_by_touch_alone(display: Any) -> None:
    async with display() as shown:
        for size in SIZES:
            await shown.pilot.resize_terminal(*size)
            await shown.sees("Pause")
            await shown.touch("Help")
            await shown.sees("In an emergency")
            for _ in range(9):
                if "Abuse at home" in shown.screen():
                    break
                before = shown.screen()
                await shown.touch("Page down")
                await shown.until(lambda before=before: shown.screen() != before, "another page")
            await shown.touch("Abuse at home and stalking")
            await shown.until(lambda: isinstance(shown.app.screen, ServicesScreen), "the services")
            await shown.touch("National Domestic Abuse Helpline")
            await shown.until(lambda: isinstance(shown.app.screen, ContactScreen), "the service")
            await shown.sees("National Domestic", "When: day and night")
            await shown.touch("Back")
            await shown.sees("Abuse at home and stalking")
            await shown.touch("Start over")
            await shown.sees("Pause")


async def test_every_category_and_service_can_be_reached(display: Any, stage: Any) -> None:
    async with display(size=(100, 30)) as shown:
        await shown.press("h")
        await shown.sees("In an emergency")
        everything = await whole(shown, stage)
        categories = shown.app.context.catalogue().by_category()
        assert all(category.name in everything for category, _ in categories)
        for category, services in categories[::3]:
            catalogue = shown.app.context.catalogue()
            screen = shown.go(navigation.Services(category, services, catalogue))
            await shown.until(lambda screen=screen: shown.app.screen is screen, category.name)
            await shown.sees(services[0].name[:40])
            seen = await whole(shown, stage)
            for service in services:
                assert service.name[:40] in seen
            shown.app.screen.action_go_back()


async def test_help_is_one_press_away_from_every_screen(display: Any) -> None:
    async with display() as shown:
        for destination in (navigation.News(), navigation.Areas(), navigation.News("Mercia")):
            screen = shown.go(destination)
            await shown.until(lambda screen=screen: shown.app.screen is screen, "the screen")
            await shown.sees("Back", "Help")
            await shown.press("h")
            await shown.until(lambda: isinstance(shown.app.screen, HelpScreen), "help")
            await shown.press("h")
            assert isinstance(shown.app.screen, HelpScreen) and len(shown.app.screen_stack) <= 9
            await shown.press("escape")


async def test_help_works_without_any_news(display: Any, tmp_path: Path) -> None:
    async with display(root=tmp_path / "nowhere", ready="999") as shown:
        shown.go(navigation.Help())
        await shown.sees("Front counter", "In an emergency")


async def test_in_welsh_contacts_are_welsh_and_the_catalogue_is_marked_as_english(display: Any) -> None:
    async with display() as shown:
        await shown.press("h")
        await shown.sees("In an emergency")
        await shown.press("c")
        await shown.sees("Cymorth a chyngor", "Cownter blaen", "Dydd Llun i ddydd Gwener", "Yn Saesneg")
        await shown.press("enter")
        await shown.sees("Cownter blaen", "Ffoniwch")
        assert "Yn Saesneg" not in shown.screen(), "this one is Welsh"
        await shown.press("escape", "down", "enter")
        await shown.until(lambda: isinstance(shown.app.screen, ServicesScreen), "the services")
        await shown.sees("Yn Saesneg")
        await shown.press("enter")
        await shown.sees("Ffoniwch", "Yn Saesneg")


async def test_without_contacts_the_categories_come_first(display: Any) -> None:
    async with display(contacts=()) as shown:
        await shown.press("h")
        await shown.sees("In an emergency")
        assert shown.screen().splitlines()[3].startswith("▸ In an emergency")


async def test_a_contact_without_a_number(display: Any) -> None:
    contacts = (Contact("Volunteers", hours="Saturdays"), Contact("Page", address="https://www.police.uk/x"))
    async with display(contacts=contacts) as shown:
        await shown.press("h")
        await shown.sees("Volunteers", "Saturdays")
        await shown.press("enter")
        await shown.sees("When: Saturdays", "Please ask at the counter")
        await shown.press("escape")
        await shown.sees("In an emergency")
        await shown.press("down", "enter")
        await shown.sees("police.uk/x", "Scan with your phone")
