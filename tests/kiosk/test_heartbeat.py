"""The signs of life: what the service manager hears, what the file's time says, and what failures do."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.kiosk.heartbeat import LONGEST, Heartbeat


class Manager:
    """A service manager's end of the socket."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(f"\0{address[1:]}" if address[0] == "@" else address)
        self.socket.setblocking(False)

    def environ(self, **variables: str) -> dict[str, str]:
        return {"NOTIFY_SOCKET": self.address, **variables}

    def heard(self) -> list[str]:
        heard = []
        while True:
            try:
                heard.append(self.socket.recv(4096).decode())
            except BlockingIOError:
                return heard


@pytest.fixture(params=["path", "abstract"])
def manager(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Manager]:
    address = str(tmp_path / "notify") if request.param == "path" else f"@newsreader-test-{os.getpid()}"
    manager = Manager(address)
    yield manager
    manager.socket.close()


def test_the_first_beat_says_ready_and_the_last_word_is_stopping(manager: Manager) -> None:
    heart = Heartbeat(None, manager.environ())
    assert manager.heard() == []
    heart.beat()
    heart.beat()
    heart.end()
    heart.beat()
    assert manager.heard() == ["READY=1", "STOPPING=1"]


def test_the_watchdog_is_fed_in_half_of_its_time(manager: Manager) -> None:
    heart = Heartbeat(None, manager.environ(WATCHDOG_USEC="3000000", WATCHDOG_PID=str(os.getpid())))
    assert heart.interval == 1.5
    heart.beat("rotation")
    heart.beat("rotation")
    heart.beat("a\nWATCHDOG=trigger " + "x" * 500)
    heart.end()
    first, second, third, last = manager.heard()
    assert first == "READY=1\nWATCHDOG=1\nSTATUS=rotation"
    assert second == "WATCHDOG=1"
    assert third.split("\n")[1].startswith("STATUS=a WATCHDOG=trigger xxx")
    assert len(third) < 200
    assert last == "STOPPING=1"


@pytest.mark.parametrize(
    "variables",
    [
        {},
        {"WATCHDOG_USEC": "3000000", "WATCHDOG_PID": "1"},
        {"WATCHDOG_USEC": "soon"},
        {"WATCHDOG_USEC": "0"},
        {"WATCHDOG_USEC": "-1"},
        {"WATCHDOG_USEC": "٣"},
        {"WATCHDOG_USEC": "9" * 40},
    ],
)
def test_a_watchdog_that_is_not_ours_is_not_fed(manager: Manager, variables: dict[str, str]) -> None:
    heart = Heartbeat(None, manager.environ(**variables))
    heart.beat()
    heart.end()
    assert heart.interval == LONGEST
    assert manager.heard() == ["READY=1", "STOPPING=1"]


def test_a_slow_watchdog_does_not_make_the_file_old(manager: Manager) -> None:
    heart = Heartbeat(None, manager.environ(WATCHDOG_USEC="600000000"))
    heart.end()
    assert heart.interval == LONGEST


def test_no_child_inherits_the_manager(manager: Manager) -> None:
    environ = manager.environ(WATCHDOG_USEC="3000000", WATCHDOG_PID=str(os.getpid()), LANG="C.UTF-8")
    heart = Heartbeat(None, environ)
    heart.end()
    assert environ == {"LANG": "C.UTF-8"}


def test_ready_is_said_until_it_is_heard(manager: Manager, tmp_path: Path) -> None:
    if manager.address[0] == "@":
        pytest.skip("an abstract socket cannot be moved away")
    told: list[str] = []
    heart = Heartbeat(None, manager.environ(), told.append)
    Path(manager.address).rename(tmp_path / "away")
    for _ in range(100):
        heart.beat()
    assert len(told) == 1
    (tmp_path / "away").rename(manager.address)
    heart.beat()
    heart.end()
    assert manager.heard() == ["READY=1", "STOPPING=1"]


def test_a_manager_that_does_not_listen_does_not_stop_the_display(manager: Manager) -> None:
    told: list[str] = []
    heart = Heartbeat(None, manager.environ(WATCHDOG_USEC="3000000"), told.append)
    for _ in range(5000):  # more than any queue holds
        heart.beat()
    heart.end()
    assert 0 < len(manager.heard()) < 5000
    assert len(told) == 1


@pytest.mark.parametrize("address", ["relative", "vsock:2:1"])
def test_an_address_of_another_kind_is_told(address: str) -> None:
    told: list[str] = []
    Heartbeat(None, {"NOTIFY_SOCKET": address}, told.append).beat()
    assert len(told) == 1


def test_each_beat_sets_the_time_of_the_file_and_writes_nothing_into_it(tmp_path: Path) -> None:
    file = tmp_path / "run" / "heartbeat"
    heart = Heartbeat(file, {})
    assert not file.exists()
    for _ in range(2):
        heart.beat()
        assert file.read_bytes() == b""
        os.utime(file, (1, 1))
    heart.beat()
    assert file.stat().st_mtime > 1_600_000_000
    file.unlink()
    heart.beat()
    assert file.exists()
    heart.end()
    os.utime(file, (1, 1))
    heart.beat()
    assert file.stat().st_mtime == 1


@pytest.mark.parametrize("name", ["file/heartbeat", "nul\0", "x" * 300])
def test_a_file_that_cannot_be_is_told_once(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    told: list[str] = []
    heart = Heartbeat(tmp_path / name, {}, told.append)
    for _ in range(10):
        heart.beat()
    assert len(told) == 1
    assert told[0].startswith("heartbeat: the heartbeat file failed: ")
