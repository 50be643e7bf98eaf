"""Identify an article by its path, and its reading state by its address."""

from __future__ import annotations

import os

from newsreader.articles.article import Article
from newsreader.articles.hashing import blake2b


def id_of(relative: str) -> str:
    """Return sixteen hexadecimal digits for the file `relative`, its path below its root.

    With 64 bits, two of 100,000 articles collide in one of four billion collections.
    """
    return blake2b(os.fsencode(relative), digest_size=8).hexdigest()


def key_of(article: Article) -> int:
    """Return the key of the article's reading state, a signed 64-bit number: from its address, else its id.

    An article that is moved to another folder keeps its state through its address.
    """
    return key_for(article.url, article.id)


def key_for(url: str | None, article_id: str) -> int:
    """Return the key from the two fields that it depends on."""
    name = _normalised_url(url) if url else article_id
    digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _normalised_url(url: str) -> str:
    """Return `url` without scheme, `www.`, case of the host, fragment and trailing slash."""
    _, _, rest = url.partition("://")
    host, slash, path = rest.partition("#")[0].partition("/")
    return (host.lower().removeprefix("www.") + slash + path).rstrip("/")
