"""Caveats: discovered, satisfied, dropped; what binds on a day, and what matching makes of it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.parties.viewer import SYSTEM, Viewer
from muster.plans.candidates import candidates_of
from muster.plans.record_of_day import record_of_day
from muster.pledges import actions
from muster.pledges.models import Caveat, CaveatOrigin, Pledge, PoolEvent, PoolStanding
from muster.pledges.queries import visible_pledge
from muster.pledges.rules.caveats import binding_on, satisfied_by_owner, to_be_weighed
from muster.pledges.terms import CaveatTerms
from tests.record import DAY, KNOWN, Parties, Record, pledge_terms, submitted_pledge

COMMAND = CaveatTerms("condition", "force command", "Command of the force is given to the State")
LATER = DAY + timedelta(days=30)
days = st.dates(date(2018, 1, 1), date(2018, 12, 31))


def caveat(**values: object) -> Caveat:
    """Return an unsaved hard caveat."""
    return Caveat(**({"kind": "excluded-task", "value": "riot control", "is_hard": True} | values))


@given(days, st.none() | days, st.none() | days, days)
def test_a_caveat_binds_until_it_expires_or_is_known_to_be_satisfied(
    day: date, expires_on: date | None, satisfied_on: date | None, known: date
) -> None:
    one = caveat(expires_on=expires_on, satisfied_on=satisfied_on, satisfied_known_from=satisfied_on and known)
    ended = expires_on is not None and day >= expires_on
    lifted = satisfied_on is not None and day >= satisfied_on and day >= known
    assert binding_on(one, day) == (not ended and not lifted)


def test_soft_ones_and_hard_ones_without_a_rule_are_to_be_weighed() -> None:
    read, unread = caveat(), caveat(kind="command", value="red card")
    soft, over = caveat(is_hard=False), caveat(is_hard=False, expires_on=DAY)
    assert to_be_weighed([read, unread, soft, over], DAY) == [unread, soft]


def test_the_state_lifts_what_it_declared_and_the_register_what_was_discovered() -> None:
    assert satisfied_by_owner(CaveatOrigin.DECLARED)
    assert not satisfied_by_owner(CaveatOrigin.DISCOVERED)


@pytest.fixture
def conditional(parties: Parties) -> Pledge:
    """A pledge on the condition that the State commands the force."""
    return submitted_pledge(parties, pledge_terms("conditional", "KAZ", caveats=(COMMAND,)))


def number(reference: str) -> int:
    """Return the number of a pledge's one open caveat."""
    return Caveat.objects.get(pledge__reference=reference, known_until__isnull=True).pk


def satisfy(actor: Viewer, reference: str, **changes: object) -> Caveat:
    """Say that the one caveat of a pledge is satisfied."""
    values: dict[str, object] = {
        "satisfied_on": DAY,
        "satisfied_by": "the Secretary-General",
        "evidence": "letter of appointment",
        "today": DAY,
    }
    return actions.satisfy_caveat(actor, reference, number(reference), **(values | changes))  # type: ignore[arg-type]


def test_the_register_records_what_came_to_light_and_both_sides_see_it(record: Record) -> None:
    said = CaveatTerms("command", "red card", "Night movement only after a call to the capital")
    made = actions.record_discovered_caveat(
        record.parties["secretariat officer"], "kaz-submitted", said, today=DAY, source="talk on the visit"
    )
    assert (made.origin, made.discovered_by and made.discovered_by.code, made.known_from) == ("discovered", "UN", DAY)
    for who in ("owning State", "secretariat reader"):
        seen = {one.value for one in visible_pledge(record.parties[who], DAY, "kaz-submitted").caveats}
        assert seen == {"task of kaz-submitted", "red card"}
    before = visible_pledge(record.parties["owning State"], DAY - timedelta(days=1), "kaz-submitted")
    assert {one.value for one in before.caveats} == {"task of kaz-submitted"}


@pytest.mark.parametrize("who", ["owning State", "secretariat reader"])
def test_nobody_else_on_either_side_records_one(record: Record, who: str) -> None:
    with pytest.raises(NotAllowed):
        actions.record_discovered_caveat(record.parties[who], "kaz-submitted", COMMAND, today=DAY)


@pytest.mark.parametrize("who", ["mission", "other State", "other secretariat"])
def test_who_does_not_see_the_pledge_does_not_learn_that_it_is_there(record: Record, who: str) -> None:
    with pytest.raises(NotFound):
        actions.record_discovered_caveat(record.parties[who], "kaz-submitted", COMMAND, today=DAY)


def test_the_mission_where_the_unit_stands_reports_on_it_and_another_does_not(record: Record) -> None:
    event = PoolEvent(standing_in_pool=PoolStanding.DEPLOYED, held_from=KNOWN, mission="UNIFIL", known_from=KNOWN)
    event.pledge = record.pledges["kaz-submitted"]
    event.save()
    made = actions.record_discovered_caveat(record.parties["mission"], "kaz-submitted", COMMAND, today=DAY)
    assert made.discovered_by == record.parties.organisations["UNIFIL"]
    with pytest.raises(NotFound):
        actions.record_discovered_caveat(record.parties["other mission"], "kaz-submitted", COMMAND, today=DAY)


def test_what_is_said_already_or_is_malformed_is_refused(record: Record) -> None:
    officer = record.parties["secretariat officer"]
    said = CaveatTerms("excluded-task", "task of kaz-submitted")
    with pytest.raises(Refused, match="on record already"):
        actions.record_discovered_caveat(officer, "kaz-submitted", said, today=DAY)
    with pytest.raises(Refused, match="cannot be recorded"):
        actions.record_discovered_caveat(officer, "kaz-submitted", CaveatTerms("maximum-stay", "long"), today=DAY)


def test_the_state_says_that_its_condition_is_satisfied_and_the_register_may_not(
    parties: Parties, conditional: Pledge
) -> None:
    with pytest.raises(NotAllowed):
        satisfy(parties["secretariat officer"], "conditional")
    done = satisfy(parties["owning State"], "conditional")
    assert (done.satisfied_on, done.satisfied_known_from, done.satisfied_by) == (DAY, DAY, "the Secretary-General")
    with pytest.raises(Refused, match="is satisfied since"):
        satisfy(parties["owning State"], "conditional")


@pytest.mark.parametrize(
    "changes", [{"satisfied_on": LATER}, {"satisfied_by": " "}, {"evidence": ""}], ids=["ahead", "nobody", "no proof"]
)
def test_a_satisfaction_has_its_day_its_doer_and_its_proof(
    parties: Parties, conditional: Pledge, changes: dict[str, object]
) -> None:
    with pytest.raises(Refused):
        satisfy(parties["owning State"], "conditional", **changes)


def test_a_discovered_caveat_is_dropped_by_the_register_with_its_reason_and_stays_in_the_past(record: Record) -> None:
    officer, state = record.parties["secretariat officer"], record.parties["owning State"]
    made = actions.record_discovered_caveat(officer, "kaz-submitted", COMMAND, today=DAY, source="rumour")
    with pytest.raises(NotAllowed):
        actions.drop_discovered_caveat(state, "kaz-submitted", made.pk, reason="untrue", today=LATER)
    with pytest.raises(Refused, match="say why"):
        actions.drop_discovered_caveat(officer, "kaz-submitted", made.pk, reason=" ", today=LATER)
    actions.drop_discovered_caveat(officer, "kaz-submitted", made.pk, reason="untrue", today=LATER)
    known = {day: len(visible_pledge(state, day, "kaz-submitted").caveats) for day in (DAY, LATER)}
    assert known == {DAY: 2, LATER: 1}


def test_what_the_state_declared_is_not_dropped_as_discovered(record: Record) -> None:
    officer = record.parties["secretariat officer"]
    with pytest.raises(Refused, match="dropped by the State"):
        actions.drop_discovered_caveat(officer, "kaz-submitted", number("kaz-submitted"), reason="no", today=DAY)


def test_an_open_hard_condition_keeps_a_pledge_from_a_selection_until_it_is_satisfied(
    record: Record, conditional: Pledge
) -> None:
    viewer = record.parties["secretariat officer"]

    def refusals() -> set[str]:
        (_, company) = candidates_of(viewer, DAY, "req-published")
        found = [pair for pair in (*company.eligible, *company.refused) if pair.pledge.reference == "conditional"]
        return {finding.rule for finding in found[0].refusals}

    assert refusals() == {"condition"}
    satisfy(record.parties["owning State"], "conditional")
    assert refusals() == set()


def test_soft_and_expired_caveats_exclude_nobody_and_soft_ones_are_told(parties: Parties) -> None:
    caveats = (
        CaveatTerms("excluded-mission", "UNIFIL", "weak roads", is_hard=False),
        CaveatTerms("excluded-region", "Middle East", expires_on=DAY),
        CaveatTerms("weapons", "no mortars"),
    )
    submitted_pledge(parties, pledge_terms("mild", "KAZ", caveats=caveats))
    (one,) = record_of_day(parties["secretariat officer"], DAY).pledges
    assert (one.excluded_missions, one.excluded_regions) == (frozenset(), frozenset())
    assert one.remarks == ("excluded mission: UNIFIL (soft) – weak roads", "weapons: no mortars (hard)")


def test_the_page_shows_declared_and_discovered_apart_and_offers_what_the_viewer_may_do(
    parties: Parties, conditional: Pledge
) -> None:
    actions.record_discovered_caveat(SYSTEM, "conditional", CaveatTerms("weapons", "no mortars"), today=KNOWN)

    def page(who: str) -> str:
        client = Client()
        client.force_login(parties.users[who], backend="django.contrib.auth.backends.ModelBackend")
        return client.get(f"/pledges/conditional/?as_of={DAY}").content.decode()

    state, officer = page("owning State"), page("secretariat officer")
    assert state.count("It is satisfied") == 1
    assert "Drop it" not in state
    assert officer.count("It is satisfied") == 1
    assert officer.count("Drop it") == 1
    assert "Record a discovered caveat" in officer
    assert officer.index("Declared by the State") < officer.index("force command") < officer.index("no mortars")
