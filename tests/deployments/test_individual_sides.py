"""Each side finds its own steps on a form and no other; what a request and a nominee were on an earlier day."""

from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest
from django.db.models import QuerySet

from muster.deployments import actions
from muster.deployments.models import Assignment, IndividualPost, Nomination
from muster.deployments.queries.individuals import visible_nominations, visible_personnel_requests
from muster.deployments.queries.individuals_due import due_individuals
from muster.deployments.rules import nominations, repatriation, tenure
from muster.deployments.rules.individuals_due import Due
from muster.kit.errors import Refused
from tests.deployments.individuals import (
    TODAY,
    ask,
    hold,
    individuals_walked_over,
    make_person,
    make_post,
    nominated,
)
from tests.record import DAY, KNOWN, Record
from tests.web.browsing import browser_of, check_page
from tests.web.form_reading import form_of

pytestmark = [pytest.mark.once, pytest.mark.django_db]
ROOT = "/deployments/individuals/"
SIDES = ("state", "mission", "secretariat")
LATER = TODAY + timedelta(days=30)


def stages(found: QuerySet[Any]) -> list[str]:
    """Return the stages that the records had on the day as of which they were read."""
    return [one.stage_then for one in found]


def test_the_sides_together_have_every_way_and_each_its_own() -> None:
    for stage, following in nominations.NOMINEE_STEPS.items():
        assert set(nominations.ways_of(stage, SIDES)) == following
        for one, other in combinations(SIDES, 2):
            assert not set(nominations.ways_of(stage, {one})) & set(nominations.ways_of(stage, {other}))
    for stage, following in tenure.STEPS.items():
        turns = [tenure.ways_of(stage, {side}) for side in SIDES]
        assert [set(turn) for turn in turns if turn] == ([set(following)] if following else [])
    assert set(repatriation.endings_of({"state"})) == {"national-recall"}
    assert set(repatriation.endings_of({"mission"})) == set(repatriation.KINDS) - {"national-recall"}


def test_a_form_offers_the_steps_of_the_viewers_side_alone(record: Record) -> None:
    numbers = individuals_walked_over(record)
    address = f"{ROOT}nominees/{numbers['nominee']}/step/"
    desk, state = (browser_of(record.parties.users[who]) for who in ("secretariat officer", "owning State"))
    assert "withdrawn by the State" not in check_page(desk, address)
    offered = check_page(state, address)
    assert "withdrawn by the State" in offered
    assert "data confirmed" not in offered
    assert state.post(address, {"stage": "confirmed"}).status_code == 400
    assert state.get(f"{ROOT}nominees/{numbers['nominee']}/waive/").status_code == 403
    extension = f"{ROOT}assignments/{numbers['assignment']}/extension/"
    assert (desk.get(extension).status_code, state.get(extension).status_code) == (403, 403)
    assert "extension/" not in check_page(state, f"{ROOT}assignments/{numbers['assignment']}/")


def test_somebody_is_moved_to_another_post_by_form(record: Record) -> None:
    numbers = individuals_walked_over(record)
    make_post(record, "mo-free", needed_from=KNOWN, known_from=KNOWN)
    make_post(record, "so-other", needed_from=KNOWN, known_from=KNOWN, category="staff-officer")
    desk = browser_of(record.parties.users["secretariat officer"])
    address = f"{ROOT}assignments/{numbers['assignment']}/transfer/"
    assert "so-other" not in check_page(desk, address)
    sent = {"post": "mo-free", "on": "2018-10-01", "version": "1"}
    assert desk.post(address, sent).status_code == 400  # the extension that was asked for has moved the version on
    assert desk.post(address, sent | {"version": "2"}).status_code == 302
    assert set(Assignment.objects.values_list("post__reference", "held_from", "held_until", "ended_as")) == {
        ("mo-held", KNOWN, date(2018, 10, 1), "transfer"),
        ("mo-free", date(2018, 10, 1), date(2019, 1, 1), ""),
    }


def test_a_post_is_changed_by_form_from_the_version_that_was_read(record: Record) -> None:
    make_post(record, known_from=KNOWN)
    desk = browser_of(record.parties.users["secretariat officer"])
    address = f"{ROOT}posts/mo-1/change/"
    stale = form_of(check_page(desk, address))
    assert desk.post(address, stale | {"languages": "fr"}).status_code == 302
    assert desk.post(address, stale | {"languages": "es"}).status_code == 400
    assert IndividualPost.objects.get().languages == "fr"


def test_a_step_from_a_version_that_has_moved_on_is_refused(record: Record) -> None:
    make_post(record)
    ask(record, "mo-1")
    nominee = nominated(record, make_person(record))
    desk = record.parties["secretariat officer"]
    actions.waive_rule(desk, nominee.pk, "rank", reason="Wanted", today=TODAY, expected_version=1)
    with pytest.raises(Refused, match="changed by somebody else meanwhile"):
        actions.advance_nomination(desk, nominee.pk, "rejected", today=TODAY, reason="Why", expected_version=1)
    assert Nomination.objects.get().stage == "nominated"


def test_on_an_earlier_day_a_request_and_a_nominee_have_the_stage_they_had_then(record: Record) -> None:
    hold(record, make_post(record), make_person(record, "Holder"))
    ask(record, "mo-1")
    desk, state = record.parties["secretariat officer"], record.parties["owning State"]
    nominee = nominated(record, make_person(record))
    day_before = TODAY - timedelta(days=1)
    actions.advance_nomination(state, nominee.pk, "withdrawn", today=LATER, reason="Ill")
    actions.move_personnel_request(desk, "ask-1", "cancelled", today=LATER)
    for day, request_then, nominee_then in ((TODAY, "sent", "nominated"), (LATER, "cancelled", "withdrawn")):
        assert stages(visible_personnel_requests(state, day)) == [request_then]
        assert stages(visible_nominations(state, day)) == [nominee_then]
    assert not visible_personnel_requests(state, day_before).exists()
    assert [row.due for row in due_individuals(desk, TODAY)] == [Due.ON_ITS_WAY]
    assert [row.due for row in due_individuals(desk, LATER)] == [Due.NOT_YET]


def test_a_draft_that_is_cancelled_is_never_the_states_to_see(record: Record) -> None:
    individuals_walked_over(record)
    desk, state = record.parties["secretariat officer"], record.parties["owning State"]
    draft = visible_personnel_requests(desk, DAY).get()
    draft.pk, draft.reference, draft.stage, draft.sent_on = None, "ask-draft-2", "draft", None
    actions.draft_personnel_request(desk, draft, ["mo-asked"], today=DAY)
    actions.move_personnel_request(desk, "ask-draft-2", "cancelled", today=DAY)
    seen = visible_personnel_requests(state, DAY).values_list("reference", flat=True)
    assert set(seen) == {"ask-walk"}
    assert stages(visible_personnel_requests(desk, DAY).filter(reference="ask-draft-2")) == ["cancelled"]
