"""What an article is known by: its place in the collection, and its address in the world."""

from __future__ import annotations

import os

from newsreader.articles.article import Article
from newsreader.articles.hashing import blake2b


def id_of(relative: str) -> str:
    """Sixteen hexadecimal digits for the file `relative`, its path below its root as the folder lists it.

    64 bits: among 100,000 articles, two that are the same come about once in four billion collections.
    """
    return blake2b(os.fsencode(relative), digest_size=8).hexdigest()


def key_of(article: Article) -> int:
    """What reading state is kept by, a signed number of 64 bits: the address of the article, else its id.

    An article that is moved to another folder keeps its state by its address, in whatever way that is
    written.
    """
    return key_for(article.url, article.id)


def key_for(url: str | None, article_id: str) -> int:
    """The same from the two fields that it depends on."""
    name = _same_address(url) if url else article_id
    return int.from_bytes(
        blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True
    )


def _same_address(url: str) -> str:
    """`url` without what does not tell pages apart: scheme, case of the host, fragment, slash at the end."""
    _, _, rest = url.partition("://")
    rest = rest.partition("#")[0]
    host, slash, path = rest.partition("/")
    return (host.lower().removeprefix("www.") + slash + path).rstrip("/")
