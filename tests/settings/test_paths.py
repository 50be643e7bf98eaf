"""Paths of the program's files, on Linux and macOS, with and without a home."""

from __future__ import annotations

import os
import pwd
import subprocess
import sys
from pathlib import Path

import pytest

from newsreader.settings.paths import NOWHERE, shipped_content, user_paths

HOME = "/home/reader"


def test_linux_follows_the_xdg_defaults() -> None:
    here = user_paths({"HOME": HOME}, "linux")
    assert here.config_file == Path(HOME, ".config/newsreader/config.toml")
    assert here.cache == Path(HOME, ".cache/newsreader")
    assert here.state == Path(HOME, ".local/state/newsreader")
    assert here.log.parent == here.state


def test_macos_has_folders_of_its_own() -> None:
    here = user_paths({"HOME": HOME}, "darwin")
    assert here.config_file == Path(HOME, "Library/Application Support/newsreader/config.toml")
    assert here.cache == Path(HOME, "Library/Caches/newsreader")


@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_xdg_variables_are_obeyed_on_both(platform: str) -> None:
    environ = {"HOME": HOME, "XDG_CONFIG_HOME": "/c", "XDG_CACHE_HOME": "/k", "XDG_STATE_HOME": "/s"}
    here = user_paths(environ, platform)
    assert (here.config_file, here.cache, here.state) == (
        Path("/c/newsreader/config.toml"),
        Path("/k/newsreader"),
        Path("/s/newsreader"),
    )


@pytest.mark.parametrize("value", ["", "relative/folder", "."])
def test_a_relative_xdg_variable_is_passed_over(value: str) -> None:
    assert user_paths({"HOME": HOME, "XDG_CACHE_HOME": value}, "linux") == user_paths({"HOME": HOME}, "linux")


@pytest.mark.parametrize("home", [{}, {"HOME": ""}, {"HOME": "relative"}])
def test_without_a_home_the_table_of_users_is_asked(
    home: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    record = pwd.struct_passwd(("reader", "x", os.getuid(), 0, "", "/from/the/table", "/bin/sh"))
    monkeypatch.setattr(pwd, "getpwuid", lambda _: record)
    assert user_paths(home, "linux").cache == Path("/from/the/table/.cache/newsreader")


def test_a_user_without_any_home_has_places_that_nobody_can_write(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(uid: int) -> pwd.struct_passwd:
        raise KeyError(uid)

    monkeypatch.setattr(pwd, "getpwuid", unknown)
    here = user_paths({}, "linux")
    assert NOWHERE in here.cache.parents
    with pytest.raises(OSError):
        here.cache.mkdir(parents=True)
    assert not here.config_file.exists()


def test_another_settings_file_can_be_named() -> None:
    assert user_paths({"HOME": HOME, "NEWSREADER_CONFIG": "/etc/news.toml"}, "linux").config_file == Path(
        "/etc/news.toml"
    )


def test_asking_makes_no_folder(own_home: Path) -> None:
    user_paths()
    assert list(own_home.iterdir()) == []


def test_the_shipped_content_of_a_checkout_is_beside_the_sources() -> None:
    assert shipped_content().name in {"content", "_content"}
    assert (shipped_content() / "articles").is_dir()


def test_the_room_is_cheap_to_import() -> None:
    """The room is on the way to the first paint: none of the modules that take 20 ms each may come along."""
    code = (
        "import sys; from newsreader.settings import content_paths, load, paths;"
        "print(*{'tomllib', 'platformdirs', 'importlib.resources', 'difflib', 'click'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
