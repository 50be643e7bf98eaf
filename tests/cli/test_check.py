"""`newsreader check`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Run = Callable[..., object]

FINDING_KEYS = ["path", "line", "column", "severity", "code", "message", "remedy"]


def test_each_finding_has_its_place_and_a_remedy(run: Run, broken: Path) -> None:
    done = run("check", broken, "--json")
    assert all(list(each) == FINDING_KEYS for each in done.objects)
    assert {each["path"] for each in done.objects} == {"Felpersham/date.md"}
    assert {each["severity"] for each in done.objects} <= {"error", "warning", "note"}
    assert any(each["line"] in {4, 5} for each in done.objects)
    assert all(each["message"] and each["remedy"] for each in done.objects)


def test_findings_are_printed_as_lines_that_editors_understand_and_a_total(run: Run, broken: Path) -> None:
    findings = run("check", broken, "--json").objects
    done = run("check", broken)
    first = findings[0]
    place = f"{first['path']}:{first['line']}:{first['column']}: {first['severity']}: {first['message']}"
    assert done.lines[0] == place
    assert done.lines[1].strip() == first["remedy"]
    assert done.lines[-1].endswith("in 1 file; 1 article in all.")


def test_errors_are_status_1_and_warnings_with_strict(run: Run, broken: Path, tmp_path: Path) -> None:
    severities = {each["severity"] for each in run("check", broken, "--json").objects}
    assert run("check", broken).status == (1 if "error" in severities else 0)
    assert run("check", broken, "--strict").status == 1
    good = tmp_path / "Avonshire" / "good.md"
    good.parent.mkdir()
    good.write_text(
        "---\ntitle: A good article\narea: Avonshire\ndate: 2020-06-01\n"
        "description: It has all that it needs.\nurl: https://news.example.org/good\n---\n\nAll is well.\n",
        encoding="utf-8",
    )
    done = run("check", tmp_path, "--strict")
    assert (done.status, done.out) == (0, "1 article, no problems found.\n")


def test_a_file_that_cannot_be_an_article_is_an_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "deep.md").write_text("---\na: " + "[" * 30_000 + "\n---\nText.\n", encoding="utf-8")
    with (tmp_path / "huge.md").open("wb") as stream:
        stream.truncate(100_000_000)
    done = run("check", tmp_path, "--json")
    assert done.status == 1
    assert {"deep.md", "huge.md"} == {each["path"] for each in done.objects}


def test_content_that_cannot_be_read_is_status_3(run: Run, tmp_path: Path) -> None:
    assert run("check", tmp_path / "none").status == 3


def test_catalogues_are_checked_with_lines(run: Run, news: Path, tmp_path: Path) -> None:
    own = Path(__file__).parent / "own.yaml"
    found = run("check", own, "--json").objects
    assert {each["path"] for each in found} == {"own.yaml"}
    assert any("nobody-at-all" in each["message"] and each["line"] > 8 for each in found)
    folder = tmp_path / "resources"
    folder.mkdir()
    (folder / "own.yaml").write_text(own.read_text(encoding="utf-8"), encoding="utf-8")
    assert run("check", tmp_path).status == 1
    assert {each["path"] for each in run("check", tmp_path, "--json").objects} == {"resources/own.yaml"}


def test_the_shipped_content_has_no_findings(run: Run) -> None:
    done = run("check", "--strict")
    assert done.status == 0, done.out
