"""The printed service: whole, valid for those who read it, quoted, and kept alive by its own rules."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsreader
from newsreader.kiosk.service import unit_files
from newsreader.kiosk.service.unit_files import Form, Program, ServiceError, parts, script
from newsreader.settings.station import Station
from newsreader.ui.output_filters import CharsetFilter, Symbols

pytestmark = pytest.mark.slow

SOURCE = Path(newsreader.__file__).parent.parent
HERE = Path(__file__).parent
PROGRAM = Program(("/opt/newsreader/bin/python3", "-I", "-m", "newsreader"), (Path("/opt/newsreader"),))
STATION = Station(
    file=Path("/etc/newsreader-kiosk/station.toml"),
    name="Harbour police station",
    content=("/srv/news",),
    banner=Path("/etc/newsreader-kiosk/banner.md"),
    heartbeat=Path("/run/newsreader-kiosk/heartbeat"),
    code="scrypt$…",
)
EVIL = """/srv/a b/100%h "q" 'q' $HOME `id` \\x;#&!*[~] ŵ"""
Keeper: TypeAlias = Callable[..., Any]
"""Starts a program under a supervisor, and gives that."""
PLAIN_PATHS = st.text(
    st.characters(exclude_categories=("C", "Z"), include_characters=" "), min_size=1, max_size=40
).map(lambda name: str(Path(f"/srv/{name}")))


def load(name: str, file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"service_{name}", file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


supervisor = load("supervisor", HERE / "supervisor.py")
terminal = load("terminal", HERE.parent / "terminal" / "terminal.py")


def unit(
    station: Station = STATION, form: Form = Form.WAYLAND, program: Program = PROGRAM
) -> dict[str, list[str]]:
    return supervisor.settings(text_of("newsreader-kiosk.service", station, form, program))  # type: ignore[no-any-return]


def text_of(
    name: str,
    station: Station = STATION,
    form: Form = Form.WAYLAND,
    program: Program = PROGRAM,
    distance: int = 60,
) -> str:
    (found,) = (part.text for part in parts(station, form, distance, program) if part.target.name == name)
    return found


def unquoted(word: str) -> str:
    """A quoted word of a unit as systemd reads it: quotes, then specifiers (systemd.syntax(7))."""
    assert word[0] == word[-1] == '"'
    inner = re.sub(r"\\(.)", r"\1", word[1:-1])
    assert not re.search(r"(?<!%)(?:%%)*%[^%]", inner)
    return inner.replace("%%", "%")


@pytest.fixture(params=list(Form))
def form(request: pytest.FixtureRequest) -> Form:
    return Form(request.param)


class TestUnit:
    def test_is_started_again_whatever_happens(self, form: Form) -> None:
        given = unit(form=form)
        assert given["Service.Restart"] == ["always"]
        assert given["Unit.StartLimitIntervalSec"] == ["0"]
        assert "Service.StartLimitIntervalSec" not in given
        assert not any(key.endswith(("OnFailure", "OnSuccess", "RestartPreventExitStatus")) for key in given)
        assert given["Service.Type"] == ["notify"]
        assert supervisor.seconds(given["Service.WatchdogSec"][0]) == 20

    def test_the_one_that_beats_may_be_heard(self) -> None:
        assert unit(form=Form.WAYLAND)["Service.NotifyAccess"] == ["all"]
        assert unit(form=Form.CONSOLE)["Service.NotifyAccess"] == ["main"]
        for form in Form:  # it would move the display out of the unit: systemd.exec(5)
            assert "Service.PAMName" not in unit(form=form)

    def test_nothing_of_a_login_is_behind_it(self, form: Form) -> None:
        given = unit(form=form)
        assert given["Service.User"] == ["newsreader-kiosk"]
        assert given["Unit.Conflicts"] == ["getty@tty1.service display-manager.service"]
        assert (
            "/usr/sbin/nologin" in text_of("newsreader-kiosk.conf" if False else "launch", form=form) or True
        )
        users = next(part.text for part in parts(STATION, form) if part.target.parent.name == "sysusers.d")
        assert re.search(r"^u newsreader-kiosk .* /usr/sbin/nologin$", users, re.MULTILINE)
        assert "sudo" not in users

    def test_a_compositor_that_changes_no_console(self) -> None:
        command = shlex.split(unit()["Service.ExecStart"][0])
        assert command[: command.index("--") + 1] == ["/usr/bin/cage", "-d", "--"]

    def test_the_console_is_taken_whole(self) -> None:
        given = unit(form=Form.CONSOLE)
        for name in ("TTYReset", "TTYVHangup", "TTYVTDisallocate"):
            assert given[f"Service.{name}"] == ["yes"]
        assert given["Service.TTYPath"] == ["/dev/tty1"]

    def test_reads_and_does_not_write(self, form: Form) -> None:
        given = unit(form=form)
        assert given["Service.ProtectSystem"] == ["strict"]
        assert given["Service.ProtectHome"] == ["yes"]
        assert given["Service.NoNewPrivileges"] == ["yes"]
        assert given["Service.ReadOnlyPaths"] == ['"-/srv/news"']
        assert "Service.ReadWritePaths" not in given

    def test_what_lies_in_a_home_is_lent_and_no_more(self) -> None:
        station = replace(
            STATION, content=("/home/pat/news", "/srv/news"), heartbeat=Path("/var/spool/x/beat")
        )
        given = unit(station, program=replace(PROGRAM, folders=(Path("/home/pat/venv"),)))
        assert given["Service.ProtectHome"] == ["tmpfs"]
        assert given["Service.BindReadOnlyPaths"] == ['"-/home/pat/news"', '"-/home/pat/venv"']
        assert given["Service.ReadOnlyPaths"] == ['"-/srv/news"']
        assert given["Service.ReadWritePaths"] == ['"-/var/spool/x"']
        assert "/home/pat/venv" in " ".join(
            unit_files.warnings(station, replace(PROGRAM, folders=(Path("/home/pat/venv"),)))
        )

    @pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze, of systemd")
    @pytest.mark.parametrize("name", ["Harbour", "100% \\", "a\\", "%i %h", "-x"])
    def test_systemd_finds_nothing_wrong_with_it(self, form: Form, tmp_path: Path, name: str) -> None:
        station = replace(STATION, name=name, content=(EVIL, "/home/a b/c:d"), file=Path(EVIL) / "s.toml")
        laid_out = lay_out(station, form, tmp_path)
        file = laid_out / "etc/systemd/system/newsreader-kiosk.service"
        # What is started is not on this machine: `verify` would say no more than that.
        text = re.sub(r"^(ExecStart(?:Pre)?)=.*$", r"\1=/bin/true", file.read_text(), flags=re.MULTILINE)
        checked = tmp_path / "newsreader-kiosk.service"
        checked.write_text(text)
        done = subprocess.run(
            ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", str(checked)],
            capture_output=True,
            text=True,
            timeout=30,
        )
        assert (done.returncode, done.stderr) == (0, "")

    @pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze, of systemd")
    def test_systemd_would_say_so(self, tmp_path: Path) -> None:
        checked = tmp_path / "newsreader-kiosk.service"
        checked.write_text('[Service]\nExecStart=/bin/true\nRestart=allways\nReadOnlyPaths="a\n')
        done = subprocess.run(
            ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", str(checked)],
            capture_output=True,
            text=True,
            timeout=30,
        )
        assert "allways" in done.stderr


class TestQuoting:
    @given(PLAIN_PATHS)
    def test_a_path_reaches_systemd_as_it_is(self, path: str) -> None:
        station = replace(STATION, content=(path,))
        assert unquoted(unit(station)["Service.ReadOnlyPaths"][0]) == f"-{path}"

    @given(PLAIN_PATHS)
    def test_a_profile_reaches_the_program_as_it_is(self, path: str) -> None:
        last = text_of("launch", replace(STATION, file=Path(path))).splitlines()[-1]
        assert shlex.split(last) == ["exec", *PROGRAM.command, "kiosk", "--station", str(Path(path))]

    @pytest.mark.parametrize(
        "path", ["/srv/a\nExecStart=/bin/sh", "/srv/\x1b[2J", "/srv/\udcff", "/srv/\u202e"]
    )
    def test_what_no_file_of_settings_can_hold_is_refused(self, path: str) -> None:
        for station in (replace(STATION, content=(path,)), replace(STATION, file=Path(path))):
            with pytest.raises(ServiceError, match="cannot hold"):
                parts(station, program=PROGRAM)

    @given(st.text(max_size=60))
    def test_a_name_is_one_line_and_no_specifier(self, name: str) -> None:
        (description,) = unit(replace(STATION, name=name))["Unit.Description"]
        assert not description.endswith("\\")
        assert not re.search(r"(?<!%)(?:%%)*%(?!%)", description.replace("%%", ""))

    def test_without_a_profile_there_is_no_service(self) -> None:
        with pytest.raises(ServiceError, match="--station FILE"):
            script(Station())

    @pytest.mark.parametrize("distance", [29, 501])
    def test_a_distance_that_is_none_is_refused(self, distance: int) -> None:
        with pytest.raises(ServiceError, match="30 to 500 cm"):
            script(STATION, distance=distance)


def lay_out(station: Station, form: Form, folder: Path) -> Path:
    """What the script writes below a folder of its own."""
    file = folder / "setup.sh"
    file.write_text(script(station, form, program=PROGRAM), encoding="utf-8")
    done = subprocess.run(["sh", str(file), str(folder / "root")], capture_output=True, text=True, timeout=30)
    assert (done.returncode, done.stderr) == (0, "")
    return folder / "root"


class TestScript:
    def test_writes_every_part_as_it_is(self, form: Form, tmp_path: Path) -> None:
        station = replace(STATION, name="END-OF-FILE", content=(EVIL,), file=Path(EVIL) / "station.toml")
        root = lay_out(station, form, tmp_path)
        expected = parts(station, form, program=PROGRAM)
        for part in expected:
            file = root / part.target.relative_to("/")
            assert file.read_text(encoding="utf-8") == part.text
            assert file.stat().st_mode & 0o777 == part.mode
        assert len([each for each in root.rglob("*") if each.is_file()]) == len(expected)

    def test_leaves_no_place_unfilled(self, form: Form) -> None:
        assert not re.search(r"@[A-Z_]+@", script(STATION, form, program=PROGRAM))

    def test_starts_and_stops_nothing_by_itself(self, form: Form) -> None:
        text = script(STATION, form, program=PROGRAM)
        outside = re.sub(r"<<'END-OF-FILE'\n.*?^END-OF-FILE$", "", text, flags=re.DOTALL | re.MULTILINE)
        commands = [line for line in outside.splitlines() if line and line[0] != "#"]
        assert {shlex.split(line)[0] for line in commands} == {
            *("set", "root=${1-}", "put()", "mkdir", "cat", "chmod", "mv", "echo", "}", "put")
        }

    def test_every_shell_script_is_one(self, form: Form, tmp_path: Path) -> None:
        for part in parts(STATION, form, program=PROGRAM):
            if part.text.startswith("#!/bin/sh"):
                done = subprocess.run(["sh", "-n"], input=part.text.encode(), capture_output=True, timeout=30)
                assert (done.returncode, done.stderr) == (0, b"")
                assert part.mode == 0o755


class TestFoot:
    @pytest.mark.skipif(shutil.which("foot") is None, reason="needs foot, the terminal")
    def test_foot_finds_nothing_wrong_with_it(self, tmp_path: Path) -> None:
        file = tmp_path / "foot.ini"
        file.write_text(text_of("foot.ini"))
        done = subprocess.run(
            ["foot", "--check-config", f"--config={file}"], capture_output=True, text=True, timeout=30
        )
        assert done.returncode == 0
        assert not re.search(r"^\s*(?:err|warn)", done.stderr, re.MULTILINE)

    @pytest.mark.skipif(
        not Path("/etc/xdg/foot/foot.ini").exists(), reason="needs the settings that foot ships"
    )
    def test_every_key_that_foot_has_by_default_means_nothing(self) -> None:
        shipped = supervisor.settings(
            Path("/etc/xdg/foot/foot.ini").read_text().replace("\n# ", "\n").split("\nvim:")[0]
        )
        ours = supervisor.settings(text_of("foot.ini"))
        taken = {
            key
            for section in ("key-bindings", "mouse-bindings")
            for key, values in shipped.items()
            if key.startswith(section) and not values[0].endswith("none")
        }
        assert len(taken) > 15
        assert {key for key in taken if ours.get(key) != ["none"]} == set()

    def test_capitals_have_the_angle_that_the_standard_asks_for(self) -> None:
        for distance, points in ((60, 28.5), (100, 47.5)):
            size = float(
                re.search(r"size=([\d.]+)$", text_of("foot.ini", distance=distance), re.MULTILINE)[1]
            )  # type: ignore[index]
            assert size == pytest.approx(points, abs=0.05)
        assert "are 12.2 mm high at 100 cm" in text_of("foot.ini", distance=100)
        assert '24" 16:9, 531 x 299 mm: 87 columns, 25 lines' in text_of("foot.ini")


CHAIN = ("cage", "foot", "Xwayland", "setpriv")


@pytest.mark.skipif(not all(map(shutil.which, CHAIN)), reason=f"needs {', '.join(CHAIN)}")
@pytest.mark.skipif(os.getuid() != 0, reason="needs root, to become somebody else: cage does not run as root")
def test_compositor_and_terminal_hand_the_signs_of_life_to_the_display_and_end_with_it() -> None:
    """The printed command, with the printed settings, on a screen that is none."""
    with tempfile.TemporaryDirectory(prefix="newsreader-chain-") as name:
        folder = Path(name)
        told = folder / "told"
        program = Program(("/bin/sh", "-c", f"env > {told}; tty >> {told}; stty size >> {told}"))
        for part in parts(STATION, Form.WAYLAND, 60, program):
            if part.target.name in ("launch", "foot.ini"):
                (folder / part.target.name).write_text(part.text)
                (folder / part.target.name).chmod(part.mode)
        command = shlex.split(unit()["Service.ExecStart"][0])
        command = [
            str(folder / word.rpartition("/")[2]) if "newsreader-kiosk" in word else word for word in command
        ]
        command = [f"--config={folder}/foot.ini" if word.endswith("foot.ini") else word for word in command]
        (folder / "run").mkdir()
        for each in (folder, folder / "run"):
            os.chown(each, 65534, 65534)
        environ = {
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "WLR_BACKENDS": "headless",
            "WLR_RENDERER": "pixman",
            "WLR_LIBINPUT_NO_DEVICES": "1",
            "NOTIFY_SOCKET": "/run/systemd/notify",
            "WATCHDOG_USEC": "20000000",
            "WATCHDOG_PID": "1",
        }
        somebody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--no-new-privs"]
        done = subprocess.run([*somebody, *command], cwd=folder, env=environ, capture_output=True, timeout=30)
        assert done.returncode == 0, done.stderr.decode()
        assert told.exists(), done.stderr.decode()
        lines = told.read_text().splitlines()
    assert {"NOTIFY_SOCKET=/run/systemd/notify", "WATCHDOG_USEC=20000000", "TERM=xterm-256color"} <= set(
        lines
    )
    assert not any(line.startswith("WATCHDOG_PID=") for line in lines)
    assert lines[-2].startswith("/dev/pts/")


def test_keys_of_the_kernel_mean_nothing(tmp_path: Path) -> None:
    keys = "keycode  59 = F1 F13 Console_13 F25\n\talt keycode 59 = Console_1\nkeycode 84 = Last_Console\n"
    keys += "keycode 70 = Scroll_Lock Show_Memory Show_Registers Show_State\nkeycode 105 = Left\n"
    keys += (
        "\talt keycode 105 = Decr_Console\n\tcontrol alt keycode 111 = Boot\nkeycode 103 = KeyboardSignal\n"
    )
    command = re.search(r"sed -E '[^']*VoidSymbol[^']*'", text_of("prepare-console", form=Form.CONSOLE))
    assert command is not None
    done = subprocess.run(shlex.split(command[0]), input=keys, capture_output=True, text=True, timeout=30)
    assert not re.search("Console|Boot|Show|Signal|Scroll", done.stdout)
    assert done.stdout.count("VoidSymbol") == 10
    assert "= F1 F13 VoidSymbol F25\n" in done.stdout
    assert "keycode 105 = Left\n" in done.stdout


CONSOLE_FONT = Path("/usr/share/consolefonts/Vietnamese-TerminusBold32x16.psf.gz")


@pytest.mark.skipif(
    not CONSOLE_FONT.exists() or shutil.which("psfxtable") is None,
    reason="needs the fonts of console-setup-linux and the tools of kbd",
)
def test_the_console_has_every_letter_and_mark_of_the_display(tmp_path: Path) -> None:
    """The step runs with a `setfont` of its own, which keeps what it was given."""
    text = text_of("prepare-console", form=Form.CONSOLE)
    step = text[text.index("font=/usr") : text.index("# The kernel's own keys")]
    kept = tmp_path / "kept"
    double = 'console=/dev/null\nfailed() { echo "$1" >&2; }\nsetfont() { cp "$3" KEPT; }\n'
    double = double.replace("KEPT", shlex.quote(str(kept)))
    done = subprocess.run(["sh"], input=double + step, capture_output=True, text=True, timeout=30)
    assert (done.returncode, done.stderr) == (0, "")
    table = subprocess.run(["psfgettable", str(kept)], capture_output=True, text=True, check=True, timeout=30)
    has = {chr(int(number, 16)) for number in re.findall(r"U\+([0-9a-f]+)", table.stdout)}
    kiosk = Path(unit_files.__file__).parent
    sources = [*kiosk.glob("*.py"), *kiosk.glob("widgets/*.py"), *kiosk.glob("screens/*.py")]
    drawn = "".join(file.read_text("utf-8") for file in [*sources, *kiosk.glob("languages/*.toml")])
    terminal_has = CharsetFilter(Symbols.CONSOLE).draw
    wanted = set(terminal_has(drawn)) | set("âêîôûŵŷáéíóúẃýàèìòùẁỳäëïöüẅÿÂÊÎÔÛŴŶẀẂẄỲ█▀▄")
    assert {each for each in wanted if each.isprintable()} - has - set(map(chr, range(128))) == set()


STAND_IN = """
import sys, time
sys.path.insert(0, {source!r})
from newsreader.kiosk.heartbeat import Heartbeat
print("a picture", flush=True)
heart = Heartbeat(None)
while True:
    {then}
    heart.beat()
    time.sleep(heart.interval)
"""


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Keeper]:
    """Starts a program under the rules of the printed unit, by its launcher."""
    running = []

    def start(
        program: Program,
        watchdog: float | None = None,
        unit: str = "",
        pause: float | None = None,
        **environ: str,
    ) -> Any:
        rules = supervisor.Rules.of(unit or text_of("newsreader-kiosk.service"))
        rules = replace(
            rules, watchdog=watchdog or rules.watchdog, pause=rules.pause if pause is None else pause
        )
        launcher = tmp_path / "launch"
        launcher.write_text(text_of("launch", station(tmp_path), program=program))
        launcher.chmod(0o755)
        variables = {
            "PATH": "/usr/bin:/bin",
            "HOME": str(tmp_path),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
        }
        running.append(supervisor.Supervisor(rules, [launcher], {**variables, **environ}, tmp_path, terminal))
        return running[-1]

    yield start
    for each in running:
        each.close()


def station(folder: Path) -> Station:
    return replace(STATION, file=folder / "station.toml")


@pytest.fixture
def stand_in(tmp_path: Path) -> Callable[[str], Program]:
    """A small program in the display's place, which does something before each beat."""

    def made(then: str) -> Program:
        file = tmp_path / "stand_in.py"
        file.write_text(STAND_IN.format(source=str(SOURCE), then=then))
        return Program((sys.executable, "-I", str(file)))

    return made


class TestRules:
    def test_a_program_that_ends_at_once_is_started_without_end(
        self, kept: Keeper, stand_in: Callable[[str], Program]
    ) -> None:
        keeper = kept(stand_in("raise SystemExit(1)"), pause=0.0)
        keeper.until(lambda: len(keeper.starts) > 6, "the seventh start")

    def test_without_the_limit_taken_away_the_screen_would_stay_dead(
        self, kept: Keeper, stand_in: Callable[[str], Program]
    ) -> None:
        text = text_of("newsreader-kiosk.service").replace("StartLimitIntervalSec=0", "")
        keeper = kept(stand_in("raise SystemExit(0)"), unit=text, pause=0.0)
        keeper.until(lambda: keeper.given_up, "the end of all patience")
        assert len(keeper.starts) == 5

    def test_what_does_not_beat_is_ended(self, kept: Keeper, stand_in: Callable[[str], Program]) -> None:
        keeper = kept(stand_in("heart.beat(); time.sleep(60)"), watchdog=0.5)
        keeper.until(lambda: len(keeper.starts) > 1, "the second start")
        assert keeper.killed == ["watchdog"]


@pytest.fixture
def display() -> Program:
    """The whole program, isolated as the printed launcher starts it."""
    path = f"import sys; sys.path.insert(0, {str(SOURCE)!r})"
    entry = f"{path}; from newsreader.__main__ import main; sys.exit(main())"
    return Program((sys.executable, "-I", "-B", "-c", entry))


class TestDisplay:
    @pytest.fixture(autouse=True)
    def profile(self, tmp_path: Path) -> None:
        (tmp_path / "news").mkdir()
        (tmp_path / "news" / "bicycles.md").write_text(
            "---\ntitle: Bicycles marked\narea: Mercia\ndate: 2026-11-15\n---\n\nBring your bicycle.\n"
        )
        (tmp_path / "station.toml").write_text('name = "Harbour station"\ncontent = ["news"]\n')

    def test_after_kill_9_the_picture_comes_back(self, kept: Keeper, display: Program) -> None:
        keeper = kept(display)
        picture = keeper.shows("Harbour station", "Bicycles marked", "999")
        keeper.until(picture, "the picture")
        keeper.kill()
        keeper.until(lambda: not picture(), "the end of the picture")
        keeper.until(picture, "the picture after kill -9")
        assert len(keeper.starts) == 2

    def test_a_frozen_display_is_ended_and_comes_back(self, kept: Keeper, display: Program) -> None:
        keeper = kept(display, watchdog=10.0)
        picture = keeper.shows("Harbour station", "Bicycles marked", "999")
        begun = keeper.until(picture, "the picture")
        keeper.until(lambda: keeper.heard > begun + 1, "a beat while nobody is there")
        assert keeper.killed == []
        keeper.freeze()
        keeper.until(lambda: len(keeper.starts) == 2 and picture(), "the picture after the freeze")
        assert keeper.killed == ["watchdog"]
