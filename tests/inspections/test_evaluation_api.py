"""The API of evaluations and plans to do better: each goes its whole way by programs alone, each side its part."""

from datetime import timedelta

import pytest

from muster.deployments.models import DeployedUnit
from muster.inspections.actions.evaluations import step_evaluation
from muster.inspections.models import Evaluation, PerformancePlan
from muster.parties.viewer import SYSTEM
from tests.api.caller import Caller, by_token
from tests.deployments.theatre import company_in_theatre
from tests.inspections.evaluated import CAMP, PATROL, evaluation_shared, evaluation_written, plan_proposed
from tests.record import DAY, Record

NEW = {
    "reference": "ev-new",
    "unit": "unit-kaz",
    "kind": "force-commander",
    "covers_from": "2018-09-30",
    "covers_until": "2018-10-01",
    "evaluator": "Force commander's office",
}
LINE = {"area": "OPERATIONS", "task": "Patrols", "standard": "by day and night", "rating": "met"}
MEASURES = [
    {"words": "Man the tower", "to_act": "contributor", "due_on": "2098-12-01", "indicator": "a guard"},
    {"words": "Repair the road", "to_act": "mission", "due_on": "2098-12-15"},
]
OUTSIDE = ("other State", "other mission", "other secretariat", "analyst")


@pytest.fixture(autouse=True)
def _company(record: Record) -> None:
    company_in_theatre()


def program(record: Record, kind: str) -> Caller:
    return by_token(record.parties[kind])


@pytest.mark.once
def test_an_evaluation_goes_its_whole_way_by_programs_alone(record: Record) -> None:
    mission, state = program(record, "mission"), program(record, "owning State")
    made = mission.post("evaluations", NEW)
    assert (made["stage"], made["rating"], made["standards"], made["version"]) == ("draft", None, [], 1)
    assert state.get("evaluations/ev-new", status=404)["detail"]
    content = {"rating": "exceeded", "summary": "All was seen", "standards": [LINE], "version": 1}
    written = mission.put("evaluations/ev-new", content)
    assert written["note"] == "the whole is rated above its best line"
    assert written["standards"] == [{**LINE, "indicator": "", "remark": ""}]
    assert written["context_is_kept"] is False
    today = made["known_from"]
    shared = mission.post("evaluations/ev-new/steps", {"stage": "shared", "on": today, "version": 2}, status=200)
    assert shared["context_is_kept"] is True
    assert {"about": "Intelligence and threat", "says": "not on record"} in shared["context"]
    comment = {"stage": "commented", "on": today, "words": "We had no road.", "version": 3}
    assert state.post("evaluations/ev-new/steps", comment, status=200)["comment"] == "We had no road."
    silent = {"stage": "final", "on": today, "version": 4}
    refused = mission.post("evaluations/ev-new/steps", silent, status=400)
    assert refused["problems"][0]["place"] == "answer"
    final = mission.post("evaluations/ev-new/steps", {**silent, "words": "It is being repaired."}, status=200)
    assert (final["stage"], final["answer"]) == ("final", "It is being repaired.")
    told = state.get("evaluations?unit=unit-kaz&stage=final")["items"]
    assert [(one["reference"], one["rating"]) for one in told] == [("ev-new", "exceeded")]


@pytest.mark.once
def test_a_draft_in_a_list_tells_no_rating_as_on_the_page(record: Record) -> None:
    evaluation_written()
    (row,) = program(record, "mission").get("evaluations")["items"]
    assert (row["stage"], row["rating"]) == ("draft", None)
    assert program(record, "mission").get("evaluations/ev-kaz")["rating"] == "partly-met"


@pytest.mark.once
def test_as_of_an_earlier_day_neither_comment_nor_answer_had_come(record: Record) -> None:
    evaluation_shared()
    later = DAY + timedelta(days=5)
    step_evaluation(SYSTEM, "ev-kaz", "commented", day=later, today=later, words="We had no road.")
    step_evaluation(SYSTEM, "ev-kaz", "final", day=later, today=later, words="It is being repaired.")
    state = program(record, "owning State")
    then, now = (state.get(f"evaluations/ev-kaz?as_of={day}") for day in (DAY, later))
    assert (then["stage"], then["comment"], then["answer"]) == ("shared", "", "")
    assert (now["stage"], now["comment"], now["answer"]) == ("final", "We had no road.", "It is being repaired.")


@pytest.mark.once
@pytest.mark.parametrize("kind", OUTSIDE)
def test_who_is_no_side_finds_no_evaluation_no_plan_and_no_paper(record: Record, kind: str) -> None:
    evaluation_shared()
    plan_proposed()
    other = program(record, kind)
    for path in ("evaluations/ev-kaz", "evaluations/ev-kaz/paper", "performance-plans/pip-kaz"):
        other.get(path, status=404)
    assert (other.get("evaluations")["count"], other.get("performance-plans")["count"]) == (0, 0)


@pytest.mark.once
def test_lines_that_cannot_be_leave_what_was_written_and_are_named(record: Record) -> None:
    evaluation_written()
    wrong = {"standards": [{**LINE, "area": "XXX"}], "version": 2}
    answer = program(record, "mission").put("evaluations/ev-kaz", wrong, status=400)
    assert answer["problems"][0]["place"] == "line 1"
    assert [one.task for one in Evaluation.objects.get().standards.all()] == [PATROL.task, CAMP.task]


@pytest.mark.once
def test_a_plan_goes_its_whole_way_by_programs_alone(record: Record) -> None:
    evaluation_shared()
    mission, state = program(record, "mission"), program(record, "owning State")
    said = {"reference": "pip-new", "unit": "unit-kaz", "aim": "The tower", "due_on": "2099-01-01"}
    made = mission.post("performance-plans", {**said, "evaluation": "ev-kaz"})
    assert (made["stage"], made["evaluation"], made["measures"]) == ("draft", "ev-kaz", [])
    content = {"aim": "The tower is manned", "due_on": "2099-01-01", "measures": MEASURES, "version": 1}
    written = mission.put("performance-plans/pip-new", content)
    assert [one["to_act"] for one in written["measures"]] == ["contributor", "mission"]
    today, steps = made["known_from"], "performance-plans/pip-new/steps"
    assert mission.post(steps, {"stage": "proposed", "on": today, "version": 2}, status=200)["version"] == 3
    assert state.post(steps, {"stage": "agreed", "on": today, "version": 3}, status=200)["stage"] == "agreed"
    done = {"done_on": today, "shown_by": "A picture", "version": 4}
    measures = "performance-plans/pip-new/measures"
    assert state.post(f"{measures}/1/done", done, status=200)["measures"][0]["done_on"] == today
    assert "for whoever had to act" in state.post(f"{measures}/2/done", {**done, "version": 5}, status=403)["detail"]
    early = mission.post(steps, {"stage": "met", "on": today, "words": "Manned", "version": 5}, status=400)
    assert early["problems"][0]["message"] == "measure 2 is not done"
    mission.post(f"{measures}/2/done", {**done, "version": 5}, status=200)
    move = {"due_on": "2099-02-01", "reason": "The road was late", "version": 6}
    assert mission.post("performance-plans/pip-new/move", move, status=200)["due_on"] == "2099-02-01"
    mission.post(steps, {"stage": "met", "on": today, "words": "Manned", "version": 7}, status=200)
    (plan,) = state.get("performance-plans?evaluation=ev-kaz")["items"]
    assert (plan["stage"], plan["result"]) == ("met", "Manned")


@pytest.mark.once
def test_a_plan_that_is_sent_back_answers_with_its_stage_though_its_sender_sees_it_no_more(record: Record) -> None:
    plan_proposed()
    state = program(record, "owning State")
    back = {"stage": "draft", "on": DAY.isoformat(), "words": "The road first", "version": 2}
    assert state.post("performance-plans/pip-kaz/steps", back, status=200) == {
        "reference": "pip-kaz",
        "stage": "draft",
        "version": 3,
    }
    state.get("performance-plans/pip-kaz", status=404)


def test_a_measure_is_done_from_the_version_that_was_read(record: Record) -> None:
    plan_proposed()
    state = program(record, "owning State")
    steps = "performance-plans/pip-kaz/steps"
    state.post(steps, {"stage": "agreed", "on": DAY.isoformat(), "version": 2}, status=200)
    done = {"done_on": DAY.isoformat(), "shown_by": "A picture", "version": 2}
    answer = state.post("performance-plans/pip-kaz/measures/1/done", done, status=400)
    assert "changed by somebody else meanwhile" in answer["detail"]
    assert not PerformancePlan.objects.get().measures.filter(done_on__isnull=False).exists()
    assert DeployedUnit.objects.count() == 1
