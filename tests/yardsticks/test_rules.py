"""What the paper reckons, by hand and for whatever record."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from muster.kit.intervals import DateInterval
from muster.pledges.levels import LADDER, Level
from muster.yardsticks.paper import Paper, mission_line, paper_from_json, type_line
from muster.yardsticks.rules import (
    OfferedUnit,
    StandingUnit,
    WantedPost,
    by_mission,
    by_unit_type,
    days_shown,
    in_high_demand,
    quarter_of,
    waiting_for_a_visit,
)

DAY = date(2018, 10, 1)
DAYS = days_shown(DAY, (6, 12, 24))


def post(
    unit_type: str = "INF-COY", start: date = DAY, until: date | None = None, mission: str = "UNIFIL"
) -> WantedPost:
    return WantedPost(unit_type, mission, DateInterval(start, until))


def unit(level: str = "L2", state: str = "KAZ", notice: int = 60, units: int = 1, binds: bool = False) -> OfferedUnit:
    return OfferedUnit("INF-COY", state, level, notice, units, binds)


def test_the_days_are_the_paper_s_and_so_many_months_ahead() -> None:
    assert (DAY, date(2019, 4, 1), date(2019, 10, 1), date(2020, 10, 1)) == DAYS


def test_a_post_counts_on_the_days_on_which_it_is_wanted() -> None:
    (row,) = by_unit_type([post(start=date(2019, 1, 1), until=date(2019, 10, 1))], [], [], DAYS, "L2")
    assert (row.needs.now, row.needs.ahead, row.needs.most) == (0, (1, 0, 0), 1)


def test_what_stands_in_theatre_and_what_may_be_selected_closes_the_gap_and_level_1_does_not() -> None:
    posts = [post() for _ in range(5)]
    standing = [StandingUnit("INF-COY", "UNIFIL", DateInterval(date(2018, 1, 1), date(2018, 12, 1)))]
    offered = [unit("L1"), unit("L2", "IND", 90), unit("RDL", "IND", 30, units=2)]
    (row,) = by_unit_type(posts, standing, offered, DAYS, "L2")
    assert (row.needs.now, row.needs.deployed, row.open_now) == (5, 1, 4)
    assert row.offers.by_level == (1, 1, 0, 2)
    assert (row.offers.selectable, row.offers.states, row.offers.median_notice_days) == (3, 2, 30)
    assert row.gap == 5 - 1 - 3


def test_a_stay_that_has_ended_or_not_begun_is_not_deployed() -> None:
    before = StandingUnit("INF-COY", "UNIFIL", DateInterval(date(2018, 1, 1), DAY))
    after = StandingUnit("INF-COY", "UNIFIL", DateInterval(date(2018, 10, 2)))
    (row,) = by_unit_type([post()], [before, after], [], DAYS, "L2")
    assert row.needs.deployed == 0


def test_the_share_without_caveats_is_of_those_that_may_be_selected() -> None:
    (row,) = by_unit_type([], [], [unit("L2", units=3), unit("L2", binds=True), unit("L1", binds=True)], DAYS, "L2")
    assert row.offers.caveat_free_share == 0.75
    assert row.gap == -4


def test_where_nothing_may_be_selected_nothing_is_told_of_notice_and_caveats() -> None:
    (row,) = by_unit_type([post()], [], [unit("L1")], DAYS, "L2")
    assert (row.offers.median_notice_days, row.offers.caveat_free_share) == (None, None)
    assert [one.name for one in waiting_for_a_visit([row])] == ["INF-COY"]


def test_the_greatest_gap_comes_first() -> None:
    rows = by_unit_type([post("AVN-U"), post("AVN-U"), post("EOD")], [], [unit()], DAYS, "L2")
    assert [(row.name, row.gap) for row in rows] == [("AVN-U", 2), ("EOD", 1), ("INF-COY", -1)]
    assert [row.name for row in in_high_demand(rows)] == ["AVN-U", "EOD"]


def test_missions_are_told_by_what_is_open_at_most() -> None:
    posts = [post(), post(mission="UNDOF"), post(mission="UNDOF", start=date(2019, 3, 1))]
    standing = [StandingUnit("INF-COY", "UNIFIL", DateInterval(DAY))]
    rows = by_mission(posts, standing, DAYS)
    assert [(row.name, row.open_now, row.open_at_most) for row in rows] == [("UNDOF", 1, 2), ("UNIFIL", 0, 0)]


def test_a_quarter_is_named_by_its_year() -> None:
    days = (date(2018, 1, 1), date(2018, 3, 31), date(2018, 4, 1), date(2018, 12, 31))
    assert [quarter_of(day) for day in days] == ["2018-q1", "2018-q1", "2018-q2", "2018-q4"]


offers = st.builds(
    OfferedUnit,
    unit_type=st.sampled_from(["INF-COY", "EOD"]),
    state=st.sampled_from(["KAZ", "IND", "BRA"]),
    level=st.sampled_from([level.value for level in LADDER if level != Level.DRAFT]),
    notice_days=st.integers(0, 200),
    units=st.integers(1, 4),
    binds=st.booleans(),
)
wanted = st.builds(
    WantedPost,
    unit_type=st.sampled_from(["INF-COY", "EOD", "AVN-U"]),
    mission=st.sampled_from(["UNIFIL", "UNDOF"]),
    needed=st.dates(date(2018, 1, 1), date(2020, 12, 31)).map(DateInterval),
)


@given(st.lists(wanted, max_size=8), st.lists(offers, max_size=8))
def test_no_unit_and_no_post_is_lost_or_counted_twice(posts: list[WantedPost], offered: list[OfferedUnit]) -> None:
    rows = by_unit_type(posts, [], offered, DAYS, "L2")
    assert sum(row.needs.now for row in rows) == sum(one.needed.contains(DAY) for one in posts)
    assert sum(sum(row.offers.by_level) for row in rows) == sum(one.units for one in offered)
    assert len({row.name for row in rows}) == len(rows)
    assert sum(row.needs.now for row in by_mission(posts, [], DAYS)) == sum(row.needs.now for row in rows)


@given(st.lists(wanted, max_size=6), st.lists(offers, max_size=6))
def test_a_paper_comes_back_as_it_was_kept(posts: list[WantedPost], offered: list[OfferedUnit]) -> None:
    rows = by_unit_type(posts, [], offered, DAYS, "L2")
    paper = Paper(
        register="UN",
        register_name="United Nations Secretariat",
        as_of=DAY,
        months_ahead=(6, 12, 24),
        levels=("Level 1",),
        unit_types=tuple(type_line(row, f"Name of {row.name}", ("S07",)) for row in rows),
        missions=tuple(mission_line(row) for row in by_mission(posts, [], DAYS)),
        waiting=tuple(row.name for row in waiting_for_a_visit(rows)),
        parameters=({"key": "a", "value": "1", "unit": "", "source": "Muster", "standing": "local choice"},),
    )
    assert paper_from_json(paper.as_json()) == paper
