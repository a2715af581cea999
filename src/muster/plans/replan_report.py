"""Candidates of a gap planned anew as they are stored: what the page and the API tell, in days. Pure."""

from typing import Any

from muster.planning import Problem
from muster.planning.replanning import Move, Replanned, Replannings
from muster.plans.work_report import stay_report


def replan_report(problem: Problem, found: Replannings) -> dict[str, Any]:
    """The report: `found`, the greatest gain first, and `dismissed`, those that the proven most rules out.

    `moves`: the stays that a pledge no longer has and those that it has instead; the candidate's own among them.
    """
    return {
        "found": [_found(problem, row) for row in found.replanned],
        "dismissed": [
            {"pledge": row.pledge, "state": problem.pledge_by_id[row.pledge].state, "most_gain": row.most_gain}
            for row in found.dismissed
        ],
    }


def _found(problem: Problem, row: Replanned) -> dict[str, Any]:
    return {
        "pledge": row.stay.pledge,
        "state": problem.pledge_by_id[row.stay.pledge].state,
        "gain": row.gain,
        "most_gain": row.most_gain,
        "stay": stay_report(problem, row.stay),
        "moves": [_move(problem, move) for move in row.moves],
    }


def _move(problem: Problem, move: Move) -> dict[str, Any]:
    before, after = set(move.before), set(move.after)
    return {
        "pledge": move.pledge,
        "state": problem.pledge_by_id[move.pledge].state,
        "before": [stay_report(problem, stay) for stay in move.before if stay not in after],
        "after": [stay_report(problem, stay) for stay in move.after if stay not in before],
    }
