"""The words of English and Welsh dates and of their labels, in lower case."""

from __future__ import annotations


def _list(names: str) -> list[str]:
    return names.split()


ENGLISH_MONTHS = _list(
    "january february march april may june july august september october november december"
)
_WELSH_MONTHS = _list(
    "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr"
)
_SHORT_MONTHS = {
    "sept": 9, "janurary": 1, "febuary": 2, "feburary": 2, "februray": 2, "novemeber": 11,
    "ion": 1, "chwef": 2, "chwe": 2, "maw": 3, "ebr": 4, "meh": 6, "gorff": 7, "gor": 7, "hyd": 10,
    "tach": 11, "rhag": 12,
    "fawrth": 3, "fai": 5, "fehefin": 6, "orffennaf": 7, "fedi": 9, "dachwedd": 11, "ragfyr": 12,
}  # fmt: skip

MONTHS: dict[str, int] = {
    **{name: number for names in (ENGLISH_MONTHS, _WELSH_MONTHS) for number, name in enumerate(names, 1)},
    **{name[:3]: number for number, name in enumerate(ENGLISH_MONTHS, 1)},
    **_SHORT_MONTHS,
}
"""Month by name or abbreviation, English or Welsh, with Welsh mutations ("o Fawrth")."""

ENGLISH_DAYS = _list("monday tuesday wednesday thursday friday saturday sunday")
_WELSH_DAYS = _list("llun mawrth mercher iau gwener sadwrn sul")
_SHORT_DAYS = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}

WEEKDAYS: dict[str, int] = {
    **{name: number for number, name in enumerate(ENGLISH_DAYS)},
    **{name[:3]: number for number, name in enumerate(ENGLISH_DAYS)},
    **{before + name: number for before in ("", "dydd ", "nos ") for number, name in enumerate(_WELSH_DAYS)},
    **_SHORT_DAYS,
}
"""Day of the week by name, Monday = 0."""

ZONES: dict[str, int] = {
    "z": 0, "utc": 0, "gmt": 0, "ut": 0, "bst": 1, "wet": 0, "west": 1, "cet": 1, "cest": 2, "eet": 2,
    "eest": 3, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip
"""Hours ahead of UTC; the American ones as in RFC 2822 (4.3), BST as in Britain."""


ZONE = "|".join(sorted(ZONES, key=len, reverse=True))
ORDINAL = "st|nd|rd|th|af|ail|il|ydd|edd|fed|ed|eg|ain"

_SUBJECT = "article|story|page|release|statement|news|press|media|post|item"
_PUBLISHED = "posted|published|released|issued"
_PUBLICATION = "publication|publish|release|posting|issue"
PUBLISHED_LABEL = (
    rf"(?:(?:this|the) )?(?:(?:{_SUBJECT}) ){{0,2}}(?:(?:was|is) )?"
    rf"(?:first |originally )?(?:{_PUBLISHED})(?: date)?"
    rf"|date (?:of )?(?:first )?(?:{_PUBLISHED}|{_PUBLICATION})"
    rf"|(?:{_PUBLICATION}) (?:date|time)(?: and time)?|time of (?:{_PUBLICATION})|for (?:immediate )?release"
    r"|(?:dyddiad )?(?:cyhoeddi|cyhoeddwyd|postiwyd|rhyddhawyd|wedi(?: ei|'i) gyhoeddi)(?: gyntaf)?"
)
"""Says explicitly that the date of publication follows."""
DATE_LABEL = (
    rf"(?:news|press|media) (?:release|statement)|(?:{_SUBJECT}) date|date(?: and | ?& ?|/)time"
    r"|date (?:added|created|uploaded)|dated|date|dyddiad|uploaded|created|added|submitted|news"
)
"""Says only that a date follows."""
LABEL = rf"{PUBLISHED_LABEL}|{DATE_LABEL}"

OTHER_DATE = (
    "updated|update|modified|amended|revised|reviewed|edited|previous|event|deadline|clos(?:es|ing)|expires|"
    "expiry|valid|until|incident|offence|occurred|happened|born|birth|dob|died|court|hearing|sentenc|reference|"
    "ref|missing|last|since|from|between|due|said|diweddar|digwyddiad"
)
"""A line with one of these words has another date than that of publication."""
OTHER_LABEL = (
    r"(?:last |wedi'i )*(?:updated?|modified|amended|revised|reviewed|edited|diweddarwyd|diweddaru)(?: on)?"
    r"|dates? of (?:the )?[a-z]+|(?:event|incident|offence|closing|expiry|birth|hearing|court|review) date"
    r"|deadline|clos(?:es|ing)|expires|valid (?:until|from)|born"
)
"""Alone on a line, says that another date than that of publication is on the next line."""
