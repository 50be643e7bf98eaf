"""The process that reads files for the index: batches of paths in on stdin, rows out on stdout.

A message is four bytes of length and a value of `marshal`, which holds no code; each end trusts the other, as
both are this program in the same version of Python. The process ends when its stdin does, so that none is
left behind when the program is killed.
"""

from __future__ import annotations

import marshal
import os
import signal
import sys
from pathlib import Path
from typing import Any

from newsreader.library.index.index_rows import ReadResult, read_row

LENGTH_BYTES = 4
_NICENESS = 10
"""Reading ahead gives way to the screen."""


def encode(value: bytes | list[Any]) -> bytes:
    """Encode a message."""
    data = marshal.dumps(value)
    return len(data).to_bytes(LENGTH_BYTES, "big") + data


def main() -> None:
    """Answer batches until stdin ends."""
    # Imported before it says that it has started: what follows is timed.
    import newsreader.articles.read
    import newsreader.links.extract
    import newsreader.links.link_findings  # noqa: F401

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(_NICENESS)
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    dictionary = b""
    sink.write(encode([]))  # started: a later end is the fault of what was to be read
    sink.flush()
    while header := source.read(LENGTH_BYTES):
        message = marshal.loads(source.read(int.from_bytes(header, "big")))  # noqa: S302 - see above
        if isinstance(message, bytes):
            dictionary = message
            continue
        try:
            sink.write(encode([_plain(read_row(Path(root), path, dictionary)) for root, path in message]))
            sink.flush()
        except BrokenPipeError:
            os._exit(0)


def _plain(result: ReadResult) -> tuple[Any, ...]:
    """Return plain tuples: `marshal` knows no named ones."""
    row, *rest = result
    return tuple(row) if row is not None else None, *rest


if __name__ == "__main__":
    main()
