"""The program's entry: hand over to the command line."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the program with the arguments that it was started with; the exit status."""
    from newsreader.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
