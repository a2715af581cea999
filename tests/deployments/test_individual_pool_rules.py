"""Where an individual is, and what lapses soon."""

from datetime import date, timedelta
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from muster.deployments.rules.eligibility import CredentialFacts
from muster.deployments.rules.individual_pool import Lapse, PoolState, ends_on, lapses, pool_state
from muster.kit.intervals import add_months

TODAY = date(2026, 3, 2)
SOON = TODAY + timedelta(days=90)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def test_whoever_is_barred_is_that_first_and_available_is_what_is_left() -> None:
    for barred, in_post, nominated in product((False, True), repeat=3):
        state = pool_state(is_barred=barred, is_in_post=in_post, is_nominated=nominated)
        if barred:
            assert state == PoolState.BARRED
        elif in_post:
            assert state == PoolState.IN_POST
        else:
            assert state == (PoolState.NOMINATED if nominated else PoolState.AVAILABLE)


def test_what_has_lapsed_is_told_first_and_what_holds_long_not_at_all() -> None:
    proofs = [
        CredentialFacts("passport", date(2020, 1, 1), date(2026, 5, 1)),
        CredentialFacts("language", date(2024, 1, 1), date(2026, 1, 1), "fr"),
        CredentialFacts("language", date(2024, 1, 1), date(2028, 1, 1), "en"),
        CredentialFacts("driving", date(2015, 1, 1)),
    ]
    assert lapses(proofs, 6, SOON) == (
        Lapse("language", "fr", date(2026, 1, 1)),
        Lapse("passport", "", date(2026, 5, 1)),
    )


def test_a_renewed_proof_lapses_no_more_whatever_order_they_were_entered_in() -> None:
    old = CredentialFacts("passport", date(2016, 1, 1), date(2026, 4, 1))
    new = CredentialFacts("passport", date(2026, 1, 1), date(2036, 1, 1))
    endless = CredentialFacts("passport", date(2026, 1, 1), None)
    for second in (new, endless):
        assert lapses([old, second], 6, SOON) == lapses([second, old], 6, SOON) == ()


def test_the_first_day_is_within_the_notice_and_its_end_is_not() -> None:
    assert lapses([CredentialFacts("passport", date(2016, 1, 1), SOON - timedelta(days=1))], 6, SOON)
    assert not lapses([CredentialFacts("passport", date(2016, 1, 1), SOON)], 6, SOON)


@given(DAYS, st.integers(1, 24))
def test_an_examination_serves_on_the_day_on_which_it_is_so_many_months_old_and_not_on_the_next(
    examined: date, months: int
) -> None:
    end = ends_on(CredentialFacts("medical", examined), months)
    assert end == add_months(examined, months) + timedelta(days=1)


@given(st.lists(st.tuples(DAYS, DAYS | st.none()), max_size=6))
def test_nothing_that_still_has_a_longer_proof_is_told(spans: list[tuple[date, date | None]]) -> None:
    proofs = [CredentialFacts("passport", start, end) for start, end in spans]
    found = lapses(proofs, 6, SOON)
    ends = [end for _start, end in spans]
    if not ends or None in ends:
        assert found == ()
    else:
        last = max(end for end in ends if end is not None)
        assert found == ((Lapse("passport", "", last),) if last < SOON else ())
