"""What the wheel and the source distribution hold, and that the wheel alone is the whole program."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

import newsreader

pytestmark = pytest.mark.slow


def _below(folder: Path) -> set[str]:
    """The files that belong to the project below a folder, relative to it."""
    files = (file.relative_to(folder) for file in folder.rglob("*") if file.is_file())
    return {
        str(file) for file in files if not any(part.startswith((".", "__pycache__")) for part in file.parts)
    }


def test_the_wheel_holds_the_package_its_content_and_nothing_else(wheel: Path, project: Path) -> None:
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    info = f"newsreader-{newsreader.__version__}.dist-info/"
    content = {name.removeprefix("newsreader/_content/") for name in names if "/_content/" in name}
    package = {name.removeprefix("newsreader/") for name in names if name.startswith("newsreader/")}
    package -= {f"_content/{name}" for name in content}
    assert content == _below(project / "content")
    assert package == _below(project / "tui" / "newsreader")
    assert {name for name in names if not name.startswith(("newsreader/", info))} == set()
    assert sum(name.startswith("articles/") and name.endswith(".md") for name in content) >= 24
    assert any(name.startswith("resources/") and name.endswith(".yaml") for name in content)


def test_the_wheel_starts_the_program_by_its_name(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        entries = archive.read(f"newsreader-{newsreader.__version__}.dist-info/entry_points.txt").decode()
    assert entries.split() == ["[console_scripts]", "newsreader", "=", "newsreader.__main__:main"]


def test_the_sources_can_be_built_again_and_tested(
    sdist: Path, wheel: Path, build: Callable[[Path, str, Path], Path], tmp_path: Path
) -> None:
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (sources,) = tmp_path.iterdir()
    assert (sources / "tests" / "conftest.py").is_file()
    assert (sources / "README.md").is_file()
    again = build(sources, "wheel", tmp_path / "out")
    with ZipFile(again) as archive, ZipFile(wheel) as first:
        assert sorted(archive.namelist()) == sorted(first.namelist())


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, installed from the wheel alone, in an environment that borrows only its dependencies."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, symlinks=True)
    python = home / "bin" / "python"
    command = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--quiet",
        "--no-deps",
        str(wheel),
    ]
    subprocess.run([*command, "--no-index"], check=True, capture_output=True)
    query = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = subprocess.run(
        [python, "-c", query], check=True, capture_output=True, text=True
    ).stdout.strip()
    # A folder named so is searched, but the .pth files in it are not obeyed: an editable install stays out.
    Path(packages, "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return home / "bin" / "newsreader"


def _run(program: Path, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environ = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "NEWSREADER"))
    }
    return subprocess.run(
        [program, *arguments], cwd=folder, env=environ, capture_output=True, encoding="utf-8", timeout=60
    )


def test_installed_elsewhere_it_is_the_whole_program(installed: Path, project: Path, tmp_path: Path) -> None:
    """One test, so that two processes of tests do not each install it."""
    version = _run(installed, "--version", folder=tmp_path)
    assert (version.returncode, version.stdout) == (0, f"newsreader {newsreader.__version__}\n")

    listed = _run(installed, "list", "--all", "--json", folder=tmp_path)
    assert (listed.returncode, listed.stderr) == (0, "")
    articles = [json.loads(line) for line in listed.stdout.splitlines()]
    ships = {name for name in _below(project / "content" / "articles") if name.endswith(".md")}
    assert {each["path"] for each in articles} == ships

    shown = _run(installed, "show", articles[0]["id"], folder=tmp_path)
    assert shown.returncode == 0 and articles[0]["title"] in " ".join(shown.stdout.split())

    resources = _run(installed, "resources", "--json", folder=tmp_path)
    assert (resources.returncode, resources.stderr) == (0, "")
    assert {"101", "999", "crimestoppers"} <= {
        json.loads(line)["id"] for line in resources.stdout.splitlines()
    }
