"""Plans to do better are proposed by the mission, agreed by the contributor, done measure by measure, and ended."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from muster.audit.models import AuditEvent
from muster.inspections.actions.performance_plans import measure_done, move_plan, open_plan, step_plan, write_plan
from muster.inspections.models import PerformancePlan
from muster.inspections.queries.evaluations import visible_plans
from muster.inspections.stages import ImprovementStage
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.parties.viewer import SYSTEM
from tests.deployments.theatre import company_in_theatre
from tests.inspections.evaluated import PLAN, ROAD, TOWER, evaluation_shared, plan_proposed
from tests.record import DAY, Record

LATER = date(2018, 11, 1)


@pytest.fixture(autouse=True)
def _company(record: Record) -> None:
    company_in_theatre()


def step(record: Record, who: str, following: str, words: str = "", day: date = DAY) -> PerformancePlan:
    return step_plan(record.parties[who], "pip-kaz", following, day=day, today=day, words=words)


def agreed(record: Record) -> PerformancePlan:
    plan_proposed()
    return step(record, "owning State", "agreed")


def seen_by(record: Record, who: str) -> bool:
    return visible_plans(record.parties[who], DAY).filter(reference="pip-kaz").exists()


def test_a_plan_is_opened_by_the_mission_because_of_an_evaluation(record: Record) -> None:
    evaluation_shared()
    with pytest.raises(NotAllowed):
        open_plan(record.parties["owning State"], replace(PLAN, known_from=None), today=DAY)
    plan = open_plan(record.parties["mission"], replace(PLAN, evaluation="ev-kaz"), today=DAY)
    assert plan.evaluation is not None
    assert plan.evaluation.reference == "ev-kaz"
    other = replace(PLAN, reference="other")
    with pytest.raises(NotFound, match="has no evaluation 'nothing'"):
        open_plan(SYSTEM, replace(other, evaluation="nothing"), today=DAY)
    with pytest.raises(NotFound, match="has no inspection 'nothing'"):
        open_plan(SYSTEM, replace(other, inspection="nothing"), today=DAY)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reference": "pip kaz"}, "is no reference"),
        ({"aim": " "}, "say what the unit is to reach"),
        ({"due_on": DAY}, "give a day to come"),
        ({"measures": (replace(TOWER, side="nobody"),)}, "is no side"),
        ({"measures": (replace(TOWER, words=" "),)}, "say what is done"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(record: Record, changes: dict[str, object], words: str) -> None:
    with pytest.raises(Refused) as refused:
        open_plan(SYSTEM, replace(PLAN, **changes), today=DAY)  # type: ignore[arg-type]
    assert words in str(refused.value.problems[0])
    assert not PerformancePlan.objects.exists()


def test_a_draft_is_the_missions_own_and_goes_back_to_it_with_a_reason(record: Record) -> None:
    plan_proposed()
    assert seen_by(record, "owning State")
    assert not any(seen_by(record, who) for who in ("other State", "other secretariat", "analyst", "other mission"))
    with pytest.raises(NotAllowed, match="officers of Kazakhstan"):
        step(record, "mission", "agreed")
    step(record, "owning State", "draft", "The road comes first")
    assert not seen_by(record, "owning State")
    write_plan(
        record.parties["mission"], "pip-kaz", aim=PLAN.aim, due_on=PLAN.due_on, measures=(ROAD, TOWER), today=DAY
    )
    step(record, "mission", "proposed")
    with pytest.raises(Refused, match="written as a draft"):
        write_plan(SYSTEM, "pip-kaz", aim=PLAN.aim, due_on=PLAN.due_on, measures=(TOWER,), today=DAY)


def test_each_side_says_what_it_has_done_and_the_plan_is_met_when_all_is(record: Record) -> None:
    agreed(record)
    state, mission = record.parties["owning State"], record.parties["mission"]
    with pytest.raises(NotAllowed, match="for whoever had to act"):
        measure_done(state, "pip-kaz", 2, done_on=DAY, shown_by="Not ours", today=DAY)
    measure_done(state, "pip-kaz", 1, done_on=LATER, shown_by="A picture of the tower", today=LATER)
    with pytest.raises(Refused, match="it is done since"):
        measure_done(mission, "pip-kaz", 1, done_on=LATER, shown_by="Again", today=LATER)
    with pytest.raises(Refused) as refused:
        step(record, "mission", "met", "All is well", LATER)
    assert "measure 2 is not done" in str(refused.value.problems[0])
    measure_done(mission, "pip-kaz", 2, done_on=LATER, shown_by="The engineers' report", today=LATER)
    met = step(record, "mission", "met", "The tower is manned", LATER)
    assert (met.stage, met.result) == (ImprovementStage.MET, "The tower is manned")


@pytest.mark.parametrize(
    ("number", "done_on", "shown_by", "error", "words"),
    [
        (9, DAY, "Something", NotFound, "there is none"),
        (1, DAY + timedelta(days=1), "Something", Refused, "has not come yet"),
        (1, DAY, " ", Refused, "say what shows"),
    ],
)
def test_a_measure_that_cannot_be_done_so_is_refused(
    record: Record, number: int, done_on: date, shown_by: str, error: type[Exception], words: str
) -> None:
    agreed(record)
    with pytest.raises(error, match=words):
        measure_done(record.parties["mission"], "pip-kaz", number, done_on=done_on, shown_by=shown_by, today=DAY)


def test_measures_are_done_only_while_the_plan_is_agreed(record: Record) -> None:
    plan_proposed()
    with pytest.raises(Refused, match="measures are done while it is agreed"):
        measure_done(record.parties["mission"], "pip-kaz", 1, done_on=DAY, shown_by="Something", today=DAY)
    with pytest.raises(Refused, match="the day of an agreed plan is moved"):
        move_plan(record.parties["mission"], "pip-kaz", LATER, "More time", today=DAY)


def test_the_day_of_an_agreed_plan_moves_with_a_reason_and_not_before_its_measures(record: Record) -> None:
    agreed(record)
    mission = record.parties["mission"]
    with pytest.raises(Refused, match="say why"):
        move_plan(mission, "pip-kaz", date(2019, 2, 1), " ", today=DAY)
    with pytest.raises(Refused, match="cannot be due on"):
        move_plan(mission, "pip-kaz", LATER, "Sooner", today=DAY)
    with pytest.raises(NotAllowed):
        move_plan(record.parties["owning State"], "pip-kaz", date(2019, 2, 1), "More time", today=DAY)
    moved = move_plan(mission, "pip-kaz", date(2019, 2, 1), "Snow on the road", today=DAY)
    assert moved.due_on == date(2019, 2, 1)


def test_what_was_read_is_not_written_over(record: Record) -> None:
    plan = agreed(record)
    with pytest.raises(Refused, match="changed by somebody else"):
        move_plan(SYSTEM, "pip-kaz", date(2019, 2, 1), "x", today=DAY, expected_version=plan.version - 1)
    with pytest.raises(Refused, match="changed by somebody else"):
        step_plan(SYSTEM, "pip-kaz", "not-met", day=DAY, today=DAY, words="x", expected_version=plan.version - 1)


def test_every_write_is_an_event(record: Record) -> None:
    agreed(record)
    measure_done(SYSTEM, "pip-kaz", 1, done_on=DAY, shown_by="A picture", today=DAY)
    move_plan(SYSTEM, "pip-kaz", date(2019, 2, 1), "Snow", today=DAY)
    counts = {
        name: AuditEvent.objects.filter(action=f"inspections:plan:{name}", subject="pip-kaz").count()
        for name in ("opened", "stage", "measure", "moved")
    }
    assert counts == {"opened": 1, "stage": 2, "measure": 1, "moved": 1}
