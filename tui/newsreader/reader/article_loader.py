"""Load articles for the article pane, in threads: only the one asked for last arrives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message
from textual.widget import Widget
from textual.worker import get_current_worker

from newsreader.articles.article import Article, UnreadableError
from newsreader.library.date_order import now_in_london
from newsreader.library.headlines import Headline
from newsreader.library.library import Library
from newsreader.ui.dates import long_date

if TYPE_CHECKING:
    from newsreader.document.document import Document


@dataclass(frozen=True, slots=True)
class OpenArticle:
    """An article that is shown, or about to be."""

    headline: Headline
    article: Article
    document: Document

    @property
    def byline(self) -> str:
        """Area, date and minutes to read."""
        minutes = f"{self.document.minutes} min"
        return " · ".join([self.article.area or "No area", long_date(self.headline.date), minutes])

    @property
    def expired(self) -> bool:
        """Whether it has expired by now; an expiry that is a day, a month or a year lasts to its end."""
        expires = self.article.expires
        return expires is not None and expires.text < now_in_london()[: len(expires.text)]


class ArticleLoader:
    """Reads and parses articles for one widget, which is sent `Loaded` or `Failed`."""

    @dataclass
    class Loaded(Message):
        """An article was read; `place` is where in its body to begin."""

        ticket: int
        opened: OpenArticle
        place: int | None

    @dataclass
    class Failed(Message):
        """An article could not be read."""

        ticket: int
        headline: Headline
        sentence: str

    def __init__(self, library: Library, host: Widget) -> None:
        self._library, self._host = library, host
        self._ticket = 0
        self.coming: Headline | None = None
        """What is being read for the view, which then still shows what was opened before."""

    def load(self, headline: Headline, place: int | None) -> None:
        """Load an article to be shown from `place`, or from where it was left if that is None."""
        self.coming = headline
        self._ticket += 1
        ticket = self._ticket

        def read() -> None:
            from newsreader.articles.repeated_dateline import repeated_dateline
            from newsreader.document.document import Document

            if get_current_worker().is_cancelled:
                return
            try:
                article = self._library.read(headline)
            except UnreadableError as error:
                sentence = f"{error.finding.message} {error.finding.remedy}"
                self._host.post_message(self.Failed(ticket, headline, sentence))
                return
            document = Document(article.body.text, title=article.title, dateline=repeated_dateline(article))
            document.preload()
            at = place if place is not None else self._library.place(headline.key)
            self._host.post_message(self.Loaded(ticket, OpenArticle(headline, article, document), at))

        self._host.run_worker(read, thread=True, group="article", exclusive=True)

    def accept(self, ticket: int) -> bool:
        """Whether an answer is that to the last question, which is answered by it."""
        if ticket != self._ticket:
            return False
        self.coming = None
        return True

    def cancel(self) -> None:
        """Want nothing any more."""
        self._ticket += 1
        self.coming = None
