"""The stages that this room's tests share."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).parent


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"ui_{name}", HERE / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def pane() -> ModuleType:
    """The article's pane on a stage."""
    return _load("article_stage")


@pytest.fixture(scope="session")
def links() -> ModuleType:
    """The link panel on a stage."""
    return _load("link_stage")
