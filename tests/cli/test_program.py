"""The program as a process: its streams, its signals, its faults, what it imports."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import newsreader
from newsreader.cli.command_list import COMMANDS

Run = Callable[..., object]


def test_version(process: Run) -> None:
    done = process("--version")
    assert (done.status, done.out, done.err) == (0, f"newsreader {newsreader.__version__}\n", "")


def test_help_names_every_command_and_gives_examples(run: Run) -> None:
    done = run("--help")
    assert done.status == 0
    assert all(f"\n  {command} " in done.out for command in COMMANDS)
    assert "Examples:" in done.out and "Exit status:" in done.out


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_each_command_gives_examples_that_fit_a_line(run: Run, command: str) -> None:
    done = run(command, "--help")
    assert done.status == 0
    assert "Examples:" in done.out
    assert max(map(len, done.lines)) <= 100


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(run: Run, shell: str) -> None:
    done = run("--completion", shell)
    assert done.status == 0
    assert "_NEWSREADER_COMPLETE" in done.out and "newsreader" in done.out


def test_bash_completes_commands_options_and_ids(process: Run, news: Path) -> None:
    def complete(line: str) -> list[str]:
        words = line.split(" ")
        environ = {
            "_NEWSREADER_COMPLETE": "bash_complete",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(words) - 1),
            "NEWSREADER_CONTENT": str(news),
        }
        return process(environ=environ).out.splitlines()

    assert {"plain,list", "plain,links"} <= set(complete("newsreader li"))
    assert "plain,--since" in complete("newsreader list --s")
    process("index", news)
    assert any(line.startswith("plain,Avonshire") for line in complete("newsreader list --area avon"))
    listed = json.loads(process("list", "-C", news, "--json", "--limit", "1").out)
    assert f"plain,{listed['id']}" in complete(f"newsreader show {listed['id'][:6]}")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--frobnicate"], "--frobnicate"),
        (["list", "--frobnicate"], "--frobnicate"),
        (["show"], "ARTICLE"),
        (["--completion", "tcsh"], "tcsh"),
        ([".", "--json"], "--json"),
        (["lisst"], "newsreader list"),
        (["list", "-C", ""], "path is missing"),
        (["search", "-C", "", "word"], "path is missing"),
        (["check", ""], "path is missing"),
    ],
)
def test_wrong_usage_is_one_sentence_and_status_2(run: Run, arguments: list[str], says: str) -> None:
    done = run(*arguments)
    assert (done.status, done.out) == (2, "")
    assert says in done.err and done.err.count("\n") == 1
    assert done.err.startswith("newsreader: ")


def test_an_argument_is_repeated_without_its_controls(run: Run) -> None:
    for arguments in (["\x1b]0;x\x07"], ["--\x1b[31m"], ["list", "--since", "\x1b[31m"], ["show", "\x9b31m"]):
        done = run(*arguments)
        assert done.status in {1, 2, 3}
        assert not set(done.err) & {"\x1b", "\x07", "\x9b"}, arguments


def test_the_reader_needs_a_terminal_and_says_so(process: Run, news: Path) -> None:
    for arguments in ([], [news], ["--", news]):
        done = process(*arguments)
        assert (done.status, done.out) == (2, "")
        assert "terminal" in done.err and done.err.count("\n") == 1


def test_a_path_that_is_not_there_is_named(process: Run, tmp_path: Path) -> None:
    done = process(tmp_path / "none")
    assert (done.status, done.out) == (3, "")
    assert str(tmp_path / "none") in done.err


def test_a_folder_named_like_a_command_is_given_with_its_place(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "list").mkdir()
    monkeypatch.chdir(tmp_path)
    assert "terminal" in run("./list").err


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        (["--help"], {"textual", "rich", "markdown_it", "yaml", "newsreader.library.library"}),
        (["list", "--json", "-C", "{news}"], {"textual", "rich", "markdown_it"}),
        (["show", "{news}/Avonshire/road.md"], {"textual", "rich"}),
        (["check", "{news}"], {"textual", "rich"}),
        (["{news}"], {"click", "textual", "markdown_it", "yaml", "tomllib"}),
        ([], {"click", "textual", "markdown_it", "yaml", "tomllib"}),
    ],
    ids=["help", "list", "show", "check", "reader", "bare"],
)
def test_nothing_is_imported_that_is_not_needed(news: Path, arguments: list[str], absent: set[str]) -> None:
    """The reader ends here for want of a terminal; what came until then is what every start pays."""
    code = (
        "import sys; from newsreader.cli.main import run; run(sys.argv[1:]);"
        "sys.stderr.write('\\n'.join(['', *sys.modules]))"
    )
    command = [sys.executable, "-c", code, *(each.format(news=news) for each in arguments)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
    assert set(done.stderr.split("\n")) & absent == set()


def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    text = f"---\ntitle: A long story\ndescription: {'more words ' * 45}\n---\nText.\n"
    for number in range(140):  # lines for more than the 64 KiB that a pipe holds
        (tmp_path / f"{number}.md").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "newsreader", "list", "--json", "-C", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout and running.stderr
        assert json.loads(running.stdout.readline())["title"]
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(30) == 0


def test_a_pipe_that_nobody_reads_at_all_ends_quietly(news: Path) -> None:
    command = [sys.executable, "-m", "newsreader", "list", "-C", str(news)]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, timeout=60)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("arguments", [["list", "-C", "{news}"], ["--help"], ["resources", "--json"]])
def test_a_full_disk_is_said(news: Path, arguments: list[str]) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    command = [sys.executable, "-m", "newsreader", *(each.format(news=news) for each in arguments)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, timeout=60)
    assert done.returncode == 74
    assert done.stderr.decode() == "newsreader: The output could not be written: No space left on device.\n"


def test_closed_streams_harm_no_file(news: Path) -> None:
    script = f'"{sys.executable}" -m newsreader list -C "{news}" <&- >&- 2>&-; echo $?'
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=60)
    assert done.stdout == "0\n"
    assert (
        b"Two bicycles"
        in subprocess.run(
            [sys.executable, "-m", "newsreader", "list", "-C", str(news)], capture_output=True, timeout=60
        ).stdout
    )


def test_ctrl_c_is_quiet(tmp_path: Path) -> None:
    """Stopped while a command surely runs: one that only waits stands in for it."""
    code = (
        "import signal, sys, newsreader.cli.command_group as group\n"
        "from newsreader.cli.main import run\n"
        # a test run in the background may have been told to ignore it
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "def wait(arguments): print('ready', flush=True); import time; time.sleep(60)\n"
        "group.run_command = wait\n"
        "sys.exit(run(['list']))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout and running.stderr
        assert running.stdout.readline() == b"ready\n"
        running.send_signal(signal.SIGINT)
        assert running.stderr.read() == b""
        assert running.wait(30) == 130


_FAULT = (
    "import sys, newsreader.cli.command_group as group\n"
    "from newsreader.cli.main import run\n"
    "def fail(arguments): secret = 'words of a visitor'; raise RuntimeError('boom')\n"
    "group.run_command = fail\n"
    "sys.exit(run(['list']))"
)


def test_a_fault_of_ours_is_a_sentence_and_its_details_go_to_the_log(own_home: Path) -> None:
    done = subprocess.run([sys.executable, "-c", _FAULT], capture_output=True, text=True, timeout=60)
    log = own_home / ".local/state/newsreader/newsreader.log"
    assert (done.returncode, done.stdout) == (70, "")
    assert done.stderr.count("\n") == 1 and str(log) in done.stderr
    assert "Traceback" not in done.stderr and "boom" not in done.stderr
    assert "boom" in log.read_text(encoding="utf-8")
    assert log.stat().st_mode & 0o777 == 0o600


def test_a_fault_without_a_place_for_the_log_is_a_sentence_too(own_home: Path) -> None:
    environ = {**os.environ, "XDG_STATE_HOME": "/dev/null"}
    done = subprocess.run(
        [sys.executable, "-c", _FAULT], capture_output=True, text=True, timeout=60, env=environ
    )
    assert done.returncode == 70
    assert "NEWSREADER_DEBUG" in done.stderr and "Traceback" not in done.stderr


def test_a_developer_sees_the_details(own_home: Path) -> None:
    environ = {**os.environ, "NEWSREADER_DEBUG": "1"}
    done = subprocess.run(
        [sys.executable, "-c", _FAULT], capture_output=True, text=True, timeout=60, env=environ
    )
    assert done.returncode == 1
    assert "RuntimeError: boom" in done.stderr


@pytest.mark.parametrize(
    "environ",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii"},
        {"HOME": "", "XDG_CACHE_HOME": "", "XDG_STATE_HOME": "", "XDG_CONFIG_HOME": ""},
        {"XDG_CACHE_HOME": "/dev/null", "XDG_STATE_HOME": "/dev/null", "XDG_CONFIG_HOME": "/dev/null"},
        {"TERM": "nonsense", "COLUMNS": "100000", "LINES": "-1"},
    ],
    ids=["C", "POSIX", "no home", "no place to write", "no terminal"],
)
def test_json_is_utf8_in_every_environment(process: Run, news: Path, environ: dict[str, str]) -> None:
    done = process("show", news / "Borchester" / "year.md", "--json", environ=environ)
    assert done.status == 0, done.err
    assert "café" in json.loads(done.out)["body"]
    listed = process("list", "-C", news, "--json", environ=environ)
    assert (listed.status, len(listed.objects)) == (0, 5), listed.err
