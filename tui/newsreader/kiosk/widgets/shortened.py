"""Text shortened to a number of lines."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from newsreader.ui.text_fit import cut


def shortened_lines(lines: Sequence[str], max_lines: int, width: int) -> list[str]:
    """Return the first lines, with an ellipsis if some are left out."""
    if len(lines) <= max_lines or max_lines <= 0:
        return list(lines[: max(max_lines, 0)])
    last = lines[max_lines - 1]
    return [*lines[: max_lines - 1], f"{last} …" if cell_len(last) + 2 <= width else cut(f"{last} …", width)]
