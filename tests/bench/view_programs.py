"""The two programs that `bench_view.py` runs: `stock` and `ours`."""

from __future__ import annotations

import gc
import sys
from array import array
from collections.abc import Sequence
from pathlib import Path

from textual import events
from textual.app import App, ComposeResult
from textual.containers import Horizontal

SIZES = {"1": 3_000, "2": 30_000, "3": 300_000, "4": 3_000_000}
"""The key that shows a document, and its characters."""
ARTICLES = 200


def article(number: int, size: int) -> str:
    """Invented Markdown with headings, lists, emphasis and a quotation, whose first word says which it is."""
    parts = [f"Marker{number:07} opens the report of what was seen by the river."]
    length = 0
    while length < size:
        n = len(parts)
        sentence = (
            f"People were **called** to the bridge at {n % 24:02}:15, and a _neighbour_ was not hurt at all. "
        )
        parts.append(
            f"## What happened in part {n}"
            if n % 9 == 0
            else "- a bicycle with a blue frame\n- a lamp\n- two bags of tools from the shed"
            if n % 9 == 4
            else f"> {sentence}"
            if n % 9 == 7
            else f"Place{n:06} {sentence * 3}"
        )
        length += len(parts[-1]) + 2
    return "\n\n".join(parts)


def stock(bodies: Sequence[str], documents: dict[str, str]) -> None:
    """OptionList and Markdown, as Textual ships them."""
    from textual.containers import VerticalScroll
    from textual.widgets import Markdown, OptionList

    class Stock(App[None]):
        CSS = "OptionList { width: 40; } Markdown { height: auto; }"

        def compose(self) -> ComposeResult:
            with Horizontal():
                yield OptionList(*[f"Article {number}" for number in range(len(bodies))])
                with VerticalScroll():
                    yield Markdown(bodies[0])

        def on_mount(self) -> None:
            self.query_one(OptionList).highlighted = 0

        def open(self, body: str) -> None:
            self.query_one(VerticalScroll).scroll_home(animate=False)
            self.query_one(Markdown).update(body)

        def on_key(self, event: events.Key) -> None:
            options = self.query_one(OptionList)
            if event.character == "J":
                options.highlighted = (options.highlighted or 0) + 1
                self.open(bodies[options.highlighted])
            elif event.character in documents:
                self.open(documents[event.character])

    Stock().run()


def ours(bodies: Sequence[str], documents: dict[str, str]) -> None:
    """The reader's list and view."""
    from newsreader.document.document import Document
    from newsreader.library.headlines import Filter, Headline, Listing, Section, View
    from newsreader.reader.article_list import ArticleList
    from newsreader.ui.article_view.article_view import ArticleView, ShownArticle
    from newsreader.ui.themes import DARK

    def headline(key: int) -> Headline:
        return Headline(
            key=key,
            id=str(key),
            root=Path(),
            path=str(key),
            title=f"Article {key}",
            area="Somewhere",
            date="2019-03-15",
            date_source=None,
            description="",
            url=None,
            reference=None,
            read=False,
            saved=False,
        )

    class Ours(App[None]):
        CSS = "ArticleList { width: 40; }"

        def __init__(self) -> None:
            super().__init__()
            self.register_theme(DARK)
            self.theme = "dark"
            self.at = 0
            self.moves = {
                " ": lambda view: view.page(1),
                "b": lambda view: view.page(-1),
                "G": lambda view: view.to_end(),
                "g": lambda view: view.to_start(),
                "m": lambda view: view.go_to((view.place + SIZES["4"] // 7) % SIZES["4"]),
            }

        def get_theme_variable_defaults(self) -> dict[str, str]:
            return dict(DARK.variables)

        def compose(self) -> ComposeResult:
            with Horizontal():
                yield ArticleList(lambda keys: [headline(key) for key in keys])
                yield ArticleView()

        def on_mount(self) -> None:
            gc.freeze()  # as the reader does once it has started
            gc.set_threshold(50_000, 50, 100)
            count = len(bodies)
            section = Section("2019-03-15", "Friday 15 March 2019", 0, count, count)
            listing = Listing(View.DATE, Filter(), array("q", range(count)), (section,), count)
            self.query_one(ArticleList).show(listing, ["2019-03-15"])
            self.open(bodies[0])

        def open(self, body: str) -> None:
            self.query_one(ArticleView).show(
                ShownArticle("A report", "Somewhere · 15 March 2019", Document(body))
            )

        def on_key(self, event: events.Key) -> None:
            if event.character == "J":
                self.at += 1
                self.query_one(ArticleList).move(1)
                self.open(bodies[self.at])
            elif event.character in documents:
                self.open(documents[event.character])
            elif event.character in self.moves:
                self.moves[event.character](self.query_one(ArticleView))

    Ours().run()


if __name__ == "__main__":
    programs = {"stock": stock, "ours": ours}
    shown = {key: article(size, size) for key, size in SIZES.items()}
    programs[sys.argv[1]](
        [article(number, 2_700) for number in range(ARTICLES)], {**shown, "z": "Marker9999999 is short."}
    )
