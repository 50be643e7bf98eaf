"""The names that police forces put at the ends of their pages' titles.

From the public list of the forces of the United Kingdom and their own names, in English and Welsh.
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


def _split(names: str) -> list[str]:
    return " ".join(names.split()).split(", ")


_ABBREVIATIONS = frozenset(_INITIALS.split())
_FORCES = frozenset([f"{place} {kind}" for place in _split(_PLACES) for kind in _KINDS] + _split(_OTHERS))
_SITES = frozenset(
    _split("action fraud, counter terrorism policing, gov uk, national crime agency, police uk")
)
_NOT_WORD = re.compile(r"[^\w]+")


def is_force(text: str, area: str = "") -> bool:
    """Whether `text` is the full name of a force, or of that of `area`."""
    if len(text) > 60:
        return False
    name = _normalised(text)
    if name in _FORCES:
        return True
    place = _normalised(area)
    return bool(place) and any(name == f"{place} {kind}" for kind in _KINDS)


def is_signature(text: str, area: str = "") -> bool:
    """Whether `text` is the name or abbreviation of a force, or of a site that forces publish on."""
    return text in _ABBREVIATIONS or is_force(text, area) or _normalised(text) in _SITES


def _normalised(text: str) -> str:
    name = _NOT_WORD.sub(" ", text.replace("&", " and ").casefold()).strip()
    return name.removeprefix("the ").removeprefix("www ")
