"""The pool: called, deployed and back, by the register's hand or by a stay."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.deployments.actions import agree_stay, change_stay
from muster.deployments.models import Stay, StayStage
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.notices.models import Notice
from muster.parties.viewer import SYSTEM
from muster.pledges import actions
from muster.pledges.levels import Level
from muster.pledges.models import PoolEvent, PoolStanding
from muster.pledges.queries import visible_pledge
from muster.pledges.rules.pool import FOLLOWING, breach_of_call, check_pool_step, legal_next_in_pool
from tests.pledges.proof import REFERENCE, raised_to
from tests.record import DAY, Parties, Record, pledge_terms, submitted_pledge

TODAY = date(2019, 6, 1)
TOP = (Level.LEVEL_1, Level.LEVEL_2, Level.LEVEL_3, Level.RAPID_DEPLOYMENT)


@pytest.fixture
def rapid(parties: Parties) -> Parties:
    """A pledge at the Rapid Deployment Level."""
    submitted_pledge(parties, pledge_terms(REFERENCE, "KAZ"), levels=TOP)
    return parties


def call(parties: Parties, by: str = "secretariat officer", called_on: date = DAY) -> PoolEvent:
    """Call the unit."""
    return actions.call_pledge(parties[by], REFERENCE, mission="UNDOF", called_on=called_on, today=TODAY)


def move(parties: Parties, to: str, held_from: date = TODAY, by: str = "secretariat officer") -> PoolEvent:
    """Bring the unit to a standing by the action that leads there."""
    if to == PoolStanding.CALLED:
        return call(parties, by, held_from)
    if to == PoolStanding.DEPLOYED:
        return actions.mark_deployed(parties[by], REFERENCE, mission="UNDOF", held_from=held_from, today=TODAY)
    return actions.return_to_pool(parties[by], REFERENCE, held_from=held_from, today=TODAY, reason="Home again")


def standing(parties: Parties, day: date) -> str:
    """Return where the unit is as of a day."""
    return visible_pledge(parties["secretariat reader"], day, REFERENCE).pool_standing


def test_a_called_unit_is_due_on_the_ground_after_sixty_days(rapid: Parties) -> None:
    event = call(rapid)
    assert (event.answer_due_on, event.mission) == (date(2018, 11, 30), "UNDOF")
    assert Notice.objects.get(topic="pledge-called").organisation.code == "KAZ"


def test_the_level_stays_while_the_unit_is_away(rapid: Parties) -> None:
    for number, to in enumerate((PoolStanding.CALLED, PoolStanding.DEPLOYED, PoolStanding.AVAILABLE)):
        move(rapid, to, DAY + timedelta(days=number * 10))
    assert standing(rapid, TODAY) == "available"
    assert visible_pledge(SYSTEM, TODAY, REFERENCE).current_level == "RDL"


def test_as_of_a_day_the_unit_is_where_it_was_then_as_far_as_known(rapid: Parties) -> None:
    actions.mark_deployed(rapid["secretariat officer"], REFERENCE, mission="UNDOF", held_from=DAY, today=TODAY)
    assert standing(rapid, TODAY) == "deployed"
    assert standing(rapid, TODAY - timedelta(days=1)) == "available"  # not known yet


@pytest.mark.parametrize("level", TOP[:3])
def test_only_a_unit_at_the_rapid_deployment_level_is_called(parties: Parties, level: Level) -> None:
    raised_to(parties, level)
    with pytest.raises(Refused, match="cannot be called") as refusal:
        call(parties)
    assert "only a unit at the Rapid Deployment Level is called" in str(refusal.value.problems[0])


@pytest.mark.parametrize("first", list(PoolStanding))
@pytest.mark.parametrize("second", list(PoolStanding))
def test_one_standing_follows_another_only_in_order(rapid: Parties, first: str, second: str) -> None:
    if first == PoolStanding.CALLED:
        call(rapid)
    elif first == PoolStanding.DEPLOYED:
        move(rapid, first, DAY)
    legal = {"available": {"called", "deployed"}, "called": {"deployed", "available"}, "deployed": {"available"}}
    if second in legal[first]:
        move(rapid, second)
        assert standing(rapid, TODAY) == second
    else:
        with pytest.raises(Refused):
            move(rapid, second)
        assert standing(rapid, TODAY) == first


@given(st.lists(st.sampled_from(list(PoolStanding)), max_size=12))
def test_no_way_calls_a_unit_that_is_away(wanted: list[str]) -> None:
    at = "available"
    for to in wanted:
        if to in legal_next_in_pool(at):
            check_pool_step("p", at, to)
            assert not (at == "deployed" and to == "called")
            at = to
        else:
            with pytest.raises(Refused, match="possible: "):
                check_pool_step("p", at, to)
    assert set(FOLLOWING) == set(PoolStanding)


@pytest.mark.parametrize("by", ["owning State", "secretariat reader", "other secretariat", "mission", "analyst"])
@pytest.mark.parametrize("to", list(PoolStanding))
def test_nobody_but_the_register_s_officers_moves_a_unit(rapid: Parties, by: str, to: str) -> None:
    with pytest.raises((NotAllowed, NotFound)):
        move(rapid, to, by=by)
    assert not PoolEvent.objects.exists()


@pytest.mark.parametrize(
    ("held_from", "words"),
    [(TODAY + timedelta(days=1), "has not come"), (DAY - timedelta(days=1), "the last step is of 1 October 2018")],
)
def test_a_step_is_of_a_day_that_has_come_and_not_before_the_last(rapid: Parties, held_from: date, words: str) -> None:
    call(rapid)
    with pytest.raises(Refused, match=words):
        move(rapid, PoolStanding.DEPLOYED, held_from)


def test_who_comes_back_says_why(rapid: Parties) -> None:
    call(rapid)
    with pytest.raises(Refused, match="say why"):
        actions.return_to_pool(rapid["secretariat officer"], REFERENCE, held_from=TODAY, today=TODAY, reason=" ")


@pytest.mark.parametrize(
    ("standing", "days", "is_breach"),
    [("called", 60, False), ("called", 61, True), ("deployed", 61, False), ("available", 61, False)],
)
def test_a_call_is_breached_when_its_day_has_passed(standing: str, days: int, is_breach: bool) -> None:
    due = DAY + timedelta(days=60)
    told = breach_of_call(standing, due, DAY + timedelta(days=days))
    assert bool(told) == is_breach
    if told:
        assert "downgrade" in told
        assert "incentive" in told


def test_both_sides_are_told_of_a_breach_once(rapid: Parties) -> None:
    actions.call_pledge(rapid["secretariat officer"], REFERENCE, mission="UNDOF", called_on=DAY, today=DAY)
    due = date(2018, 11, 30)
    assert actions.tell_breaches(today=due) == 0
    assert [actions.tell_breaches(today=due + timedelta(days=one)) for one in (1, 2)] == [2, 0]
    told = Notice.objects.filter(topic="call-breached")
    assert sorted(told.values_list("organisation__code", flat=True)) == ["KAZ", "UN"]
    move(rapid, PoolStanding.DEPLOYED)
    assert actions.tell_breaches(today=TODAY) == 0


def test_a_stay_under_way_takes_the_unit_out_of_the_pool_and_its_end_brings_it_back(record: Record) -> None:
    stay = Stay.objects.get(pledge__reference="kaz-agreed")

    def at(day: date) -> str:
        return visible_pledge(SYSTEM, day, "kaz-agreed").pool_standing

    assert at(date(2019, 7, 1)) == "available"  # agreed only
    stay.stage = StayStage.UNDER_WAY
    change_stay(SYSTEM, stay)
    assert [at(day) for day in (date(2019, 5, 31), date(2019, 6, 1))] == ["available", "deployed"]
    stay.stage = StayStage.ENDED
    change_stay(SYSTEM, stay)
    assert [at(day) for day in (date(2020, 5, 31), date(2020, 6, 1))] == ["deployed", "available"]


def test_an_agreed_stay_that_falls_away_leaves_the_unit_in_the_pool(record: Record) -> None:
    stay = Stay.objects.get(pledge__reference="kaz-agreed")
    stay.stage = StayStage.ENDED
    change_stay(SYSTEM, stay)
    assert not PoolEvent.objects.filter(pledge__reference="kaz-agreed").exists()


def test_stays_entered_in_any_order_say_the_same(record: Record) -> None:
    """The battalion is in theatre since June 2018; an earlier stay is entered afterwards."""
    under_way = Stay.objects.get(pledge__reference="ind-battalion")
    earlier = Stay(
        pledge=under_way.pledge, post=under_way.post, stay_from=date(2016, 6, 1), stay_until=date(2017, 6, 1),
        stage=StayStage.ENDED, known_from=date(2016, 6, 1),
    )  # fmt: skip
    agree_stay(SYSTEM, earlier)
    events = PoolEvent.objects.filter(pledge=under_way.pledge).order_by("held_from")
    assert [(one.standing_in_pool, one.held_from.year) for one in events] == [
        ("deployed", 2016), ("available", 2017), ("deployed", 2018),
    ]  # fmt: skip
