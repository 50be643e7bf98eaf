"""The links of an article as cards and contacts: what may be a code, and why the rest may not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newsreader.kiosk import contact_methods, navigation
from newsreader.kiosk.contact_methods import ContactMethod
from newsreader.kiosk.screens.contact_screen import ContactScreen
from newsreader.links.catalogue.catalogue import Catalogue
from newsreader.links.catalogue.loader import load_catalogue, shipped_catalogue
from newsreader.links.catalogue.resource import Category, Resource
from newsreader.links.extract import links_of
from newsreader.links.reference import Group
from newsreader.settings.station import Station

BODY = """
If you are in danger call 999. Call 101 quoting 2499/19, or Crimestoppers on 0800 555 111.

See [our page](https://www.bedfordshire.police.uk/news/lamp), [a stranger](https://stranger.example.com/x),
write to lamp@elsewhere.example.org or call 07700 900123. Ring our incident room on 01632 960 001.
"""
STATION = Station(name="Harbour")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue([shipped_catalogue()])[0]


def found(body: str, catalogue: Catalogue) -> Any:
    return links_of(body, catalogue, title="A lamp").entries


def method_of(
    words: str, catalogue: Catalogue, body: str = BODY, station: Station = STATION
) -> ContactMethod:
    entry = next(one for one in found(body, catalogue) if words in (one.words, one.name, one.shown))
    return contact_methods.of_entry(
        entry, station, catalogue, page="https://www.bedfordshire.police.uk/news/lamp"
    )


def test_what_may_be_a_code_and_what_not(catalogue: Catalogue) -> None:
    crimestoppers = method_of("Crimestoppers", catalogue)
    assert crimestoppers.number == "0800 555 111" and crimestoppers.code == "https://crimestoppers-uk.org/"
    assert method_of("our page", catalogue).code == "https://www.bedfordshire.police.uk/news/lamp"
    stranger = method_of("a stranger", catalogue)
    assert stranger.code is None and stranger.no_code_reason == "no_code.elsewhere"
    assert stranger.address.startswith("https://stranger.example.com"), "it can be read all the same"
    mobile = method_of("07700 900123", catalogue)
    assert mobile.is_unnamed and not crimestoppers.is_unnamed and not stranger.is_unnamed
    assert mobile.code is None and mobile.no_code_reason == "no_code.number" and mobile.number
    assert method_of("01632 960 001", catalogue).code == "tel:+441632960001"
    emergency = method_of("999", catalogue)
    assert emergency.number == "999" and emergency.code is None and not emergency.is_unnamed


def test_the_reference_is_with_the_number_to_call(catalogue: Catalogue) -> None:
    police = next(
        contact_methods.of_entry(one, STATION, catalogue) for one in found(BODY, catalogue) if one.reference
    )
    assert police.number == "101" and police.reference == "2499/19"


def service(**changed: Any) -> Resource:
    return replace(
        Resource(
            "harbour-line",
            "Harbour Line",
            "help",
            purpose="Listens.",
            address="https://harbourline.example.org/",
            phone="0800 111 2222",
            hours="day and night",
            cost="free",
            note="ask for Ann",
            own_addresses=("harbourline.example.org",),
        ),
        **changed,
    )


def method_to(resource: Resource, *others: Resource) -> ContactMethod:
    catalogue = Catalogue([resource, *others], [Category("help", "Help", Group.HELP)])
    return contact_methods.of_resource(resource, STATION, catalogue)


def test_a_service_with_all_its_facts() -> None:
    method = method_to(service())
    assert (method.number, method.hours, method.cost) == ("0800 111 2222", "day and night", "free")
    assert method.code == "https://harbourline.example.org/" and method.is_english
    assert method.notes == ("Ask for Ann.",)


@pytest.mark.parametrize("fact", ["phone", "hours", "cost", "note"])
def test_facts_from_memory_are_left_out(fact: str) -> None:
    told = {"phone": "0800 111 2222", "hours": "day and night", "cost": "free", "note": "Ann"}[fact]
    assert told in repr(method_to(service()))
    assert told not in repr(method_to(service(evidence={fact: "M"})))


def test_an_address_from_memory_gives_way_to_the_number() -> None:
    method = method_to(service(evidence={"address": "M"}))
    assert method.code == "tel:+448001112222" and method.address == ""
    nothing = method_to(service(evidence={"address": "M", "phone": "M"}))
    assert nothing.code is None and nothing.is_empty


def test_a_service_for_texts_and_one_that_may_have_ended() -> None:
    texts = method_to(service(phone="", text="61016", address=""))
    assert texts.text_only and texts.number == "61016" and texts.code == "sms:61016"
    assert method_to(service(status="unconfirmed")).may_have_ended and not method_to(service()).may_have_ended
    both = method_to(service(text="61016"))
    assert both.number == "0800 111 2222" and both.text_number == "61016"


def test_the_successor_is_offered_under_the_name_of_the_article(catalogue: Catalogue) -> None:
    method = method_of("Action Fraud", catalogue, body="Report it to Action Fraud on 0300 123 2040.")
    assert (method.name, method.name_in_article) == ("Report Fraud", "Action Fraud")


async def test_help_first_with_the_numbers_of_the_text(
    display: Any, stage: Any, catalogue: Catalogue
) -> None:
    async with display(size=(100, 30)) as shown:
        shown.app.context.catalogue()
        shown.go(navigation.Links(found(BODY, catalogue)))
        await shown.sees("What this article names", "999", "Page 1 of")
        seen = shown.screen()
        while not stage.last_page(shown.screen()):
            before = shown.screen()
            await shown.press("pagedown")
            await shown.until(lambda before=before: shown.screen() != before, "another page")
            seen += shown.screen()
        for words in ("999 emergency number", "Crimestoppers", "a stranger"):
            assert words in seen
        assert seen.index("999 emergency number") < seen.index("Crimestoppers") < seen.index("a stranger")
        assert "Say this reference: 2499/19" in seen and "Without a code" in seen
        for entry in found(BODY, catalogue):
            assert f" {entry.number}  " in seen


async def test_each_card_leads_to_its_contact(display: Any, catalogue: Catalogue) -> None:
    async with display(size=(64, 18)) as shown:
        shown.app.context.catalogue()
        screen = shown.go(navigation.Links(found(BODY, catalogue)))
        await shown.sees("What this article names")
        for index in range(screen.count()):
            screen.open_card(index)
            await shown.until(lambda: isinstance(shown.app.screen, ContactScreen), "the code")
            title = screen.cards(index, index + 1)[0].title
            await shown.sees("A number from the article" if title[0] == "0" else title.split()[0])
            await shown.press("escape")
            await shown.until(lambda: shown.app.screen is screen, "the list")


async def test_an_article_without_links(display: Any) -> None:
    async with display() as shown:
        shown.go(navigation.Links(()))
        await shown.sees("This article names nothing to call or look up.")
        await shown.press("enter", "down", "escape")
        await shown.sees("Pause")


async def test_a_reference_without_a_number_is_shown(
    display: Any, content: Path, catalogue: Catalogue
) -> None:
    body = "Anyone with information is asked to quote reference 1234/19."
    async with display() as shown:
        shown.app.context.catalogue()
        (entry,) = found(body, catalogue)
        shown.go(navigation.Contact(contact_methods.of_entry(entry, STATION, catalogue)))
        await shown.sees("Say this reference: 1234/19")
