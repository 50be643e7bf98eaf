"""A library from the outside: what it lists, finds and remembers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from newsreader.library.errors import AmbiguousError, ContentError, NotFoundError
from newsreader.library.headlines import Filter, Headline, Listing, Status, View
from newsreader.library.library import Library


def titles(library: Library, listing: Listing | None = None, **choice: object) -> list[str]:
    listing = listing or library.listing(View.DATE, Filter(**choice))  # type: ignore[arg-type]
    return [headline.title for headline in library.headlines(listing.keys)]


def by_title(library: Library) -> dict[str, Headline]:
    keys = library.listing(View.DATE, Filter(expired=True)).keys
    return {headline.title: headline for headline in library.headlines(keys)}


def test_lists_newest_first_and_undated_last(write, open_library):
    write("Kent/a.md", title="Undated thing")
    write("Kent/b.md", title="Only a month", date="2019-03")
    write("Kent/c.md", title="First of March", date="2019-03-01")
    write("Kent/d.md", title="First of March, late", date="2019-03-01 23:10")
    write("Kent/e.md", title="Last of February", date="2019-02-28")
    library = open_library()
    assert titles(library) == [
        "First of March, late",
        "First of March",
        "Only a month",
        "Last of February",
        "Undated thing",
    ]
    assert library.count() == library.unread() == 5
    assert [headline.title for headline in library.newest(2)] == ["First of March, late", "First of March"]


def test_headline_tells_what_the_article_says(write, open_library, news):
    write(
        "Kent/a.md",
        "Call 101 quoting reference 46/1234/21.",
        title="A title",
        date="2019-03-15",
        description="In short.",
        url="https://example.org/a",
    )
    library = open_library()
    (headline,) = library.newest(10)
    article = library.read(headline)
    assert (headline.title, headline.area, headline.date, headline.path) == (
        "A title",
        "Kent",
        "2019-03-15",
        "Kent/a.md",
    )
    assert (headline.root, headline.url, headline.description) == (
        news.resolve(),
        "https://example.org/a",
        "In short.",
    )
    assert headline.reference == "46/1234/21"
    assert (headline.id, headline.date_source) == (article.id, article.date.source)
    assert not headline.read
    assert not headline.saved


def test_sections_by_area(write, open_library):
    write("west/a.md", title="W", area="West", date="2020-01-01")
    write("east/a.md", title="E old", area="east", date="2018-01-01")
    write("east/b.md", title="E new", area="East", date="2021-01-01")
    write("c.md", title="Nowhere")
    library = open_library()
    listing = library.listing(View.AREA, Filter())
    assert titles(library, listing) == ["E new", "E old", "W", "Nowhere"]
    assert [
        (section.label.lower(), section.start, section.stop, section.unread) for section in listing.sections
    ] == [
        ("east", 0, 2, 2),
        ("west", 2, 3, 1),
        ("no area", 3, 4, 1),
    ]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({"areas": frozenset({"KENT"})}, ["K 2020-06", "K 2019"]),
        ({"since": "2020"}, ["K 2020-06", "D 2020-05"]),
        ({"until": "2020-05"}, ["D 2020-05", "K 2019"]),
        ({"since": "2020-05-02", "until": "2020-05-02"}, ["D 2020-05"]),
        ({"undated": True}, ["Undated"]),
        ({"words": "UNDÁTED"}, ["Undated"]),
        ({"words": "k 2020"}, ["K 2020-06"]),
        ({"words": "nothing"}, []),
        ({"expired": True}, ["Expired", "K 2020-06", "D 2020-05", "K 2019", "Undated"]),
        ({}, ["K 2020-06", "D 2020-05", "K 2019", "Undated"]),
    ],
)
def test_choices(write, open_library, choice, expected):
    write("Kent/a.md", title="K 2020-06", date="2020-06-01")
    write("Kent/b.md", title="K 2019", date="2019-12-31")
    write("Durham/a.md", title="D 2020-05", date="2020-05-02")
    write("Durham/b.md", title="Undated")
    write("Durham/c.md", title="Expired", date="2020-07-01", expires="2020-08-01")
    assert titles(open_library(), **choice) == expected


def test_dates_that_are_none_are_refused(open_library):
    with pytest.raises(ValueError, match="2020-13"):
        open_library().listing(View.DATE, Filter(since="2020-13"))


def test_expiry_lasts_to_the_end_of_the_day(write, open_library, monkeypatch):
    write("a.md", title="A", expires="2020-08-01")
    library = open_library()
    monkeypatch.setattr("newsreader.library.date_order.now_in_london", lambda: "2020-08-01T23:59")
    assert library.count() == 1
    monkeypatch.setattr("newsreader.library.date_order.now_in_london", lambda: "2020-08-02T00:00")
    assert library.count() == 0
    assert library.newest(5) == []


def test_areas_count_what_is_unread(write, open_library):
    write("Kent/a.md", title="A")
    write("Kent/b.md", title="B")
    write("Durham/a.md", title="C")
    library = open_library()
    library.mark_read([by_title(library)["A"].key], True)
    counts = library.areas(Filter(areas=frozenset({"Durham"})))
    assert [(count.name, count.total, count.unread) for count in counts] == [("Durham", 1, 1), ("Kent", 2, 1)]


def test_read_saved_and_undo(write, open_library):
    write("a.md", title="A")
    write("b.md", title="B")
    library = open_library()
    keys = {title: headline.key for title, headline in by_title(library).items()}
    library.mark_read(list(keys.values()), True)
    library.mark_saved([keys["B"]], True)
    assert library.unread() == 0
    assert titles(library, status=Status.SAVED) == ["B"]
    assert library.undo() == "Unsaved again"
    assert library.undo() == "2 articles unread again"
    assert library.undo() is None
    assert sorted(titles(library, status=Status.UNREAD)) == ["A", "B"]
    library.mark_read([keys["A"]], True)
    assert library.first_unread([keys["A"], keys["B"]]) == keys["B"]
    assert library.first_unread([keys["A"]]) is None


def test_marks_survive_a_deleted_state_file(write, open_library, tmp_path):
    write("a.md", title="A")
    write("b.md", title="B")
    one, other = open_library(), open_library()
    keys = {title: headline.key for title, headline in by_title(one).items()}
    one.mark_read([keys["A"]], True)
    (tmp_path / "state" / "reading.db").unlink()
    one.mark_saved([keys["B"]], True)
    for library in (one, other):
        assert titles(library, status=Status.UNREAD) == ["B"]
        assert [hit.headline.title for hit in library.search("is:saved").hits] == ["B"]
        assert any("deleted while in use" in notice for notice in library.notices)


def test_two_programs_agree(write, open_library):
    write("a.md", title="A")
    one, other = open_library(), open_library()
    version = other.version()
    assert other.unread() == 1
    one.mark_read(one.listing(View.DATE, Filter()).keys, True)
    assert other.unread() == 0
    assert other.version() != version


def test_state_survives_a_move_and_what_moved_is_not_new(write, open_library, news):
    file = write("Kent/a.md", title="A", url="https://example.org/a")
    library = open_library()
    (headline,) = library.newest(1)
    library.mark_read([headline.key], True)
    library.remember_place(headline.key, 120)
    library.session.begin()
    (news / "Durham").mkdir()
    file.rename(news / "Durham" / "b.md")
    update = library.update()
    assert (update.added, update.removed, update.total) == (1, 1, 1)
    (moved,) = library.newest(1)
    assert moved.path == "Durham/b.md"
    assert moved.read
    assert library.place(moved.key) == 120
    assert titles(library, status=Status.NEW) == []


def test_new_since_the_last_visit(write, open_library, monkeypatch):
    write("a.md", title="Old")
    library = open_library()
    assert library.session.begin() is None
    assert titles(library, status=Status.NEW) == []
    library.session.set("visit", 1_000)
    write("b.md", title="New")
    library.update()
    assert library.session.begin().timestamp() == 1_000
    assert titles(library, status=Status.NEW) == ["New"]


def test_what_is_known_is_not_read_again(write, open_library, monkeypatch):
    write("a.md", title="A")
    file = write("b.md", title="B")
    library = open_library()
    again = open_library(update=False)
    monkeypatch.setattr(
        "newsreader.library.index.update.read_row",
        lambda root, path, dictionary: pytest.fail(f"{path} was read again"),
    )
    again.update()
    monkeypatch.undo()
    file.write_text("---\ntitle: C\n---\n\nChanged.\n")
    update = library.update()
    assert (update.added, update.changed, update.removed) == (0, 1, 0)
    assert sorted(titles(library)) == ["A", "C"]
    file.unlink()
    assert library.update().removed == 1
    assert titles(library) == ["A"]


def test_readme_without_front_matter_is_no_article(write, open_library):
    write("README.md", "# About")
    write("a.md", title="A")
    assert titles(open_library()) == ["A"]


def test_a_file_that_cannot_be_read_is_a_finding(write, open_library, news):
    write("a.md", title="A")
    os.mkfifo(news / "pipe.md")
    library = open_library()
    assert titles(library) == ["A"]
    assert ("pipe.md", "file-not-regular") in [(finding.path, finding.code) for finding in library.findings()]


def test_names_that_are_no_utf8(write, open_library, news):
    name = os.fsdecode(b"caf\xe9.md")
    (news / name).write_text("---\ntitle: Café\n---\n\nText.\n")
    library = open_library()
    (headline,) = library.newest(1)
    assert library.read(headline).title == "Café"
    assert library.update().changed == 0
    (news / name).unlink()
    assert library.update().total == 0


def test_find(write, open_library, news, monkeypatch):
    write("Kent/a.md", title="A")
    write("Kent/b.md", title="B")
    library = open_library()
    known = by_title(library)
    a = known["A"]
    assert library.find(a.id) == library.find(a.id[:12].upper()) == library.find("Kent/a.md") == a
    assert library.find(str(news / "Kent" / "a.md")) == a
    monkeypatch.chdir(news / "Kent")
    assert library.find("a.md") == a
    for absent in ("zz", "ffffffffffffffff0", "Kent", "", "\0", "Kent/c.md"):
        with pytest.raises(NotFoundError):
            library.find(absent)


def test_find_names_the_candidates(write, open_library):
    for number in range(40):
        write(f"{number}.md", title=f"T{number}")
    library = open_library()
    first = library.newest(1)[0].id[0]
    with pytest.raises(AmbiguousError) as caught:
        library.find(
            next(
                digit for digit in "0123456789abcdef" if sum(h.id[0] == digit for h in library.newest(40)) > 1
            )
        )
    assert first
    assert len(caught.value.candidates) > 1


def test_roots_inside_each_other_count_once(write, open_library, news):
    write("Kent/a.md", title="A")
    library = open_library(news, news / "Kent", news, news / "Kent" / "a.md")
    assert library.roots == (news.resolve(),)
    assert library.count() == 1


def test_a_single_file_is_a_library(write, open_library, news):
    write("a.md", title="A")
    write("b.md", title="B")
    library = open_library(news / "b.md")
    assert titles(library) == ["B"]
    assert library.find("b.md").path == "b.md"


def test_same_path_below_two_roots(write, open_library, news):
    write("one/a.md", title="One")
    write("two/a.md", title="Two")
    library = open_library(news / "one", news / "two")
    known = by_title(library)
    assert known["One"].id != known["Two"].id
    assert library.read(known["Two"]).id == known["Two"].id
    assert library.find(known["Two"].id).title == "Two"
    with pytest.raises(AmbiguousError):
        library.find("a.md")
    before = {title: headline.id for title, headline in known.items()}
    write("one/b.md", title="Three")
    library.update()
    assert {title: headline.id for title, headline in by_title(library).items() if title in before} == before


def test_a_root_that_is_not_there(open_library, tmp_path):
    with pytest.raises(ContentError, match="nowhere"):
        open_library(tmp_path / "nowhere")
    with pytest.raises(ContentError):
        Library.open([], cache=tmp_path, state=tmp_path)


def test_a_root_that_vanished_keeps_its_articles(write, open_library, news, tmp_path):
    write("a.md", title="A")
    open_library().close()
    news.rename(tmp_path / "elsewhere")
    library = open_library()
    assert titles(library) == ["A"]
    assert any("cannot be read now" in notice for notice in library.notices)
    (tmp_path / "elsewhere").rename(news)
    assert library.update().total == 1


def test_an_unmounted_disk_keeps_its_articles(write, open_library, news, monkeypatch):
    file = write("a.md", title="A")
    library = open_library()
    file.unlink()
    monkeypatch.setattr("newsreader.library.scan.device_of", lambda folder: 42)
    assert library.update().total == 1
    monkeypatch.undo()
    assert library.update().total == 0


def test_update_can_be_stopped_and_goes_on(write, open_library):
    for number in range(30):
        write(f"{number}.md", title=f"T{number}")
    library = open_library(update=False)
    asked = iter(range(1000))
    library.update(stop=lambda: next(asked) > 10)
    assert 0 < library.count() < 30
    assert library.update().total == 30
    assert library.search("nothing happened", limit=100).total == 30


def test_session_keeps_values(open_library, news):
    library = open_library()
    library.session.set("folds", ["2019", "2018"])
    library.session.remember_query("knife crime")
    library.close()
    again = open_library(news)
    assert again.session.get("folds") == ["2019", "2018"]
    assert again.session.get("absent", 3) == 3
    assert again.session.queries() == ["knife crime"]


def test_importing_the_room_costs_nothing():
    import subprocess
    import sys

    heavy = "{'textual', 'rich', 'yaml', 'sqlite3', 'markdown_it'} & set(sys.modules)"
    code = f"import sys, newsreader.library, newsreader.library.headlines; print({heavy} or '')"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "tui")}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""


def test_what_could_not_be_opened_for_a_moment_is_read_when_it_can_be(write, open_library, news, monkeypatch):
    """The folder goes while it is being read, as a disk that is taken away, and comes back as it was."""
    from newsreader.library.index import update

    write("Kent/a.md", title="Known before")
    library = open_library()
    for name in ("b", "c"):
        write(f"Kent/{name}.md", title=f"Came with the disk: {name}")
    away, read_row = news.with_name("away"), update.read_row

    def unplugged(*arguments: object) -> object:
        news.rename(away)
        try:
            return read_row(*arguments)
        finally:
            away.rename(news)

    monkeypatch.setattr(update, "read_row", unplugged)
    (news / "Kent/a.md").touch()
    first, again = library.update(), library.update()
    assert titles(library) == []
    assert (first.changed, first.unreadable) == (1, 3)
    assert (again.added, again.changed, again.removed) == (0, 0, 0)
    assert {finding.code for finding in library.findings()} >= {"file-gone"}
    monkeypatch.undo()
    back = library.update()
    assert back.added + back.changed == 3
    assert sorted(titles(library)) == ["Came with the disk: b", "Came with the disk: c", "Known before"]
    assert not [finding for finding in library.findings() if finding.code == "file-gone"]
    assert library.update().changed == 0


def test_it_is_told_when_everything_can_be_found(write, open_library):
    for number in range(40):
        write(f"{number}.md", f"Text {number}.", title=f"T{number}")
    library = open_library(update=False)
    seen = []

    def tell(progress):
        if progress.searchable:
            seen.append((library.count(), library.search("text").total))

    library.update(tell)
    assert seen == [(40, 40)]
    library.update(tell)
    assert len(seen) == 1
