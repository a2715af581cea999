"""The API of force packages and of the pool matched against them."""

from datetime import date
from typing import Annotated, Any

from ninja import Query, Router, Status
from pydantic import Field

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
from muster.kit.openapi.fields import WHOLE, Line, LongLine, Reference, Strength, Version
from muster.parties.queries import organisation
from muster.parties.request import MusterRequest
from muster.pledges import actions
from muster.pledges.actions import PackageTerms, SlotTerms
from muster.pledges.levels import Level
from muster.pledges.models import ForcePackage
from muster.pledges.queries.packages import (
    coverage_of,
    keeps,
    places_of_state,
    slots_of,
    visible_package,
    visible_packages,
)
from muster.pledges.rules.packages import Coverage

router = Router(tags=["force packages"])
MOST_SLOTS = 60
LARGEST_AIM = 1_000_000


class SlotAnswer(Answer):
    """Places of one kind. `taken_by`: all pledges for the register, its own for a State."""

    number: int
    name: str
    unit_type: str
    units: int
    strength: int
    minimum_level: Level
    notice_days: int | None
    taken_by: list[str]


class PackageSummary(Sourced):
    """Units that are wanted together, in a register."""

    reference: str
    registered_with: str = Field(description="code of the register's organisation")
    name: str
    purpose: str
    strength_aim: int | None
    version: int
    known_from: date


class MissingAnswer(Answer):
    """Empty places of a slot, in words, and the pledge that comes nearest with what speaks against it."""

    slot: int
    places: int
    words: str
    nearest: str | None
    objections: list[str]


class CoverageAnswer(Answer):
    """How far the pool covers the package; people count up to the strength of the place that they take."""

    places: int
    places_taken: int
    people_wanted: int
    people_covered: int
    missing: list[MissingAnswer]


class PackageAnswer(PackageSummary):
    """A package with its slots. `coverage` is the register's alone; null for a State."""

    slots: list[SlotAnswer]
    coverage: CoverageAnswer | None


class SlotBody(Body):
    """Places of one kind: strength of each in people, notice in days (null: any)."""

    unit_type: Annotated[str, Field(pattern=r"^[-A-Z0-9_+/]+$", min_length=1, max_length=20)]
    units: Annotated[int, Field(ge=1, le=100), WHOLE] = 1
    strength: Strength
    minimum_level: Level = Level.LEVEL_3
    notice_days: Annotated[int, Field(ge=0, le=730), WHOLE] | None = None
    name: Line = ""


class PackageContent(Body):
    """What a package says."""

    name: Annotated[Line, Field(min_length=1)]
    purpose: LongLine = ""
    strength_aim: Annotated[int, Field(ge=1, le=LARGEST_AIM), WHOLE] | None = None
    source: LongLine = ""
    slots: Annotated[list[SlotBody], Field(min_length=1, max_length=MOST_SLOTS)]


class NewPackage(PackageContent):
    """A package to be made, in the register of the caller's own organisation."""

    reference: Reference


class ChangedPackage(PackageContent):
    """A package's new content. `version` is the one that was read: if it has moved on, the change is refused."""

    version: Version


def _values(package: ForcePackage) -> dict[str, Any]:
    names = ("reference", "name", "purpose", "strength_aim", "version", "known_from")
    plain = {name: getattr(package, name) for name in names}
    return {**sourced(package), **plain, "registered_with": package.register.code}


def _coverage(found: Coverage) -> CoverageAnswer:
    return CoverageAnswer(
        places=len(found.places),
        places_taken=found.filled,
        people_wanted=found.people_wanted,
        people_covered=found.people_covered,
        missing=[
            MissingAnswer(
                slot=one.slot.number,
                places=one.places,
                words=one.words,
                nearest=one.nearest.offer.reference if one.nearest else None,
                objections=list(one.nearest.objections) if one.nearest else [],
            )
            for one in found.missing
        ],
    )


def _one(request: MusterRequest, reference: str, day: date) -> PackageAnswer:
    """Return a package as the caller may see it."""
    package = visible_package(request.viewer, day, reference)
    found = coverage_of(package, day)
    is_keeper = keeps(request.viewer, package)
    if is_keeper:
        taken: dict[int, tuple[str, ...]] = {}
        for place in found.places:
            if place.offer is not None:
                taken[place.slot.number] = (*taken.get(place.slot.number, ()), place.offer.reference)
    else:
        taken = places_of_state(found, request.viewer.organisation_code)
    slots = [{**vars(slot), "taken_by": list(taken.get(slot.number, ()))} for slot in slots_of(package)]
    coverage = _coverage(found) if is_keeper else None
    return PackageAnswer.model_validate({**_values(package), "slots": slots, "coverage": coverage})


def _terms(reference: str, body: PackageContent) -> PackageTerms:
    slots = tuple(SlotTerms(**{**one.model_dump(), "minimum_level": one.minimum_level.value}) for one in body.slots)
    values = body.model_dump(include={"name", "purpose", "strength_aim", "source"})
    return PackageTerms(reference=reference, slots=slots, **values)


@router.get("/packages", response={200: Page[PackageSummary], **READ_ERRORS}, summary="Force packages")
def packages(request: MusterRequest, filters: Query[ListFilters]) -> Page[PackageSummary]:
    """The packages of the caller's register; for a Member State the outlines of all."""
    found = visible_packages(request.viewer, filters.day(request))
    return page_of(found, filters, lambda one: PackageSummary.model_validate(_values(one)))


@router.get("/packages/{reference}", response={200: PackageAnswer, **READ_ERRORS}, summary="One force package")
def package(request: MusterRequest, reference: Reference, filters: Query[Filters]) -> PackageAnswer:
    """A package with its slots and, for its register, how the pool covers it as of the day."""
    return _one(request, reference, filters.day(request))


@router.post("/packages", response={201: PackageAnswer, **WRITE_ERRORS}, summary="Make a force package")
def create_package(request: MusterRequest, body: NewPackage) -> Status[PackageAnswer]:
    """Make a package in the register of the caller's organisation."""
    register = organisation(request.viewer.organisation_code)
    actions.create_package(request.viewer, _terms(body.reference, body), register=register, today=request.today)
    return Status(201, _one(request, body.reference, request.today))


@router.put("/packages/{reference}", response={200: PackageAnswer, **WRITE_ERRORS}, summary="Change a force package")
def change_package(request: MusterRequest, reference: Reference, body: ChangedPackage) -> PackageAnswer:
    """Replace a package's content, slots included."""
    actions.change_package(request.viewer, _terms(reference, body), expected_version=body.version)
    return _one(request, reference, request.today)
