"""The API of the optimisers and of blocks: asked for, read with what is proven, accepted as it was shown."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from muster.deployments.actions import departures_of, plan_lifts
from muster.deployments.models import PlanningRun, RunKind, Tour
from muster.deployments.planning.drawdown import DrawdownProblem
from muster.deployments.planning.drawdown_alternatives import Alternative
from muster.deployments.planning.lift import LiftProblem, WithoutDay, why_without_day
from muster.deployments.planning.written import read_as, written
from muster.deployments.queries.drawdown import DrawdownOrder
from muster.deployments.rules.lifts import LiftTerms
from muster.deployments.tasks import answer_queued_run
from muster.parties.viewer import SYSTEM, Viewer
from tests.api.caller import by_token
from tests.deployments.planned import COMPANIES, LIFT, company_of, planned
from tests.deployments.test_replanning_pages import held_from_today_on
from tests.deployments.theatre import company_in_theatre
from tests.record import DAY, Record

TODAY = datetime.now(UTC).date()
SOON = TODAY + timedelta(days=400)


def tours_to_come() -> None:
    """Kazakhstan's company with two tours that lie ahead of today, since the API writes of today alone."""
    company_in_theatre()
    Tour.objects.exclude(rotation__in=("R2", "R3")).delete()
    for rotation, begin in (("R2", TODAY + timedelta(days=200)), ("R3", TODAY + timedelta(days=380))):
        leave = begin + timedelta(days=180)
        Tour.objects.filter(rotation=rotation).update(
            training_from=begin - timedelta(days=110), arrives_on=begin, leaves_on=leave
        )


def answered(viewer: Viewer) -> None:
    """Let the worker answer what was asked last."""
    answer_queued_run.call(PlanningRun.objects.latest("pk").pk, viewer.user_id, viewer.organisation_id)


def test_companies_are_asked_for_read_and_accepted_by_a_program(record: Record) -> None:
    tours_to_come()
    company_of("kaz-a", record)
    Tour.objects.filter(rotation="R2").update(strength=500)
    viewer = record.parties["owning State"]
    state = by_token(viewer)
    asked = state.post("company-plans", {"state": "KAZ", "until": SOON.isoformat()})
    assert (asked["stage"], asked["result"], asked["state"]) == ("queued", None, "KAZ")
    early = state.post(f"company-plans/{asked['number']}/accept", status=400)
    assert "a plan that is done is accepted" in early["detail"]
    answered(viewer)
    plan = state.get(f"company-plans/{asked['number']}")
    result = plan["result"]
    assert result["is_proven"] is True
    assert len(result["taken"]) + len(result["untaken"]) == 2
    assert result["changes"] == len([one for one in result["taken"] if not one["is_named"]])
    tours = state.post(f"company-plans/{asked['number']}/accept", status=200)
    assert {(one["rotation"], one["company"]) for one in tours} == {
        (one["rotation"], one["company"]) for one in result["taken"]
    }
    again = state.post(f"company-plans/{asked['number']}/accept", status=400)
    assert "was accepted on" in again["detail"]
    (run,) = state.get("planning-runs?kind=companies")["items"]
    assert (run["number"], run["stage"], run["accepted_on"]) == (asked["number"], "done", TODAY.isoformat())


@pytest.mark.once
def test_what_nobody_takes_is_read_with_its_cures(record: Record) -> None:
    company_in_theatre()
    company_of("kaz-a", record)
    run = planned(record.parties["owning State"], RunKind.COMPANIES, dict(COMPANIES))
    untaken = by_token(record.parties["owning State"]).get(f"company-plans/{run.pk}")["result"]["untaken"]
    assert untaken
    for one in untaken:
        assert one["unit"] == "unit-kaz"
        assert {cure["obstacle"] for way in one["cures"] for cure in way} <= {"busy", "dwell"}


@pytest.mark.once
def test_a_tour_that_was_changed_since_is_refused_whole(record: Record) -> None:
    company_in_theatre()
    company_of("kaz-a", record)
    state = record.parties["owning State"]
    run = planned(state, RunKind.COMPANIES, dict(COMPANIES))
    Tour.objects.update(version=7)
    answer = by_token(state).post(f"company-plans/{run.pk}/accept", status=400)
    assert "by somebody else" in answer["detail"]
    assert not Tour.objects.exclude(company=None).exists()


@pytest.mark.once
@pytest.mark.parametrize("kind", ["other State", "secretariat officer", "mission", "analyst"])
def test_a_plan_is_its_organisations_own(record: Record, kind: str) -> None:
    company_in_theatre()
    company_of("kaz-a", record)
    run = planned(record.parties["owning State"], RunKind.COMPANIES, dict(COMPANIES))
    other = by_token(record.parties[kind])
    other.get(f"company-plans/{run.pk}", status=404)
    other.post(f"company-plans/{run.pk}/accept", status=404)
    assert other.get("planning-runs")["count"] == 0


@pytest.mark.once
def test_a_reader_asks_for_nothing_and_what_cannot_be_answered_is_told_at_once(record: Record) -> None:
    company_in_theatre()
    reader = by_token(record.parties["owning State's reader"])
    body = {"state": "KAZ", "until": "2017-06-01"}
    assert "by officers" in reader.post("company-plans", body, status=403)["detail"]
    refused = by_token(record.parties["owning State"]).post("company-plans", body, status=400)
    assert "no tour to come" in refused["detail"]
    assert not PlanningRun.objects.exists()
    nowhere = by_token(record.parties["secretariat officer"]).post("company-plans", {**body, "state": "UNIFIL"}, 404)
    assert "is no Member State" in nowhere["detail"]


def test_arrivals_are_asked_for_read_with_their_bounds_and_accepted_by_a_program(record: Record) -> None:
    tours_to_come()
    viewer = record.parties["secretariat officer"]
    desk = by_token(viewer)
    begins = TODAY + timedelta(days=195)
    body = {"begins_on": begins.isoformat(), "weeks": 60, "people_per_week": 150, "flights_per_month": 20}
    asked = desk.post("lift-plans", {**body, "missions": ["UNIFIL"]})
    answered(viewer)
    plan = desk.get(f"lift-plans/{asked['number']}")
    result = plan["result"]
    assert (plan["missions"], result["without_day"], len(result["days"])) == (["UNIFIL"], 0, 2)
    weighed = 100 * result["breach_days"] + result["deviation_days"]
    assert result["deviation_bound"] <= weighed
    assert result["flights_bound"] <= result["flights"]
    assert result["flights"] == sum(one["flights"] for one in result["flights_by_month"])
    path = f"lift-plans/{asked['number']}/accept"
    if result["changes"]:
        desk.post(path, status=200)
        days = {one["rotation"]: one["on"] for one in result["days"]}
        assert {one.rotation: one.arrives_on.isoformat() for one in Tour.objects.all()} == days
    else:
        assert "nothing to accept" in desk.post(path, status=400)["detail"]
    by_token(record.parties["owning State"]).get(f"lift-plans/{asked['number']}", status=403)


@pytest.mark.once
def test_an_arrival_without_a_day_says_why(record: Record) -> None:
    company_in_theatre()
    run = planned(record.parties["secretariat officer"], RunKind.LIFT, written(LIFT))
    problem = read_as(LiftProblem, run.problem)
    row = problem.rotations[0]
    assert why_without_day(problem, row) == WithoutDay.NO_DAY_FOUND
    few: Any = {**run.problem, "reception": {"UNIFIL": 100}}
    assert why_without_day(read_as(LiftProblem, few), row) == WithoutDay.LIFT_TOO_LARGE
    nothing = {**run.answer, "days": {}, "without_day": [one.id for one in problem.rotations]}
    PlanningRun.objects.filter(pk=run.pk).update(problem=few, answer=nothing)
    told = by_token(record.parties["secretariat officer"]).get(f"lift-plans/{run.pk}")["result"]
    assert {(one["on"], one["why_without"]) for one in told["days"]} == {(None, "lift-too-large")}
    assert told["without_day"] == len(problem.rotations)


def test_a_drawdown_is_ordered_read_and_accepted_by_a_program(record: Record) -> None:
    company_in_theatre()
    officer, approver = record.parties["secretariat officer"], record.parties["secretariat approver"]
    begins = TODAY + timedelta(days=14)
    until = begins + timedelta(weeks=12)
    body = {"begins_on": begins.isoformat(), "until": until.isoformat(), "percent": 25, "mission": "UNIFIL"}
    asked = by_token(officer).post("drawdown-plans", body)
    assert (asked["percent"], asked["in_each"], asked["result"]) == (25, True, None)
    answered(officer)
    plan = by_token(officer).get(f"drawdown-plans/{asked['number']}")["result"]
    first = plan["alternatives"][0]
    assert "balanced" in first["first"]
    assert first["points_bound"] <= first["points"]
    (leaves,) = first["departures"]
    assert (leaves["unit"], leaves["version"], sum(one["people"] for one in leaves["lifts"])) == ("unit-kaz", 1, 120)
    path = f"drawdown-plans/{asked['number']}/accept"
    by_token(officer).post(path, {"reason": "By a decision"}, status=403)
    (left,) = by_token(approver).post(path, {"reason": "By a decision"}, status=200)
    assert left == {"unit": "unit-kaz", "present_until": leaves["lifts"][-1]["on"], "version": 2}
    again = by_token(approver).post(path, {"reason": "By a decision"}, status=400)
    assert "changed by somebody else meanwhile" in again["detail"]


@pytest.mark.once
def test_departures_of_a_drawdown_are_those_of_the_alternative_at_the_versions_seen(record: Record) -> None:
    company_in_theatre()
    order = DrawdownOrder(begins_on=DAY + timedelta(days=14), until=date(2018, 12, 31), percent=25)
    asked = {**written(order), "first": ""}
    run = planned(record.parties["secretariat officer"], RunKind.DRAWDOWN, asked)
    problem, chosen = read_as(DrawdownProblem, run.problem), read_as(Alternative, run.answer[0])
    found = departures_of(problem, run.seen, chosen.drawdown.weeks)
    assert [one.unit for one in found] == sorted(chosen.drawdown.weeks)
    assert all(sum(people for _, people in one.lifts) == problem.unit_by_id[one.unit].people for one in found)
    other = by_token(record.parties["secretariat officer"]).get(f"drawdown-plans/{run.pk}")
    assert other["begins_on"] == (DAY + timedelta(days=14)).isoformat()


def test_a_units_handover_is_read_with_its_ways_and_written_by_the_one_chosen(record: Record) -> None:
    held_from_today_on()
    desk = by_token(record.parties["secretariat officer"])
    path = "deployed-units/unit-kaz/replanning"
    waiting = desk.get(path)
    (unit,) = waiting["units"]
    (handover,) = unit["handovers"]
    assert (handover["relief"], handover["taken"], unit["is_mine"]) == ("R2", "wait", True)
    ways = {one["way"]: one for one in handover["ways"]}
    assert {"wait", "forward", "without-relief", "split"} <= set(ways)
    assert unit["person_days_past_due"] == ways["wait"]["person_days"] == 21 * 120
    split = desk.get(f"{path}?ways=R2:split")
    assert split["units"][0]["handovers"][0]["taken"] == "split"
    assert split["seen"] != waiting["seen"]
    stale = desk.post(path, {"ways": {"R2": "split"}, "seen": waiting["seen"]}, status=400)
    assert "was changed meanwhile" in stale["detail"]
    changed = desk.post(path, {"ways": {"R2": "split"}, "seen": split["seen"]}, status=200)
    assert "R2" in {one["rotation"] for one in changed}
    lifts = desk.get("deployed-units/unit-kaz/tours/R2/lifts")
    assert [(one["way"], one["people"]) for one in lifts] == [("in", 60), ("in", 60)]


@pytest.mark.once
def test_a_way_that_a_handover_has_not_is_refused_with_those_there_are(record: Record) -> None:
    held_from_today_on()
    desk = by_token(record.parties["secretariat officer"])
    seen = desk.get("deployed-units/unit-kaz/replanning")["seen"]
    body = {"ways": {"R9": "forward"}, "seen": seen}
    refused = desk.post("deployed-units/unit-kaz/replanning", body, status=400)
    assert "there is no way 'forward'" in refused["detail"]
    desk.get("deployed-units/unit-kaz/replanning?ways=R2", status=422)


@pytest.mark.once
def test_a_mission_is_planned_anew_as_it_was_read_and_who_plans_nothing_has_no_mark(record: Record) -> None:
    held_from_today_on()
    told = {
        kind: by_token(record.parties[kind]).get("missions/UNIFIL/replanning")
        for kind in ("secretariat officer", "mission", "other State")
    }
    assert told["mission"]["seen"] is None
    assert told["other State"]["units"] == []
    seen = told["secretariat officer"]["seen"]
    desk = by_token(record.parties["secretariat officer"])
    changed = desk.post("missions/UNIFIL/replanning", {"seen": seen}, status=200)
    assert {one["rotation"] for one in changed} == {"R1", "R2"}
    assert "nothing to plan anew" in desk.post("missions/UNIFIL/replanning", {"seen": seen}, status=400)["detail"]


@pytest.mark.once
def test_a_company_is_named_and_lifts_are_planned_by_a_program(record: Record) -> None:
    tours_to_come()
    company_of("kaz-a", record)
    state = by_token(record.parties["owning State"])
    path = "deployed-units/unit-kaz/tours/R2"
    named = state.post(f"{path}/company", {"version": 1, "company": "kaz-a"}, status=200)
    assert (named["company"], named["version"]) == ("kaz-a", 2)
    come = date.fromisoformat(named["arrives_on"])
    later = (come + timedelta(days=7)).isoformat()
    lifts = [{"on": come.isoformat(), "people": 60}, {"on": later, "people": 60}]
    planned_lifts = state.post(f"{path}/lifts/in", {"version": 2, "lifts": lifts}, status=200)
    assert planned_lifts["version"] == 3
    told = state.get(f"{path}/lifts")
    assert [(one["on"], one["people"], one["has_happened"]) for one in told] == [
        (come.isoformat(), 60, False),
        (later, 60, False),
    ]
    wrong = state.post(f"{path}/lifts/in", {"version": 3, "lifts": lifts[:1]}, status=400)
    assert wrong["problems"]
    plan_lifts(SYSTEM, "unit-kaz", "R2", "in", [LiftTerms(come, 120)], today=TODAY)
    stale = state.post(f"{path}/lifts/in", {"version": 3, "lifts": []}, status=400)
    assert "changed by somebody else meanwhile" in stale["detail"]
