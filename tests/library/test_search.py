"""What is found, in what order, and what is lit in it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsreader.library import query, search, snippets, text_folding
from newsreader.library.headlines import Filter, View
from newsreader.library.library import Library

ARTICLES = {
    "burglary": {
        "title": "Burglary in Ashford",
        "area": "Kent",
        "date": "2020-06-01",
        "url": "https://example.org/1",
    },
    "mention": {
        "title": "Meeting",
        "area": "West Midlands",
        "date": "2020-07-01",
        "description": "Of residents.",
    },
    "cafe": {"title": "Café robbed", "area": "Kent", "date": "2019-01-01"},
    "undated": {"title": "Advice on bikes", "area": "Kent"},
}
BODIES = {
    "burglary": "A house was broken into. Call 101 quoting reference 46/2499/20.",
    "mention": "People spoke about **burglaries** and bicycles. The Chief Inspector answered.",
    "cafe": "Über night, somebody took the till. 警察は調べている。",
    "undated": "Mark your bicycle. The inspector is not the chief.",
}


@pytest.fixture
def library(write, open_library) -> Library:
    for name, meta in ARTICLES.items():
        write(f"{name}.md", BODIES[name], **meta)
    return open_library()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("burglary", "burglary mention"),
        ("burglaries", "burglary mention"),
        ('"burglary"', "burglary"),
        ("BICYCLE", "mention undated"),
        ("bicycle -chief", ""),
        ('"chief inspector"', "mention"),
        ("chief inspector", "mention undated"),
        ('chief -"chief inspector"', "undated"),
        ("b*", "burglary mention undated"),
        ("bic*", "mention undated"),
        ("bicy*", "mention undated"),
        ("in* chi*", "mention undated"),
        ("cafe", "cafe"),
        ("CAFÉ uber", "cafe"),
        ("警察", "cafe"),
        ("調", "cafe"),
        ("察警", ""),
        ("kent till", "cafe"),
        ("residents", "mention"),
        ('area:"west midlands"', "mention"),
        ("area:kent area:west -area:kent", ""),
        ("area:KENT bicycle", "undated"),
        ("after:2020", "burglary mention"),
        ("after:2020-06-02", "mention"),
        ("before:2020-06", "cafe"),
        ("before:2020-07 after:2019-02", "burglary"),
        ("has:reference", "burglary"),
        ("-has:reference area:kent", "cafe undated"),
        ("ref:2499", "burglary"),
        ("ref:46/24", "burglary"),
        ("ref:9999", ""),
        ("-burglary", "cafe undated"),
        ("-b*", "cafe"),
        ("is:unread", "burglary cafe mention undated"),
        ("is:saved", ""),
        ("", ""),
        ("***", ""),
        ('"', ""),
        ("nosuchthing:burglary", ""),
        ("46/2499/20", "burglary"),
    ],
)
def test_language(library, text, expected):
    for sort in ("date", "relevance"):
        hits = library.search(text, sort=sort).hits
        assert sorted(hit.headline.path.removesuffix(".md") for hit in hits) == expected.split(), sort
    assert library.search(text).total == len(expected.split())


def test_marks(library):
    key = library.find("cafe.md").key
    library.mark_read([key], True)
    library.mark_saved([key], True)
    for text in ("is:read", "is:saved", "-is:unread", "is:saved is:read till"):
        assert [hit.headline.key for hit in library.search(text).hits] == [key], text
    assert library.search("is:unread").total == 3


def test_the_title_is_above_the_body(library):
    assert [hit.headline.title for hit in library.search("burglary").hits] == [
        "Burglary in Ashford",
        "Meeting",
    ]
    assert [hit.headline.title for hit in library.search("burglary", sort="date").hits] == [
        "Meeting",
        "Burglary in Ashford",
    ]
    quick = library.search("burglary", settled=False)
    assert [hit.headline.title for hit in quick.hits] == ["Burglary in Ashford", "Meeting"]


def test_the_last_word_may_be_a_beginning_while_typing(library):
    for text in ("b", "bu", "bur", "burg", "burgl", "burglari", "kent bur"):
        titles = [hit.headline.title for hit in library.search(text, typing=True).hits]
        assert "Burglary in Ashford" in titles or text == "burglari", text
    assert library.search("burg").total == 0
    assert library.search("burgl ", typing=True).total == 0


def test_snippets_light_what_was_found(library):
    (hit,) = library.search('"chief inspector" bicy*').hits
    lit = [hit.snippet[start:stop] for start, stop in hit.spans]
    assert lit == ["bicycles", "Chief Inspector"]
    assert "*" not in hit.snippet
    (hit,) = library.search("cafe till").hits
    assert [hit.snippet[start:stop] for start, stop in hit.spans] == ["till"]


def test_did_you_mean(write, open_library):
    for number in range(3):
        write(f"{number}.md", "The burglary of a house.", title=f"T{number}")
    library = open_library()
    assert library.search("burglray").suggestion == "burglary"
    assert library.search("Burgalry -house").suggestion == "burglary -house"
    assert library.search("zzzzzz").suggestion is None
    assert library.search("burglary").suggestion is None


@pytest.mark.parametrize("text", ["after:soon", "before:2020-13", "is:blue", "has:legs", "ref:--"])
def test_what_is_not_understood_is_told(library, text):
    result = library.search(text)
    assert len(result.notes) == 1
    assert text in result.notes[0]


def test_a_changed_article_is_found_by_its_new_words_only(write, library):
    write("cafe.md", "Somebody took the lantern.", **ARTICLES["cafe"])
    library.update()
    assert library.search("till").total == 0
    assert library.search("til*").total == 0
    assert library.search("lantern").total == 1
    assert library.listing(View.DATE, Filter()).unread == 4


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                ['"', "-", "*", ":", "(", ")", "AND", "OR", "NOT", "NEAR(", "after:", "area:", "is:", "ref:"]
            ),
            st.text(max_size=6),
            st.sampled_from(["burglary", "2020", "{title}", "^a", "+", "a*b", "'", ";", "--"]),
        ),
        max_size=6,
    ),
    st.booleans(),
    st.sampled_from(["", " "]),
)
def test_never_raises(library, parts, typing, between):
    text = between.join(parts)
    for sort in ("date", "relevance"):
        result = library.search(text, sort=sort, typing=typing, settled=typing)
        for hit in result.hits:
            for start, stop in hit.spans:
                assert 0 <= start < stop <= len(hit.snippet)


@given(st.text(max_size=60))
def test_folding_keeps_the_words_of_folded_text(text):
    folded = text_folding.fold(text)
    assert text_folding.words(folded) == text_folding.words(text)
    assert text_folding.fold(text.upper().lower()) == text_folding.fold(text.lower()) or not text.isascii()


@given(st.text(max_size=400), st.text(alphabet="abé ß中", min_size=1, max_size=5))
def test_snippets_of_any_text(text, words):
    found = snippets.pattern(query.parse(words).terms)
    line, spans = snippets.snippet(text, found)
    assert "\n" not in line
    assert all(0 <= start < stop <= len(line) for start, stop in spans)


@pytest.mark.parametrize("text", ["burglary b", "burglary bi m"])
def test_words_are_asked_for_once_beside_a_beginning(library: Library, text: str) -> None:
    """Not once for each article that has the beginning: FTS5 would be handed their rows one by one (`=`)."""
    statement, values = search.select(query.parse(text, typing=True), expired=False).select("words.rowid")
    plan = library._index.connection().execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
    (words,) = [row[3] for row in plan if row[3].startswith("SCAN words")]
    assert "=" not in words.partition("INDEX")[2]
