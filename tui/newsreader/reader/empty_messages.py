"""Sentences for an empty list or a search: each says what to do next, with the keys that are set."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
    Status.UNREAD: "Everything here has been read.",
    Status.SAVED: "Nothing is saved yet. {save} saves the article under the cursor.",
    Status.NEW: "Nothing has arrived since the last visit.",
}

Key = Callable[[str], str]
"""The key of a command, as hints name it."""


def articles(number: int) -> str:
    """`1 article`, `1,204 articles`."""
    return f"{number:,} article{'s' * (number != 1)}"


def empty_list(filter: Filter, roots: Sequence[Path], key: Key, *, filling: bool) -> str:
    """Why a list is empty; `filling` while the articles are being read for the first time."""
    if filling:
        return "The articles are being read. They appear here as they come."
    if filter.words:
        return f"No headline contains “{filter.words}”. {key('leave')} shows the whole list again."
    if filter.status in _EMPTY:
        sentence = _EMPTY[filter.status].format(save=key("save"))
        return f"{sentence} Press {key('only')} for the other lists."
    if filter.areas:
        return f"There are no articles in the chosen areas. Press {key('areas')} to choose others."
    places = " or ".join(str(root) for root in roots)
    return (
        f"There are no articles in {places}. Articles are files whose names end in .md or .markdown; "
        "when you add one, it appears here."
    )


def hits(query: str, result: SearchResult | None) -> str:
    """What a search has found; before anything is typed, what can be."""
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
        return " ".join([f"No article contains “{query}”.{also}", *result.notes])
    if result.total is None:
        return f"{articles(found)} or more"
    if result.total > found:
        return f"The best {found} of {articles(result.total)}"
    return articles(found)
