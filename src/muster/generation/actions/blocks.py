"""Blocks of a mission: recorded, changed, ended; each reschedules all open cases of the mission at once."""

from datetime import date

from django.db import IntegrityError, transaction

from muster.audit import actions as audit
from muster.generation.actions.forecasts import refresh_forecasts
from muster.generation.models import Case, MissionBlock
from muster.generation.models.block import SEPARATOR
from muster.generation.queries.facts import believed
from muster.generation.terms import BlockTerms
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, NotFound, Problem, Refused
from muster.kit.read_version import require_version
from muster.kit.references import reference_problems
from muster.kit.standing import Standing
from muster.missions.models import Mission
from muster.parties.models import Role
from muster.parties.viewer import Viewer
from muster.reference.phases import holdable_phases


def snapshot(block: MissionBlock) -> dict[str, object]:
    """Return a block's content as the audit event keeps it."""
    names = ("phases", "held_from", "held_until", "why", "source", "standing")
    return {"mission": block.mission.acronym, **{name: getattr(block, name) for name in names}}


def require_blocker(actor: Viewer, mission: Mission, what: str) -> None:
    """Raise NotAllowed unless the actor is an officer of the mission or of the secretariat that commands it."""
    own = (mission.organisation_id, mission.mandated_by_id)
    if actor.is_system or (actor.organisation_id in own and actor.has_role(Role.OFFICER)):
        return
    raise NotAllowed(f"{what}: blocks are recorded by officers of {mission.acronym} or of the body that mandated it.")


def _problems(terms: BlockTerms) -> list[Problem]:
    """Return what is wrong with a block, a line each with its remedy."""
    problems = list(reference_problems(terms.reference, "reference"))
    codes = {one.code for one in holdable_phases()}
    unknown = [one for one in terms.phases if one not in codes]
    if not terms.phases:
        problems.append(Problem("phases", "none is named", "name what is held up: clearances, movement ..."))
    if unknown:
        problems.append(Problem("phases", f"{', '.join(unknown)} unknown", "take codes of the table of phases"))
    if terms.held_until is not None and terms.held_until <= terms.held_from:
        problems.append(Problem("until", "is not after from", "give a later day, or none if the end is not known"))
    if not terms.why.strip():
        problems.append(Problem("why", "is not given", "say what holds the phases up"))
    return problems


@transaction.atomic
def record_block(actor: Viewer, terms: BlockTerms, *, today: date, expected_number: int | None = None) -> MissionBlock:
    """Record what holds phases up, or change what was recorded under the reference; open cases are rescheduled.

    The row that was believed before stays, as no longer believed from today. `expected_number` is that of the row
    that the actor has seen; 0: none of this reference.
    """
    what = f"Block {terms.reference}"
    mission = Mission.objects.filter(acronym=terms.mission).select_related("organisation", "mandated_by").first()
    if mission is None:
        raise NotFound(f"{what}: there is no mission {terms.mission!r} on record.")
    require_blocker(actor, mission, what)
    problems = _problems(terms)
    if terms.standing != Standing.ENTERED and not actor.is_system:
        problems.append(Problem("standing", "is not 'entered'", "leave it out"))
    if problems:
        raise Refused(f"{what} cannot be recorded.", problems)
    earlier = MissionBlock.objects.select_for_update().filter(reference=terms.reference, replaced_on=None).first()
    require_version(what, earlier.pk if earlier else 0, expected_number)
    if earlier is not None:
        if earlier.mission_id != mission.pk:
            raise Refused(f"{what}: the reference is taken by a block of another mission; choose another one.")
        earlier.replaced_on = today
        earlier.save(update_fields=["replaced_on"])
    block = MissionBlock(
        reference=terms.reference,
        mission=mission,
        phases=SEPARATOR.join(terms.phases),
        held_from=terms.held_from,
        held_until=terms.held_until,
        why=terms.why,
        source=terms.source,
        standing=terms.standing,
        known_from=today,
    )
    require_clean_fields(block, what)
    try:
        with transaction.atomic():
            block.save()
    except IntegrityError as error:  # somebody else was quicker since the look above
        raise Refused(f"{what}: the reference is taken; choose another one.") from error
    verb = "changed" if earlier else "recorded"
    before = snapshot(earlier) if earlier else None
    audit.record(actor, f"generation:block:{verb}", block.reference, before=before, after=snapshot(block))
    refresh_forecasts(Case.objects.filter(post__requirement__mission=mission), today)
    return block


@transaction.atomic
def end_block(
    actor: Viewer, reference: str, *, until: date, today: date, expected_number: int | None = None
) -> MissionBlock:
    """Say from which day a block holds nothing up any more; `until` its first day or before: it never did."""
    block = believed(MissionBlock.objects.select_for_update(), today).filter(reference=reference).first()
    if block is None:
        raise NotFound(f"There is no block {reference!r}.")
    require_blocker(actor, block.mission, f"Block {reference}")
    require_version(f"Block {reference}", block.pk, expected_number)
    if until > block.held_from:
        terms = BlockTerms(
            reference, block.mission.acronym, block.phase_codes, block.held_from, until, block.why, block.source
        )
        return record_block(actor, terms, today=today)
    before = snapshot(block)
    block.replaced_on = today
    block.save(update_fields=["replaced_on"])
    audit.record(actor, "generation:block:withdrawn", block.reference, before=before)
    refresh_forecasts(Case.objects.filter(post__requirement__mission=block.mission), today)
    return block
