"""What States that were not chosen are told: drafted with the proposal, reviewed by an officer, sent."""

from datetime import date

from django.db import transaction
from django.urls import reverse

from muster.audit import actions as audit
from muster.generation.actions.offer import subject_of
from muster.generation.actions.selection_access import (
    require_possible,
    require_words,
    selection_of_register,
    tell,
)
from muster.generation.models import Offer, Selection, SelectionFeedback
from muster.generation.rules import selection as rules
from muster.generation.rules.selection_score import SelectionOutput
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotFound, Refused
from muster.parties.viewer import Viewer


def draft_feedback(selection: Selection, output: SelectionOutput) -> None:
    """Draft what each State that is not chosen will be told, when a choice is proposed."""
    offers = {one.reference: one for one in Offer.objects.filter(request=selection.request, post=selection.post)}
    selection.feedback.all().delete()
    SelectionFeedback.objects.bulk_create(
        SelectionFeedback(
            selection=selection,
            offer=offers[one.offer],
            reasons="\n".join(one.reasons),
            advice="\n".join(one.advice),
        )
        for one in output.feedback
    )


@transaction.atomic
def review_feedback(
    actor: Viewer,
    reference: str,
    offer: str,
    *,
    reasons: str,
    advice: str,
    today: date,
    expected_version: int | None = None,
) -> SelectionFeedback:
    """Record what the State of an offer will be told, as an officer has read and put it."""
    selection, what = selection_of_register(actor, reference, expected_version)
    found = selection.feedback.select_related("offer").filter(offer__reference=offer).first()
    if found is None:
        raise NotFound(f"{what}: there is no feedback on offer {offer!r}.")
    if found.sent_on is not None:
        raise Refused(f"{what}: the State of offer {offer} has been told; what was said stands.")
    before = {"reasons": found.reasons, "advice": found.advice}
    found.reasons = require_words(what, reasons, "say why the offer was not chosen")
    found.advice, found.reviewed_on = advice.strip(), today
    require_clean_fields(found, what)
    found.save()
    _moved_on(selection)
    after = {"offer": offer, "reasons": found.reasons, "advice": found.advice}
    audit.record(actor, "generation:selection:feedback-reviewed", reference, before=before, after=after)
    return found


@transaction.atomic
def send_feedback(actor: Viewer, reference: str, *, today: date, expected_version: int | None = None) -> int:
    """Tell the States that were not chosen why and what to improve, each its own; return how many were told now."""
    selection, what = selection_of_register(actor, reference, expected_version)
    waiting = list(selection.feedback.select_related("offer__state", "offer__post__requirement__mission").filter(
        sent_on__isnull=True))  # fmt: skip
    reviewed = [one for one in waiting if one.reviewed_on is not None]
    require_possible(what, rules.sending_problem(selection.stage, len(waiting), len(reviewed)))
    for one in reviewed:
        one.sent_on = today
        one.save(update_fields=["sent_on"])
        body = f"{one.reasons}\n\n{one.advice}".strip()
        title = f"Your offer {one.offer.reference} was not selected"
        href = reverse("force-offer", args=[one.offer.reference])
        tell(actor, one.offer.state, "offer-decided", title, subject_of(one.offer), day=today, body=body, href=href)
    _moved_on(selection)
    after = {"offers": [one.offer.reference for one in reviewed], "sent_on": today}
    audit.record(actor, "generation:selection:feedback-sent", reference, after=after)
    return len(reviewed)


def _moved_on(selection: Selection) -> None:
    """Count the version of the selection up: who has read the feedback before does not overwrite it."""
    selection.version += 1
    selection.save(update_fields=["version"])
