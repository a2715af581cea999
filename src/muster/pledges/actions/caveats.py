"""Caveats besides those that a State declares in its pledge: discovered, satisfied, dropped again."""

from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.day_text import long_day
from muster.kit.errors import NotFound, Refused
from muster.kit.standing import Standing
from muster.parties import visibility
from muster.parties.models import OrganisationKind
from muster.parties.viewer import Viewer
from muster.pledges.actions.access import locked_pledge
from muster.pledges.models import OPEN_STAGES, Caveat, CaveatOrigin, Pledge
from muster.pledges.queries.caveats import require_deployed_to
from muster.pledges.rules.caveats import satisfied_by_owner
from muster.pledges.rules.content import caveat_problems
from muster.pledges.terms import CaveatTerms


def _snapshot(caveat: Caveat) -> dict[str, object]:
    """Return a caveat as the audit event keeps it."""
    names = ("kind", "value", "text", "is_hard", "origin", "expires_on", "known_until", "satisfied_on", "satisfied_by")
    return {name: getattr(caveat, name) for name in names}


def _reportable_pledge(actor: Viewer, reference: str, today: date) -> Pledge:
    """Return the pledge, locked, on which the actor may report a caveat. Raises NotFound or NotAllowed."""
    if actor.kind != OrganisationKind.MISSION:
        pledge = locked_pledge(actor, reference)
        visibility.require_owner(actor, pledge.register_id, f"Discovered caveat of pledge {reference}")
        return pledge
    require_deployed_to(actor, reference, today)
    return Pledge.objects.select_for_update().get(reference=reference)


@transaction.atomic
def record_discovered_caveat(
    actor: Viewer,
    reference: str,
    said: CaveatTerms,
    *,
    today: date,
    source: str = "",
    standing: str = Standing.ENTERED.value,
) -> Caveat:
    """Record a caveat that the State did not declare and that came to light: by the register, or in the mission.

    `source`: how it came to light. It binds like a declared one (2.8: undeclared ones are worse than declared ones).
    """
    pledge = _reportable_pledge(actor, reference, today)
    if pledge.stage not in OPEN_STAGES:
        raise Refused(f"Pledge {reference} is {pledge.get_stage_display()}; a caveat is recorded on one that stands.")
    problems = caveat_problems(said, "caveat")
    if problems:
        raise Refused(f"The caveat of pledge {reference} cannot be recorded.", problems)
    value = said.value.strip()
    if Caveat.objects.filter(pledge=pledge, kind=said.kind, value=value, known_until__isnull=True).exists():
        raise Refused(f"Pledge {reference}: this caveat is on record already; satisfy or drop that one first.")
    caveat = Caveat(
        pledge=pledge,
        kind=said.kind,
        value=value,
        text=said.text,
        is_hard=said.is_hard,
        expires_on=said.expires_on,
        origin=CaveatOrigin.DISCOVERED,
        discovered_by_id=actor.organisation_id,
        source=source,
        standing=standing if actor.is_system else Standing.ENTERED,
        known_from=today,
    )
    require_clean_fields(caveat, f"A discovered caveat of pledge {reference}")
    caveat.save(force_insert=True)
    audit.record(actor, "pledges:caveat:discovered", reference, after=_snapshot(caveat))
    return caveat


def _open_caveat(pledge: Pledge, number: int) -> Caveat:
    """Return a caveat of the pledge that has not been dropped. Raises NotFound."""
    found = Caveat.objects.select_for_update().filter(pledge=pledge, pk=number, known_until__isnull=True).first()
    if found is None:
        raise NotFound(f"Pledge {pledge.reference} has no caveat {number} on record.")
    return found


@transaction.atomic
def satisfy_caveat(
    actor: Viewer, reference: str, number: int, *, satisfied_on: date, satisfied_by: str, evidence: str, today: date
) -> Caveat:
    """Record that a caveat or condition is satisfied: from when, by whom or what, on which evidence.

    The State says it of what it declared, the register's Secretariat of what was discovered.
    """
    pledge = locked_pledge(actor, reference)
    caveat = _open_caveat(pledge, number)
    side = pledge.state_id if satisfied_by_owner(caveat.origin) else pledge.register_id
    visibility.require_owner(actor, side, f"Satisfaction of a caveat of pledge {reference}")
    if caveat.satisfied_on is not None:
        raise Refused(f"Pledge {reference}: this caveat is satisfied since {long_day(caveat.satisfied_on)}.")
    if satisfied_on > today:
        raise Refused(f"Pledge {reference}: a caveat is satisfied when it is, not ahead; give today or an earlier day.")
    if not satisfied_by.strip() or not evidence.strip():
        raise Refused(f"Pledge {reference}: name by whom or what the caveat is satisfied, and the evidence.")
    before = _snapshot(caveat)
    caveat.satisfied_on, caveat.satisfied_known_from = satisfied_on, today
    caveat.satisfied_by, caveat.satisfied_evidence = satisfied_by, evidence
    require_clean_fields(caveat, f"A caveat of pledge {reference}")
    caveat.save(update_fields=["satisfied_on", "satisfied_known_from", "satisfied_by", "satisfied_evidence"])
    audit.record(actor, "pledges:caveat:satisfied", reference, before=before, after=_snapshot(caveat), reason=evidence)
    return caveat


@transaction.atomic
def drop_discovered_caveat(actor: Viewer, reference: str, number: int, *, reason: str, today: date) -> Caveat:
    """Drop a discovered caveat that proved to be none, with the reason; as of earlier days it stays on record."""
    pledge = locked_pledge(actor, reference)
    caveat = _open_caveat(pledge, number)
    visibility.require_owner(actor, pledge.register_id, f"Discovered caveat of pledge {reference}")
    if caveat.origin != CaveatOrigin.DISCOVERED:
        raise Refused(f"Pledge {reference}: what the State declared is dropped by the State, in its pledge.")
    if not reason.strip():
        raise Refused(f"Pledge {reference}: say why the caveat is dropped.")
    before = _snapshot(caveat)
    caveat.known_until, caveat.dropped_reason = max(today, caveat.known_from), reason
    require_clean_fields(caveat, f"A caveat of pledge {reference}")
    caveat.save(update_fields=["known_until", "dropped_reason"])
    audit.record(actor, "pledges:caveat:dropped", reference, before=before, after=_snapshot(caveat), reason=reason)
    return caveat
