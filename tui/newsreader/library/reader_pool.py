"""Read many files in worker processes, so that one file can neither hang nor crash the program.

Not `multiprocessing`: its children run the main module again, share the terminal and cannot be killed one at
a time.
"""

from __future__ import annotations

import fcntl
import marshal
import os
import selectors
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from newsreader.library.index.compression import FindingRow, compress_findings
from newsreader.library.index.index_rows import ReadResult, Row
from newsreader.library.reader_worker import LENGTH_BYTES, encode

BATCH_FILES = 32
"""Files in one message: few enough that a first list appears at once, enough that messages cost nothing."""
BATCH_TIMEOUT = 10.0
"""Seconds after which a batch counts as stuck; reading one usually takes 20 ms."""
START_TIMEOUT = 60.0
"""The same while a worker has not started: importing takes long on a busy machine, and is no file's fault."""

QUEUE_DEPTH = 4
"""Batches that a worker has at a time: it goes on while this process stores what it read before."""
PIPE_BYTES = 1 << 20
"""Size of a worker's pipe, where the system lets us set it; the default of 64 KB holds half a batch."""

START = "from newsreader.library.reader_worker import main"

Job = tuple[Path, str]
"""A root and a path below it."""

_REMEDY = "Make it simpler or shorter."
TOO_SLOW = (1, 1, "error", "file-too-slow", "The file took too long to read and was skipped.", _REMEDY)
FATAL = (
    *(1, 1, "error", "file-fatal"),
    "Reading the file ended the process that read it; it was skipped.",
    _REMEDY,
)


@dataclass
class _Batch:
    jobs: Sequence[Job]
    since: float = 0.0


@dataclass
class _Worker:
    process: subprocess.Popen[bytes]
    batches: deque[_Batch] = field(default_factory=deque)
    buffer: bytearray = field(default_factory=bytearray)
    started: bool = False
    """Whether its first message has come."""


class ReadersError(Exception):
    """No worker process can be started."""


class ReaderPool:
    """A few processes that read files. Use it in one thread, and close it."""

    def __init__(self, count: int, timeout: float = BATCH_TIMEOUT) -> None:
        self._dictionary = b""
        self._timeout = timeout
        self._waiting: deque[_Batch] = deque()
        self._selector = selectors.DefaultSelector()
        self._workers: list[_Worker] = []
        self._started = False
        for _ in range(count):
            self._start()

    def __enter__(self) -> ReaderPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def set_dictionary(self, dictionary: bytes) -> None:
        """Compress what is submitted from now on with this dictionary."""
        self._dictionary = dictionary
        for worker in self._workers:
            self._send(worker, self._dictionary)

    def submit(self, jobs: Sequence[Job]) -> None:
        """Queue files to be read."""
        self._waiting.extend(
            _Batch(jobs[start : start + BATCH_FILES]) for start in range(0, len(jobs), BATCH_FILES)
        )
        self._feed()

    def is_idle(self) -> bool:
        """Return whether everything submitted has been read."""
        return not self._waiting and not any(worker.batches for worker in self._workers)

    def results(self, timeout: float) -> Iterator[tuple[Job, ReadResult]]:
        """Yield what has been read, waiting up to `timeout` seconds for the first of it."""
        now = time.monotonic()
        for key, _ in self._selector.select(timeout):
            worker: _Worker = key.data
            data = os.read(key.fd, 1 << 20)
            if data:
                worker.buffer += data
                yield from self._messages(worker)
            else:
                yield from self._replace(worker, FATAL)
        for worker in list(self._workers):
            timeout = self._timeout if worker.started else START_TIMEOUT
            if worker.batches and now - worker.batches[0].since > timeout:
                yield from self._replace(worker, TOO_SLOW)
        self._feed()

    def close(self) -> None:
        """Kill the processes."""
        for worker in self._workers:
            self._kill(worker)
        self._workers.clear()
        self._selector.close()

    def _start(self) -> None:
        flags = subprocess._args_from_interpreter_flags()  # type: ignore[attr-defined]
        code = f"import sys; sys.path[:] = {sys.path!r}; {START}; main()"
        try:
            process = subprocess.Popen(  # noqa: S603 - this very interpreter
                [sys.executable, *flags, "-c", code],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
            )
        except (OSError, ValueError) as error:
            raise ReadersError(str(error)) from error
        with suppress(AttributeError, OSError):
            fcntl.fcntl(process.stdout, fcntl.F_SETPIPE_SZ, PIPE_BYTES)  # type: ignore[arg-type]
        worker = _Worker(process)
        self._workers.append(worker)
        self._send(worker, self._dictionary)
        self._selector.register(process.stdout, selectors.EVENT_READ, worker)  # type: ignore[arg-type]

    def _feed(self) -> None:
        """Send waiting batches to the workers, evenly."""
        for depth in range(1, QUEUE_DEPTH + 1):
            for worker in list(self._workers):
                if self._waiting and len(worker.batches) < depth:
                    batch = self._waiting.popleft()
                    if not worker.batches:
                        batch.since = time.monotonic()
                    worker.batches.append(batch)
                    self._send(worker, [(os.fspath(root), path) for root, path in batch.jobs])

    def _send(self, worker: _Worker, message: bytes | list[tuple[str, str]]) -> None:
        with suppress(BrokenPipeError):  # its stdout ends too, and there its batches are taken back
            worker.process.stdin.write(encode(message))  # type: ignore[union-attr]

    def _messages(self, worker: _Worker) -> Iterator[tuple[Job, ReadResult]]:
        while len(worker.buffer) >= LENGTH_BYTES:
            end = LENGTH_BYTES + int.from_bytes(worker.buffer[:LENGTH_BYTES], "big")
            if len(worker.buffer) < end:
                return
            rows = marshal.loads(worker.buffer[LENGTH_BYTES:end])  # noqa: S302 - written by our worker
            del worker.buffer[:end]
            jobs = worker.batches.popleft().jobs if worker.started else ()
            worker.started = self._started = True
            if worker.batches:
                worker.batches[0].since = time.monotonic()
            for job, (row, *rest) in zip(jobs, rows, strict=True):
                yield job, ReadResult(Row(*row) if row is not None else None, *rest)

    def _replace(self, worker: _Worker, finding: FindingRow) -> Iterator[tuple[Job, ReadResult]]:
        """Replace a worker that hangs or died; its batch is read again file by file to find the cause."""
        self._selector.unregister(worker.process.stdout)  # type: ignore[arg-type]
        self._kill(worker)
        self._workers.remove(worker)
        if finding is FATAL and not self._started:
            raise ReadersError("The processes end before they read anything.")
        suspect, *others = worker.batches or [None]
        self._waiting.extendleft(other for other in others if other is not None)
        if suspect is not None and len(suspect.jobs) > 1:
            self._waiting.extendleft(_Batch([job]) for job in reversed(suspect.jobs))
        self._start()
        if suspect is not None and len(suspect.jobs) == 1:
            yield suspect.jobs[0], ReadResult(None, compress_findings([finding], self._dictionary))

    def _kill(self, worker: _Worker) -> None:
        worker.process.kill()
        for pipe in (worker.process.stdin, worker.process.stdout):
            if pipe is not None:
                pipe.close()
        worker.process.wait()
