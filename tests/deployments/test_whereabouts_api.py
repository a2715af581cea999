"""Programs read who of a State is abroad, what is expected of a mission, and the pool with its candidates."""

import pytest

from muster.deployments.models import PersonnelRequest
from tests.api.caller import by_token
from tests.deployments.individuals import individuals_walked_over
from tests.deployments.theatre import company_in_theatre
from tests.record import Record

pytestmark = pytest.mark.once


def test_a_state_reads_its_people_abroad_against_its_acts(record: Record) -> None:
    company_in_theatre()
    found = by_token(record.parties["owning State"]).get("states/KAZ/abroad?as_of=2018-10-01")
    assert found["people"] == sum(one["people"] for one in found["spans"][:1])
    assert any(len(one["contingents"]) > 1 for one in found["spans"]), "both contingents of a handover count"
    assert [one["act"] for one in found["ceilings"]] == ["act-of-kaz"]
    by_token(record.parties["other State"]).get("states/KAZ/abroad", status=403)
    by_token(record.parties["owning State"]).get("states/UNIFIL/abroad", status=404)


def test_what_is_expected_of_a_mission_is_read_by_month(record: Record) -> None:
    found = by_token(record.parties["secretariat officer"]).get("missions/UNIFIL/expected-strength?as_of=2018-10-01")
    first = found["months"][0]
    assert first["day"] == "2018-10-31"
    assert first["standing"] <= first["nine_of_ten"] <= first["even_chance"]
    assert first["short"] == max(0, first["required"] - first["even_chance"])


def test_a_state_reads_its_pool_and_the_candidates_for_what_it_is_asked(record: Record) -> None:
    individuals_walked_over(record)
    state, desk = (by_token(record.parties[who]) for who in ("owning State", "secretariat officer"))
    pool = state.get("individuals-pool")
    assert pool["count"] >= 2
    assert {one["pool"] for one in pool["items"]} == {"available", "barred"}
    request = PersonnelRequest.objects.get(reference="ask-walk")
    candidates = state.get("personnel-requests/ask-walk/candidates")
    assert {one["post"] for one in candidates} == set(request.requested_posts.values_list("post__reference", flat=True))
    assert all(one["rules_met"] <= one["rules_asked"] for one in candidates)
    assert all(one["can_be_nominated"] == (not one["bound"] and not one["lacks"]) for one in candidates)
    desk.get("personnel-requests/ask-walk/candidates", status=403)
    assert by_token(record.parties["analyst"]).get("individuals-pool")["count"] == 0


def test_shares_of_headquarters_posts_are_counts_for_every_party(record: Record) -> None:
    individuals_walked_over(record)
    rows = by_token(record.parties["analyst"]).get("headquarters-shares")
    assert {"state", "posts", "command_posts", "people", "due_posts", "due_command_posts"} == set(rows[0])
    assert sum(one["due_posts"] for one in rows) == pytest.approx(sum(one["posts"] for one in rows))
