"""`newsreader doctor`: each thing that can be wrong is found, and nothing is found where nothing is."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from newsreader.cli.doctor import program_checks
from newsreader.cli.doctor.check_result import Check, Verdict, is_problem, run_checks
from newsreader.cli.doctor.kiosk_checks import check_kiosk
from newsreader.cli.doctor.machine import Account, Machine, unreadable, writable
from newsreader.kiosk.service import unit_files
from newsreader.kiosk.service.unit_files import Form, Program
from newsreader.library import state_file
from newsreader.settings import passcode
from newsreader.settings.station import load

PROGRAM = Program(("/opt/newsreader/bin/python3", "-I", "-m", "newsreader"))
DISPLAY = Account("newsreader-kiosk", 990, frozenset({990, 44}), frozenset({"video"}), "/usr/sbin/nologin")


def found(checks: list[Check]) -> set[tuple[str, str]]:
    """What is to be seen to: the name and how bad it is."""
    return {(check.check, check.status.value) for check in checks if is_problem(check)}


class Made:
    """A display's machine below a folder, as the printed script and a technician leave it."""

    def __init__(self, root: Path, form: Form) -> None:
        self.root, self.form = root, form
        self.profile = root / "etc/newsreader-kiosk/station.toml"
        self.write(
            "etc/newsreader-kiosk/station.toml",
            'name = "Harbour"\ncontent = ["/…"]\nheartbeat = "beat"\ncode = "CODE"\n'.replace(
                "/…", str(root / "srv/news")
            ).replace("CODE", a_code()),
        )
        self.write("srv/news/a.md", "---\ntitle: A\n---\nText.\n")
        self.write("etc/newsreader-kiosk/beat", "")
        station = load(self.profile)
        script = root.parent / "setup.sh"
        script.write_text(unit_files.script(station, form, 100, PROGRAM))
        subprocess.run(["sh", script, root], check=True, capture_output=True, timeout=30)
        for unit in (unit_files.UNIT.name, "seatd.service"):
            self.link(f"etc/systemd/system/multi-user.target.wants/{unit}", f"/lib/systemd/system/{unit}")
        for unit in ("getty@tty1.service", "ctrl-alt-del.target"):
            self.link(f"etc/systemd/system/{unit}", "/dev/null")
        self.write("proc/sys/kernel/sysrq", "0\n")
        self.write("proc/mounts", "rootfs / rootfs rw 0 0\n/dev/sda1 / ext4 ro,relatime 0 0\n")
        self.write("run/systemd/timesync/synchronized", "")
        self.write(
            "etc/passwd",
            "root:x:0:0:root:/root:/bin/bash\n"
            "newsreader-kiosk:x:990:990:News display:/var/lib/newsreader-kiosk:/usr/sbin/nologin\n",
        )
        self.write("etc/group", "root:x:0:\nvideo:x:44:newsreader-kiosk\nsudo:x:27:pat\n")
        programs = "cage foot Xwayland setfont psfxtable dumpkeys loadkeys chvt setterm"
        for program in programs.split():
            self.write(f"usr/bin/{program}", "")
        self.write("usr/sbin/seatd", "")
        self.write("usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf", "")
        self.write("usr/share/consolefonts/Vietnamese-TerminusBold32x16.psf.gz", "")

    def write(self, path: str, text: str) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return file

    def link(self, path: str, target: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.symlink_to(target)

    def change(self, path: str, old: str, new: str) -> None:
        file = self.root / path
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new))

    def checks(self) -> list[Check]:
        return list(run_checks(check_kiosk(Machine(self.root), self.profile, PROGRAM)))


@cache
def a_code() -> str:
    return passcode.hashed("59037142")


@pytest.fixture(params=list(Form))
def form(request: pytest.FixtureRequest) -> Form:
    return Form(request.param)


@pytest.fixture
def open_tmp() -> Iterator[Path]:
    """Return a folder that every user can read.

    It is not `tmp_path`, because every run of pytest makes the parent of all its folders private.
    """
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture
def machine(open_tmp: Path, form: Form) -> Made:
    made = Made(open_tmp / "root", form)
    for each in (made.root, *made.root.rglob("*")):
        if not each.is_symlink():
            each.chmod(each.stat().st_mode & ~0o022)
    return made


@pytest.fixture
def wayland(open_tmp: Path) -> Made:
    return Made(open_tmp / "root", Form.WAYLAND)


class TestMachine:
    def test_a_machine_as_it_was_set_up_has_nothing_to_see_to(self, machine: Made) -> None:
        checks = machine.checks()
        assert [check for check in checks if check.status is not Verdict.OK] == []
        assert len(checks) > 15

    @pytest.mark.parametrize(
        ("spoil", "expected"),
        [
            (lambda m: m.profile.unlink(), ("profile", "error")),
            (lambda m: m.change("etc/newsreader-kiosk/station.toml", "name", "nome"), ("profile", "error")),
            (
                lambda m: m.change("etc/newsreader-kiosk/station.toml", "code", "#code"),
                ("staff-code", "warning"),
            ),
            (
                lambda m: m.write("etc/newsreader-kiosk/banner.md", "---\nlevel: warning\n---\nHi\n"),
                ("banner", "error"),
            ),
            (lambda m: (m.root / "etc/newsreader-kiosk").chmod(0o777), ("banner-writers", "error")),
            (lambda m: (m.root / str(unit_files.UNIT)[1:]).unlink(), ("unit", "error")),
            (
                lambda m: m.write(str(unit_files.UNIT)[1:], "[Service]\nExecStart=/bin/sh\n"),
                ("unit", "error"),
            ),
            (
                lambda m: m.change(str(unit_files.UNIT)[1:], "Restart=always", "Restart=no"),
                ("unit", "warning"),
            ),
            (lambda m: m.write(f"{str(unit_files.UNIT)[1:]}.d/x.conf", "[Service]\n"), ("unit", "warning")),
            (
                lambda m: (m.root / "usr/local/libexec/newsreader-kiosk/launch").chmod(0o644),
                ("unit", "error"),
            ),
            (lambda m: (m.root / "etc/newsreader-kiosk/foot.ini").unlink(), ("unit", "error")),
            (
                lambda m: (
                    m.root / f"etc/systemd/system/multi-user.target.wants/{unit_files.UNIT.name}"
                ).unlink(),
                ("enabled", "error"),
            ),
            (
                lambda m: (m.root / "etc/systemd/system/multi-user.target.wants/seatd.service").unlink(),
                ("enabled", "error"),
            ),
            (lambda m: (m.root / "etc/systemd/system/getty@tty1.service").unlink(), ("getty", "error")),
            (
                lambda m: m.write("etc/systemd/logind.conf.d/z.conf", "[Login]\nNAutoVTs=2\n"),
                ("logind", "error"),
            ),
            (
                lambda m: m.write("usr/lib/systemd/logind.conf.d/z.conf", "[Login]\nReserveVT=6\n"),
                ("logind", "error"),
            ),
            (
                lambda m: (m.root / "etc/systemd/system/ctrl-alt-del.target").unlink(),
                ("ctrl-alt-del", "error"),
            ),
            (
                lambda m: m.write("etc/systemd/system.conf.d/z.conf", "[Manager]\nCtrlAltDelBurstAction=\n"),
                ("ctrl-alt-del", "error"),
            ),
            (lambda m: m.write("proc/sys/kernel/sysrq", "438\n"), ("sysrq", "error")),
            (lambda m: m.write("etc/passwd", "root:x:0:0::/root:/bin/bash\n"), ("user", "error")),
            (lambda m: m.change("etc/passwd", "/usr/sbin/nologin", "/bin/sh"), ("user", "error")),
            (lambda m: m.change("etc/passwd", ":990:990:", ":0:0:"), ("user", "error")),
            (lambda m: m.change("etc/group", "27:pat", "27:pat,newsreader-kiosk"), ("user", "error")),
            (lambda m: (m.root / "srv/news/a.md").chmod(0o646), ("content", "error")),
            (lambda m: (m.root / "srv").chmod(0o757), ("content", "error")),
            (lambda m: (m.root / "srv/news/a.md").chmod(0o600), ("content", "error")),
            (lambda m: shutil.rmtree(m.root / "srv/news"), ("content", "warning")),
            (lambda m: os.utime(m.root / "etc/newsreader-kiosk/beat", (1, 1)), ("heartbeat", "error")),
            (lambda m: (m.root / "etc/newsreader-kiosk/beat").unlink(), ("heartbeat", "error")),
            (lambda m: (m.root / "usr/bin/cage").unlink(), ("programs", "error")),
            (lambda m: (m.root / "usr/bin/Xwayland").unlink(), ("programs", "error")),
            (lambda m: shutil.rmtree(m.root / "usr/share/fonts"), ("font", "error")),
            (lambda m: (m.root / "run/systemd/timesync/synchronized").unlink(), ("time", "warning")),
        ],
    )
    def test_what_was_spoilt_is_found(
        self, wayland: Made, spoil: Callable[[Made], Any], expected: tuple[str, str]
    ) -> None:
        before = found(wayland.checks())
        assert expected not in before
        spoil(wayland)
        checks = wayland.checks()
        assert expected in found(checks)
        assert all(check.remedy for check in checks if is_problem(check))

    def test_the_last_drop_in_counts(self, wayland: Made) -> None:
        wayland.write("etc/systemd/logind.conf", "[Login]\n#NAutoVTs=6\nNAutoVTs=6\n[Other]\nNAutoVTs=3\n")
        machine = Machine(wayland.root)
        assert machine.setting("logind.conf", "Login", "NAutoVTs") == "0"
        wayland.write("run/systemd/logind.conf.d/newsreader-kiosk.conf", "[Login]\nNAutoVTs=4\n")
        assert machine.setting("logind.conf", "Login", "NAutoVTs") == "0", "that of /etc hides it"
        wayland.write("usr/lib/systemd/logind.conf.d/zz.conf", "[Login]\nNAutoVTs=5\n")
        assert machine.setting("logind.conf", "Login", "NAutoVTs") == "5"

    def test_what_cannot_be_told_is_not_called_well(self, wayland: Made) -> None:
        for path in ("proc/sys/kernel/sysrq", "proc/mounts"):
            (wayland.root / path).unlink()
        told = {check.check: check.status for check in wayland.checks()}
        assert told["sysrq"] is Verdict.UNKNOWN
        assert told["root-disk"] is Verdict.UNKNOWN

    def test_what_may_not_be_read_is_unknown_and_the_rest_is_looked_at(self) -> None:
        def forbidden() -> Iterator[Check]:
            raise PermissionError(13, "Permission denied", "/etc/secret")
            yield

        def broken() -> Iterator[Check]:
            yield Check("first", Verdict.OK, "It is well.")
            raise OSError(5, "Input/output error", "/dev/sda")

        first, second, third = run_checks([("a", forbidden), ("b", broken)])
        assert (first.check, first.status) == ("a", Verdict.UNKNOWN)
        assert "/etc/secret cannot be read" in first.message
        assert second.status is Verdict.OK
        assert (third.check, third.status) == ("b", Verdict.UNKNOWN)

    def test_the_distance_is_that_of_the_installed_font(self, wayland: Made) -> None:
        assert "at 100 cm" in (wayland.root / "etc/newsreader-kiosk/foot.ini").read_text()
        assert not any(name == "unit" for name, _ in found(wayland.checks()))


class TestModes:
    def test_a_user_writes_by_name_by_group_or_with_everybody(self, open_tmp: Path) -> None:
        file = open_tmp / "file"
        file.touch()
        status = file.stat()
        for uid, gids, mode, may in [
            (status.st_uid + 1, {5}, 0o664, False),
            (status.st_uid + 1, {status.st_gid}, 0o664, True),
            (status.st_uid + 1, {5}, 0o666, True),
            (status.st_uid + 1, {status.st_gid}, 0o606, False),
            (0, {0}, 0o000, True),
        ]:
            file.chmod(mode)
            account = Account("x", uid, frozenset(gids), frozenset(), "")
            assert account.may(2, file.stat()) is may

    def test_what_lies_deep_and_what_lies_above_counts(self, open_tmp: Path) -> None:
        deep = open_tmp / "a" / "b" / "c"
        deep.mkdir(parents=True)
        for folder in (deep, deep.parent, deep.parent.parent):
            folder.chmod(0o755)
        (deep / "file").touch(0o644)
        (deep / "file").chmod(0o644)
        assert writable(DISPLAY, open_tmp / "a") is None
        assert unreadable(DISPLAY, open_tmp / "a") is None
        (deep / "file").chmod(0o642)
        assert writable(DISPLAY, open_tmp / "a") == deep / "file"
        assert unreadable(DISPLAY, open_tmp / "a") == deep / "file"
        (deep / "file").chmod(0o644)
        (open_tmp / "a").chmod(0o757)
        assert writable(DISPLAY, deep) == open_tmp / "a"
        (open_tmp / "a").chmod(0o750)
        assert unreadable(DISPLAY, deep) == open_tmp / "a"
        (open_tmp / "a").chmod(0o1777)
        assert writable(DISPLAY, deep) is None

    def test_a_link_is_not_followed(self, open_tmp: Path) -> None:
        (open_tmp / "news").mkdir(mode=0o755)
        (open_tmp / "news").chmod(0o755)
        (open_tmp / "elsewhere").touch()
        (open_tmp / "elsewhere").chmod(0o666)
        (open_tmp / "news" / "link").symlink_to(open_tmp / "elsewhere")
        assert writable(DISPLAY, open_tmp / "news") is None


class TestProgram:
    def test_the_libraries_that_are_here_fit(self) -> None:
        names = {
            name.casefold() for name, _ in program_checks.requirements()
        }  # as builders write them differs
        assert {"textual", "click", "pyyaml"} <= names
        (check,) = program_checks._libraries()
        assert check.status is Verdict.OK

    def test_a_library_that_is_missing_or_wrong_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(
            program_checks, "requirements", lambda: [("click", ">=8.2,<8.2.1"), ("no-such-library", "")]
        )
        messages = [check.message for check in program_checks._libraries() if check.status is Verdict.ERROR]
        assert messages[0].startswith("The library click is 8.")
        assert messages[1] == "The library no-such-library is not installed."

    @pytest.mark.parametrize(
        ("version", "bounds", "fits"),
        [
            ("8.2.8", ">=8.2.8,<8.3", True),
            ("8.2.7", ">=8.2.8,<8.3", False),
            ("8.3", ">=8.2.8,<8.3", False),
            ("8.3.0rc1", ">=8.2.8,<8.3", False),
            ("8.2.10", ">=8.2.8,<8.3", True),
            ("9", ">=9.0,<10", True),
            ("2025.2", ">=2025.1", True),
            ("1.0", "", True),
        ],
    )
    def test_bounds(self, version: str, bounds: str, fits: bool) -> None:
        assert program_checks.fits(version, bounds) is fits

    def test_a_clock_before_the_program_was_made_is_wrong(self) -> None:
        (check,) = program_checks.clock(0)
        assert check.status is Verdict.ERROR
        (check,) = program_checks.clock(time.time())
        assert check.status is Verdict.OK

    @pytest.mark.parametrize(
        ("variables", "status"), [({"LANG": "C.UTF-8"}, Verdict.OK), ({"LC_ALL": "C"}, Verdict.WARNING)]
    )
    def test_the_locale_is_that_of_the_start(
        self, variables: dict[str, str], status: Verdict, process: Callable[..., Any]
    ) -> None:
        environ = dict.fromkeys(("LC_ALL", "LC_CTYPE", "LANG"), "") | variables
        done = process("doctor", "--json", environ=environ | {"PYTHONPATH": os.environ.get("PYTHONPATH", "")})
        assert {each["check"]: each["status"] for each in done.objects}["locale"] == status

    def test_content_that_is_away_closed_or_empty_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "empty").mkdir()
        (tmp_path / "full").mkdir()
        (tmp_path / "full" / "a.md").write_text("Text.")
        checks = list(program_checks.content([tmp_path / "none", tmp_path / "empty", tmp_path / "full"]))
        assert [check.status for check in checks] == [Verdict.ERROR, Verdict.WARNING, Verdict.OK]

    def test_more_folders_than_may_be_watched(self, tmp_path: Path) -> None:
        for number in range(10):
            (tmp_path / "news" / str(number)).mkdir(parents=True)
        limit = tmp_path / "limit"
        limit.write_text("12\n")
        *_, check = program_checks.watching([tmp_path / "news"], limit)
        assert check.status is Verdict.WARNING
        assert "max_user_watches=24" in check.remedy
        limit.write_text("100\n")
        *_, check = program_checks.watching([tmp_path / "news"], limit)
        assert check.status is Verdict.OK
        *_, check = program_checks.watching([tmp_path / "news"], tmp_path / "none")
        assert check.status is Verdict.UNKNOWN

    def test_a_folder_that_cannot_be_made(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        (check,) = program_checks.folder("state-folder", tmp_path / "file" / "newsreader")
        assert check.status is Verdict.ERROR
        (check,) = program_checks.folder("state-folder", tmp_path / "not" / "yet")
        assert check.status is Verdict.OK

    def test_a_full_disk(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(program_checks, "ROOM", 1 << 62)
        (check,) = program_checks.folder("state-folder", tmp_path)
        assert check.status is Verdict.WARNING

    def test_reading_states(self, tmp_path: Path) -> None:
        file = tmp_path / "100%?#.db"

        def status() -> Verdict:
            (check,) = program_checks.reading_marks(file)
            return check.status

        assert status() is Verdict.OK
        with sqlite3.connect(file) as connection:
            connection.execute("CREATE TABLE x (y)")
        connection.close()
        assert status() is Verdict.WARNING
        state_file.prepare(tmp_path / "real.db")
        (tmp_path / "real.db").replace(file)
        assert status() is Verdict.OK
        with sqlite3.connect(file) as connection:
            connection.execute(f"PRAGMA user_version = {state_file.VERSION + 1}")
        connection.close()
        assert status() is Verdict.WARNING
        file.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
        assert status() is Verdict.WARNING


class TestCommand:
    def test_well(self, run: Callable[..., Any], news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("NEWSREADER_CONTENT", str(news))
        monkeypatch.setenv("LC_ALL", "C.UTF-8")
        done = run("doctor")
        assert (done.status, done.err) == (0, "")
        assert f"{news} can be read." in done.out
        assert done.lines[-1].endswith("no problems.")

    def test_not_well(self, run: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("NEWSREADER_CONTENT", str(tmp_path / "no\x1b[31mne"))
        done = run("doctor", "--json")
        assert (done.status, done.err) == (1, "")
        (wrong,) = [each for each in done.objects if each["status"] == "error"]
        assert set(wrong) == {"check", "status", "message", "remedy"}
        assert "\x1b" not in done.out
        assert "\x1b" not in run("doctor").out

    def test_of_a_display(self, run: Callable[..., Any], tmp_path: Path) -> None:
        done = run("doctor", "--kiosk", "--station", tmp_path / "none.toml", "--json")
        assert done.status == 1
        told = {each["check"]: each for each in done.objects}
        assert "this profile does not exist" in told["profile"]["message"]
        assert json.loads(done.lines[0])["check"] == "python"
        assert "content" in told

    def test_a_station_without_a_display_is_no_use(self, run: Callable[..., Any]) -> None:
        done = run("doctor", "--station", "x.toml")
        assert done.status == 2
        assert "--kiosk" in done.err
