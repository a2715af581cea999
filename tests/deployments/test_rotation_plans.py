"""Companies for tours and days of arrival, planned by the optimisers out of the record and accepted, all or none."""

import json
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from muster.audit.models import AuditEvent
from muster.authorisations.models import NationalAct
from muster.cli.app import run as run_command
from muster.deployments.actions import (
    accept_company_plan,
    accept_lift_plan,
    accept_tours,
    enter_unit,
    name_company,
    plan_lifts,
    step_tour,
)
from muster.deployments.actions.planning_runs import fail_abandoned_runs, request_run
from muster.deployments.models import DeployedUnit, Lift, PlanningRun, RunKind, RunStage, Tour, TourStage
from muster.deployments.pages.lift_plan import day_rows
from muster.deployments.planning.companies import CompaniesPlan, CompaniesProblem, Obstacle
from muster.deployments.planning.companies_check import broken_company_rules
from muster.deployments.planning.lift import LiftPlan, LiftProblem
from muster.deployments.planning.lift_check import broken_lift_rules
from muster.deployments.planning.written import read_as, written
from muster.deployments.queries.company_plan import company_question
from muster.deployments.queries.lift_plan import lift_question
from muster.deployments.queries.planning_runs import visible_run
from muster.deployments.rules.lifts import LiftTerms
from muster.deployments.tasks import answer_queued_run, queue_run
from muster.generation.actions import record_block
from muster.generation.terms import BlockTerms
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.parties.viewer import SYSTEM
from tests.deployments.planned import COMPANIES, LIFT, company_of, planned
from tests.deployments.test_tour_actions import days_of_tours
from tests.deployments.test_unit_pages import signed_in
from tests.deployments.theatre import COMPANY, company_in_theatre
from tests.record import DAY, Record

UNTIL = date(2020, 6, 1)


def three_companies(record: Record) -> None:
    """Four tours of six months, and three companies that may take them: that of the record and two more."""
    company_in_theatre()
    for code in ("kaz-a", "kaz-b"):
        company_of(code, record)


def test_companies_take_turns_with_rest_between_and_the_plan_is_accepted_whole(record: Record) -> None:
    three_companies(record)
    state = record.parties["owning State"]
    run = planned(state, RunKind.COMPANIES, dict(COMPANIES))
    problem, plan = read_as(CompaniesProblem, run.problem), read_as(CompaniesPlan, run.answer)
    assert list(broken_company_rules(problem, plan.taken)) == []
    assert (len(plan.taken), len(plan.untaken), plan.is_proven) == (3, 1, True)
    assert len(set(plan.taken.values())) == 3, "fair turns: each takes one"
    tours = accept_company_plan(state, run.pk, today=DAY)
    assert len(tours) == 3
    named = {one.rotation: one.company.code for one in Tour.objects.exclude(company=None) if one.company}
    assert named == {name.split()[1]: company for name, company in plan.taken.items()}
    assert AuditEvent.objects.filter(action="deployments:plan:accepted").count() == 1
    with pytest.raises(Refused, match="was accepted on"):
        accept_company_plan(state, run.pk, today=DAY)


def test_a_tour_that_was_changed_since_is_told_and_nothing_is_named(record: Record) -> None:
    three_companies(record)
    state = record.parties["owning State"]
    run = planned(state, RunKind.COMPANIES, dict(COMPANIES))
    last = sorted(read_as(CompaniesPlan, run.answer).taken)[-1].split()[1]
    Tour.objects.filter(rotation=last).update(version=2)
    with pytest.raises(Refused, match="by somebody else"):
        accept_company_plan(state, run.pk, today=DAY)
    assert not Tour.objects.exclude(company=None).exists()
    assert PlanningRun.objects.get().accepted_on is None


def test_what_is_named_stays_and_what_nobody_takes_has_its_cures(record: Record) -> None:
    three_companies(record)
    name_company(SYSTEM, "unit-kaz", "R2", "kaz-b", today=DAY)
    run = planned(record.parties["owning State"], RunKind.COMPANIES, dict(COMPANIES))
    plan = read_as(CompaniesPlan, run.answer)
    assert plan.taken["unit-kaz R2"] == "kaz-b"
    (untaken,) = plan.untaken
    assert {cure.obstacle for cures in plan.cures[untaken] for cure in cures} <= {Obstacle.BUSY, Obstacle.DWELL}


def test_the_act_bounds_the_tours_of_its_missions_with_all_others_abroad(record: Record) -> None:
    """At 200 no two contingents of 120 may be there at once: each handover leaves a tour without a company."""
    three_companies(record)
    NationalAct.objects.update(personnel_ceiling=200)
    state = record.parties.organisations["KAZ"]
    problem = company_question(SYSTEM, state, UNTIL, DAY).problem
    assert {one.people for one in problem.ceilings} == {200}
    run = planned(record.parties["owning State"], RunKind.COMPANIES, dict(COMPANIES))
    plan = read_as(CompaniesPlan, run.answer)
    assert len(plan.taken) == 2
    NationalAct.objects.get().missions.set([record.missions["UNDOF"]])
    run = planned(record.parties["owning State"], RunKind.COMPANIES, dict(COMPANIES))
    assert len(read_as(CompaniesPlan, run.answer).taken) == 3


def test_others_abroad_are_counted_by_span(record: Record) -> None:
    three_companies(record)
    other = replace(COMPANY, reference="unit-other", title="Other company", present_until=date(2019, 6, 1))
    enter_unit(SYSTEM, other, today=DAY)
    state = record.parties.organisations["KAZ"]
    found = company_question(SYSTEM, state, UNTIL, DAY).problem.ceilings
    assert [(one.valid_from, one.others_abroad) for one in found] == [(DAY, 120), (date(2019, 6, 1), 0)]


def test_who_may_ask_about_companies_and_what_cannot_be_answered(record: Record) -> None:
    company_in_theatre()
    state = record.parties.organisations["KAZ"]
    with pytest.raises(Refused, match="no national unit"):
        company_question(record.parties["secretariat officer"], state, UNTIL, DAY)
    company_of("kaz-a", record)
    for kind in ("other State", "mission", "analyst"):
        with pytest.raises(NotAllowed):
            company_question(record.parties[kind], state, UNTIL, DAY)
    with pytest.raises(Refused, match="no tour to come"):
        company_question(SYSTEM, state, date(2018, 1, 1), DAY)


def lift_of_two(record: Record) -> None:
    """Two companies that rotate on the same days, where the mission receives one of them in a week."""
    company_in_theatre()
    enter_unit(SYSTEM, replace(COMPANY, reference="unit-ind", state="IND", title="Company of India"), today=DAY)
    accept_tours(SYSTEM, "unit-ind", UNTIL, today=DAY)


def test_arrivals_keep_reception_windows_and_blocks_and_are_accepted_whole(record: Record) -> None:
    lift_of_two(record)
    block = BlockTerms("closed", "UNIFIL", ("movement",), date(2019, 9, 25), date(2019, 10, 5), "The port is closed")
    record_block(SYSTEM, block, today=DAY)
    officer = record.parties["secretariat officer"]
    run = planned(officer, RunKind.LIFT, written(replace(LIFT, people_per_week=150)))
    problem, plan = read_as(LiftProblem, run.problem), read_as(LiftPlan, run.answer)
    assert list(broken_lift_rules(problem, plan)) == []
    assert len(plan.days) == 6
    assert plan.without_day == ()
    accept_lift_plan(officer, run.pk, today=DAY)
    for name, day in plan.days.items():
        reference, rotation = name.split()
        assert Tour.objects.get(unit__reference=reference, rotation=rotation).arrives_on == day
    for unit in DeployedUnit.objects.all():
        tours = list(unit.tours.order_by("arrives_on"))
        for before, after in pairwise(tours):
            assert before.leaves_on >= after.arrives_on + timedelta(days=1), "relieved with the overlap"
    third = Tour.objects.filter(rotation="R3")
    assert not any(date(2019, 9, 25) <= one.arrives_on < date(2019, 10, 5) for one in third)
    with pytest.raises(Refused, match="was accepted on"):
        accept_lift_plan(officer, run.pk, today=DAY)


def test_arrivals_are_not_accepted_where_a_tour_was_changed_since(record: Record) -> None:
    lift_of_two(record)
    officer = record.parties["secretariat officer"]
    run = planned(officer, RunKind.LIFT, written(replace(LIFT, people_per_week=150)))
    before = days_of_tours()
    Tour.objects.filter(arrives_on__gt=DAY).update(version=2)
    with pytest.raises(Refused, match="by somebody else"):
        accept_lift_plan(officer, run.pk, today=DAY)
    assert days_of_tours() == before
    with pytest.raises(NotAllowed):
        accept_lift_plan(record.parties["secretariat reader"], run.pk, today=DAY)


def test_agreed_tours_keep_their_day_and_lifts_a_week_apart_move_together(record: Record) -> None:
    lift_of_two(record)
    step_tour(SYSTEM, "unit-ind", "R2", TourStage.AGREED, today=DAY)
    lifts = [LiftTerms(date(2019, 3, 29), 50), LiftTerms(date(2019, 4, 5), 70)]
    plan_lifts(SYSTEM, "unit-kaz", "R2", "in", lifts, today=DAY)
    officer = record.parties["secretariat officer"]
    run = planned(officer, RunKind.LIFT, written(replace(LIFT, people_per_week=150)))
    problem, plan = read_as(LiftProblem, run.problem), read_as(LiftPlan, run.answer)
    assert problem.rotation_by_id["unit-kaz R2"].people == (50, 70)
    assert plan.days["unit-ind R2"] == date(2019, 3, 29)
    accept_lift_plan(officer, run.pk, today=DAY)
    day = plan.days["unit-kaz R2"]
    assert day != date(2019, 3, 29), "the week of India's company is full"
    days = Lift.objects.filter(tour__unit__reference="unit-kaz").order_by("on").values_list("on", "people")
    assert list(days) == [(day, 50), (day + timedelta(days=7), 70)]


def test_a_plan_that_moves_nothing_is_nothing_to_accept(record: Record) -> None:
    company_in_theatre()
    officer = record.parties["secretariat officer"]
    run = planned(officer, RunKind.LIFT, written(LIFT))
    with pytest.raises(Refused, match="changes no tour"):
        accept_lift_plan(officer, run.pk, today=DAY)


def test_only_a_secretariat_asks_for_arrivals_and_only_of_its_missions(record: Record) -> None:
    company_in_theatre()
    for kind in ("owning State", "mission", "analyst"):
        with pytest.raises(NotAllowed):
            lift_question(record.parties[kind], LIFT, DAY)
    for kind in ("other secretariat",):
        with pytest.raises(Refused, match="no tour to come"):
            lift_question(record.parties[kind], LIFT, DAY)


def test_a_run_is_its_organisations_own_and_the_workers_to_answer_once(record: Record) -> None:
    three_companies(record)
    state = record.parties["owning State"]
    run = queue_run(state, RunKind.COMPANIES, dict(COMPANIES), DAY)
    for kind in ("secretariat officer", "other State"):
        with pytest.raises(NotFound):
            visible_run(record.parties[kind], RunKind.COMPANIES, run.pk)
    with pytest.raises(Refused, match="that is done is accepted"):
        accept_company_plan(state, run.pk, today=DAY)
    answer_queued_run.call(run.pk, state.user_id, state.organisation_id)
    assert PlanningRun.objects.get().stage == RunStage.DONE
    with pytest.raises(NotAllowed):
        request_run(record.parties["owning State's reader"], RunKind.COMPANIES, dict(COMPANIES), DAY)


def test_a_run_of_who_no_longer_acts_or_that_the_installation_left_fails_in_a_line(record: Record) -> None:
    three_companies(record)
    state = record.parties["owning State"]
    lost = queue_run(state, RunKind.COMPANIES, dict(COMPANIES), DAY)
    answer_queued_run.call(lost.pk, record.parties["other State"].user_id, state.organisation_id)
    lost.refresh_from_db()
    assert (lost.stage, lost.failure) == (RunStage.FAILED, "whoever asked for it no longer acts for that organisation")
    PlanningRun.objects.update(stage=RunStage.RUNNING)
    assert fail_abandoned_runs() == 1
    lost.refresh_from_db()
    assert "the installation stopped" in lost.failure


@pytest.mark.once
def test_companies_are_asked_for_shown_and_accepted_on_pages(record: Record) -> None:
    three_companies(record)
    client = signed_in(record, "owning State")
    asked = client.post("/deployments/abroad/KAZ/companies/?as_of=2018-10-01", {"until": "2020-06-01"})
    run = PlanningRun.objects.get()
    page = f"/deployments/company-plans/{run.pk}/"
    assert (asked.status_code, asked["Location"]) == (302, page)
    assert "waits for the worker" in client.get(page).content.decode()
    state = record.parties["owning State"]
    answer_queued_run.call(run.pk, state.user_id, state.organisation_id)
    shown = client.get(page).content.decode()
    assert "Accept this plan" in shown
    assert "Tours that no company takes" in shown
    assert "days of rest less" in shown or "free it from" in shown
    assert client.post(f"{page}accept/").status_code == 302
    assert Tour.objects.exclude(company=None).count() == 3
    again = client.post(f"{page}accept/", follow=True).content.decode()
    assert "was accepted on" in again
    assert str(run.pk) in client.get("/deployments/abroad/KAZ/companies/").content.decode()
    assert client.post("/deployments/abroad/KAZ/companies/", {"until": "2017-06-01"}).status_code == 400


@pytest.mark.once
def test_arrivals_are_asked_for_shown_and_accepted_on_pages(record: Record) -> None:
    lift_of_two(record)
    client = signed_in(record, "secretariat officer")
    sent = {"begins_on": "2018-10-02", "weeks": "104", "people_per_week": "150", "flights_per_month": "20"}
    assert client.post("/deployments/rotations/lift/?as_of=2018-10-01", sent).status_code == 302
    run = PlanningRun.objects.get()
    officer = record.parties["secretariat officer"]
    answer_queued_run.call(run.pk, officer.user_id, officer.organisation_id)
    page = f"/deployments/rotations/lift/{run.pk}/"
    shown = client.get(page).content.decode()
    assert "Arrivals in their windows" in shown
    assert "no plan has less than" in shown
    assert client.post(f"{page}accept/").status_code == 302
    assert Tour.objects.filter(arrives_on=date(2019, 3, 29)).count() == 1
    run.refresh_from_db()
    few = read_as(LiftProblem, {**run.problem, "reception": {"UNIFIL": 100}})
    nothing = LiftPlan({}, tuple(few.rotation_by_id), (), 0, 0, 0, True, 0, 0, 0.0)
    assert "120 people in one lift, 100 are received in a week" in day_rows(few, nothing)[0]["words"]
    none = {**sent, "begins_on": "2050-01-01"}
    assert "no tour to come" in client.post("/deployments/rotations/lift/", none).content.decode()


@pytest.mark.once
def test_a_plan_of_arrivals_tells_which_acts_it_exceeds_before_and_after_it_is_accepted(record: Record) -> None:
    """Both contingents of each handover count: 240 people abroad, the act allows 200."""
    lift_of_two(record)
    NationalAct.objects.filter(state__code="KAZ").update(personnel_ceiling=200, valid_until=None)
    officer = record.parties["secretariat officer"]
    run = planned(officer, RunKind.LIFT, {**written(LIFT), "people_per_week": 150})
    client = signed_in(record, "secretariat officer")
    shown = client.get(f"/deployments/rotations/lift/{run.pk}/?as_of={DAY}").content.decode()
    accept_lift_plan(officer, run.pk, today=DAY)
    kept = AuditEvent.objects.get(action="deployments:plan:accepted").after["acts exceeded"]
    assert kept
    assert all(one.startswith("act-of-kaz: 240 people abroad") for one in kept)
    assert all(one.removeprefix("act-of-kaz: ") in shown for one in kept)
    again = client.get(f"/deployments/rotations/lift/{run.pk}/?as_of={DAY}").content.decode()
    assert kept[0].removeprefix("act-of-kaz: ") not in again, "what is accepted is no proposal any more"


def test_the_command_plans_companies_or_arrivals_and_not_both(
    record: Record, capsys: pytest.CaptureFixture[str]
) -> None:
    three_companies(record)
    Tour.objects.exclude(rotation="R2").delete()
    Tour.objects.update(training_from="2098-09-01", arrives_on="2099-01-01", leaves_on="2099-07-01")
    assert run_command(["rotations", "plan", "--state", "KAZ", "--until", "2099-06-01", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [row["tour"] for row in told["taken"]] == ["unit-kaz R2"]
    assert run_command(["rotations", "plan", "--state", "KAZ", "--until", "2099-06-01"]) == 0
    assert "unit-kaz R2" in capsys.readouterr().out
    assert run_command(["rotations", "plan"]) == 2
    assert "give --state" in capsys.readouterr().err
    assert run_command(["rotations", "plan", "--mission", "UNIFIL", "--weeks", "4"]) == 2
    assert "no tour to come in these weeks" in capsys.readouterr().err
