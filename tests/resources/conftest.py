"""What the tests of this room share: the shipped catalogue, and a body as prose."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from newsreader.document.document import Document
from newsreader.document.lines import Prose
from newsreader.links.catalogue import catalogue as catalogues
from newsreader.links.catalogue.catalogue import Catalogue
from newsreader.links.extract import find_references
from newsreader.links.reference import Kind, Reference

KINDS = tuple(Kind)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue that ships."""
    loaded, findings = catalogues.load([catalogues.shipped()])
    assert findings == ()
    return loaded


@pytest.fixture(scope="session")
def prose() -> Callable[[str], Prose]:
    """A body of Markdown as the document room hands it out."""
    return lambda body: Document(body).prose()


@pytest.fixture(scope="session")
def mentions(catalogue: Catalogue) -> Callable[[str], tuple[Reference, ...]]:
    """What a body of Markdown refers to."""
    return lambda body: find_references(Document(body).prose(), catalogue)


@pytest.fixture(scope="session")
def by_kind() -> Callable[[tuple[Reference, ...]], dict[Kind, list[str]]]:
    """The mentions as labels: ids for resources, the words of the text for the rest."""
    return lambda found: {
        kind: [
            (one.resource or "") if kind is Kind.RESOURCE else one.text for one in found if one.kind is kind
        ]
        for kind in KINDS
    }


@pytest.fixture(scope="session")
def texts() -> list[Path]:
    """The labelled texts."""
    return sorted((Path(__file__).parent / "texts").glob("*.md"))
