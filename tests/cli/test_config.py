"""`newsreader config`."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., object]


def test_config_prints_a_settings_file_and_every_path(
    run: Run, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = own_home / ".config" / "newsreader" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(
        'theme = "tab\\there \\"quoted\\" \\u009b"\ntext_width = 60\n[keys]\nzen = ["Z"]\nquit = []\n',
        encoding="utf-8",
    )
    done = run("config")
    assert (done.status, done.err) == (0, "")
    for place in (config, own_home / ".cache/newsreader", own_home / ".local/state/newsreader"):
        assert str(place) in done.out
    again = own_home / "again.toml"
    again.write_text(done.out, encoding="utf-8")
    written, printed = tomllib.loads(config.read_text()), tomllib.loads(done.out)
    assert {key: printed[key] for key in ("theme", "text_width")} == {
        key: written[key] for key in ("theme", "text_width")
    }
    assert printed["keys"] == {"preset": "default", "zen": ["Z"], "quit": []}
    monkeypatch.setenv("NEWSREADER_CONFIG", str(again))
    assert "\x9b" not in done.out
    assert run("config").err == ""


def test_config_writes_nothing(run: Run, own_home: Path) -> None:
    assert run("config").status == 0
    assert list(own_home.iterdir()) == []
