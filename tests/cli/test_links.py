"""`newsreader links`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Run = Callable[..., object]

LINK_KEYS = [
    "entry",
    "kind",
    "text",
    "target",
    "resource",
    "name",
    "purpose",
    "group",
    "status",
    "replaced_by",
    "call",
    "places",
]


def test_links_have_their_places(run: Run, news: Path, bicycles: str) -> None:
    done = run("links", bicycles, "-C", news, "--json")
    assert (done.status, done.err) == (0, "")
    assert all(list(each) == LINK_KEYS for each in done.objects)
    text = (news / "Avonshire" / "bicycles.md").read_text(encoding="utf-8").splitlines()
    kinds = {}
    for each in done.objects:
        kinds.setdefault(each["kind"], []).append(each)
        assert each["places"]
        line, column, length = each["places"][0]
        assert text[line - 1][column - 1 : column - 1 + length] == each["text"]
    assert "https://www.example.org/bicycles" in {each["target"] for each in kinds["web"]}
    assert "mailto:bicycles@example.org" in {each["target"] for each in kinds["email"]}
    assert {"tel:101", "tel:+448005551" + "11"} & {each["target"] for each in kinds["phone"]}
    assert kinds["reference"][0]["text"] == "46/123456/20"
    assert kinds["reference"][0]["call"] == "101"
    assert {"101", "crimestoppers"} <= {each["resource"] for each in done.objects}
    assert {each["group"] for each in done.objects} <= {"emergency", "help", "appeal", "web"}
    entries = [each["entry"] for each in done.objects]
    assert min(entries) == 1 and set(entries) == set(range(1, max(entries) + 1))


def test_links_are_printed_as_a_numbered_list(run: Run, news: Path) -> None:
    done = run("links", news / "Borchester" / "course.md", "-C", news)
    assert done.status == 0
    assert done.out.lstrip().startswith("1")
    assert "Run, Hide, Tell" in done.out or "Run Hide Tell" in done.out


def test_an_article_without_links_is_status_1(run: Run, news: Path) -> None:
    done = run("links", news / "Borchester" / "year.md", "-C", news)
    assert (done.status, done.out) == (1, "")


def test_a_link_that_misleads_shows_its_target_first_and_is_a_finding(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "---\ntitle: A link\narea: Avonshire\ndate: 2020-06-01\n---\n\n"
        "[www.example.org](https://evil.example/a) or [call 101](tel:*21*09098790000#)\n",
        encoding="utf-8",
    )
    done = run("links", tmp_path / "a.md")
    assert done.lines[0].split() == ["1", "evil.example/a"]
    assert "In the text: “www.example.org”" in done.out
    deceptive, blocked = run("links", tmp_path / "a.md", "--json").objects
    assert (deceptive["target"], blocked["target"]) == ("https://evil.example/a", None)
    codes = {each["code"]: each["line"] for each in run("check", tmp_path, "--json").objects}
    assert codes["link-misleading"] == codes["link-blocked"] == 7
