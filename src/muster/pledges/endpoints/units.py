"""The API of national units, and of whether two can stand together."""

from datetime import date
from typing import Annotated, Literal

from ninja import Query, Router, Status
from pydantic import Field

from muster.kit.facts import known_on
from muster.kit.openapi import (
    READ_ERRORS,
    WRITE_ERRORS,
    Answer,
    Body,
    Filters,
    ListFilters,
    Page,
    Sourced,
    page_of,
    sourced,
)
from muster.kit.openapi.fields import Code, Day, Line, LongLine, Reference, Title, Word
from muster.parties.request import MusterRequest
from muster.pledges import actions, queries
from muster.pledges.actions import CertificationTerms, ProfileTerms, ServiceTerms, UnitTerms
from muster.pledges.models import NationalUnit
from muster.pledges.queries.units import SERVICE_MONTHS, unit_profiles, visible_unit, visible_units
from muster.pledges.rules.interoperability import Answer as VerdictAnswer
from muster.pledges.rules.interoperability import can_stand_together, supported_lines
from muster.reference.certifications import certified_lines
from muster.reference.parameters import parameter

router = Router(tags=["national units"])


class UnitSummary(Sourced):
    """A unit of a State's forces or police, by its national name."""

    code: str
    state: str
    name: str
    home_base: str
    known_from: date


class CertificationAnswer(Sourced):
    """A step of an outside scheme: evidence for lines of a visit's checklists, never instead of a visit."""

    scheme: str
    step: str
    rating: str
    certified_on: date
    valid_until: date | None


class ServiceAnswer(Sourced):
    """What the unit did together with units of another State, in `[began_on, ended_on)`."""

    kind: str
    name: str
    with_state: str
    began_on: date
    ended_on: date | None


class UnitAnswer(UnitSummary):
    """A unit with what is on record of it and the pledges that name it, among those that the caller may see."""

    languages: list[str]
    procedures: list[str]
    communications: list[str]
    certifications: list[CertificationAnswer]
    services: list[ServiceAnswer]
    supported_lines: list[str] = Field(description="lines of checklists for which certifications are evidence")
    pledges: list[str]


class AspectAnswer(Answer):
    """What one aspect says of two units."""

    name: str
    answer: VerdictAnswer
    words: str


class VerdictOnUnits(Answer):
    """Whether two units can stand in one battalion as of the day."""

    first: str
    second: str
    answer: VerdictAnswer
    reasons: list[AspectAnswer]


class UnitContent(Body):
    """What a unit is called and where it is at home."""

    name: Annotated[Title, Field(min_length=1)]
    home_base: Annotated[Line, Field(max_length=120)] = ""
    source: LongLine = ""


class NewUnit(UnitContent):
    """A unit to be entered, of the caller's own State."""

    code: Reference


class ChangedUnit(UnitContent):
    """A unit's new name and home base."""


class ProfileBody(Body):
    """What a unit works with; lists are written with semicolons, an empty one says nothing."""

    languages: Annotated[Word, Field(description="ISO 639 codes")] = ""
    procedures: LongLine = ""
    communications: LongLine = ""
    remarks: LongLine = ""
    source: LongLine = ""


class CertificationBody(Body):
    """A step that the unit took: scheme, step and rating of the reference tables."""

    scheme: Code
    step: Code
    rating: Code
    certified_on: Day
    valid_until: Day | None = None
    remarks: LongLine = ""
    source: LongLine = ""


class ServiceBody(Body):
    """A common exercise or deployment with units of another State (ISO alpha-3 code)."""

    kind: Literal["exercise", "deployment"]
    name: Annotated[Line, Field(min_length=1)]
    with_state: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    began_on: Day
    ended_on: Day | None = None
    source: LongLine = ""


class TwoUnits(Filters):
    """Which units are compared."""

    first: Reference
    second: Reference


def _summary(unit: NationalUnit) -> dict[str, object]:
    names = ("code", "name", "home_base", "known_from")
    return {**sourced(unit), **{name: getattr(unit, name) for name in names}, "state": unit.state.code}


def _one(request: MusterRequest, code: str, day: date) -> UnitAnswer:
    """Return a unit as the caller may see it."""
    unit = visible_unit(request.viewer, day, code)
    profile = unit_profiles([unit], day)[unit.pk]
    seen = queries.visible_pledges(request.viewer, day).filter(queries.seen_whole(request.viewer), pledge__unit=unit)
    steps = [name for name in CertificationAnswer.model_fields if name not in Sourced.model_fields]
    services = [name for name in ServiceAnswer.model_fields if name not in Sourced.model_fields]
    return UnitAnswer.model_validate(
        _summary(unit)
        | {name: sorted(getattr(profile, name)) for name in ("languages", "procedures", "communications")}
        | {
            "certifications": [
                sourced(one) | {name: getattr(one, name) for name in steps}
                for one in known_on(unit.certifications.all(), day)
            ],
            "services": [
                sourced(one) | {name: getattr(one, name) for name in services}
                for one in known_on(unit.shared_services.all(), day)
            ],
            "supported_lines": sorted(
                {one.line for one in supported_lines(profile.certificates, certified_lines(), day)}
            ),
            "pledges": [one.reference for one in seen],
        }
    )


@router.get("/units", response={200: Page[UnitSummary], **READ_ERRORS}, summary="National units")
def units(request: MusterRequest, filters: Query[ListFilters]) -> Page[UnitSummary]:
    """The units of the caller's State, or those pledged to its register."""
    found = visible_units(request.viewer, filters.day(request))
    return page_of(found, filters, lambda one: UnitSummary.model_validate(_summary(one)))


@router.get("/units/{code}", response={200: UnitAnswer, **READ_ERRORS}, summary="One national unit")
def unit(request: MusterRequest, code: Reference, filters: Query[Filters]) -> UnitAnswer:
    """A unit with its profile, certifications, common service and pledges."""
    return _one(request, code, filters.day(request))


@router.post("/units", response={201: UnitAnswer, **WRITE_ERRORS}, summary="Enter a national unit")
def register_unit(request: MusterRequest, body: NewUnit) -> Status[UnitAnswer]:
    """Enter a unit of the caller's own State."""
    actions.register_unit(request.viewer, UnitTerms(**body.model_dump()), today=request.today)
    return Status(201, _one(request, body.code, request.today))


@router.put("/units/{code}", response={200: UnitAnswer, **WRITE_ERRORS}, summary="Change a national unit")
def change_unit(request: MusterRequest, code: Reference, body: ChangedUnit) -> UnitAnswer:
    """Change what a unit is called and where it is at home."""
    actions.change_unit(request.viewer, UnitTerms(code=code, **body.model_dump()), today=request.today)
    return _one(request, code, request.today)


@router.post("/units/{code}/profiles", response={201: UnitAnswer, **WRITE_ERRORS}, summary="Record a profile")
def record_profile(request: MusterRequest, code: Reference, body: ProfileBody) -> Status[UnitAnswer]:
    """Say what a unit works with from now on."""
    actions.record_profile(request.viewer, code, ProfileTerms(**body.model_dump()), today=request.today)
    return Status(201, _one(request, code, request.today))


@router.post(
    "/units/{code}/certifications", response={201: UnitAnswer, **WRITE_ERRORS}, summary="Record a certification"
)
def record_certification(request: MusterRequest, code: Reference, body: CertificationBody) -> Status[UnitAnswer]:
    """Record a step of an outside scheme."""
    actions.record_certification(request.viewer, code, CertificationTerms(**body.model_dump()), today=request.today)
    return Status(201, _one(request, code, request.today))


@router.post("/units/{code}/services", response={201: UnitAnswer, **WRITE_ERRORS}, summary="Record common service")
def record_service(request: MusterRequest, code: Reference, body: ServiceBody) -> Status[UnitAnswer]:
    """Record an exercise or deployment together with units of another State."""
    actions.record_shared_service(request.viewer, code, ServiceTerms(**body.model_dump()), today=request.today)
    return Status(201, _one(request, code, request.today))


@router.get("/interoperability", response={200: VerdictOnUnits, **READ_ERRORS}, summary="Can two units stand together?")
def interoperability(request: MusterRequest, filters: Query[TwoUnits]) -> VerdictOnUnits:
    """Whether two units that the caller may see can stand in one battalion, with the reasons."""
    day = filters.day(request)
    both = [visible_unit(request.viewer, day, code) for code in (filters.first, filters.second)]
    profiles = unit_profiles(both, day)
    months = parameter(SERVICE_MONTHS, day).integer
    verdict = can_stand_together(profiles[both[0].pk], profiles[both[1].pk], day, months)
    reasons = [AspectAnswer(name=one.name, answer=one.answer, words=one.words) for one in verdict.reasons]
    return VerdictOnUnits(first=filters.first, second=filters.second, answer=verdict.answer, reasons=reasons)
