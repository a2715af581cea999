"""On which days may a rotation come?"""

from datetime import timedelta

from muster.deployments.planning.lift import DAYS_A_WEEK, LiftProblem, Rotation


def open_days(problem: LiftProblem, row: Rotation) -> list[int]:
    """Return the days on which a rotation may come, those after its window included, as days from the start."""
    if row.fixed_on is not None:
        return [(row.fixed_on - problem.start).days]
    mission = problem.unit_by_id[row.unit].mission
    blocks = sorted((one for one in problem.blocks if one.mission == mission), key=lambda one: one.held_from)
    closes = row.window_until
    for block in blocks:
        if block.held_from < closes + timedelta(weeks=len(row.people)) and row.window_from < block.held_until:
            closes = max(closes, block.held_until)
    held = [((one.held_from - problem.start).days, (one.held_until - problem.start).days) for one in blocks]
    last = (closes - problem.start).days + problem.most_late_days
    end = (problem.weeks - len(row.people) + 1) * DAYS_A_WEEK
    return [
        day
        for day in range(max(0, (row.window_from - problem.start).days), min(last, end))
        if not any(
            held_from <= day + DAYS_A_WEEK * lift < held_until
            for held_from, held_until in held
            for lift in range(len(row.people))
        )
    ]
