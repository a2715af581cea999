"""Stays are agreed and changed; the register's pool is told."""

from django.db import transaction
from django.db.models import Q

from muster.audit import actions as audit
from muster.deployments.models import Stay, StayStage
from muster.deployments.rules.stays import legal_next_stages
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotFound, Refused
from muster.missions.models import Post
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.pledges import actions as pledges
from muster.pledges.models import Pledge


def _check(actor: Viewer, stay: Stay) -> None:
    """Raise NotAllowed or Refused unless `actor` may record it: a post is held, a pledge used, once at a time."""
    visibility.require_owner(actor, stay.post.requirement.mission.mandated_by_id, f"Stay of {stay.pledge}")
    if stay.stay_until is not None and stay.stay_until <= stay.stay_from:
        raise Refused(
            f"Stay of {stay.pledge}: it ends on {stay.stay_until}, before it begins; give a later end or none."
        )
    require_clean_fields(stay, f"Stay of {stay.pledge}")
    # Two stays entered at once must not both find the post free: whoever holds the two rows goes first.
    list(Post.objects.select_for_update().filter(pk=stay.post_id))
    list(Pledge.objects.select_for_update().filter(pk=stay.pledge_id))
    others = Stay.objects.filter(Q(post=stay.post) | Q(pledge=stay.pledge)).exclude(pk=stay.pk)
    for other in others.select_related("pledge", "post"):
        ends_before = other.stay_until is not None and other.stay_until <= stay.stay_from
        begins_after = stay.stay_until is not None and stay.stay_until <= other.stay_from
        if not (ends_before or begins_after):
            raise Refused(f"Stay of {stay.pledge} in {stay.post}: it overlaps that of {other.pledge} in {other.post}.")


def snapshot(stay: Stay) -> dict[str, object]:
    """Return a stay's content as the audit event keeps it."""
    return {"post": stay.post.reference, "from": stay.stay_from, "until": stay.stay_until, "stage": stay.stage}


@transaction.atomic
def agree_stay(actor: Viewer, stay: Stay) -> Stay:
    """Enter a stay (unsaved) that was agreed or is under way."""
    _check(actor, stay)
    stay.save(force_insert=True)
    audit.record(actor, "deployments:stay:agreed", stay.pledge.reference, after=snapshot(stay))
    _note_in_pool(actor, stay)
    return stay


def _note_in_pool(actor: Viewer, stay: Stay) -> None:
    """Note in the register's pool what the stay says: in theatre from its first day, back from the day after its last.

    An agreed stay leaves the unit in the pool. An ended one without an end says nothing of the way back: the register
    notes that by hand.
    """
    if stay.stage == StayStage.AGREED:
        return
    known = max(stay.known_from, stay.stay_from)
    mission = stay.post.requirement.mission.acronym
    pledges.note_deployed(actor, stay.pledge, mission=mission, held_from=stay.stay_from, known_from=known)
    if stay.stage == StayStage.ENDED and stay.stay_until is not None:
        back = max(stay.known_from, stay.stay_until)
        pledges.note_returned(actor, stay.pledge, held_from=stay.stay_until, known_from=back)


@transaction.atomic
def change_stay(actor: Viewer, stay: Stay) -> Stay:
    """Change the dates, stage or source of a stay (loaded, changed, not yet saved)."""
    before = Stay.objects.select_for_update(of=("self",)).select_related("post").filter(pk=stay.pk).first()
    if before is None:
        raise NotFound("There is no such stay.")
    _check(actor, stay)
    if stay.stage != before.stage and stay.stage not in legal_next_stages(before.stage):
        raise Refused(f"Stay of {stay.pledge}: it is {before.get_stage_display()} and cannot become {stay.stage}.")
    stay.save(update_fields=["stay_from", "stay_until", "stage", "source"])
    audit.record(
        actor, "deployments:stay:changed", stay.pledge.reference, before=snapshot(before), after=snapshot(stay)
    )
    if (before.stage, stay.stage) != (StayStage.AGREED, StayStage.ENDED):  # an agreed stay that falls away was none
        _note_in_pool(actor, stay)
    return stay
