"""Findings about the links of an article, for its publisher."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsreader.articles.article import Article, Finding, Severity
from newsreader.articles.finding_collector import quote

_MAY_LINK = re.compile(r"\]\(|\]:|<\w")
"""What every Markdown link has in it, save a bare address."""


def link_findings(article: Article) -> Iterator[Finding]:
    """Links whose words are another address or number than their target, and links that are blocked."""
    if not _MAY_LINK.search(article.body.text):
        return
    from newsreader.document.document import Document
    from newsreader.links.detect import urls
    from newsreader.links.policy import Blocked, check, readable

    prose = Document(article.body.text).prose()
    for match in urls.find(prose, article.url):
        if match.target is None:
            continue
        outcome = check(match.target)
        words = quote(prose.text[match.start : match.end])
        if isinstance(outcome, Blocked):
            code, message = "link-blocked", f"The link {words} is blocked. {outcome.reason}"
            remedy = "Correct the address, or write it as text."
        elif match.misleading:
            code, message = "link-misleading", f"The link {words} leads to {quote(readable(outcome.target))}."
            remedy = "Write the address or number to which it leads, or correct that."
        else:
            continue
        line, column, _ = article.body.place(*prose.span(match.start, match.end))
        yield Finding(article.path, line, column, Severity.WARNING, code, message, remedy)
