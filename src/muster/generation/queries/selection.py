"""Selections and feedback: the register sees all of its own, a State what it was sent on its offers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import QuerySet

from muster.generation.models import (
    Addressee,
    AddresseeReply,
    Offer,
    OfferStage,
    Request,
    Selection,
    SelectionFeedback,
    SelectionStage,
)
from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.viewer import Viewer

SELECTION_FIELDS = visibility.Fields(owner="request__register_id")
FEEDBACK_OF_REGISTER = visibility.Fields(owner="selection__request__register_id")
FEEDBACK_OF_STATE = visibility.Fields(owner="offer__state_id")


def visible_selections(viewer: Viewer, day: date) -> QuerySet[Selection]:
    """Return the selections of the viewer's register known on `day`."""
    found = known_on(Selection.objects.filter(visibility.rows(viewer, SELECTION_FIELDS)), day)
    return found.select_related(
        "request__register", "post__requirement__mission", "offer__state", "proposed_by", "approved_by", "case"
    )


def visible_selection(viewer: Viewer, day: date, reference: str) -> Selection:
    """Return one selection. Raises NotFound if there is none that the viewer may see."""
    found = visible_selections(viewer, day).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no selection {reference!r} that you may see as of {long_day(day)}.")
    return found


def visible_feedback(viewer: Viewer, day: date) -> QuerySet[SelectionFeedback]:
    """Return the feedback that the viewer may see: all of its register, or what was sent to its State by `day`."""
    sent = SelectionFeedback.objects.filter(visibility.rows(viewer, FEEDBACK_OF_STATE), sent_on__lte=day)
    own = SelectionFeedback.objects.filter(visibility.rows(viewer, FEEDBACK_OF_REGISTER))
    return (own | sent).select_related("offer__state", "selection__request", "selection__post")


@dataclass(frozen=True)
class RequestMeasures:
    """How a request went (section 9.2, selection transparency). Days are medians; shares as counts of counts."""

    asked: int
    replied: int
    days_to_reply: float | None
    not_chosen: int
    told: int
    days_to_feedback: float | None


def measures_of(request: Request, day: date) -> RequestMeasures:
    """Return the measures of a request for its register as of `day`."""
    asked = list(Addressee.objects.filter(request=request))
    replied = [one for one in asked if one.reply != AddresseeReply.NONE and one.replied_on and one.replied_on <= day]
    waits = [(one.replied_on - request.issued_on).days for one in replied if one.replied_on and request.issued_on]
    decided = Selection.objects.filter(request=request, stage=SelectionStage.APPROVED, approved_on__lte=day)
    sent = list(SelectionFeedback.objects.filter(selection__in=decided).select_related("selection"))
    told = [one for one in sent if one.sent_on and one.sent_on <= day]
    days = [(one.sent_on - one.selection.approved_on).days for one in told if one.sent_on and one.selection.approved_on]
    not_chosen = Offer.objects.filter(
        request=request, post__in=decided.values("post"), stage=OfferStage.NOT_SELECTED
    ).count()
    return RequestMeasures(
        len(asked), len(replied), _median(waits), max(not_chosen, len(sent)), len(told), _median(days)
    )


def _median(days: Sequence[int]) -> float | None:
    return float(median(days)) if days else None
