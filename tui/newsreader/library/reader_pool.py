"""Many files read at once by processes of their own, so that one file can neither stop nor end the others.

Not `multiprocessing`: its children run the main module again, share the terminal and cannot be ended one at a
time.
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

from newsreader.library.index.compression import FindingRow, pack_findings
from newsreader.library.index.index_rows import Read, Row
from newsreader.library.reader_worker import LENGTH, packed

BATCH = 32
"""Files in one message: small enough that a first list appears at once, large enough that messages cost
nothing."""
PATIENCE = 10.0
"""Seconds after which a batch counts as stuck; reading one usually takes 20 ms."""

DEPTH = 4
"""Batches that a process has at a time: it goes on while we are busy with what it read before."""
PIPE = 1 << 20
"""Bytes that wait in the pipe of a process, where the system lets us say so; 64 KB would hold half a
batch."""

START = "from newsreader.library.reader_worker import main"

Job = tuple[Path, str]
"""A root and a path below it."""
TOO_SLOW = (
    1,
    1,
    "error",
    "file-too-slow",
    "The file took too long to read and was passed over.",
    "Make it simpler or shorter.",
)
FATAL = (
    1,
    1,
    "error",
    "file-fatal",
    "Reading the file ended the process that read it; it was passed over.",
    "Make it simpler or shorter.",
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
    runs: bool = False
    """Whether it has said that it does, with its first message."""


class ReadersError(Exception):
    """No process that reads can be started here."""


class ReaderPool:
    """A few processes that read. Use it in one thread, and close it."""

    def __init__(self, count: int, patience: float = PATIENCE) -> None:
        self._dictionary = b""
        self._patience = patience
        self._waiting: deque[_Batch] = deque()
        self._selector = selectors.DefaultSelector()
        self._workers: list[_Worker] = []
        self._answered = False
        for _ in range(count):
            self._start()

    def __enter__(self) -> ReaderPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def use(self, dictionary: bytes) -> None:
        """Pack what is submitted from now on with this dictionary: see `packing`."""
        self._dictionary = dictionary
        for worker in self._workers:
            self._tell(worker)

    def submit(self, jobs: Sequence[Job]) -> None:
        """Have these read, after what was submitted before."""
        self._waiting.extend(_Batch(jobs[start : start + BATCH]) for start in range(0, len(jobs), BATCH))
        self._feed()

    def idle(self) -> bool:
        """Whether everything submitted has been answered."""
        return not self._waiting and not any(worker.batches for worker in self._workers)

    def results(self, timeout: float) -> Iterator[tuple[Job, Read]]:
        """What has been read, waiting up to `timeout` seconds for the first of it."""
        now = time.monotonic()
        for key, _ in self._selector.select(timeout):
            worker: _Worker = key.data
            data = os.read(key.fd, 1 << 20)
            if data:
                worker.buffer += data
                yield from self._messages(worker)
            else:
                yield from self._lost(worker, FATAL)
        for worker in list(self._workers):
            if worker.batches and now - worker.batches[0].since > self._patience:
                yield from self._lost(worker, TOO_SLOW)
        self._feed()

    def close(self) -> None:
        """End the processes."""
        for worker in self._workers:
            self._end(worker)
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
            fcntl.fcntl(process.stdout, fcntl.F_SETPIPE_SZ, PIPE)  # type: ignore[arg-type]
        worker = _Worker(process)
        self._workers.append(worker)
        self._tell(worker)
        self._selector.register(process.stdout, selectors.EVENT_READ, worker)  # type: ignore[arg-type]

    def _tell(self, worker: _Worker) -> None:
        with suppress(BrokenPipeError):
            worker.process.stdin.write(packed(self._dictionary))  # type: ignore[union-attr]

    def _feed(self) -> None:
        """The same number of batches for each worker."""
        for depth in range(1, DEPTH + 1):
            for worker in list(self._workers):
                if self._waiting and len(worker.batches) < depth:
                    batch = self._waiting.popleft()
                    if not worker.batches:
                        batch.since = time.monotonic()
                    worker.batches.append(batch)
                    self._send(worker, batch)

    def _send(self, worker: _Worker, batch: _Batch) -> None:
        message = packed([(os.fspath(root), path) for root, path in batch.jobs])
        try:
            worker.process.stdin.write(message)  # type: ignore[union-attr]
        except BrokenPipeError:
            return  # its stdout ends too, and there its batches are taken back

    def _messages(self, worker: _Worker) -> Iterator[tuple[Job, Read]]:
        while len(worker.buffer) >= LENGTH:
            length = int.from_bytes(worker.buffer[:LENGTH], "big")
            if len(worker.buffer) < LENGTH + length:
                return
            rows = marshal.loads(worker.buffer[LENGTH : LENGTH + length])  # noqa: S302 - written by our worker
            del worker.buffer[: LENGTH + length]
            if not worker.runs:
                worker.runs = self._answered = True
                continue
            batch = worker.batches.popleft()
            if worker.batches:
                worker.batches[0].since = time.monotonic()
            for job, (row, *rest) in zip(batch.jobs, rows, strict=True):
                yield job, Read(Row(*row) if row is not None else None, *rest)

    def _lost(self, worker: _Worker, finding: FindingRow) -> Iterator[tuple[Job, Read]]:
        """Replace a worker that hangs or died. What it had is read again one by one; the one file of a batch
        is to blame."""
        self._selector.unregister(worker.process.stdout)  # type: ignore[arg-type]
        self._end(worker)
        self._workers.remove(worker)
        if finding is FATAL and not self._answered:
            raise ReadersError("The processes end before they read anything.")
        suspect, *others = worker.batches or [None]
        self._waiting.extendleft(other for other in others if other is not None)
        if suspect is not None and len(suspect.jobs) > 1:
            self._waiting.extendleft(_Batch([job]) for job in reversed(suspect.jobs))
        self._start()
        if suspect is not None and len(suspect.jobs) == 1:
            yield suspect.jobs[0], Read(None, pack_findings([finding], self._dictionary))

    def _end(self, worker: _Worker) -> None:
        worker.process.kill()
        for pipe in (worker.process.stdin, worker.process.stdout):
            if pipe is not None:
                pipe.close()
        worker.process.wait()
