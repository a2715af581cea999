"""What revoking a selection does, whoever causes it: the register, or a State that withdraws its offer."""

from datetime import date

from django.urls import reverse

from muster.audit import actions as audit
from muster.generation.actions.cases import abandon_case
from muster.generation.actions.selection_access import tell
from muster.generation.models import CaseStage, Offer, OfferStage, Selection, SelectionStage
from muster.notices.terms import Subject
from muster.parties.viewer import SYSTEM, Viewer

DECIDED = (OfferStage.SELECTED, OfferStage.NOT_SELECTED)


def revoke(actor: Viewer, selection: Selection, reason: str, today: date) -> None:
    """Revoke a locked selection: the offers for its post stand again, and their States are told if it was approved."""
    before = {"stage": selection.stage}
    was_approved = selection.stage == SelectionStage.APPROVED
    selection.stage, selection.revoked_on, selection.revoked_reason = SelectionStage.REVOKED, today, reason
    selection.version += 1
    selection.save()
    audit.record(
        actor, "generation:selection:revoked", selection.reference, before=before, after={"stage": selection.stage},
        reason=reason,
    )  # fmt: skip
    if not was_approved:
        return
    if selection.case is not None and selection.case.stage == CaseStage.OPEN:
        # It follows from the revocation, whoever caused that: a State's officer may not give a case up by themselves.
        words = f"selection {selection.reference} was revoked: {reason}"
        abandon_case(SYSTEM, selection.case.reference, words[:300], today=today)
    decided = Offer.objects.filter(request=selection.request, post=selection.post, stage__in=DECIDED)
    for offer in decided.select_related("state", "post__requirement__mission"):
        offer.stage, offer.decided_on = OfferStage.MADE, None
        offer.version += 1
        offer.save()
        mission = offer.post.requirement.mission.acronym
        subject = Subject("offer", offer.reference, offer.state.code, offer.post.unit_type, mission)
        title = f"Offer {offer.reference} stands again: the selection for {offer.post} was revoked"
        href = reverse("force-offer", args=[offer.reference])
        # Why it was revoked may speak of the chosen State, so only that State is told.
        body = reason if offer.pk == selection.offer_id else ""
        tell(actor, offer.state, "offer-decided", title, subject, day=today, body=body, href=href)
