"""What a body refers to, rule by rule."""

from __future__ import annotations

import signal
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.articles.read import read_article
from newsreader.document.lines import Prose
from newsreader.links.catalogue.catalogue import Catalogue
from newsreader.links.detect import case_references
from newsreader.links.extract import find_references, first_reference, links_of
from newsreader.links.link_findings import link_findings
from newsreader.links.reference import Entry, Group, Kind, Reference

Find = Callable[[str], tuple[Reference, ...]]
Entries = Callable[[str], tuple[Entry, ...]]


@pytest.mark.parametrize(
    ("body", "ids"),
    [
        ("Run-Hide-Tell", ["run-hide-tell"]),
        ("RUN, HIDE, TELL", ["run-hide-tell"]),
        ("run, hide and tell", ["run-hide-tell"]),
        ("Run\nHide Tell", ["run-hide-tell"]),
        ("Run\n\nHide\n\nTell", []),
        ("ACT Awareness eLearning", ["act-awareness-elearning"]),
        ("the ACT  awareness e-learning course", ["act-awareness-elearning"]),
        ("officers had to act to prevent crime", []),
        ("the Act 2000 and the Prevention of Crime Act", []),
        ("the Prevent strategy", ["prevent"]),
        ("Prevent crime by locking doors", []),
        ("Clares Law", ["clares-law"]),
        ("CLARE`S LAW", ["clares-law"]),
        ("Call the charity Missing People", ["missing-people"]),
        ("Missing People: Tegan, 15", []),
        ("Visit Fearless, the youth service of Crimestoppers", ["fearless", "crimestoppers"]),
        ("Fearless officers ran into the house", []),
        ("Report It to us", []),
        ("report fraud to your bank", []),
        ("See it, say it, sorted", ["see-it-say-it-sorted"]),
        ("anti-terrorist hotline", ["anti-terrorist-hotline"]),
        ("the Northshire NonCrimestoppers", []),
        ("contact BTP", ["btp-contact"]),
        ("BTP officers", []),
    ],
)
def test_names(find: Find, body: str, ids: list[str]) -> None:
    assert [one.resource for one in find(body) if one.kind is Kind.RESOURCE] == ids


@pytest.mark.parametrize(
    ("body", "target"),
    [
        ("Call 0800 555 111.", "tel:+44800555111"),
        ("Call 08 00 55 51 11.", "tel:+44800555111"),
        ("Call +44 (0)20 7946 0018.", "tel:+442079460018"),
        ("Call (020) 7946-0018.", "tel:+442079460018"),
        ("Call 01632 960123 ext 55.", "tel:+441632960123;ext=55"),
        ("Call 116 123.", "tel:116123"),
        ("Text 61016.", "sms:61016"),
        ("Text HELP to 88802.", "sms:88802"),
        ("Text 07700 900123.", "sms:+447700900123"),
        ("Call or text us. Ring 07700 900123.", "tel:+447700900123"),
        ("Dial 18001 101.", "tel:18001101"),
        ("Call 0800 55511.", None),
        ("Call 0808 800 550.", None),
        ("Call 0300 333 333.", None),
        ("Call 0709 373610.", None),
        ("Call 001282 001282.", None),
        ("Call 0800 1111.", "tel:+448001111"),
        ("Call 0845 4647.", "tel:+448454647"),
        ("Call 0500 5551.", "tel:+445005551"),
        ("Call 0800 500 5000.", "tel:+448005005000"),
        ("Call 01946 12345.", "tel:+44194612345"),
        ("Call +1 800 555 0199.", "tel:+18005550199"),
    ],
)
def test_numbers_lead_to_what_can_be_dialled(find: Find, body: str, target: str | None) -> None:
    (phone,) = [one for one in find(body) if one.kind is Kind.PHONE]
    assert phone.target == target


@pytest.mark.parametrize(
    ("body", "text", "target"),
    [
        ("at_example.org/contact or", "example.org/contact", "https://example.org/contact"),
        ("Visit www.example.org.", "www.example.org", "https://www.example.org"),
        ("See http://example.org/a_(b).", "http://example.org/a_(b)", "http://example.org/a_(b)"),
        ("(see example.org/x)", "example.org/x", "https://example.org/x"),
        ("Go to example.co.uk, please", "example.co.uk", "https://example.co.uk"),
        (
            "<https://example.org/?a=%26&b=1>",
            "https://example.org/?a=%26&b=1",
            "https://example.org/?a=%26&b=1",
        ),
        ("[the page](https://example.org/a%2Fb)", "the page", "https://example.org/a%2Fb"),
        ("www.example. org is ours", "www.example. org", "https://www.example.org"),
        ("www.example.ukor call", "www.example.ukor", None),
        ("www.LTAI.info", "www.LTAI.info", None),
        ("www.actionfraud.police.uk", "www.actionfraud.police.uk", None),
        ("http://user:pw@example.org/", "http://user:pw@example.org/", None),
    ],
)
def test_addresses(find: Find, body: str, text: str, target: str | None) -> None:
    (web,) = [one for one in find(body) if one.kind is Kind.WEB]
    assert (web.text, web.target) == (text, target)


@pytest.mark.parametrize(
    "body",
    [
        "[x](javascript:alert(1))",
        "[x](file:///etc/passwd)",
        "[x](#here)",
        "end.The start",
        "a.b.c",
        "v1.2.com-x",
    ],
)
def test_no_addresses(find: Find, body: str) -> None:
    assert find(body) == ()


def test_relative_links_start_from_the_article(catalogue: Catalogue, prose: Callable[[str], Prose]) -> None:
    found = find_references(prose("[more](/advice)"), catalogue, url="https://www.example.org/news/1")
    assert [one.target for one in found] == ["https://www.example.org/advice"]
    assert find_references(prose("[more](/advice)"), catalogue) == ()


def test_a_reference_of_the_front_matter_counts_where_the_text_gives_it(
    catalogue: Catalogue, prose: Callable[[str], Prose]
) -> None:
    found = find_references(prose("Call 101 and say 0306 to the operator."), catalogue, reference="0306")
    assert [(one.text, one.call) for one in found if one.kind is Kind.REFERENCE] == [("0306", "101")]


def test_one_thing_is_listed_once_with_every_place(find: Find) -> None:
    body = "Ring 0800 555 111. Crimestoppers is on 0800 555111, or www.crimestoppers-uk.org. Crimestoppers!"
    found = find(body)
    assert [(one.kind, one.text, len(one.places)) for one in found] == [
        (Kind.PHONE, "0800 555 111", 2),
        (Kind.RESOURCE, "Crimestoppers", 2),
        (Kind.WEB, "www.crimestoppers-uk.org", 1),
    ]
    assert {one.entry for one in found} == {1}


def test_here_belongs_to_the_name_beside_it(find: Find) -> None:
    body = "The ACT Awareness eLearning is free. It can be found here. Chairs stood here and there."
    (found,) = find(body)
    assert [body[start:end] for start, end in found.places] == ["ACT Awareness eLearning", "here"]
    assert find("The form can be found here.") == ()


def test_numbers_ascend_in_the_order_of_the_text_and_a_reference_joins_its_number(entries: Entries) -> None:
    listed = entries(
        "See example.org. Call 101 quoting 2499 of 8 January, or Crimestoppers on 0800 555 111. Dial 999."
    )
    assert [(entry.number, entry.group, entry.name) for entry in listed] == [
        (1, Group.WEB, "example.org"),
        (2, Group.APPEAL, "101 police non-emergency number"),
        (3, Group.APPEAL, "Crimestoppers"),
        (4, Group.EMERGENCY, "999 emergency number"),
    ]
    assert (listed[1].reference, listed[1].target, listed[1].shown) == ("2499 of 8 January", "tel:101", "101")
    assert (listed[2].shown, listed[2].target, listed[2].evidence) == (
        "0800 555 111",
        "https://crimestoppers-uk.org/",
        "A",
    )
    firsts = [min(entry.places) for entry in listed]
    assert firsts == sorted(firsts)


def test_a_former_name_offers_the_present_one(entries: Entries) -> None:
    (entry,) = entries("Report it to Action Fraud.")
    assert (entry.name, entry.successor, entry.words) == ("Action Fraud", "Report Fraud", "Action Fraud")
    assert entry.target == "https://www.reportfraud.police.uk/"


def test_a_superseded_entry_offers_its_successor(entries: Entries) -> None:
    (entry,) = entries("Advice is at www.LTAI.info")
    assert (entry.name, entry.successor) == ("Let's Talk About It (LTAI)", "ACT Early")
    assert entry.target == "https://actearly.uk/"
    assert all(one.target is None for one in entry.references)


def test_a_number_that_the_article_gives_is_not_exchanged_for_another(entries: Entries) -> None:
    (entry,) = entries("If you are deaf, use our textphone service on 18001 101.")
    assert (entry.name, entry.shown, entry.target) == ("Relay UK", "18001 101", "tel:18001101")
    (entry,) = entries("In an emergency dial 112.")
    assert (entry.shown, entry.target) == ("112", "tel:112")
    (entry,) = entries("Text BTP on 61016.")
    assert (entry.shown, entry.target, entry.evidence) == ("61016", "https://www.btp.police.uk/", "A")


def test_what_is_known_from_memory_says_so(entries: Entries) -> None:
    (entry,) = entries("Call the National Gambling Helpline.")
    assert entry.evidence == "M"
    (line,) = entries("Call the Men's Advice Line.")
    assert (line.shown, line.target, line.evidence) == ("0808 801 0327", "tel:+448088010327", "B")


@pytest.mark.parametrize(
    ("body", "shown", "target"),
    [
        (
            "[https://www.met.police.uk/report](https://evil.example/a)",
            "evil.example/a",
            "https://evil.example/a",
        ),
        ("[www.example.org](https://www.example.org.evil.example)", "example.org.evil.example", None),
        ("[0800 555 111](tel:+449098790000)", "0909 879 0000", "tel:+449098790000"),
        ("[call 01632 960 001](tel:+449098790000;ext=5)", "0909 879 0000 ext 5", "tel:+449098790000;ext=5"),
        ("[help@example.org](mailto:a@evil.example?subject=x)", "a@evil.example", None),
        ("[01632 960 001](https://evil.example/)", "evil.example/", "https://evil.example/"),
        ("[www.example.org](tel:09098790000)", "0909 879 0000", "tel:09098790000"),
    ],
)
def test_a_target_that_differs_from_the_words_of_its_link_is_shown_first(
    entries: Entries, body: str, shown: str, target: str | None
) -> None:
    (entry,) = entries(body)
    assert (entry.name, entry.shown) == (shown, shown)
    assert entry.words == body.partition("]")[0][1:]
    assert target is None or entry.target == target


@pytest.mark.parametrize(
    "body",
    [
        "[example.org](https://www.example.org/contact)",
        "[www.example.org/a](https://www.example.org/b)",
        "[example.org](https://news.example.org/)",
        "[01632 960 001](tel:+441632960001)",
        "[call +44 1632 960001](tel:01632960001)",
        "[2020](https://www.example.org/2020)",
        "[help@example.org](mailto:Help@example.org)",
        "[the 20 new rules](https://www.example.org/)",
    ],
)
def test_a_link_that_leads_where_it_says_is_named_by_its_words(entries: Entries, body: str) -> None:
    (entry,) = entries(body)
    assert entry.name == body.partition("]")[0][1:]


@pytest.mark.parametrize("target", ["tel:*101#", "tel:*0800*555111#", "tel:%23%23999%23", "tel:9990"])
def test_a_blocked_number_is_nobodys(find: Find, target: str) -> None:
    (found,) = find(f"[Report here]({target})")
    assert (found.kind, found.resource, found.target) == (Kind.PHONE, None, None)


@pytest.mark.parametrize(
    ("body", "text", "target"),
    [
        ("SCTScarborough&Ryedale@example.police.uk", "SCTScarborough&Ryedale@example.police.uk", True),
        ("Write to help@example.org,uk today", "help@example.org,uk", False),
        ("Write to help@example.org,co.uk", "help@example.org,co.uk", False),
        ("See www.dorset.police,uk for more", "www.dorset.police,uk", False),
        ("See www.example.org,uk.", "www.example.org,uk", False),
        ("Write to help@example.police.ukIf you saw it", "help@example.police.ukIf", False),
        ("help@example.org.ukmailto:help@example.org.uk", "help@example.org.ukmailto", False),
        ("Ask a@example.org,b@example.org", "a@example.org", True),
        ("See www.example.org, or call", "www.example.org", True),
        ("See www.dorset.police for more", "www.dorset.police", False),
    ],
)
def test_an_address_is_taken_whole_and_a_misprint_leads_nowhere(
    find: Find, body: str, text: str, target: bool
) -> None:
    found = find(body)[0]
    assert (found.text, found.target is not None) == (text, target)


def test_links_that_mislead_or_are_blocked_are_findings(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "---\ntitle: A\narea: Kent\n---\n\n[0800 555 111](tel:09098790000) and [dial](tel:*21*1#)\n\n"
        "[fine](https://example.org/), www.example.org\n",
        encoding="utf-8",
    )
    found = list(link_findings(read_article(tmp_path, "a.md")))
    places = [(one.code, one.line, one.column) for one in found]
    assert places == [
        ("link-misleading", 6, 2),
        ("link-blocked", 6, 38),
    ]
    assert "0909 879 0000" in found[0].message and "* or #" in found[1].message


def test_an_empty_text_refers_to_nothing(find: Find) -> None:
    assert find("") == ()


# --- references ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("quoting incident/crime reference number PR/45190012345 via:", ["PR/45190012345"]),
        ("quoting incident number 14:101.", ["14:101"]),
        ("quoting ISR 712 of 6 July.", ["712 of 6 July"]),
        ("quoting serial 61 of 03/10.", ["61 of 03/10"]),
        ("referencing 512s 030720", ["512s 030720"]),
        ("quoting incident number 512i 04072020.", ["512i 04072020"]),
        ("Crime/incident number: DCP 212 04/11/2020 Information", ["212 04/11/2020"]),
        ("quote NYP-04052016-0101 when", ["NYP-04052016-0101"]),
        ("INCIDENT REFERENCE: NYP 04052015-0101", ["NYP 04052015-0101"]),
        (
            "quoting incident 3141 of Friday, 13 November, 2020, or make",
            ["3141 of Friday, 13 November, 2020"],
        ),
        ("quoting log 82 12 June 2020.", ["82 12 June 2020"]),
        (
            "quoting 35/10101/20 (incident on Thursday) or 35/10102/20 (on Friday)",
            ["35/10101/20", "35/10102/20"],
        ),
        (
            "incident numbers 3001 of 3 November and/or 3002 of 4 November",
            ["3001 of 3 November", "3002 of 4 November"],
        ),
        ("the reference number for this incident is 40/1234/18.", ["40/1234/18"]),
        (
            "quote 35/10103/18 for the first theft, and 35/10104/18 for the second.",
            ["35/10103/18", "35/10104/18"],
        ),
        ("quoting 41/1002/20, and 24-year-old men", ["41/1002/20"]),
        ("quoting 00375_I_26092020 please", ["00375_I_26092020"]),
        ("quoting reference DPP/1234/20/C.", ["DPP/1234/20/C"]),
        ("quote 0512345678 when you call", ["0512345678"]),
        ("quoting 37/7/19.", ["37/7/19"]),
        ("quoting 41//10203/20 by", ["41//10203/20"]),
        ("quoting incidents 456 or 421.", ["456", "421"]),
        ("quote crime numbers 456, 421 and 789.", ["456", "421", "789"]),
        ("quoting incident 456 or 101.", ["456"]),
        ("quote 27/7/19.", []),
        ("quote 07700 900123", []),
        ("He was quoted 25 times in reference to the IP3 area.", []),
        ("The incident on 12 May at 3pm; serial number 16233 on the camera.", []),
        ("Please quote it by calling 0800 555 111.", []),
        ("Please quote 101.", []),
    ],
)
def test_references(text: str, found: list[str]) -> None:
    assert [text[one.start : one.end] for one in case_references.find(text)] == found


@pytest.mark.parametrize(
    ("body", "first"),
    [
        ("Call **101** quoting **41/90210/20**.", "41/90210/20"),
        ("with reference 20\\*012345.", "20*012345"),
        ("**Incident number:** 20000100300", "20000100300"),
        ("Incident Number:\n\n0612_14122020", "0612_14122020"),
        ("call 101 quoting\nlog 2117 of 23 December, 2020.", "2117 of 23 December, 2020"),
        ("Please call 101 and quote incident number 12150192955 from Friday.", "12150192955"),
        (f"Please quote {'police ' * 8}reference 3667 of 14 September.", "3667 of 14 September"),
        ("Quote:\n\n---\n\n41/90210/20", "41/90210/20"),
        ("> quoting\n> **1234 of 5 May**", "1234 of 5 May"),
        ("| Log | 7 |\n| --- | --- |\n| reference | 41/90210/20 |", "41/90210/20"),
        ("Nothing to quote here, in 2020.", None),
        ("", None),
    ],
)
def test_the_first_reference_for_the_index_is_the_first_link(
    find: Find, body: str, first: str | None
) -> None:
    assert first_reference(body) == first
    assert [one.text for one in find(body) if one.kind is Kind.REFERENCE][:1] == ([first] if first else [])


# --- whatever the text --------------------------------------------------------------------------------------

WORDS = """call 101 999 quoting 41/1/20 of 5 May 0800 555 111 www. .org http:// @ # * ( ) [ ] Crimestoppers
    Action Fraud here . , ; : / - _ 18001 +44 text 61016 İ ß é ’ Run Hide Tell > ``` | & %"""
PIECES = st.sampled_from([*WORDS.split(), "\n", "\n\n", "\u200b", "\u2028"])


@given(
    body=st.lists(PIECES | st.text(max_size=6), max_size=40).map(" ".join)
    | st.lists(PIECES, max_size=60).map("".join)
)
@settings(max_examples=300, deadline=None)
def test_no_text_makes_it_raise(catalogue: Catalogue, body: str) -> None:
    links = links_of(body, catalogue)
    assert [entry.number for entry in links.entries] == list(range(1, len(links.entries) + 1))
    for one in links.references:
        assert one.places and one.text
        assert all(0 <= start < end <= len(body) for start, end in one.places)
    first_reference(body)


@pytest.fixture
def limited_cpu() -> Iterator[None]:
    """Fail after 20 seconds of processor time, however busy the machine is."""

    def stop(*_: object) -> None:
        raise AssertionError("20 seconds of processor time are over")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, 20)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


@pytest.mark.usefixtures("limited_cpu")
@pytest.mark.parametrize(
    "pump",
    [
        "0",
        "0 ",
        "a",
        "a.",
        "www.",
        "www. ",
        ")",
        "Aa-",
        "reference ",
        "quoting 1/",
        "quoting Crime Crime Crime Crime Crime Crime Crime Crime Crime ",
        "1_111111111111111111111111111111_111111111111111111111111111111@ quote ",
        "a@",
        "a,uk",
        "Run, ",
        "call 101 ",
        "textphone 18000 ",
        "quoting 41/90210/20 on 01632 960 001 ",
        "quoting 41/90210/20\n\ncall 01632 960 001\n\n",
        "Action Fraud here. ",
        "our website",
    ],
)
@pytest.mark.parametrize("lead", ["", "http://x", "quote "], ids=["", "address", "reference"])
def test_a_long_text_takes_linear_time(catalogue: Catalogue, lead: str, pump: str) -> None:
    body = lead + pump * (200_000 // len(pump))
    find_references(Prose(body, array("l", range(len(body)))), catalogue)
    first_reference(body)
