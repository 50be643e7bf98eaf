"""The fuzz targets that need files."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from mutator import corrupted
from oracles import check_clean, check_findings, require

from newsreader.articles.clean_text import clean_line, clean_text
from newsreader.document.document import Document
from newsreader.kiosk import banner
from newsreader.library.headlines import Filter, View
from newsreader.library.library import Library
from newsreader.library.query import parse
from newsreader.library.reading_state import ReadingState
from newsreader.library.state_file import NAME
from newsreader.links.catalogue.loader import load_catalogue, shipped_catalogue
from newsreader.links.extract import find_references
from newsreader.links.policy import Allowed, check

NOON = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Europe/London"))


class StatefulTargets:
    """A small library, a catalogue and a reading state below one folder, and the targets that use them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made = 0
        self.catalogue, _ = load_catalogue([shipped_catalogue()])
        self._own = folder / "own.yaml"
        self._banner = folder / "banner.md"
        self._news = folder / "news"
        self._news.mkdir()
        for number in range(30):
            article = f"---\ntitle: Notice {number} of the café\narea: Kent\n"
            article += f"date: 2020-01-{number % 28 + 1:02}\n---\n\n"
            text = f"Word{number} burglary on the high street. Call 101 quoting 42/{number}/20.\n"
            (self._news / f"{number}.md").write_text(article + text, encoding="utf-8")
        self.library = self._open(folder / "library")
        self.library.update()
        self.library.mark_read(self.library.listing(View.DATE, Filter()).keys[:5], True)
        self._valid_files = self._sound_files()

    def close(self) -> None:
        """Close the library."""
        self.library.close()

    def _open(self, home: Path) -> Library:
        return Library.open([self._news], cache=home / "cache", state=home / "state")

    def _sound_files(self) -> dict[str, tuple[str, bytes]]:
        """Return the path and the bytes of a valid reading state and index."""
        home = self.folder / "sound"
        with closing(self._open(home)) as library:
            library.update()
            library.mark_read(library.listing(View.DATE, Filter()).keys[:5], True)
            library.session.set("view", {"open": [1, 2]})
        (index,) = (home / "cache").rglob("*.db")
        state = home / "state" / NAME
        return {
            "index": (str(index.relative_to(home)), index.read_bytes()),
            "state": (str(state.relative_to(home)), state.read_bytes()),
        }

    def check_references(self, raw: str) -> None:
        """References are in the text, and every address passed the link policy."""
        body = clean_text(raw)[0]
        prose = Document(body).prose()
        for reference in find_references(
            prose, self.catalogue, url="https://kent.example/news/x", reference="42/1/20"
        ):
            for text in (reference.text, reference.name, reference.purpose, reference.target, reference.call):
                check_clean("a reference", text, "\n\t")
            require(
                all(0 <= start < end <= len(body) for start, end in reference.places),
                "wrong",
                f"{reference!r}",
            )
            if reference.target is not None:
                answer = check(reference.target)
                require(
                    isinstance(answer, Allowed) and answer.target == reference.target,
                    "wrong",
                    f"{reference.target!r}",
                )

    def check_query(self, text: str) -> None:
        """Every query can be parsed and run."""
        typing, fast = len(text) % 2 == 0, len(text) % 3 == 0
        for note in parse(text, typing=typing).notes:
            check_clean("a note", clean_line(note))
        found = self.library.search(
            text, sort="date" if fast else "relevance", limit=5, typing=typing, settled=not fast
        )
        for hit in found.hits:
            check_clean("a snippet", hit.snippet)
            for start, end in (*hit.spans,):
                require(0 <= start < end <= len(hit.snippet), "wrong", f"{hit.spans} in {hit.snippet!r}")

    def check_catalogue(self, data: bytes) -> None:
        """Mistakes in a catalogue are findings; the rest is loaded and can be searched."""
        self._own.write_bytes(data)
        loaded, findings = load_catalogue([self._own])
        check_findings(findings, sum(map(data.count, (b"\n", b"\r", b"\xc2\x85", b"\xe2\x80"))) + 2)
        for resource in loaded.resources:
            for text in (resource.name, resource.purpose, resource.note, *resource.aliases):
                check_clean("an entry", text)
        require(not loaded.find("county") or loaded.resources, "wrong", "found in nothing")
        loaded.by_category()
        find_references(Document("Ask county watch on 01632 960 001 or watch.example.").prose(), loaded)

    def check_banner(self, data: bytes) -> None:
        """A banner is shown clean and until its time, or what is wrong with it is reported."""
        self._banner.write_bytes(data)
        report = banner.inspect(self._banner, NOON)
        check_findings(report.findings, sum(map(data.count, (b"\n", b"\r", b"\xc2\x85", b"\xe2\x80"))) + 2)
        shown = report.banner
        require(shown or report.findings, "wrong", "neither shown nor reported why")
        if shown is None:
            return
        for text in (shown.text, shown.text_cy):
            check_clean("a banner", text, "\n")
            require(len(text) <= banner.MOST_CHARACTERS, "wide", f"{len(text)} characters")
            require(text.count("\n") < banner.MOST_LINES, "wide", f"{text.count(chr(10)) + 1} lines")
        require(shown.text and shown.holds(NOON), "wrong", f"{shown!r}")
        again = banner.write(self._banner, shown.text, shown.level, shown.until, shown.text_cy)
        require(banner.read(self._banner, NOON) == again == shown, "wrong", f"not twice: {shown!r}")

    def make_corrupted(self, what: str) -> Callable[[Random], bytes]:
        """Return what makes the bytes of a corrupted reading state or index."""
        data = self._valid_files[what][1]
        other = next(sound for name, (_, sound) in self._valid_files.items() if name != what)

        def make(random: Random) -> bytes:
            way = random.random()
            if way < 0.03:
                return random.randbytes(random.choice((0, 1, 15, 16, 99, 100, 4096)))
            if way < 0.05:
                return other
            if way < 0.25:
                return corrupted(random, data[:200], 3) + data[200:]
            return corrupted(random, data, 12)

        return make

    def check_index(self, data: bytes) -> None:
        """Whatever the index file contains, every article is listed after an update."""
        home = self._home("index", data)
        with closing(self._open(home)) as library:
            library.update()
            keys = library.listing(View.DATE, Filter()).keys
            titles = [headline.title for headline in library.headlines(keys)]
            for title in titles:
                check_clean("a title", title)
            library.search("burglary")
            library.areas(Filter())
            list(library.findings())

    def check_state(self, data: bytes) -> None:
        """Whatever the state file contains, it is used or set aside unchanged, and then the state works."""
        home = self._home("state", data)
        folder = home / "state"
        with closing(ReadingState.open(folder)) as state:
            state.mark([77], saved=True)
            require(77 in state.marked("saved"), "wrong", f"a mark is lost: {state.notices}")
            state.queries(), state.recall("scope", "view"), state.place(5)
            state.remember("scope", "view", 1)
            reported = state.notices
        aside = list(folder.glob("reading-*.db"))
        require(not aside or aside[0].read_bytes() == data, "wrong", "what was set aside was changed")
        with closing(ReadingState.open(folder)) as state:
            require(
                77 in state.marked("saved") or reported, "wrong", "a mark is lost at the end without a word"
            )

    def _home(self, what: str, data: bytes) -> Path:
        """Return a home with all files valid but one."""
        self._made += 1
        home = self.folder / f"home{self._made % 8}"
        for place in ("state", "cache/index"):
            (home / place).mkdir(parents=True, exist_ok=True)
            for old in (home / place).iterdir():
                old.unlink()
        for name, (place, sound) in self._valid_files.items():
            (home / place).write_bytes(data if name == what else sound)
        return home
