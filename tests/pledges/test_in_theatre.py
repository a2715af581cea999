"""A doubt from theatre stands on the pledge, to its two sides alone, as it was known on the day, until it ends."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from muster.audit.models import AuditEvent
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.notices.models import Notice
from muster.parties.viewer import SYSTEM, Viewer
from muster.pledges import actions
from muster.pledges.actions import look_again, record_theatre_result
from muster.pledges.levels import Level
from muster.pledges.queries import (
    Health,
    pledge_page,
    pledges_in_doubt,
    put_health,
    reliance_of,
    visible_pledge,
    visible_pledges,
    with_doubt_in_theatre,
)
from muster.pledges.rules.obligations import Duty
from muster.pledges.rules.theatre_doubts import DoubtStanding
from muster.pledges.theatre_terms import TheatreResultTerms
from muster.reference.parameters import parameter
from muster.visits.stages import VisitKind
from tests.api.caller import by_token
from tests.pledges.proof import approved_visit
from tests.record import DAY, Record
from tests.web.browsing import browser_of, check_page

pytestmark = pytest.mark.django_db
PLEDGE = "kaz-submitted"
NEVER_VISITED = "kaz-agreed"
ADDRESS = f"/pledges/{PLEDGE}/"
BEFORE = DAY - timedelta(days=1)
NOT_READY = TheatreResultTerms(
    unit="unit-kaz", state="KAZ", mission="UNIFIL", unit_type="INF-COY", kind="readiness", on=date(2018, 9, 20),
    reference="ori-1", word="Not ready", outcome="not-ready", pledge=PLEDGE,
)  # fmt: skip
READY = replace(NOT_READY, reference="ori-2", on=date(2018, 9, 30), word="Ready", outcome="ready")
SIDES = ("owning State", "owning State's reader", "secretariat reader", "secretariat officer", "secretariat approver",
         "secretariat administrator")  # fmt: skip


def health(viewer: Viewer = SYSTEM, day: date = DAY, pledge: str = PLEDGE) -> Health:
    found = visible_pledge(viewer, day, pledge)
    put_health(viewer, day, [found])
    assert found.health is not None
    return found.health


def standings(day: date = DAY, pledge: str = PLEDGE) -> dict[str, DoubtStanding]:
    return {one.result.reference: one.standing for one in health(day=day, pledge=pledge).theatre}


def test_a_result_that_raises_a_doubt_is_told_to_the_state_and_to_the_register(record: Record) -> None:
    record_theatre_result(record.parties["mission"], NOT_READY, today=DAY)
    record_theatre_result(record.parties["mission"], READY, today=DAY)
    told = Notice.objects.filter(topic="theatre-doubt")
    assert sorted(told.values_list("organisation__code", flat=True)) == ["KAZ", "UN"]
    one = told.get(organisation__code="KAZ")
    assert one.title == "What was found in theatre raises a doubt about kaz-submitted"
    assert "UNIFIL: readiness, Not ready (ori-1). Its level stays" in one.body
    assert one.href == ADDRESS


def test_what_the_register_may_not_read_is_not_told_to_it_nor_shown(record: Record) -> None:
    elsewhere = replace(NOT_READY, mission="AMISOM")
    record_theatre_result(record.parties["other secretariat"], elsewhere, today=DAY)
    assert list(Notice.objects.filter(topic="theatre-doubt").values_list("organisation__code", flat=True)) == ["KAZ"]
    assert health(record.parties["owning State"]).is_in_doubt
    assert not health(record.parties["secretariat officer"]).is_in_doubt


def test_a_unit_that_came_by_other_ways_raises_no_doubt_about_a_pledge(record: Record) -> None:
    record_theatre_result(record.parties["mission"], replace(NOT_READY, pledge=""), today=DAY)
    assert not Notice.objects.filter(topic="theatre-doubt").exists()
    assert pledges_in_doubt(SYSTEM, DAY) == frozenset()


def test_a_doubt_lowers_the_confidence_and_asks_the_register_and_leaves_the_level(record: Record) -> None:
    before = health()
    record_theatre_result(SYSTEM, NOT_READY, today=DAY)
    after = health()
    lost = parameter("confidence_theatre_points", DAY).integer
    assert before.confidence.score - after.confidence.score == lost
    assert [one.about for one in after.obligations if one.duty == Duty.LOOK_AGAIN] == ["ori-1"]
    assert visible_pledge(SYSTEM, DAY, PLEDGE).current_level == Level.LEVEL_2


def test_the_second_look_is_owed_until_the_register_decides_on_the_level_and_the_doubt_stays(record: Record) -> None:
    record_theatre_result(SYSTEM, NOT_READY, today=DAY)
    actions.change_level(
        SYSTEM, PLEDGE, Level.LEVEL_1, held_from=DAY, known_from=DAY, reason="Not ready in theatre", evidence="ori-1"
    )
    after = health()
    assert Duty.LOOK_AGAIN not in {one.duty for one in after.obligations}
    assert after.is_in_doubt


def test_a_later_good_result_ends_the_doubt_and_the_history_stays(record: Record) -> None:
    record_theatre_result(SYSTEM, NOT_READY, today=BEFORE)
    record_theatre_result(SYSTEM, READY, today=DAY)
    assert standings() == {"ori-2": DoubtStanding.NONE, "ori-1": DoubtStanding.FOLLOWED}
    assert standings(BEFORE) == {"ori-1": DoubtStanding.DOUBT}
    assert standings(BEFORE - timedelta(days=1)) == {}


@pytest.mark.parametrize(("kind", "standing"), [
    (VisitKind.VERIFICATION, DoubtStanding.LOOKED_AT),
    (VisitKind.ASSESSMENT, DoubtStanding.LOOKED_AT),
    (VisitKind.PRE_DEPLOYMENT, DoubtStanding.DOUBT),
])  # fmt: skip
def test_a_visit_to_the_unit_after_it_ends_the_doubt(record: Record, kind: VisitKind, standing: DoubtStanding) -> None:
    visit = approved_visit(record.parties, kind, reference=NEVER_VISITED)
    assert visit.carried_until is not None
    bad = replace(NOT_READY, pledge=NEVER_VISITED, on=date(2018, 4, 1))
    record_theatre_result(SYSTEM, bad, today=date(2018, 4, 2))
    record_theatre_result(SYSTEM, replace(bad, kind="evaluation", outcome="not-met", on=DAY), today=DAY)
    found = health(pledge=NEVER_VISITED)
    assert [(one.result.kind, one.standing) for one in found.theatre] == [
        ("evaluation", DoubtStanding.DOUBT), ("readiness", standing),
    ]  # fmt: skip
    before = visit.carried_until - timedelta(days=1)
    assert standings(before, NEVER_VISITED) == {"ori-1": DoubtStanding.DOUBT}
    sides = pledge_page(SYSTEM, DAY, NEVER_VISITED).sides
    assert sides is not None
    assert sides.health.theatre == found.theatre
    whole = visible_pledge(SYSTEM, DAY, NEVER_VISITED)
    assert reliance_of([whole], SYSTEM, DAY)[whole.pledge_id].theatre == found.theatre


def test_the_register_looks_again_and_the_level_stays_from_that_day_on(record: Record) -> None:
    register, state = (record.parties[who] for who in ("secretariat officer", "owning State"))
    record_theatre_result(SYSTEM, NOT_READY, today=BEFORE)
    reviews = look_again(register, PLEDGE, "  The vehicles were replaced in July ", today=DAY)
    assert [one.words for one in reviews] == ["The vehicles were replaced in July"]
    found = health().theatre
    assert [(one.standing, one.ended_by) for one in found] == [
        (DoubtStanding.LEVEL_STAYS, "1 October 2018: The vehicles were replaced in July")
    ]
    assert Duty.LOOK_AGAIN not in {one.duty for one in health().obligations}
    assert standings(BEFORE) == {"ori-1": DoubtStanding.DOUBT}
    assert pledges_in_doubt(register, DAY) == frozenset()
    told = Notice.objects.filter(topic="theatre-doubt", organisation__code="KAZ", title__contains="looked again")
    assert [one.body for one in told] == ["The vehicles were replaced in July"]
    event = AuditEvent.objects.get(action="pledges:theatre-result:looked-at")
    assert event.reason == "The vehicles were replaced in July"
    with pytest.raises(Refused, match="nothing to look at again"):
        look_again(register, PLEDGE, "Once more", today=DAY)
    record_theatre_result(SYSTEM, replace(NOT_READY, reference="ori-3", on=DAY), today=DAY)
    assert standings()["ori-3"] == DoubtStanding.DOUBT
    with pytest.raises(NotAllowed):
        look_again(state, PLEDGE, "All is well", today=DAY)
    with pytest.raises(Refused, match="say what was looked at"):
        look_again(register, PLEDGE, " ", today=DAY)


@pytest.mark.once
def test_the_page_lets_the_register_alone_say_that_the_level_stays(record: Record) -> None:
    record_theatre_result(SYSTEM, NOT_READY, today=BEFORE)
    officer = browser_of(record.parties.users["secretariat officer"])
    assert f"{ADDRESS}look-again/" in check_page(officer, ADDRESS)
    assert "look-again/" not in check_page(browser_of(record.parties.users["secretariat reader"]), ADDRESS)
    assert "look-again/" not in check_page(browser_of(record.parties.users["owning State"]), ADDRESS)
    answer = officer.post(f"{ADDRESS}look-again/", {"words": "The vehicles were replaced"}, follow=True)
    text = answer.content.decode()
    assert "the register looked again; the level stays" in text
    assert "The vehicles were replaced" in text
    assert "look-again/" not in text


@pytest.mark.once
def test_a_program_of_the_register_says_that_the_level_stays(record: Record) -> None:
    record_theatre_result(SYSTEM, NOT_READY, today=BEFORE)
    answer = by_token(record.parties["secretariat officer"]).post(
        f"pledges/{PLEDGE}/look-again", {"words": "The vehicles were replaced"}, status=200
    )
    assert [(one["reference"], one["means"]) for one in answer] == [("ori-1", "level-stays")]


def test_only_the_two_sides_of_the_pledge_find_it_in_doubt(record: Record) -> None:
    record_theatre_result(SYSTEM, NOT_READY, today=DAY)
    who = {name for name, viewer in record.parties.viewers.items() if pledges_in_doubt(viewer, DAY)}
    assert who == set(SIDES)


def test_the_register_is_narrowed_to_what_is_in_doubt_as_of_the_day(record: Record) -> None:
    record_theatre_result(SYSTEM, NOT_READY, today=DAY)
    for day, among in ((DAY, [PLEDGE]), (BEFORE, [])):
        found = with_doubt_in_theatre(SYSTEM, visible_pledges(SYSTEM, day), day).filter(Q(in_theatre="doubt"))
        assert list(found.values_list("pledge__reference", flat=True)) == among


def test_health_asks_for_visits_again_only_where_something_raises_a_doubt(record: Record) -> None:
    rows = list(visible_pledges(SYSTEM, DAY))
    asked = []
    for terms in (None, READY, NOT_READY):
        if terms:
            record_theatre_result(SYSTEM, terms, today=DAY)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            reliance_of(rows, SYSTEM, DAY)
        asked.append(len(queries))
    assert asked[1] == asked[0]
    assert asked[2] == asked[0] + 1


@pytest.mark.once
def test_the_page_says_what_was_found_and_links_to_it_for_its_sides(record: Record) -> None:
    record_theatre_result(SYSTEM, NOT_READY, today=BEFORE)
    record_theatre_result(SYSTEM, replace(NOT_READY, kind="serviceability", percent=79, word=""), today=DAY)
    for who in ("owning State", "secretariat officer"):
        text = check_page(browser_of(record.parties.users[who]), ADDRESS)
        assert "In theatre" in text
        assert "Readiness, Not ready" in text
        assert "Serviceability 79" in text
        assert 'href="/inspections/ori-1/"' in text
        assert "United Nations Secretariat is asked to look again" in text
    earlier = check_page(browser_of(record.parties.users["owning State"]), f"{ADDRESS}?as_of={BEFORE}")
    assert "Readiness, Not ready" in earlier
    assert "Serviceability 79" not in earlier


@pytest.mark.once
def test_the_list_flags_it_and_is_filtered_by_it(record: Record) -> None:
    record_theatre_result(SYSTEM, NOT_READY, today=DAY)
    browser = browser_of(record.parties.users["secretariat officer"])
    narrowed = check_page(browser, "/pledges/?in_theatre=doubt")
    assert "kaz-submitted" in narrowed
    assert "ind-submitted" not in narrowed
    assert "ind-submitted" in check_page(browser, "/pledges/")
    other = check_page(browser_of(record.parties.users["other State"]), "/pledges/?in_theatre=doubt")
    assert "ind-submitted" not in other


@pytest.mark.once
def test_the_api_tells_it_to_the_sides_and_narrows_the_register_by_it(record: Record) -> None:
    record_theatre_result(SYSTEM, NOT_READY, today=BEFORE)
    record_theatre_result(SYSTEM, READY, today=DAY)
    state, other = (by_token(record.parties[who]) for who in ("owning State", "other State"))
    found = state.get(f"pledges/{PLEDGE}/health?as_of={DAY}")["in_theatre"]
    assert [(one["reference"], one["result"], one["means"]) for one in found] == [
        ("ori-2", "Ready", "none"), ("ori-1", "Not ready", "followed"),
    ]  # fmt: skip
    for day, among in ((DAY, 0), (BEFORE, 1)):
        assert state.get(f"pledges?in_doubt=true&as_of={day}")["count"] == among
        assert other.get(f"pledges?in_doubt=true&as_of={day}")["count"] == 0
    assert state.get(f"pledges?in_doubt=false&as_of={BEFORE}")["count"] == 2
    with pytest.raises(NotFound):
        visible_pledge(record.parties["other State"], DAY, PLEDGE)
