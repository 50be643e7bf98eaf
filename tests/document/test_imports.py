"""What importing the room costs: nothing that a first paint would wait for."""

from __future__ import annotations

import subprocess
import sys


def loaded(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(' '.join(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
        cwd="/",
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    return {name.partition(".")[0] for name in done.stdout.split()}


def test_importing_the_package_loads_no_parser() -> None:
    code = (
        "import newsreader.document.layout, newsreader.document.shell_output, newsreader.document.find_phrase"
    )
    assert not loaded(code) & {"markdown_it", "mdit_py_plugins", "pygments", "wcwidth", "textual", "rich"}


def test_laying_out_prose_loads_neither_pygments_nor_textual() -> None:
    code = (
        "from newsreader.document.document import Document\n"
        "from newsreader.document.layout import Layout\n"
        "Layout(Document('**Some** text.\\n\\n    code\\n'), 40).lines(0, 9)"
    )
    names = loaded(code)
    assert "markdown_it" in names
    assert not names & {"pygments", "wcwidth", "textual", "rich"}
