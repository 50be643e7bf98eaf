"""The file of an index: shared, thrown away, made again, left alone where it is not ours."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from pathlib import Path

import pytest

from newsreader.library import article_queries, reader_pool
from newsreader.library.errors import LibraryError
from newsreader.library.headlines import Filter, View
from newsreader.library.index import schema
from newsreader.library.index.index_file import Index
from newsreader.library.index.index_rows import ReadResult, read_row
from newsreader.library.library import Library
from newsreader.library.reader_pool import ReaderPool


def database(tmp_path: Path) -> Path:
    (file,) = (tmp_path / "cache" / "index").glob("*.db")
    return file


@pytest.fixture
def made(write, open_library, tmp_path) -> Path:
    """The file of an index of two articles."""
    write("a.md", title="A", date="2020-01-01")
    write("b.md", "Something else.", title="B")
    open_library().close()
    return database(tmp_path)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(b"no database at all" * 100),
        lambda file: file.write_bytes(file.read_bytes()[:5000]),
        lambda file: os.truncate(file, file.stat().st_size // 2),
        lambda file: change(file, f"PRAGMA user_version = {schema.VERSION + 1}"),
        lambda file: change(file, "PRAGMA user_version = 0"),
        lambda file: change(file, "DROP TABLE meta"),
        lambda file: change(file, "INSERT INTO meta VALUES ('boot', 'another day')"),
    ],
    ids=[
        "empty",
        "garbage",
        "cut to a page",
        "cut in half",
        "newer",
        "older",
        "no meta",
        "machine went down",
    ],
)
def test_what_cannot_be_used_is_made_again(made, open_library, spoil):
    spoil(made)
    library = open_library()
    assert library.notices == ()
    assert library.count() == 2
    assert library.search("something").total == 1


def change(file: Path, statement: str) -> None:
    connection = sqlite3.connect(file)
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_damage_inside_is_found_by_the_next_change(made, open_library, write):
    data = bytearray(made.read_bytes())
    for page in range(2, len(data) // 8192):
        data[page * 8192 : page * 8192 + 4000] = b"\xa5" * 4000
    made.write_bytes(bytes(data))
    write("c.md", title="C")
    library = open_library()
    assert library.count() == 3


def test_without_anyone_to_make_it_again_who_asks_waits(made, open_library):
    library = open_library()
    change(made, "DROP TABLE list_arrays")
    change(made, "DROP TABLE area")
    assert library.count() == 2
    assert library.notices == ()


def test_a_row_that_is_lost_is_damage(made, open_library):
    library = open_library()
    change(made, "DELETE FROM meta")
    assert library.version()[0] >= 0
    assert library.count() == 2


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE list_arrays SET keys = substr(keys, 1, length(keys) - 3)",
        "UPDATE list_arrays SET keys = substr(keys, 9) || substr(keys, 1, 8)",
        "UPDATE list_arrays SET areas = 'text'",
        "UPDATE list_arrays SET identities = 5",
    ],
    ids=["cut", "in another order", "text", "a number"],
)
def test_damaged_arrays_are_noticed(made, open_library, damage):
    change(made, damage)
    library = open_library(update=False)
    wanted = threading.Event()
    library.on_damage = wanted.set
    assert library.count() == 0
    assert wanted.is_set()
    assert library.update().rebuilt
    assert library.count() == 2


def test_a_damaged_page_anywhere_raises_nothing_and_is_made_good(made, open_library, write):
    write("c.md", "Ein Text.", title="C", lang="cy", expires="2020-01-01", **{"translation.of": "a.md"})
    open_library().close()
    sound = made.read_bytes()
    for start in range(8192, len(sound), 8192):
        for file in made.parent.glob(f"{made.name}*"):
            file.unlink()
        made.write_bytes(sound[:start] + b"\xa5" * 8192 + sound[start + 8192 :])
        library = open_library(update=False)
        library.on_damage = lambda: None
        ask_everything(library)
        library.update()
        ask_everything(library)
        library.update()
        assert library.count() == 2, start
        library.close()


def ask_everything(library: Library) -> None:
    keys = library.listing(View.DATE, Filter(expired=True)).keys
    library.listing(View.AREA, Filter(words="a"))
    library.areas(Filter())
    library.headlines(keys)
    library.bodies(keys)
    library.translations(keys)
    library.findings()
    library.search("something")
    library.search("somethign s", typing=True)
    library.search("is:read ref:5 area:x")
    library.mark_read(keys, True)


def test_a_folder_in_the_place_of_the_lock_is_moved_away(made, open_library, write):
    lock = made.with_name(made.name + ".lock")
    lock.unlink()
    lock.mkdir()
    (lock / "theirs.txt").write_text("precious")
    write("c.md", title="C")
    library = open_library()
    assert (library.count(), library.notices) == (3, ())
    (moved,) = made.parent.glob("*.lock.unknown-*")
    assert (moved / "theirs.txt").read_text() == "precious"


def test_an_index_that_is_deleted_in_use_is_made_again(made, open_library, write):
    library, other = open_library(), open_library()
    keys = library.listing(View.DATE, Filter()).keys
    for file in made.parent.glob(f"{made.name}*"):
        file.unlink()
    assert library.listing(View.DATE, Filter()).keys == keys
    assert len(library.headlines(keys)) == 2
    write("c.md", title="C")
    update = library.update()
    assert (update.total, update.arrived, update.has_changes, update.rebuilt) == (3, 0, True, True)
    assert library.count() == other.count() == 3
    assert library.search("something").total == other.search("something").total == 1
    write("d.md", title="D")
    assert library.update().arrived == 1
    assert other.count() == 4


def test_damage_of_a_file_that_was_replaced_meanwhile_counts_no_more(made, open_library):
    library = open_library()
    before = library.replaced
    change(made, "DROP TABLE area")
    assert library.update().rebuilt
    library.repair(before)
    assert library.count() == 2
    assert not library.update().rebuilt
    assert library.notices == ()


def test_a_thread_that_finds_no_index_asks_for_a_new_one(made, open_library):
    library, wanted, counts = open_library(), threading.Event(), []
    library.on_damage = wanted.set
    made.unlink()
    thread = threading.Thread(target=lambda: counts.append(library.count()))
    thread.start()
    thread.join(60)
    assert counts == [0]
    assert wanted.is_set()
    assert library.update().rebuilt
    assert library.count() == 2


def test_an_index_that_is_deleted_again_and_again_is_not_called_damaged(made, open_library):
    library = open_library()
    for _ in range(4):
        made.unlink()
        assert library.update().rebuilt
        assert library.count() == 2
    assert library.notices == ()


def test_an_index_is_made_again_only_once(made, open_library):
    library = open_library()
    for _ in range(2):
        change(made, "DROP TABLE area")
        assert library.update().total == 2
        assert [area.total for area in library.areas(Filter())] == [2]
    assert "damaged twice" in library.notices[-1]
    change(library._index.path, "DROP TABLE area")
    with pytest.raises(LibraryError, match="damaged twice"):
        library.update()


def test_damage_found_by_a_question_is_mended_by_another_thread(made, open_library):
    library = open_library()
    told = threading.Event()
    library.on_damage = told.set
    change(made, "DROP TABLE list_arrays")
    change(made, "DROP TABLE area")
    assert library.count() == 0
    assert told.is_set()
    assert library.search("something").total == 0
    assert library.areas(Filter()) == []
    assert "being made again" in library.notices[0]
    library.update()
    assert library.count() == 2
    assert library.search("something").total == 1
    assert len(library.notices) == 1


def test_nobody_who_asks_meanwhile_sees_a_fault(write, open_library, tmp_path, monkeypatch):
    for number in range(60):
        write(f"{number}.md", f"Text {number}.", title=f"T{number}")
    library = open_library()
    file, wanted, faults, done = database(tmp_path), threading.Event(), [], threading.Event()
    library.on_damage = wanted.set
    monkeypatch.setattr(threading, "excepthook", faults.append)

    def ask() -> None:
        while not done.is_set():
            keys = library.listing(View.DATE, Filter()).keys
            assert len(library.headlines(keys)) <= 60
            library.search("text")

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for _ in range(2):
        change(file, "DROP TABLE IF EXISTS area")
        assert wanted.wait(60)
        wanted.clear()
        library.update()
        until = time.monotonic() + 60
        while library.count() < 60 and time.monotonic() < until:
            library.update()
    done.set()
    for thread in threads:
        thread.join(60)
    assert faults == []
    assert library.count() == 60
    assert "damaged twice" in library.notices[-1]


@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_CANTOPEN])
@pytest.mark.parametrize(("times", "answered"), [(1, True), (3, True), (4, False)])
def test_what_cannot_be_read_for_a_moment_is_asked_again(
    code, times, answered, write, open_library, monkeypatch
):
    write("a.md", "Something.", title="A")
    library, headlines, asked = open_library(), article_queries.headlines, []

    def fails_at_first(*given):
        asked.append(given)
        if len(asked) <= times:
            fault = sqlite3.OperationalError("not now")
            fault.sqlite_errorcode = code
            raise fault
        return headlines(*given)

    monkeypatch.setattr(article_queries, "headlines", fails_at_first)
    if answered:
        assert [hit.headline.title for hit in library.search("something").hits] == ["A"]
        assert library.notices == ()
    else:
        with pytest.raises(sqlite3.OperationalError, match="not now"):
            library.search("something")


def test_the_end_comes_while_others_ask(write, open_library):
    for number in range(60):
        write(f"{number}.md", f"Text {number}.", title=f"T{number}")
    library = open_library()
    asked, ended = threading.Semaphore(0), []

    def ask() -> None:
        try:
            while True:
                library.headlines(library.listing(View.DATE, Filter()).keys)
                library.search("text")
                asked.release()
        except sqlite3.ProgrammingError as error:
            ended.append(str(error))

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for _ in range(10):
        assert asked.acquire(timeout=60)
    library.close()
    for thread in threads:
        thread.join(60)
    assert len(ended) == 3


def test_a_file_of_another_program_is_left_alone(made, open_library):
    made.unlink()
    change(made, "CREATE TABLE theirs (x)")
    before = made.read_bytes()
    library = open_library()
    assert library.count() == 2
    assert "temporary" in library.notices[0]
    library.close()
    assert made.read_bytes() == before


@pytest.mark.parametrize("place", ["file/cache", "/proc/nowhere"])
def test_a_home_that_cannot_be_written(write, open_library, tmp_path, place):
    (tmp_path / "file").write_text("in the way")
    write("a.md", title="A")
    library = open_library(cache=tmp_path / place, state=tmp_path / place)
    assert library.count() == 1
    library.mark_read(library.listing(View.DATE, Filter()).keys, True)
    assert library.unread() == 0
    assert len(library.notices) == 2
    assert "forgotten" in library.notices[0]


def test_a_full_disk_while_indexing(write, open_library, monkeypatch):
    for number in range(5):
        write(f"{number}.md", " ".join(f"word{n}x{number}" for n in range(3_000)), title=f"T{number}")
    library = open_library(update=False)
    real, full = Index.open_file, [True]

    def open_file(index: Index) -> sqlite3.Connection:
        connection = real(index)
        if full.pop() if full else False:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    monkeypatch.setattr(Index, "open_file", open_file)
    assert library.update().total == 5
    assert library.count() == 5
    assert any("disk is full" in notice for notice in library.notices)


def test_threads_share_a_library(write, open_library):
    for number in range(200):
        write(f"{number}.md", f"Words of number {number}.", title=f"T{number}", date="2020-01-01")
    library = open_library(update=False)
    faults: list[BaseException] = []
    done = threading.Event()

    def look() -> None:
        try:
            while not done.is_set():
                listing = library.listing(View.AREA, Filter())
                library.headlines(listing.keys[:50])
                library.search("words", typing=True)
                library.mark_read(listing.keys[:3], True)
        except BaseException as error:  # noqa: BLE001 - told below
            faults.append(error)

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    library.update()
    done.set()
    for thread in threads:
        thread.join()
    assert faults == []
    assert library.count() == 200


def test_lists_may_be_asked_for_while_reading(write, open_library):
    for number in range(300):
        write(f"{number}.md", title=f"T{number}")
    library = open_library(update=False)
    seen: list[tuple[int, int, int]] = []
    library.update(lambda progress: seen.append((progress.done, progress.total, library.count())))
    assert seen[-1][:2] == (300, 300)
    assert library.count() == 300


def test_the_second_writer_waits_and_reads_nothing(write, open_library):
    for number in range(40):
        write(f"{number}.md", title=f"T{number}")
    one, other = open_library(update=False), open_library(update=False)
    results: list[int] = []
    threads = [
        threading.Thread(target=lambda each=each: results.append(each.update().added))
        for each in (one, other)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [0, 40]
    assert one.count() == other.count() == 40


def test_processes_read_what_this_one_reads(write, news):
    jobs = []
    for number in range(70):
        write(f"{number}.md", f"Text {number}.", title=f"T{number}")
        jobs.append((news, f"{number}.md"))
    with ReaderPool(2) as readers:
        readers.set_dictionary(b"dictionary")
        readers.submit(jobs)
        found = {}
        while not readers.is_idle():
            found |= {job[1]: same(read) for job, read in readers.results(1)}
    assert found == {path: same(read_row(news, path, b"dictionary")) for _, path in jobs}


def same(read: ReadResult) -> tuple[object, ...]:
    """What was read, beginnings in one order."""
    row, *rest = read
    assert row is not None
    return (*row[:-1], *sorted(row.prefixes.split()), *rest)


STUCK = """
import newsreader.library.reader_worker as worker
real = worker.read_row
def read_row(root, path, dictionary):
    if path == "{path}":
        {deed}
    return real(root, path, dictionary)
worker.read_row = read_row
"""


@pytest.mark.parametrize(
    ("deed", "code"),
    [("import time; time.sleep(60)", "file-too-slow"), ("import os; os.abort()", "file-fatal")],
)
def test_one_file_neither_stops_nor_ends_the_others(write, news, tmp_path, monkeypatch, deed, code):
    from newsreader.library.index.compression import decompress_findings

    for number in range(40):
        write(f"{number}.md", title=f"T{number}")
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "stuck.py").write_text(STUCK.format(path="7.md", deed=deed))
    monkeypatch.syspath_prepend(str(tmp_path / "hook"))
    start = "from newsreader.library.reader_worker import main"
    monkeypatch.setattr("newsreader.library.reader_pool.START", f"import stuck; {start}")
    with ReaderPool(2, timeout=4.0) as readers:
        readers.submit([(news, f"{number}.md") for number in range(40)])
        found = {}
        while not readers.is_idle():
            found |= {job[1]: read for job, read in readers.results(1)}
    stuck = found.pop("7.md")
    assert stuck.row is None
    assert not stuck.transient
    assert decompress_findings(stuck.findings, b"")[0][3] == code
    assert len(found) == 39
    assert all(read.row is not None for read in found.values())


def test_a_worker_that_starts_slowly_blames_no_file(write, news, tmp_path, monkeypatch):
    write("a.md", title="A")
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "slow.py").write_text("import time; time.sleep(4)")
    monkeypatch.syspath_prepend(str(tmp_path / "hook"))
    monkeypatch.setattr("newsreader.library.reader_pool.START", f"import slow; {reader_pool.START}")
    with ReaderPool(1, timeout=3.0) as readers:
        readers.submit([(news, "a.md")])
        found = []
        while not readers.is_idle():
            found += readers.results(0.1)
    assert [result.row.title for _, result in found] == ["A"]


def test_without_processes_everything_is_read_here(write, open_library, monkeypatch):
    for number in range(200):
        write(f"{number}.md", title=f"T{number}")
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    assert open_library().count() == 200


def test_a_file_that_ends_the_first_process_at_once_is_not_read_here(write, news, tmp_path, monkeypatch):
    from newsreader.library.index.compression import decompress_findings

    write("7.md", title="T7")
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "stuck.py").write_text(STUCK.format(path="7.md", deed="import os; os.abort()"))
    monkeypatch.syspath_prepend(str(tmp_path / "hook"))
    start = "from newsreader.library.reader_worker import main"
    monkeypatch.setattr("newsreader.library.reader_pool.START", f"import stuck; {start}")
    with ReaderPool(1) as readers:
        readers.submit([(news, "7.md")])
        found = []
        while not readers.is_idle():
            found += readers.results(1)
    ((_, (row, findings, _)),) = found
    assert row is None
    assert decompress_findings(findings, b"")[0][3] == "file-fatal"
