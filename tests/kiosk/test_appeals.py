"""Which articles are appeals: invented ones, in the forms that forces use."""

from __future__ import annotations

import pytest

from newsreader.articles.read import read_article
from newsreader.kiosk.appeals import is_appeal
from newsreader.settings.paths import shipped_content

ASKING = [
    ("Appeal for witnesses after collision in Ashborough", "", ""),
    ("Ashborough – burglary appeal", "", ""),
    ("APPEAL: Theft of tools, Woodstoke", "", ""),
    ("Police appealing for information after van is stolen", "", ""),
    ("Do you recognise this man?", "", ""),
    ("Can you help us find Tomos, 14?", "", ""),
    ("Did you witness a fight at the bus station?", "", ""),
    ("Have you seen a blue trailer?", "", ""),
    ("CCTV image released after theft at chemist", "", ""),
    ("Witnesses sought after dog bites boy", "", ""),
    ("Help us find missing Nia", "", ""),
    ("Concern for missing man from Woodstoke", "", ""),
    ("Five years on: the disappearance of a mother", "", ""),
    ("Shed broken into in Ashborough", "We are appealing for information after a shed was broken into.", ""),
    ("Racist incident on tram", "We are trying to identify a man in connection with it.", ""),
    ("Serious crash, Mill Lane", "", "**Published 4 May 2026**\n\nOfficers are appealing for witnesses."),
    ("Two arrested after disorder", "We have arrested two men and are appealing for information.", ""),
    ("Appeal after man found with head injuries", "", ""),
    ("Appeal after two swans were found dead", "", ""),
    ("Apêl am dystion wedi gwrthdrawiad", "", ""),
    ("Ydych chi'n adnabod y dyn yma?", "", ""),
    ("Merch 15 oed ar goll", "", ""),
]
OTHER = [
    ("Man loses appeal against sentence", "", ""),
    ("Court of Appeal increases burglar's jail term", "", ""),
    ("Appeal court upholds murder conviction", "", ""),
    ("Robber's sentence increased on appeal", "", ""),
    ("Man sentenced after appeal rejected", "", ""),
    ("Man arrested after appeal", "", "A man was arrested yesterday."),
    ("Teenager charged following CCTV appeal", "", ""),
    ("Man jailed for robbery after witness appeal", "", ""),
    ("Missing girl found safe", "", ""),
    ("Found: Tomos, 14", "", ""),
    ("Missing walker found dead on hill", "", ""),
    ("Officers thanked for finding missing boy – now reunited with family", "", ""),
    ("Update: can you help us find a missing boy?", "We're pleased to say we've found a missing boy.", ""),
    (
        "Police concerned for missing woman",
        "",
        "This person has been found, thank you for sharing the appeal.",
    ),
    ("Officers sell poppies for the Poppy Appeal", "", ""),
    ("Toy appeal brings joy to children's ward", "", ""),
    ("Police appeal for calm before the match", "", ""),
    ("Appeal to motorists to slow down near schools", "", ""),
    ("How do you know that a caller is from your bank?", "Do you know how to tell?", ""),
    ("New dog joins the force", "He is called Max.", "Anyone with information can call 101."),
    ("Man arrested after burglary in Mill Lane", "", "Officers are appealing for information about it."),
    ("Man arrested after report of burglary", "", "Anyone with information is asked to call 101."),
    ("Carcharu dyn am fyrgleriaeth ar ôl apêl", "", ""),
    ("Someone is missing – what to do now", "", ""),
    ("What to do when a child goes missing", "", ""),
    ("101 or 999?", "", "Call 101 when you want to speak to a local officer."),
    ("Make a complaint", "", "If they did well, they would like to hear it."),
    ("Our Christmas", "", "I am appealing to the public to do the right thing."),
    ("", "", ""),
]


@pytest.mark.parametrize(("title", "description", "body"), ASKING, ids=[title for title, _, _ in ASKING])
def test_what_asks_for_help_is_an_appeal(title: str, description: str, body: str) -> None:
    assert is_appeal(title, description, body)


@pytest.mark.parametrize(("title", "description", "body"), OTHER, ids=[title for title, _, _ in OTHER])
def test_a_matter_that_has_ended_is_no_appeal(title: str, description: str, body: str) -> None:
    assert not is_appeal(title, description, body)


def test_advice_that_ships_is_no_appeal() -> None:
    root = shipped_content() / "articles"
    articles = [read_article(root, path.relative_to(root).as_posix()) for path in root.rglob("*.md")]
    assert len(articles) > 30
    asking = [one.path for one in articles if is_appeal(one.title, one.description, one.body.text)]
    assert asking == []


def test_only_the_beginning_of_a_text_counts() -> None:
    assert not is_appeal(
        "A quiet week", "", "Nothing happened. " * 100 + "Police are appealing for witnesses."
    )
