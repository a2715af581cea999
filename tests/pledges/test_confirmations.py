"""A State confirms its pledges: in time, late, after a lapse, one or all, and nobody does it for it."""

from datetime import date

import pytest

from muster.audit.models import AuditEvent
from muster.audit.queries import chained_events
from muster.audit.rules import broken_links
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.notices.models import Notice
from muster.parties.viewer import SYSTEM
from muster.pledges import actions
from muster.pledges.levels import Level
from muster.pledges.models import Confirmation, LevelEvent, Pledge
from muster.pledges.queries import put_health, visible_pledge
from muster.pledges.rules.freshness import Freshness
from tests.record import KNOWN, Parties, pledge_terms, submitted_pledge

EXPIRY = date(2019, 1, 1)
IN_TIME = date(2018, 12, 1)
LAPSED_ON = date(2019, 1, 31)


@pytest.fixture
def pledge(parties: Parties) -> Pledge:
    """A pledge of Kazakhstan at Level 2, submitted on the first day."""
    return submitted_pledge(parties, pledge_terms("kaz-1", "KAZ"))


def freshness(day: date) -> Freshness:
    """Return how the pledge stands on a day."""
    found = visible_pledge(SYSTEM, day, "kaz-1")
    put_health(SYSTEM, day, [found])
    assert found.health is not None
    return found.health.freshness


def lapse() -> None:
    """Let the pledge lapse by the run of a later day."""
    assert actions.run_registers(SYSTEM, date(2019, 2, 10))["pledges_lapsed"] == 1


def test_the_submission_is_the_first_confirmation(pledge: Pledge) -> None:
    (first,) = pledge.confirmations.all()
    assert (first.confirmed_on, first.valid_until, first.known_from) == (KNOWN, EXPIRY, KNOWN)
    assert first.note_verbale == "Note of kaz-1"


def test_a_confirmation_in_time_adds_the_cycle_and_its_event_says_so(parties: Parties, pledge: Pledge) -> None:
    made = actions.confirm_pledge(parties["owning State"], "kaz-1", today=IN_TIME, note_verbale=" NV 12 ")
    assert (made.valid_until, made.note_verbale) == (date(2019, 6, 1), "NV 12")
    event = AuditEvent.objects.latest("sequence")
    assert (event.action, event.subject, event.on_behalf_of) == ("pledges:pledge:confirmed", "kaz-1", "KAZ")
    assert (event.before["valid_until"], event.after["valid_until"]) == ("2019-01-01", "2019-06-01")
    assert broken_links(chained_events()) == []
    assert freshness(date(2019, 2, 10)) == Freshness.FRESH
    assert freshness(date(2018, 11, 30)) == Freshness.SECOND_REMINDER  # as was known on that day


def test_who_confirms_very_early_loses_no_day(parties: Parties, pledge: Pledge) -> None:
    made = actions.confirm_pledge(parties["owning State"], "kaz-1", today=date(2018, 2, 1))
    assert made.valid_until == EXPIRY


@pytest.mark.parametrize("stranger", ["secretariat approver", "owning State's reader"])
def test_nobody_confirms_for_a_state(parties: Parties, pledge: Pledge, stranger: str) -> None:
    with pytest.raises(NotAllowed, match="only its owner"):
        actions.confirm_pledge(parties[stranger], "kaz-1", today=IN_TIME)


def test_to_a_stranger_there_is_no_such_pledge(parties: Parties, pledge: Pledge) -> None:
    with pytest.raises(NotFound):
        actions.confirm_pledge(parties["other State"], "kaz-1", today=IN_TIME)


def test_a_day_confirms_once_and_never_backwards(parties: Parties, pledge: Pledge) -> None:
    actions.confirm_pledge(parties["owning State"], "kaz-1", today=IN_TIME)
    for day in (IN_TIME, date(2018, 11, 1)):
        with pytest.raises(Refused) as refusal:
            actions.confirm_pledge(parties["owning State"], "kaz-1", today=day)
        assert "was confirmed on 1 December 2018" in str(refusal.value.problems[0])
    assert Confirmation.objects.count() == 2


def test_all_are_confirmed_by_one_note_or_none(parties: Parties, pledge: Pledge) -> None:
    submitted_pledge(parties, pledge_terms("kaz-2", "KAZ"))
    actions.create_pledge(SYSTEM, pledge_terms("kaz-3", "KAZ"), register=parties.organisations["UN"], today=KNOWN)
    officer = parties["owning State"]
    with pytest.raises(Refused) as refusal:
        actions.confirm_pledges(officer, ["kaz-1", "kaz-2", "kaz-3"], today=IN_TIME, note_verbale="NV 7")
    assert [one.place for one in refusal.value.problems] == ["kaz-3"]
    assert Confirmation.objects.filter(confirmed_on=IN_TIME).count() == 0
    actions.confirm_pledges(officer, ["kaz-1", "kaz-2"], today=IN_TIME, note_verbale="NV 7")
    assert set(Confirmation.objects.filter(confirmed_on=IN_TIME).values_list("note_verbale", flat=True)) == {"NV 7"}
    with pytest.raises(Refused, match="No pledge is chosen"):
        actions.confirm_pledges(officer, [], today=IN_TIME)


def test_a_withdrawn_pledge_cannot_be_confirmed(parties: Parties, pledge: Pledge) -> None:
    actions.change_level(
        parties["owning State"], "kaz-1", Level.WITHDRAWN, held_from=IN_TIME, known_from=IN_TIME, evidence="NV 8"
    )
    with pytest.raises(Refused, match="Nothing was confirmed"):
        actions.confirm_pledge(parties["owning State"], "kaz-1", today=date(2018, 12, 2))


def test_a_state_may_not_call_its_confirmation_a_seen_fact(parties: Parties, pledge: Pledge) -> None:
    with pytest.raises(Refused, match="'entered'"):
        actions.confirm_pledge(parties["owning State"], "kaz-1", today=IN_TIME, standing="seen")


def test_a_lapsed_pledge_is_registered_anew_only_once_its_state_has_confirmed(parties: Parties, pledge: Pledge) -> None:
    lapse()
    event = LevelEvent.objects.latest("pk")
    assert (event.level, event.held_from, event.known_from) == (Level.LAPSED, LAPSED_ON, date(2019, 2, 10))
    desk = parties["secretariat officer"]
    anew = {"held_from": date(2019, 4, 1), "known_from": date(2019, 4, 1), "evidence": "NV 9"}
    with pytest.raises(Refused, match="lapsed on 31 January 2019 and was not confirmed since"):
        actions.change_level(desk, "kaz-1", Level.LEVEL_1, **anew)  # type: ignore[arg-type]
    made = actions.confirm_pledge(parties["owning State"], "kaz-1", today=date(2019, 3, 15), note_verbale="NV 9")
    assert made.valid_until == date(2020, 3, 15)  # a first validity
    assert actions.level_of(pledge) == Level.LAPSED  # the State's word alone does not raise it
    told = Notice.objects.filter(organisation=parties.organisations["UN"], topic="pledge-submitted").get()
    assert "confirms its lapsed pledge kaz-1" in told.title
    with pytest.raises(NotAllowed):
        actions.change_level(parties["owning State"], "kaz-1", Level.LEVEL_1, **anew)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="possible: Level 1"):
        actions.change_level(desk, "kaz-1", Level.LEVEL_2, **anew)  # type: ignore[arg-type]
    actions.change_level(SYSTEM, "kaz-1", Level.LEVEL_1, **anew)  # type: ignore[arg-type]
    assert actions.run_registers(SYSTEM, date(2019, 4, 2))["pledges_lapsed"] == 0
    assert freshness(date(2019, 4, 2)) == Freshness.FRESH
