"""The bot that knows nothing, for a short while; `python tests/kiosk/bot/bot.py` is the long form.

With NEWSREADER_TEST_BOT set, every way in which it must fail is tried, which takes a minute.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture
def bot() -> ModuleType:
    """The module of the bot."""
    spec = importlib.util.spec_from_file_location("kiosk_bot", Path(__file__).parent / "bot" / "bot.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_it_finds_no_way_out_and_leaves_nothing_behind(bot: ModuleType, tmp_path: Path) -> None:
    worker = bot.Bot(tmp_path, seed=2, visit=(2.0, 3.0))
    try:
        account = worker.works(60)
    finally:
        worker.close()
    assert account.compared == account.visits >= 1
    assert sum(account.pressed.values()) > 50


WRONG = {
    "an end": ("self.exit()", "It ended with"),
    "a command to the terminal": (
        "import os; os.write(1, b'\\x1b]52;c;QUFB\\x07')",
        "It sent to the terminal",
    ),
    "a path on the screen": ("import os; os.write(1, b'/lib/site-packages/x')", "It shows 'site-packages'"),
    "a file": ("open('/var/tmp/newsreader-bot-wrote', 'w').close()", "write /var/tmp/newsreader-bot-wrote"),
    "a process": (
        "import os; os.posix_spawn('/bin/true', ['true'], {})",
        "posix_spawn|has started a process",
    ),
    "a mistake": ("1 / 0", "ZeroDivisionError"),
    "something left behind": (
        "import dataclasses as d; c = self.context; c.station = d.replace(c.station, name='Left behind')",
        "(?s)Left behind.*and a fresh start",
    ),
}
"""What the display does at the first key, as Python, and what the bot must say of it."""
TRIED = WRONG if os.environ.get("NEWSREADER_TEST_BOT") else list(WRONG)[:2]


@pytest.mark.parametrize("what", TRIED)
def test_it_sees_what_is_wrong(bot: ModuleType, tmp_path: Path, what: str) -> None:
    does, said = WRONG[what]
    spoilt = tmp_path / "display.py"
    text = (bot.KIOSK / "display.py").read_text(encoding="utf-8")
    source = "SOURCE = Path(__file__).resolve().parents[2]"
    assert source in text
    text = text.replace(source, f"SOURCE = Path({str(bot.TESTS.parent)!r})")
    begun = "        report_errors_to(app.context.log.fault)\n"
    assert begun in text
    spoil = (
        f"        def spoil(self=app, known=app._admits, done=[]):\n"
        f"            def admits(event):\n"
        f"                if not done:\n"
        f"                    done.append(1)\n"
        f"                    {does}\n"
        f"                return known(event)\n"
        f"            return admits\n"
        f"        app._admits = spoil()\n"
    )
    spoilt.write_text(text.replace(begun, begun + spoil), encoding="utf-8")
    worker = bot.Bot(tmp_path / "bot", seed=1, visit=(0.5, 1.0), display=spoilt)
    try:
        with pytest.raises(bot.BotError, match=said):
            worker.works(1)
    finally:
        worker.close()
