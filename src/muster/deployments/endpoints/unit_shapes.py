"""What the API of units in theatre takes and gives."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from muster.deployments.models import BasisKind, DeployedUnit, LegalBasis, StrengthReport, UnitLocation
from muster.kit.openapi import Answer, Body, ListFilters, Sourced, sourced
from muster.kit.openapi.fields import Code, Day, LongLine, People, RecordId, Reference, Strength, Title, Truth, Version
from muster.missions.mandate_answers import MandateFlags, UnderMandate
from muster.reference.unit_types import unit_type

MOST_REPORTS = 1_000
READ_VERSION = Field(description="refused if it has moved on")


class DeployedUnitAnswer(UnderMandate):
    """A State's contingent in a post in `[present_from, present_until)`. Months and days are those agreed, if any."""

    reference: str
    title: str
    state: str
    mission: str
    post: str
    unit_type: str
    pledge: str | None = Field(description="the pledge behind it, to those who may see the pledge")
    inside: str | None = Field(description="the unit of another State that it serves inside")
    strength: int = Field(description="as agreed; what is in theatre is in its reports")
    present_from: date
    present_until: date | None
    tour_months: int | None
    overlap_days: int | None
    training_days: int | None
    version: int
    known_from: date


class DeployedUnitFilters(ListFilters):
    """Which units."""

    mission: Code | None = None
    state: Code | None = None
    post: Reference | None = None
    inside: Reference | None = None


class NewDeployedUnit(Body):
    """A unit that has arrived. Empty months and days: nothing else was agreed than the parameters say."""

    reference: Reference
    title: Annotated[Title, Field(min_length=1)]
    state: Code
    post: Reference
    strength: Strength
    present_from: Day
    present_until: Day | None = None
    pledge: Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]*$", max_length=60)] = ""
    inside: Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]*$", max_length=60)] = ""
    tour_months: Annotated[int | None, Field(ge=1, le=36)] = None
    overlap_days: Annotated[int | None, Field(ge=0, le=60)] = None
    training_days: Annotated[int | None, Field(ge=0, le=730)] = None
    source: LongLine = ""


class DeployedUnitChange(Body):
    """The agreed strength and the end of the presence as they are to be. `version` is the one that was read."""

    version: Annotated[Version, READ_VERSION]
    strength: Strength
    present_until: Day | None = None
    reason: LongLine


class DeployedUnitEnd(Body):
    """The first day on which the unit is no longer there. `version` is the one that was read."""

    version: Annotated[Version, READ_VERSION]
    until: Day
    reason: LongLine


class StrengthReportAnswer(Sourced):
    """People of a unit in theatre on a day; those of its support element (apart) to those who may see them."""

    unit: str
    on: date
    men: int
    women: int
    support_men: int | None
    support_women: int | None
    known_from: date


class StrengthReportFilters(ListFilters):
    """Which strength reports."""

    mission: Code | None = None
    unit: Reference | None = None


class NewStrengthReport(Body):
    """People of a unit in theatre on a day; one of a day that was reported corrects it."""

    unit: Reference
    on: Day
    men: People
    women: People
    support_men: People = 0
    support_women: People = 0
    source: LongLine = ""


class NewStrengthReports(Body):
    """Reports of many units: all are recorded or none."""

    reports: Annotated[list[NewStrengthReport], Field(min_length=1, max_length=MOST_REPORTS)]


class PlaceAnswer(Sourced):
    """Where a unit stood in `[held_from, held_until)`; degrees."""

    place: str
    latitude: float | None
    longitude: float | None
    held_from: date
    held_until: date | None
    known_from: date


class NewPlace(Body):
    """Where a unit stands from a day on; its last place ends then."""

    place: Annotated[str, Field(pattern=r"^[^\x00]+$", min_length=1, max_length=120)]
    held_from: Day
    latitude: Annotated[float | None, Field(ge=-90, le=90)] = None
    longitude: Annotated[float | None, Field(ge=-180, le=180)] = None
    source: LongLine = ""


class LegalBasisAnswer(Sourced):
    """An instrument on which people of a unit stand in `[valid_from, valid_until)`."""

    number: int
    kind: BasisKind
    title: str
    instrument: str | None = Field(description="of a case, where it was agreed in one")
    valid_from: date
    valid_until: date | None
    covers_support: bool
    known_from: date


class NewLegalBasis(Body):
    """An instrument; with that of a case, kind and title may be left out."""

    valid_from: Day
    valid_until: Day | None = None
    kind: BasisKind | None = None
    title: Title = ""
    instrument: Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]*$", max_length=60)] = ""
    covers_support: Truth = False
    source: LongLine = ""


class LegalBasisEnd(Body):
    """The first day on which the instrument no longer holds."""

    until: Day


class BasisGapAnswer(Answer):
    """Days on which people of a unit stand on no instrument, in words, with the remedy."""

    words: str
    remedy: str


class LegalBasesAnswer(Answer):
    """The instruments of a unit and the days that none covers, to those who may see them; else empty."""

    items: list[LegalBasisAnswer]
    gaps: list[BasisGapAnswer]


Number = RecordId


def unit_values(one: DeployedUnit, seen: frozenset[int], flags: MandateFlags) -> dict[str, Any]:
    """Return a unit as the API gives it; `seen` are the pledges that the caller may see."""
    plain = (
        "reference", "title", "strength", "present_from", "present_until", "tour_months", "overlap_days",
        "training_days", "version", "known_from",
    )  # fmt: skip
    return {
        **sourced(one),
        **{name: getattr(one, name) for name in plain},
        "state": one.state.code,
        "mission": one.post.requirement.mission.acronym,
        "post": one.post.reference,
        "unit_type": unit_type(one.post.unit_type).code,
        "pledge": one.pledge.reference if one.pledge and one.pledge_id in seen else None,
        "inside": one.inside.reference if one.inside else None,
        **flags.of(one.post.requirement.mission.acronym, one.present_until),
    }


def report_answer(one: StrengthReport, whole: frozenset[int]) -> StrengthReportAnswer:
    """Return a report; its support element where the caller may see the unit whole."""
    is_whole = one.unit_id in whole
    return StrengthReportAnswer(
        **sourced(one),
        unit=one.unit.reference,
        on=one.on,
        men=one.men,
        women=one.women,
        support_men=one.support_men if is_whole else None,
        support_women=one.support_women if is_whole else None,
        known_from=one.known_from,
    )


def place_answer(one: UnitLocation) -> PlaceAnswer:
    """Return a place of a unit."""
    names = ("place", "latitude", "longitude", "held_from", "held_until", "known_from")
    return PlaceAnswer.model_validate({**sourced(one), **{name: getattr(one, name) for name in names}})


def basis_answer(one: LegalBasis) -> LegalBasisAnswer:
    """Return a legal basis of a unit."""
    return LegalBasisAnswer(
        **sourced(one),
        number=one.pk,
        kind=BasisKind(one.kind),
        title=one.title,
        instrument=one.instrument.reference if one.instrument else None,
        valid_from=one.valid_from,
        valid_until=one.valid_until,
        covers_support=one.covers_support,
        known_from=one.known_from,
    )
