"""What happens to the articles while the bot stands before the display."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any


class Newsroom:
    """Articles that change, break and vanish."""

    def __init__(
        self, root: Path, source: random.Random, happened: Counter[str], payloads: Sequence[Any]
    ) -> None:
        """What happens is counted in `happened`; `payloads` are hostile texts."""
        self._root, self._source, self._happened, self._payloads = root, source, happened, payloads
        self._number = 0
        for _ in range(9):
            self._new()

    def does_something(self) -> None:
        """One thing, of any kind."""
        what = self._source.choice(
            [self._new, self._change, self._break, self._vanish, self._move, self._odd, self._hostile]
        )
        self._happened[what.__name__.strip("_")] += 1
        with suppress(OSError):
            what()

    def everything_goes(self) -> None:
        """The folder itself is away for a while."""
        self._happened["all away"] += 1
        self._root.rename(self._root.with_name("away"))

    def everything_comes_back(self) -> None:
        """And comes back."""
        self._root.with_name("away").rename(self._root)

    def _any(self) -> Path:
        files = [each for each in self._root.rglob("*.md") if each.is_file() and not each.is_symlink()]
        return self._source.choice(files) if files else self._root / "none.md"

    def _new(self) -> None:
        self._number += 1
        folder = self._root / self._source.choice(["Mercia", "Wessex", "Borsetshire"])
        folder.mkdir(parents=True, exist_ok=True)
        day = f"2019-{self._source.randint(1, 12):02}-{self._source.randint(1, 28):02}"
        words = " ".join(self._source.choices(_WORDS, k=self._source.randint(20, 200)))
        (folder / f"{self._number}.md").write_text(
            f"---\ntitle: {words[:50].strip()}\ndate: {day}\nurl: https://www.mercia.police.uk/{self._number}\n"
            f"---\n\n{words}\n\n## Help\n\nCall 101 quoting {self._number}/19. Run, Hide, Tell.\n\n{words}\n"
        )

    def _change(self) -> None:
        file = self._any()
        file.write_text(file.read_text(errors="replace").replace("the", self._source.choice(_WORDS)))

    def _break(self) -> None:
        broken = ["---\ntitle: [\n---\n", "---\n" + "[" * 5000 + "\n---\nx", "", "\0" * 100, "---\ntitle: x"]
        self._any().write_text(self._source.choice(broken))

    def _vanish(self) -> None:
        self._any().unlink(missing_ok=True)
        if sum(1 for _ in self._root.rglob("*.md")) < 5:
            self._new()

    def _move(self) -> None:
        file = self._any()
        file.rename(file.with_name(f"moved-{file.name}"[-60:]))

    def _odd(self) -> None:
        place = self._root / "Mercia" / f"odd-{self._source.randint(0, 5)}.md"
        with suppress(OSError):
            place.unlink()
        kind = self._source.choice(["fifo", "link", "folder", "loop", "bytes"])
        if kind == "fifo":
            os.mkfifo(place)
        elif kind in ("link", "loop"):
            place.symlink_to("/etc/passwd" if kind == "link" else self._root)
        elif kind == "folder":
            place.mkdir(exist_ok=True)
        else:
            place.write_bytes(self._source.randbytes(3000))

    def _hostile(self) -> None:
        payload = self._source.choice(self._payloads)
        text = (
            f"---\ntitle: {payload.yaml}\ndate: 2020-01-01\n---\n\n{payload.text} body [x]({payload.text})\n"
        )
        file = self._root / "Wessex" / f"hostile-{self._source.randint(0, 5)}.md"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(text.encode("utf-8", "surrogatepass"))


_WORDS = (
    *("officers", "appeal", "witnesses", "lamp", "harbour", "theft", "bicycle", "street", "night"),
    *("the", "and", "after", "near", "seen", "call", "help"),
)
