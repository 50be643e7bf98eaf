"""The time that links take an article, without the parsing of its Markdown.

python tests/bench/bench_links.py FOLDER [ARTICLES]
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

from newsreader.articles.read import read_article
from newsreader.document.document import Document
from newsreader.links.catalogue.loader import load_catalogue, shipped_catalogue
from newsreader.links.extract import find_references, first_reference


def main(folder: Path, count: int) -> None:
    """Print the processor time for links, and for the first reference in the index."""
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md"))
    chosen = random.Random(7).sample(paths, min(count, len(paths)))
    bodies = [read_article(folder, path).body.text for path in chosen]
    prose = [Document(body).prose() for body in bodies]
    catalogue, _ = load_catalogue([shipped_catalogue()])
    find_references(prose[0], catalogue)
    begin = time.process_time()
    for text in prose:
        find_references(text, catalogue)
    middle = time.process_time()
    for body in bodies:
        first_reference(body)
    end = time.process_time()
    sys.stdout.write(f"links           {1000 * (middle - begin) / len(bodies):6.2f} ms an article\n")
    sys.stdout.write(f"first reference {1000 * (end - middle) / len(bodies):6.2f} ms an article\n")


main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1000)
