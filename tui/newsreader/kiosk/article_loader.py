"""Read an article for a visitor, and find what it refers to. Everything here blocks: call it in a thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsreader.articles.article import Article
from newsreader.kiosk.context import KioskContext
from newsreader.kiosk.playlist import translation_of
from newsreader.kiosk.visitor_news import news_keys
from newsreader.library.headlines import Headline

if TYPE_CHECKING:
    from newsreader.document.document import Document
    from newsreader.links.reference import Entry


@dataclass(frozen=True, slots=True)
class OpenedArticle:
    """An article ready to be shown, and its neighbours in the list that it was opened from."""

    headline: Headline
    article: Article
    document: Document
    previous: Headline | None
    next: Headline | None


def open_article(
    context: KioskContext, headline: Headline, area: str | None, known: OpenedArticle | None
) -> OpenedArticle | None:
    """Read an article in the current language; None if visitors may not see it.

    Reuses the document of `known` if its article has not changed. Raises UnreadableError and LibraryError.
    """
    from newsreader.articles.repeated_dateline import repeated_dateline
    from newsreader.document.document import Document

    library, language = context.library, context.language
    headline = translation_of(library, library.find(headline.id), language)
    keys = news_keys(library, context.station, area, language)
    try:
        index = keys.index(headline.key)
    except ValueError:
        return None
    article = library.read(headline)
    if known is not None and known.article == article:
        document = known.document
    else:
        document = Document(article.body.text, title=article.title, dateline=repeated_dateline(article))
        document.preload()
    previous = library.headlines(list(keys[index - 1 : index])) if index else []
    following = library.headlines(list(keys[index + 1 : index + 2]))
    return OpenedArticle(headline, article, document, next(iter(previous), None), next(iter(following), None))


def links_in(context: KioskContext, article: Article) -> tuple[Entry, ...]:
    """Find what an article refers to."""
    from newsreader.links.extract import links_of

    return links_of(
        article.body.text,
        context.catalogue(),
        title=article.title,
        url=article.url,
        reference=article.reference,
    ).entries
