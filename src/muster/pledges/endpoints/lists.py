"""The lists of a pledge in the API: one shape for what comes in and what goes out."""

from collections.abc import Mapping
from enum import Enum
from typing import Annotated, Any

from pydantic import Field

from muster.kit.openapi import Body
from muster.kit.openapi.fields import MOST_PEOPLE, WHOLE, WITHOUT_NUL, Day, Line, LongLine, People, Title, Truth, Word
from muster.pledges.models import ContributionPattern, LeaseMode, Ownership, PledgeVersion, Provider
from muster.pledges.rules.content import MOST_LINES
from muster.pledges.terms import LINES
from muster.pledges.versions import list_terms

LARGEST_SIZE = 2**31 - 1
LARGEST_STOCK_DAYS = 2**15 - 1

Count = Annotated[int, Field(ge=1, le=MOST_PEOPLE), WHOLE]
Size = Annotated[int, Field(ge=0, le=LARGEST_SIZE), WHOLE]
Outline = Annotated[str, Field(pattern=WITHOUT_NUL, min_length=1, max_length=40, examples=["1.2"])]
Partner = Annotated[str, Field(pattern=r"^([A-Z]{3})?$", description="ISO alpha-3 code; empty: the pledging State")]
Text20 = Annotated[str, Field(pattern=WITHOUT_NUL, max_length=20)]
Text40 = Annotated[str, Field(pattern=WITHOUT_NUL, max_length=40)]
Text60 = Annotated[str, Field(pattern=WITHOUT_NUL, max_length=60)]
Text120 = Annotated[str, Field(pattern=WITHOUT_NUL, max_length=120)]
Name120 = Annotated[str, Field(pattern=WITHOUT_NUL, min_length=1, max_length=120)]
Category = Annotated[str, Field(pattern=WITHOUT_NUL, min_length=1, max_length=12)]


class SubUnitBody(Body):
    """A branch of the table of organisation; outline 1.2 lies under 1 and comes after it."""

    outline: Outline
    name: Name120
    contributor: Partner = ""


class UnitPostBody(Body):
    """`count` identical people in the sub-unit of `outline`."""

    outline: Outline
    title: Name120
    count: Count
    rank: Text60 = ""
    women: People = 0
    specialist_code: Text40 = ""
    weapon: Word = ""
    driving_licence: Text20 = ""
    language: Annotated[Word, Field(max_length=8, description="ISO 639")] = ""


class EquipmentBody(Body):
    """A line of major equipment; sizes of one item, packed. `serviceable` null: not said."""

    category: Annotated[Category, Field(description="code of the reference table equipment_categories")]
    item: Annotated[Line, Field(min_length=1)]
    quantity: Count
    make_and_model: Text120 = ""
    serviceable: People | None = None
    built_in: Annotated[int, Field(ge=1900, le=2200), WHOLE] | None = None
    condition: Word = ""
    ownership: Ownership = Ownership.OWNED
    lease: LeaseMode = LeaseMode.WET
    armament: Text120 = ""
    fuel: Text40 = ""
    length_cm: Size | None = None
    width_cm: Size | None = None
    height_cm: Size | None = None
    weight_kg: Size | None = None
    painting: Word = ""
    contributor: Partner = ""


class SelfSustainmentBody(Body):
    """A category of self-sustainment: who provides it, and the days of stock."""

    category: Annotated[Category, Field(description="code of the reference table self_sustainment_categories")]
    provider: Provider = Provider.STATE
    level: Word = ""
    stock_days: Annotated[int, Field(ge=0, le=LARGEST_STOCK_DAYS), WHOLE] | None = None
    remarks: LongLine = ""
    contributor: Partner = ""


class PoolLineBody(Body):
    """`count` individuals of one profile, nobody named."""

    profile: Name120
    count: Count
    rank: Text60 = ""
    women: People = 0
    languages: Annotated[Word, Field(description="ISO 639, separated by semicolons")] = ""
    remarks: LongLine = ""


class ContributionBody(Body):
    """What one State brings to a joint pledge in `[contributes_from, contributes_until)`; null: open."""

    state: Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="ISO alpha-3 code")]
    pattern: ContributionPattern = ContributionPattern.TOGETHER
    is_lead: Truth = False
    brings: Title = ""
    strength: People = 0
    contributes_from: Day | None = None
    contributes_until: Day | None = None
    owns_equipment: Truth = False
    holds_memorandum: Truth = False
    supplies_self_sustainment: Truth = False


class Lists(Body):
    """The lists of a pledge: tables B, C and D of the guidelines, pools, and who brings what."""

    sub_units: Annotated[list[SubUnitBody], Field(max_length=MOST_LINES["sub_units"])] = []
    posts: Annotated[list[UnitPostBody], Field(max_length=MOST_LINES["posts"])] = []
    equipment: Annotated[list[EquipmentBody], Field(max_length=MOST_LINES["equipment"])] = []
    self_sustainment: Annotated[list[SelfSustainmentBody], Field(max_length=MOST_LINES["self_sustainment"])] = []
    pool: Annotated[list[PoolLineBody], Field(max_length=MOST_LINES["pool"])] = []
    contributions: Annotated[list[ContributionBody], Field(max_length=MOST_LINES["contributions"])] = []


SHAPES: Mapping[str, type[Body]] = {
    "sub_units": SubUnitBody,
    "posts": UnitPostBody,
    "equipment": EquipmentBody,
    "self_sustainment": SelfSustainmentBody,
    "pool": PoolLineBody,
    "contributions": ContributionBody,
}
"""The shape of a line of each list."""


def list_values(version: PledgeVersion) -> dict[str, list[Body]]:
    """Return the lists of a version, loaded by `with_lines`, in their shapes."""
    return {name: [shape(**vars(line)) for line in list_terms(version, name)] for name, shape in SHAPES.items()}


def lists_of_body(body: Lists) -> dict[str, tuple[Any, ...]]:
    """Return the lists of a body as terms."""
    return {name: tuple(_line(name, line) for line in getattr(body, name)) for name in SHAPES}


def _line(name: str, line: Body) -> Any:
    values = line.model_dump(mode="python")
    return LINES[name](**{key: one.value if isinstance(one, Enum) else one for key, one in values.items()})
