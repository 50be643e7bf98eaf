"""Checks of a display's machine, against what `newsreader kiosk --print-service` prints."""

from __future__ import annotations

import re
import stat
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from newsreader.articles.article import Severity
from newsreader.cli.doctor.check_result import Check, Verdict
from newsreader.cli.doctor.machine import Account, Machine, unreadable, writable
from newsreader.kiosk import banner
from newsreader.kiosk.service import unit_files
from newsreader.kiosk.service.font_size import FURTHEST, NEAREST
from newsreader.kiosk.service.unit_files import Form, Program
from newsreader.settings.station import Station, StationError, load

SILENT = 60
"""Age of the heartbeat file, in seconds, from which the display has stopped painting."""

_SHELLS = ("nologin", "false")
_STRONG = frozenset({"root", "sudo", "wheel", "adm", "shadow", "disk", "docker", "lxd", "libvirt"})
"""Groups that are as powerful as root or can read other users' files."""
_AGAIN = "Print the setup script again and run it: newsreader kiosk --station FILE --print-service > setup.sh"

Group = tuple[str, Callable[[], Iterator[Check]]]


def check_kiosk(machine: Machine, profile: Path, program: Program | None = None) -> Iterator[Group]:
    """Yield the groups of checks. `program`: how the display is started; by default this program."""
    try:
        station = load(profile)
        problems: tuple[str, ...] = ()
    except StationError as error:
        station = error.usable or Station(file=profile.absolute())
        problems = error.problems
    form = unit_files.installed_form([machine.text(unit_files.UNIT) or ""])
    account = machine.account(unit_files.USER)
    yield "profile", lambda: _profile(station, problems)
    yield "banner", lambda: _banner(station, account)
    yield "unit", lambda: _parts(machine, station, form, program or unit_files.here())
    yield "unit", lambda: _starting(machine, form)
    yield "consoles", lambda: _consoles(machine)
    yield "keys", lambda: _keys(machine)
    yield "user", lambda: _user(account)
    yield "content", lambda: _content(station, account, program or unit_files.here())
    yield "heartbeat", lambda: _heartbeat(station, account)
    yield "programs", lambda: _programs(machine, form)
    yield "disk", lambda: _disk(machine)
    yield "time", lambda: _time(machine)


def _profile(station: Station, problems: tuple[str, ...]) -> Iterator[Check]:
    for problem in problems:
        yield Check(
            "profile",
            Verdict.ERROR,
            problem,
            "Correct the profile; the display may not start.",
        )
    if not problems:
        yield Check("profile", Verdict.OK, f"{station.file} is valid.")
    if station.code:
        yield Check("staff-code", Verdict.OK, "A staff code is set.")
    else:
        yield Check(
            "staff-code",
            Verdict.WARNING,
            "No staff code is set, so staff cannot close the display from its screen.",
            "newsreader kiosk --station FILE --set-code",
        )


def _banner(station: Station, account: Account | None) -> Iterator[Check]:
    file = station.banner
    if file is None:
        yield Check("banner", Verdict.UNKNOWN, "Without a profile, the banner's file is not known.")
        return
    verdicts = {Severity.ERROR: Verdict.ERROR, Severity.WARNING: Verdict.WARNING, Severity.NOTE: Verdict.NOTE}
    for finding in banner.inspect(file, datetime.now(UTC)).findings:
        place = f"{file}:{finding.line}"
        yield Check("banner", verdicts[finding.severity], f"{place}: {finding.message}", finding.remedy)
    if not file.parent.is_dir():
        yield Check(
            "banner",
            Verdict.ERROR,
            f"The banner's folder, {file.parent}, does not exist, so no banner can be put up.",
            f"mkdir -p {file.parent}",
        )
        return
    status = file.parent.stat()
    owners = ["root", *([f"user {status.st_uid}"] if status.st_uid else [])]
    if status.st_mode & stat.S_IWGRP:
        owners.append(f"group {status.st_gid}")
    if status.st_mode & stat.S_IWOTH or (account is not None and account.may(2 | 1, status)):
        who = "Every user of this machine" if status.st_mode & stat.S_IWOTH else "The display's own user"
        yield Check(
            "banner-writers",
            Verdict.ERROR,
            f"{who} can put up an emergency banner: {file.parent} is writable.",
            f"chown root {file.parent}; chmod o-w {file.parent}",
        )
    else:
        message = f"Banners can be put up in {file.parent} by {' and '.join(owners)}."
        yield Check("banner-writers", Verdict.OK, message)


def _parts(machine: Machine, station: Station, form: Form | None, program: Program) -> Iterator[Check]:
    if form is None:
        there = machine.is_there(unit_files.UNIT)
        yield Check(
            "unit",
            Verdict.ERROR,
            f"{unit_files.UNIT} {'was not printed by this program' if there else 'does not exist'}.",
            _AGAIN,
        )
        return
    try:
        parts = unit_files.parts(station, form, _distance(machine), program)
    except unit_files.ServiceError as error:
        yield Check("unit", Verdict.ERROR, str(error), "Correct that first.")
        return
    wrong = False
    for part in parts:
        text = machine.text(part.target)
        if text is None:
            yield Check("unit", Verdict.ERROR, f"{part.target} does not exist.", _AGAIN)
        elif text != part.text:
            yield Check("unit", Verdict.WARNING, f"{part.target} differs from what is printed now.", _AGAIN)
        elif part.mode & 0o111 and not machine.at(part.target).stat().st_mode & 0o111:
            message = f"{part.target} is not executable."
            yield Check("unit", Verdict.ERROR, message, f"chmod {part.mode:o} {part.target}")
        else:
            continue
        wrong = True
    for drop_in in sorted(machine.at(f"{unit_files.UNIT}.d").glob("*.conf")):
        wrong = True
        message = f"{drop_in.name} in {unit_files.UNIT}.d overrides the unit."
        yield Check("unit", Verdict.WARNING, message, "Check that this is intended.")
    if not wrong:
        yield Check("unit", Verdict.OK, f"The {form} service is installed as it is printed now.")


def _distance(machine: Machine) -> int:
    """Return the viewing distance, in cm, of the installed font size."""
    found = re.search(r"mm high at (\d+) cm", machine.text(unit_files.FOLDER / "foot.ini") or "")
    return int(found[1]) if found and NEAREST <= int(found[1]) <= FURTHEST else 60


def _starting(machine: Machine, form: Form | None) -> Iterator[Check]:
    units = [unit_files.UNIT.name, *(["seatd.service"] if form is Form.WAYLAND else [])]
    for unit in units:
        if machine.is_enabled(unit):
            yield Check("enabled", Verdict.OK, f"{unit} is enabled.")
        else:
            message = f"{unit} is not enabled, so it does not start with the machine."
            yield Check("enabled", Verdict.ERROR, message, f"systemctl enable --now {unit}")


def _consoles(machine: Machine) -> Iterator[Check]:
    """Check that no login can be reached."""
    if machine.is_masked("getty@tty1.service"):
        yield Check("getty", Verdict.OK, "There is no login on the first console.")
    else:
        message = "The first console shows a login whenever the display is not running."
        yield Check("getty", Verdict.ERROR, message, "systemctl mask getty@tty1.service")
    for key in ("NAutoVTs", "ReserveVT"):
        value = machine.setting("logind.conf", "Login", key)
        if value == "0":
            yield Check("logind", Verdict.OK, f"logind's {key} is 0.")
        else:
            message = f"logind's {key} is {value or 6}: a login appears on another console (Ctrl+Alt+F2)."
            yield Check("logind", Verdict.ERROR, message, _AGAIN)


def _keys(machine: Machine) -> Iterator[Check]:
    """Check that no key combination controls the system."""
    if machine.is_masked("ctrl-alt-del.target"):
        yield Check("ctrl-alt-del", Verdict.OK, "Ctrl+Alt+Del does nothing.")
    else:
        message = "Ctrl+Alt+Del restarts the machine."
        yield Check("ctrl-alt-del", Verdict.ERROR, message, "systemctl mask ctrl-alt-del.target")
    if machine.setting("system.conf", "Manager", "CtrlAltDelBurstAction") == "none":
        yield Check("ctrl-alt-del", Verdict.OK, "Repeated Ctrl+Alt+Del does nothing.")
    else:
        message = "Pressing Ctrl+Alt+Del seven times in two seconds restarts the machine."
        yield Check("ctrl-alt-del", Verdict.ERROR, message, _AGAIN)
    allowed = machine.text("/proc/sys/kernel/sysrq")
    if allowed is None:
        yield Check("sysrq", Verdict.UNKNOWN, "What the SysRq key may do is not known here.")
    elif allowed.strip() == "0":
        yield Check("sysrq", Verdict.OK, "The SysRq key does nothing.")
    else:
        message = f"The SysRq key controls the kernel (kernel.sysrq is {allowed.strip()})."
        yield Check("sysrq", Verdict.ERROR, message, "sysctl --system, or restart the machine.")


def _user(account: Account | None) -> Iterator[Check]:
    if account is None:
        message = f"There is no user {unit_files.USER}, so the display cannot start."
        yield Check("user", Verdict.ERROR, message, "systemd-sysusers")
        return
    strong = sorted(account.groups & _STRONG)
    if account.uid == 0:
        message = f"{account.name} is root under another name."
        yield Check("user", Verdict.ERROR, message, "Give the display a user of its own: systemd-sysusers.")
    elif account.shell.rpartition("/")[2] not in _SHELLS:
        message = f"{account.name} can log in: its shell is {account.shell or '/bin/sh'}."
        yield Check("user", Verdict.ERROR, message, f"usermod --shell /usr/sbin/nologin {account.name}")
    elif strong:
        message = f"{account.name} is in {', '.join(strong)}, which is as good as root."
        yield Check("user", Verdict.ERROR, message, f"gpasswd --delete {account.name} {strong[0]}")
    else:
        yield Check("user", Verdict.OK, f"{account.name} has no shell and no rights of root.")


def _content(station: Station, account: Account | None, program: Program) -> Iterator[Check]:
    """Check that the display's user can read all it shows and runs, and change none of it."""
    if account is None:
        message = "Without its user, access to the content cannot be checked."
        yield Check("content", Verdict.UNKNOWN, message, "systemd-sysusers")
        return
    files = [station.file.parent] if station.file else []
    for place in dict.fromkeys(
        [*map(Path, (*station.content, *station.catalogue)), *files, *program.folders]
    ):
        if not place.exists():
            yield Check("content", Verdict.WARNING, f"{place} does not exist.", "Create it, or mount it.")
            continue
        closed, open_ = unreadable(account, place), writable(account, place)
        if closed is not None:
            message = f"The display cannot read {closed}, because of its mode."
            yield Check("content", Verdict.ERROR, message, f"chmod a+rX {closed}")
        if open_ is not None:
            message = f"The display could change {place}: its user may write {open_}."
            yield Check("content", Verdict.ERROR, message, f"chown -R root {open_}; chmod -R go-w {open_}")
        if closed is None and open_ is None:
            yield Check("content", Verdict.OK, f"The display can read {place} and not change it.")


def _heartbeat(station: Station, account: Account | None) -> Iterator[Check]:
    file = station.heartbeat
    if file is None:
        yield Check(
            "heartbeat",
            Verdict.NOTE,
            "Without a heartbeat file, only systemd watches it.",
        )
        return
    if file.exists():
        age = time.time() - file.stat().st_mtime
        if age > SILENT:
            message = f"The display has not painted for {age:,.0f} seconds ({file})."
            yield Check("heartbeat", Verdict.ERROR, message, f"systemctl status {unit_files.USER}.service")
        else:
            yield Check("heartbeat", Verdict.OK, f"The display painted {max(age, 0):.0f} seconds ago.")
        return
    if file.is_relative_to(f"/run/{unit_files.USER}"):
        message = f"{file} does not exist: the display is not running."
        yield Check("heartbeat", Verdict.WARNING, message, f"systemctl status {unit_files.USER}.service")
    elif not file.parent.is_dir():
        message = f"{file.parent} does not exist, so the heartbeat file cannot be created."
        yield Check(
            "heartbeat", Verdict.ERROR, message, f"Name one below /run/{unit_files.USER} in the profile."
        )
    elif account is not None and not account.may(2 | 1, file.parent.stat()):
        message = f"The display cannot write to {file.parent}."
        yield Check(
            "heartbeat", Verdict.ERROR, message, f"Name one below /run/{unit_files.USER} in the profile."
        )
    else:
        message = f"{file} does not exist: the display is not running, or has never painted."
        yield Check("heartbeat", Verdict.WARNING, message, f"systemctl status {unit_files.USER}.service")


def _programs(machine: Machine, form: Form | None) -> Iterator[Check]:
    """Check that the programs and fonts that the unit needs are installed."""
    if form is None:
        message = "The programs cannot be checked before the unit is installed."
        yield Check("programs", Verdict.UNKNOWN, message, _AGAIN)
        return
    wanted = {
        Form.WAYLAND: ("cage", "foot", "seatd", "Xwayland"),
        Form.CONSOLE: ("setfont", "psfxtable", "dumpkeys", "loadkeys", "chvt", "setterm"),
    }[form]
    folders = ("/usr/bin", "/usr/sbin", "/bin", "/sbin")
    missing = [name for name in wanted if not any(machine.is_there(f"{folder}/{name}") for folder in folders)]
    for name in missing:
        message = f"{name}, which the display needs, is not installed."
        yield Check("programs", Verdict.ERROR, message, f"apt-get install {unit_files.PACKAGES[form]}")
    if not missing:
        yield Check("programs", Verdict.OK, f"{', '.join(wanted)} are installed.")
    folder, pattern = {
        Form.WAYLAND: ("/usr/share/fonts", "**/DejaVuSansMono.ttf"),
        Form.CONSOLE: ("/usr/share/consolefonts", "Vietnamese-TerminusBold32x16.psf*"),
    }[form]
    if next(machine.at(folder).glob(pattern), None):
        yield Check("font", Verdict.OK, "The font is installed.")
    else:
        message = "The font for which the letter size was calculated is not installed."
        yield Check("font", Verdict.ERROR, message, f"apt-get install {unit_files.PACKAGES[form]}")


def _disk(machine: Machine) -> Iterator[Check]:
    mounts = [line.split(" ") for line in (machine.text("/proc/mounts") or "").splitlines()]
    roots = [fields for fields in mounts if len(fields) > 3 and fields[1] == "/"]
    if not roots:
        yield Check("root-disk", Verdict.UNKNOWN, "How the root file system is mounted is not known here.")
    elif roots[-1][2] == "overlay" or "ro" in roots[-1][3].split(","):
        yield Check(
            "root-disk", Verdict.OK, "The root file system is read-only, so a power cut does no harm."
        )
    else:
        message = "The root file system is writable, so a power cut may damage it."
        yield Check(
            "root-disk", Verdict.NOTE, message, "On Debian, the package overlayroot mounts it read-only."
        )


def _time(machine: Machine) -> Iterator[Check]:
    if machine.is_there("/run/systemd/timesync/synchronized"):
        yield Check("time", Verdict.OK, "The clock is synchronised with a time server.")
    elif machine.is_there("/run/chrony") or machine.is_there("/run/ntpd.pid"):
        yield Check(
            "time", Verdict.UNKNOWN, "Another program synchronises the clock.", "Check it: chronyc tracking."
        )
    else:
        message = "The clock is not synchronised; banners and old-news notices depend on it."
        yield Check("time", Verdict.WARNING, message, "timedatectl set-ntp true")
