"""The JSON objects that commands print. Their keys, and the order of the keys, are a contract."""

from __future__ import annotations

from dataclasses import asdict

from newsreader.articles.article import Article, Body, Finding
from newsreader.library.headlines import Headline
from newsreader.links.catalogue.resource import Resource
from newsreader.links.reference import Reference

_HEADLINE_KEYS = (
    "id", "path", "title", "area", "date", "date_source", "description", "url", "reference", "read", "saved",
)  # fmt: skip
_RESOURCE_KEYS = (
    "id", "name", "category", "purpose", "aliases", "former_names", "address", "phone", "phone_note", "text",
    "email", "hours", "cost", "nations", "where", "status", "replaced_by", "note", "evidence", "checked",
)  # fmt: skip
_NEVER_NULL = ("category", "purpose", "aliases", "former_names", "nations", "status", "evidence")


def headline_object(headline: Headline) -> dict[str, object]:
    """Return an article as `list`, `search` and `show` print it."""
    return {key: getattr(headline, key) for key in _HEADLINE_KEYS}


def article_object(headline: Headline, article: Article) -> dict[str, object]:
    """Return an article with its body, as `show` prints it."""
    return {**headline_object(headline), "body": article.body.text, "meta": article.meta}


def reference_object(reference: Reference, body: Body) -> dict[str, object]:
    """Return a reference of an article, as `links` prints it; a place is a line, a column and a length."""
    return {**asdict(reference), "places": [body.place(start, end) for start, end in reference.places]}


def finding_object(finding: Finding) -> dict[str, object]:
    """Return a finding about a file, as `check` prints it."""
    return asdict(finding)


def resource_object(resource: Resource) -> dict[str, object]:
    """Return a resource of the catalogue, as `resources` prints it; null is what is not known."""
    values = {key: getattr(resource, key) for key in _RESOURCE_KEYS}
    return {key: value if value or key in _NEVER_NULL else None for key, value in values.items()}
