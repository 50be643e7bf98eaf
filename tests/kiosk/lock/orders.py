"""Every order that an environment could give to the display: tests are made from the list, and orders.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Order:
    """Variables that belong together. `{bombs}` is a folder of modules that tell when they run."""

    variables: Mapping[str, str]
    would: str
    """What it would do to a program that obeys it."""
    first: bool = False
    """Whether a Python that was not started with -I obeys it before any line of the program runs."""

    @property
    def name(self) -> str:
        """As it would be typed."""
        return " ".join(f"{name}={value}" for name, value in self.variables.items())


def _order(would: str, *, first: bool = False, **variables: str) -> Order:
    return Order(MappingProxyType(variables), would, first)


ORDERS: Sequence[Order] = (
    _order("import code and let it draw", TEXTUAL_DRIVER="bomb:Driver"),
    _order("write every key into keys.log", TEXTUAL_DEBUG="1"),
    _order("write a log", TEXTUAL_LOG="obeyed.log"),
    _order("press a key at the start", TEXTUAL_PRESS="h"),
    _order("write a picture and end", TEXTUAL_SCREENSHOT="0", TEXTUAL_SCREENSHOT_LOCATION="."),
    _order("look for a developer's console", TEXTUAL="debug,devtools"),
    _order("let Ctrl+C send a signal", TEXTUAL_ALLOW_SIGNALS="1"),
    _order("print at the end what the program returned", TEXTUAL_SHOW_RETURN="1"),
    _order("draw in another look", TEXTUAL_THEME="dracula", TEXTUAL_FILTERS="dim"),
    _order("draw in fewer colours", TEXTUAL_COLOR_SYSTEM="standard"),
    _order("draw once a second", TEXTUAL_FPS="1"),
    _order("wait 100 seconds for the Escape key", ESCDELAY="100000"),
    _order("take out all colours", NO_COLOR="1"),
    _order("lay out 100,000 columns", COLUMNS="100000", LINES="100000"),
    _order("show a Python prompt after the end", PYTHONINSPECT="1"),
    _order("run a file before that prompt", PYTHONSTARTUP="{bombs}/bomb.py", PYTHONINSPECT="1"),
    _order("run a function at a breakpoint", PYTHONBREAKPOINT="bomb.run"),
    _order("write in ASCII, and fail", PYTHONIOENCODING="ascii:strict"),
    _order("print warnings over the screen", PYTHONWARNINGS="always"),
    _order("print tracebacks of all threads at a crash", PYTHONFAULTHANDLER="1"),
    _order("check and print more", PYTHONDEVMODE="1"),
    _order("print what asyncio does", PYTHONASYNCIODEBUG="1"),
    _order("trace memory", PYTHONTRACEMALLOC="25"),
    _order("run sitecustomize.py of a folder", first=True, PYTHONPATH="{bombs}"),
    _order("run usercustomize.py of a folder", first=True, PYTHONUSERBASE="{bombs}/user"),
    _order("write compiled files elsewhere", first=True, PYTHONPYCACHEPREFIX="{bombs}/obeyed"),
    _order("print every import and its path", first=True, PYTHONVERBOSE="1"),
    _order("print the time of every import", first=True, PYTHONPROFILEIMPORTTIME="1"),
    _order("look for Python's library elsewhere", first=True, PYTHONHOME="{bombs}"),
    _order("open addresses with a shell's line", BROWSER="sh -c 'touch obeyed' %s"),
    _order("read a terminal's description from a folder", TERMINFO="{bombs}", TERMINFO_DIRS="{bombs}"),
    _order("treat the terminal as another one", TERM_PROGRAM="iTerm.app", LC_TERMINAL="iTerm2"),
    _order("raise faults over the screen", NEWSREADER_DEBUG="1"),
    _order("answer a shell that completes a word", _NEWSREADER_COMPLETE="bash_source"),
)

ALONE = "NEWSREADER_TEST_EACH"
"""Where this variable is set, each order is given alone, which takes minutes; else some, and all together."""
SOME = ("TEXTUAL_SCREENSHOT",)
TOGETHER = _order(
    "all that a Python started by hand must not obey",
    **{name: value for order in ORDERS if not order.first for name, value in order.variables.items()},
)


def chosen(environ: Mapping[str, str]) -> Sequence[Order]:
    """The orders to be tried."""
    if environ.get(ALONE):
        return ORDERS
    return (*(order for order in ORDERS if order.variables.keys() & set(SOME)), TOGETHER)


def table() -> str:
    """All orders as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# What an environment may order the display to do, and what comes of it"
    yield ""
    yield "Made by `orders.py` from the cases of the tests; `python tests/kiosk/lock/orders.py` prints it."
    yield "Each is set alone. The service starts `python -I`; by hand, the display starts itself so at once."
    yield ""
    yield "| Variable | would | from the service | by hand |"
    yield "|---|---|---|---|"
    for order in ORDERS:
        by_hand = (
            "nothing" if not order.first else "obeyed by the Python that starts it anew, not by the new one"
        )
        yield f"| `{order.name}` | {order.would} | nothing | {by_hand} |"


if __name__ == "__main__":
    print(table(), end="")  # noqa: T201
