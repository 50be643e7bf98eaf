"""The line above the body of a screen: its title, and which page is shown."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from newsreader.kiosk.translations import Translations
from newsreader.kiosk.widgets.touch_buttons import TALL
from newsreader.ui.styles import StyleMap, TextStyle
from newsreader.ui.text_fit import cut

_STYLES = {
    "title": TextStyle("heading", "bold"),
    "page": TextStyle("foreground"),
}


class Heading(Widget):
    """A title at the left and a page at the right, with a blank line below on a tall screen."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Heading { height: 1; width: 100%; background: $background; }
    """

    text: reactive[tuple[str, str]] = reactive(("", ""))
    """The title, which gives way to the page, and the page."""

    def on_mount(self) -> None:
        self.on_resize()

    def on_resize(self) -> None:
        """Choose the height."""
        self.styles.height = 2 if self.app.size.height >= TALL else 1

    def render(self) -> Text:
        styles = StyleMap(self, _STYLES)
        title, page = self.text
        right = f"{page} " if page else ""
        left = cut(title, max(self.size.width - cell_len(right) - 2, 0))
        text = Text(no_wrap=True, end="")
        text.append(f" {left}", styles.part("title"))
        text.append(" " * max(self.size.width - 1 - cell_len(left) - cell_len(right), 0))
        text.append(right, styles.part("page"))
        return text


def page_label(translations: Translations, page: int, pages: int) -> str:
    """Return `Page 2 of 5`; `""` for a single page."""
    return translations("choices.page", page=f"{page:,}", pages=f"{pages:,}") if pages > 1 else ""


def mark_english(translations: Translations, title: str) -> str:
    """Add `in English` to a title above text of the catalogue, which exists in English only.

    See WCAG 2.2, 3.1.2: language of parts.
    """
    return title if translations.language == "en" else f"{title} · {translations('code.in_english')}"
