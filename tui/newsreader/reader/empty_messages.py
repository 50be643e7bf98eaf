"""Sentences for a reader before an empty list or a search: each true, each with what to do next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from newsreader.library.headlines import Filter, Status
from newsreader.library.search import SearchResult

ONLY_WORDS: Mapping[Status, str] = MappingProxyType(
    {
        Status.ALL: "All articles",
        Status.UNREAD: "Unread",
        Status.SAVED: "Saved for later",
        Status.NEW: "New since the last visit",
    }
)

_EMPTY = {
    Status.UNREAD: "Everything here has been read. i shows all articles again.",
    Status.SAVED: "Nothing is saved yet. s saves the article under the cursor; i shows all articles again.",
    Status.NEW: "Nothing has arrived since the last visit. i shows all articles again.",
}


def articles(number: int) -> str:
    """`1 article`, `1,204 articles`."""
    return f"{number:,} article{'s' * (number != 1)}"


def empty_list(choice: Filter, roots: Sequence[Path], *, filling: bool) -> str:
    """Why a list holds nothing; `filling` while the articles are being read for the first time."""
    if filling:
        return "The articles are being read. They appear here as they come."
    if choice.words:
        return f"No headline holds “{choice.words}”. Esc shows the whole list again."
    if choice.only in _EMPTY:
        return _EMPTY[choice.only]
    if choice.areas:
        return "No article is of the areas chosen. a chooses others."
    places = " or ".join(str(root) for root in roots)
    return (
        f"There are no articles in {places}. Articles are files that end in .md or .markdown; "
        "when one is put there, it appears here."
    )


def hits(query: str, result: SearchResult | None) -> str:
    """What a search came to; before anything is typed, what can be."""
    if not query:
        return (
            'Words, "a phrase", -without, begin*, area:Kent, after:2020-06, is:unread, ref:2499. '
            "Up brings back the last searches."
        )
    if result is None:
        return "Searching …"
    found = len(result.hits)
    if not found:
        also = f" Did you mean “{result.suggestion}”?" if result.suggestion else ""
        return " ".join([f"No article holds “{query}”.{also}", *result.notes])
    if result.total is None:
        return f"{articles(found)} or more"
    if result.total > found:
        return f"The best {found} of {articles(result.total)}"
    return articles(found)
