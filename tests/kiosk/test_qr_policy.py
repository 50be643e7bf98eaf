"""What may become a code: the force's own and the catalogue's addresses, but no look-alike."""

from __future__ import annotations

import pytest

from newsreader.kiosk.qr_policy import QrDecision, allowed_host, decide
from newsreader.links.catalogue.catalogue import Catalogue
from newsreader.links.catalogue.resource import Resource
from newsreader.links.phone_numbers import grouped
from newsreader.settings.station import Contact, Station

STATION = Station(
    hosts=("police.uk", "gov.uk"),
    contacts=(
        Contact(
            "Front counter", "Y cownter blaen", "01632 960 100", address="https://counter.example.org/open"
        ),
        Contact("Duty mobile", number="07700 900123"),
    ),
)
CATALOGUE = Catalogue(
    [
        Resource("999", "999 emergency number", "emergency", phone="999", own_numbers=("112",)),
        Resource("101", "101 police number", "non-emergency", phone="101", own_numbers=("18001 101",)),
        Resource(
            "helpline",
            "Help Line",
            "help",
            address="https://www.helpline.example/",
            phone="0808 157 0192",
            email="talk@helpline.example",
            own_addresses=("helpline.example",),
            dead_addresses=("oldline.example",),
            former_numbers=("0800 555 0100",),
        ),
        Resource("rail", "Rail police", "help", text="61016"),
    ]
)


def decision(target: str, **given: object) -> QrDecision:
    return decide(target, STATION, CATALOGUE, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("https://www.police.uk/a?b=c%26d", "https://www.police.uk/a?b=c%26d"),
        ("https://police.uk", "https://police.uk"),
        ("http://news.kent.police.uk/x", "http://news.kent.police.uk/x"),
        ("HTTPS://WWW.GOV.UK/x", "https://WWW.GOV.UK/x"),
        ("https://www.gov.uk./x", "https://www.gov.uk./x"),
        ("https://helpline.example/anything", "https://helpline.example/anything"),
        ("https://counter.example.org/open/", "https://counter.example.org/open/"),
    ],
)
def test_pages_of_the_station_and_the_catalogue_get_a_code(target: str, code: str) -> None:
    found = decision(target)
    assert (found.code, found.no_code_reason, found.number) == (code, "", "")
    assert found.address == code


@pytest.mark.parametrize(
    ("target", "refusal"),
    [
        ("https://police-uk.com/", "no_code.elsewhere"),
        ("https://police.uk.example.com/", "no_code.elsewhere"),
        ("https://mypolice.uk/", "no_code.elsewhere"),
        ("https://counter.example.org/other", "no_code.elsewhere"),
        ("https://example.com/?https://www.police.uk/", "no_code.elsewhere"),
        ("https://example.com/police.uk", "no_code.elsewhere"),
        ("https://www.рolice.uk/", "no_code.unsafe"),
        ("https://xn--olice-vye.police.uk/", "no_code.unsafe"),
        ("https://xn--olice-vye.uk/", "no_code.unsafe"),
        ("https://www.police.uk@example.com/", "no_code.unsafe"),
        ("https://www.police.uk:8443/", "no_code.unsafe"),
        ("https://www.police.uk:99999/", "no_code.unsafe"),
        ("https://192.0.2.7/", "no_code.unsafe"),
        ("https://[2001:db8::1]/", "no_code.unsafe"),
        ("https://localhost/", "no_code.unsafe"),
        ("javascript:alert(1)", "no_code.unsafe"),
        ("file:///etc/passwd", "no_code.unsafe"),
        ("//www.police.uk/", "no_code.unsafe"),
        ("https://www.police.uk/\u202e", "no_code.unsafe"),
        ("", "no_code.unsafe"),
        ("https://oldline.example/", "no_code.ended"),
    ],
)
def test_look_alikes_and_strangers_get_a_reason_instead(target: str, refusal: str) -> None:
    found = decision(target)
    assert (found.code, found.no_code_reason) == (None, refusal)


def test_a_star_allows_every_ordinary_host_but_no_look_alike() -> None:
    station = Station(hosts=("*",))
    assert decide("https://example.com/", station, CATALOGUE).code == "https://example.com/"
    for target in ("https://192.0.2.7/", "https://localhost/", "https://www.рolice.uk/", "https://a.b:81/"):
        assert decide(target, station, CATALOGUE).code is None, target
    assert decide("https://oldline.example/", station, CATALOGUE).no_code_reason == "no_code.ended"


def test_a_station_without_hosts_shows_only_the_catalogue_and_its_own() -> None:
    station = Station(hosts=())
    assert decide("https://www.police.uk/", station, CATALOGUE).no_code_reason == "no_code.elsewhere"
    assert decide("https://helpline.example/", station, CATALOGUE).code


@pytest.mark.parametrize(
    ("host", "hosts", "allowed"),
    [
        ("police.uk", ("police.uk",), True),
        ("www.POLICE.uk.", ("Police.UK",), True),
        ("a.b.police.uk", (".police.uk",), True),
        ("xpolice.uk", ("police.uk",), False),
        ("police.uk.evil.org", ("police.uk",), False),
        ("uk", ("uk",), False),
        ("police.uk", ("",), False),
        ("police.uk", (), False),
        ("xn--olice-vye.police.uk", ("police.uk",), False),
        ("рolice.police.uk", ("police.uk",), False),
    ],
)
def test_subdomains_of_hosts_are_allowed(host: str, hosts: tuple[str, ...], allowed: bool) -> None:
    assert allowed_host(host, hosts) is allowed


@pytest.mark.parametrize(
    ("target", "name", "number"),
    [
        ("tel:101", "101 police number", "101"),
        ("tel:18001101", "101 police number", "18001 101"),
        ("tel:+448081570192", "Help Line", "0808 157 0192"),
        ("sms:61016", "Rail police", "61016"),
        ("tel:+441632960100", "Front counter", "01632 960 100"),
        ("tel:+447700900123", "Duty mobile", "07700 900123"),
        ("tel:+441632960999", "", "01632 960 999"),
        ("tel:+442079460018;ext=1234", "", "020 7946 0018 ext 1234"),
        ("tel:03069990123", "", "0306 999 0123"),
    ],
)
def test_known_numbers_and_ordinary_ones_of_the_article_get_a_code(
    target: str, name: str, number: str
) -> None:
    assert decision(target) == QrDecision(name=name, number=number, code=target)


@pytest.mark.parametrize(
    "target",
    [
        "tel:+447700900999",
        "sms:+447700900999",
        "sms:+441632960999",
        "tel:09098790000",
        "tel:08719871234",
        "tel:0845 9001234".replace(" ", ""),
        "tel:118118",
        "tel:+18005550199",
        "tel:07700900999",
        "tel:123456",
        "tel:18001",
        "tel:1800107700900999",
    ],
)
def test_numbers_that_fraud_uses_are_shown_but_get_no_code(target: str) -> None:
    found = decision(target)
    assert (found.code, found.no_code_reason) == (None, "no_code.number")
    assert found.number


@pytest.mark.parametrize("target", ["tel:*21*07700900999#", "tel:*01632960999", "tel:*101#", "tel:9990"])
def test_commands_to_the_network_are_no_numbers(target: str) -> None:
    assert decision(target) == QrDecision(no_code_reason="no_code.unsafe")


def test_a_number_of_an_article_from_elsewhere_gets_no_code() -> None:
    assert decision("tel:+441632960999", page="https://www.kent.police.uk/a").code
    assert (
        decision("tel:+441632960999", page="https://police.uk.example.com/a").no_code_reason
        == "no_code.number"
    )
    assert decision("tel:101", page="https://police.uk.example.com/a").code == "tel:101"


@pytest.mark.parametrize("target", ["tel:999", "sms:999", "tel:112", "tel:18000"])
def test_no_code_rings_an_emergency_number(target: str) -> None:
    found = decision(target)
    assert (found.code, found.no_code_reason) == (None, "no_code.dial")
    assert found.number in target


def test_a_number_that_has_ended_gets_no_code() -> None:
    assert decision("tel:08005550100") == QrDecision(
        name="Help Line", number=grouped("08005550100"), no_code_reason="no_code.ended"
    )


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("mailto:talk@helpline.example", True),
        ("mailto:luton.desk@beds.police.uk", True),
        ("mailto:desk@police.uk.example.com", False),
        ("mailto:desk@police.uk?cc=thief@example.com", False),
        ("mailto:talk@helpline.example?body=x", False),
        ("mailto:someone@example.com", False),
    ],
)
def test_only_addresses_of_the_stations_hosts_get_an_email_code(target: str, code: bool) -> None:
    assert (decision(target).code is not None) is code
    assert "?" not in decision(target).address


def test_a_star_allows_no_email_code() -> None:
    assert decide("mailto:a@example.com", Station(hosts=("*",)), CATALOGUE).code is None


def test_contacts_have_their_name_in_the_language() -> None:
    assert decision("tel:01632960100", language="cy").name == "Y cownter blaen"
    assert decision("tel:07700900123", language="cy").name == "Duty mobile"


@pytest.mark.parametrize(
    ("digits", "spoken"),
    [
        ("02079460018", "020 7946 0018"),
        ("01614960000", "0161 496 0000"),
        ("01134960000", "0113 496 0000"),
        ("01632960001", "01632 960 001"),
        ("08001111", "08001111"),
        ("0800555111", "0800 555 111"),
        ("03001231234", "0300 123 1234"),
        ("101", "101"),
        ("", ""),
    ],
)
def test_numbers_are_grouped_as_they_are_read_out(digits: str, spoken: str) -> None:
    assert grouped(digits) == spoken
