"""What a question may ask for: any contingent, or a kind of unit as deployment maps mark it.

A unit type of the catalogue is led to the mark of the maps that comes nearest. Where no mark does (infantry, support,
ships, individuals), the question is about a first contingent of any kind.
"""

from collections.abc import Mapping
from types import MappingProxyType

from muster.kit.errors import Problem, Refused
from muster.reference.unit_types import UnitType, unit_types

ANY = "any"
KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "fpu": ("fpu",),
        "eng": ("eng",),
        "med": ("med",),
        "sig": ("sig",),
        "avia": ("avia", "he.sup"),
        "mp": ("mp",),
        "trans": ("trans",),
        "recon": ("recon",),
        "riv": ("riv",),
        "demining": ("demining",),
        "uav": ("uav",),
        "maint": ("maint",),
    }
)
"""Kinds of unit that can be asked for, and the marks of the maps that show them."""
ASKED_AS_ANY = frozenset({ANY, "troops"})
_BY_CODE = MappingProxyType(
    {"EOD": "demining", "K9": "demining", "UAS": "uav", "RIV": "riv", "LOG": "maint", "FPU": "fpu", "MAR": ANY}
)
_BY_CATEGORY = MappingProxyType(
    {
        "engineering": "eng",
        "medical": "med",
        "signals": "sig",
        "aviation": "avia",
        "military police": "mp",
        "transport": "trans",
        "reconnaissance": "recon",
    }
)


def kind_asked(text: str, place: str) -> str:
    """The kind behind a word of a question: one of `KINDS`, or `any`. Raises Refused at `place` for another word."""
    word = text.strip()
    if word.lower() in ASKED_AS_ANY:
        return ANY
    if word.lower() in KINDS:
        return word.lower()
    for one in unit_types():
        if one.code == word.upper():
            return kind_of(one)
    remedy = f"write any, troops, {', '.join(KINDS)} or a code of the catalogue of unit types"
    raise Refused(problems=[Problem(place, f"{text!r} is no unit type", remedy)])


def kind_of(unit: UnitType) -> str:
    """The kind by which the maps would show a unit type of the catalogue, or `any`."""
    return _BY_CODE.get(unit.code) or _BY_CATEGORY.get(unit.category, ANY)
