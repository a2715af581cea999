"""Plans are asked for, solved once, stored whole with all that made them, and published by an approver alone."""

import gzip
import hashlib
import threading
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection

from muster import planning
from muster.audit.models import AuditEvent
from muster.deployments.models import Stay
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.missions import actions as missions
from muster.parties.viewer import SYSTEM, Viewer
from muster.planning import Plan, solve
from muster.planning.certificate import Proof, examine_bound
from muster.plans import actions
from muster.plans.build import build_problem
from muster.plans.models import PlanStage, StoredPlan
from muster.plans.record_of_day import record_of_day
from muster.plans.reports import plan_file
from muster.plans.solved import problem_of
from tests.record import (
    DAY,
    KNOWN,
    Parties,
    Record,
    make_mission,
    make_parties,
    pledge_terms,
    requirement_terms,
    submitted_pledge,
)


def asked_for(record: Record, who: str = "secretariat officer", **changes: object) -> StoredPlan:
    """Ask for a plan."""
    values = {"register": record.parties.organisations["UN"], "day": DAY, "horizon_months": 24, "seconds": 5}
    return actions.request_plan(record.parties[who], **(values | changes))  # type: ignore[arg-type]


def last_event() -> AuditEvent:
    """Return the newest event of the log."""
    return AuditEvent.objects.order_by("-sequence")[0]


def test_a_plan_that_is_asked_for_waits_in_the_queue_and_is_in_the_log(record: Record) -> None:
    plan = asked_for(record)
    assert plan.stage == PlanStage.QUEUED
    assert plan.title == "Plan as of 1 October 2018, 24 months"
    assert plan.made_by == record.parties.users["secretariat officer"]
    assert plan.on_behalf_of == "UN"
    assert (last_event().action, last_event().subject) == ("plans:plan:requested", plan.reference)


def test_each_plan_of_a_day_has_its_own_reference(record: Record) -> None:
    first = asked_for(record).reference
    StoredPlan.objects.filter(title="Title of the solved plan").delete()
    assert asked_for(record).reference not in (first, *StoredPlan.objects.none().values_list("reference", flat=True))
    assert StoredPlan.objects.values("reference").distinct().count() == StoredPlan.objects.count()


@pytest.mark.parametrize("who", ["owning State", "mission", "secretariat reader", "other secretariat", "analyst"])
def test_only_officers_of_the_register_s_secretariat_plan_with_it(record: Record, who: str) -> None:
    with pytest.raises(NotAllowed):
        asked_for(record, who)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"horizon_months": 0}, "The horizon is 0 months; give 1 to 120."),
        ({"horizon_months": 121}, "The horizon is 121 months; give 1 to 120."),
        ({"seconds": 0}, "The time limit is 0 seconds; give 1 to 3600."),
        ({"seconds": 3601}, "The time limit is 3601 seconds; give 1 to 3600."),
    ],
)
def test_a_horizon_or_limit_out_of_bounds_is_refused_with_the_bounds(
    record: Record, changes: dict[str, Any], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        asked_for(record, **changes)


@pytest.fixture
def solved(record: Record) -> StoredPlan:
    """A plan that the solver answered; a second battalion of India can fill the draft requirement."""
    submitted_pledge(record.parties, pledge_terms("ind-second", "IND", unit_type="INF-BN", strength=700))
    plan = asked_for(record)
    return actions.solve_plan(record.parties["secretariat officer"], plan.reference)


def test_a_solved_plan_keeps_the_problem_its_hash_and_the_parameters(record: Record, solved: StoredPlan) -> None:
    solved.refresh_from_db()
    raw = gzip.decompress(solved.problem)
    assert hashlib.sha256(raw).hexdigest() == solved.problem_sha256
    problem = planning.Problem.from_json_bytes(raw)
    built = build_problem(record_of_day(record.parties["secretariat officer"], DAY), 24)
    assert problem == built.problem
    assert {row["key"] for row in solved.parameters} == {row["key"] for row in built.record.parameters}
    assert solved.stage == PlanStage.SOLVED
    assert solved.status in ("optimal", "feasible")
    assert solved.bound is not None
    assert solved.objective is not None
    assert solved.bound >= solved.objective
    assert solved.seconds is not None


def test_what_proves_the_bound_is_kept_with_the_plan(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bound that an integer program has proven is no fault of the prices, in the plan's file either."""
    answers = []

    def tightened(*arguments: Any, **options: Any) -> Plan:
        found = solve(*arguments, **options)
        answers.append(replace(found, bound=float(found.objective), status="optimal", bound_proof="integer program"))
        return answers[0]

    monkeypatch.setattr("muster.planning.solve", tightened)
    plan = actions.solve_plan(record.parties["secretariat officer"], asked_for(record).reference)
    written = Plan.from_json_bytes(plan_file(SYSTEM, plan, "plan.json"))
    assert written.bound_proof == "integer program"
    assert written == replace(answers[0], iterations=0, seconds=written.seconds)
    assert examine_bound(problem_of(plan), written).proof in (Proof.INTEGER_PROGRAM, Proof.CERTIFIED)


def test_a_solved_plan_stores_its_stays_with_their_dates_and_values(solved: StoredPlan) -> None:
    proposed = list(solved.stays.filter(is_committed=False))
    assert "ind-second" in {stay.pledge.reference for stay in proposed}
    assert sum(stay.value for stay in proposed) == solved.objective
    months = {(stay.stay_from.day, stay.stay_until.day) for stay in solved.stays.all()}
    assert months == {(1, 1)}
    assert {stay["post"] for stay in solved.plan["stays"]} == {stay.post.reference for stay in proposed}


def test_committed_stays_are_stored_within_the_horizon_and_worth_nothing(solved: StoredPlan) -> None:
    committed = {
        stay.pledge.reference: (stay.stay_from, stay.stay_until, stay.value)
        for stay in solved.stays.filter(is_committed=True)
    }
    assert committed == {
        "ind-battalion": (date(2018, 10, 1), date(2020, 10, 1), 0),
        "kaz-agreed": (date(2019, 6, 1), date(2020, 6, 1), 0),
    }


def test_stays_and_gaps_of_each_post_fill_its_need_without_overlap(solved: StoredPlan) -> None:
    problem = planning.Problem.from_json_bytes(gzip.decompress(solved.problem))
    assert solved.gaps.exists()
    for post in problem.posts:
        parts = [(one.stay_from, one.stay_until) for one in solved.stays.filter(post__reference=post.id)]
        parts += [(one.gap_from, one.gap_until) for one in solved.gaps.filter(post__reference=post.id)]
        parts.sort()
        assert parts[0][0] == problem.period_start(post.start)
        assert parts[-1][1] == problem.period_start(post.end)
        assert all(before[1] == after[0] for before, after in pairwise(parts)), post.id


def test_every_gap_has_its_reason_in_words(solved: StoredPlan) -> None:
    for gap in solved.gaps.all():
        assert gap.reason_code
        assert gap.explanation.endswith(".")


def test_solving_is_an_event_that_names_the_problem(solved: StoredPlan) -> None:
    event = last_event()
    assert (event.action, event.subject) == ("plans:plan:solved", solved.reference)
    assert event.after["problem_sha256"] == solved.problem_sha256


def test_the_solver_tells_how_far_it_is(record: Record) -> None:
    told: list[planning.Progress] = []
    plan = asked_for(record)
    actions.solve_plan(record.parties["secretariat officer"], plan.reference, watch=told.append)
    assert told
    assert all(one.bound >= one.objective for one in told)


def test_progress_is_noted_while_a_plan_is_solved_and_never_after(record: Record, solved: StoredPlan) -> None:
    progress = planning.Progress(seconds=1.26, objective=100, bound=120.0, iterations=3)
    waiting = asked_for(record)
    StoredPlan.objects.filter(pk=waiting.pk).update(stage=PlanStage.SOLVING)
    for reference in (waiting.reference, solved.reference):
        actions.note_progress(reference, progress)
    waiting.refresh_from_db()
    solved.refresh_from_db()
    assert waiting.progress["seconds"] == 1.3
    assert (waiting.progress["objective"], waiting.progress["bound"]) == (100, 120.0)
    assert solved.progress == {}


def clash(record: Record) -> None:
    """Put a second unit into India's post, past the action that would refuse it: a record from elsewhere."""
    lead = Stay.objects.get(pledge__reference="ind-battalion")
    Stay.objects.create(
        pledge=record.pledges["ind-submitted"], post=lead.post, stay_from=DAY, stage=lead.stage, known_from=KNOWN
    )


def test_a_record_that_cannot_be_planned_fails_the_plan_with_one_line(record: Record) -> None:
    clash(record)
    plan = asked_for(record)
    with pytest.raises(Refused, match="cannot be planned"):
        actions.solve_plan(record.parties["secretariat officer"], plan.reference)
    plan.refresh_from_db()
    assert plan.stage == PlanStage.FAILED
    assert "req-published-bn" in plan.failure
    assert "\n" not in plan.failure
    assert not plan.stays.exists()


@pytest.mark.parametrize("broken", ["solve", "store"])
def test_whatever_ends_a_solve_the_plan_does_not_stand_as_being_solved(
    record: Record, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    def breaks(*args: object, **kwargs: object) -> None:
        raise MemoryError("no room")

    if broken == "solve":
        monkeypatch.setattr(planning, "solve", breaks)
    else:
        monkeypatch.setattr(actions, "gaps", breaks)
    plan = asked_for(record)
    with pytest.raises(MemoryError):
        actions.solve_plan(record.parties["secretariat officer"], plan.reference)
    plan.refresh_from_db()
    assert (plan.stage, plan.failure) == (PlanStage.FAILED, "interrupted: MemoryError")
    assert not plan.stays.exists(), "the answer is stored whole or not at all"
    assert plan.objective is None


def test_a_plan_is_solved_once(record: Record, solved: StoredPlan) -> None:
    with pytest.raises(Refused, match="is solved; only a queued one can be solved"):
        actions.solve_plan(record.parties["secretariat officer"], solved.reference)


def test_a_plan_that_is_not_there_cannot_be_solved(record: Record) -> None:
    with pytest.raises(NotFound, match="There is no plan 'none'"):
        actions.solve_plan(record.parties["secretariat officer"], "none")


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_one_takes_the_plan() -> None:
    parties = make_parties()
    plan = actions.request_plan(
        parties["secretariat officer"],
        register=parties.organisations["UN"],
        day=DAY,
        horizon_months=12,
        seconds=5,
    )
    start, outcomes = threading.Barrier(2), []

    def work() -> None:
        start.wait(timeout=10)
        try:
            actions._take(plan.reference)
            outcomes.append("taken")
        except Refused:
            outcomes.append("refused")
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=30)
    assert sorted(outcomes) == ["refused", "taken"]


def test_an_approver_publishes_a_solved_plan(record: Record, solved: StoredPlan) -> None:
    published = actions.publish_plan(record.parties["secretariat approver"], solved.reference)
    assert published.stage == PlanStage.PUBLISHED
    assert published.published_at is not None
    assert last_event().action == "plans:plan:published"


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        ("secretariat officer", NotAllowed),
        ("secretariat reader", NotAllowed),
        ("owning State", NotFound),
        ("other secretariat", NotFound),
    ],
)
def test_nobody_else_publishes(record: Record, who: str, refusal: type[Exception]) -> None:
    reference = record.plans["solved"].reference
    with pytest.raises(refusal):
        actions.publish_plan(record.parties[who], reference)
    assert StoredPlan.objects.get(reference=reference).stage == PlanStage.SOLVED


def test_only_a_solved_plan_can_be_published(record: Record) -> None:
    approver = record.parties["secretariat approver"]
    with pytest.raises(Refused, match="is queued; only a solved one"):
        actions.publish_plan(approver, asked_for(record).reference)
    with pytest.raises(Refused, match="is published; only a solved one"):
        actions.publish_plan(approver, record.plans["published"].reference)


def test_plans_that_were_being_solved_when_all_stopped_are_failed_at_the_start(record: Record) -> None:
    abandoned, waiting = asked_for(record), asked_for(record)
    StoredPlan.objects.filter(pk=abandoned.pk).update(stage=PlanStage.SOLVING)
    assert actions.fail_abandoned_plans() == 1
    abandoned.refresh_from_db()
    waiting.refresh_from_db()
    assert abandoned.stage == PlanStage.FAILED
    assert abandoned.failure.startswith("interrupted: the installation stopped")
    assert waiting.stage == PlanStage.QUEUED
    assert actions.fail_abandoned_plans() == 0


def test_a_plan_of_an_empty_register_is_solved_and_all_of_the_need_is_open(parties: Parties) -> None:
    make_mission(parties, "UNIFIL", "UN")
    missions.create_requirement(SYSTEM, requirement_terms("lonely"), today=KNOWN)
    actor: Viewer = parties["secretariat officer"]
    plan = actions.request_plan(
        actor, register=parties.organisations["UN"], day=DAY, horizon_months=6, seconds=5, title="Empty"
    )
    done = actions.solve_plan(actor, plan.reference)
    assert (done.title, done.objective, done.stays.count()) == ("Empty", 0, 0)
    assert {gap.reason_code for gap in done.gaps.all()} == {"no-pledge"}
