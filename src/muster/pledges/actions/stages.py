"""The steps of a pledge between the two sides: handed in by its State, acknowledged by the Secretariat."""

from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.errors import Refused
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.pledges.actions.access import locked_pledge
from muster.pledges.actions.attachments import hand_over_attachments
from muster.pledges.actions.confirmations import register_confirmation
from muster.pledges.actions.focal_points import hand_over_focal_points
from muster.pledges.actions.telling import tell
from muster.pledges.actions.units import warn_of_double_hatting
from muster.pledges.models import Pledge, PledgeStage


@transaction.atomic
def submit_pledge(actor: Viewer, reference: str, *, today: date) -> Pledge:
    """Hand a draft to the Secretariat: it sees the pledge and what is attached from now on. It counts as confirmed."""
    pledge = locked_pledge(actor, reference)
    visibility.require_owner(actor, pledge.state_id, f"Pledge {reference}")
    if pledge.stage != PledgeStage.DRAFT:
        raise Refused(f"Pledge {reference} is {pledge.get_stage_display()}; only a draft can be submitted.")
    pledge.stage, pledge.submitted_on = PledgeStage.SUBMITTED, today
    pledge.save(update_fields=["stage", "submitted_on"])
    register_confirmation(pledge, today=today)
    audit.record(actor, "pledges:pledge:submitted", reference, before={"stage": PledgeStage.DRAFT}, after=_step(pledge))
    hand_over_attachments(actor, pledge, today=today)
    hand_over_focal_points(actor, pledge, today=today)
    warn_of_double_hatting(pledge, today=today)
    tell(actor, pledge, "pledge-submitted", f"{pledge.state.name} submits {reference}", day=today)
    return pledge


@transaction.atomic
def acknowledge_pledge(actor: Viewer, reference: str, *, today: date) -> Pledge:
    """Tell the State that its pledge has arrived; acceptance at Level 1 is a step of its own (2.2 of the dossier)."""
    pledge = locked_pledge(actor, reference)
    visibility.require_owner(actor, pledge.register_id, f"Acknowledgement of pledge {reference}")
    if pledge.stage != PledgeStage.SUBMITTED:
        raise Refused(f"Pledge {reference} is {pledge.get_stage_display()}; only a submitted one can be acknowledged.")
    pledge.stage, pledge.acknowledged_on = PledgeStage.ACKNOWLEDGED, today
    pledge.save(update_fields=["stage", "acknowledged_on"])
    audit.record(
        actor, "pledges:pledge:acknowledged", reference, before={"stage": PledgeStage.SUBMITTED}, after=_step(pledge)
    )
    tell(actor, pledge, "pledge-acknowledged", f"{reference} has arrived at {pledge.register.name}", day=today)
    return pledge


def _step(pledge: Pledge) -> dict[str, object]:
    """Return the stage with its days as the audit event keeps it."""
    return {
        "stage": pledge.stage,
        "submitted_on": pledge.submitted_on,
        "acknowledged_on": pledge.acknowledged_on,
        "ended_on": pledge.ended_on,
    }
