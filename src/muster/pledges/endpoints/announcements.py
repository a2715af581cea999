"""The API of announcements and of what came of them."""

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
    sourced,
)
from muster.kit.openapi.fields import WHOLE, Code, Day, LongLine, Reference, Strength, Title, Word
from muster.parties.queries import organisation
from muster.parties.request import MusterRequest
from muster.pledges import actions
from muster.pledges.models import Announcement
from muster.pledges.queries.announcements import (
    announced,
    measured_announcements,
    visible_announcement,
    visible_announcements,
)
from muster.pledges.rules.conversion import Conversion, conversion, conversions_by

router = Router(tags=["announcements"])
MOST_UNITS = 32_767


class AnnouncementAnswer(Sourced):
    """What a State announced: no pledge until the note verbale comes. Strength in people, as far as it was named."""

    reference: str
    registered_with: str = Field(description="code of the register's organisation")
    state: str
    occasion: str
    announced_on: date
    text: str
    unit_type: str
    units: int | None
    strength: int | None
    conditions: str
    taken_back_on: date | None = Field(description="as known on the day")
    taken_back_because: str


class AnnouncementWithPledges(AnnouncementAnswer):
    """An announcement with the pledges that came of it, of those only which the caller sees whole."""

    pledges: list[str]


class StepAnswer(Answer):
    """How much of what was announced took a step by the day; `days`: the median from announcement to step."""

    code: str
    announcements: int
    units: int
    people: int
    days: int | None


class ConversionAnswer(Answer):
    """What was announced under a heading (empty: all), and how far it came."""

    heading: str
    announcements: int
    units: int
    people: int
    taken_back: int
    steps: list[StepAnswer]


class ConversionsAnswer(Answer):
    """The conversion of all announcements whose pledges the caller may see, by State and by occasion."""

    total: ConversionAnswer
    by_state: list[ConversionAnswer]
    by_occasion: list[ConversionAnswer]


class NewAnnouncement(Body):
    """An announcement to be entered."""

    reference: Reference
    registered_with: Code
    state: Code
    occasion: Annotated[Title, Field(min_length=1)]
    announced_on: Day
    text: Annotated[LongLine, Field(min_length=1)]
    unit_type: Annotated[Word, Field(max_length=20)] = ""
    units: Annotated[int, Field(ge=1, le=MOST_UNITS), WHOLE] | None = None
    strength: Strength | None = None
    conditions: LongLine = ""
    source: LongLine = ""


class LinkedPledgeBody(Body):
    """The pledge that came of it."""

    pledge: Reference


class TakeBackBody(Body):
    """When it was taken back, and why."""

    ended_on: Day
    reason: Annotated[LongLine, Field(min_length=1)]


class AnnouncementFilters(ListFilters):
    """Which announcements."""

    state: Code | None = None
    unit_type: Word | None = None


def _values(one: Announcement, day: date) -> dict[str, object]:
    names = ("reference", "occasion", "announced_on", "text", "unit_type", "units", "strength", "conditions")
    ended = one.ended_on if one.ended_on is not None and one.ended_on <= day else None
    return {
        **sourced(one),
        **{name: getattr(one, name) for name in names},
        "registered_with": one.register.code,
        "state": one.state.code,
        "taken_back_on": ended,
        "taken_back_because": one.ended_reason if ended else "",
    }


def _one(request: MusterRequest, reference: str, day: date) -> AnnouncementWithPledges:
    found = visible_announcement(request.viewer, day, reference)
    (measured,) = announced(request.viewer, [found], day)
    pledges = [one.reference for one in measured.pledges]
    return AnnouncementWithPledges.model_validate({**_values(found, day), "pledges": pledges})


def _conversion(found: Conversion) -> ConversionAnswer:
    return ConversionAnswer.model_validate(
        {name: getattr(found, name) for name in ("heading", "announcements", "units", "people", "taken_back")}
        | {"steps": [vars(step) for step in found.steps]}
    )


@router.get("/announcements", response={200: Page[AnnouncementAnswer], **READ_ERRORS}, summary="Announcements")
def announcements(request: MusterRequest, filters: Query[AnnouncementFilters]) -> Page[AnnouncementAnswer]:
    """What States announced, to every party."""
    day = filters.day(request)
    found = visible_announcements(request.viewer, day).filter(
        **filters.chosen(state="state__code", unit_type="unit_type")
    )
    return page_of(found, filters, lambda one: AnnouncementAnswer.model_validate(_values(one, day)))


@router.get(
    "/announcement-conversion", response={200: ConversionsAnswer, **READ_ERRORS}, summary="What came of announcements"
)
def announcement_conversion(request: MusterRequest, filters: Query[Filters]) -> ConversionsAnswer:
    """How far announcements came: of the caller's register, or of its own State."""
    day = filters.day(request)
    found = announced(request.viewer, list(measured_announcements(request.viewer, day)), day)
    return ConversionsAnswer(
        total=_conversion(conversion(found, day)),
        by_state=[_conversion(one) for one in conversions_by(found, day, lambda one: one.state)],
        by_occasion=[_conversion(one) for one in conversions_by(found, day, lambda one: one.occasion)],
    )


@router.get(
    "/announcements/{reference}", response={200: AnnouncementWithPledges, **READ_ERRORS}, summary="One announcement"
)
def announcement(request: MusterRequest, reference: Reference, filters: Query[Filters]) -> AnnouncementWithPledges:
    """An announcement, with the pledges that came of it among those that the caller sees whole."""
    return _one(request, reference, filters.day(request))


@router.post("/announcements", response={201: AnnouncementWithPledges, **WRITE_ERRORS}, summary="Enter an announcement")
def create_announcement(request: MusterRequest, body: NewAnnouncement) -> Status[AnnouncementWithPledges]:
    """Enter an announcement: an officer of the register, or of the State that made it."""
    values = body.model_dump(exclude={"registered_with", "state"})
    said = Announcement(register=organisation(body.registered_with), state=organisation(body.state), **values)
    made = actions.record_announcement(request.viewer, said, today=request.today)
    return Status(201, _one(request, made.reference, request.today))


@router.post(
    "/announcements/{reference}/pledges",
    response={200: AnnouncementWithPledges, **WRITE_ERRORS},
    summary="A pledge came of it",
)
def link_pledge(request: MusterRequest, reference: Reference, body: LinkedPledgeBody) -> AnnouncementWithPledges:
    """Say which pledge came of an announcement."""
    actions.link_pledge(request.viewer, reference, body.pledge, today=request.today)
    return _one(request, reference, request.today)


@router.post(
    "/announcements/{reference}/take-back",
    response={200: AnnouncementWithPledges, **WRITE_ERRORS},
    summary="It was taken back",
)
def take_back(request: MusterRequest, reference: Reference, body: TakeBackBody) -> AnnouncementWithPledges:
    """Say that an announcement was taken back, and why."""
    actions.take_back(request.viewer, reference, today=request.today, **body.model_dump())
    return _one(request, reference, request.today)
