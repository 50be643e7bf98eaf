"""The reader's screen, inside the article: finding words, jumping to headings, typing a number."""

from __future__ import annotations

from textual import on
from textual.widgets import Input

from newsreader.reader.dialogs.chooser import Chooser, Item
from newsreader.reader.screen_parts.marking import MarkingScreen
from newsreader.ui.article_view.article_view import ArticleView


class FindingScreen(MarkingScreen):
    """Everything that the field below the article is for."""

    article_purpose: str = ""
    """What the article's field is open for: `find`, `number` or nothing."""

    def do_contents(self) -> None:
        """The article's headings, to jump to."""
        if self.opened is None:
            return
        headings = self.opened.document.headings()
        if not headings:
            self.notify("This article has no headings.", markup=False, timeout=2)
            return
        least = min(heading.level for heading in headings)
        items = [Item(str(h.start), h.text, indent=h.level - least) for h in headings]
        self.app.push_screen(Chooser("Contents", items, hint="Enter jumps · Esc closes"), self._jump)

    def _jump(self, start: str | None) -> None:
        if start is not None:
            self.go_to_pane("article")
            self.article_view.go_to(int(start))

    def do_find(self) -> None:
        """Opens the field to find in the article."""
        if self.opened is not None:
            self.open_article_field("find", "Find in this article")

    def open_article_field(self, purpose: str, words: str) -> None:
        """Opens the field below the article."""
        field = self.article_field
        field.placeholder, field.display, self.article_purpose = words, True, purpose
        with field.prevent(Input.Changed):
            field.value = ""
        self.pane = "article"
        self.set_focus(field)

    @on(Input.Changed, "#article-field")
    def _typed_in_article(self, event: Input.Changed) -> None:
        if self.article_purpose == "find":
            self.finding = bool(event.value.strip())
            self.article_view.finder.find(event.value.strip())
            self.update_footer()

    @on(ArticleView.Found)
    def _tell_found(self) -> None:
        self.update_footer()

    @on(Input.Submitted, "#article-field")
    def _entered_in_article(self, event: Input.Submitted) -> None:
        event.stop()
        purpose, value = self.article_purpose, event.value.strip()
        self.close_article_field()
        if purpose == "number" and value.isdecimal():
            self.action_link(int(value[:6]))

    def close_article_field(self) -> None:
        """Hides the field; what was found stays lit."""
        self.article_purpose = ""
        self.article_field.display = False
        self.go_to_pane("article")

    def close_find(self) -> bool:
        """Ends a find; False where none is open."""
        if self.article_field.display:
            self.close_article_field()
        elif not self.finding:
            return False
        self.finding = False
        self.article_view.finder.clear()
        self.update_footer()
        return True

    def action_link(self, number: int) -> None:
        """Chooses a link by its number; overridden where the links are known."""
