"""The display's command: how the display is started, and what a technician does without one."""

from __future__ import annotations

import io
import os
import pty
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsreader.cli import kiosk
from newsreader.cli.staff_code import set_code
from newsreader.cli.station_template import lines
from newsreader.kiosk.banner import Level
from newsreader.kiosk.service.font_size import FURTHEST, NEAREST
from newsreader.kiosk.service.unit_files import Form
from newsreader.settings.passcode import matches
from newsreader.settings.paths import shipped_content
from newsreader.settings.settings import Settings
from newsreader.settings.station import Station, StationError, load, parse

Run = Callable[..., Any]
CODE = "482913"
_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]")


@dataclass
class Display:
    """What the display was started with, and what happened on the way."""

    station: Station = field(default_factory=Station)
    roots: list[Path] = field(default_factory=list)
    settings: Settings | None = None
    steps: list[object] = field(default_factory=list)
    status: int = 0


@pytest.fixture
def display(monkeypatch: pytest.MonkeyPatch) -> Display:
    """A display that only remembers, and a lock that lets everything through."""
    seen = Display()

    def run(station: Station, roots: list[Path], settings: Settings) -> int:
        seen.station, seen.roots, seen.settings = station, list(roots), settings
        seen.steps.append("shown")
        return seen.status

    module = ModuleType("newsreader.kiosk.app")
    module.run = run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "newsreader.kiosk.app", module)
    monkeypatch.setattr("newsreader.kiosk.hardening.process.prepare", seen.steps.append)
    return seen


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    file = tmp_path / "station.toml"
    file.write_text('name = "Felpersham"\n', encoding="utf-8")
    return file


# The display itself


def test_without_a_profile_it_shows_what_is_shipped_for_the_public(run: Run, display: Display) -> None:
    assert run("kiosk").status == 0
    assert display.station == Station()
    folders = set((shipped_content() / "articles").iterdir())
    assert folders - set(display.roots) == {shipped_content() / "articles" / "Using this reader"}
    assert display.settings == Settings()


def test_the_process_is_closed_before_anything_is_read_and_started_with_the_same_words(
    run: Run, display: Display, profile: Path, news: Path
) -> None:
    run("kiosk", news, "--station", profile)
    assert display.steps == [["kiosk", "--station", str(profile), "--", str(news)], "shown"]
    again = display.steps[0]
    display.steps.clear()
    assert isinstance(again, list)
    run(*again)
    assert display.steps == [again, "shown"]
    display.steps.clear()
    assert run("kiosk", "--station", profile.with_name("none.toml")).status == 2
    assert len(display.steps) == 1, (
        "a wrong profile is told after the process is closed, and nothing is shown"
    )


def test_a_path_begins_with_a_dash(run: Run, display: Display, tmp_path: Path) -> None:
    run("kiosk", "--", "-news")
    assert display.steps[0] == ["kiosk", "--", "-news"]
    assert display.roots == [Path("-news")]


def test_paths_win_over_the_profile_and_the_profile_over_the_settings(
    run: Run, display: Display, profile: Path, news: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSREADER_CONTENT", str(own_home))
    run("kiosk", "--station", profile)
    assert display.roots == [own_home]
    profile.write_text(f"content = ['{news}']", encoding="utf-8")
    run("kiosk", "--station", profile)
    assert display.roots == [news]
    run("kiosk", news / "Avonshire", "--station", profile)
    assert display.roots == [news / "Avonshire"]


def test_the_profile_is_handed_over(run: Run, display: Display, profile: Path) -> None:
    display.status = 7
    assert run("kiosk", "--station", profile).status == 7
    assert display.station == load(profile)


def test_every_mistake_of_a_profile_is_told_and_nothing_is_shown(
    run: Run, display: Display, profile: Path
) -> None:
    profile.write_text('nmae = "x"\ntheme = "blue"\n"\\u001b[31m" = 1\n', encoding="utf-8")
    done = run("kiosk", "--station", profile)
    assert (done.status, done.out, "shown" in display.steps) == (2, "", False)
    assert [line.partition(".toml:")[2][:2] for line in done.err.splitlines()] == ["1:", "2:", "3:"]
    assert "\x1b" not in done.err and "Traceback" not in done.err


def test_content_that_is_away_is_told_and_the_display_starts(
    run: Run, display: Display, profile: Path, tmp_path: Path
) -> None:
    profile.write_text('content = ["gone"]', encoding="utf-8")
    done = run("kiosk", "--station", profile)
    assert (done.status, done.out) == (0, "")
    assert "station.toml:1: content names" in done.err
    assert display.roots == [tmp_path / "gone"]
    assert run("kiosk", tmp_path / "none").status == 0
    assert display.roots == [tmp_path / "none"]


@pytest.mark.parametrize("environ", [{}, {"TERM": "dumb"}])
def test_it_needs_a_terminal_and_says_so(process: Run, profile: Path, environ: dict[str, str]) -> None:
    done = process("kiosk", "--station", profile, environ=environ)
    assert (done.status, done.out) == (2, "")
    assert "terminal" in done.err and done.err.count("\n") == 1


def test_nothing_heavy_is_imported_for_help_or_a_refusal() -> None:
    code = (
        "import sys; from newsreader.cli.main import run; run(sys.argv[1:]);"
        "sys.stderr.write('\\n'.join(['', *sys.modules]))"
    )
    for arguments in (["kiosk", "--help"], ["kiosk"], ["kiosk", "--print-profile"]):
        command = [sys.executable, "-c", code, *arguments]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
        assert not set(done.stderr.split("\n")) & {"textual", "rich", "yaml", "markdown_it"}, arguments


def _on_terminal(*arguments: str | Path, typed: str = "") -> tuple[int, str]:
    """Run the program on a terminal of its own: its status, and all that the terminal was given."""
    command = [sys.executable, "-m", "newsreader", *map(str, arguments)]
    child, leader = pty.fork()
    if child == 0:
        os.environ["TERM"] = "xterm-256color"
        os.execv(sys.executable, command)
    written, answers = b"", typed.splitlines(keepends=True)
    while True:
        try:
            chunk = os.read(leader, 65536)
        except OSError:  # how Linux says that the other side is closed
            break
        if not chunk:
            break
        written += chunk
        if answers and written.endswith(b": "):
            os.write(leader, answers.pop(0).encode())
    _, status = os.waitpid(child, 0)
    os.close(leader)
    return os.waitstatus_to_exitcode(status), written.decode("utf-8")


def test_on_a_real_terminal_a_wrong_profile_is_told_in_plain_lines(profile: Path) -> None:
    profile.write_text('nmae = "x"\nidle = 1\n', encoding="utf-8")
    status, text = _on_terminal("kiosk", "--station", profile)
    assert status == 2
    assert text.count("newsreader: ") == 1 and text.count("station.toml:") == 2
    assert "\x1b" not in text and "Traceback" not in text


# The profile that is printed


def _example(run: Run) -> str:
    done = run("kiosk", "--print-profile")
    assert (done.status, done.err) == (0, "")
    return str(done.out)


def test_the_printed_profile_changes_nothing_as_it_stands(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "station.toml"
    file.write_text(_example(run), encoding="utf-8")
    assert load(file) == Station(file=file, banner=tmp_path / "banner.md")
    assert max(map(len, lines())) <= 100


def test_its_examples_set_every_option_and_are_right(run: Run, tmp_path: Path) -> None:
    text = re.sub(r"^#(?=[a-z_]+ = |\[\[)", "", _example(run), flags=re.MULTILINE)
    with pytest.raises(StationError) as caught:
        parse(text, tmp_path / "station.toml")
    assert all("which does not exist" in problem for problem in caught.value.problems)
    station = caught.value.usable
    assert station is not None
    for holder, plain in ((station, Station()), (station.contacts[0], None)):
        for name in type(holder).__dataclass_fields__:
            value = getattr(holder, name)
            assert value or name in {"code"}, name
            assert plain is None or value is not None
    assert station.name == "Felpersham police station" and station.heartbeat is not None


# The staff code


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """What stands on the standard input, which is no terminal."""

    def type_(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO(text))

    return type_


def test_the_code_is_written_into_the_profile_and_nothing_else_is_changed(
    run: Run, profile: Path, typed: Callable[[str], None]
) -> None:
    before = '# Of Felpersham.\nname = "Felpersham" # its name\r\n\n[[contacts]]\nname = "Desk"\n'
    profile.write_bytes(b"\xef\xbb\xbf" + before.encode())
    profile.chmod(0o640)
    typed(f"{CODE}\n")
    done = run("kiosk", "--station", profile, "--set-code")
    assert (done.status, done.err) == (0, ""), done.err
    assert CODE not in done.out
    assert matches(CODE, load(profile).code)
    written = profile.read_bytes()
    assert written.startswith(b"\xef\xbb\xbf# Of Felpersham.\n")
    kept = [line for line in written.decode("utf-8-sig").splitlines() if not line.startswith("code = ")]
    assert kept == before.splitlines()
    assert stat.S_IMODE(profile.stat().st_mode) == 0o640
    assert [file.name for file in profile.parent.iterdir()] == [profile.name]


def test_a_new_code_takes_the_place_of_the_old_line(
    run: Run, profile: Path, typed: Callable[[str], None]
) -> None:
    profile.write_text('slides = 5\ncode = "old"  # of the desk\nname = "x"\n', encoding="utf-8")
    typed(CODE)
    assert run("kiosk", "--station", profile, "--set-code").status == 0
    first, second, third = profile.read_text(encoding="utf-8").splitlines()
    assert (first, third) == ("slides = 5", 'name = "x"')
    assert second.startswith('code = "scrypt$') and second.endswith('"  # of the desk')


def test_without_a_profile_one_is_made_that_others_cannot_read(
    run: Run, tmp_path: Path, typed: Callable[[str], None]
) -> None:
    file = tmp_path / "new.toml"
    typed(CODE)
    done = run("kiosk", "--station", file, "--set-code")
    assert done.status == 0 and "chmod 640" in done.err
    assert matches(CODE, load(file).code)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_hash_that_everybody_can_read_is_told(
    run: Run, profile: Path, typed: Callable[[str], None]
) -> None:
    profile.chmod(0o644)
    typed(CODE)
    done = run("kiosk", "--station", profile, "--set-code")
    assert done.status == 0 and "Every user of this machine" in done.err


def test_what_else_is_wrong_with_the_profile_is_told_and_the_code_set(
    run: Run, profile: Path, typed: Callable[[str], None]
) -> None:
    profile.write_text("nmae = 1\n", encoding="utf-8")
    typed(CODE)
    done = run("kiosk", "--station", profile, "--set-code")
    assert done.status == 0 and "did you mean name?" in done.err
    assert "scrypt$" in profile.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("code", "says"), [("", "digits"), ("12345", "has 5"), ("123456", "mix them"), ("x" * 5000, "digits")]
)
def test_a_code_that_will_not_do_changes_nothing(
    run: Run, profile: Path, typed: Callable[[str], None], code: str, says: str
) -> None:
    before = profile.read_bytes()
    typed(f"{code}\n{CODE}\n")
    done = run("kiosk", "--station", profile, "--set-code")
    assert (done.status, done.out) == (2, "")
    assert says in done.err and "Nothing was changed" in done.err and done.err.count("\n") == 1
    assert profile.read_bytes() == before


@pytest.mark.parametrize(
    ("data", "status", "says"),
    [
        (b"name = \n", 2, ":1:8: this is not valid TOML"),
        (b"name = '\xff'\n", 2, "not UTF-8"),
        (b"[code]\n", 2, "table or a list"),
    ],
)
def test_a_file_that_cannot_hold_a_code_is_left_alone(
    run: Run, profile: Path, typed: Callable[[str], None], data: bytes, status: int, says: str
) -> None:
    profile.write_bytes(data)
    typed(CODE)
    done = run("kiosk", "--station", profile, "--set-code")
    assert (done.status, done.out) == (status, "") and says in done.err
    assert profile.read_bytes() == data


def test_a_folder_that_cannot_be_written_is_named(run: Run, typed: Callable[[str], None]) -> None:
    typed(CODE)
    done = run("kiosk", "--station", "/dev/null/station.toml", "--set-code")
    assert done.status == 3 and "/dev/null/station.toml" in done.err and "cannot be written" in done.err


def test_a_write_that_fails_leaves_the_profile_and_nothing_beside_it(
    run: Run, profile: Path, typed: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = profile.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    typed(CODE)
    done = run("kiosk", "--station", profile, "--set-code")
    assert done.status == 3 and "No space left" in done.err
    assert profile.read_bytes() == before and list(profile.parent.iterdir()) == [profile]


def test_a_link_to_the_profile_stays_one(profile: Path, typed: Callable[[str], None], tmp_path: Path) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to(profile)
    typed(CODE)
    assert set_code(link) == 0
    assert link.is_symlink() and matches(CODE, load(profile).code)


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, who alone can give files away")
def test_the_profile_keeps_its_owner(run: Run, profile: Path, typed: Callable[[str], None]) -> None:
    os.chown(profile, 12345, 23456)
    typed(CODE)
    assert run("kiosk", "--station", profile, "--set-code").status == 0
    assert (profile.stat().st_uid, profile.stat().st_gid) == (12345, 23456)


def test_a_name_that_is_no_text_is_told_as_well_as_it_can_be(process: Run, tmp_path: Path) -> None:
    file = os.fsencode(tmp_path) + b"/\xff\x1b[31m.toml"
    done = process("kiosk", "--station", os.fsdecode(file), "--no-banner")
    assert (done.status, done.out) == (2, "") and "this profile does not exist" in done.err
    assert not _HARMFUL.search(done.err)
    Path(os.fsdecode(file)).write_text("nmae = 1\n", encoding="utf-8")
    done = process("kiosk", "--station", os.fsdecode(file), "--no-banner")
    assert done.status == 2 and "did you mean name?" in done.err and not _HARMFUL.search(done.err)


def test_on_a_terminal_the_code_is_asked_for_twice_without_an_echo(profile: Path) -> None:
    status, text = _on_terminal("kiosk", "--station", profile, "--set-code", typed=f"{CODE}\n{CODE}\n")
    assert status == 0, text
    assert CODE not in text and text.count(": ") >= 2
    assert matches(CODE, load(profile).code)


def test_two_codes_that_differ_change_nothing(profile: Path) -> None:
    status, text = _on_terminal("kiosk", "--station", profile, "--set-code", typed=f"{CODE}\n{CODE}0\n")
    assert status == 2 and "The two codes differ." in text
    assert "code" not in profile.read_text(encoding="utf-8")


# The banner


def test_the_levels_and_forms_of_the_help_are_those_of_the_display() -> None:
    assert tuple(Level) == kiosk.LEVELS
    assert tuple(Form) == kiosk.FORMS
    assert (NEAREST, FURTHEST) == kiosk.DISTANCES


def test_a_banner_is_put_up_beside_the_profile_and_withdrawn(run: Run, profile: Path) -> None:
    banner = profile.with_name("banner.md")
    put_up = ("kiosk", "--station", profile, "--banner", "Closed:\x1b[31m call 101", "--until", "18:00")
    done = run(*put_up, "--level", "emergency", "--text-cy", "Ar gau")
    assert (done.status, done.err) == (0, "")
    assert "18:00" in done.out and "emergency" in done.out and not _HARMFUL.search(done.out)
    text = banner.read_text(encoding="utf-8")
    assert "Closed: call 101" in text and "level: emergency" in text and "Ar gau" in text
    done = run("kiosk", "--station", profile, "--no-banner")
    assert (done.status, banner.exists()) == (0, False)
    assert run("kiosk", "--station", profile, "--no-banner").status == 1


def test_a_banner_goes_where_the_profile_says(run: Run, profile: Path, tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    profile.write_text('banner = "run/now.md"', encoding="utf-8")
    assert run("kiosk", "--station", profile, "--banner", "Closed", "--until", "tomorrow 09:00").status == 0
    assert "level: warning" in (tmp_path / "run" / "now.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--banner", "Closed", "--until", "whenever"],
        ["--banner", "Closed", "--until", "2001-01-01 10:00"],
        ["--banner", " ", "--until", "18:00"],
        ["--banner", "x" * 5000, "--until", "18:00"],
        ["--banner", "Closed"],
    ],
)
def test_a_banner_that_will_not_do_is_one_sentence(run: Run, profile: Path, arguments: list[str]) -> None:
    done = run("kiosk", "--station", profile, *arguments)
    assert (done.status, done.out) == (2, "") and done.err.count("\n") == 1
    assert list(profile.parent.iterdir()) == [profile]


def test_a_banner_that_cannot_be_written_is_said(run: Run, profile: Path) -> None:
    profile.write_text('banner = "/dev/null/banner.md"', encoding="utf-8")
    for arguments in (["--banner", "Closed", "--until", "18:00"], ["--no-banner"]):
        done = run("kiosk", "--station", profile, *arguments)
        assert (done.status, done.out) == (3, "") and "/dev/null/banner.md" in done.err


# The service


@pytest.mark.parametrize("form", kiosk.FORMS)
def test_the_service_is_printed_for_this_profile(run: Run, profile: Path, form: str) -> None:
    done = run("kiosk", "--station", profile, "--print-service", "--form", form, "--distance", 90)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("#!/bin/sh\n") and str(profile) in done.out and "90 cm" in done.out
    checked = subprocess.run(["sh", "-n"], input=done.out, text=True, capture_output=True, timeout=30)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_a_profile_that_no_unit_can_name_is_refused(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a\nb.toml"
    file.touch()
    done = run("kiosk", "--station", file, "--print-service")
    assert (done.status, done.out) == (2, "") and "Rename it" in done.err


# Wrong usage


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--set-code", "--no-banner", "--station", "x"], "cannot be combined"),
        (["--banner", "", "--print-service", "--station", "x"], "cannot be combined"),
        (["--set-code"], "--station"),
        (["--no-banner"], "--station"),
        (["--print-service"], "--station"),
        (["--banner", "x", "--until", "18:00"], "--station"),
        (["--until", "18:00"], "only works with --banner"),
        (["--text-cy", "x", "--no-banner", "--station", "x"], "--text-cy only works with --banner"),
        (["--form", "console"], "only works with --print-service"),
        (["--print-service", "--distance", "5", "--station", "x"], "30"),
        (["--print-profile", "news"], "does not take a PATH"),
        (["--level", "loud"], "loud"),
    ],
)
def test_what_does_not_go_together_is_one_sentence(
    run: Run, display: Display, arguments: list[str], says: str
) -> None:
    done = run("kiosk", *arguments)
    assert (done.status, done.out, display.steps) == (2, "", [])
    assert says in done.err and done.err.count("\n") == 1


def test_a_shell_completes_it(process: Run) -> None:
    def complete(line: str) -> list[str]:
        words = line.split(" ")
        environ = {
            "_NEWSREADER_COMPLETE": "bash_complete",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(words) - 1),
        }
        return process(environ=environ).out.splitlines()  # type: ignore[no-any-return]

    assert "plain,kiosk" in complete("newsreader ki")
    assert {"plain,--station", "plain,--set-code"} <= set(complete("newsreader kiosk --s"))
    assert complete("newsreader kiosk --level e") == ["plain,emergency"]
    assert complete("newsreader kiosk --station st") == ["file,st"]


_HOSTILE = st.text(alphabet="\x1b]0;x\x07\x9b31m\u202e\u2066\x00[/]=\"'\n#abcnames ", max_size=300)


@given(_HOSTILE | st.binary(max_size=300))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_profile_makes_more_of_it_than_sentences(
    run: Run, display: Display, tmp_path: Path, content: str | bytes
) -> None:
    file = tmp_path / "station.toml"
    file.write_bytes(content if isinstance(content, bytes) else f"name = {content}".encode())
    done = run("kiosk", "--station", file)
    assert done.status in {0, 2} and done.out == ""
    assert not _HARMFUL.findall(done.err) and "Traceback" not in done.err
