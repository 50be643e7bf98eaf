"""An app with nothing but the article's pane, and what tests do with it."""

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
BYLINE = "Bedfordshire · 15 March 2019 · 1 min"


class Stage(App[None]):
    """An app with nothing but the view, and a list of what it said."""

    def __init__(self, theme: str = "dark") -> None:
        super().__init__()
        for each in THEMES:
            self.register_theme(each)
        self.theme = theme
        self.said: list[object] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(DARK.variables)

    def compose(self) -> ComposeResult:
        yield ArticleView()

    @property
    def view(self) -> ArticleView:
        return self.query_one(ArticleView)

    def on_article_view_moved(self, event: ArticleView.Moved) -> None:
        self.said.append(event)

    def on_article_view_link_chosen(self, event: ArticleView.LinkChosen) -> None:
        self.said.append(event)

    def on_article_view_found(self, event: ArticleView.Found) -> None:
        self.said.append(event)

    def on_article_view_copy_requested(self, event: ArticleView.CopyRequested) -> None:
        self.said.append(event)

    def last(self, kind: type) -> object:
        return [each for each in self.said if isinstance(each, kind)][-1]


def rows(app: Stage) -> list[str]:
    """What the pane shows."""
    view = app.view
    return [strip.text.rstrip() for strip in view.render_lines(view.size.region)]


def seen(app: Stage) -> str:
    return "\n".join(rows(app))


def styles_of(app: Stage, words: str) -> list[object]:
    """The styles of the words where they first stand on one row of the pane."""
    for strip in app.view.render_lines(app.view.size.region):
        at = strip.text.find(words)
        if at >= 0:
            cut = strip.crop(at, at + len(words))
            return [segment.style for segment in cut]
    raise AssertionError(f"{words!r} is not in sight:\n{seen(app)}")


def spot(app: Stage, words: str) -> tuple[int, int]:
    """The cell at which some words begin."""
    for y, row in enumerate(rows(app)):
        if words in row:
            return row.index(words), y
    raise AssertionError(f"{words!r} is not in sight:\n{seen(app)}")


def entry(number: int, *words: str, body: str = BODY) -> Entry:
    """An entry that stands wherever its words stand."""
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


def show(app: Stage, body: str = BODY, title: str = TITLE, *, place: int | None = None) -> None:
    app.view.show(ShownArticle(title, BYLINE, Document(body)), place=place)


def long_body(paragraphs: int) -> str:
    return "\n\n".join(
        f"Paragraph {n:05} says that the river rose again last night." for n in range(paragraphs)
    )


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    """Waits for something to become true."""
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end, "waited for ten seconds"
        await pilot.pause(0.01)


def mouse_move(app: Stage, x: int, y: int) -> MouseMove:
    """The mouse comes to a cell, maybe beyond the pane."""
    return MouseMove(
        app.view, x, y, 0, 0, button=1, shift=False, meta=False, ctrl=False, screen_x=x, screen_y=y
    )
