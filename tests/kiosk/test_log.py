"""The log of a display: what stands in it, what never does, and what happens when it cannot be kept."""

from __future__ import annotations

import os
import re
import sys
import threading
from pathlib import Path

import pytest

from newsreader.articles.dates.parse_date import parse_timestamp
from newsreader.kiosk import log as log_module
from newsreader.kiosk.banner import BannerError, parse_until
from newsreader.kiosk.clock import Clock
from newsreader.kiosk.log import Log

TYPED = "what the visitor typed"
LINE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+00:00 (.*)")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "kiosk.log"


def lines(file: Path) -> list[str]:
    """What the log says, without the times, each of which must be there."""
    found = [LINE.fullmatch(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert all(found)
    return [each[1] for each in found if each]


def fault(words: str) -> BannerError:
    """A fault that came through code of ours and quotes what somebody typed."""
    try:
        parse_until(words, Clock().now())
    except BannerError as error:
        assert words in str(error)
        return error
    raise AssertionError


def test_notes_stand_in_it_with_their_time_on_one_line(file: Path) -> None:
    Log(file).note("banner.md:3: broken\n\x1b[31mfile\u202e")
    assert lines(file) == ["banner.md:3: broken file"]
    assert file.stat().st_mode & 0o777 == 0o600


def test_stands_below_the_state_of_the_program(own_home: Path) -> None:
    Log().note("start")
    assert lines(own_home / ".local/state/newsreader/kiosk.log") == ["start"]


def test_a_fault_is_its_kind_and_places_and_no_words_or_values(file: Path) -> None:
    try:
        raise RuntimeError(TYPED) from fault(TYPED)
    except RuntimeError as error:
        Log(file).fault(error)
    (line,) = lines(file)
    outer, inner = line.split(" < ")
    assert re.fullmatch(r"fault: builtins\.RuntimeError at test_log\.py:\d+", outer)
    assert re.fullmatch(r"newsreader\.kiosk\.banner\.BannerError at kiosk/banner\.py:\d+", inner)
    assert "visitor" not in file.read_text(encoding="utf-8")


def test_a_fault_in_another_library_names_its_innermost_place_too(file: Path) -> None:
    try:
        parse_timestamp(5)  # type: ignore[arg-type]
    except TypeError as error:
        Log(file).fault(error)
    assert re.search(
        r"TypeError at articles/dates/parse_date\.py:\d+ articles/dates/parse_date\.py:\d+$", lines(file)[0]
    )


def test_faults_in_a_group_and_faults_while_another_was_dealt_with_are_followed(file: Path) -> None:
    log = Log(file)
    log.fault(ExceptionGroup(TYPED, [KeyError(TYPED)]))
    try:
        try:
            raise ValueError(TYPED)
        except ValueError:
            raise OSError(TYPED)  # noqa: B904
    except OSError as error:
        log.fault(error)
    first, second = lines(file)
    assert first == "fault: builtins.ExceptionGroup at nowhere < builtins.KeyError at nowhere"
    assert second.count("test_log.py") == 2
    assert "ValueError" in second


def test_a_chain_without_end_ends(file: Path) -> None:
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first
    Log(file).fault(first)
    assert lines(file)[0].count(" < ") == 3


def test_what_comes_again_and_again_is_counted(file: Path) -> None:
    log, error = Log(file), fault(TYPED)
    for number in range(10_000):
        log.fault(error)
        if number % 1000 == 0:
            log.note(f"note {number}")
    said = lines(file)
    times = [line.rpartition("(")[2] for line in said if line.startswith("fault") and line.endswith(")")]
    assert times == [f"{number} times since the start)" for number in ("10", "100", "1,000", "10,000")]
    assert len([line for line in said if line.startswith("note")]) == 10
    assert len(said) == 15


def test_its_size_is_bounded_and_the_newest_lines_are_kept(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_module, "MOST_BYTES", 4096)
    log = Log(file)
    for number in range(2000):
        log.note(f"line {number}")
    logs = sorted(file.parent.iterdir())
    assert [each.name for each in logs] == ["kiosk.log", "kiosk.log.1", "kiosk.log.2"]
    assert all(each.stat().st_size <= 4096 for each in logs)
    kept = [line for each in reversed(logs) for line in lines(each)]
    assert kept == [f"line {number}" for number in range(2000 - len(kept), 2000)]
    assert len(kept) > 150


def test_what_is_remembered_is_bounded(file: Path) -> None:
    log = Log(file)
    for number in range(5 * log_module._MOST_KINDS):
        log.note(f"line {number}")
    assert len(log._counts) <= log_module._MOST_KINDS


def test_threads_make_room_one_at_a_time(
    file: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(log_module, "MOST_BYTES", 2048)
    log, together, before = Log(file), threading.Barrier(8), sys.getswitchinterval()

    def write(name: str) -> None:
        together.wait()
        for number in range(300):
            log.note(f"{name} {number:04}")

    sys.setswitchinterval(1e-6)
    try:
        threads = [threading.Thread(target=write, args=(name,)) for name in "abcdefgh"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(before)
    older = [each.stat().st_size for each in file.parent.iterdir() if each != file]
    assert len(older) == log_module.BACKUPS
    assert all(2048 - 40 < size <= 2048 for size in older)
    assert capfd.readouterr().err == ""


def test_threads_do_not_tear_each_others_lines(file: Path) -> None:
    log = Log(file)
    threads = [
        threading.Thread(target=lambda name=name: [log.note(f"{name} {n} {'x' * 300}") for n in range(100)])
        for name in "abcd"
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    logs = [line for each in file.parent.iterdir() for line in lines(each)]
    assert len(logs) == 400
    assert all(re.fullmatch(r"[abcd] \d+ x{300}", line) for line in logs)


@pytest.mark.parametrize("kind", ["folder", "pipe", "link", "parent"])
def test_without_a_place_for_it_the_display_goes_on(
    tmp_path: Path, kind: str, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "kiosk.log"
    if kind == "folder":
        file.mkdir()
    elif kind == "pipe":
        os.mkfifo(file)
    elif kind == "link":
        file.symlink_to(tmp_path / "elsewhere")
    else:
        (tmp_path / "no-folder").touch()
        file = tmp_path / "no-folder" / "kiosk.log"
    log = Log(file)
    for _ in range(3):
        log.note("start")
        log.fault(fault(TYPED))
    said = capfd.readouterr()
    assert said.err.count("newsreader: the display's log cannot be kept: ") == 1
    assert said.out == ""
    assert not (tmp_path / "elsewhere").exists()


def test_a_screen_is_not_written_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leader, follower = os.openpty()
    kept = os.dup(2)
    os.dup2(follower, 2)
    try:
        Log(tmp_path).note("start")
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(follower)
    os.set_blocking(leader, False)
    with pytest.raises(OSError, match=r"."):  # nothing was written: the other end is closed, or is silent
        os.read(leader, 100)
    os.close(leader)
