"""The visible text and the structure of a reference's HTML, to hold a laid-out document against."""

from __future__ import annotations

from html.parser import HTMLParser

_SILENT = ("script", "style")
_LEAVES = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "td", "th")
_HOLDERS = {"blockquote": "quote", "ul": "list", "ol": "list", "li": "item"}


class Reference(HTMLParser):
    """Reads HTML; `text` is what a reader sees, without spaces; `leaves` its blocks with what holds them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._silent = 0
        self._path: list[str] = []
        self._open: list[str] | None = None
        self._kind = ""
        self.leaves: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        self._end()

    @property
    def text(self) -> str:
        return "".join("".join(self._parts).split())

    def _end(self) -> None:
        if self._open is not None:
            text = "".join("".join(self._open).split())
            if text or self._kind == "code":
                self.leaves.append(("/".join([*self._path, self._kind]), text))
        self._open = None

    def _begin(self, kind: str) -> None:
        self._end()
        self._kind, self._open = kind, []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag in _HOLDERS:
            self._end()
            self._path.append(_HOLDERS[tag])
        elif tag in _LEAVES:
            self._begin({"pre": "code", "th": "cell", "td": "cell", "p": "p"}.get(tag, tag))
        elif tag == "hr":
            self._end()
            self.leaves.append(("/".join([*self._path, "hr"]), ""))
        elif tag == "img":
            given = dict(attrs)
            self.handle_data(given.get("alt") or "")

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag in _HOLDERS and self._path:
            self._end()
            self._path.pop()
        elif tag in _LEAVES:
            self._end()

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        self._parts.append(data)
        if self._open is None and data.strip():
            self._begin("p")
        if self._open is not None:
            self._open.append(data)
