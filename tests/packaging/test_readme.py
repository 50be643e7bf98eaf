"""The README says what is so: its tables, its commands, its links."""

from __future__ import annotations

import importlib.util
import re
import shlex
from pathlib import Path
from types import ModuleType
from urllib.parse import unquote

import pytest

from newsreader.articles.read import read_article
from newsreader.cli import kiosk
from newsreader.cli.command_list import COMMANDS
from newsreader.kiosk import unlock_sequence
from newsreader.settings import passcode
from newsreader.settings.station import StationError, parse


@pytest.fixture(scope="module")
def tables(project: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "readme_tables", project / "tests/packaging/readme_tables.py"
    )
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def readme(project: Path) -> str:
    return (project / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["keys", "settings", "profile"])
def test_the_tables_are_those_of_the_program(tables: ModuleType, readme: str, name: str) -> None:
    """Where this fails: `python tests/packaging/readme_tables.py` writes them anew."""
    assert tables.block(readme, name) == tables.TABLES[name]()


def _commands(readme: str, name: str) -> str:
    found = re.search(rf"<!-- {name} -->\n```sh\n(.*?)```", readme, re.DOTALL)
    assert found, f"no code block after <!-- {name} -->"
    return found[1].strip()


def test_one_command_runs_it_and_one_tests_it(readme: str) -> None:
    assert _commands(readme, "run").endswith(".venv/bin/newsreader")
    assert ".venv/bin/pytest" in _commands(readme, "test")
    for name in ("run", "test"):
        assert "\n" not in _commands(readme, name)
        assert shlex.split(_commands(readme, name))[:3] == ["python3", "-m", "venv"]


def test_every_command_of_the_program_is_told(readme: str) -> None:
    (block,) = re.findall(r"^## Command line\n+```\n(.*?)^```", readme, re.DOTALL | re.MULTILINE)
    told = re.findall(r"^newsreader ([a-z]+) ", block, re.MULTILINE)
    assert sorted(told) == sorted(COMMANDS)


def test_what_it_shows_and_points_to_is_there(readme: str, project: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", readme):
        assert target.startswith("https://") or (project / unquote(target)).is_file(), target


def test_its_example_of_an_article_is_without_fault(readme: str, tmp_path: Path) -> None:
    found = re.search(r"^````markdown\n(.*?)^````", readme, re.DOTALL | re.MULTILINE)
    assert found
    (tmp_path / "example.md").write_text(found[1], encoding="utf-8")
    article = read_article(tmp_path, "example.md")
    assert (article.title, article.area, article.reference) == (
        "Two bicycles to give back",
        "Kent",
        "46/123456/20",
    )
    assert article.date and article.date.text == "2020-11-03T14:05"
    assert article.expires and article.url and article.description
    assert {finding.code for finding in article.findings} <= {"expired"}


def test_its_example_of_a_profile_is_without_fault(readme: str, tmp_path: Path) -> None:
    (text,) = re.findall(r"^```toml\n(.*?)^```", readme, re.DOTALL | re.MULTILINE)
    with pytest.raises(StationError) as caught:
        parse(text, tmp_path / "station.toml")
    (problem,) = caught.value.problems
    assert '"/srv/news"' in problem and caught.value.usable, "only the folder of the example is not here"
    station = caught.value.usable
    assert station.name and station.areas and station.contacts[0].number


def test_every_option_of_the_display_is_told(readme: str) -> None:
    options = {each for option in kiosk.command.params for each in option.opts if each.startswith("--")}
    assert {option for option in options if not re.search(rf"{option}(?=[\s`])", readme)} == set()


def test_the_way_in_for_staff_is_the_one_that_is_told(readme: str) -> None:
    text = " ".join(readme.split())
    keys = ", ".join(key.title() for key in unlock_sequence.KEYS)
    assert f"after {keys} within three seconds" in text and unlock_sequence.KEYS_WITHIN == 3
    assert "clockwise from the top left, within six" in text and unlock_sequence.CORNERS_WITHIN == 6
    assert f"has {passcode.FEWEST} to {passcode.MOST} digits" in text
    assert "After three wrong codes" in text and passcode.FREE == 3
    assert f"wait for {passcode.FIRST_WAIT} seconds" in text and passcode.LONGEST_WAIT == 3600


def test_the_recorded_versions_fit_what_the_project_asks_for(project: Path) -> None:
    """The set that the checks ran with last is written down, and Textual's version in it is one we allow."""
    recorded = (project / ".ci" / "versions.txt").read_text(encoding="utf-8")
    assert re.search(r"^textual==8\.2\.", recorded, re.MULTILINE)
