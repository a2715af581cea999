"""Pages of evaluations and plans: written on one page of lines, commented, answered, done measure by measure."""

from datetime import timedelta

import pytest
from django.test import Client

from muster.inspections.models import Evaluation, PerformancePlan
from muster.inspections.stages import EvaluationStage, ImprovementStage
from tests.deployments.theatre import company_in_theatre
from tests.inspections.evaluated import evaluation_shared, plan_proposed
from tests.record import DAY, Record

pytestmark = pytest.mark.once

EVALUATIONS, PLANS = "/inspections/evaluations/", "/inspections/plans/"
NO_LINES = {"lines-TOTAL_FORMS": "1", "lines-INITIAL_FORMS": "0"}
LATER = DAY + timedelta(days=400)


@pytest.fixture(autouse=True)
def _company(record: Record) -> None:
    company_in_theatre()


def signed_in(record: Record, kind: str) -> Client:
    client = Client()
    client.force_login(record.parties.users[kind], backend="django.contrib.auth.backends.ModelBackend")
    return client


def opened(client: Client) -> None:
    said = {
        "reference": "ev-new",
        "kind": "force-commander",
        "covers_from": "2018-10-01",
        "covers_until": "2019-01-01",
        "evaluator": "Force commander's office",
    }
    assert client.post(f"{EVALUATIONS}new/?unit=unit-kaz", said).status_code == 302


def test_an_evaluation_goes_its_whole_way_on_pages_alone(record: Record) -> None:
    mission, state = signed_in(record, "mission"), signed_in(record, "owning State")
    opened(mission)
    rows = NO_LINES | {
        "lines-0-task": "Patrols",
        "lines-0-area": "OPERATIONS",
        "lines-0-rating": "met",
        "version": "1",
        "rating": "exceeded",
        "summary": "All was seen",
    }
    assert mission.post(f"{EVALUATIONS}ev-new/write/", rows).status_code == 302
    page = mission.get(f"{EVALUATIONS}ev-new/").content.decode()
    assert "the whole is rated above its best line" in page
    assert "not on record" in page
    assert state.get(f"{EVALUATIONS}ev-new/").status_code == 404
    today = str(Evaluation.objects.get().known_from)
    assert mission.post(f"{EVALUATIONS}ev-new/shared/", {"version": "2", "day": today}).status_code == 302
    comment = {"version": "3", "day": today, "words": "We had no road."}
    assert state.post(f"{EVALUATIONS}ev-new/commented/", comment).status_code == 302
    answer = {"version": "4", "day": today, "words": "It is being repaired."}
    assert mission.post(f"{EVALUATIONS}ev-new/final/", answer).status_code == 302
    page = state.get(f"{EVALUATIONS}ev-new/").content.decode()
    assert "We had no road." in page
    assert "It is being repaired." in page
    assert Evaluation.objects.get().stage == EvaluationStage.FINAL


def test_a_row_without_its_task_is_named_and_nothing_is_written(record: Record) -> None:
    mission = signed_in(record, "mission")
    opened(mission)
    rows = NO_LINES | {"lines-0-area": "OPERATIONS", "lines-0-rating": "met", "version": "1"}
    answer = mission.post(f"{EVALUATIONS}ev-new/write/", rows)
    assert answer.status_code == 400
    assert "Name the task, or empty the row." in answer.content.decode()
    assert Evaluation.objects.get().version == 1


def test_as_of_an_earlier_day_the_comment_is_not_there_yet(record: Record) -> None:
    evaluation_shared()
    state = signed_in(record, "owning State")
    today = LATER.isoformat()
    answer = state.post(f"{EVALUATIONS}ev-kaz/commented/", {"version": "3", "day": today, "words": "We had no road."})
    assert answer.status_code == 302
    assert "We had no road." in state.get(f"{EVALUATIONS}ev-kaz/").content.decode()
    then = state.get(f"{EVALUATIONS}ev-kaz/?as_of={DAY.isoformat()}").content.decode()
    assert "We had no road." not in then
    assert "may comment" in then


def test_a_plan_goes_its_whole_way_on_pages_alone(record: Record) -> None:
    mission, state = signed_in(record, "mission"), signed_in(record, "owning State")
    said = {"reference": "pip-new", "aim": "The tower is manned", "due_on": "2099-01-01"}
    assert mission.post(f"{PLANS}new/?unit=unit-kaz", said).status_code == 302
    rows = NO_LINES | {
        "version": "1",
        "aim": "The tower is manned at night",
        "due_on": "2099-01-01",
        "lines-0-words": "Man the tower",
        "lines-0-side": "contributor",
        "lines-0-due_on": "2098-12-01",
    }
    assert mission.post(f"{PLANS}pip-new/write/", rows).status_code == 302
    today = str(PerformancePlan.objects.get().known_from)
    assert mission.post(f"{PLANS}pip-new/proposed/", {"version": "2", "day": today}).status_code == 302
    assert state.post(f"{PLANS}pip-new/agreed/", {"version": "3", "day": today}).status_code == 302
    page = state.get(f"{PLANS}pip-new/").content.decode()
    assert f"{PLANS}pip-new/measures/1/" in page
    done = {"done_on": today, "shown_by": "A picture"}
    assert state.post(f"{PLANS}pip-new/measures/1/", done).status_code == 302
    assert mission.post(f"{PLANS}pip-new/met/", {"version": "5", "day": today, "words": "Manned"}).status_code == 302
    assert PerformancePlan.objects.get().stage == ImprovementStage.MET
    assert "Manned" in state.get(f"{PLANS}pip-new/").content.decode()


def test_a_plan_that_is_sent_back_leaves_the_contributor_on_its_list(record: Record) -> None:
    plan_proposed()
    state = signed_in(record, "owning State")
    today = LATER.isoformat()
    answer = state.post(f"{PLANS}pip-kaz/draft/", {"version": "2", "day": today, "words": "The road comes first"})
    assert answer.status_code == 302
    assert answer.headers["Location"].split("?")[0] == PLANS


def test_a_step_that_is_not_the_viewers_is_not_there(record: Record) -> None:
    evaluation_shared()
    assert signed_in(record, "owning State").get(f"{EVALUATIONS}ev-kaz/final/").status_code == 404
    assert signed_in(record, "mission").get(f"{EVALUATIONS}ev-kaz/commented/").status_code == 404
    assert signed_in(record, "mission").get(f"{EVALUATIONS}ev-kaz/nonsense/").status_code == 404
