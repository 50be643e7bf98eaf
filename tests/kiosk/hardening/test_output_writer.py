"""What is drawn reaches the terminal in its order; a terminal that does not read holds nobody up."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from newsreader.kiosk.terminal.output_writer import (
    MAX_QUEUED,
    QUERY,
    QUERY_INTERVAL,
    OutputWriter,
    only_drawing,
)

PATIENCE = 60.0

DRAWS = [
    "",
    "words – ŵy 一 \u0301",
    "\x1b[1;38;2;1;2;3;48;5;9mx\x1b[0m",
    "\x1b[4:3mx",
    "\x1b[12;80Hx\r\n\x1b[H\x1b[2J\x1b[K",
    "\x1b[?2026hx\x1b[?2026l",
]
DOES_NOT = {
    "a title": ("a\x1b]0;owned\x07b", "ab"),
    "a title, ended by ST": ("a\x1b]2;owned\x1b\\b", "ab"),
    "the clipboard": ("a\x1b]52;c;QUFB\x07b", "ab"),
    "a pointer": ("a\x1b]22;pointer\x07b", "ab"),
    "a link": ("\x1b]8;id=1;https://x\x1b\\words\x1b]8;;\x1b\\", "words"),
    "a string without an end": ("a\x1b]0;owned", "a"),
    "the main screen": ("a\x1b[?1049lb", "ab"),
    "the mouse": ("\x1b[?1000la", "a"),
    "a question": ("\x1b[6n\x1b[c\x1b[?2026$pa", "a"),
    "kitty's keyboard": ("\x1b[>25ua", "a"),
    "a picture in DCS": ("\x1bPq#0~\x1b\\a", "a"),
    "a reset": ("\x1bca", "a"),
    "a bell": ("\x07a\x08\x00\x0e", "a"),
    "C1": ("\x9b31ma\x9d0;x\x9c", "31ma0;x"),
    "a window's size": ("\x1b[8;1;1ta", "a"),
    "ESC alone": ("a\x1b", "a"),
    "between what draws": ("\x1b[1mA\x1b]0;x\x07\x1b[0mB\r\n", "\x1b[1mA\x1b[0mB\r\n"),
}


@pytest.mark.parametrize("text", DRAWS)
def test_what_draws_is_written_as_it_is(text: str) -> None:
    assert only_drawing(text) == text


@pytest.mark.parametrize("what", DOES_NOT)
def test_what_does_not_is_left_out(what: str) -> None:
    text, left = DOES_NOT[what]
    assert only_drawing(text).replace("\x1b", "") == left.replace("\x1b", "")
    assert only_drawing(only_drawing(text)) == only_drawing(text)


class Pipe:
    """A terminal whose reader the test is."""

    def __init__(self) -> None:
        self.reader, number = os.pipe()
        self.behind = threading.Event()
        self.gone = threading.Event()
        self.writer = OutputWriter(number, behind=self.behind.set, gone=self.gone.set)
        self.writer.start()
        self.seen = b""

    def reads(self, enough: Callable[[], object]) -> None:
        os.set_blocking(self.reader, False)
        deadline = time.monotonic() + PATIENCE
        while not enough():
            assert time.monotonic() < deadline, (len(self.seen), self.writer.shown)
            try:
                self.seen += os.read(self.reader, 1 << 16)
            except BlockingIOError:
                time.sleep(0.005)


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    made = Pipe()
    yield made
    if made.reader >= 0:
        os.close(made.reader)
    made.writer.stop()


def test_in_its_order_and_a_picture_counts_when_it_is_written(pipe: Pipe) -> None:
    for number in range(50):
        pipe.writer.write(f"<{number}>")
        pipe.writer.end_frame()
    pipe.reads(lambda: pipe.writer.shown == 50)
    pipe.reads(lambda: b"<49>" in pipe.seen)
    assert pipe.seen == b"".join(b"<%d>" % number for number in range(50))


def test_nobody_waits_for_a_terminal_that_does_not_read(pipe: Pipe) -> None:
    for _ in range(1000):  # this would never end if it waited
        pipe.writer.write("x" * 20_000)
        pipe.writer.end_frame()
    time.sleep(0.3)
    shown = pipe.writer.shown
    assert shown < 10, "frames count as shown that nobody has read"
    assert not pipe.behind.is_set()
    pipe.reads(pipe.behind.is_set)
    pipe.reads(lambda: pipe.writer.shown > shown)
    assert len(pipe.seen) <= MAX_QUEUED + 20_000
    pipe.writer.write("again")
    pipe.writer.end_frame()
    pipe.reads(lambda: pipe.seen.endswith(b"again"))


def test_a_terminal_that_answers_is_believed_no_further_than_it_answers(pipe: Pipe) -> None:
    writer = pipe.writer
    writer.answered(first=True)
    assert writer.shown == 0
    writer.end_frame()
    pipe.reads(lambda: pipe.seen.count(QUERY.encode()) == 1)
    writer.end_frame()
    writer.write("two")
    pipe.reads(lambda: b"two" in pipe.seen)
    assert writer.shown == 0, "it has not answered"
    writer.answered()
    assert writer.shown == 1, "it answered after the first"
    writer.end_frame()
    pipe.reads(lambda: pipe.seen.count(QUERY.encode()) == 2)
    writer.answered()
    assert writer.shown == 3


def test_a_lost_answer_is_asked_for_again(pipe: Pipe) -> None:
    writer = pipe.writer
    writer.answered(first=True)
    writer.end_frame()
    pipe.reads(lambda: pipe.seen.count(QUERY.encode()) == 1)
    time.sleep(QUERY_INTERVAL + 0.1)
    writer.end_frame()
    pipe.reads(lambda: pipe.seen.count(QUERY.encode()) == 2)
    writer.answered()
    assert writer.shown == 2


def test_an_answer_that_comes_late_for_the_first_time_is_not_believed(pipe: Pipe) -> None:
    pipe.writer.end_frame()
    pipe.reads(lambda: pipe.writer.shown == 1)
    pipe.writer.answered()
    pipe.writer.end_frame()
    pipe.reads(lambda: pipe.writer.shown == 2)
    assert pipe.seen == b""


def test_a_terminal_that_is_gone_is_told(pipe: Pipe) -> None:
    os.close(pipe.reader)
    pipe.reader = -1
    pipe.writer.write("x")
    assert pipe.gone.wait(PATIENCE)
    pipe.writer.write("y")
    pipe.writer.stop()
    assert not pipe.writer.is_alive()


def test_the_last_words_are_written_and_nothing_is_waited_for_long(pipe: Pipe) -> None:
    for _ in range(20):
        pipe.writer.write("x" * 20_000)
    pipe.writer.stop()  # it would never return if it waited for all of it
    pipe.reads(lambda: len(pipe.seen) == 400_000)
