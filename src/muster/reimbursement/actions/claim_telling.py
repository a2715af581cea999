"""Who is told when a claim moves on: payee, mission and secretariat, but for who acts. No notice names an amount."""

from datetime import date

from django.urls import reverse

from muster.notices.actions import bulk_notify
from muster.notices.terms import NoticeTerms, Subject
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer
from muster.reimbursement.claim_stages import ClaimStage
from muster.reimbursement.models import Claim, ClaimStageEvent, StateDebt

STAGE, PAID, DEBT = "claim-stage", "claim-paid", "state-debt"


def subject_of_claim(claim: Claim) -> Subject:
    """Return what a notice of a claim is about, with the codes by which subscriptions are narrowed."""
    unit = claim.memorandum.unit
    return Subject("claim", claim.reference, claim.payee.code, unit.post.unit_type, claim.mission.acronym)


def tell_claim(actor: Viewer, claim: Claim, day: date, *, topic: str = STAGE) -> None:
    """Tell that a claim has moved on; nothing to the payee and the mission of one that was never submitted."""
    if actor.is_system:
        return
    sides: list[Organisation] = [claim.mission.mandated_by]
    if ClaimStageEvent.objects.filter(claim=claim, stage=ClaimStage.SUBMITTED).exists():
        sides += [claim.payee, claim.mission.organisation]
    title = f"Claim {claim.reference} of {claim.payee.name}: {ClaimStage(claim.stage).label.lower()}"
    href = reverse("claim", args=[claim.reference])
    told = {one.pk: one for one in sides if one.pk != actor.organisation_id}
    bulk_notify(NoticeTerms(topic, one, title, day, subject_of_claim(claim), "", href) for one in told.values())


def tell_debt(actor: Viewer, debt: StateDebt, day: date) -> None:
    """Tell a State that a debt of its was entered."""
    if actor.is_system or debt.state_id == actor.organisation_id:
        return
    title = f"Debt {debt.reference} of {debt.state.name} to {debt.creditor.name} is entered"
    subject = Subject("state-debt", debt.reference, debt.state.code)
    href = reverse("state-debt", args=[debt.reference])
    bulk_notify([NoticeTerms(DEBT, debt.state, title, day, subject, debt.reason, href)])
