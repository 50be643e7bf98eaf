"""What the program leaves out of memory."""

from __future__ import annotations

import subprocess
import sys

_LOOK = """
import sys
from newsreader.reader.app import ReaderApp
from newsreader.ui.memory import limit_malloc
import newsreader.library.index.update, newsreader.articles.read, newsreader.document.document
import newsreader.links.extract, newsreader.links.catalogue.catalogue
from newsreader.links.qr import make_qr
limit_malloc()
assert make_qr("https://example.org/")
print(*sorted({"email", "http.client", "urllib.request"} & set(sys.modules)))
import segno
segno.make("whole")
"""


def test_no_mail_or_network_modules_are_loaded_to_read_an_article() -> None:
    done = subprocess.run([sys.executable, "-c", _LOOK], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr
