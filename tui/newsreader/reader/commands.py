"""Every command of the reader: its keys, and its words in help, palette and footer.

A command is an action of the pane that has the focus, else of the screen or of another pane; see
`screen.ReaderScreen.action_run`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that a person can do."""

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
    action: str = ""
    """What it runs, as Textual writes actions."""


_MOVE = (
    ("down", "j down", "move(1)", "Down", "The next line, heading or entry."),
    ("up", "k up", "move(-1)", "Up", "The line, heading or entry before."),
    ("pane_right", "l right", "sideways(1)", "Pane to the right", "On a folded heading: unfold it."),
    ("pane_left", "h left", "sideways(-1)", "Pane to the left", "In the list: fold the heading."),
    ("pane_next", "tab", "cycle_panes(1)", "Next pane", "List, article, links and round again."),
    ("pane_previous", "shift+tab", "cycle_panes(-1)", "Previous pane", "The other way round."),
    ("open", "enter", "open", "Open", "The article, heading or link under the cursor.", "open"),
    ("page_down", "space", "read_on(1)", "Page on", "In the article; at its end: the next unread."),
    ("page_up", "b", "read_on(-1)", "Page back", "One screen back in the article."),
    ("pane_page_down", "pagedown", "turn_page(1)", "Page down", "In the pane that has the focus."),
    ("pane_page_up", "pageup", "turn_page(-1)", "Page up", "In the pane that has the focus."),
    ("half_down", "ctrl+d", "turn_page(0.5)", "Half a page on", "In the pane that has the focus."),
    ("half_up", "ctrl+u", "turn_page(-0.5)", "Half a page back", "In the pane that has the focus."),
    ("start", "g home", "go_to_end(False)", "To the start", "Of the pane that has the focus."),
    ("end", "G end", "go_to_end(True)", "To the end", "Of the pane that has the focus."),
)
_ARTICLE = (
    ("next_article", "J", "step_article(1)", "Next article", "Opens the one below in the list.", "next"),
    ("previous_article", "K", "step_article(-1)", "Previous article", "Opens the one above in the list."),
    ("next", "n", "step_hit(1)", "Next unread", "In a search or a find: the next hit.", "unread"),
    ("previous", "p", "step_unread(-1)", "Previous unread", "The unread article above in the list."),
    ("previous_hit", "N", "step_hit(-1)", "Previous hit", "Of the search or find that is open."),
    ("find", "ctrl+f", "find", "Find in the article", "All places are lit, to step through."),
    ("contents", "c", "contents", "Contents", "The headings of the article, to jump to."),
    ("read", "r", "mark_read(True)", "Mark as read", "The article or heading under the cursor."),
    ("unread", "u", "mark_read(False)", "Mark as unread", "The article or heading under the cursor."),
    ("toggle_read", "m", "toggle_read", "Read or unread", "Marks as read; where it is read, as unread."),
    ("save", "s", "save", "Save for later", "Again: no longer saved.", "save"),
    ("zen", "z", "zen", "Article alone", "Hides the list and the links; again: shows them."),
    ("back", "alt+left", "step_history(-1)", "Back", "To what was read before."),
    ("forward", "alt+right", "step_history(1)", "On again", "To what was read after."),
)
_LINKS = (
    ("links", "L", "links", "Links", "Goes to the links of the article.", "links"),
    ("link_number", "number_sign", "link_number", "Link by number", "For numbers above nine."),
    ("previous_link", "left_square_bracket", "step_link(-1)", "Previous link", "In the text."),
    ("next_link", "right_square_bracket", "step_link(1)", "Next link", "In the text."),
    ("source", "o", "source", "Source page", "Opens the page that the article was published on."),
    ("copy", "y", "copy", "Copy", "The text selected, else the address of the link or the article."),
    ("page_code", "Q", "page_code", "QR code of the page", "To take the article away on a phone."),
    ("help_and_advice", "H", "help_and_advice", "Help and advice", "All services that can help, by need."),
)
_LIST = (
    ("search", "slash", "search", "Search", "Every article, by any word.", "search"),
    ("search_order", "ctrl+o", "search_order", "Order of the search", "By relevance, or newest first."),
    ("filter", "f", "filter", "Filter the list", "Keeps the headlines that hold the words.", "filter"),
    ("jump", "apostrophe", "jump", "Jump to a heading", "Type the first letters of one."),
    ("view", "v", "view", "By date or by area", "How the list is ordered.", "view"),
    ("areas", "a", "areas", "Choose areas", "The list then holds only these.", "areas"),
    ("only", "i", "only", "All, unread, saved or new", "What the list holds."),
    ("read_all", "R", "read_all", "Mark all as read", "Everything that the list holds now."),
    ("undo", "ctrl+z", "undo", "Undo", "The last change of read or saved marks."),
    ("refresh", "ctrl+r", "refresh", "Look again", "Reads the folders again."),
)
_PROGRAM = (
    ("theme", "t", "theme", "Theme", "Light, dark, high contrast, or the terminal's own colours."),
    ("problems", "exclamation_mark", "problems", "Problems", "What could not be read, and why."),
    ("help", "question_mark f1", "help", "Help", "Every key; type to search.", "help"),
    ("palette", "ctrl+p", "palette", "Commands", "Every command by name."),
    ("leave", "escape", "leave", "Back one level", "Closes what is open; never leaves the program."),
    ("quit", "q", "quit", "Back, then leave", "Leaves the program only at the top.", "quit"),
    ("exit", "ctrl+q", "exit", "Leave the program", "At once, from anywhere."),
)


def _group(group: str, rows: Iterable[tuple[str, ...]]) -> Iterable[Command]:
    """Commands from rows of id, keys, action, title, help and maybe a word for the footer."""
    for name, keys, action, title, explanation, *footer in rows:
        word = footer[0] if footer else ""
        yield Command(name, tuple(keys.split()), title, explanation, group, word, action)


COMMANDS: tuple[Command, ...] = (
    *_group("Move", _MOVE),
    *_group("Article", _ARTICLE),
    *_group("Links", _LINKS),
    *_group("List", _LIST),
    *_group("Program", _PROGRAM),
)

DIGITS = tuple("123456789")
"""`1` to `9` choose a link by its number; they are one command each only in name."""

PRESETS: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "default": {},
        # Newsboat's own keys where they differ: https://newsboat.org/releases/2.35/docs/newsboat.html
        "newsboat": {
            "links": ("u", "L"),
            "toggle_read": ("N", "m"),
            "read": (),
            "unread": (),
            "read_all": ("A", "C"),
            "refresh": ("r", "R", "ctrl+r"),
            "view": ("g", "v"),
            "start": ("home",),
            "end": ("end",),
            "only": ("l", "i"),
            "pane_right": ("right",),
            "filter": ("F", "f"),
            "previous_hit": ("ctrl+n",),
            "exit": ("Q", "ctrl+q"),
            "page_code": ("X",),
        },
    }
)


@dataclass(frozen=True, slots=True)
class KeyTable:
    """The commands with the keys in force."""

    commands: tuple[Command, ...]
    problems: tuple[str, ...] = ()
    """What in the settings could not be done, for the person."""

    def key(self, command_id: str) -> str:
        """The key to name in a hint; where there is none, the command's title."""
        command = next(each for each in self.commands if each.id == command_id)
        return shown_key(command.keys[0]) if command.keys else f"“{command.title}”"


def key_table(preset: str = "default", changes: Mapping[str, Sequence[str]] | None = None) -> KeyTable:
    """The keys of a preset with the settings' own over them.

    What is wrong in `changes` costs only that command or key. A key that the settings give to one command is
    taken from the one that had it.
    """
    changes = changes or {}
    default = {command.id: command.keys for command in COMMANDS}
    own = {name: keys for name, keys in changes.items() if name in default}
    problems = [_unknown(name) for name in changes if name not in default]
    of_preset = {name: keys for name, keys in PRESETS.get(preset, {}).items() if name not in own}
    rest = {name: keys for name, keys in default.items() if name not in own and name not in of_preset}
    owners: dict[str, str] = {}
    for layer in (own, of_preset, rest):
        for name, keys in layer.items():
            for key in map(_standard, keys):
                owner = owners.setdefault(key, name)
                if owner != name and layer is own:
                    problems += [f"keys.{name}: {shown_key(key)} already runs {owner}."]
    keys_of: dict[str, list[str]] = {}
    for key, name in owners.items():
        keys_of.setdefault(name, []).append(key)
    in_force = [replace(command, keys=tuple(keys_of.get(command.id, ()))) for command in COMMANDS]
    return KeyTable(tuple(in_force), tuple(problems))


def _standard(key: str) -> str:
    """Textual's name of a key that may be written as its character."""
    return _NAMES.get(key, key)


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    ids = [command.id for command in COMMANDS]
    close = get_close_matches(name.replace("-", "_").casefold(), ids, 1)
    hint = f"Did you mean {close[0]}?" if close else "Help lists all commands."
    return f"keys.{name}: there is no command called {name}. {hint}"


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


_NAMES = {shown: name for name, shown in _SHOWN.items() if len(shown) == 1} | {",": "comma"}


def shown_key(key: str) -> str:
    """A key as people write it: `Ctrl+R` for `ctrl+r`, `?` for `question_mark`."""
    *modifiers, last = key.split("+")
    name = _SHOWN.get(last, last.upper() if modifiers or last[1:].isdigit() else last)
    return "+".join([modifier.capitalize() for modifier in modifiers] + [name])


def shown_keys(keys: Iterable[str]) -> str:
    """Several keys as people write them, parted by spaces."""
    return " ".join(shown_key(key) for key in keys)
