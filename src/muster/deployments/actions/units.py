"""A unit that has come is entered."""

from datetime import date

from django.db import IntegrityError, transaction

from muster.audit import actions as audit
from muster.deployments.models import DeployedUnit
from muster.deployments.queries.units import visible_unit
from muster.deployments.rules.units import inside_problems, unit_problems
from muster.deployments.terms import UnitTerms
from muster.generation.queries.case_parts import case_seen
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotFound, Refused
from muster.kit.standing import Standing
from muster.missions.queries import visible_posts
from muster.parties import visibility
from muster.parties.models import Organisation, OrganisationKind
from muster.parties.viewer import Viewer
from muster.pledges.queries import visible_pledge

AUDITED = (
    "title", "strength", "present_from", "present_until", "tour_months", "overlap_days", "training_days", "source",
    "standing",
)  # fmt: skip


def snapshot(unit: DeployedUnit) -> dict[str, object]:
    """Return a unit's content as the audit event keeps it."""
    content: dict[str, object] = {name: getattr(unit, name) for name in AUDITED}
    content |= {"state": unit.state.code, "post": unit.post.reference}
    return content | {"inside": unit.inside.reference if unit.inside else ""}


@transaction.atomic
def enter_unit(actor: Viewer, terms: UnitTerms, *, today: date) -> DeployedUnit:
    """Enter a unit that has arrived: by an officer of the secretariat that mandates the mission.

    Raises Refused for what does not fit together, NotFound for a post, pledge or unit that the actor may not see.
    """
    what = f"Unit {terms.reference}"
    if terms.standing != Standing.ENTERED and not actor.is_system:
        raise Refused(f"{what}: the standing of what is entered is 'entered'.")
    if problems := unit_problems(terms, today):
        raise Refused(f"{what} cannot be entered.", problems)
    post = visible_posts(actor, today).filter(reference=terms.post).first()
    if post is None:
        raise NotFound(f"{what}: there is no post {terms.post!r} that you may see.")
    visibility.require_owner(actor, post.requirement.mission.mandated_by_id, what)
    state = Organisation.objects.filter(kind=OrganisationKind.MEMBER_STATE, code=terms.state).first()
    if state is None:
        raise Refused(f"{what}: {terms.state!r} is no Member State on record; give its ISO alpha-3 code.")
    unit = DeployedUnit(
        reference=terms.reference,
        title=terms.title.strip(),
        state=state,
        post=post,
        pledge=visible_pledge(actor, today, terms.pledge).pledge if terms.pledge else None,
        case_id=case_seen(actor, today, terms.case).pk if terms.case else None,
        inside=visible_unit(actor, today, terms.inside) if terms.inside else None,
        strength=terms.strength,
        present_from=terms.present_from,
        present_until=terms.present_until,
        tour_months=terms.tour_months,
        overlap_days=terms.overlap_days,
        training_days=terms.training_days,
        source=terms.source,
        standing=terms.standing,
        known_from=terms.known_from or today,
    )
    _require_fits(unit)
    try:
        with transaction.atomic():
            unit.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(f"{what}: the reference is taken; choose another one.") from error
    audit.record(actor, "deployments:unit:entered", unit.reference, after=snapshot(unit))
    return unit


def _require_fits(unit: DeployedUnit) -> None:
    """Raise Refused unless the unit's pledge is its State's, and it is there no longer than the unit around it."""
    what = f"Unit {unit.reference}"
    if unit.pledge is not None and unit.pledge.state_id != unit.state_id:
        raise Refused(f"{what}: pledge {unit.pledge.reference} is not of {unit.state.name}; name one of its own.")
    if unit.inside is not None:
        outer = unit.inside
        if outer.post.requirement.mission_id != unit.post.requirement.mission_id:
            raise Refused(f"{what}: {outer.reference} is in another mission; name a unit of the same one.")
        inner_days, outer_days = (
            (unit.present_from, unit.present_until),
            (outer.present_from, outer.present_until),
        )
        if problems := inside_problems(inner_days, outer_days, outer.title):
            raise Refused(f"{what} does not fit.", problems)
    require_clean_fields(unit, what)
