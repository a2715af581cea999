"""The API of selection camps; the same actions as the pages."""

from datetime import date
from typing import Annotated

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
    page_of_rows,
    sourced,
)
from muster.kit.openapi.fields import Day, People, RecordId, Reference, Title, Truth, Version, Word
from muster.parties.queries import organisation
from muster.parties.request import MusterRequest
from muster.training.actions import camps as camp_actions
from muster.training.models import SelectionCamp
from muster.training.queries import camps as camp_queries
from muster.training.rules.camps import CampOutcome
from muster.training.stages import CampTest, PoolTrack

router = Router(tags=["training"])


class CampAnswer(Sourced):
    """A selection camp in `[held_from, held_until)`, with how many came."""

    reference: str
    state: str
    track: PoolTrack
    title: str
    place: str
    held_from: date
    held_until: date
    tests: list[CampTest]
    candidates: int
    women: int
    version: int


class CampBody(Body):
    """A camp's content. The numbers announced count where nobody is on record by person."""

    track: PoolTrack
    title: Annotated[Title, Field(min_length=1)]
    place: Annotated[Word, Field(max_length=80)] = ""
    held_from: Day
    held_until: Day
    tests: Annotated[list[CampTest], Field(min_length=1, max_length=20)]
    announced_candidates: People | None = None
    announced_women: People | None = None
    source: Title = ""


class NewCampBody(CampBody):
    """A new camp of the caller's State."""

    reference: Reference


class ChangedCampBody(CampBody):
    """A camp's new content. `version` is the one that was read: if it has moved on, the change is refused."""

    version: Version


class CampResultAnswer(Answer):
    """What a candidate reached in a test."""

    test: CampTest
    has_passed: bool
    value: str


class CampCandidateAnswer(Answer):
    """Somebody called to a camp."""

    place: int
    person: int
    name: str
    outcome: CampOutcome
    results: list[CampResultAnswer]


class CalledBody(Body):
    """The places in the pool of those who are called."""

    places: Annotated[list[RecordId], Field(min_length=1, max_length=1000)]


class CampResultBody(Body):
    """A result of a candidate; of a medical board and a psychological test the verdict alone."""

    place: RecordId
    test: CampTest
    has_passed: Truth
    value: Annotated[Word, Field(max_length=40)] = ""


class TakeInBody(Body):
    """That everybody who passed is taken into the pool; `version` is the camp's."""

    version: Version


class CampHeldBack(Answer):
    """Somebody who passed and does not meet what the State asks."""

    place: int
    reasons: list[str]


class CampIntakeAnswer(Answer):
    """Who was taken into the pool, by place, and who is held back."""

    taken: list[int]
    held_back: list[CampHeldBack]


def _camp(one: SelectionCamp, day: date) -> CampAnswer:
    count = camp_queries.camp_counts([one], day)[one.pk]
    return CampAnswer(
        reference=one.reference,
        state=one.state.code,
        track=PoolTrack(one.track),
        title=one.title,
        place=one.place,
        held_from=one.held_from,
        held_until=one.held_until,
        tests=[CampTest(test) for test in one.tests],
        candidates=count.candidates,
        women=count.women,
        version=one.version,
        **sourced(one),
    )


@router.get("/selection-camps", response={200: Page[CampAnswer], **READ_ERRORS}, summary="Selection camps")
def camps(request: MusterRequest, filters: Query[ListFilters]) -> Page[CampAnswer]:
    """The selection camps of the caller's own State."""
    day = filters.day(request)
    return page_of(camp_queries.visible_camps(request.viewer, day), filters, lambda one: _camp(one, day))


@router.get("/selection-camps/{reference}", response={200: CampAnswer, **READ_ERRORS}, summary="One selection camp")
def camp(request: MusterRequest, reference: Reference, filters: Query[Filters]) -> CampAnswer:
    """One camp of the caller's own State."""
    day = filters.day(request)
    return _camp(camp_queries.visible_camp(request.viewer, day, reference), day)


@router.post("/selection-camps", response={201: CampAnswer, **WRITE_ERRORS}, summary="Enter a selection camp")
def enter_camp(request: MusterRequest, body: NewCampBody) -> Status[CampAnswer]:
    """Enter a camp of the caller's State."""
    row = SelectionCamp(
        reference=body.reference,
        state=organisation(request.viewer.organisation_code),
        known_from=request.today,
        **_content(body),
    )
    return Status(201, _camp(camp_actions.record_camp(request.viewer, row), request.today))


@router.put(
    "/selection-camps/{reference}", response={200: CampAnswer, **WRITE_ERRORS}, summary="Change a selection camp"
)
def change_camp(request: MusterRequest, reference: Reference, body: ChangedCampBody) -> CampAnswer:
    """Replace what may be changed of a camp."""
    row = camp_queries.visible_camp(request.viewer, request.today, reference)
    for name, value in _content(body).items():
        setattr(row, name, value)
    done = camp_actions.change_camp(request.viewer, row, today=request.today, expected_version=body.version)
    return _camp(done, request.today)


def _content(body: CampBody) -> dict[str, object]:
    """Return a camp's content as the record has it."""
    said = body.model_dump(exclude={"reference", "version", "tests", "track"})
    return {**said, "track": body.track.value, "tests": [one.value for one in body.tests]}


@router.get(
    "/selection-camps/{reference}/candidates",
    response={200: Page[CampCandidateAnswer], **READ_ERRORS},
    summary="Who was called to a camp",
)
def camp_candidates(
    request: MusterRequest, reference: Reference, filters: Query[ListFilters]
) -> Page[CampCandidateAnswer]:
    """Those called to a camp of the caller's own State, with their results."""
    day = filters.day(request)
    found = camp_queries.visible_camp(request.viewer, day, reference)
    return page_of_rows(camp_queries.camp_rows(request.viewer, found, day, request.today), filters, _candidate)


def _candidate(row: camp_queries.CampRow) -> CampCandidateAnswer:
    return CampCandidateAnswer(
        place=row.entry,
        person=row.person,
        name=row.label,
        outcome=row.outcome,
        results=[
            CampResultAnswer(test=CampTest(test), has_passed=one.has_passed, value=one.value)
            for test, one in sorted(row.results.items())
        ],
    )


@router.post(
    "/selection-camps/{reference}/candidates",
    response={200: CampAnswer, **WRITE_ERRORS},
    summary="Call people of the pool to a camp",
)
def call_to_camp(request: MusterRequest, reference: Reference, body: CalledBody) -> CampAnswer:
    """Call people of the pool; who is called already stays so."""
    camp_actions.call_to_camp(request.viewer, reference, body.places, today=request.today)
    return _camp(camp_queries.visible_camp(request.viewer, request.today, reference), request.today)


@router.post(
    "/selection-camps/{reference}/results",
    response={200: CampResultAnswer, **WRITE_ERRORS},
    summary="Enter a result of a camp",
)
def enter_result(request: MusterRequest, reference: Reference, body: CampResultBody) -> CampResultAnswer:
    """Enter what a candidate reached in a test, or correct it."""
    done = camp_actions.record_result(
        request.viewer,
        reference,
        body.place,
        body.test.value,
        has_passed=body.has_passed,
        value=body.value,
        today=request.today,
    )
    return CampResultAnswer(test=CampTest(done.test), has_passed=done.has_passed, value=done.value)


@router.post(
    "/selection-camps/{reference}/take-in",
    response={200: CampIntakeAnswer, **WRITE_ERRORS},
    summary="Take those who passed into the pool",
)
def take_in(request: MusterRequest, reference: Reference, body: TakeInBody) -> CampIntakeAnswer:
    """Take everybody who passed every test into the pool, with the camp as the reason."""
    done = camp_actions.take_in(request.viewer, reference, today=request.today, expected_version=body.version)
    held_back = [CampHeldBack(place=place, reasons=list(words)) for place, words in sorted(done.held_back.items())]
    return CampIntakeAnswer(taken=list(done.taken), held_back=held_back)
