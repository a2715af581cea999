"""A gap is planned anew for its register's officers: once, in its seconds, stored whole, shown where it is asked."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from muster import planning
from muster.audit.models import AuditEvent
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.planning.stop import IterationsDone
from muster.plans import actions as plan_actions
from muster.plans.build import build_problem
from muster.plans.inquiry_actions import fail_abandoned
from muster.plans.models import GapReplanning, InquiryStage, PlanStage, StoredPlan
from muster.plans.periods import Calendar
from muster.plans.record_of_day import record_of_day
from muster.plans.replan_actions import request_replanning, run_replanning
from muster.plans.replan_pages import moves_told
from muster.plans.tasks import run_queued_replanning
from muster.pledges.terms import CaveatTerms
from tests.record import DAY, Record, pledge_terms, submitted_pledge

POST = "req-published-coy"
FIRST = date(2018, 10, 1)


@pytest.fixture
def priced(record: Record) -> Record:
    """The record with a plan that carries prices and that leaves the company's post to who was agreed before."""
    caveats = (CaveatTerms("excluded-task", "digging", "Not ours."),)
    terms = pledge_terms("ind-ready", "IND", notice_days=0, stay_minimum_months=6, caveats=caveats)
    submitted_pledge(record.parties, terms)
    actor, register = record.parties["secretariat officer"], record.parties.organisations["UN"]
    plan = plan_actions.request_plan(actor, register=register, day=DAY, horizon_months=24, seconds=1, title="Priced")
    built = build_problem(record_of_day(actor, DAY, register_id=register.pk), 24)
    answer = planning.solve(built.problem, stop=IterationsDone(1), workers=1)
    nobody = replace(answer, stays=(), objective=0, status="feasible")
    record.plans["solved"] = plan_actions._store(actor, plan, built, nobody)
    return record


def asked_for(record: Record, who: str = "secretariat officer", post: str = POST, since: date = FIRST) -> GapReplanning:
    return request_replanning(record.parties[who], record.plans["solved"].reference, post, since)


def client_of(record: Record, who: str) -> Client:
    client = Client()
    client.force_login(record.parties.users[who])
    return client


def page_of(record: Record) -> str:
    return f"/plans/{record.plans['solved'].reference}/posts/{POST}/"


def test_a_gap_is_planned_anew_once_and_stored_with_who_moves(priced: Record) -> None:
    made = run_replanning(priced.parties["secretariat officer"], asked_for(priced).pk)
    assert made.stage == InquiryStage.DONE
    best = made.report["found"][0]
    assert best["gain"] > 0
    assert best["gain"] <= best["most_gain"]
    assert best["stay"]["post"] == POST
    assert best["pledge"] in {move["pledge"] for move in best["moves"]}
    assert {row["key"] for row in made.parameters} == {"replan_seconds", "replan_candidates"}
    actions = list(AuditEvent.objects.order_by("-sequence").values_list("action", flat=True)[:2])
    assert actions == ["plans:replanning:done", "plans:replanning:requested"]
    with pytest.raises(Refused, match="is done; only a queued one"):
        run_replanning(priced.parties["secretariat officer"], made.pk)


@pytest.mark.parametrize("who", ["owning State", "mission", "secretariat reader", "other secretariat", "analyst"])
def test_only_officers_of_the_register_s_secretariat_ask(record: Record, who: str) -> None:
    with pytest.raises((NotAllowed, NotFound)):
        asked_for(record, who)
    assert not GapReplanning.objects.exists()


def test_one_at_a_time_for_a_gap_that_is_there_in_a_plan_that_is_solved(record: Record) -> None:
    asked_for(record)
    with pytest.raises(Refused, match="being planned anew already"):
        asked_for(record)
    with pytest.raises(Refused, match="No gap of req-published-coy begins on 2018-11-01"):
        asked_for(record, since=date(2018, 11, 1))
    with pytest.raises(NotFound, match="has no post 'nowhere'"):
        asked_for(record, post="nowhere")
    StoredPlan.objects.update(stage=PlanStage.FAILED)
    with pytest.raises(Refused, match="is failed; a replanning is of a solved one"):
        asked_for(record)


def test_a_plan_without_prices_is_refused_in_a_line(record: Record) -> None:
    asked = asked_for(record)
    with pytest.raises(Refused, match="prices: the plan carries none"):
        run_replanning(record.parties["secretariat officer"], asked.pk)
    asked.refresh_from_db()
    assert asked.stage == InquiryStage.FAILED
    assert "prices: the plan carries none" in asked.failure


def test_what_breaks_or_was_running_when_the_installation_stopped_is_marked_as_failed(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*arguments: object, **named: object) -> None:
        raise MemoryError

    monkeypatch.setattr("muster.plans.replan_actions.replan_gap", broken)
    asked = asked_for(record)
    with pytest.raises(MemoryError):
        run_replanning(record.parties["secretariat officer"], asked.pk)
    asked.refresh_from_db()
    assert (asked.stage, asked.failure) == (InquiryStage.FAILED, "interrupted: MemoryError")
    GapReplanning.objects.update(stage=InquiryStage.RUNNING)
    assert fail_abandoned(GapReplanning) == 1


def test_whoever_no_longer_acts_for_the_organisation_gets_none(record: Record) -> None:
    asked = asked_for(record)
    run_queued_replanning.call(asked.pk, record.parties.users["owning State"].pk, asked.plan.register_id)
    asked.refresh_from_db()
    assert asked.stage == InquiryStage.FAILED


def test_an_officer_asks_on_the_page_and_reads_the_newest_there(priced: Record) -> None:
    client, address = client_of(priced, "secretariat officer"), page_of(priced)
    assert "Plan this gap anew" in client.get(address).content.decode()
    assert client.post(address, {"gap_from": "2018-10-01"}).status_code == 302
    waiting = client.get(address).content.decode()
    assert "Planning anew waits for the worker" in waiting
    refused = client.post(address, {"gap_from": "2018-10-01"})
    assert (refused.status_code, "planned anew already" in refused.content.decode()) == (400, True)
    made = run_replanning(priced.parties["secretariat officer"], GapReplanning.objects.get().pk)
    text = client.get(address).content.decode()
    for words in ("Asked for on", "Gain found", "replan_seconds", made.report["found"][0]["pledge"]):
        assert words in text
    assert client.get(address, {f"anew-from-{0}-format": "json"}).json()["rows"]


def test_a_form_that_names_no_day_is_told_what_is_wanted(record: Record) -> None:
    answer = client_of(record, "secretariat officer").post(page_of(record), {"gap_from": "soon"})
    assert answer.status_code == 400
    assert "Say which gap" in answer.content.decode()


def test_readers_see_results_and_no_button(priced: Record) -> None:
    run_replanning(priced.parties["secretariat officer"], asked_for(priced).pk)
    client = client_of(priced, "secretariat reader")
    text = client.get(page_of(priced)).content.decode()
    assert "Asked for on" in text
    assert "Plan this gap anew" not in text
    assert client.post(page_of(priced), {"gap_from": "2018-10-01"}).status_code == 403


def test_a_failure_is_told_on_the_page_in_its_line(record: Record) -> None:
    asked_for(record)
    GapReplanning.objects.update(stage=InquiryStage.FAILED, failure="interrupted: MemoryError")
    assert "interrupted: MemoryError" in client_of(record, "secretariat reader").get(page_of(record)).content.decode()


def test_the_api_asks_and_tells_the_same(priced: Record) -> None:
    client = client_of(priced, "secretariat officer")
    address = f"/api/v1/plans/{priced.plans['solved'].reference}/posts/{POST}/replannings"
    assert client.get(address).json() == []
    waiting = client.post(address, {"gap_from": "2018-10-01"}, content_type="application/json")
    assert (waiting.status_code, waiting.json()["stage"]) == (202, "queued")
    made = run_replanning(priced.parties["secretariat officer"], GapReplanning.objects.get().pk)
    (told,) = client.get(address).json()
    assert [row["gain"] for row in told["found"]] == [row["gain"] for row in made.report["found"]]
    assert told["found"][0]["stay"]["illustrative"] is False


def test_others_find_nothing_of_a_published_plan_s_gaps(record: Record) -> None:
    reference = record.plans["published"].reference
    for who in ("owning State", "mission", "other secretariat"):
        address = f"/api/v1/plans/{reference}/posts/{POST}/replannings"
        assert client_of(record, who).get(address).status_code == 404


def test_who_moves_is_told_without_the_candidate_s_coming_and_in_months() -> None:
    stay = {"post": "p", "start": "2018-10-01", "until": "2019-01-01"}
    moves = [
        {"pledge": "a", "before": [], "after": [stay]},
        {"pledge": "b", "before": [stay], "after": []},
        {"pledge": "c", "before": [stay], "after": [{**stay, "post": "q"}]},
    ]
    row = {"pledge": "a", "moves": moves}
    calendar = Calendar(DAY, 24)
    assert moves_told(row, calendar) == (
        "b: p Oct 2018 – Dec 2018 → nowhere; c: p Oct 2018 – Dec 2018 → q Oct 2018 – Dec 2018"
    )
    assert moves_told(row, calendar, most=1) == "b: p Oct 2018 – Dec 2018 → nowhere; one more pledge"
