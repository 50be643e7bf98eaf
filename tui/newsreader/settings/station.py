"""The profile of a station's display: what it is called, what it shows, how long it waits, who may end it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Contact:
    """Something that this station offers: its front counter, a team, a number."""

    name: str
    """`Front counter`."""
    name_cy: str = ""
    """The same in Welsh; where it is empty, `name` holds in both."""
    number: str = ""
    """As it is printed: `01234 841212`; maybe empty."""
    hours: str = ""
    """One line: `Monday to Friday, 8 am to 6 pm`."""
    hours_cy: str = ""
    address: str = ""
    """A page, https or http; maybe empty."""


@dataclass(frozen=True, slots=True)
class Station:
    """Everything that can differ between two displays. A display without a profile has these values."""

    file: Path | None = None
    """The profile itself; None without one. The banner's file stands beside it unless told otherwise."""
    name: str = ""
    """`Luton police station`; shown at the top of every screen."""
    name_cy: str = ""
    content: tuple[str, ...] = ()
    """Folders of articles, absolute; empty for those of the settings, as everywhere."""
    catalogue: tuple[str, ...] = ()
    """Files of entries of its own for the catalogue of resources, or folders of them, absolute."""
    areas: tuple[str, ...] = ()
    """The areas of its news, compared without case; empty for all."""
    theme: str = "dark"
    """One of `ui.themes`: `dark`, `light`, `contrast`, `sixteen`, `terminal`."""
    language: str = "en"
    """`en` or `cy`: the language of the rotation, and the first one of every visit."""
    rotation: int = 15
    """Seconds for which an article of the rotation is shown."""
    idle: int = 60
    """Seconds without a touch after which a visitor is asked whether they are still there."""
    warning: int = 30
    """Seconds that they have for an answer."""
    slides: int = 20
    """Articles in the rotation at most."""
    stale: int = 72
    """Hours without a new or changed article after which the display says that its news is old."""
    hosts: tuple[str, ...] = ("police.uk", "gov.uk", "nhs.uk")
    """Web hosts that may be shown as a code, each with all below it, beside those of the catalogue; `*` for
    every one."""
    contacts: tuple[Contact, ...] = ()
    banner: Path | None = None
    """The emergency banner's file; None only where there is no profile."""
    heartbeat: Path | None = None
    """A file whose time is set while the screen really paints; None for none."""
    code: str = ""
    """The staff code as `passcode.hashed` wrote it; empty where nobody may end the display from its screen."""
