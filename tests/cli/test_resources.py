"""`newsreader resources`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Run = Callable[..., object]

RESOURCE_KEYS = [
    "id", "name", "category", "purpose", "aliases", "former_names", "address", "phone", "phone_note", "text",
    "email", "hours", "cost", "nations", "where", "status", "replaced_by", "note", "evidence", "checked",
]  # fmt: skip


def test_a_catalogue_in_the_settings_replaces_shipped_resources(run: Run, own_home: Path) -> None:
    config = own_home / ".config" / "newsreader" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(f'resources = ["{Path(__file__).parent / "own.yaml"}"]', encoding="utf-8")
    (found,) = [each for each in run("resources", "--json").objects if each["id"] == "crimestoppers"]
    assert found["name"] == "Crimestoppers of Avonshire"


def test_resources_are_found_and_printed_as_json(run: Run) -> None:
    everything = run("resources", "--json")
    assert everything.status == 0 and len(everything.objects) >= 40
    some = run("resources", "anonymous", "--json")
    assert {each["id"] for each in some.objects} < {each["id"] for each in everything.objects}
    first = run("resources", "crimestoppers", "--json").objects[0]
    assert list(first) == RESOURCE_KEYS
    assert first["email"] is None and first["replaced_by"] is None and first["former_names"] == []
    assert (first["id"], first["phone"]) == ("crimestoppers", "0800 555 111")
    assert run("resources", "crimestoppers").out.startswith("Crimestoppers")


def test_a_query_without_resources_is_status_1(run: Run) -> None:
    done = run("resources", "xylophones", "\x1b[31m")
    assert (done.status, done.out) == (1, "")
    assert "xylophones" in done.err and "\x1b" not in done.err
