"""A work list as it is stored: what the page and the API tell, in days instead of periods. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from muster.planning import Problem, Stay
from muster.planning.work_list import WorkItem, WorkList
from muster.plans.desk_ground import DeskAction, Ground
from muster.plans.work_reach import stays_behind


def work_report(ground: Ground, actions: Sequence[DeskAction], found: WorkList) -> dict[str, Any]:
    """The report: figures in points and unit-months, then the actions in the order in which they pay.

    `possible`: how many actions of each kind were weighed. Of an action, `by`: the first day of the month by which it
    has to be done, that is when the first stay that needs it begins; `visit`: the month in which its visit is planned.
    """
    by_id = {one.action.id: one for one in actions}
    return {
        "gain": found.gain,
        "cost": found.cost,
        "objective_before": found.objective_before,
        "objective": found.objective,
        "most_gain": max(0.0, found.most - found.objective_before),
        "gaps_before": found.gaps_before,
        "gaps": found.gaps,
        "possible": dict(Counter(str(one.kind) for one in actions)),
        "items": [_item(ground, by_id[item.action.id], item, found) for item in found.items],
    }


def _item(ground: Ground, one: DeskAction, item: WorkItem, found: WorkList) -> dict[str, Any]:
    problem = ground.problem
    stays = stays_behind(problem, ground.plan.stays, found.stays, item)
    by = max(item.month, min((stay.start for stay in stays), default=item.month))
    return {
        "id": one.action.id,
        "kind": str(one.kind),
        "words": one.action.words,
        "pledge": one.pledge,
        "state": one.state,
        "by": problem.period_start(by).isoformat(),
        "visit": problem.period_start(item.month).isoformat() if one.action.needs_visit else None,
        "gain": item.gain,
        "cost": one.action.cost,
        "stays": [stay_report(problem, stay) for stay in stays],
    }


def stay_report(problem: Problem, stay: Stay) -> Mapping[str, str]:
    """A stay with its State and mission, from the first day to the last (excluded)."""
    return {
        "pledge": stay.pledge,
        "state": problem.pledge_by_id[stay.pledge].state,
        "post": stay.post,
        "mission": problem.mission_of_post(stay.post),
        "start": problem.period_start(stay.start).isoformat(),
        "until": problem.period_start(stay.end).isoformat(),
    }
