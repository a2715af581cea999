"""Discrepancies: accepted from what a worksheet shows or entered by the mission, remedied, closed or waived."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction

from muster.audit import actions as audit
from muster.inspections.actions.inspection_access import (
    is_mission_side,
    locked_inspection,
    require_day,
    require_mission_side,
)
from muster.inspections.actions.inspection_telling import acting_side, tell_discrepancy
from muster.inspections.inspection_terms import DiscrepancyTerms
from muster.inspections.models import Discrepancy, DiscrepancyEvent, Inspection
from muster.inspections.parameters import discrepancy_days
from muster.inspections.queries.discrepancies import FIELDS
from muster.inspections.queries.inspections import TO_BOTH, sheet_of
from muster.inspections.rules.discrepancies import Proposed, check_standing, needs_note, proposed
from muster.inspections.rules.inspection_stages import is_report
from muster.inspections.stages import About, ActingSide, DiscrepancyStanding
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, NotFound, Problem, Refused
from muster.kit.read_version import require_version
from muster.parties import visibility
from muster.parties.models import Role
from muster.parties.viewer import Viewer

AUDITED = ("code", "about", "line", "words", "items", "side", "due_on", "standing")


def snapshot(discrepancy: Discrepancy) -> dict[str, object]:
    """Return a discrepancy's content as the audit event keeps it."""
    return {name: getattr(discrepancy, name) for name in AUDITED}


def _writable(actor: Viewer, reference: str) -> Inspection:
    """Return an inspection, its row held, to whose list the actor may add. Raises NotFound, NotAllowed, Refused."""
    inspection = locked_inspection(actor, reference, None)
    what = f"Discrepancies of {reference}"
    require_mission_side(actor, inspection.unit, what)
    if is_report(inspection.kind):
        raise Refused(f"{what}: a contingent's own report verifies nothing; inspect the unit.")
    if inspection.stage not in TO_BOTH:
        raise Refused(f"{what}: they are accepted once the worksheet is shared with the contingent.")
    return inspection


def still_proposed(inspection: Inspection) -> list[Proposed]:
    """Return what the worksheet of an inspection shows and nobody has accepted yet. Three queries."""
    known = {(one.about, one.line, one.code) for one in inspection.discrepancies.all()}
    return [one for one in proposed(sheet_of(inspection)) if (one.about, one.line, one.code) not in known]


@transaction.atomic
def accept_discrepancies(
    actor: Viewer, reference: str, keys: Collection[str], *, due_on: date | None = None, today: date
) -> list[Discrepancy]:
    """Accept what the worksheet of an inspection shows, by the keys of what is proposed: all of them or none.

    By an officer of the mission, or of the secretariat that mandates it. Raises Refused for a key that is not proposed.
    """
    inspection = _writable(actor, reference)
    offered = {one.key: one for one in still_proposed(inspection)}
    if unknown := sorted(set(keys) - set(offered)):
        raise Refused(f"Discrepancies of {reference}: not proposed (any more): {', '.join(unknown)}; look at it again.")
    if not keys:
        raise Refused(f"Discrepancies of {reference}: choose at least one.")
    return [
        _add(
            actor,
            inspection,
            DiscrepancyTerms(one.about, one.words, one.side, one.line, one.items, due_on, one.code),
            today,
        )
        for key, one in offered.items()
        if key in keys
    ]


@transaction.atomic
def enter_discrepancy(actor: Viewer, reference: str, terms: DiscrepancyTerms, *, today: date) -> Discrepancy:
    """Enter a discrepancy that no line of the worksheet shows: by an officer of the mission's side."""
    inspection = _writable(actor, reference)
    problems = []
    if not terms.words.strip():
        problems.append(Problem("what differs", "it has no words", "say what differs from what"))
    for name, known in (("about", About), ("side", ActingSide)):
        if getattr(terms, name) not in list(known):
            ways = ", ".join(one.value for one in known)
            problems.append(Problem(name, f"{getattr(terms, name)!r} is unknown", f"one of {ways}"))
    if problems:
        raise Refused(f"The discrepancy of {reference} cannot be recorded.", problems)
    return _add(actor, inspection, terms, today)


def _add(actor: Viewer, inspection: Inspection, terms: DiscrepancyTerms, today: date) -> Discrepancy:
    number = inspection.discrepancies.count() + 1
    due_on = terms.due_on or today + timedelta(days=discrepancy_days(today))
    if due_on < today:
        raise Refused(f"Discrepancies of {inspection.reference}: {due_on} is past; give a day from {today} on.")
    made = Discrepancy(
        reference=f"{inspection.reference}-d{number}",
        inspection=inspection,
        code=terms.code,
        about=terms.about,
        line=terms.line,
        words=terms.words.strip(),
        items=terms.items,
        side=terms.side,
        due_on=due_on,
        known_from=today,
    )
    require_clean_fields(made, f"Discrepancy {made.reference}")
    made.save(force_insert=True)
    _add_event(actor, made, today, today, "")
    audit.record(actor, "inspections:discrepancy:accepted", made.reference, after=snapshot(made))
    title = f"Discrepancy of {inspection.unit.title}: {made.words}"
    tell_discrepancy(actor, made, title, today, f"To be remedied by {made.due_on}.")
    return made


def _add_event(actor: Viewer, discrepancy: Discrepancy, on: date, today: date, note: str) -> None:
    event = DiscrepancyEvent(
        discrepancy=discrepancy,
        standing=discrepancy.standing,
        held_from=on,
        by_id=actor.organisation_id,
        reporter_id=actor.user_id if discrepancy.standing == DiscrepancyStanding.REPORTED else None,
        note=note,
        known_from=today,
    )
    require_clean_fields(event, f"Discrepancy {discrepancy.reference}")
    event.save(force_insert=True)


def _locked(actor: Viewer, reference: str, expected_version: int | None) -> Discrepancy:
    seen = Discrepancy.objects.filter(visibility.rows(actor, FIELDS), reference=reference).values("pk")
    found = (
        Discrepancy.objects.select_for_update(of=("self",))
        .select_related(
            "inspection__unit__state",
            "inspection__unit__post__requirement__mission__organisation",
            "inspection__unit__post__requirement__mission__mandated_by",
        )
        .filter(pk__in=seen)
        .first()
    )
    if found is None:
        raise NotFound(f"There is no discrepancy {reference!r} that you may see.")
    require_version(f"Discrepancy {reference}", found.version, expected_version)
    return found


@transaction.atomic
def step_discrepancy(
    actor: Viewer,
    reference: str,
    following: str,
    *,
    on: date,
    note: str = "",
    today: date,
    expected_version: int | None = None,
) -> Discrepancy:
    """Move a discrepancy on: who has to act reports it remedied; the mission closes it, opens it again or waives it.

    Nobody accepts what they have reported themselves; a waiver is an approver's. Raises NotFound, NotAllowed, Refused.
    """
    discrepancy = _locked(actor, reference, expected_version)
    what = f"Discrepancy {reference}"
    require_turn(actor, discrepancy, following)
    check_standing(discrepancy.standing, following, what)
    last = discrepancy.events.order_by("-held_from", "-pk").first()
    require_day(what, on, today, last.held_from if last else None)
    if needs_note(discrepancy.standing, following) and not note.strip():
        raise Refused(f"{what}: say what shows the remedy, or why.")
    before = discrepancy.standing
    discrepancy.standing = following
    discrepancy.version += 1
    discrepancy.save(update_fields=["standing", "version"])
    _add_event(actor, discrepancy, on, today, note.strip())
    label = DiscrepancyStanding(following).label.lower()
    tell_discrepancy(actor, discrepancy, f"{what}: {label}", today, note.strip())
    audit.record(
        actor,
        f"inspections:discrepancy:{following}",
        reference,
        before={"standing": before},
        after={"standing": following, "on": on},
        reason=note.strip()[:300],
    )
    return discrepancy


def require_turn(actor: Viewer, discrepancy: Discrepancy, following: str) -> None:
    """Raise NotAllowed unless it is the actor's turn."""
    what = f"Discrepancy {discrepancy.reference}"
    if actor.is_system:
        return
    if following == DiscrepancyStanding.REPORTED:
        side = acting_side(discrepancy)
        if actor.organisation_id != side.pk or not actor.has_role(Role.OFFICER):
            raise NotAllowed(f"{what}: {side.name} has to act, and says when it is remedied.")
        return
    role = Role.APPROVER if following == DiscrepancyStanding.WAIVED else Role.OFFICER
    require_mission_side(actor, discrepancy.inspection.unit, what, role)
    last = discrepancy.events.order_by("-held_from", "-pk").first()
    if last is not None and last.reporter_id is not None and last.reporter_id == actor.user_id:
        raise NotAllowed(f"{what}: you have reported it remedied; somebody else decides on that.")


def may_step(actor: Viewer, discrepancy: Discrepancy, following: str) -> bool:
    """Return whether it is the actor's turn to move a discrepancy on."""
    try:
        require_turn(actor, discrepancy, following)
    except NotAllowed:
        return False
    return True


def may_accept(actor: Viewer, inspection: Inspection) -> bool:
    """Return whether the actor may add to the list of an inspection as it stands today."""
    return not is_report(inspection.kind) and inspection.stage in TO_BOTH and is_mission_side(actor, inspection.unit)
