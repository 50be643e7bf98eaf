"""In a real terminal: what comes in, what goes out, floods, signals, and a terminal that is stuck or gone."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from newsreader.kiosk.hardening.process import ENDED, IGNORED, LOST
from newsreader.kiosk.terminal.kiosk_driver import MAX_BACKLOG, MAX_SIZE

pytestmark = pytest.mark.slow

MEGABYTE = 1 << 20
ASKED = dict(os.environ)
"""Before the fixture that gives each test a home of its own takes our variables away."""


def memory(process: Any) -> int:
    """Bytes that it holds."""
    pages = int(Path(f"/proc/{process.pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def count(shown: Any, what: str) -> int:
    found = re.search(rf"{what} (\d+)", shown.text)
    return int(found[1]) if found else -1


def goes_on(shown: Any, by: int = 3) -> None:
    """Waits until it has counted on, and painted that."""
    ticks, painted = count(shown, "ticks"), count(shown, "painted")
    shown.until(lambda: count(shown, "ticks") >= ticks + by and count(shown, "painted") > painted, "a tick")


def pours(shown: Any, data: bytes, times: int) -> None:
    """Sends it again and again from a thread of its own, and reads meanwhile as a terminal does."""

    def pour() -> None:
        for _ in range(times):
            left = data
            while left:
                left = left[os.write(shown._leader, left) :]

    thread = threading.Thread(target=pour, daemon=True)
    thread.start()
    while thread.is_alive():
        shown._read(0.02)
    shown.taken()


def test_a_key_a_touch_and_a_size_come_in(small: Callable[..., Any]) -> None:
    shown = small()
    shown.press(b"\x1b[A")
    shown.sees("last: up")
    shown.press(b"\x1b[<0;8;3M")
    shown.sees("last: MouseDown 7,2")
    shown.press(b"\x1b[<32;9;3M")
    shown.sees("last: MouseMove 8,2")
    shown.press(b"\x1b[<0;9;4m")
    shown.sees("last: MouseUp 8,3")
    shown.press(b"\x1b[<64;5;5M")
    shown.sees("last: MouseScrollUp 4,4")
    shown.resize(40, 9)
    shown.sees("size 40x9")


NOTHING = {
    "a paste": b"\x1b[200~pasted\x1b[201~",
    "focus": b"\x1b[I\x1b[O",
    "answers": b"\x1b]52;c;QUFB\x07\x1bP1$r0m\x1b\\\x1b[?62c",
    "a size in a sequence": b"\x1b[48;5;5;0;0t",
    "bytes that are not UTF-8": b"\xff\xfe\x80",
    "the mouse without a button": b"\x1b[<35;9;3M",
    "the right button": b"\x1b[<2;9;3M\x1b[<2;9;3m",
    "beside the picture": b"\x1b[<0;61;3M\x1b[<0;61;3m",
    "up without down": b"\x1b[<0;9;3m",
}


def test_nothing_else_does(small: Callable[..., Any]) -> None:
    shown = small()
    for what, data in NOTHING.items():
        shown.press(data)
        shown.taken()
        goes_on(shown)
        assert "last: -" in shown.text, what
        assert "size 60x12" in shown.text, what
    shown.press("k")
    shown.sees("last: k")


def test_no_door_opens(small: Callable[..., Any], tmp_path: Path) -> None:
    shown = small()
    for key in (*"qpsczt", b"\x11", b"\x03", b"\x10", b"\x1a", b"\x1c", b"\x1b[113;5u", b"\x1bOP"):
        shown.press(key)
    shown.press(b"\x1b[<0;9;1M\x1b[<0;9;1m")  # the word that would quit
    shown.sees("last: MouseUp 8,0")
    goes_on(shown)
    assert shown.process.poll() is None
    assert not list(Path.cwd().glob("*.svg"))
    assert not list(Path(os.environ["HOME"]).rglob("*.svg"))


def test_only_pictures_go_out(small: Callable[..., Any], terminal: ModuleType) -> None:
    shown = small()
    shown.press(b"c\x1b[<0;9;1M\x1b[<32;20;1M\x1b[<0;20;1m\x03\x07")
    goes_on(shown)
    os.kill(shown.process.pid, signal.SIGTERM)
    assert shown.ends() == ENDED
    assert shown.is_as_it_was()
    kinds = {re.sub(r"\d+", "n", each) for each in terminal.commands_in(shown.raw.decode())}
    left = {each for each in kinds if not re.fullmatch(r"\x1b\[[n;]*[mHJK]|[\r\n]", each)}
    assert left == {"\x1b[?nh", "\x1b[?nl", "\x1b[?n$p"}
    modes = set(re.findall(rb"\?(\d+)[hl]", bytes(shown.raw)))
    assert modes == {b"7", b"25", b"1000", b"1002", b"1006", b"1049", b"2004"}


FLOODS = {
    "a paste": (b"\x1b[200~" + b"pasted words\r\n" * 4000, 100),
    "reports of the mouse": (b"\x1b[<0;8;3M\x1b[<32;9;3M\x1b[<0;9;3m" * 2000, 12),
    "a sequence that does not end": (b"\x1b[" + b"9;" * 30_000, 20),
    "a string that does not end": (b"\x1b]52;c;" + b"QUFB" * 15_000, 60),
    "letters": (b"abcdefgh" * 2000, 12),
    "bytes that are not UTF-8": (b"\xff\xc3\x80\xf0" * 15_000, 10),
}


MUCH = "NEWSREADER_TEST_FLOOD"
"""So many megabytes are poured of each flood where this variable is set; else some of three of them."""
POURED = FLOODS if ASKED.get(MUCH) else ("a paste", "reports of the mouse", "letters")


@pytest.mark.parametrize("what", POURED)
def test_a_flood_neither_grows_nor_stops_it(small: Callable[..., Any], what: str) -> None:
    shown = small()
    data, times = FLOODS[what]
    wanted = int(ASKED.get(MUCH, "0")) * MEGABYTE
    before, painted, began = memory(shown.process), count(shown, "painted"), time.monotonic()
    pours(shown, data, max(times, wanted // len(data)))
    seconds = time.monotonic() - began
    painted_meanwhile = count(shown, "painted") - painted
    shown.until(lambda: count(shown, "painted") > painted, "a picture")
    assert memory(shown.process) - before < 12 * MEGABYTE
    assert seconds < 5 or painted_meanwhile > 0, "nothing was painted while the flood was poured"
    time.sleep(1.2)  # somebody who pastes without an end goes away
    for _ in range(60):
        shown.press("k")
        if shown.comes_to_see("last: k", within=0.5):
            break
    shown.sees("last: k")


def test_keys_of_a_flood_do_not_pile_up(small: Callable[..., Any]) -> None:
    shown = small()
    shown.press(b"x" * 50_000)
    shown.taken()
    for _ in range(200):
        shown.press(b"\x1b[B")
        if shown.comes_to_see("last: down", within=0.2):
            break
    shown.sees("last: down")
    assert count(shown, "keys") < 50_000


def test_a_person_who_types_fast_loses_nothing(small: Callable[..., Any]) -> None:
    shown = small()
    shown.press(b"abcdefgh"[:MAX_BACKLOG] * 3)
    shown.until(lambda: count(shown, "keys") == 24, "24 keys")


def test_signals_do_nothing(small: Callable[..., Any]) -> None:
    shown = small()
    for name in IGNORED:
        for _ in range(3):
            os.kill(shown.process.pid, getattr(signal, name))
        goes_on(shown, by=2)


def test_going_on_after_a_stop_takes_the_terminal_anew(small: Callable[..., Any]) -> None:
    shown = small()
    os.kill(shown.process.pid, signal.SIGSTOP)
    subprocess.run(["stty", "-F", os.ttyname(shown._follower), "sane"], check=True)
    del shown.raw[:]
    os.kill(shown.process.pid, signal.SIGCONT)
    goes_on(shown)
    shown.until(lambda: b"\x1b[?1049h" in shown.raw and b"\x1b[?1002h" in shown.raw, "the modes")
    shown.until(lambda: b"to leave" in shown.raw, "the whole picture")
    shown.press(b"\x03")  # would be a signal again if it were not taken anew
    shown.sees("last: ctrl+c")


def test_a_storm_of_sizes_settles_on_the_last_and_sends_the_modes_again(small: Callable[..., Any]) -> None:
    shown = small()
    del shown.raw[:]
    for number in range(60):
        shown.resize(30 + number, 5 + number % 20)
    shown.resize(1, 1)
    shown.resize(70, 10)
    shown.sees("size 70x10", "to leave")
    shown.until(lambda: b"\x1b[?1002h" in shown.raw, "the modes")
    assert shown.raw.count(b"\x1b[?1002h") < 5
    shown.resize(5000, 12)
    shown.sees(f"size {MAX_SIZE[0]}x12")
    shown.resize(60, 3000)
    shown.sees(f"size 60x{MAX_SIZE[1]}")


def test_sigterm_ends_it_and_leaves_the_terminal_as_it_was(small: Callable[..., Any]) -> None:
    shown = small()
    os.kill(shown.process.pid, signal.SIGTERM)
    assert shown.ends() == ENDED
    assert shown.is_as_it_was()


@pytest.mark.parametrize("ignored", [False, True])
def test_a_hangup_ends_it_even_where_it_was_ignored(on_terminal: Callable[..., Any], ignored: bool) -> None:
    entry = "import runpy, signal, sys; signal.signal(signal.SIGHUP, signal.SIG_IGN); "
    start = f"{entry if ignored else 'import runpy, sys; '}runpy.run_path(sys.argv[1], run_name='__main__')"
    shown = on_terminal([sys.executable, "-c", start, Path(__file__).parent / "small_app.py"], size=(60, 12))
    shown.sees("ticks")
    os.kill(shown.process.pid, signal.SIGHUP)
    assert shown.ends() == LOST


@pytest.mark.parametrize("ignored", [False, True])
def test_a_terminal_that_is_gone_ends_it(on_terminal: Callable[..., Any], ignored: bool) -> None:
    entry = "import runpy, signal, sys; signal.signal(signal.SIGHUP, signal.SIG_IGN); "
    start = f"{entry if ignored else 'import runpy, sys; '}runpy.run_path(sys.argv[1], run_name='__main__')"
    shown = on_terminal([sys.executable, "-c", start, Path(__file__).parent / "small_app.py"], size=(60, 12))
    shown.sees("ticks")
    shown.vanish()
    assert shown.ends(within=30) == LOST


def test_a_program_that_hangs_ends_too_when_the_terminal_is_gone(on_terminal: Callable[..., Any]) -> None:
    start = (
        "import sys, runpy, time; small = runpy.run_path(sys.argv[1]); Small = small['Small']\n"
        "Small._tick = lambda self: (self.query_one('#count').update('it hangs'), "
        "self.call_after_refresh(lambda: time.sleep(60)))\n"
        "Small().run()"
    )
    shown = on_terminal([sys.executable, "-c", start, Path(__file__).parent / "small_app.py"], size=(60, 12))
    shown.sees("it hangs")
    time.sleep(0.2)
    shown.vanish()
    assert shown.ends(within=30) == LOST


def test_a_stuck_terminal_stops_the_count_and_not_the_program(
    small: Callable[..., Any], tmp_path: Path
) -> None:
    beats = tmp_path / "beats"
    shown = small(environ={"NEWSREADER_TEST_BEATS": str(beats)})
    shown.until(beats.exists, "a beat")

    def told() -> tuple[int, int]:
        ticks, painted = beats.read_text().split()
        return int(ticks), int(painted)

    before = memory(shown.process)
    deadline = time.monotonic() + 60
    ticks, painted = told()
    while True:  # nobody reads
        time.sleep(0.5)
        earlier, (ticks, painted) = painted, told()
        if painted == earlier or time.monotonic() > deadline:
            break
    deadline = time.monotonic() + 60
    while told()[0] < ticks + 3:
        assert time.monotonic() < deadline, "the program itself has stopped"
        time.sleep(0.1)
    assert told()[1] == painted, "something was painted while nobody read"
    assert memory(shown.process) - before < 12 * MEGABYTE
    shown.until(lambda: told()[1] > painted, "a picture, now that somebody reads")
    shown.sees("to leave")
    shown.press("k")
    shown.sees("last: k")


def test_of_a_terminal_that_answers_only_what_it_has_read_counts(small: Callable[..., Any]) -> None:
    shown = small()
    shown.press(b"\x1b[?2026;2$y")  # the answer to the question at the start
    shown.until(lambda: b"\x1b[?2026h" in shown.raw, "pictures in one piece")
    ticks = count(shown, "ticks")
    shown.until(lambda: count(shown, "ticks") > ticks + 5, "ticks")
    stuck = count(shown, "painted")
    shown.until(lambda: count(shown, "ticks") > ticks + 12, "more ticks")
    assert count(shown, "painted") == stuck, "it has not answered since"
    shown.press(b"\x1b[?2026;1$y")
    shown.until(lambda: count(shown, "painted") > stuck, "what it has read")


def test_an_answer_that_somebody_could_have_typed_is_not_believed(small: Callable[..., Any]) -> None:
    shown = small()
    shown.press("k", b"\x1b[?2026;2$y")
    shown.sees("last: k")
    goes_on(shown)
    goes_on(shown)
    assert b"\x1b[?2026h" not in shown.raw


def test_what_a_library_prints_does_not_reach_the_screen(on_terminal: Callable[..., Any]) -> None:
    start = (
        "import sys, os, runpy, threading, warnings, logging; small = runpy.run_path(sys.argv[1])\n"
        "from newsreader.kiosk.hardening import process; process.report_errors_to(None)\n"
        "Small = small['Small']; plain = Small._tick\n"
        "def tick(self):\n"
        "    plain(self); print('SPILT'); os.write(2, b'SPILT'); warnings.warn('SPILT')\n"
        "    logging.getLogger('x').error('SPILT'); threading.Thread(target=lambda: 1 / 0).start()\n"
        "    self._loop.call_soon(lambda: 1 / 0)\n"
        "Small._tick = tick\n"
        "app = Small(); app.run(); sys.exit(app.return_code)"
    )
    shown = on_terminal([sys.executable, "-c", start, Path(__file__).parent / "small_app.py"], size=(60, 12))
    shown.sees("ticks")
    goes_on(shown)
    os.kill(shown.process.pid, signal.SIGTERM)
    assert shown.ends() == ENDED
    for word in (b"SPILT", b"Traceback", b"ZeroDivision", b".py"):
        assert word not in shown.raw
