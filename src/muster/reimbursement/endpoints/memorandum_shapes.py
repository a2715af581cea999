"""What goes in and comes out of the API of memoranda. Money is in whole US cents, rates and factors are decimals."""

import re
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from muster.kit.openapi import Answer, Body, sourced
from muster.kit.openapi.fields import WHOLE, WITHOUT_NUL, Day, LongLine, People, Reference, Title, Truth, Version, Word
from muster.missions.mandate_answers import MandateFlags, UnderMandate
from muster.reimbursement.memorandum_terms import (
    MOST_LINES,
    EquipmentTerms,
    MemorandumTerms,
    ServiceTerms,
    VersionTerms,
)
from muster.reimbursement.models import MemorandumVersion
from muster.reimbursement.rules.instrument_takeover import NotTaken
from muster.reimbursement.rules.memorandum_rates import RateBook, equipment_origin, service_origin
from muster.reimbursement.rules.memorandum_versions import until_of
from muster.reimbursement.stages import LeaseKind, MemorandumStage, RateOrigin

MemorandumReference = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]+$", min_length=1, max_length=80)]
Cents = Annotated[int, Field(ge=0, le=10**14), WHOLE]
Count = Annotated[int, Field(ge=1, le=100_000), WHOLE]
StateCode = Annotated[str, Field(pattern=WITHOUT_NUL, max_length=3)]
CategoryName = Annotated[str, Field(pattern=WITHOUT_NUL, max_length=120)]
VersionRead = Annotated[Version, Field(description="the version that was read; refused if it has moved on")]
OF_EDITION = "null: taken over from the edition"
OTHER_STATE = "code of another State; empty: the unit's own"


def _decimal(pattern: str) -> Callable[[Any], Any]:
    """Return what reads a decimal string of a pattern; a Decimal of our own passes."""

    def read(value: Any) -> Any:
        if isinstance(value, Decimal):
            return value
        if not isinstance(value, str) or not re.fullmatch(pattern, value, flags=re.ASCII):
            raise ValueError(f'give a decimal string such as "0.5" that matches {pattern}')
        return Decimal(value)

    return read


def _schema(pattern: str, example: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern, "examples": [example]})


PERCENT = r"^[0-9]{1,3}(\.[0-9]{1,4})?$"
YEARS = r"^[0-9]{1,4}(\.[0-9]{1,2})?$"
DOLLARS = r"^[0-9]{1,7}(\.[0-9]{1,4})?$"
Percent = Annotated[Decimal, BeforeValidator(_decimal(PERCENT)), _schema(PERCENT, "0.5")]
Years = Annotated[Decimal, BeforeValidator(_decimal(YEARS)), _schema(YEARS, "12")]
Dollars = Annotated[Decimal, BeforeValidator(_decimal(DOLLARS)), _schema(DOLLARS, "25.50")]


class AgreedEquipmentBody(Body):
    """A line of major equipment as it is said."""

    item: Annotated[Title, Field(min_length=1)]
    quantity: Count
    lease: LeaseKind
    category: Word = ""
    group: Word = Field("", description="vehicle group of the threshold of serviceability")
    gfmv_cents: Cents | None = Field(None, description=OF_EDITION)
    life_years: Years | None = Field(None, description=OF_EDITION)
    no_fault_percent: Percent | None = Field(None, description=OF_EDITION)
    maintenance_cents: Cents | None = Field(None, description=OF_EDITION)
    paint_cents: Cents | None = Field(None, description=OF_EDITION)
    owner: StateCode = Field("", description=OTHER_STATE)
    maintainer: StateCode = Field("", description=OTHER_STATE)
    rate_item: Title = Field("", description="row of the edition, where that calls the item otherwise")
    is_special_case: Truth = False
    used_for_self_sustainment: Truth = False


class AgreedServiceBody(Body):
    """A category of self-sustainment as it is said."""

    category: Annotated[CategoryName, Field(min_length=1)]
    ceiling: Count
    rate_usd: Dollars | None = Field(None, description=OF_EDITION)
    provider: StateCode = Field("", description=OTHER_STATE)
    rate_category: CategoryName = Field("", description="row of the edition, where that calls the category otherwise")


class AgreedBody(Body):
    """What is agreed in `[holds_from, holds_until)`."""

    holds_from: Day
    holds_until: Day | None = None
    personnel_ceiling: People = 0
    edition: Annotated[str, Field(pattern=WITHOUT_NUL, max_length=60)] = Field("", description="its reference, if any")
    region: Word = Field("", description="of mission factors; empty: the whole mission")
    route_km: People | None = None
    transport_percent: Percent | None = None
    equipment: Annotated[list[AgreedEquipmentBody], Field(max_length=MOST_LINES)] = Field(default_factory=list)
    self_sustainment: Annotated[list[AgreedServiceBody], Field(max_length=MOST_LINES)] = Field(default_factory=list)


class NewMemorandum(AgreedBody):
    """The draft of a memorandum; without lines, those of the instrument's annexes are taken over."""

    reference: MemorandumReference
    title: Annotated[Title, Field(min_length=1)]
    unit: Reference
    number: Word = ""
    instrument: Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]*$", max_length=80)] = ""
    source: LongLine = ""


class AgreedWritten(AgreedBody):
    """What a draft agrees, all of it in place of what it said."""

    version: VersionRead


class Amendment(AgreedBody):
    """What is agreed from a day on in place of what is in force, and why."""

    reason: Annotated[LongLine, Field(min_length=1)]
    version: VersionRead


class MemorandumStepBody(Body):
    """A step of a memorandum on a day; an end has a reason."""

    stage: MemorandumStage
    on: Day
    reason: LongLine = ""
    version: VersionRead


class MemorandumAnswer(UnderMandate):
    """A memorandum at the stage of the day."""

    reference: str
    title: str
    number: str
    unit: str
    state: str
    mission: str
    stage: MemorandumStage
    stage_since: date
    seen_whole: bool = Field(description="false: the caller's State is named in it and sees its own lines alone")
    version: int
    known_from: date


class AgreedEquipmentAnswer(Answer):
    """A line of major equipment with its rates and where they come from."""

    number: int
    item: str
    quantity: int
    lease: LeaseKind
    category: str
    group: str
    gfmv_cents: int
    life_years: Decimal
    no_fault_percent: Decimal
    maintenance_cents: int
    paint_cents: int | None
    owner: str
    maintainer: str
    rate_item: str
    is_special_case: bool
    used_for_self_sustainment: bool
    rates: RateOrigin


class AgreedServiceAnswer(Answer):
    """A category of self-sustainment with its rate and where it comes from."""

    number: int
    category: str
    ceiling: int
    rate_usd: Decimal
    provider: str
    rate_category: str
    rates: RateOrigin


class NotAgreedAnswer(Answer):
    """A line of the instrument for which nothing is agreed, and why."""

    annex: str
    item: str
    quantity: int | None
    lease: str
    why: str


class MemorandumVersionAnswer(Answer):
    """A version: from when to when it is in place, and what it changed. What it says is null for other States."""

    number: int
    holds_from: date
    holds_until: date | None = Field(description="its own end, or the first day of a later version")
    known_from: date
    personnel_ceiling: int | None
    edition: str | None
    region: str | None
    route_km: int | None
    transport_percent: Decimal | None
    reason: str | None
    changes: list[str]


class WholeMemorandumAnswer(MemorandumAnswer):
    """A memorandum with its versions, and the lines of the one in place on the day (else of the first)."""

    instrument: str | None
    versions: list[MemorandumVersionAnswer]
    shown: int | None = Field(description="the number of the version whose lines these are; null: none is known")
    equipment: list[AgreedEquipmentAnswer]
    self_sustainment: list[AgreedServiceAnswer]
    not_agreed: list[NotAgreedAnswer] = Field(description="what the instrument has and nobody has agreed on")


def _values(one: Any, flags: MandateFlags) -> dict[str, Any]:
    names = ("reference", "title", "number", "stage_since", "seen_whole", "version", "known_from")
    return {
        **sourced(one),
        **{name: getattr(one, name) for name in names},
        "stage": one.stage_then,
        "unit": one.unit.reference,
        "state": one.unit.state.code,
        "mission": one.unit.post.requirement.mission.acronym,
        **flags.of(one.unit.post.requirement.mission.acronym, one.term_until),
    }


def memorandum_answer(one: Any, flags: MandateFlags) -> MemorandumAnswer:
    """Return a memorandum of a list as the API answers it."""
    return MemorandumAnswer.model_validate(_values(one, flags))


def _version_answer(memorandum: Any, version: MemorandumVersion) -> MemorandumVersionAnswer:
    whole = memorandum.seen_whole
    said = ("personnel_ceiling", "region", "route_km", "transport_percent", "reason")
    return MemorandumVersionAnswer.model_validate(
        {
            **{name: getattr(version, name) for name in ("number", "holds_from", "known_from")},
            **{name: getattr(version, name) if whole else None for name in said},
            "holds_until": until_of(version, memorandum.versions_known),
            "edition": version.edition.reference if whole and version.edition else None,
            "changes": version.changes if whole else [],
        }
    )


def whole_memorandum_answer(
    one: Any,
    shown: MemorandumVersion | None,
    agreed: VersionTerms,
    book: RateBook,
    missing: Iterable[NotTaken],
    flags: MandateFlags,
) -> WholeMemorandumAnswer:
    """Return one memorandum with the lines that the caller sees as the API answers it."""
    instrument = one.instrument.reference if one.seen_whole and one.instrument else None
    equipment = [
        {"number": number, **asdict(line), "rates": equipment_origin(line, book)}
        for number, line in enumerate(agreed.equipment, start=1)
    ]
    services = [
        {"number": number, **asdict(line), "rates": service_origin(line, book)}
        for number, line in enumerate(agreed.services, start=1)
    ]
    return WholeMemorandumAnswer.model_validate(
        {
            **_values(one, flags),
            "instrument": instrument,
            "versions": [_version_answer(one, version) for version in one.versions_known],
            "shown": shown.number if shown else None,
            "equipment": equipment,
            "self_sustainment": services,
            "not_agreed": [asdict(line) for line in missing],
        }
    )


def memorandum_terms(body: NewMemorandum) -> MemorandumTerms:
    """Return what a caller sends as the terms of a new memorandum."""
    names = ("reference", "title", "unit", "number", "instrument", "source")
    return MemorandumTerms(**{name: getattr(body, name) for name in names})


def agreed_terms(body: AgreedBody) -> VersionTerms:
    """Return what a caller sends as what is agreed."""
    names = ("holds_from", "holds_until", "personnel_ceiling", "edition", "region", "route_km", "transport_percent")
    equipment = tuple(
        EquipmentTerms(**line.model_dump(exclude={"lease"}), lease=line.lease.value) for line in body.equipment
    )
    services = tuple(ServiceTerms(**line.model_dump()) for line in body.self_sustainment)
    reason = body.reason if isinstance(body, Amendment) else ""
    said = {name: getattr(body, name) for name in names}
    return VersionTerms(**said, reason=reason, equipment=equipment, services=services)
