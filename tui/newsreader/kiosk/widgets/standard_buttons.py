"""Buttons that several screens have."""

from __future__ import annotations

from newsreader.kiosk.translations import Translations
from newsreader.kiosk.widgets.touch_buttons import Button


def back_button(translations: Translations) -> Button:
    """Return the button that closes a screen."""
    return Button("go_back", translations("buttons.back"), "Esc")


def page_buttons(translations: Translations, *, up: bool, down: bool) -> tuple[Button, ...]:
    """Return the buttons that turn pages, each enabled if there is a page to turn to."""
    return (
        Button("page_up", translations("buttons.page_up"), "PgUp", up),
        Button("page_down", translations("buttons.page_down"), "PgDn", down),
    )


def last_buttons(translations: Translations, *, help: bool = True) -> tuple[Button, ...]:
    """Return the buttons that end every row; the help screen leaves out `help`."""
    return (
        *([Button("help", translations("buttons.help"), "h")] if help else []),
        Button("start_over", translations("buttons.start_over"), "Home"),
        Button("language", translations.next_name, "c"),
        Button("leave_now", translations("buttons.leave_now"), "x"),
    )
