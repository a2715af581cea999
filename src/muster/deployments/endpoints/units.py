"""The API of units in theatre: the units, their strength reports, places and legal bases."""

from datetime import date

from ninja import Query, Router, Status

from muster.deployments import actions
from muster.deployments.endpoints.stays import seen_pledges
from muster.deployments.endpoints.unit_shapes import (
    BasisGapAnswer,
    DeployedUnitAnswer,
    DeployedUnitChange,
    DeployedUnitEnd,
    DeployedUnitFilters,
    LegalBasesAnswer,
    LegalBasisAnswer,
    LegalBasisEnd,
    NewDeployedUnit,
    NewLegalBasis,
    NewPlace,
    NewStrengthReports,
    Number,
    PlaceAnswer,
    StrengthReportAnswer,
    StrengthReportFilters,
    basis_answer,
    place_answer,
    report_answer,
    unit_values,
)
from muster.deployments.models import DeployedUnit, StrengthReport
from muster.deployments.queries.strength import (
    gaps_in_basis,
    units_seen_whole,
    visible_bases,
    visible_locations,
    visible_reports,
)
from muster.deployments.queries.units import visible_unit, visible_units
from muster.deployments.terms import BasisTerms, MoveTerms, StrengthTerms, UnitChange, UnitTerms
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Filters, ListFilters, Page, page_of
from muster.kit.openapi.fields import Reference
from muster.missions.mandate_answers import mandate_flags
from muster.parties.request import MusterRequest

router = Router(tags=["units in theatre"])


def _answer(request: MusterRequest, day: date, reference: str) -> DeployedUnitAnswer:
    found = visible_unit(request.viewer, day, reference)
    seen = seen_pledges(request, day, [found.pledge_id])
    return DeployedUnitAnswer.model_validate(unit_values(found, seen, mandate_flags(request.viewer, day)))


@router.get("/deployed-units", response={200: Page[DeployedUnitAnswer], **READ_ERRORS}, summary="Units in theatre")
def deployed_units(request: MusterRequest, filters: Query[DeployedUnitFilters]) -> Page[DeployedUnitAnswer]:
    """The units that are or were in theatre."""
    day = filters.day(request)
    found = visible_units(request.viewer, day).filter(
        **filters.chosen(
            mission="post__requirement__mission__acronym",
            state="state__code",
            post="post__reference",
            inside="inside__reference",
        )
    )
    seen: set[int] = set()
    flags = mandate_flags(request.viewer, day)

    def prepare(part: list[DeployedUnit]) -> list[DeployedUnit]:
        seen.update(seen_pledges(request, day, (one.pledge_id for one in part)))
        return part

    def shape(one: DeployedUnit) -> DeployedUnitAnswer:
        return DeployedUnitAnswer.model_validate(unit_values(one, frozenset(seen), flags))

    return page_of(found.order_by("reference"), filters, shape, prepare)


@router.post("/deployed-units", response={201: DeployedUnitAnswer, **WRITE_ERRORS}, summary="Enter a unit")
def enter_deployed_unit(request: MusterRequest, body: NewDeployedUnit) -> Status[DeployedUnitAnswer]:
    """Enter a unit that has arrived: by an officer of the secretariat that mandates the mission."""
    made = actions.enter_unit(request.viewer, UnitTerms(**body.model_dump()), today=request.today)
    return Status(201, _answer(request, request.today, made.reference))


@router.get("/deployed-units/{reference}", response={200: DeployedUnitAnswer, **READ_ERRORS}, summary="One unit")
def one_deployed_unit(request: MusterRequest, reference: Reference, filters: Query[Filters]) -> DeployedUnitAnswer:
    """One unit that is or was in theatre."""
    return _answer(request, filters.day(request), reference)


@router.post(
    "/deployed-units/{reference}/change", response={200: DeployedUnitAnswer, **WRITE_ERRORS}, summary="Change a unit"
)
def change_deployed_unit(request: MusterRequest, reference: Reference, body: DeployedUnitChange) -> DeployedUnitAnswer:
    """Change the agreed strength or the end of the presence: by an officer of the mission's secretariat."""
    change = UnitChange(body.strength, body.present_until, body.reason)
    actions.change_unit(request.viewer, reference, change, today=request.today, expected_version=body.version)
    return _answer(request, request.today, reference)


@router.post(
    "/deployed-units/{reference}/end", response={200: DeployedUnitAnswer, **WRITE_ERRORS}, summary="End a presence"
)
def end_deployed_unit(request: MusterRequest, reference: Reference, body: DeployedUnitEnd) -> DeployedUnitAnswer:
    """End the presence of a unit on a day: by an officer of the mission's secretariat."""
    strength = visible_unit(request.viewer, request.today, reference).strength
    change = UnitChange(strength, body.until, body.reason)
    actions.change_unit(request.viewer, reference, change, today=request.today, expected_version=body.version)
    return _answer(request, request.today, reference)


@router.get("/strength-reports", response={200: Page[StrengthReportAnswer], **READ_ERRORS}, summary="Strength reports")
def strength_reports(request: MusterRequest, filters: Query[StrengthReportFilters]) -> Page[StrengthReportAnswer]:
    """The strength reports of units; support elements to the unit's State, the mission and the secretariat."""
    chosen = filters.chosen(mission="unit__post__requirement__mission__acronym", unit="unit__reference")
    found = visible_reports(request.viewer, filters.day(request)).filter(**chosen)
    whole: set[int] = set()

    def prepare(part: list[StrengthReport]) -> list[StrengthReport]:
        whole.update(units_seen_whole(request.viewer, [one.unit for one in part]))
        return part

    order = ("unit__reference", "on", "pk")
    return page_of(found.order_by(*order), filters, lambda one: report_answer(one, frozenset(whole)), prepare)


@router.post(
    "/strength-reports",
    response={201: list[StrengthReportAnswer], **WRITE_ERRORS},
    summary="Report the strength of many units",
)
def report_strengths(request: MusterRequest, body: NewStrengthReports) -> Status[list[StrengthReportAnswer]]:
    """Record reports of many units: all of them or none; each problem names the report by its place in the list."""
    said = [(one.unit, StrengthTerms(**one.model_dump(exclude={"unit"}))) for one in body.reports]
    made = actions.record_strengths(request.viewer, said, today=request.today)
    whole = units_seen_whole(request.viewer, [one.unit for one in made])
    return Status(201, [report_answer(one, whole) for one in made])


@router.get(
    "/deployed-units/{reference}/places", response={200: Page[PlaceAnswer], **READ_ERRORS}, summary="Places of a unit"
)
def places(request: MusterRequest, reference: Reference, filters: Query[ListFilters]) -> Page[PlaceAnswer]:
    """Where a unit stood, oldest first."""
    day = filters.day(request)
    unit = visible_unit(request.viewer, day, reference)
    found = visible_locations(request.viewer, day).filter(unit=unit).order_by("held_from", "pk")
    return page_of(found, filters, place_answer)


@router.post("/deployed-units/{reference}/places", response={201: PlaceAnswer, **WRITE_ERRORS}, summary="Record a move")
def move(request: MusterRequest, reference: Reference, body: NewPlace) -> Status[PlaceAnswer]:
    """Record where a unit stands from a day on: by those who keep its record."""
    made = actions.move_unit(request.viewer, reference, MoveTerms(**body.model_dump()), today=request.today)
    return Status(201, place_answer(made))


@router.get(
    "/deployed-units/{reference}/legal-bases",
    response={200: LegalBasesAnswer, **READ_ERRORS},
    summary="Legal bases of a unit",
)
def legal_bases(request: MusterRequest, reference: Reference, filters: Query[Filters]) -> LegalBasesAnswer:
    """The instruments on which people of a unit stand, and what is missing; for its sides, empty for others."""
    day = filters.day(request)
    unit = visible_unit(request.viewer, day, reference)
    found = visible_bases(request.viewer, day).filter(unit=unit).order_by("valid_from", "pk")
    gaps = [BasisGapAnswer(words=one.words, remedy=one.remedy) for one in gaps_in_basis(request.viewer, day, unit)]
    return LegalBasesAnswer(items=[basis_answer(one) for one in found], gaps=gaps)


@router.post(
    "/deployed-units/{reference}/legal-bases",
    response={201: LegalBasisAnswer, **WRITE_ERRORS},
    summary="Enter a legal basis",
)
def enter_legal_basis(request: MusterRequest, reference: Reference, body: NewLegalBasis) -> Status[LegalBasisAnswer]:
    """Enter an instrument on which people of a unit stand: by those who keep its record."""
    terms = BasisTerms(**{**body.model_dump(), "kind": body.kind.value if body.kind else ""})
    made = actions.enter_legal_basis(request.viewer, reference, terms, today=request.today)
    return Status(201, basis_answer(made))


@router.post(
    "/deployed-units/{reference}/legal-bases/{number}/end",
    response={200: LegalBasisAnswer, **WRITE_ERRORS},
    summary="End a legal basis",
)
def end_legal_basis(
    request: MusterRequest, reference: Reference, number: Number, body: LegalBasisEnd
) -> LegalBasisAnswer:
    """End an instrument on a day, the first on which it no longer holds."""
    return basis_answer(actions.end_legal_basis(request.viewer, reference, number, body.until, today=request.today))
