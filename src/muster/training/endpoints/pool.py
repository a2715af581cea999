"""The API of the national pool and selection camps; the same actions as the pages."""

from datetime import date
from typing import Annotated

from ninja import Query, Router, Status
from pydantic import Field

from muster.deployments.rules.eligibility import RuleVerdict
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
from muster.kit.openapi.fields import Day, HalfSteps, LongLine, People, RecordId, Reference, Title, Truth, Version, Word
from muster.parties.queries import organisation
from muster.parties.request import MusterRequest
from muster.people.models import PersonCredential
from muster.training.actions import camps as camp_actions
from muster.training.actions import pool as pool_actions
from muster.training.models import NationalRequirement, SelectionCamp
from muster.training.queries import camps as camp_queries
from muster.training.queries import pool as queries
from muster.training.queries.lapsing import lapsing_certificates
from muster.training.rules.camps import CampOutcome
from muster.training.stages import CampTest, PoolPlace, PoolStage, PoolTrack, RequirementRule

router = Router(tags=["training"])

Words = Annotated[LongLine, Field(description="without a name or medical words")]


class PoolHindrance(Answer):
    """A rule of the State that is not met or not known, with what would help."""

    rule: RequirementRule
    verdict: RuleVerdict
    words: str
    remedy: str


class PoolPlaceAnswer(Answer):
    """Somebody in the pool of the caller's State, as of the day; the name as it is held today."""

    number: int
    person: int
    name: str = Field(description="the number where the data were erased")
    rank: str
    track: PoolTrack
    where: PoolPlace
    until: date | None = Field(description="the first day on which they are no longer there, where known")
    stage: PoolStage
    pooled_until: date | None
    is_volunteer: bool | None
    hindrances: list[PoolHindrance]
    version: int


class PoolFilters(ListFilters):
    """Which people of the pool."""

    track: PoolTrack | None = None
    where: PoolPlace | None = None


class PoolCandidateBody(Body):
    """A person held by the caller's State who becomes a candidate."""

    person: RecordId
    track: PoolTrack
    is_volunteer: Truth | None = None


class PoolStepBody(Body):
    """The next stage. `exception` is why somebody is taken who does not meet what the State asks."""

    stage: PoolStage
    pooled_until: Day | None = None
    reason: Annotated[Words, Field(max_length=200)] = ""
    exception: Annotated[Words, Field(max_length=90)] = ""
    version: Version


class WillingBody(Body):
    """Whether somebody is willing to serve; null is not known."""

    is_volunteer: Truth | None
    version: Version


class NationalRequirementAnswer(Sourced):
    """What a State asks of its own people, in `[valid_from, valid_until)`; no track: of everybody."""

    number: int
    track: PoolTrack | None
    rule: RequirementRule
    test: str
    minimum: float | None
    maximum: float | None
    lowest_rank: str
    highest_rank: str
    valid_from: date
    valid_until: date | None
    version: int


class NationalRequirementBody(Body):
    """A new row of what the caller's State asks."""

    track: PoolTrack | None = None
    rule: RequirementRule
    test: Annotated[Word, Field(max_length=20)] = ""
    minimum: HalfSteps | None = None
    maximum: HalfSteps | None = None
    lowest_rank: Annotated[Word, Field(max_length=40)] = ""
    highest_rank: Annotated[Word, Field(max_length=40)] = ""
    valid_from: Day
    valid_until: Day | None = None
    source: Title = ""


class RequirementEndBody(Body):
    """On which day (excluded) a requirement ends."""

    on: Day
    version: Version


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


class LapsingCertificate(Answer):
    """A training certificate of the caller's own people that ends soon."""

    person: int
    standard: str
    number: str
    valid_until: date


def _place(row: queries.PoolRow) -> PoolPlaceAnswer:
    return PoolPlaceAnswer(
        number=row.number,
        person=row.person,
        name=row.label,
        rank=row.rank,
        track=row.track,
        where=row.place.where,
        until=row.place.until,
        stage=PoolStage(row.entry.stage),
        pooled_until=row.entry.pooled_until,
        is_volunteer=row.is_volunteer,
        hindrances=[
            PoolHindrance(rule=RequirementRule(one.rule), verdict=one.verdict, words=one.words, remedy=one.remedy)
            for one in row.hindrances
        ],
        version=row.entry.version,
    )


def _one(request: MusterRequest, number: int, day: date) -> PoolPlaceAnswer:
    entry = queries.visible_pool_entry(request.viewer, day, number)
    return _place(queries.pool_rows(request.viewer, [entry], day, request.today)[0])


def _requirement(one: NationalRequirement) -> NationalRequirementAnswer:
    return NationalRequirementAnswer(
        number=one.pk,
        track=PoolTrack(one.track) if one.track else None,
        rule=RequirementRule(one.rule),
        test=one.test,
        minimum=None if one.minimum is None else float(one.minimum),
        maximum=None if one.maximum is None else float(one.maximum),
        lowest_rank=one.lowest_rank,
        highest_rank=one.highest_rank,
        valid_from=one.valid_from,
        valid_until=one.valid_until,
        version=one.version,
        **sourced(one),
    )


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


@router.get("/pool", response={200: Page[PoolPlaceAnswer], **READ_ERRORS}, summary="The caller's national pool")
def pool(request: MusterRequest, filters: Query[PoolFilters]) -> Page[PoolPlaceAnswer]:
    """The people of the caller's own State, where they are on the day, and what hinders them."""
    day = filters.day(request)
    rows = queries.pool_rows(request.viewer, queries.visible_pool(request.viewer, day), day, request.today)
    chosen = [
        one
        for one in rows
        if filters.track in (None, one.track) and (filters.where is None or filters.where == one.place.where)
    ]
    return page_of_rows(chosen, filters, _place)


@router.get("/pool/{number}", response={200: PoolPlaceAnswer, **READ_ERRORS}, summary="One place in the pool")
def pool_place(request: MusterRequest, number: RecordId, filters: Query[Filters]) -> PoolPlaceAnswer:
    """Somebody in the pool of the caller's own State."""
    return _one(request, number, filters.day(request))


@router.post("/pool", response={201: PoolPlaceAnswer, **WRITE_ERRORS}, summary="Make somebody a candidate")
def enter_pool(request: MusterRequest, body: PoolCandidateBody) -> Status[PoolPlaceAnswer]:
    """Make a person whose data the caller's State holds a candidate of its pool; nobody is entered anew."""
    entry = pool_actions.enter_pool(
        request.viewer,
        body.person,
        track=body.track.value,
        is_volunteer=body.is_volunteer,
        today=request.today,
    )
    return Status(201, _one(request, entry.pk, request.today))


@router.post("/pool/{number}/step", response={200: PoolPlaceAnswer, **WRITE_ERRORS}, summary="The next stage")
def pool_step(request: MusterRequest, number: RecordId, body: PoolStepBody) -> PoolPlaceAnswer:
    """Take somebody to a stage; into the pool itself only who meets what the State asks, or exceptionally."""
    pool_actions.move_in_pool(
        request.viewer,
        number,
        body.stage.value,
        today=request.today,
        pooled_until=body.pooled_until,
        reason=body.reason,
        exception=body.exception,
        expected_version=body.version,
    )
    return _one(request, number, request.today)


@router.post("/pool/{number}/willing", response={200: PoolPlaceAnswer, **WRITE_ERRORS}, summary="Willing to serve")
def pool_willing(request: MusterRequest, number: RecordId, body: WillingBody) -> PoolPlaceAnswer:
    """Note whether somebody is willing to serve."""
    pool_actions.note_willingness(
        request.viewer, number, is_volunteer=body.is_volunteer, today=request.today, expected_version=body.version
    )
    return _one(request, number, request.today)


@router.get(
    "/national-requirements",
    response={200: Page[NationalRequirementAnswer], **READ_ERRORS},
    summary="What the caller's State asks",
)
def national_requirements(request: MusterRequest, filters: Query[ListFilters]) -> Page[NationalRequirementAnswer]:
    """What the caller's State asks of its own people on the day."""
    return page_of(queries.visible_requirements(request.viewer, filters.day(request)), filters, _requirement)


@router.post(
    "/national-requirements",
    response={201: NationalRequirementAnswer, **WRITE_ERRORS},
    summary="Enter what the State asks",
)
def enter_requirement(request: MusterRequest, body: NationalRequirementBody) -> Status[NationalRequirementAnswer]:
    """Enter a row of what the caller's State asks."""
    said = body.model_dump(exclude={"track", "rule"})
    row = NationalRequirement(
        **said,
        track=body.track.value if body.track else "",
        rule=body.rule.value,
        state=organisation(request.viewer.organisation_code),
        known_from=request.today,
    )
    return Status(201, _requirement(pool_actions.record_requirement(request.viewer, row)))


@router.post(
    "/national-requirements/{number}/end",
    response={200: NationalRequirementAnswer, **WRITE_ERRORS},
    summary="End what the State asks",
)
def end_requirement(request: MusterRequest, number: RecordId, body: RequirementEndBody) -> NationalRequirementAnswer:
    """Let a row end on a day."""
    done = pool_actions.end_requirement(
        request.viewer, number, on=body.on, today=request.today, expected_version=body.version
    )
    return _requirement(done)


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


@router.get(
    "/lapsing-certificates",
    response={200: Page[LapsingCertificate], **READ_ERRORS},
    summary="Training certificates that end soon",
)
def certificates(request: MusterRequest, filters: Query[ListFilters]) -> Page[LapsingCertificate]:
    """The certificates of the caller's own people that end within the notice, always as of today."""
    return page_of(lapsing_certificates(request.viewer, request.today), filters, _lapsing)


def _lapsing(one: PersonCredential) -> LapsingCertificate:
    assert one.valid_until is not None  # the query asks for those with an end
    return LapsingCertificate(
        person=one.person_id, standard=one.subject, number=one.number, valid_until=one.valid_until
    )
