"""Texts of the display in each of its languages."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from newsreader.settings.languages import FOLDER, LANGUAGES


class Translations:
    """The texts of one language, named as in its file."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._texts = _read(language)

    def __call__(self, name: str, **values: object) -> str:
        """Return the text named `section.name` with `{values}` filled in. Raises KeyError."""
        text = self._texts.single[name]
        return text.format(**values) if values else text

    def item(self, name: str, index: int) -> str:
        """Return an item of the list named `section.name`. Raises KeyError or IndexError."""
        return self._texts.lists[name][index]

    def number(self, number: int) -> str:
        """Return a number from 0 to 99 in words, others in digits."""
        if not 0 <= number < 100:
            return str(number)
        if number < 20:
            return self.item("numbers.small", number)
        tens = self.item("numbers.tens", number // 10 - 2)
        ones = number % 10
        return self("numbers.joined", tens=tens, ones=self.item("numbers.small", ones)) if ones else tens

    @property
    def next_language(self) -> str:
        """The code of the language that follows this one when languages are switched."""
        return LANGUAGES[(LANGUAGES.index(self.language) + 1) % len(LANGUAGES)]

    @property
    def next_name(self) -> str:
        """The name of that language, in that language."""
        return Translations(self.next_language)("language.name")


class _Texts(NamedTuple):
    """The texts of a language file, by `section.name`."""

    single: dict[str, str]
    lists: dict[str, list[str]]


@cache
def _read(language: str) -> _Texts:
    import tomllib

    texts = _Texts({}, {})
    for section, table in tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8")).items():
        for name, value in table.items():
            (texts.lists if isinstance(value, list) else texts.single)[f"{section}.{name}"] = value
    return texts
