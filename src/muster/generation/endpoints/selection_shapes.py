"""What goes in and out of the API of selections."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from muster.generation.endpoints.comparison_shapes import ComparisonAnswer, comparison_of
from muster.generation.endpoints.fields import OfferReference, ReadVersion
from muster.generation.models import Selection, SelectionStage
from muster.generation.queries.comparison import content_now
from muster.generation.queries.selection import visible_feedback, visible_selection
from muster.generation.rules.selection_record import replay
from muster.kit.openapi import Answer, Body, ListFilters
from muster.kit.openapi.fields import Code, Prose, Reference
from muster.parties.viewer import Viewer


class SelectionFilters(ListFilters):
    """Which selections."""

    request: Reference | None = None
    mission: Code | None = None
    state: Annotated[Code | None, Field(description="the State whose offer is chosen")] = None
    stage: SelectionStage | None = None


class SelectionInList(Answer):
    """Which offer was chosen for which post, by whom, and why."""

    reference: str
    request: str
    post: str
    mission: str
    offer: str
    state: str
    justification: str
    stage: SelectionStage
    proposed_by: str | None
    proposed_on: date | None
    approved_by: str | None
    approved_on: date | None
    returned_reason: str
    revoked_on: date | None
    revoked_reason: str
    case: str | None = Field(description="the case that the approval opened")
    version: int
    known_from: date


class FeedbackAnswer(Answer):
    """What the State of an offer that was not chosen is told; `sent_on` null: not sent yet."""

    offer: str
    state: str
    reasons: str
    advice: str
    reviewed_on: date | None
    sent_on: date | None


class SelectionAnswer(SelectionInList):
    """A selection with what it rests on: frozen when it was proposed, or of the day while it is a draft.

    `difference`: the first place in which a replay from the frozen record alone differs; empty: identical.
    """

    is_frozen: bool
    difference: str
    comparison: ComparisonAnswer
    feedback: list[FeedbackAnswer]


class RecordAnswer(Answer):
    """Everything that a selection rests on and what came of it, as plain values; it can be replayed."""

    format: int
    input: dict[str, Any]
    output: dict[str, Any]


class Choice(Body):
    """The chosen offer, and the written reason that a choice needs which has not the best score."""

    offer: OfferReference
    justification: Prose = ""


class NewSelection(Choice):
    """The choice of an offer for a post of a closed request."""

    request: Reference
    post: Reference


class ChangedSelection(Choice):
    """Another choice, or another reason."""

    version: ReadVersion


class FeedbackBody(Body):
    """What the State of an offer will be told, as an officer has read and put it."""

    version: ReadVersion
    reasons: Annotated[Prose, Field(min_length=1)]
    advice: Prose = ""


def summary_of(one: Selection) -> dict[str, Any]:
    """Return what a list shows of a selection."""
    names = ("reference", "justification", "stage", "proposed_on", "approved_on", "returned_reason", "revoked_on",
             "revoked_reason", "version", "known_from")  # fmt: skip
    return {
        **{name: getattr(one, name) for name in names},
        "request": one.request.reference,
        "post": one.post.reference,
        "mission": one.post.requirement.mission.acronym,
        "offer": one.offer.reference,
        "state": one.offer.state.code,
        "proposed_by": one.proposed_by and str(one.proposed_by),
        "approved_by": one.approved_by and str(one.approved_by),
        "case": one.case and one.case.reference,
    }


def selection_answer(viewer: Viewer, reference: str, day: date) -> SelectionAnswer:
    """Return one selection to its register, with what it rests on. Raises NotFound."""
    found = visible_selection(viewer, day, reference)
    names = ("reasons", "advice", "reviewed_on", "sent_on")
    feedback = [
        {
            "offer": one.offer.reference,
            "state": one.offer.state.code,
            **{name: getattr(one, name) for name in names},
        }
        for one in visible_feedback(viewer, day).filter(selection=found)
    ]
    return SelectionAnswer.model_validate(
        {
            **summary_of(found),
            "is_frozen": bool(found.content),
            "difference": replay(found.content).difference if found.content else "",
            "comparison": comparison_of(content_now(viewer, day, found)),
            "feedback": feedback,
        }
    )
