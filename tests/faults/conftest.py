"""Libraries, disks that are full or may not be written, and the program run on them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from newsreader.cli import main

TUI = Path(__file__).parents[2] / "tui"
sys.path.insert(0, str(Path(__file__).parent))


@dataclass(frozen=True)
class Done:
    """How a run of the program ended."""

    status: int
    out: str
    err: str

    def titles(self) -> set[str]:
        """The titles of the articles that `list` wrote, for articles of `news`."""
        return set(re.findall(r"Notice \d+", self.out))

    def says(self) -> list[str]:
        """What it told the person beside the output: sentences, never source."""
        for text in (self.out, self.err):
            assert "Traceback" not in text and 'File "' not in text, text
        lines = self.err.splitlines()
        assert all(line.startswith("newsreader: ") and line.rstrip().endswith(".") for line in lines), (
            self.err
        )
        return [line.removeprefix("newsreader: ") for line in lines]


Run = Callable[..., Done]


def begin(*arguments: str | Path, **options: object) -> subprocess.Popen[bytes]:
    """The program, started with both streams in pipes."""
    environ = {**os.environ, "PYTHONPATH": str(TUI), **options.pop("environ", {})}  # type: ignore[dict-item]
    environ = {name: value for name, value in environ.items() if value is not None}
    prefix: list[str] = options.pop("prefix", [])  # type: ignore[assignment]
    return subprocess.Popen(
        [*prefix, sys.executable, "-m", "newsreader", *map(str, arguments)],
        env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options,
    )  # type: ignore[call-overload]  # fmt: skip


@pytest.fixture
def program() -> Callable[..., subprocess.Popen[bytes]]:
    return begin


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program to its end; a value of None takes a variable out of the environment.

    It runs in this process where that makes no difference, with `apart` or other options in one of its own.
    """

    def go(*arguments: str | Path, apart: bool = False, **options: object) -> Done:
        environ: dict[str, str | None] = options.get("environ", {})  # type: ignore[assignment]
        if apart or options.keys() - {"environ"} or any(not _is_ours(name) for name in environ):
            process = begin(*arguments, **options)
            out, err = process.communicate(timeout=60)
            return Done(process.returncode, out.decode("utf-8"), err.decode("utf-8"))
        capfd.readouterr()
        with monkeypatch.context() as patch:
            for name, value in environ.items():
                patch.delenv(name, raising=False) if value is None else patch.setenv(name, value)
            status = main.run([str(argument) for argument in arguments])
        return Done(status, *capfd.readouterr())

    return go


def _is_ours(name: str) -> bool:
    return name == "HOME" or name.startswith(("XDG_", "NEWSREADER_"))


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder of eight articles, which everybody may read."""
    folder = tmp_path / "news"
    (folder / "Kent").mkdir(parents=True)
    for number in range(8):
        write_notice(folder / "Kent" / f"{number}.md", number)
    return folder


def write_notice(file: Path, number: int, words: str = "") -> None:
    file.write_text(
        f"---\ntitle: Notice {number}\ndate: 2020-01-{number % 28 + 1:02}\n---\n\n"
        f"Word{number} of it. {words}\n",
        encoding="utf-8",
    )


@pytest.fixture
def notice() -> Callable[..., None]:
    return write_notice


@pytest.fixture
def everything() -> set[str]:
    """The titles of `news`."""
    return {f"Notice {number}" for number in range(8)}


Disk = Callable[[str], Path]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """Make a small disk with these mount options, such as `size=64k`, and give its folder."""
    mounted: list[Path] = []

    def make(options: str) -> Path:
        folder = tmp_path / f"disk{len(mounted)}"
        folder.mkdir()
        asked = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"mode=0777,{options}", "none", str(folder)],
            capture_output=True, check=False,
        )  # fmt: skip
        if asked.returncode:
            pytest.skip("needs the right to mount a small disk")
        mounted.append(folder)
        return folder

    try:
        yield make
    finally:
        for folder in mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def read_only() -> Callable[[Path], None]:
    """Make a disk that may only be read from now on."""

    def make(folder: Path) -> None:
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)

    return make


@pytest.fixture
def obeying() -> dict[str, object]:
    """Options that run the program so that the rights of files bind it, as they do not bind root."""
    if os.geteuid() != 0:
        return {}
    prefix = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]
    if not shutil.which("setpriv") or subprocess.run([*prefix, "true"], check=False).returncode:
        pytest.skip("needs setpriv, to give up the rights of root")
    return {"prefix": prefix}
