"""The pages of individuals: what each says, and that a step taken on one is the action's."""

from datetime import UTC, datetime

import pytest

from muster.deployments.models import Assignment, Nomination, PersonnelRequest
from tests.deployments.individuals import individuals_walked_over
from tests.record import Record
from tests.web.browsing import browser_of, check_page

pytestmark = pytest.mark.once
ROOT = "/deployments/individuals/"


def test_the_pages_say_who_serves_what_is_due_and_what_is_missing(record: Record) -> None:
    numbers = individuals_walked_over(record)
    desk = browser_of(record.parties.users["secretariat reader"])
    assert "Title of mo-held" in check_page(desk, ROOT)
    due = check_page(desk, f"{ROOT}due/")
    assert "mo-asked" in due
    assert "nobody yet" not in check_page(desk, f"{ROOT}requests/ask-walk/")
    nominee = check_page(desk, f"{ROOT}nominees/{numbers['nominee']}/")
    assert "none valid on arrival is on record" in nominee
    assert "S41 conduct and vetting pages" in nominee
    serving = check_page(desk, f"{ROOT}assignments/{numbers['assignment']}/")
    assert "extension proposed" in serving
    assert "1 Jan 2019" in serving
    assert "Kazakhstan" in check_page(desk, f"{ROOT}headquarters/")


def test_a_state_sees_its_own_in_the_list_and_others_nothing(record: Record) -> None:
    individuals_walked_over(record)
    assert "mo-held" in check_page(browser_of(record.parties.users["owning State"]), f"{ROOT}due/")
    assert "mo-held" not in check_page(browser_of(record.parties.users["other State"]), f"{ROOT}due/")


def test_a_post_and_a_request_are_entered_and_sent_by_form(record: Record) -> None:
    desk = browser_of(record.parties.users["secretariat officer"], day=None)
    today = datetime.now(UTC).date()
    post = {"reference": "so-new", "title": "Staff officer", "mission": "UNIFIL", "place": "mission-headquarters",
            "category": "staff-officer", "needed_from": today.isoformat()}  # fmt: skip
    assert desk.post(f"{ROOT}posts/new/", post).status_code == 302
    assert desk.post(f"{ROOT}posts/new/", post).status_code == 400
    request = {"reference": "ask-new", "state": "KAZ", "kind": "initial", "posts": ["so-new"], "tour_months": "12"}
    assert desk.post(f"{ROOT}requests/new/", request).status_code == 302
    assert desk.post(f"{ROOT}requests/ask-new/step/", {"stage": "sent"}).status_code == 302
    assert PersonnelRequest.objects.get().stage == "sent"


def test_a_step_that_a_rule_stops_is_told_on_its_form(record: Record) -> None:
    numbers = individuals_walked_over(record)
    desk = browser_of(record.parties.users["secretariat officer"])
    address = f"{ROOT}nominees/{numbers['nominee']}/"
    assert desk.post(f"{address}waive/", {"rule": "age", "reason": "Wanted"}).status_code == 302
    refused = desk.post(f"{address}step/", {"stage": "confirmed"})
    assert refused.status_code == 400
    assert "none valid on arrival is on record" in refused.content.decode()
    found = Nomination.objects.get()
    assert (found.stage, found.waived) == ("nominated", "age")


def test_an_extension_is_decided_and_a_tour_ended_by_form(record: Record) -> None:
    numbers = individuals_walked_over(record)
    mission = browser_of(record.parties.users["mission"])
    address = f"{ROOT}assignments/{numbers['assignment']}/"
    assert mission.post(f"{address}extension/", {"stage": "recommended"}).status_code == 302
    end = {"kind": "medical", "on": "2018-10-01", "reason": "Unfit", "unfit_days": "30"}
    assert mission.post(f"{address}end/", end).status_code == 400
    assert mission.post(f"{address}end/", end | {"unfit_days": "31"}).status_code == 302
    assert Assignment.objects.get().paid_by == "organisation"
