"""Environment variables that could take over a program: tests and environment_cases.md are made from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Case:
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


def _case(would: str, *, first: bool = False, **variables: str) -> Case:
    return Case(MappingProxyType(variables), would, first)


CASES: Sequence[Case] = (
    _case("import code and let it draw", TEXTUAL_DRIVER="bomb:Driver"),
    _case("write every key into keys.log", TEXTUAL_DEBUG="1"),
    _case("write a log", TEXTUAL_LOG="obeyed.log"),
    _case("press a key at the start", TEXTUAL_PRESS="h"),
    _case("write a picture and end", TEXTUAL_SCREENSHOT="0", TEXTUAL_SCREENSHOT_LOCATION="."),
    _case("look for a developer's console", TEXTUAL="debug,devtools"),
    _case("let Ctrl+C send a signal", TEXTUAL_ALLOW_SIGNALS="1"),
    _case("print at the end what the program returned", TEXTUAL_SHOW_RETURN="1"),
    _case("draw in another look", TEXTUAL_THEME="dracula", TEXTUAL_FILTERS="dim"),
    _case("draw in fewer colours", TEXTUAL_COLOR_SYSTEM="standard"),
    _case("draw once a second", TEXTUAL_FPS="1"),
    _case("wait 100 seconds for the Escape key", ESCDELAY="100000"),
    _case("take out all colours", NO_COLOR="1"),
    _case("lay out 100,000 columns", COLUMNS="100000", LINES="100000"),
    _case("show a Python prompt after the end", PYTHONINSPECT="1"),
    _case("run a file before that prompt", PYTHONSTARTUP="{bombs}/bomb.py", PYTHONINSPECT="1"),
    _case("run a function at a breakpoint", PYTHONBREAKPOINT="bomb.run"),
    _case("write in ASCII, and fail", PYTHONIOENCODING="ascii:strict"),
    _case("print warnings over the screen", PYTHONWARNINGS="always"),
    _case("print tracebacks of all threads at a crash", PYTHONFAULTHANDLER="1"),
    _case("check and print more", PYTHONDEVMODE="1"),
    _case("print what asyncio does", PYTHONASYNCIODEBUG="1"),
    _case("trace memory", PYTHONTRACEMALLOC="25"),
    _case("run sitecustomize.py of a folder", first=True, PYTHONPATH="{bombs}"),
    _case("run usercustomize.py of a folder", first=True, PYTHONUSERBASE="{bombs}/user"),
    _case("write compiled files elsewhere", first=True, PYTHONPYCACHEPREFIX="{bombs}/obeyed"),
    _case("print every import and its path", first=True, PYTHONVERBOSE="1"),
    _case("print the time of every import", first=True, PYTHONPROFILEIMPORTTIME="1"),
    _case("look for Python's library elsewhere", first=True, PYTHONHOME="{bombs}"),
    _case("open addresses with a shell's line", BROWSER="sh -c 'touch obeyed' %s"),
    _case("read a terminal's description from a folder", TERMINFO="{bombs}", TERMINFO_DIRS="{bombs}"),
    _case("treat the terminal as another one", TERM_PROGRAM="iTerm.app", LC_TERMINAL="iTerm2"),
    _case("raise faults over the screen", NEWSREADER_DEBUG="1"),
    _case("answer a shell that completes a word", _NEWSREADER_COMPLETE="bash_source"),
)

ALONE = "NEWSREADER_TEST_EACH"
"""Where this variable is set, each order is given alone, which takes minutes; else some, and all together."""
SOME = ("TEXTUAL_SCREENSHOT",)
TOGETHER = _case(
    "all that a Python started by hand must not obey",
    **{name: value for order in CASES if not order.first for name, value in order.variables.items()},
)


def chosen(environ: Mapping[str, str]) -> Sequence[Case]:
    """The cases to try."""
    if environ.get(ALONE):
        return CASES
    return (*(order for order in CASES if order.variables.keys() & set(SOME)), TOGETHER)


def table() -> str:
    """All cases as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# What an environment may order the display to do, and what comes of it"
    yield ""
    yield "Made from the cases of the tests by `python tests/kiosk/hardening/environment_cases.py`."
    yield "Each is set alone. The service starts `python -I`; by hand, the display starts itself so at once."
    yield ""
    yield "| Variable | would | from the service | by hand |"
    yield "|---|---|---|---|"
    for order in CASES:
        by_hand = (
            "nothing" if not order.first else "obeyed by the Python that starts it anew, not by the new one"
        )
        yield f"| `{order.name}` | {order.would} | nothing | {by_hand} |"


if __name__ == "__main__":
    print(table(), end="")  # noqa: T201
