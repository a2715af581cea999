"""What goes in and out of the API of requests for contributions."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from muster.generation.endpoints.fields import NoteVerbale, ReadVersion, Reason, ReasonedStep, ShortCode
from muster.generation.models import AddresseeReply, Request, RequestStage
from muster.generation.queries.request import counted_requests, is_of_register, visible_addressees, visible_request
from muster.generation.queries.selection import measures_of
from muster.generation.queries.weights import weights_of
from muster.generation.rules.selection_criteria import BY_CODE
from muster.kit.openapi import Answer, Body, ListFilters, Sourced, sourced
from muster.kit.openapi.fields import WHOLE, Code, Day, LongLine, Prose, Reference, Title, Truth
from muster.parties.models import Role
from muster.parties.viewer import Viewer

MOST_POSTS, MOST_STATES, MOST_CRITERIA, MOST_POINTS = 100, 250, 60, 1000


class RequestFilters(ListFilters):
    """Which requests."""

    stage: RequestStage | None = None
    mission: Annotated[Code | None, Field(description="acronym of the mission whose posts are asked for")] = None


class RequestInList(Sourced):
    """What is asked, until when. Counts are of the replies that the caller may know."""

    reference: str
    register_code: str = Field(description="code of the register that asks")
    title: str
    posts: list[str]
    stage: RequestStage
    issued_on: date | None
    reply_by: date
    asked: int
    replied: int
    version: int
    known_from: date


class AddresseeAnswer(Answer):
    """A State that is asked, and its reply."""

    state: str
    reply: AddresseeReply
    replied_on: date | None
    reason: str


class WeightAnswer(Answer):
    """The weight of a criterion in points; `of_request`: set by this request instead of the parameter."""

    criterion: str
    name: str
    points: int
    of_request: bool
    parameter: str


class MeasuresAnswer(Answer):
    """How a request went. Days are medians; null: nothing to count yet."""

    asked: int
    replied: int
    days_to_reply: float | None
    not_chosen: int
    told: int
    days_to_feedback: float | None


class RequestAnswer(RequestInList):
    """A request as the caller may see it: a State reads its own reply alone. `measures`: for its register only."""

    to_all: bool
    note_verbale: str
    words: str
    weights_reason: str
    ended_on: date | None
    ended_reason: str
    reopened_on: date | None
    reopened_reason: str
    addressees: list[AddresseeAnswer]
    weights: list[WeightAnswer]
    measures: MeasuresAnswer | None


class RequestContent(Body):
    """What a request says: posts of one mission, and the States that are asked (or `to_all`)."""

    title: Annotated[Title, Field(min_length=1)]
    posts: Annotated[list[Reference], Field(max_length=MOST_POSTS)]
    reply_by: Annotated[Day, Field(description="the last day for offers in time")]
    states: Annotated[list[Code], Field(max_length=MOST_STATES)] = []
    to_all: Truth = False
    note_verbale: NoteVerbale = ""
    words: Prose = ""
    source: LongLine = ""


class NewRequest(RequestContent):
    """A request to be drafted by the caller's register."""

    reference: Reference


class ChangedRequest(RequestContent):
    """What a draft says from now on."""

    version: ReadVersion


class ClosingStep(Body):
    """Closing a request: before its last day, while States have not replied, it needs a reason."""

    version: ReadVersion
    reason: LongLine = ""


class ReopeningStep(ReasonedStep):
    """Opening a closed request again, until a new last day."""

    reply_by: Day


class WeightBody(Body):
    """The weight of a criterion in points."""

    criterion: ShortCode
    points: Annotated[int, Field(ge=0, le=MOST_POINTS), WHOLE]


class WeightsBody(Body):
    """A request's own weights; a criterion that is not named keeps its parameter's. States read the reason."""

    version: ReadVersion
    weights: Annotated[list[WeightBody], Field(max_length=MOST_CRITERIA)]
    reason: Reason


class DecliningBody(Body):
    """That a State gives nothing, and why."""

    state: Code
    reason: Reason


def summary_of(one: Any) -> dict[str, Any]:
    """Return what a list shows of a request that was counted."""
    names = ("reference", "title", "stage", "issued_on", "reply_by", "version", "known_from")
    return {
        **sourced(one),
        **{name: getattr(one, name) for name in names},
        "register_code": one.register.code,
        "posts": sorted(post.reference for post in one.posts.all()),
        "asked": one.asked_count,
        "replied": one.replied_count,
    }


def _weights(request: Request, day: date) -> list[dict[str, Any]]:
    return [
        {
            "criterion": one.criterion,
            "name": BY_CODE[one.criterion].name,
            "points": one.points,
            "of_request": one.is_of_request,
            "parameter": BY_CODE[one.criterion].parameter,
        }
        for one in weights_of(request, day)
    ]


def request_answer(viewer: Viewer, reference: str, day: date) -> RequestAnswer:
    """Return one request as the viewer may see it. Raises NotFound."""
    found = visible_request(viewer, day, reference)
    counted = counted_requests(viewer, day).get(pk=found.pk)
    names = ("to_all", "note_verbale", "words", "weights_reason", "ended_on", "ended_reason", "reopened_on",
             "reopened_reason")  # fmt: skip
    addressees = [
        {"state": one.state.code, "reply": one.reply, "replied_on": one.replied_on, "reason": one.reason}
        for one in visible_addressees(viewer, found)
    ]
    reads_all = is_of_register(viewer, found, Role.READER)
    return RequestAnswer.model_validate(
        {
            **summary_of(counted),
            **{name: getattr(found, name) for name in names},
            "addressees": addressees,
            "weights": _weights(found, day),
            "measures": vars(measures_of(found, day)) if reads_all else None,
        }
    )
