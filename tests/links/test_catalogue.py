from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.articles.article import Severity
from newsreader.links.catalogue.catalogue import Catalogue, folded
from newsreader.links.catalogue.loader import load_catalogue, shipped_catalogue
from newsreader.links.catalogue.resource import LEVELS
from newsreader.links.policy import Allowed, check
from newsreader.links.reference import Group

MINE = """\
resources:
  - id: helpline
    name: Northshire Helpline
    phone: 0808 157 0123
    purpose: For anybody in Northshire.
"""


def write(folder: Path, text: str, name: str = "mine.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_catalogue_is_complete_and_without_findings() -> None:
    catalogue, findings = load_catalogue([shipped_catalogue()])
    assert findings == ()
    assert len(catalogue.resources) == 55
    for entry in catalogue.resources:
        assert entry.purpose.endswith("."), entry.id
        assert entry.nations, entry.id
        assert entry.checked, entry.id
        shown = [fact for fact in ("address", "phone", "text", "email", "hours") if getattr(entry, fact)]
        assert all(entry.level(fact) in tuple(LEVELS) for fact in shown), entry.id


def test_every_fact_of_the_shared_list_is_in_the_catalogue(shared: Path, catalogue: Catalogue) -> None:
    import yaml

    facts = yaml.safe_load((shared / "facts" / "resources.yaml").read_text(encoding="utf-8"))["resources"]
    assert {fact["id"] for fact in facts} == set(catalogue.by_id)
    for fact in facts:
        entry = catalogue.by_id[fact["id"]]
        if fact.get("url") and entry.address:
            assert entry.address == fact["url"]
        if fact.get("phone") and fact["id"] != "silent-solution":
            assert entry.phone == str(fact["phone"])
        for field in fact.get("unverified_fields", ()):
            name = {"url": "address", "scope": "nations"}.get(
                field.partition(":")[0], field.partition(":")[0]
            )
            if name == "address" and not entry.address:
                continue
            assert entry.level(name) == "M", (entry.id, name)


def test_the_policy_allows_every_shipped_address(catalogue: Catalogue) -> None:
    for entry in catalogue.resources:
        if entry.address:
            assert isinstance(check(entry.address), Allowed), entry.id


def test_a_dead_address_is_nowhere_an_address(catalogue: Catalogue) -> None:
    for entry in catalogue.resources:
        for dead in entry.dead_addresses:
            assert all(dead not in other.address for other in catalogue.resources)
            assert catalogue.resource_at(dead) == (entry, False)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("clares law", "clares-law"),
        ("CLARE’S", "clares-law"),
        ("action fraud", "report-fraud"),
        ("61016", "btp-contact"),
        ("0800 1111", "childline"),
        ("tell mama", "tell-mama"),
        ("bicycle", "bikeregister"),
        ("suicide hotline for sailors", None),
    ],
)
def test_find(catalogue: Catalogue, query: str, first: str | None) -> None:
    found = catalogue.find(query)
    assert (found[0].id if found else None) == first


def test_find_of_nothing_is_everything_by_category(catalogue: Catalogue) -> None:
    assert catalogue.find("  ") == list(catalogue.resources)
    headings = [category.name for category, _ in catalogue.by_category()]
    assert headings[0] == "In an emergency"
    assert sum(len(entries) for _, entries in catalogue.by_category()) == 55
    assert catalogue.group(catalogue.by_id["999"]) is Group.EMERGENCY


def test_an_entry_of_the_press_office_replaces_ours(tmp_path: Path) -> None:
    own = write(tmp_path, MINE + "  - id: crimestoppers\n    name: Crimestoppers Northshire\n")
    catalogue, findings = load_catalogue([shipped_catalogue(), own])
    assert findings == ()
    assert catalogue.by_id["crimestoppers"].name == "Crimestoppers Northshire"
    assert catalogue.by_id["crimestoppers"].phone == ""
    assert catalogue.resource_on("08081570123")[0] == catalogue.by_id["helpline"]
    assert len(catalogue.resources) == 56


def test_an_entry_without_rules_goes_by_its_names(tmp_path: Path) -> None:
    catalogue, _ = load_catalogue([write(tmp_path, MINE)])
    (rule,) = catalogue.by_id["helpline"].rules
    assert rule.names == ("Northshire Helpline",)


@pytest.mark.parametrize(
    ("line", "code", "where"),
    [
        ("    adress: https://example.org/", "resource-key-unknown", (6, 5)),
        ("    address: javascript:alert(1)", "resource-address", (6, 14)),
        ("    address: https://user:pw@example.org/", "resource-address", (6, 14)),
        ("    text: ring us", "resource-number", (6, 11)),
        ("    status: old", "resource-status", (6, 13)),
        ("    checked: 2026-02-30", "resource-date", (6, 14)),
        ("    category: nowhere", "resource-category-unknown", (6, 15)),
        ("    evidence: {phone: Z}", "resource-evidence", (6, 16)),
        ("    replaced_by: nobody", "resource-successor-unknown", (2, 5)),
        ("    match: [{any: [x], near: no-such-list}]", "resource-words-unknown", (6, 24)),
        ("    match: everything", "resource-shape", (6, 5)),
        ("    aliases: {a: b}", "resource-shape", (6, 5)),
        ("  - id: helpline\n    name: Again", "resource-twice", (6, 5)),
        ("  - name: No id", "resource-shape", (6, 5)),
        ("  - just words", "resource-shape", (6, 5)),
        ("    phone: [", "resource-yaml", (7, 1)),
        ('    phone: "\x07"', "resource-yaml", (6, 13)),
    ],
)
def test_a_mistake_is_reported_with_its_line(
    tmp_path: Path, line: str, code: str, where: tuple[int, int]
) -> None:
    catalogue, findings = load_catalogue([write(tmp_path, f"{MINE}{line}\n")])
    assert [(found.code, (found.line, found.column)) for found in findings] == [(code, where)]
    assert findings[0].path == "mine.yaml"
    assert findings[0].message.endswith(".") and findings[0].remedy.endswith(".")
    if code != "resource-yaml":
        assert "helpline" in catalogue.by_id


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"resources: \xff\xfe", "resource-encoding"),
        (b"[" * 30_000, "resource-too-large"),
        (b"- " * 30_000, "resource-too-large"),
        (b"x: y\n" * 300_000, "resource-too-large"),
        (b"- a list", "resource-shape"),
        (b"news: []", "resource-key-unknown"),
    ],
    ids=lambda value: str(value)[:12],
)
def test_a_file_that_is_no_catalogue_is_a_finding(tmp_path: Path, raw: bytes, code: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes(raw)
    _, findings = load_catalogue([path])
    assert [found.code for found in findings] == [code]


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    _, findings = load_catalogue([tmp_path / "none.yaml"])
    assert [(found.code, found.severity) for found in findings] == [("resource-unreadable", Severity.ERROR)]


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    write(tmp_path, "resources: [{id: a, name: First}]", "1.yaml")
    write(tmp_path, "resources: [{id: a, name: Second}]", "2.yml")
    write(tmp_path, "resources: [{id: a, name: Hidden}]", "_3.yaml")
    catalogue, findings = load_catalogue([tmp_path])
    assert catalogue.by_id["a"].name == "Second"
    assert findings == ()


@given(text=st.text(alphabet="ab: -[]{}\n'\"&*!|>?%@,#\tmatchidname", max_size=200))
@settings(max_examples=150, deadline=None)
def test_no_text_makes_it_raise(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("catalogue") / "mine.yaml"
    path.write_text("resources:\n" + text, encoding="utf-8")
    load_catalogue([path])


def test_folding() -> None:
    assert folded("Clare’s É-Law") == "clares e law"
