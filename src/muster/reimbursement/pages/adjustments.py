"""What the pages of adjustments show: each rule as it holds for a memorandum or a mission on a day."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.kit.errors import NotFound
from muster.kit.pages import Crumb
from muster.missions.models import Mission
from muster.missions.queries.requirements import visible_mission
from muster.parties.viewer import Viewer
from muster.reference.reimbursement import reimbursement_rules
from muster.reimbursement.actions.adjustments import Scope, may_switch, mission_of, name_of
from muster.reimbursement.models import AdjustmentSwitch
from muster.reimbursement.queries.adjustments import is_side_of, latest_switches
from muster.reimbursement.queries.memoranda import memorandum_of_side
from muster.reimbursement.rules.adjustments import ON_BY_DEFAULT, AdjustmentRule, is_assumption
from muster.reimbursement.tables.adjustments import RuleRow, amounts_words

MEMORANDA, MISSIONS = "memoranda", "missions"


def scope_seen(viewer: Viewer, day: date, scope: str, name: str) -> Scope:
    """Return the memorandum or mission that an address names.

    Of a mission the rules are seen by the mission, its secretariat, and States with a memorandum in it. Raises
    NotFound.
    """
    if scope == MEMORANDA:
        return memorandum_of_side(viewer, day, name)
    if scope != MISSIONS:
        raise NotFound(_("Rules are switched for memoranda and for missions."))
    mission = visible_mission(viewer, day, name)
    if not is_side_of(viewer, mission):
        raise NotFound(_("There is no mission %(one)s whose rules of reimbursement you may see.") % {"one": name})
    return mission


def kind_of(scope: Scope) -> str:
    """Return the word of the address for a memorandum or a mission."""
    return MISSIONS if isinstance(scope, Mission) else MEMORANDA


def adjustment_crumbs(*more: Crumb) -> list[Crumb]:
    """Return the path to a page of adjustments."""
    return [
        Crumb(_("Reimbursement"), reverse("reimbursement")),
        Crumb(_("Deductions and premiums"), reverse("adjustment-switches")),
        *more,
    ]


def rule_rows(viewer: Viewer, scope: Scope, day: date) -> list[RuleRow]:
    """Return every rule with what holds on a day: a memorandum's own switch, else its mission's, else the default."""
    own = latest_switches(scope, day)
    inherited = {} if isinstance(scope, Mission) else latest_switches(mission_of(scope), day)
    is_open = may_switch(viewer, scope)
    return [_row(rule, scope, own.get(rule), inherited.get(rule), is_open) for rule in AdjustmentRule]


def _row(
    rule: AdjustmentRule,
    scope: Scope,
    own: AdjustmentSwitch | None,
    inherited: AdjustmentSwitch | None,
    is_open: bool,
) -> RuleRow:
    said: Any = own or inherited
    where = _("by default") if said is None else name_of(scope if own else mission_of(scope))
    told = reimbursement_rules()[rule]
    href = reverse("switch-adjustment", args=[kind_of(scope), name_of(scope), rule.value]) if is_open else ""
    return RuleRow(
        rule=rule,
        is_on=rule in ON_BY_DEFAULT if said is None else said.is_on,
        where=where,
        words=told.words,
        source=told.source,
        is_assumption=is_assumption(rule),
        holds_from=getattr(said, "holds_from", None),
        holds_until=getattr(said, "holds_until", None),
        percent=getattr(said, "percent", None),
        people=getattr(said, "people", None),
        amounts="" if said is None else amounts_words(said),
        reason=getattr(said, "reason", ""),
        href=href,
    )
