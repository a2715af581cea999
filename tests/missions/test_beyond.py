"""What goes on beyond the mandate: the rule, and the same as a condition of the database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.deployments.models import Stay
from muster.missions.mandate_flags import beyond_badge
from muster.missions.models import MandateKind, MandatePeriod
from muster.missions.queries import covers
from muster.missions.queries.beyond import effective_mandates, mandate_on, with_beyond
from muster.missions.rules.beyond import BEYOND, beyond_words, days_beyond, is_beyond, known_end
from muster.missions.rules.mandates import NO_COVER, MandateCover
from muster.parties.viewer import SYSTEM
from tests.record import DAY, KNOWN, Record

END = date(2018, 12, 31)
UNTIL_END = MandateCover(is_covered=True, until=END)
WITHOUT_END = MandateCover(is_covered=True, until=None)
ends = st.none() | st.integers(-300, 600).map(lambda days: DAY + timedelta(days=days))
cover_strategy = st.one_of(st.none(), st.just(NO_COVER), st.just(WITHOUT_END), st.just(UNTIL_END))


def test_a_mission_of_which_no_mandate_is_on_record_gets_no_flag() -> None:
    assert not is_beyond(None, None, DAY)
    assert known_end(None, DAY) is None
    assert beyond_badge(None, None, DAY) is None


@pytest.mark.parametrize(
    ("until", "flagged"), [(END, False), (END + timedelta(days=1), True), (None, True), (DAY, False)]
)
def test_what_ends_with_the_mandate_is_within_it_and_what_has_no_end_is_beyond(
    until: date | None, flagged: bool
) -> None:
    assert is_beyond(UNTIL_END, until, DAY) is flagged
    assert not is_beyond(WITHOUT_END, until, DAY)


def test_without_any_mandate_in_force_everything_that_is_not_over_is_beyond() -> None:
    assert is_beyond(NO_COVER, None, DAY)
    assert not is_beyond(NO_COVER, DAY, DAY)
    assert known_end(NO_COVER, DAY) == DAY


@given(cover_strategy, ends)
def test_days_words_and_flag_say_the_same(cover: MandateCover | None, until: date | None) -> None:
    if cover is None or (until is not None and until <= DAY):
        return
    flagged = is_beyond(cover, until, DAY)
    assert bool(beyond_words(cover, until, DAY)) is flagged
    assert (days_beyond(cover, until, DAY) != 0) is flagged
    assert (beyond_badge(cover, until, DAY) is not None) is flagged


def test_the_words_say_by_how_many_days_and_which_day() -> None:
    words = beyond_words(UNTIL_END, END + timedelta(days=92), DAY)
    assert words == "goes on 92 days beyond the mandate, which ends on 31 December 2018"
    assert "1 day beyond" in beyond_words(UNTIL_END, END + timedelta(days=1), DAY)
    assert "with no end beyond" in beyond_words(UNTIL_END, None, DAY)


@pytest.mark.parametrize("end", [None, END, date(2020, 6, 1), date(2018, 9, 1)])
def test_the_database_flags_the_rows_that_the_rule_flags(record: Record, end: date | None) -> None:
    MandatePeriod.objects.filter(mission__acronym="UNIFIL").update(valid_until=end)
    known = covers(SYSTEM, DAY)
    rows = list(with_beyond(Stay.objects.all(), known, DAY, "post__requirement__mission", "stay_until"))
    assert rows
    for row in rows:
        cover = known[row.post.requirement.mission.acronym]
        assert (row.mandate_flag == BEYOND) is is_beyond(cover, row.stay_until, DAY)


def test_a_period_that_was_followed_ends_where_the_other_begins(record: Record) -> None:
    first = MandatePeriod.objects.get(mission__acronym="UNIFIL")
    second = MandatePeriod.objects.create(
        mission=first.mission, follows=first, kind=MandateKind.AMENDED, valid_from=date(2018, 9, 1),
        valid_until=END, troop_ceiling=9_000, known_from=KNOWN,
    )  # fmt: skip
    held = effective_mandates(SYSTEM, DAY, [first.mission_id])[first.mission_id]
    assert [(term.start, term.until) for term, _row in held] == [
        (first.valid_from, date(2018, 9, 1)), (date(2018, 9, 1), END),
    ]  # fmt: skip
    assert mandate_on(SYSTEM, DAY, first.mission_id, date(2018, 8, 31)) == first
    assert mandate_on(SYSTEM, DAY, first.mission_id, DAY) == second
    assert mandate_on(SYSTEM, DAY, first.mission_id, END) is None
