"""The emergency banner: a small file beside the station's profile, shown in every state until its time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Level(StrEnum):
    """How urgent a banner is; told by a word and a mark as well as by colour."""

    INFORMATION = "information"
    WARNING = "warning"
    EMERGENCY = "emergency"


@dataclass(frozen=True, slots=True)
class Banner:
    """What is announced, and until when."""

    text: str
    """Clean, one or more lines, at most 400 characters."""
    level: Level
    until: datetime
    """With its zone. From then on nothing is shown."""
    text_cy: str = ""
    """The same in Welsh; where it is empty, `text` holds in both languages."""
