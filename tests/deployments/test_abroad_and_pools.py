"""People abroad with both contingents of a handover, and companies in their pools."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from muster.deployments.rules.abroad import Ceiling, Contingent, over_ceiling, people_abroad
from muster.deployments.rules.pools import CompanyTour, pool_of, pools

ACT = Ceiling("KAZ-2024", 430, date(2024, 1, 19), None)
CONTINGENTS = st.lists(
    st.builds(
        lambda name, people, start, days: Contingent(name, people, start, start + timedelta(days=days)),
        st.sampled_from("abcdef"),
        st.integers(1, 900),
        st.dates(date(2024, 1, 1), date(2026, 1, 1)),
        st.integers(1, 400),
    ),
    max_size=8,
)


def test_both_contingents_of_a_handover_count_against_the_act() -> None:
    """139 and 139 on the day of the handover: within 430, beyond an act of 270."""
    first = Contingent("UNDOF R1", 139, date(2024, 3, 1), date(2025, 4, 11))
    second = Contingent("UNDOF R2", 139, date(2025, 4, 10), None)
    spans = people_abroad([first, second])
    assert [(one.start, one.people) for one in spans] == [
        (date(2024, 3, 1), 139),
        (date(2025, 4, 10), 278),
        (date(2025, 4, 11), 139),
    ]
    assert over_ceiling(spans, [ACT]) == ()
    (finding,) = over_ceiling(spans, [Ceiling("narrow", 270, date(2024, 1, 19), None)])
    assert (finding.code, finding.place) == ("over-ceiling", "narrow")
    assert finding.words == "278 people abroad from 10 April 2025 to 10 April 2025; the act allows 270"


@given(contingents=CONTINGENTS, day=st.dates(date(2023, 12, 1), date(2027, 3, 1)))
def test_on_every_day_the_people_abroad_are_those_of_the_contingents_of_that_day(
    contingents: list[Contingent], day: date
) -> None:
    counted = sum(one.people for one in contingents if one.start <= day and (one.until is None or day < one.until))
    spans = [one for one in people_abroad(contingents) if one.start <= day and (one.until is None or day < one.until)]
    assert sum(one.people for one in spans) == counted
    assert len(spans) == (1 if counted else 0)


@given(contingents=CONTINGENTS, most=st.integers(0, 2_000))
def test_no_ceiling_is_broken_without_a_finding(contingents: list[Contingent], most: int) -> None:
    spans = people_abroad(contingents)
    found = over_ceiling(spans, [Ceiling("act", most, date(2024, 1, 1), None)])
    assert len(found) == sum(one.people > most for one in spans)


def test_a_company_trains_serves_and_recovers() -> None:
    tour = CompanyTour("A", date(2018, 7, 11), date(2018, 10, 31), date(2019, 4, 30))
    for day, pool in (
        (date(2018, 7, 10), "ready"),
        (date(2018, 7, 11), "training"),
        (date(2018, 10, 31), "deployed"),
        (date(2019, 4, 29), "deployed"),
        (date(2019, 4, 30), "recovering"),
        (date(2020, 4, 29), "recovering"),
        (date(2020, 4, 30), "ready"),
    ):
        assert pool_of([tour], day, 12) == pool
    assert pools([tour], ["A", "B"], date(2019, 1, 1), 12) == {"A": "deployed", "B": "ready"}
