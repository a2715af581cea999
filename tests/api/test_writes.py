"""What the API changes: by the same actions as the site, strictly read, and told in one shape when it is refused."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from muster.audit.models import AuditEvent
from muster.audit.queries import chained_events
from muster.audit.rules import broken_links
from muster.missions.models import Requirement
from muster.plans.models import StoredPlan
from muster.pledges import actions
from muster.pledges.models import Pledge
from tests.api.caller import Caller, by_token
from tests.pledges.proof import complete_terms
from tests.record import Parties, Record, make_mission

PLEDGE: dict[str, Any] = {
    "reference": "kaz-1",
    "registered_with": "UN",
    "state": "KAZ",
    "unit_type": "INF-COY",
    "strength": 120,
    "available_from": "2019-01-01",
    "caveats": [{"kind": "excluded-mission", "value": "UNDOF", "text": "Not to the Golan"}],
}
CONTENT = {name: value for name, value in PLEDGE.items() if name not in ("reference", "registered_with")}
REQUIREMENT: dict[str, Any] = {
    "reference": "req-1",
    "mission": "UNIFIL",
    "title": "Company in Sector East",
    "maximum_states": 2,
    "posts": [
        {"reference": "req-1-bn", "unit_type": "INF-BN", "strength": 700, "needed_from": "2019-01-01", "is_lead": True},
        {"reference": "req-1-coy", "unit_type": "INF-COY", "strength": 120, "needed_from": "2019-01-01"},
    ],
}


@pytest.fixture
def kaz(parties: Parties) -> Caller:
    """A program of Kazakhstan's officer."""
    return by_token(parties["owning State"])


@pytest.fixture
def secretariat(parties: Parties) -> Caller:
    """A program of the Secretariat's officer."""
    return by_token(parties["secretariat officer"])


def test_a_pledge_goes_from_draft_to_level_1(parties: Parties, kaz: Caller, secretariat: Caller) -> None:
    made = kaz.post("pledges", PLEDGE)
    assert (made["stage"], made["level"], made["version"], made["caveats"][0]["value"]) == ("draft", "L0", 1, "UNDOF")
    secretariat.get("pledges/kaz-1", status=404)
    changed = kaz.put("pledges/kaz-1", CONTENT | {"strength": 139, "caveats": [], "version": 1})
    assert (changed["strength"], changed["version"], changed["caveats"]) == (139, 2, [])
    assert kaz.post("pledges/kaz-1/submit", status=200)["stage"] == "submitted"
    level_1 = {"level": "L1", "held_from": "2019-02-01", "evidence": "note verbale"}
    refused = secretariat.post("pledges/kaz-1/levels", level_1, status=400)
    assert "cannot rise to Level 1 yet" in refused["detail"]
    assert secretariat.post("pledges/kaz-1/acknowledge", status=200)["stage"] == "acknowledged"
    path = secretariat.get("pledges/kaz-1/path")
    assert path["following"] == "L1"
    assert "List of major equipment: missing: the list is empty; Kazakhstan owes it" in path["problems"]
    today = datetime.now(UTC).date()
    actions.change_pledge(parties["owning State"], complete_terms("kaz-1"), today=today)
    decided = secretariat.post("pledges/kaz-1/levels", level_1)
    assert (decided["level"], decided["decided_by"]) == ("L1", "United Nations Secretariat")
    assert secretariat.get("pledges/kaz-1?as_of=2100-01-01")["level"] == "L1"
    assert broken_links(chained_events()) == []


def test_who_changes_what_was_changed_meanwhile_is_told(kaz: Caller) -> None:
    kaz.post("pledges", PLEDGE)
    kaz.put("pledges/kaz-1", CONTENT | {"strength": 139, "version": 1})
    answer = kaz.put("pledges/kaz-1", CONTENT | {"strength": 100, "version": 1}, status=400)
    assert "changed by somebody else meanwhile" in answer["detail"]
    assert kaz.get("pledges/kaz-1")["strength"] == 139


def test_every_fault_of_a_pledge_is_told_with_place_and_remedy(kaz: Caller) -> None:
    answer = kaz.post("pledges", PLEDGE | {"women": 121, "unit_type": "NO-SUCH"}, status=400)
    assert answer["detail"] == "Pledge kaz-1 cannot be recorded."
    assert [(fault["place"], bool(fault["remedy"])) for fault in answer["problems"]] == [
        ("unit type", True),
        ("women", True),
    ]
    assert not Pledge.objects.exists()


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"stregnth": 1}, "stregnth"),
        ({"standing": "seen"}, "standing"),
        ({"strength": "120"}, "strength"),
        ({"strength": True}, "strength"),
        ({"strength": 120.5}, "strength"),
        ({"strength": 10**30}, "strength"),
        ({"strength": 0}, "strength"),
        ({"notice_days": 731}, "notice_days"),
        ({"title": 5}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"title": "a\x00b"}, "title"),
        ({"available_from": 20190101}, "available_from"),
        ({"available_from": "2019-01-01T00:00"}, "available_from"),
        ({"available_from": "9999-12-31"}, "available_from"),
        ({"reference": "two words"}, "reference"),
        ({"caveats": [{"kind": "whim", "value": "x"}]}, "caveats.0.kind"),
        ({"caveats": [{"kind": "excluded-task", "value": "x", "more": 1}]}, "caveats.0.more"),
    ],
)
def test_a_body_is_read_strictly(kaz: Caller, changes: dict[str, Any], place: str) -> None:
    answer = kaz.post("pledges", PLEDGE | changes, status=422)
    assert [fault["place"] for fault in answer["problems"]] == [f"body.body.{place}"]
    assert not Pledge.objects.exists()


def test_a_body_that_is_no_json_is_told(kaz: Caller) -> None:
    answer = kaz.client.post("/api/v1/pledges", "{", content_type="application/json", headers=kaz.headers)
    assert (answer.status_code, answer.json()["detail"]) == (400, "Cannot parse request body")


@pytest.mark.parametrize("who", ["secretariat officer", "other State", "owning State's reader", "mission", "analyst"])
def test_nobody_pledges_for_another(parties: Parties, who: str) -> None:
    answer = by_token(parties[who]).post("pledges", PLEDGE, status=403)
    assert "only its owner" in answer["detail"]


def test_a_requirement_is_made_changed_and_published(parties: Parties, secretariat: Caller, kaz: Caller) -> None:
    make_mission(parties, "UNIFIL", "UN")
    made = secretariat.post("requirements", REQUIREMENT)
    assert (made["stage"], [post["reference"] for post in made["posts"]]) == ("draft", ["req-1-bn", "req-1-coy"])
    kaz.get("requirements/req-1", status=404)
    content = {name: value for name, value in REQUIREMENT.items() if name != "reference"}
    changed = secretariat.put("requirements/req-1", content | {"priority": 5, "version": 1})
    assert (changed["priority"], changed["version"]) == (5, 2)
    secretariat.put("requirements/req-1", content | {"version": 1}, status=400)
    assert secretariat.post("requirements/req-1/stage", {"stage": "published"}, status=200)["stage"] == "published"
    assert kaz.get("requirements/req-1")["title"] == "Company in Sector East"
    secretariat.post("requirements/req-1/stage", {"stage": "draft"}, status=422)
    kaz.post("requirements/req-1/stage", {"stage": "closed"}, status=403)
    assert Requirement.objects.get().stage == "published"


def test_a_plan_is_asked_for_and_its_solve_queued(secretariat: Caller, kaz: Caller) -> None:
    kaz.post("plans", {"planned_on": "2018-10-01"}, status=403)
    assert (StoredPlan.objects.count(), DBTaskResult.objects.count()) == (0, 0)
    plan = secretariat.post("plans", {"planned_on": "2018-10-01", "horizon_months": 24, "seconds": 5}, status=202)
    assert (plan["stage"], plan["horizon_months"], plan["objective"]) == ("queued", 24, None)
    task = DBTaskResult.objects.get()
    assert task.args_kwargs["args"][0] == plan["reference"]
    assert "before it is solved" in secretariat.get(f"plans/{plan['reference']}/plan.json", status=400)["detail"]


def test_an_approver_publishes_a_plan(record: Record) -> None:
    path = "plans/plan-2018-10-01-1"
    assert (
        "as approver" in by_token(record.parties["secretariat officer"]).post(f"{path}/publish", status=403)["detail"]
    )
    by_token(record.parties["analyst"]).get(path, status=404)
    by_token(record.parties["secretariat approver"]).post(f"{path}/publish", status=200)
    assert by_token(record.parties["analyst"]).get(path)["stage"] == "published"
    event = AuditEvent.objects.filter(action="plans:plan:published").latest("sequence")
    assert (event.subject, event.on_behalf_of) == ("plan-2018-10-01-1", "UN")
