"""Explain why a file or a folder was not read."""

from __future__ import annotations

import errno

from newsreader.articles.article import Finding, Severity
from newsreader.articles.clean_text import clean_path

MAX_BYTES = 4 * 1024 * 1024
"""Largest file that is read. The largest of 21,553 real press releases has 134 KB."""

_EXPLANATIONS = {
    "not-regular": (
        "This is not a regular file but a folder, a pipe, a socket or a device, and was not opened.",
        "Put a regular file in its place, or delete it.",
    ),
    "too-large": (
        f"The file is larger than {MAX_BYTES // 1024 // 1024} MB and was not read.",
        "Make it smaller: an article is text of a few kilobytes.",
    ),
    "outside": (
        "This leads to a place outside the content folder and was not followed.",
        "Put the file itself into the content folder.",
    ),
    "gone": ("The {what} is no longer there.", "Put it back, or look again at the folders."),
    "forbidden": (
        "The {what} may not be read by this user.",
        "Give this user the right to read it: chmod a+{mode}.",
    ),
    "loop": ("This is a link that leads back to itself.", "Delete the link."),
    "unreadable": (
        "The {what} cannot be read: {reason}.",
        "Check the disk or the network connection that it is on, and try again.",
    ),
}
_BY_ERRNO = {
    errno.ENOENT: "gone",
    errno.EACCES: "forbidden",
    errno.EPERM: "forbidden",
    errno.EISDIR: "not-regular",
    errno.ENXIO: "not-regular",
    errno.ENODEV: "not-regular",
    errno.ELOOP: "loop",
}


def file_finding(path: str, problem: str, *, what: str = "file", reason: str = "") -> Finding:
    """Return the finding for a problem such as `too-large`."""
    message, remedy = _EXPLANATIONS[problem]
    mode = "rx" if what == "folder" else "r"
    return Finding(
        clean_path(path),
        1,
        1,
        Severity.ERROR,
        f"{what}-{problem}",
        message.format(what=what, reason=reason),
        remedy.format(mode=mode),
    )


def error_finding(error: OSError, path: str, *, what: str = "file") -> Finding:
    """Return the finding for an error of the operating system."""
    problem = _BY_ERRNO.get(error.errno or 0, "unreadable")
    reason = (error.strerror or type(error).__name__).lower()
    return file_finding(path, problem, what="file" if problem == "not-regular" else what, reason=reason)
