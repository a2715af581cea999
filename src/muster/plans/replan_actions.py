"""Writes of replannings: ask for a gap to be planned anew, do it, store what came of it whole or not at all."""

import time
from datetime import date

from django.db import transaction

from muster.kit.errors import NotFound, Refused
from muster.matching.parameters import shown_rows
from muster.parties.viewer import Viewer
from muster.planning import Problem
from muster.planning.certificate import SumsTooLarge
from muster.planning.gaps import Gap, gaps_of
from muster.planning.refusal import CertificateRefused, ProblemRefused
from muster.planning.replanning import replan_gap
from muster.plans.inquiry_actions import enter, failing, plan_to_ask_of, store, take
from muster.plans.models import WAITING, GapReplanning, StoredPlan
from muster.plans.month_words import month_words
from muster.plans.replan_report import replan_report
from muster.plans.solved import plan_of, problem_of
from muster.reference.parameters import parameter

KEYS = ("replan_seconds", "replan_candidates")


@transaction.atomic
def request_replanning(actor: Viewer, reference: str, post: str, gap_from: date) -> GapReplanning:
    """Enter a gap of a solved plan, told by its first day, to be planned anew. Only the register's Secretariat asks."""
    plan = plan_to_ask_of(actor, reference, "A replanning")
    plan.refresh_from_db(fields=["problem", "plan"])
    problem = problem_of(plan)
    gap = _gap_of(plan, problem, post, gap_from)
    if plan.replannings.filter(post=post, gap_from=gap_from, stage__in=WAITING).exists():
        raise Refused(f"The gap of {post} from {month_words(gap_from)} is being planned anew already; wait for it.")
    until = problem.period_start(gap.end)
    made = GapReplanning(plan=plan, post=post, gap_from=gap_from, gap_until=until)
    enter(actor, made, {"post": post, "gap_from": gap_from})
    return made


def run_replanning(actor: Viewer, number: int) -> GapReplanning:
    """Plan a queued gap anew and store what came of it; a failure is stored in a line and raised."""
    asked = take(GapReplanning, number)
    with failing(actor, asked, CertificateRefused, ProblemRefused, SumsTooLarge):
        began = time.monotonic()
        rows = {key: parameter(key, asked.plan.planned_on) for key in KEYS}
        problem, plan = problem_of(asked.plan), plan_of(asked.plan)
        gap = _gap_of(asked.plan, problem, asked.post, asked.gap_from)
        seconds, most = (rows[key].integer for key in KEYS)
        found = replan_gap(problem, plan, gap, seconds=seconds, most=most)
        asked.report = replan_report(problem, found)
        asked.parameters = [dict(row) for row in shown_rows(rows)]
        asked.seconds = time.monotonic() - began
        store(actor, asked, {"candidates": len(found.replanned)})
    return asked


def _gap_of(stored: StoredPlan, problem: Problem, post: str, gap_from: date) -> Gap:
    """Return the gap that begins on the day. Raises `NotFound` without such a post and `Refused` without such a gap."""
    if post not in problem.post_by_id:
        raise NotFound(f"Plan {stored.reference} has no post {post!r}.")
    for gap in gaps_of(problem, plan_of(stored).stays):
        if gap.post == post and problem.period_start(gap.start) == gap_from:
            return gap
    raise Refused(f"No gap of {post} begins on {gap_from:%Y-%m-%d}; the page of the post lists its gaps.")
