"""The page and the command of a drawdown: planned by the worker, accepted by form, refused with words."""

import json
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from muster.cli.app import run
from muster.deployments.actions.planning_runs import answer_run
from muster.deployments.models import DeployedUnit, PlanningRun
from muster.deployments.tasks import ANSWERS
from muster.kit.errors import Refused
from tests.deployments.theatre import company_in_theatre
from tests.record import Record

pytestmark = pytest.mark.once


def signed_in(record: Record, name: str) -> Client:
    client = Client()
    client.force_login(record.parties.users[name])
    return client


def ordered(client: Client, **changes: str) -> Any:
    """Send the order of a quarter of each mission as of the day of the tests."""
    sent = {"percent": "25", "begins_on": "2018-10-15", "until": "2018-12-31", "in_each": "on", **changes}
    return client.post("/deployments/drawdown/?as_of=2018-10-01", sent)


def answered(run: PlanningRun, record: Record) -> None:
    """Answer what waits as the worker does."""
    answer_run(record.parties["secretariat officer"], run.pk, ANSWERS[run.kind])


def test_a_drawdown_is_planned_by_the_worker_and_written_only_when_an_approver_accepts_it(record: Record) -> None:
    company_in_theatre()
    approver = signed_in(record, "secretariat approver")
    answer = ordered(approver)
    run = PlanningRun.objects.get()
    plan = f"/deployments/drawdown/{run.pk}/"
    assert (answer.status_code, answer["Location"]) == (302, plan)
    assert "The plan waits for the worker" in approver.get(plan).content.decode()
    answered(run, record)
    page = approver.get(plan).content.decode()
    assert "unit-kaz" in page
    assert "0 of 120 people are left at the end" in page
    assert "No rule breaks." in page
    text = re.search(r'name="departures" value="([^"]+)"', page)
    assert text is not None
    officer = signed_in(record, "secretariat officer")
    assert 'name="departures"' not in officer.get(plan).content.decode()
    assert DeployedUnit.objects.get().present_until is None
    sent = {"departures": text[1].replace("2018-", "2099-"), "reason": "Decision of tests"}
    answer = approver.post("/deployments/drawdown/accept/", sent)
    assert answer.status_code == 302, answer.content.decode()
    until = DeployedUnit.objects.get().present_until
    assert until is not None
    assert until.year == 2099


def test_departures_that_cannot_be_read_and_orders_without_a_week_are_told_on_the_form(record: Record) -> None:
    company_in_theatre()
    approver = signed_in(record, "secretariat approver")
    answer = approver.post("/deployments/drawdown/accept/", {"departures": "unit-kaz one", "reason": "R"})
    assert answer.status_code == 400
    assert "Line 1 cannot be read" in answer.content.decode()
    page = ordered(approver, until="2018-10-16").content.decode()
    assert "has no whole week" in page
    assert not PlanningRun.objects.exists()


def test_a_reader_orders_nothing_and_what_fails_is_told_in_a_line(record: Record) -> None:
    company_in_theatre()
    assert ordered(signed_in(record, "secretariat reader")).status_code == 403
    officer = signed_in(record, "secretariat officer")
    ordered(officer)
    run = PlanningRun.objects.get()
    DeployedUnit.objects.update(present_until=date(2018, 10, 1))
    with pytest.raises(Refused, match="no unit of these missions"):
        answered(run, record)
    assert "no unit of these missions" in officer.get(f"/deployments/drawdown/{run.pk}/").content.decode()
    assert "failed" in officer.get("/deployments/drawdown/").content.decode()
    with pytest.raises(Refused, match="only a queued one"):
        answered(run, record)


def test_the_command_tells_departures_and_broken_rules(record: Record, capsys: pytest.CaptureFixture[str]) -> None:
    company_in_theatre()
    order = ["drawdown", "--percent", "100", "--mission", "UNIFIL", "--until", "2099-01-01", "--from", "2098-11-01"]
    assert run([*order, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [row["unit"] for row in told["departures"]] == ["unit-kaz"]
    assert told["proven"]
    assert run(order) == 0
    assert "No rule breaks." in capsys.readouterr().out
    assert run([*order, "--first", "luck"]) == 2
    assert "'luck' is nothing that may come first" in capsys.readouterr().err
