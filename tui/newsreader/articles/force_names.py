"""The names under which police forces sign their pages, to take them off the ends of titles.

From the public list of the forces of the United Kingdom and what they call themselves, in English and Welsh.
"""

from __future__ import annotations

import re

_PLACES = """
    avon and somerset, bedfordshire, beds, british transport, cambridgeshire, cambs, cheshire, city
    of london, civil nuclear, cleveland, cumbria, d and c, derbyshire, devon and cornwall, dorset, durham,
    dyfed powys, essex, gloucestershire, greater manchester, guernsey, gwent, hampshire, hampshire
    and isle of wight, hants, hertfordshire, herts, humberside, isle of man, jersey, kent,
    lancashire, lancs, leicestershire, leics, lincolnshire, lincs, merseyside, met, metropolitan,
    ministry of defence, mod, norfolk, norfolk and suffolk, north wales, north yorkshire,
    northamptonshire, northants, northumbria, nottinghamshire, notts, port of dover, port of
    liverpool, royal gibraltar, south wales, south yorkshire, staffordshire, staffs, states of
    jersey, suffolk, surrey, sussex, thames valley, warwickshire, warwickshire and west mercia, west
    mercia, west midlands, west yorkshire, wilts, wiltshire
"""
_KINDS = ("police", "constabulary", "police service", "police force", "police uk", "police news")
_OTHERS = """
    heddlu de cymru, heddlu dyfed powys, heddlu gogledd cymru, heddlu gwent, heddlu sifil niwclear,
    heddlu trafnidiaeth prydain, poileas alba, police scotland, police service of northern ireland,
    police service of scotland
"""
_INITIALS = "ASP BTP CNC COLP CTP CoLP GMP HIOWC MDP MPS NCA NWP NYP PSNI SWP SYP TVP WMP WYP"


def _listed(names: str) -> list[str]:
    return " ".join(names.split()).split(", ")


_SHORT = frozenset(_INITIALS.split())
_FORCES = frozenset([f"{place} {kind}" for place in _listed(_PLACES) for kind in _KINDS] + _listed(_OTHERS))
_SITES = frozenset(
    _listed("action fraud, counter terrorism policing, gov uk, national crime agency, police uk")
)
_NO_LETTERS = re.compile(r"[^\w]+")


def is_force(text: str, area: str = "") -> bool:
    """Whether `text` is the full name of a force and nothing else, perhaps that of `area`."""
    if len(text) > 60:
        return False
    name = _plain(text)
    if name in _FORCES:
        return True
    place = _plain(area)
    return bool(place) and any(name == f"{place} {kind}" for kind in _KINDS)


def is_signature(text: str, area: str = "") -> bool:
    """Whether `text` signs a force's page: its name, its initials, or the site that it belongs to."""
    return text in _SHORT or is_force(text, area) or _plain(text) in _SITES


def _plain(text: str) -> str:
    name = _NO_LETTERS.sub(" ", text.replace("&", " and ").casefold()).strip()
    return name.removeprefix("the ").removeprefix("www ")
