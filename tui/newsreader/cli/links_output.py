"""The links of an article as a numbered list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from newsreader.articles.article import Article
from newsreader.cli.output import BOLD, DIM, painted
from newsreader.document.wrap import wrap
from newsreader.links.reference import Entry
from newsreader.settings.content_paths import catalogue_paths
from newsreader.settings.settings import Settings

if TYPE_CHECKING:
    from newsreader.links.extract import Links


def article_links(article: Article, settings: Settings) -> Links:
    """Find everything that the article refers to, with the catalogue of the settings."""
    from newsreader.links.catalogue.loader import load_catalogue
    from newsreader.links.extract import links_of

    catalogue, _ = load_catalogue(catalogue_paths(settings))
    return links_of(article.body.text, catalogue, url=article.url, reference=article.reference)


def entry_lines(entries: Sequence[Entry], width: int) -> Iterator[str]:
    """Format the entries as a numbered list at `width`; an address is never broken, however long."""
    digits = len(str(len(entries)))
    for entry in entries:
        lead = f"{entry.number:>{digits}}  "
        indent = " " * len(lead)
        for number, line in enumerate(wrapped(_heading(entry), width - len(lead))):
            yield (painted(lead, DIM) if number == 0 else indent) + painted(line, BOLD)
        for fact in _facts(entry):
            yield from (indent + line for line in wrapped(fact, width - len(lead)))
        if _address(entry):
            yield indent + _address(entry)


def plain_entry_lines(entries: Sequence[Entry], width: int | None) -> Iterator[str]:
    """Format the entries as linear text: each on one line, unless `width` is given."""
    for entry in entries:
        sentences = (f"{entry.number}. {_heading(entry)}", *_facts(entry))
        text = " ".join(
            part if part.endswith((".", "?", "!")) or "://" in part else f"{part}." for part in sentences
        )
        text = f"{text} {_address(entry)}".rstrip()
        yield from wrapped(text, width) if width else [text]


def wrapped(text: str, width: int) -> list[str]:
    """Wrap the text in lines of at most `width` cells, at least 10."""
    rows = wrap(text, max(width, 10))
    return [text[row.start : row.end] + ("-" if row.hyphen else "") for row in rows]


def _heading(entry: Entry) -> str:
    return f"{entry.successor}; the article says {entry.name}" if entry.successor else entry.name


def _facts(entry: Entry) -> Iterator[str]:
    facts = [entry.shown] if entry.shown and entry.shown not in (entry.name, _address(entry)) else []
    if entry.reference:
        facts.append(f"quote {entry.reference}")
    if facts:
        yield ", ".join(facts) + (" (from memory, not verified)" if entry.evidence == "M" else "")
    if entry.purpose:
        yield entry.purpose
    if not entry.successor and any(one.status not in (None, "current") for one in entry.references):
        yield "May have ended"
    if entry.words.casefold() not in (entry.name.casefold(), entry.shown.casefold()):
        yield f"In the text: “{entry.words}”"


def _address(entry: Entry) -> str:
    """Return what opens, where it is an address, and not shown already."""
    target = entry.target or ""
    if not target.startswith(("http:", "https:", "mailto:")) or target.removeprefix("mailto:") == entry.name:
        return ""
    return target
