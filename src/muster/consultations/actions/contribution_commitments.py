"""What parties promise in a consultation: recorded by the convening secretariat or a State for itself; then done."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from muster.audit import actions as audit
from muster.consultations.actions.contribution_notices import COMMITMENT, tell
from muster.consultations.actions.contribution_sides import lock
from muster.consultations.contribution_terms import CommitmentTerms
from muster.consultations.models import Commitment, Consultation
from muster.consultations.queries.consultations import convenes, participants_invited, visible_consultation
from muster.consultations.queries.contributions import visible_commitment
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, Problem, Refused
from muster.parties import visibility
from muster.parties.models import Organisation, OrganisationKind, Role
from muster.parties.viewer import Viewer


def _subject(commitment: Commitment) -> str:
    return f"{commitment.consultation.reference} commitment {commitment.number}"


@transaction.atomic
def record_commitment(actor: Viewer, reference: str, owner: str, terms: CommitmentTerms, *, today: date) -> Commitment:
    """Record what a party promised in a consultation and by when: `owner` is its code.

    The convening secretariat records it for itself and for whoever is invited, an invited State for itself. Raises
    NotFound, NotAllowed, Refused.
    """
    consultation = visible_consultation(actor, today, reference)
    what = f"A commitment in {reference}"
    visibility.require_role(actor, what, Role.OFFICER)
    owning = _owner(actor, consultation, owner, what)
    if terms.due_on < today:
        problem = Problem("due on", f"{terms.due_on} is past", "give today or a later day")
        raise Refused(f"{what} cannot be recorded.", [problem])
    lock(consultation)
    last = Commitment.objects.filter(consultation=consultation).aggregate(last=Max("number"))["last"] or 0
    made = Commitment(
        consultation=consultation,
        number=last + 1,
        owner=owning,
        text=terms.text.strip(),
        due_on=terms.due_on,
        note=terms.note.strip(),
        known_from=today,
        source=terms.source,
        standing=terms.standing,
    )
    require_clean_fields(made, "The commitment")
    made.save()
    after = {"owner": owning.code, "text": made.text, "due_on": made.due_on}
    audit.record(actor, "consultations:commitment:recorded", _subject(made), after=after)
    to = consultation.convened_by if actor.organisation_id == owning.pk else owning
    title = f"{owning.name} commits itself in {consultation.title}: {made.text}"
    tell(COMMITMENT, to, title, consultation, owning, reverse("consultation-commitments"), today)
    return made


def _owner(actor: Viewer, consultation: Consultation, code: str, what: str) -> Organisation:
    """Return for whom something is promised; whom the secretariat alone sees is told to nobody else."""
    if not convenes(actor, consultation):
        own = participants_invited(consultation).filter(
            pk=actor.organisation_id or 0, code=code, kind=OrganisationKind.MEMBER_STATE
        )
        if (found := own.first()) is None:
            raise NotAllowed(f"{what}: an invited State promises for itself; others are recorded by the Secretariat.")
        return found
    if code == consultation.convened_by.code:
        return consultation.convened_by
    found = participants_invited(consultation).filter(code=code).first()
    if found is None:
        problem = Problem("owner", f"{code!r} is not invited", "give the code of somebody who takes part")
        raise Refused(f"{what} cannot be recorded.", [problem])
    return found


@transaction.atomic
def mark_commitment_done(actor: Viewer, reference: str, number: int, *, today: date, note: str = "") -> Commitment:
    """Note that what was promised is done: its owner says so, or the convening secretariat.

    Raises NotFound, NotAllowed, Refused.
    """
    found = visible_commitment(actor, today, reference, number)
    what = f"Commitment {number} in {reference}"
    if not convenes(actor, found.consultation):
        visibility.require_owner(actor, found.owner_id, what)
    visibility.require_role(actor, what, Role.OFFICER)
    if found.done_on is not None:
        raise Refused(f"{what}: it was done on {found.done_on}.")
    found.done_on, found.note = today, note.strip() or found.note
    require_clean_fields(found, "The commitment")
    found.save(update_fields=["done_on", "note"])
    after = {"done_on": found.done_on, "note": found.note}
    audit.record(actor, "consultations:commitment:done", _subject(found), after=after)
    return found
