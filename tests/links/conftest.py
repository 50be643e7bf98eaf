"""Shared by the tests of links: the shipped catalogue, and what a body refers to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsreader.document.document import Document
from newsreader.document.lines import Prose
from newsreader.links.catalogue.catalogue import Catalogue
from newsreader.links.catalogue.loader import load_catalogue, shipped_catalogue
from newsreader.links.extract import links_of
from newsreader.links.reference import Entry, Kind, Reference


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue that ships."""
    loaded, findings = load_catalogue([shipped_catalogue()])
    assert findings == ()
    return loaded


@pytest.fixture(scope="session")
def prose() -> Callable[[str], Prose]:
    """The prose of a Markdown body."""
    return lambda body: Document(body).prose()


@pytest.fixture(scope="session")
def find(catalogue: Catalogue) -> Callable[[str], tuple[Reference, ...]]:
    """The references of a Markdown body."""
    return lambda body: links_of(body, catalogue).references


@pytest.fixture(scope="session")
def entries(catalogue: Catalogue) -> Callable[[str], tuple[Entry, ...]]:
    """The panel's entries of a Markdown body."""
    return lambda body: links_of(body, catalogue).entries


@pytest.fixture(scope="session")
def by_kind() -> Callable[[tuple[Reference, ...]], dict[Kind, list[str]]]:
    """References as labels: ids for resources, the words of the text for the rest."""
    return lambda found: {
        kind: [
            (one.resource or "") if kind is Kind.RESOURCE else one.text for one in found if one.kind is kind
        ]
        for kind in Kind
    }
