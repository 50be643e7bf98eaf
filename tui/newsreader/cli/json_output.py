"""The JSON objects that the commands print. Others rely on their keys, and on the order of them."""

from __future__ import annotations

from newsreader.articles.article import Article, Body, Finding
from newsreader.library.headlines import Headline
from newsreader.links.catalogue.resource import Resource
from newsreader.links.reference import Reference


def headline_object(headline: Headline) -> dict[str, object]:
    """One article as `list`, `search` and `show` give it."""
    return {
        "id": headline.id,
        "path": headline.path,
        "title": headline.title,
        "area": headline.area,
        "date": headline.date,
        "date_source": headline.date_source,
        "description": headline.description,
        "url": headline.url,
        "reference": headline.reference,
        "read": headline.read,
        "saved": headline.saved,
    }


def article_object(headline: Headline, article: Article) -> dict[str, object]:
    """One article whole, as `show` gives it."""
    return {**headline_object(headline), "body": article.body.text, "meta": article.meta}


def reference_object(mention: Reference, body: Body) -> dict[str, object]:
    """One thing that an article refers to, as `links` gives it."""
    return {
        "entry": mention.entry,
        "kind": mention.kind.value,
        "text": mention.text,
        "target": mention.target,
        "resource": mention.resource,
        "name": mention.name,
        "purpose": mention.purpose,
        "group": mention.group.value,
        "status": mention.status,
        "replaced_by": mention.replaced_by,
        "call": mention.call,
        "places": [list(body.place(start, end)) for start, end in mention.places],
    }


def finding_object(finding: Finding) -> dict[str, object]:
    """One thing to know about a file, as `check` gives it."""
    return {
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "severity": finding.severity.value,
        "code": finding.code,
        "message": finding.message,
        "remedy": finding.remedy,
    }


def resource_object(resource: Resource) -> dict[str, object]:
    """One entry of the catalogue, as `resources` gives it; null is what is not known."""
    return {
        "id": resource.id,
        "name": resource.name,
        "category": resource.category,
        "purpose": resource.purpose,
        "aliases": list(resource.aliases),
        "former_names": list(resource.former_names),
        "address": resource.address or None,
        "phone": resource.phone or None,
        "phone_note": resource.phone_note or None,
        "text": resource.text or None,
        "email": resource.email or None,
        "hours": resource.hours or None,
        "cost": resource.cost or None,
        "nations": list(resource.nations),
        "where": resource.where or None,
        "status": resource.status,
        "replaced_by": resource.replaced_by,
        "note": resource.note or None,
        "evidence": dict(resource.evidence),
        "checked": resource.checked or None,
    }
