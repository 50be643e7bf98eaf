"""The process that reads files for the index, and nothing else: batches in on stdin, rows out on stdout.

Both ways a message is four bytes of length and a value of `marshal`, which holds no code; each end trusts the
other, as both are this program in the same version of Python. The process ends when its stdin does, so that
none is left behind when the program is killed.
"""

from __future__ import annotations

import marshal
import os
import signal
import sys
from pathlib import Path
from typing import Any

from newsreader.library.index.index_rows import Read, read_row

LENGTH = 4
NICENESS = 10
"""Reading ahead gives way to the screen."""


def packed(value: bytes | list[Any]) -> bytes:
    """A message as it is sent."""
    data = marshal.dumps(value)
    return len(data).to_bytes(LENGTH, "big") + data


def main() -> None:
    """Answer batches until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(NICENESS)
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    dictionary = b""
    sink.write(packed([]))  # it runs: should it end later, that is for what it was given to read
    sink.flush()
    while header := source.read(LENGTH):
        message = marshal.loads(source.read(int.from_bytes(header, "big")))  # noqa: S302 - see above
        if isinstance(message, bytes):
            dictionary = message
            continue
        try:
            sink.write(packed([_plain(read_row(Path(root), path, dictionary)) for root, path in message]))
            sink.flush()
        except BrokenPipeError:
            os._exit(0)


def _plain(read: Read) -> tuple[tuple[object, ...] | None, bytes, bool]:
    """`marshal` knows no named tuples."""
    return tuple(read.row) if read.row is not None else None, read.findings, read.passing


if __name__ == "__main__":
    main()
