"""A stored plan is put to the test by its register's officers, run once, stored whole, and shown with its chances."""

import pytest
from django.test import Client

from muster.audit.models import AuditEvent
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.planning.stress.risks import PledgeRisk
from muster.plans.inquiry_actions import fail_abandoned
from muster.plans.models import InquiryStage, PlanStage, StoredPlan, StressTest
from muster.plans.stress_actions import (
    note_stress_progress,
    request_stress_test,
    run_stress_test,
)
from muster.plans.stress_risks import risks_by_level, rows_of_stress
from tests.record import DAY, Record


def asked_for(record: Record, who: str = "secretariat officer", scenarios: int = 3, seed: int = 1) -> StressTest:
    plan = record.plans["solved"]
    return request_stress_test(record.parties[who], plan.reference, scenarios=scenarios, seed=seed)


@pytest.fixture
def done(record: Record) -> StressTest:
    """A test of the solved plan that is done."""
    return run_stress_test(record.parties["secretariat officer"], asked_for(record).pk)


def test_a_test_is_queued_run_once_and_stored_with_its_chances(record: Record, done: StressTest) -> None:
    assert done.stage == InquiryStage.DONE
    assert done.report["outlook"]["scenarios"] == 3
    problem_has = {loss["name"] for loss in done.report["losses"] if loss["kind"] == "pledge"}
    assert "kaz-submitted" in problem_has
    assert {row["standing"] for row in done.parameters} == {"local choice"}
    actions = list(AuditEvent.objects.order_by("-sequence").values_list("action", flat=True)[:2])
    assert actions == ["plans:stress:done", "plans:stress:requested"]
    with pytest.raises(Refused, match="is done; only a queued one"):
        run_stress_test(record.parties["secretariat officer"], done.pk)


def test_the_same_seed_finds_the_same(record: Record, done: StressTest) -> None:
    again = run_stress_test(record.parties["secretariat officer"], asked_for(record).pk)
    assert again.report == done.report


@pytest.mark.parametrize("who", ["owning State", "mission", "secretariat reader", "other secretariat", "analyst"])
def test_only_officers_of_the_register_s_secretariat_test_its_plans(record: Record, who: str) -> None:
    with pytest.raises((NotAllowed, NotFound)):
        asked_for(record, who)
    assert not StressTest.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"scenarios": 0}, "The number of scenarios is 0; give 1 to 1000."),
        ({"scenarios": 1001}, "The number of scenarios is 1001; give 1 to 1000."),
        ({"seed": -1}, "The seed is -1; give 0 to 4294967295."),
    ],
)
def test_numbers_out_of_bounds_are_refused_with_the_bounds(record: Record, changes: dict[str, int], words: str) -> None:
    with pytest.raises(Refused) as error:
        asked_for(record, **changes)  # type: ignore[arg-type]
    assert str(error.value) == words


def test_one_test_at_a_time_and_only_of_a_solved_plan(record: Record) -> None:
    asked_for(record)
    with pytest.raises(Refused, match="is being tested already"):
        asked_for(record)
    StressTest.objects.all().delete()
    StoredPlan.objects.update(stage=PlanStage.FAILED)
    with pytest.raises(Refused, match="is failed; a stress test is of a solved one"):
        asked_for(record)


def test_a_test_that_breaks_is_marked_as_failed(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: object, **named: object) -> None:
        raise MemoryError

    monkeypatch.setattr("muster.plans.stress_actions.stress_test", broken)
    test = asked_for(record)
    with pytest.raises(MemoryError):
        run_stress_test(record.parties["secretariat officer"], test.pk)
    test.refresh_from_db()
    assert (test.stage, test.failure) == (InquiryStage.FAILED, "interrupted: MemoryError")


def test_what_ran_when_the_installation_stopped_is_marked_at_the_next_start(record: Record) -> None:
    test = asked_for(record)
    StressTest.objects.update(stage=InquiryStage.RUNNING)
    note_stress_progress(test.pk, "scenarios", 1, 3)
    assert fail_abandoned(StressTest) == 1
    test.refresh_from_db()
    assert test.stage == InquiryStage.FAILED
    assert test.progress == {"stage": "scenarios", "done": 1, "total": 3}


def test_chances_follow_the_level_and_whoever_is_there_is_not_late() -> None:
    risks = risks_by_level(rows_of_stress(DAY), "month", {"a": "L1", "b": "RDL", "c": "L3"}, frozenset({"c"}))
    assert risks.of_pledge("a").withdrawal > risks.of_pledge("unknown").withdrawal > risks.of_pledge("b").withdrawal
    assert sum(risks.of_pledge("a").delays) == pytest.approx(0.5)
    assert risks.of_pledge("c") == PledgeRisk(0.03)


def test_delays_are_as_long_in_weeks_as_in_months() -> None:
    weeks = risks_by_level(rows_of_stress(DAY), "week").other_pledges
    assert len(weeks.delays) == 26
    assert sum(weeks.delays) == pytest.approx(0.3)


def test_the_page_shows_what_was_found(record: Record, done: StressTest) -> None:
    client = Client()
    client.force_login(record.parties.users["secretariat reader"])
    text = client.get(f"/plans/{done.plan.reference}/stress/").content.decode()
    for words in ("Coverage by mission", "Which plan holds best", "stress_surge_percent", "local choice"):
        assert words in text
    assert "<h2>Test it</h2>" not in text


def test_an_officer_asks_on_the_page(record: Record) -> None:
    client = Client()
    client.force_login(record.parties.users["secretariat officer"])
    address = f"/plans/{record.plans['solved'].reference}/stress/"
    assert "has not been put to the test yet" in client.get(address).content.decode()
    assert client.post(address, {"scenarios": 2, "seed": 0}).status_code == 302
    assert "The test waits for the worker" in client.get(address).content.decode()
    answer = client.post(address, {"scenarios": 2, "seed": 0})
    assert answer.status_code == 400
    assert "is being tested already" in answer.content.decode()


def test_a_published_plan_s_test_is_its_secretariat_s_own(record: Record) -> None:
    client = Client()
    client.force_login(record.parties.users["owning State"])
    assert client.get(f"/plans/{record.plans['published'].reference}/stress/").status_code == 404
