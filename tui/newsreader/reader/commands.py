"""Every command of the reader, once: its keys, its words in help, palette and footer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that a reader can do."""

    id: str
    """Stable name, used in the configuration to give it other keys."""
    keys: tuple[str, ...]
    """In Textual's names: `j`, `down`, `ctrl+r`, `question_mark`."""
    title: str
    """What help and the palette call it."""
    help: str
    """One sentence more."""
    group: str
    """The heading it stands under in help."""
    footer: str = ""
    """Its word in the footer; empty where it has no place there."""


MOVE, ARTICLE, LINKS, LIST, PROGRAM = "Move", "Article", "Links", "List", "Program"

COMMANDS: tuple[Command, ...] = (
    Command("down", ("j", "down"), "Down", "The next line, heading or entry.", MOVE),
    Command("up", ("k", "up"), "Up", "The line, heading or entry before.", MOVE),
    Command("pane_right", ("l", "right"), "Pane to the right", "On a folded heading: unfold it.", MOVE),
    Command("pane_left", ("h", "left"), "Pane to the left", "In the list: fold the heading.", MOVE),
    Command("pane_next", ("tab",), "Next pane", "List, article, links and round again.", MOVE),
    Command("pane_previous", ("shift+tab",), "Previous pane", "The other way round.", MOVE),
    Command("open", ("enter",), "Open", "The article, heading or link under the cursor.", MOVE, "open"),
    Command(
        "page_down", ("space", "pagedown"), "Page on", "At the end of an article: the next unread.", MOVE
    ),
    Command("page_up", ("b", "pageup"), "Page back", "One screen back in the article.", MOVE),
    Command("half_down", ("ctrl+d",), "Half a page on", "In the pane that has the focus.", MOVE),
    Command("half_up", ("ctrl+u",), "Half a page back", "In the pane that has the focus.", MOVE),
    Command("start", ("g", "home"), "To the start", "Of the pane that has the focus.", MOVE),
    Command("end", ("G", "end"), "To the end", "Of the pane that has the focus.", MOVE),
    Command("next_article", ("J",), "Next article", "Opens the one below in the list.", ARTICLE, "next"),
    Command("previous_article", ("K",), "Previous article", "Opens the one above in the list.", ARTICLE),
    Command("next", ("n",), "Next unread", "In a search or a find: the next hit.", ARTICLE, "unread"),
    Command("previous", ("p",), "Previous unread", "The unread article above in the list.", ARTICLE),
    Command("previous_hit", ("N",), "Previous hit", "Of the search or find that is open.", ARTICLE),
    Command(
        "find", ("ctrl+f",), "Find in the article", "All places are lit; n and N go through them.", ARTICLE
    ),
    Command("contents", ("c",), "Contents", "The headings of the article, to jump to.", ARTICLE),
    Command("read", ("r",), "Mark as read", "The article under the cursor.", ARTICLE),
    Command("unread", ("u",), "Mark as unread", "The article under the cursor.", ARTICLE),
    Command("save", ("s",), "Save for later", "Again: no longer saved.", ARTICLE, "save"),
    Command("zen", ("z",), "Article alone", "Hides the list and the links; again: shows them.", ARTICLE),
    Command("back", ("alt+left",), "Back", "To what was read before.", ARTICLE),
    Command("forward", ("alt+right",), "On again", "To what was read after.", ARTICLE),
    Command("links", ("L",), "Links", "Goes to the links of the article.", LINKS, "links"),
    Command("link_number", ("number_sign",), "Link by number", "For numbers above nine.", LINKS),
    Command("previous_link", ("left_square_bracket",), "Previous link", "In the text.", LINKS),
    Command("next_link", ("right_square_bracket",), "Next link", "In the text.", LINKS),
    Command("source", ("o",), "Source page", "Opens the page that the article was published on.", LINKS),
    Command("copy", ("y",), "Copy", "The text selected, else the address of the link or the article.", LINKS),
    Command("page_code", ("Q",), "QR code of the page", "To take the article away on a phone.", LINKS),
    Command("help_and_advice", ("H",), "Help and advice", "All the services that can help, by need.", LINKS),
    Command(
        "search",
        ("slash",),
        "Search",
        "Every article, by any word; n and N go through the hits.",
        LIST,
        "search",
    ),
    Command("search_order", ("ctrl+o",), "Order of the search", "By relevance, or newest first.", LIST),
    Command("filter", ("f",), "Filter the list", "Keeps the headlines that hold the words.", LIST, "filter"),
    Command(
        "jump",
        ("apostrophe",),
        "Jump to a heading",
        "Type the first letters of an area, a day or a month.",
        LIST,
    ),
    Command("view", ("v",), "By date or by area", "How the list is ordered.", LIST, "view"),
    Command("areas", ("a",), "Choose areas", "The list then holds only these.", LIST, "areas"),
    Command("only", ("i",), "All, unread, saved or new", "What the list holds.", LIST),
    Command("read_all", ("R",), "Mark all as read", "Everything that the list holds now.", LIST),
    Command("undo", ("ctrl+z",), "Undo", "The last change of read or saved marks.", LIST),
    Command("refresh", ("ctrl+r",), "Look again", "Reads the folders again.", LIST),
    Command("theme", ("t",), "Theme", "Light, dark, high contrast, or the terminal's own colours.", PROGRAM),
    Command("problems", ("exclamation_mark",), "Problems", "What could not be read, and why.", PROGRAM),
    Command("help", ("question_mark", "f1"), "Help", "Every key; type to search.", PROGRAM, "help"),
    Command("palette", ("ctrl+p",), "Commands", "Every command by name.", PROGRAM),
    Command(
        "leave", ("escape",), "Back one level", "Closes what is open; never leaves the program.", PROGRAM
    ),
    Command("quit", ("q",), "Back, then leave", "Leaves the program only at the top.", PROGRAM, "quit"),
)

DIGITS = tuple("123456789")
"""`1` to `9` choose a link by its number; they are one command each only in name."""

PRESETS: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "default": {},
        # newsboat's own keys where they differ: its manual, "Newsboat key bindings".
        "newsboat": {
            "next_article": ("J", "right_parenthesis"),
            "read_all": ("A", "C"),
            "refresh": ("ctrl+r", "R"),
            "read": ("r",),
            "unread": ("N", "u"),
            "previous_hit": ("ctrl+n",),
        },
    }
)


class UnknownCommandError(ValueError):
    """The configuration gives keys to a command that does not exist."""


def commands(
    preset: str = "default", changes: Mapping[str, Sequence[str]] | None = None
) -> tuple[Command, ...]:
    """The commands with the keys of a preset, and of the configuration over it.

    Raises UnknownCommandError, naming what is not a command or a preset.
    """
    if preset not in PRESETS:
        raise UnknownCommandError(f"There is no set of keys called {preset}; there are {', '.join(PRESETS)}.")
    given = {**PRESETS[preset], **(changes or {})}
    unknown = sorted(given.keys() - {command.id for command in COMMANDS})
    if unknown:
        raise UnknownCommandError(f"There is no command called {', '.join(unknown)}.")
    return tuple(replace(command, keys=tuple(given.get(command.id, command.keys))) for command in COMMANDS)


_SHOWN = {
    "question_mark": "?",
    "slash": "/",
    "number_sign": "#",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "exclamation_mark": "!",
    "apostrophe": "'",
    "space": "Space",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "home": "Home",
    "end": "End",
}


def shown_key(key: str) -> str:
    """A key as people write it: `Ctrl+R` for `ctrl+r`, `?` for `question_mark`."""
    *modifiers, last = key.split("+")
    name = _SHOWN.get(last, last.upper() if modifiers or last[1:].isdigit() else last)
    return "+".join([modifier.capitalize() for modifier in modifiers] + [name])


def shown_keys(keys: Iterable[str]) -> str:
    """Several keys as people write them, parted by spaces."""
    return " ".join(shown_key(key) for key in keys)
