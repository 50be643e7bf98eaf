"""Every word that the display says of its own accord, in English and in Welsh: one file a language."""

from __future__ import annotations

from functools import cache
from pathlib import Path

LANGUAGES = ("en", "cy")


class Translations:
    """The words of one language, by their names in the files beside this module."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._words = _read(language)

    def __call__(self, name: str, **values: object) -> str:
        """The words called `section.name`, with `{values}` filled in. Raises KeyError for unknown ones."""
        words = self._words[name]
        return words.format(**values) if values else words


@cache
def _read(language: str) -> dict[str, str]:
    import tomllib

    file = Path(__file__).parent / "languages" / f"{language}.toml"
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    return {f"{table}.{name}": words for table, all_ in tables.items() for name, words in all_.items()}
