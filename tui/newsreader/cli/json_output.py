"""The JSON objects that commands print. Their keys, and the order of the keys, are a contract."""

from __future__ import annotations

from newsreader.articles.article import Article, Body, Finding
from newsreader.library.headlines import Headline
from newsreader.links.catalogue.resource import Resource
from newsreader.links.reference import Reference


def headline_object(headline: Headline) -> dict[str, object]:
    """An article as `list`, `search` and `show` print it."""
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
    """An article with its body, as `show` prints it."""
    return {**headline_object(headline), "body": article.body.text, "meta": article.meta}


def reference_object(reference: Reference, body: Body) -> dict[str, object]:
    """A reference of an article, as `links` prints it."""
    return {
        "entry": reference.entry,
        "kind": reference.kind.value,
        "text": reference.text,
        "target": reference.target,
        "resource": reference.resource,
        "name": reference.name,
        "purpose": reference.purpose,
        "group": reference.group.value,
        "status": reference.status,
        "replaced_by": reference.replaced_by,
        "call": reference.call,
        "places": [list(body.place(start, end)) for start, end in reference.places],
    }


def finding_object(finding: Finding) -> dict[str, object]:
    """A finding about a file, as `check` prints it."""
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
    """A resource of the catalogue, as `resources` prints it; null is what is not known."""
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
