"""A plan's work list is asked for by its register's officers, made once, stored whole, and told in words and months."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from django.test import Client

from muster import planning
from muster.audit.models import AuditEvent
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.planning.refusal import ActionRefused
from muster.planning.work_actions import Action, Effects
from muster.planning.work_list import WorkItem
from muster.plans.desk_kinds import SECONDS_KEY, desk_terms, rows_of_work_list
from muster.plans.inquiry_actions import fail_abandoned
from muster.plans.models import InquiryStage, PlanStage, StoredPlan, WorkList
from muster.plans.tasks import run_queued_work_list
from muster.plans.work_list_actions import note_work_list_progress, request_work_list, run_work_list
from muster.plans.work_list_pages import why_empty
from muster.plans.work_reach import stays_behind
from muster.pledges.levels import Level
from muster.pledges.terms import CaveatTerms
from tests.record import DAY, Record, pledge_terms, stored_plan, submitted_pledge


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second is plenty for the small record."""
    rows = rows_of_work_list(DAY)
    brief = rows | {SECONDS_KEY: replace(rows[SECONDS_KEY], value="1")}
    monkeypatch.setattr("muster.plans.work_list_actions.rows_of_work_list", lambda day: brief)


def asked_for(record: Record, who: str = "secretariat officer") -> WorkList:
    return request_work_list(record.parties[who], record.plans["solved"].reference)


def made_for(record: Record) -> WorkList:
    return run_work_list(record.parties["secretariat officer"], asked_for(record).pk)


@pytest.fixture
def willing(record: Record) -> Record:
    """The record with a company that only a caveat keeps out of the post, beside those that do not need one."""
    caveats = (CaveatTerms("excluded-mission", "UNIFIL", "Not there."),)
    submitted_pledge(record.parties, pledge_terms("ind-unwilling", "IND", caveats=caveats))
    submitted_pledge(record.parties, pledge_terms("ind-low", "IND", caveats=()), levels=(Level.LEVEL_1,))
    record.plans["solved"] = stored_plan(record, "A plan of the willing")
    return record


def client_of(record: Record, who: str) -> Client:
    client = Client()
    client.force_login(record.parties.users[who])
    return client


def test_a_list_is_queued_made_once_and_stored_with_its_costs(record: Record) -> None:
    made = made_for(record)
    assert made.stage == InquiryStage.DONE
    assert made.report["gaps"] <= made.report["gaps_before"]
    assert {"work_list_cost_level", "work_list_visits_a_month"} <= {row["key"] for row in made.parameters}
    actions = list(AuditEvent.objects.order_by("-sequence").values_list("action", flat=True)[:2])
    assert actions == ["plans:work-list:done", "plans:work-list:requested"]
    with pytest.raises(Refused, match="is done; only a queued one"):
        run_work_list(record.parties["secretariat officer"], made.pk)


def test_there_is_no_list_of_a_number_that_was_never_given(record: Record) -> None:
    with pytest.raises(NotFound, match="There is no work list 4711"):
        run_work_list(record.parties["secretariat officer"], 4711)


@pytest.mark.parametrize("who", ["owning State", "mission", "secretariat reader", "other secretariat", "analyst"])
def test_only_officers_of_the_register_s_secretariat_ask(record: Record, who: str) -> None:
    with pytest.raises((NotAllowed, NotFound)):
        asked_for(record, who)
    assert not WorkList.objects.exists()


def test_one_list_at_a_time_and_only_of_a_solved_plan(record: Record) -> None:
    asked_for(record)
    with pytest.raises(Refused, match="is being made already"):
        asked_for(record)
    WorkList.objects.all().delete()
    StoredPlan.objects.update(stage=PlanStage.FAILED)
    with pytest.raises(Refused, match="is failed; a work list is of a solved one"):
        asked_for(record)


def test_a_refusal_of_the_planner_is_stored_in_a_line(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(*arguments: object, **named: object) -> None:
        raise ActionRefused(["one", "two"])

    monkeypatch.setattr("muster.plans.work_list_actions.work_list", refusing)
    asked = asked_for(record)
    with pytest.raises(Refused):
        run_work_list(record.parties["secretariat officer"], asked.pk)
    asked.refresh_from_db()
    assert asked.stage == InquiryStage.FAILED
    assert asked.failure
    assert "\n" not in asked.failure


def test_a_list_that_breaks_is_marked_as_failed(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: object, **named: object) -> None:
        raise MemoryError

    monkeypatch.setattr("muster.plans.work_list_actions.work_list", broken)
    asked = asked_for(record)
    with pytest.raises(MemoryError):
        run_work_list(record.parties["secretariat officer"], asked.pk)
    asked.refresh_from_db()
    assert (asked.stage, asked.failure) == (InquiryStage.FAILED, "interrupted: MemoryError")


def test_what_was_being_made_when_the_installation_stopped_is_marked_at_the_next_start(record: Record) -> None:
    asked = asked_for(record)
    WorkList.objects.update(stage=InquiryStage.RUNNING)
    note_work_list_progress(asked.pk, 7)
    assert fail_abandoned(WorkList) == 1
    asked.refresh_from_db()
    assert (asked.stage, asked.progress) == (InquiryStage.FAILED, {"actions": 7})


def test_whoever_no_longer_acts_for_the_organisation_gets_no_list(record: Record) -> None:
    asked = asked_for(record)
    run_queued_work_list.call(asked.pk, record.parties.users["owning State"].pk, asked.plan.register_id)
    asked.refresh_from_db()
    assert (asked.stage, asked.failure) == (
        InquiryStage.FAILED,
        "whoever asked for it no longer acts for that organisation",
    )


def test_the_list_tells_what_a_lifted_caveat_and_a_visit_make_possible(willing: Record) -> None:
    made = made_for(willing)
    possible = made.report["possible"]
    assert possible["caveat"] == possible["level"] == 1
    for item in made.report["items"]:
        assert item["gain"] > item["cost"]
        assert item["stays"]
        assert item["by"] <= item["stays"][0]["start"]


def test_the_page_shows_what_was_found(willing: Record) -> None:
    made = made_for(willing)
    client = client_of(willing, "secretariat reader")
    address = f"/plans/{made.plan.reference}/work-list/"
    text = client.get(address).content.decode()
    for words in ("Gain", "unit-months", "work_list_cost_caveat", "local choice", "no published source"):
        assert words in text
    for item in made.report["items"]:
        assert item["pledge"] in text
    assert "<h2>Make a list</h2>" not in text
    rows = client.get(address, {"format": "json"}).json()
    assert rows
    assert f'href="{address}"' in client.get(f"/plans/{made.plan.reference}/").content.decode()


def test_an_officer_asks_on_the_page(record: Record) -> None:
    client = client_of(record, "secretariat officer")
    address = f"/plans/{record.plans['solved'].reference}/work-list/"
    assert "Nobody has asked yet" in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    assert "The list waits for the worker" in client.get(address).content.decode()
    WorkList.objects.update(stage=InquiryStage.RUNNING)
    assert "the rules are asked" in client.get(address).content.decode()
    answer = client.post(address)
    assert answer.status_code == 400
    assert "is being made already" in answer.content.decode()


def test_a_failure_is_told_on_the_page_and_the_list_may_be_asked_for_again(record: Record) -> None:
    asked = asked_for(record)
    WorkList.objects.update(stage=InquiryStage.FAILED, failure="interrupted: MemoryError")
    text = client_of(record, "secretariat officer").get(f"/plans/{asked.plan.reference}/work-list/").content.decode()
    assert "interrupted: MemoryError" in text
    assert "Make it anew" in text


def test_a_published_plan_s_list_is_its_secretariat_s_own(record: Record) -> None:
    reference = record.plans["published"].reference
    for who in ("owning State", "mission", "other secretariat", "analyst"):
        assert client_of(record, who).get(f"/plans/{reference}/work-list/").status_code == 404
        assert client_of(record, who).get(f"/api/v1/plans/{reference}/work-list").status_code == 404
    assert "/work-list/" not in client_of(record, "owning State").get(f"/plans/{reference}/").content.decode()


def test_the_api_asks_and_tells_the_same(willing: Record) -> None:
    client = client_of(willing, "secretariat officer")
    address = f"/api/v1/plans/{willing.plans['solved'].reference}/work-list"
    assert client.get(address).status_code == 404
    waiting = client.post(address, content_type="application/json")
    assert (waiting.status_code, waiting.json()["stage"], waiting.json()["gain"]) == (202, "queued", None)
    made = run_work_list(willing.parties["secretariat officer"], WorkList.objects.get().pk)
    told = client.get(address).json()
    assert (told["gain"], told["gaps"]) == (made.report["gain"], made.report["gaps"])
    assert [row["id"] for row in told["items"]] == [row["id"] for row in made.report["items"]]


def empty(**report: object) -> WorkList:
    return WorkList(report={"gaps_before": 5, "possible": {}, "items": []} | report)


def test_an_empty_list_says_why_nothing_pays() -> None:
    assert why_empty(empty(gaps_before=0)) == "The plan has no gap."
    assert "No rule that somebody could waive" in why_empty(empty())
    assert why_empty(empty(possible={"caveat": 1})) == (
        "One action was weighed (caveat lifted 1), and it brings no more than it costs."
    )
    assert why_empty(empty(possible={"caveat": 2, "level": 1})).startswith("3 actions were weighed (caveat lifted 2, ")


def limited() -> planning.Problem:
    """Two posts of one requirement, two States with a unit each, every limit too small for both units at once."""
    return planning.Problem(
        start=DAY,
        count=12,
        requirements=(planning.Requirement("r", "UNIFIL", 1, None),),
        posts=tuple(planning.Post(name, "r", "INF-COY", 100, 0, 12) for name in ("p", "q")),
        pledges=tuple(
            planning.Pledge(name, state, "INF-COY", 100, 0, 6, 12, 0) for name, state in (("a", "KAZ"), ("b", "IND"))
        ),
        options=tuple(planning.Option(one, post, 100, 10, 0, 12) for one, post in (("a", "p"), ("b", "q"))),
        state_ceilings=(planning.StateCeiling("IND", 50),),
        arrivals=(planning.ArrivalLimit("UNIFIL", 150), planning.ArrivalLimit(None, 150)),
        incompatible=(("IND", "KAZ"),),
    )


@pytest.mark.parametrize(
    ("effects", "after", "behind"),
    [
        (Effects(ceilings=(("IND", 100),)), ("b",), ("b",)),
        (Effects(arrivals=(("UNIFIL", 100),)), ("b",), ("b",)),
        (Effects(arrivals=((None, 100),)), ("b",), ("b",)),
        (Effects(max_states=(("r", 1),)), ("b",), ("b",)),
        (Effects(together=(("IND", "KAZ"),)), ("b",), ("b",)),
        (Effects(max_states=(("r", 1),)), (), ()),
    ],
)
def test_to_a_limit_belong_the_new_stays_where_the_old_one_is_exceeded(
    effects: Effects, after: Sequence[str], behind: Sequence[str]
) -> None:
    old = planning.Stay("a", "p", 0, 6)
    new = [planning.Stay(one, "q", 0, 6) for one in after]
    item = WorkItem(Action("x", "x", "x", 1, effects=effects), 0, 5, ())
    assert [stay.pledge for stay in stays_behind(limited(), [old], [old, *new], item)] == list(behind)


def test_the_numbers_of_a_list_are_parameters() -> None:
    terms = desk_terms(rows_of_work_list(DAY))
    assert (terms.visits_a_month, terms.notice_days, terms.extension_months) == (2, 60, 12)
