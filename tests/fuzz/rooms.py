"""The targets that need files."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from mutation import spoiled
from promises import harmless, must, sound_findings

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


class InFolder:
    """The targets that need files: a small library, a catalogue, a reading state, all below one folder."""

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
        self._sound = self._sound_files()

    def close(self) -> None:
        """Let go of the library."""
        self.library.close()

    def _open(self, home: Path) -> Library:
        return Library.open([self._news], cache=home / "cache", state=home / "state")

    def _sound_files(self) -> dict[str, tuple[str, bytes]]:
        """Of state and index: the name below a home, and the bytes as a closed program leaves them."""
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

    def check_mentions(self, raw: str) -> None:
        """What is found stands in the text, and every address went through the gate."""
        body = clean_text(raw)[0]
        prose = Document(body).prose()
        for mention in find_references(
            prose, self.catalogue, url="https://kent.example/news/x", reference="42/1/20"
        ):
            for said in (mention.text, mention.name, mention.purpose, mention.target, mention.call):
                harmless("a mention", said, "\n\t")
            must(all(0 <= start < end <= len(body) for start, end in mention.places), "wrong", f"{mention!r}")
            if mention.target is not None:
                answer = check(mention.target)
                must(
                    isinstance(answer, Allowed) and answer.target == mention.target,
                    "wrong",
                    f"{mention.target!r}",
                )

    def check_query(self, text: str) -> None:
        """Every query means something and finds something or nothing."""
        typing, fast = len(text) % 2 == 0, len(text) % 3 == 0
        for note in parse(text, typing=typing).notes:
            harmless("a note", clean_line(note))
        found = self.library.search(
            text, sort="date" if fast else "relevance", limit=5, typing=typing, settled=not fast
        )
        for hit in found.hits:
            harmless("a snippet", hit.snippet)
            for start, end in (*hit.spans,):
                must(0 <= start < end <= len(hit.snippet), "wrong", f"{hit.spans} in {hit.snippet!r}")
            for start, end in (*hit.title_spans,):
                must(0 <= start < end <= len(hit.headline.title), "wrong", f"{hit.title_spans}")

    def check_catalogue(self, data: bytes) -> None:
        """What is wrong in a catalogue is named; the rest is loaded and can be searched."""
        self._own.write_bytes(data)
        loaded, findings = load_catalogue([self._own])
        sound_findings(findings, sum(map(data.count, (b"\n", b"\r", b"\xc2\x85", b"\xe2\x80"))) + 2)
        for resource in loaded.resources:
            for said in (resource.name, resource.purpose, resource.note, *resource.aliases):
                harmless("an entry", said)
        must(not loaded.find("county") or loaded.resources, "wrong", "found in nothing")
        loaded.by_category()
        find_references(Document("Ask county watch on 01632 960 001 or watch.example.").prose(), loaded)

    def check_banner(self, data: bytes) -> None:
        """A banner is shown clean and until its time, or what is wrong with it is told."""
        self._banner.write_bytes(data)
        look = banner.look(self._banner, NOON)
        sound_findings(look.findings, sum(map(data.count, (b"\n", b"\r", b"\xc2\x85", b"\xe2\x80"))) + 2)
        shown = look.banner
        must(shown or look.findings, "wrong", "neither shown nor told why")
        if shown is None:
            return
        for text in (shown.text, shown.text_cy):
            harmless("a banner", text, "\n")
            must(len(text) <= banner.MOST_CHARACTERS, "wide", f"{len(text)} characters")
            must(text.count("\n") < banner.MOST_LINES, "wide", f"{text.count(chr(10)) + 1} lines")
        must(shown.text and shown.holds(NOON), "wrong", f"{shown!r}")
        again = banner.write(self._banner, shown.text, shown.level, shown.until, shown.text_cy)
        must(banner.read(self._banner, NOON) == again == shown, "wrong", f"not twice: {shown!r}")

    def make_spoiled(self, what: str) -> Callable[[Random], bytes]:
        """What makes the bytes of a state or an index that went through something."""
        data = self._sound[what][1]
        other = next(sound for name, (_, sound) in self._sound.items() if name != what)

        def make(random: Random) -> bytes:
            way = random.random()
            if way < 0.03:
                return random.randbytes(random.choice((0, 1, 15, 16, 99, 100, 4096)))
            if way < 0.05:
                return other
            if way < 0.25:
                return spoiled(random, data[:200], 3) + data[200:]
            return spoiled(random, data, 12)

        return make

    def check_index(self, data: bytes) -> None:
        """Whatever the file of the index holds, every article is listed and found after an update."""
        home = self._home("index", data)
        with closing(self._open(home)) as library:
            library.update()
            keys = library.listing(View.DATE, Filter()).keys
            titles = [headline.title for headline in library.headlines(keys)]
            for title in titles:
                harmless("a title", title)
            library.search("burglary")
            library.areas(Filter())
            list(library.findings())

    def check_state(self, data: bytes) -> None:
        """Whatever the file of the state holds: it is used, or set aside whole; then the state works."""
        home = self._home("state", data)
        folder = home / "state"
        with closing(ReadingState.open(folder)) as state:
            state.mark([77], saved=True)
            must(77 in state.marked("saved"), "wrong", f"a mark is lost: {state.notices}")
            state.queries(), state.recall("scope", "view"), state.place(5)
            state.remember("scope", "view", 1)
            told = state.notices
        aside = list(folder.glob("reading-*.db"))
        must(not aside or aside[0].read_bytes() == data, "wrong", "what was set aside was changed")
        with closing(ReadingState.open(folder)) as state:
            must(77 in state.marked("saved") or told, "wrong", "a mark is lost at the end without a word")

    def _home(self, what: str, data: bytes) -> Path:
        """A home with all files sound but one."""
        self._made += 1
        home = self.folder / f"home{self._made % 8}"
        for place in ("state", "cache/index"):
            (home / place).mkdir(parents=True, exist_ok=True)
            for old in (home / place).iterdir():
                old.unlink()
        for name, (place, sound) in self._sound.items():
            (home / place).write_bytes(data if name == what else sound)
        return home
