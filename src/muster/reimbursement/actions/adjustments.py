"""The rules that change a statement are switched by the secretariat that mandates the mission, with a reason."""

from dataclasses import asdict
from datetime import date

from django.db import transaction
from django.urls import reverse

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, Problem, Refused
from muster.kit.read_version import require_version
from muster.kit.standing import Standing
from muster.missions.models import Mission
from muster.missions.queries.requirements import visible_mission
from muster.notices.actions import notify
from muster.notices.terms import Subject
from muster.parties.models import Organisation, Role
from muster.parties.viewer import Viewer
from muster.reimbursement.adjustment_terms import SwitchTerms
from muster.reimbursement.models import AdjustmentSwitch, Memorandum
from muster.reimbursement.queries.adjustments import switches_set_for
from muster.reimbursement.queries.memoranda import memorandum_of_side
from muster.reimbursement.rules.adjustments import AdjustmentRule
from muster.reimbursement.rules.switches import SwitchSaid, switch_problems

Scope = Memorandum | Mission


def mission_of(scope: Scope) -> Mission:
    """Return the mission of a memorandum's unit, or the mission itself."""
    return scope if isinstance(scope, Mission) else scope.unit.post.requirement.mission


def name_of(scope: Scope) -> str:
    """Return what a memorandum or a mission is known by."""
    return scope.acronym if isinstance(scope, Mission) else scope.reference


def may_switch(actor: Viewer, scope: Scope) -> bool:
    """Return whether the actor switches rules: an approver of the secretariat that mandates the mission."""
    mandated_by = mission_of(scope).mandated_by_id
    return actor.is_system or (actor.organisation_id == mandated_by and actor.has_role(Role.APPROVER))


def scope_of(actor: Viewer, terms: SwitchTerms, today: date) -> Scope:
    """Return the memorandum or mission that a switch is for. Raises NotFound; Refused unless just one is named."""
    if bool(terms.memorandum) == bool(terms.mission):
        raise Refused("A rule is switched for a memorandum or for a mission: name one of the two.")
    if terms.memorandum:
        return memorandum_of_side(actor, today, terms.memorandum)
    return visible_mission(actor, today, terms.mission)


@transaction.atomic
def switch_adjustment(
    actor: Viewer, terms: SwitchTerms, *, today: date, expected_version: int | None = None
) -> AdjustmentSwitch:
    """Set a rule on or off. The switch before it stays on record; `expected_version` is its number, 0 for none.

    Raises NotFound, NotAllowed, and Refused with a line for each thing that is wrong.
    """
    scope = scope_of(actor, terms, today)
    what = f"The rule {terms.rule} of {name_of(scope)}"
    if not may_switch(actor, scope):
        raise NotAllowed(f"{what}: this is for approvers of the secretariat that mandates the mission.")
    _require_sound(what, actor, terms, today)
    # The scope's row is held, so that two switches are numbered one after the other.
    type(scope)._default_manager.select_for_update().get(pk=scope.pk)
    before = switches_set_for(scope).filter(rule=terms.rule).order_by("-number").first()
    require_version(what, 0 if before is None else before.number, expected_version)
    first, second, third = terms.premium_cents
    made = AdjustmentSwitch(
        memorandum=scope if isinstance(scope, Memorandum) else None,
        mission=scope if isinstance(scope, Mission) else None,
        rule=terms.rule,
        number=1 if before is None else before.number + 1,
        is_on=terms.is_on,
        holds_from=terms.holds_from,
        holds_until=terms.holds_until,
        percent=terms.percent,
        people=terms.people,
        premium_first_cents=first,
        premium_second_cents=second,
        premium_third_cents=third,
        reason=terms.reason.strip(),
        set_by_id=actor.organisation_id,
        source=terms.source,
        standing=terms.standing,
        known_from=terms.known_from or today,
    )
    require_clean_fields(made, what)
    made.save(force_insert=True)
    after = {name: value for name, value in asdict(terms).items() if name not in ("reason", "known_from")}
    was = {} if before is None else {"is_on": before.is_on, "percent": before.percent, "people": before.people}
    audit.record(
        actor, "reimbursement:adjustment:switched", f"{name_of(scope)} {terms.rule}", before=was, after=after,
        reason=terms.reason.strip(),
    )  # fmt: skip
    _tell(actor, scope, made, today)
    return made


def _require_sound(what: str, actor: Viewer, terms: SwitchTerms, today: date) -> None:
    """Raise Refused, a line for each thing wrong with what is said."""
    rules = [one.value for one in AdjustmentRule]
    if terms.rule not in rules:
        raise Refused(f"{terms.rule!r} is no rule that can be switched; known are {', '.join(rules)}.")
    if terms.standing != Standing.ENTERED and not actor.is_system:
        raise Refused(f"{what}: the standing of what is entered is 'entered'.")
    said = SwitchSaid(
        AdjustmentRule(terms.rule), terms.holds_from, terms.holds_until, terms.percent, terms.people,
        terms.premium_cents,
    )  # fmt: skip
    problems = switch_problems(said, today) if terms.is_on else []
    if not terms.reason.strip():
        problems.append(Problem("reason", "is not given", "say why"))
    if problems:
        raise Refused(f"{what} cannot be switched so.", problems)


def _tell(actor: Viewer, scope: Scope, made: AdjustmentSwitch, today: date) -> None:
    """Tell the mission and the States whose statements change."""
    mission = mission_of(scope)
    states = (
        [scope.unit.state]
        if isinstance(scope, Memorandum)
        else Organisation.objects.filter(
            deployed_units__memoranda__isnull=False, deployed_units__post__requirement__mission=mission
        ).distinct()
    )
    rule = AdjustmentRule(made.rule).label
    title = f"{name_of(scope)}: “{rule}” is {'on' if made.is_on else 'off'}"
    kind = "missions" if isinstance(scope, Mission) else "memoranda"
    href = reverse("adjustment-rules", args=[kind, name_of(scope)])
    sides = {one.pk: one for one in (mission.organisation, *states) if one is not None}
    for to in sides.values():
        if to.pk != actor.organisation_id:
            state = scope.unit.state.code if isinstance(scope, Memorandum) else ""
            subject = Subject("adjustment", f"{name_of(scope)} {made.rule}", state=state, mission=mission.acronym)
            notify(
                topic="adjustment-switched", to=to, title=title, day=today, subject=subject, body=made.reason, href=href
            )
