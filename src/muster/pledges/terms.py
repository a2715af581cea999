"""What a State says in a pledge, as plain values: the shape that form, workbook and API share. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class CaveatTerms:
    """One restriction or condition: its kind, what it names, the State's own words, and until when it binds."""

    kind: str
    value: str
    text: str = ""
    is_hard: bool = True
    expires_on: date | None = None


@dataclass(frozen=True)
class SubUnitTerms:
    """A branch of the table of organisation; outline 1.2 lies under 1."""

    outline: str
    name: str
    contributor: str = ""


@dataclass(frozen=True)
class UnitPostTerms:
    """`count` identical people in the sub-unit of `outline`."""

    outline: str
    title: str
    count: int
    rank: str = ""
    women: int = 0
    specialist_code: str = ""
    weapon: str = ""
    driving_licence: str = ""
    language: str = ""


@dataclass(frozen=True)
class EquipmentTerms:
    """A line of major equipment; sizes in centimetres and kilograms of one item."""

    category: str
    item: str
    quantity: int
    make_and_model: str = ""
    serviceable: int | None = None
    built_in: int | None = None
    condition: str = ""
    ownership: str = "owned"
    lease: str = "wet"
    armament: str = ""
    fuel: str = ""
    length_cm: int | None = None
    width_cm: int | None = None
    height_cm: int | None = None
    weight_kg: int | None = None
    painting: str = ""
    contributor: str = ""


@dataclass(frozen=True)
class SelfSustainmentTerms:
    """A category of self-sustainment: who provides it, and the days of stock."""

    category: str
    provider: str = "state"
    level: str = ""
    stock_days: int | None = None
    remarks: str = ""
    contributor: str = ""


@dataclass(frozen=True)
class PoolTerms:
    """`count` individuals of one profile, nobody named."""

    profile: str
    count: int
    rank: str = ""
    women: int = 0
    languages: str = ""
    remarks: str = ""


@dataclass(frozen=True)
class ContributionTerms:
    """What one State (ISO alpha-3 code) brings to a joint or smart pledge, in `[contributes_from, ...until)`."""

    state: str
    pattern: str = "together"
    is_lead: bool = False
    brings: str = ""
    strength: int = 0
    contributes_from: date | None = None
    contributes_until: date | None = None
    owns_equipment: bool = False
    holds_memorandum: bool = False
    supplies_self_sustainment: bool = False


@dataclass(frozen=True)
class PledgeTerms:
    """A pledge's content. `state` is an ISO alpha-3 code, `unit_type` a code of the catalogue, dates half-open.

    `source` and `standing` None: as they are on record, and "entered" for a new pledge. `unit` is the code of the
    national unit behind the pledge, empty where none is named.
    """

    reference: str
    state: str
    unit_type: str
    strength: int
    available_from: date
    title: str = ""
    women: int = 0
    officers: int = 0
    units_offered: int = 1
    rotations_guaranteed: int = 0
    available_until: date | None = None
    notice_days: int = 90
    at_port_from: date | None = None
    stay_minimum_months: int = 12
    stay_maximum_months: int = 12
    dwell_months: int = 0
    home_base: str = ""
    airport: str = ""
    seaport: str = ""
    languages: str = ""
    language_level: str = ""
    preferred_missions: str = ""
    environment_limits: str = ""
    approval: str = "unknown"
    partner_needed_for: str = ""
    offers_mentoring: bool = False
    marking: str = "secretariat"
    note_verbale: str = ""
    note_verbale_on: date | None = None
    note_language: str = ""
    signatory: str = ""
    remarks: str = ""
    unit: str = ""
    caveats: tuple[CaveatTerms, ...] = ()
    sub_units: tuple[SubUnitTerms, ...] = ()
    posts: tuple[UnitPostTerms, ...] = ()
    equipment: tuple[EquipmentTerms, ...] = ()
    self_sustainment: tuple[SelfSustainmentTerms, ...] = ()
    pool: tuple[PoolTerms, ...] = ()
    contributions: tuple[ContributionTerms, ...] = ()
    source: str | None = None
    standing: str | None = None


LINES: Mapping[str, type[Any]] = {
    "sub_units": SubUnitTerms,
    "posts": UnitPostTerms,
    "equipment": EquipmentTerms,
    "self_sustainment": SelfSustainmentTerms,
    "pool": PoolTerms,
    "contributions": ContributionTerms,
}
"""The lists of a pledge by the name of their field, each with the shape of its lines."""

HEADER = tuple(
    field.name
    for field in fields(PledgeTerms)
    if field.name not in {"reference", "state", "unit", "caveats", "source", "standing", *LINES}
)
"""What stands in the note verbale and is copied to the version field by field."""


def split_list(text: str) -> tuple[str, ...]:
    """Return the parts of a list written with semicolons, without blanks."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def terms_as_json(terms: PledgeTerms) -> dict[str, Any]:
    """Return the terms as JSON can say them: dates in ISO form, lists for tuples."""
    return {name: _plain(value) for name, value in vars(terms).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        return {name: _plain(one) for name, one in vars(value).items()}
    return value


def terms_from_json(content: Mapping[str, Any]) -> PledgeTerms:
    """Return the terms that `terms_as_json` wrote."""
    lists: dict[str, Any] = {name: tuple(_line(kind, one) for one in content[name]) for name, kind in LINES.items()}
    caveats = tuple(_line(CaveatTerms, one) for one in content["caveats"])
    rest = {name: value for name, value in content.items() if name not in lists and name != "caveats"}
    return PledgeTerms(**_with_days(PledgeTerms, rest), caveats=caveats, **lists)


def _line(kind: type[Any], content: Mapping[str, Any]) -> Any:
    return kind(**_with_days(kind, content))


def _with_days(kind: type[Any], content: Mapping[str, Any]) -> dict[str, Any]:
    """Return the content with its dates read; which fields are dates follows from their types."""
    days = {field.name for field in fields(kind) if field.type in (date, date | None)}
    return {
        name: date.fromisoformat(value) if name in days and value is not None else value
        for name, value in content.items()
    }
