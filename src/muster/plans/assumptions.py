"""What a plan assumes beyond the record: a scenario kept with it, checked when it is asked for, told in words.

Periods are months of the plan, counted from 0, the month of the planning day.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from muster.kit.day_text import long_day
from muster.kit.errors import Refused
from muster.missions.queries import visible_missions
from muster.parties.viewer import Viewer
from muster.planning.stress import Scenario, ScenarioRefused, apply
from muster.planning.stress.scenario import (
    Change,
    MissionClosed,
    PledgeDelayed,
    PledgeWithdrawn,
    RotationsBlocked,
    StateWithdrawn,
    Surge,
    change_from_json,
    change_to_json,
)
from muster.plans.build import BuiltProblem
from muster.plans.models import StoredPlan
from muster.plans.periods import Calendar
from muster.pledges.queries import visible_pledges

MOST_ASSUMPTIONS = 200


def as_stored(changes: Sequence[Change]) -> list[dict[str, Any]]:
    """The changes as a plan keeps them."""
    return [change_to_json(change) for change in changes]


def scenario_of(plan: StoredPlan) -> Scenario:
    """The plan's assumptions as a scenario."""
    return Scenario(plan.reference, tuple(change_from_json(row) for row in plan.assumptions))


def under_assumptions(built: BuiltProblem, plan: StoredPlan) -> BuiltProblem:
    """The problem as it would be; pairs of pledges that are assumed to be gone are no longer spoken of.

    Raises `Refused` when the record of the day does not hold what an assumption names.
    """
    if not plan.assumptions:
        return built
    try:
        problem = apply(built.problem, scenario_of(plan))
    except ScenarioRefused as error:
        raise Refused(f"The assumptions cannot be made of the record as of {plan.planned_on}: {error}") from None
    matches = {pair: match for pair, match in built.matches.items() if pair[0] in problem.pledge_by_id}
    return replace(built, problem=problem, matches=matches)


def refuse_unless_known(viewer: Viewer, day: date, changes: Sequence[Change]) -> None:
    """Raise `Refused` in one line when a change names a pledge, State or mission that the viewer does not see on `day`.

    Whether there is one that they may not see is not told either.
    """
    if len(changes) > MOST_ASSUMPTIONS:
        raise Refused(f"A plan rests on {MOST_ASSUMPTIONS} assumptions at most; these are {len(changes)}.")
    pledges = {change.pledge for change in changes if isinstance(change, PledgeWithdrawn | PledgeDelayed)}
    missions = {
        change.mission
        for change in changes
        if isinstance(change, MissionClosed | RotationsBlocked | Surge) and change.mission is not None
    }
    states = {change.state for change in changes if isinstance(change, StateWithdrawn)}
    seen = visible_pledges(viewer, day).order_by()
    named = seen.filter(pledge__reference__in=pledges).values_list("pledge__reference", flat=True)
    _refuse("pledge", pledges - set(named))
    known = visible_missions(viewer, day).filter(acronym__in=missions).values_list("acronym", flat=True)
    _refuse("mission", missions - set(known))
    of_states = seen.filter(pledge__state__code__in=states).values_list("pledge__state__code", flat=True)
    _refuse("State with a pledge", states - set(of_states))


def _refuse(what: str, unknown: set[str]) -> None:
    if unknown:
        raise Refused(f"There is no {what} {sorted(unknown)[0]!r}; see the assumptions.")


def closed_from(plan: StoredPlan, mission: str) -> int:
    """The month in which the mission is assumed to close; the horizon's end where it is not."""
    starts = [
        int(row["start"]) for row in plan.assumptions if row["kind"] == MissionClosed.kind and row["mission"] == mission
    ]
    return min([plan.horizon_months, *starts])


def told(plan: StoredPlan) -> list[str]:
    """The assumptions in words, one sentence each."""
    calendar = Calendar.of(plan.planned_on, plan.horizon_months)
    return [_sentence(change_from_json(row), calendar) for row in plan.assumptions]


def _sentence(change: Change, calendar: Calendar) -> str:
    match change:
        case PledgeWithdrawn(pledge):
            return _("%(pledge)s is withdrawn") % {"pledge": pledge}
        case StateWithdrawn(state):
            return _("%(state)s withdraws all its pledges") % {"state": state}
        case PledgeDelayed(pledge, periods):
            words = ngettext("%(pledge)s is %(n)s month late", "%(pledge)s is %(n)s months late", periods)
            return words % {"pledge": pledge, "n": periods}
        case MissionClosed(mission, start):
            return _("%(mission)s closes on %(day)s") % {"mission": mission, "day": long_day(calendar.day(start))}
        case RotationsBlocked(mission, start, end):
            return _("nobody may enter or leave %(mission)s from %(day)s to %(until)s (excluded)") % {
                "mission": mission,
                "day": long_day(calendar.day(start)),
                "until": long_day(calendar.day(end)),
            }
        case Surge(mission, unit_type, posts, start):
            return _("%(where)s wants %(n)s more posts (%(type)s) from %(day)s") % {
                "where": mission or _("any mission"),
                "n": posts,
                "type": unit_type or _("like those that are there"),
                "day": long_day(calendar.day(start)),
            }
