"""The API of the readiness register: the same queries and actions as the pages."""

from datetime import date
from enum import Enum
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
from muster.kit.openapi.fields import (
    WHOLE,
    Code,
    Day,
    Line,
    LongLine,
    People,
    Prose,
    Reference,
    Strength,
    Title,
    Truth,
    Version,
    Word,
)
from muster.parties.queries import organisation
from muster.parties.request import MusterRequest
from muster.pledges import actions, queries
from muster.pledges.defaults import PLEDGE_DEFAULTS, header_defaults
from muster.pledges.endpoints.lists import (
    ContributionBody,
    EquipmentBody,
    Lists,
    PoolLineBody,
    SelfSustainmentBody,
    SubUnitBody,
    UnitPostBody,
    list_values,
    lists_of_body,
)
from muster.pledges.levels import Level
from muster.pledges.models import (
    ApprovalStatus,
    CaveatKind,
    CaveatOrigin,
    LevelEvent,
    Marking,
    PledgeStage,
    PledgeVersion,
    PoolStanding,
)
from muster.pledges.rules.content import LONGEST_STAY_MONTHS
from muster.pledges.terms import HEADER, LINES, CaveatTerms, PledgeTerms

router = Router(tags=["pledges"])
LONGEST_NOTICE_DAYS = 730
MOST_CAVEATS = 50
ShortLine = Annotated[Line, Field(max_length=120)]
Months = Annotated[int, Field(ge=1, le=LONGEST_STAY_MONTHS), WHOLE]


class LevelAnswer(Sourced):
    """From `held_from` the pledge stands at `level`, until the next event."""

    level: Level
    held_from: date
    known_from: date
    evidence: str
    reason: str
    decided_by: str


class CaveatAnswer(Answer):
    """A restriction or condition on the pledge; a hard one excludes."""

    kind: CaveatKind
    value: str
    text: str
    is_hard: bool
    expires_on: date | None
    origin: CaveatOrigin
    satisfied_on: date | None
    satisfied_by: str


class HeaderAnswer(Sourced):
    """What a pledge says in its note verbale; strength in people, availability `[available_from, available_until)`."""

    reference: str
    registered_with: str = Field(description="code of the register's organisation")
    state: str
    title: str
    unit_type: str
    strength: int
    women: int
    officers: int
    units_offered: int
    rotations_guaranteed: int
    available_from: date
    available_until: date | None
    notice_days: int
    at_port_from: date | None
    stay_minimum_months: int
    stay_maximum_months: int
    dwell_months: int
    home_base: str
    airport: str
    seaport: str
    languages: str
    language_level: str
    preferred_missions: str
    environment_limits: str
    approval: ApprovalStatus
    partner_needed_for: str
    offers_mentoring: bool
    marking: Marking
    note_verbale: str
    note_verbale_on: date | None
    note_language: str
    signatory: str
    remarks: str
    unit: str = Field(description="code of the national unit behind the pledge, empty where none is named")
    version: int
    known_from: date = Field(description="the day from which this content is known")


class PledgeSummary(HeaderAnswer):
    """A unit or a pool of individuals that a State offers, with where it stands as of the day."""

    stage: PledgeStage
    level: Level = Field(description="as of the day")
    level_held_from: date | None
    valid_until: date | None = Field(description="the first day on which the last confirmation no longer holds")
    pool_standing: PoolStanding


class PledgeAnswer(PledgeSummary):
    """A pledge with its lists, its caveats and the level history known on the day."""

    sub_units: list[SubUnitBody]
    posts: list[UnitPostBody]
    equipment: list[EquipmentBody]
    self_sustainment: list[SelfSustainmentBody]
    pool: list[PoolLineBody]
    contributions: list[ContributionBody]
    caveats: list[CaveatAnswer]
    levels: list[LevelAnswer]


def _default(name: str) -> str:
    """Return where the default of a field comes from."""
    return f"default: the parameter {PLEDGE_DEFAULTS[name].key} of the day"


class CaveatBody(Body):
    """A restriction: an acronym, a region, a task, months or a State's code, as its kind says."""

    kind: CaveatKind
    value: Annotated[Word, Field(min_length=1)]
    text: LongLine = ""
    is_hard: Truth = True
    expires_on: Day | None = None


class PledgeContent(Lists):
    """What a State says in a pledge. Notice, tour and rest left out are those of the parameter table."""

    state: Code
    unit_type: Annotated[str, Field(pattern=r"^[-A-Z0-9_]+$", min_length=1, max_length=20)]
    strength: Strength
    available_from: Day
    title: Title = ""
    women: People = 0
    officers: People = 0
    units_offered: Annotated[int, Field(ge=1, le=100), WHOLE] = 1
    rotations_guaranteed: Annotated[int, Field(ge=0, le=40), WHOLE] = 0
    available_until: Day | None = None
    notice_days: Annotated[
        Annotated[int, Field(ge=0, le=LONGEST_NOTICE_DAYS), WHOLE] | None,
        Field(description=_default("notice_days")),
    ] = None
    stay_minimum_months: Annotated[Months | None, Field(description=_default("stay_minimum_months"))] = None
    stay_maximum_months: Annotated[Months | None, Field(description=_default("stay_maximum_months"))] = None
    dwell_months: Annotated[
        Annotated[int, Field(ge=0, le=LONGEST_STAY_MONTHS), WHOLE] | None,
        Field(description=_default("dwell_months")),
    ] = None
    at_port_from: Day | None = None
    home_base: ShortLine = ""
    airport: ShortLine = ""
    seaport: ShortLine = ""
    languages: Word = ""
    language_level: ShortLine = ""
    preferred_missions: Title = ""
    environment_limits: LongLine = ""
    approval: ApprovalStatus = ApprovalStatus.UNKNOWN
    partner_needed_for: ShortLine = ""
    offers_mentoring: Truth = False
    marking: Marking = Marking.SECRETARIAT
    note_verbale: ShortLine = ""
    note_verbale_on: Day | None = None
    note_language: Annotated[Word, Field(max_length=8)] = ""
    signatory: ShortLine = ""
    remarks: Prose = ""
    unit: Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]*$", max_length=60, description="code of a national unit")] = ""
    caveats: Annotated[list[CaveatBody], Field(max_length=MOST_CAVEATS)] = []
    source: LongLine | None = None


class NewPledge(PledgeContent):
    """A pledge to be made, in the register of an organisation."""

    reference: Reference
    registered_with: Annotated[Code, Field(description="code of the register's organisation")]


class ChangedPledge(PledgeContent):
    """A pledge's new content. `version` is the one that was read: if it has moved on, the change is refused."""

    version: Version


class LevelBody(Body):
    """A decision on a level."""

    level: Level
    held_from: Day
    evidence: Annotated[LongLine, Field(description="in words; default for a rise: the evidence on record")] = ""
    reason: Annotated[LongLine, Field(description="needed where a level is taken away")] = ""
    decided_by: Line = ""
    source: LongLine = ""


class PledgeFilters(ListFilters):
    """Which pledges."""

    state: Code | None = None
    unit_type: Word | None = None
    level: Annotated[Level | None, Field(description="as of the day")] = None
    stage: PledgeStage | None = None
    in_doubt: Annotated[
        bool | None, Field(description="only those about which a result in theatre raises a doubt, or only the others")
    ] = None


def header_values(version: PledgeVersion) -> dict[str, object]:
    """Return the values of `HeaderAnswer` for a version of a pledge."""
    unit = version.pledge.unit
    return {
        **{name: getattr(version, name) for name in ("reference", "version", "known_from", *HEADER)},
        **sourced(version),
        "registered_with": version.register.code,
        "state": version.state.code,
        "unit": unit.code if unit else "",
    }


def _pledge_values(pledge: PledgeVersion) -> dict[str, object]:
    standing = ("stage", "level_held_from", "valid_until", "pool_standing")
    return {
        **header_values(pledge),
        **{name: getattr(pledge, name) for name in standing},
        "level": pledge.current_level,
    }


def pledge_summary(pledge: PledgeVersion) -> PledgeSummary:
    """Return a pledge, read by `visible_pledges`, as lists give it."""
    return PledgeSummary.model_validate(_pledge_values(pledge))


def level_answer(event: LevelEvent) -> LevelAnswer:
    """Return a level event as the API gives it."""
    return LevelAnswer(
        **sourced(event),
        level=Level(event.level),
        held_from=event.held_from,
        known_from=event.known_from,
        evidence=event.evidence,
        reason=event.reason,
        decided_by=event.decided_by,
    )


def pledge_answer(pledge: PledgeVersion) -> PledgeAnswer:
    """Return a pledge, read by `visible_pledge`, as the API gives it."""
    details = {
        "caveats": [CaveatAnswer.model_validate(one, from_attributes=True) for one in pledge.caveats],
        "levels": [level_answer(event) for event in pledge.level_events],
    }
    return PledgeAnswer.model_validate({**_pledge_values(pledge), **list_values(pledge), **details})


def pledge_terms(reference: str, body: PledgeContent, today: date) -> PledgeTerms:
    """Return the terms that the body says; what it leaves out of notice, tour and rest is that of the parameters."""
    left_out = {"caveats", "reference", "version", "registered_with", *LINES}
    said = body.model_dump(mode="python", exclude=left_out)
    plain = {name: one.value if isinstance(one, Enum) else one for name, one in said.items()}
    plain |= {name: value for name, value in header_defaults(today).items() if plain[name] is None}
    caveats = tuple(
        CaveatTerms(one.kind.value, one.value.strip(), one.text, one.is_hard, one.expires_on) for one in body.caveats
    )
    lists: dict[str, Any] = lists_of_body(body)
    return PledgeTerms(reference=reference, caveats=caveats, **plain, **lists)


def _seen(request: MusterRequest, reference: str) -> PledgeAnswer:
    """Return a pledge just written, as its writer sees it today."""
    return pledge_answer(queries.visible_pledge(request.viewer, request.today, reference))


@router.get("/pledges", response={200: Page[PledgeSummary], **READ_ERRORS}, summary="Pledges")
def pledges(request: MusterRequest, filters: Query[PledgeFilters]) -> Page[PledgeSummary]:
    """The pledges that the caller may see, with their level as of the day."""
    found = queries.visible_pledges(request.viewer, filters.day(request)).filter(
        **filters.chosen(state="pledge__state__code", unit_type="unit_type", level="current_level", stage="stage")
    )
    if filters.in_doubt is not None:
        doubted = queries.pledges_in_doubt(request.viewer, filters.day(request))
        found = found.filter(pledge__in=doubted) if filters.in_doubt else found.exclude(pledge__in=doubted)
    return page_of(found, filters, pledge_summary)


@router.get("/pledges/{reference}", response={200: PledgeAnswer, **READ_ERRORS}, summary="One pledge")
def pledge(request: MusterRequest, reference: Reference, filters: Query[Filters]) -> PledgeAnswer:
    """A pledge with its lists, its caveats and its level history."""
    return pledge_answer(queries.visible_pledge(request.viewer, filters.day(request), reference))


@router.post("/pledges", response={201: PledgeAnswer, **WRITE_ERRORS}, summary="Make a pledge")
def create_pledge(request: MusterRequest, body: NewPledge) -> Status[PledgeAnswer]:
    """Record a pledge as a draft of its State; nobody else sees it before it is submitted."""
    register = organisation(body.registered_with)
    actions.create_pledge(
        request.viewer, pledge_terms(body.reference, body, request.today), register=register, today=request.today
    )
    return Status(201, _seen(request, body.reference))


@router.put("/pledges/{reference}", response={200: PledgeAnswer, **WRITE_ERRORS}, summary="Change a pledge")
def change_pledge(request: MusterRequest, reference: Reference, body: ChangedPledge) -> PledgeAnswer:
    """Replace a pledge's content, lists and declared caveats included: what GET gives can be sent again."""
    actions.change_pledge(
        request.viewer,
        pledge_terms(reference, body, request.today),
        today=request.today,
        expected_version=body.version,
    )
    return _seen(request, reference)


@router.post("/pledges/{reference}/submit", response={200: PledgeAnswer, **WRITE_ERRORS}, summary="Submit a pledge")
def submit_pledge(request: MusterRequest, reference: Reference) -> PledgeAnswer:
    """Hand a draft to the Secretariat of its register."""
    actions.submit_pledge(request.viewer, reference, today=request.today)
    return _seen(request, reference)


@router.post("/pledges/{reference}/levels", response={201: LevelAnswer, **WRITE_ERRORS}, summary="Decide on a level")
def change_level(request: MusterRequest, reference: Reference, body: LevelBody) -> Status[LevelAnswer]:
    """Move a pledge to another level. The Secretariat decides; a withdrawal is the State's."""
    event = actions.change_level(
        request.viewer,
        reference,
        body.level,
        held_from=body.held_from,
        known_from=request.today,
        evidence=body.evidence,
        reason=body.reason,
        decided_by=body.decided_by or request.viewer.organisation_name[:160],
        source=body.source,
    )
    return Status(201, level_answer(event))
