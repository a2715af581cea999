"""What was agreed of a unit changes, and its presence ends."""

from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.deployments.actions.unit_agreements import keep_agreement
from muster.deployments.actions.units import snapshot
from muster.deployments.models import DeployedUnit, TourStage
from muster.deployments.queries.units import visible_unit
from muster.deployments.rules.units import change_problems, inside_problems
from muster.deployments.terms import UnitChange
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import Problem, Refused
from muster.kit.read_version import require_version
from muster.parties import visibility
from muster.parties.viewer import Viewer


@transaction.atomic
def change_unit(
    actor: Viewer, reference: str, change: UnitChange, *, today: date, expected_version: int | None = None
) -> DeployedUnit:
    """Change a unit's agreed strength or the end of its presence: by an officer of the mission's secretariat.

    Raises Refused without a reason, for an end before it came or before a tour of it does, and where a unit inside it
    would outlast it.
    """
    unit = visible_unit(actor, today, reference)
    what = f"Unit {reference}"
    visibility.require_owner(actor, unit.post.requirement.mission.mandated_by_id, what)
    list(DeployedUnit.objects.select_for_update().filter(pk=unit.pk))
    require_version(what, unit.version, expected_version)
    before = snapshot(unit)
    unit.strength, unit.present_until = change.strength, change.present_until
    problems = [*change_problems(change, unit.present_from), *_around_problems(unit)]
    if problems:
        raise Refused(f"{what} cannot be changed.", problems)
    if before == snapshot(unit):
        raise Refused(f"{what}: this is on record of it already; give other figures.")
    keep_agreement(unit, today)
    unit.version += 1
    require_clean_fields(unit, what)
    unit.save()
    audit.record(
        actor, "deployments:unit:changed", reference, before=before, after=snapshot(unit), reason=change.reason
    )
    return unit


def _around_problems(unit: DeployedUnit) -> list[Problem]:
    """Return where a unit's days no longer fit those of the units around and inside it, and of its tours."""
    days = (unit.present_from, unit.present_until)
    problems = []
    if unit.inside is not None:
        outer = unit.inside
        problems += inside_problems(days, (outer.present_from, outer.present_until), outer.title)
    for inner in unit.co_deployed.order_by("reference"):
        problems += [
            Problem(inner.title, one.message, "end that unit first")
            for one in inside_problems((inner.present_from, inner.present_until), days, unit.title)
        ]
    if unit.present_until is not None:
        late = unit.tours.exclude(stage=TourStage.CANCELLED).filter(arrives_on__gte=unit.present_until)
        problems += [
            Problem("present until", f"tour {one.rotation} arrives on {one.arrives_on}", "give up that tour first")
            for one in late.order_by("arrives_on")
        ]
    return problems
