"""The quick reads of level, validity and pool as of a day say what their plain definition says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from muster.kit.tables.source import QuerySource
from muster.kit.tables.state import parse
from muster.parties.models import Organisation
from muster.parties.viewer import SYSTEM
from muster.pledges.levels import Level
from muster.pledges.models import Confirmation, LevelEvent, Pledge, PledgeVersion, PoolEvent, PoolStanding
from muster.pledges.queries import visible_pledges
from muster.pledges.tables import PLEDGES
from tests.record import Parties

START = date(2018, 1, 1)


@dataclass(frozen=True)
class Event:
    """Something that holds from a day and is known from another; `says` is the level, standing or end of validity."""

    held_from: date
    known_from: date
    says: str


def events(says: st.SearchStrategy[str]) -> st.SearchStrategy[list[Event]]:
    near = st.integers(0, 6).map(lambda days: START + timedelta(days=days))
    return st.lists(st.builds(Event, near, near, says), max_size=5)


LEVELS = events(st.sampled_from([level.value for level in Level]))
POOL = events(st.sampled_from([standing.value for standing in PoolStanding]))
VALIDITY = events(st.dates(date(2019, 1, 1), date(2019, 1, 9)).map(str))
HISTORIES = st.lists(st.tuples(LEVELS, POOL, VALIDITY), min_size=1, max_size=4)


def plain(known: Sequence[Event], day: date, *, holds_ahead: bool = False) -> Event | None:
    """Return the last of the events that hold and are known on the day; of those of one day, the one entered last."""
    found = [one for one in known if one.known_from <= day and (holds_ahead or one.held_from <= day)]
    return max(enumerate(found), key=lambda one: (one[1].held_from, one[0]))[1] if found else None


def write(parties: Parties, histories: Sequence[tuple[list[Event], list[Event], list[Event]]]) -> None:
    register, state = (Organisation.objects.get(code=code) for code in ("UN", "KAZ"))
    for number, (levels, pool, validity) in enumerate(histories):
        pledge = Pledge.objects.create(
            reference=f"p-{number}", register=register, state=state, known_from=START, submitted_on=START
        )
        PledgeVersion.objects.create(
            pledge=pledge, number=1, known_from=START, unit_type="INF-BN", strength=10 + number, available_from=START
        )
        for one in levels:
            LevelEvent.objects.create(pledge=pledge, level=one.says, held_from=one.held_from, known_from=one.known_from)
        for one in pool:
            PoolEvent.objects.create(
                pledge=pledge, standing_in_pool=one.says, held_from=one.held_from, known_from=one.known_from
            )
        for one in validity:
            Confirmation.objects.create(
                pledge=pledge, confirmed_on=one.held_from, known_from=one.known_from, valid_until=one.says
            )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories=HISTORIES, days=st.integers(0, 7))
def test_quick_and_plain_say_the_same_of_every_day(
    parties: Parties, histories: Sequence[tuple[list[Event], list[Event], list[Event]]], days: int
) -> None:
    day = START + timedelta(days=days)
    with transaction.atomic():
        write(parties, histories)
        found = {one.reference: one for one in visible_pledges(SYSTEM, day)}
        for number, (levels, pool, validity) in enumerate(histories):
            level, standing = plain(levels, day), plain(pool, day)
            # A confirmation counts from the day on which it is known.
            valid = plain(validity, day, holds_ahead=True)
            quick = found[f"p-{number}"]
            assert quick.current_level == (level.says if level else Level.DRAFT)
            assert quick.level_held_from == (level.held_from if level else None)
            assert quick.pool_standing == (standing.says if standing else PoolStanding.AVAILABLE)
            assert str(quick.valid_until) == (valid.says if valid else "None")
        transaction.set_rollback(True)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories=HISTORIES, days=st.integers(0, 7), wanted=st.sampled_from(Level), start=st.integers(0, 3))
def test_the_filtered_and_sorted_list_is_the_plain_one(
    parties: Parties,
    histories: Sequence[tuple[list[Event], list[Event], list[Event]]],
    days: int,
    wanted: Level,
    start: int,
) -> None:
    day = START + timedelta(days=days)
    with transaction.atomic():
        write(parties, histories)
        state = parse(QueryDict(f"level={wanted.value}&level={Level.DRAFT.value}&sort=-held_from,-strength"), PLEDGES)
        source = QuerySource(PLEDGES, visible_pledges(SYSTEM, day)).narrowed(state.filters)
        page = [one.reference for one in source.ordered(state.sort).cut(start, start + 2)]
        count, totals = source.summary([PLEDGES.by_key["strength"]])
        transaction.set_rollback(True)
    rows = []
    for number, (levels, _, _) in enumerate(histories):
        level = plain(levels, day)
        if (level.says if level else Level.DRAFT.value) in (wanted.value, Level.DRAFT.value):
            rows.append((level.held_from if level else date.min, 10 + number, f"p-{number}"))
    rows.sort(reverse=True)
    assert page == [reference for _, _, reference in rows[start : start + 2]]
    assert count == len(rows)
    assert (totals["strength"] or 0) == sum(strength for _, strength, _ in rows)
