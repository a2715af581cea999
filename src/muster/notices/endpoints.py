"""The API of notices and subscriptions: the same queries and actions as the pages."""

from datetime import date
from typing import Annotated

from ninja import Query, Router, Status
from pydantic import Field

from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Answer, Body, Filters, ListFilters, Page, page_of
from muster.kit.openapi.fields import Code, RecordId, Word
from muster.notices import actions, queries
from muster.notices.models import Channel, Notice, Subscription
from muster.notices.terms import SubscriptionTerms
from muster.parties.request import MusterRequest

router = Router(tags=["notices"])
Codes = Annotated[list[Code], Field(max_length=300, description="codes, any of which matches; none: any")]


class NoticeAnswer(Answer):
    """Something that the caller's organisation was told."""

    number: int
    topic: str
    title: str
    body: str
    href: str = Field(description="address on this site")
    subject_kind: str
    subject_reference: str
    state: str
    unit_type: str
    mission: str
    day: date
    is_read: bool = Field(description="by the caller")


class MarkedAnswer(Answer):
    """How many notices were unread before."""

    marked: int


class SubscriptionAnswer(Answer):
    """What the caller wants to be told, and how."""

    number: int
    name: str
    channel: Channel
    topics: list[str]
    states: list[str]
    unit_types: list[str]
    missions: list[str]


class SubscriptionBody(Body):
    """A subscription as it is entered. Every dimension given must match, each by any of its codes."""

    name: Annotated[Word, Field(min_length=1)]
    channel: Channel = Channel.SITE
    topics: Codes = Field(default_factory=list)
    states: Codes = Field(default_factory=list)
    unit_types: Codes = Field(default_factory=list)
    missions: Codes = Field(default_factory=list)

    def terms(self) -> SubscriptionTerms:
        """Return what the body says."""
        dimensions = {name: tuple(getattr(self, name)) for name in ("topics", "states", "unit_types", "missions")}
        return SubscriptionTerms(name=self.name, channel=self.channel, **dimensions)


class NoticeFilters(ListFilters):
    """Which notices."""

    topic: Code | None = None
    unread: Annotated[bool, Field(description="only those that the caller has not read")] = False
    followed: Annotated[bool, Field(description="only those that a subscription of the caller asks for")] = False


def notice_answer(notice: Notice) -> NoticeAnswer:
    """Return a notice, read by `visible_notices`, as the API gives it."""
    plain = {name: getattr(notice, name) for name in NoticeAnswer.model_fields if name != "number"}
    return NoticeAnswer(number=notice.pk, **plain)


def subscription_answer(subscription: Subscription) -> SubscriptionAnswer:
    """Return a subscription as the API gives it."""
    plain = {name: getattr(subscription, name) for name in SubscriptionAnswer.model_fields if name != "number"}
    return SubscriptionAnswer(number=subscription.pk, **plain)


@router.get("/notices", response={200: Page[NoticeAnswer], **READ_ERRORS}, summary="Notices")
def notices(request: MusterRequest, filters: Query[NoticeFilters]) -> Page[NoticeAnswer]:
    """The notices to the caller's organisation, as of the day, unread first."""
    found = (queries.followed_notices if filters.followed else queries.visible_notices)(
        request.viewer, filters.day(request)
    ).filter(**filters.chosen(topic="topic"))
    return page_of(queries.only_unread(found) if filters.unread else found, filters, notice_answer)


@router.post("/notices/read", response={200: MarkedAnswer, **WRITE_ERRORS}, summary="Mark all as read")
def read_all(request: MusterRequest) -> MarkedAnswer:
    """Note that the caller has read every notice."""
    return MarkedAnswer(marked=actions.mark_all_read(request.viewer, day=request.as_of))


@router.get("/notices/{number}", response={200: NoticeAnswer, **READ_ERRORS}, summary="One notice")
def notice(request: MusterRequest, number: RecordId, filters: Query[Filters]) -> NoticeAnswer:
    """A notice to the caller's organisation."""
    return notice_answer(queries.visible_notice(request.viewer, filters.day(request), number))


@router.post("/notices/{number}/read", response={200: NoticeAnswer, **WRITE_ERRORS}, summary="Mark as read")
def read_notice(request: MusterRequest, number: RecordId) -> NoticeAnswer:
    """Note that the caller has read a notice."""
    actions.mark_read(request.viewer, number, day=request.as_of)
    return notice_answer(queries.visible_notice(request.viewer, request.as_of, number))


@router.get("/subscriptions", response={200: Page[SubscriptionAnswer], **READ_ERRORS}, summary="Subscriptions")
def subscriptions(request: MusterRequest, filters: Query[ListFilters]) -> Page[SubscriptionAnswer]:
    """The caller's own subscriptions for the organisation that they act for."""
    return page_of(queries.own_subscriptions(request.viewer), filters, subscription_answer)


@router.post("/subscriptions", response={201: SubscriptionAnswer, **WRITE_ERRORS}, summary="Subscribe")
def subscribe(request: MusterRequest, body: SubscriptionBody) -> Status[SubscriptionAnswer]:
    """Make a subscription."""
    return Status(201, subscription_answer(actions.subscribe(request.viewer, body.terms())))


@router.get("/subscriptions/{number}", response={200: SubscriptionAnswer, **READ_ERRORS}, summary="One subscription")
def subscription(request: MusterRequest, number: RecordId, filters: Query[Filters]) -> SubscriptionAnswer:
    """One of the caller's own subscriptions."""
    return subscription_answer(queries.own_subscription(request.viewer, number))


@router.put(
    "/subscriptions/{number}", response={200: SubscriptionAnswer, **WRITE_ERRORS}, summary="Change a subscription"
)
def change_subscription(request: MusterRequest, number: RecordId, body: SubscriptionBody) -> SubscriptionAnswer:
    """Replace the content of one of the caller's own subscriptions."""
    return subscription_answer(actions.change_subscription(request.viewer, number, body.terms()))


@router.delete("/subscriptions/{number}", response={204: None, **WRITE_ERRORS}, summary="Unsubscribe")
def unsubscribe(request: MusterRequest, number: RecordId) -> Status[None]:
    """Remove one of the caller's own subscriptions."""
    actions.unsubscribe(request.viewer, number)
    return Status(204, None)
