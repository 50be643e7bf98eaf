"""An app with nothing but the article view, and what tests do with it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from textual.app import App, ComposeResult
from textual.events import MouseMove
from textual.pilot import Pilot

from newsreader.document.document import Document
from newsreader.links.reference import Entry, Group, Kind, Reference
from newsreader.ui.article_view.article_view import ArticleView, ShownArticle
from newsreader.ui.themes import DARK, THEMES

BODY = (Path(__file__).parent / "fixtures" / "patrols.md").read_text(encoding="utf-8")
TITLE = "Extra patrols near places of worship"
PATIENCE = 60
BYLINE = "Bedfordshire · 15 March 2019 · 1 min"


class ArticleApp(App[None]):
    """Shows the view, and keeps its messages."""

    def __init__(self, theme: str = "dark") -> None:
        super().__init__()
        for each in THEMES:
            self.register_theme(each)
        self.theme = theme
        self.messages: list[object] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(DARK.variables)

    def compose(self) -> ComposeResult:
        yield ArticleView()

    @property
    def view(self) -> ArticleView:
        return self.query_one(ArticleView)

    def on_article_view_moved(self, event: ArticleView.Moved) -> None:
        self.messages.append(event)

    def on_article_view_link_chosen(self, event: ArticleView.LinkChosen) -> None:
        self.messages.append(event)

    def on_article_view_found(self, event: ArticleView.Found) -> None:
        self.messages.append(event)

    def on_article_view_copy_requested(self, event: ArticleView.CopyRequested) -> None:
        self.messages.append(event)

    def last(self, kind: type) -> object:
        return [each for each in self.messages if isinstance(each, kind)][-1]


def rows(app: ArticleApp) -> list[str]:
    """Return the lines of the pane."""
    view = app.view
    return [strip.text.rstrip() for strip in view.render_lines(view.size.region)]


def seen(app: ArticleApp) -> str:
    return "\n".join(rows(app))


def styles_of(app: ArticleApp, words: str) -> list[object]:
    """Return the styles of some words on the first line that has them."""
    for strip in app.view.render_lines(app.view.size.region):
        at = strip.text.find(words)
        if at >= 0:
            cut = strip.crop(at, at + len(words))
            return [segment.style for segment in cut]
    raise AssertionError(f"{words!r} is not in sight:\n{seen(app)}")


def find(app: ArticleApp, words: str) -> tuple[int, int]:
    """Return the cell at which some words start."""
    for y, row in enumerate(rows(app)):
        if words in row:
            return row.index(words), y
    raise AssertionError(f"{words!r} is not in sight:\n{seen(app)}")


def entry(number: int, *words: str, body: str = BODY) -> Entry:
    """Return an entry whose places are those of its words."""
    places = []
    for word in words:
        at = body.find(word)
        while at >= 0:
            places.append((at, at + len(word)))
            at = body.find(word, at + 1)
    mention = Reference(
        entry=number,
        kind=Kind.RESOURCE,
        text=words[0],
        target=None,
        resource=None,
        name=words[0],
        purpose="",
        group=Group.HELP,
        status=None,
        replaced_by=None,
        call=None,
        places=tuple(sorted(places)),
    )
    return Entry(
        number=number,
        group=Group.HELP,
        name=words[0],
        purpose="",
        words=words[0],
        target=None,
        successor=None,
        shown="",
        reference=None,
        evidence="A",
        references=(mention,),
    )


ENTRIES = (entry(1, "101"), entry(2, "999"), entry(3, "Run, Hide, Tell"), entry(4, "www.LTAI.info"))


def show(app: ArticleApp, body: str = BODY, title: str = TITLE, *, place: int | None = None) -> None:
    app.view.show(ShownArticle(title, BYLINE, Document(body)), place=place)


def long_body(paragraphs: int) -> str:
    return "\n\n".join(
        f"Paragraph {n:05} says that the river rose again last night." for n in range(paragraphs)
    )


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, f"waited for {PATIENCE} seconds"
        await pilot.pause(0.01)


def mouse_move(app: ArticleApp, x: int, y: int) -> MouseMove:
    """Return the event of the mouse at a cell, maybe beyond the pane."""
    return MouseMove(
        app.view, x, y, 0, 0, button=1, shift=False, meta=False, ctrl=False, screen_x=x, screen_y=y
    )
