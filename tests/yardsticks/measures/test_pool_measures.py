"""Pledge conversion, effective pool, gap coverage, visit backlog: by hand, and what holds of whatever record."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from muster.kit.intervals import DateInterval
from muster.pledges.levels import LADDER
from muster.pledges.rules.conversion import Announced, CameOfIt
from muster.yardsticks.measures.effective_pool import PoolRule, effective_pool, why_not
from muster.yardsticks.measures.gap_coverage import gap_coverage
from muster.yardsticks.measures.pledge_conversion import pledge_conversion
from muster.yardsticks.measures.shape import Verdict
from muster.yardsticks.measures.visit_backlog import visit_backlog
from muster.yardsticks.measures.window import Window
from tests.yardsticks.measures.facts import DAY, LONG_AGO, NOW, before, caveat, held, pledge, post, value, verdicts

RULE = PoolRule("L2", 90)
IN_UNIFIL = PoolRule("L2", 90, "UNIFIL", "Middle East")


def test_conversion_tells_announcements_and_pledges_apart() -> None:
    came = CameOfIt("a", 120, 1, {"registered": before(100), "L1": before(90), "L2": before(10)})
    spoken = [
        Announced("s1", "KAZ", "a summit", before(200), pledges=(came,)),
        Announced("s2", "IND", "a summit", before(200)),
        Announced("later", "IND", "a summit", date(2019, 1, 1)),
    ]
    found = pledge_conversion(spoken, [pledge("a"), pledge("b", "L1")], NOW)
    told = {one.label: (one.part, one.of) for one in found.figures if one.part is not None}
    assert told["Announcements registered as pledges"] == (1, 2)
    assert told["Announcements that reached Level 2"] == (1, 2)
    assert told["Announcements that reached Level 3"] == (0, 2)
    assert told["Registered pledges that reached Level 2"] == (1, 2)
    assert value(found, 1) == 100
    assert verdicts(found)["s2"] == Verdict.FAILS


def test_a_level_that_was_not_known_yet_is_not_reached() -> None:
    late = pledge("a", levels=(held("L2", before(50), DAY.replace(year=2019)),))
    told = {one.label: one.part for one in pledge_conversion([], [late], NOW).figures}
    assert told["Registered pledges that reached Level 2"] == 0


def test_what_may_be_called_is_in_the_pool_and_what_may_not_says_why() -> None:
    pool = [
        pledge("fits"),
        pledge("low", "L1"),
        pledge("slow", notice_days=120),
        pledge("bound", caveats=(caveat("command"),)),
        pledge("away", pool=(held("deployed"),)),
        pledge("lapsed", confirmed=((before(1), LONG_AGO),)),
        pledge("gone", available=DateInterval(LONG_AGO, before(1))),
    ]
    found = effective_pool(pool, RULE, NOW)
    assert (found.headline.part, found.headline.of) == (1, 7)
    words = {one.label: one.words for one in found.behind if one.verdict == Verdict.FAILS}
    assert words["low"] == "Level 1, below Level 2"
    assert words["slow"] == "notice of 120 days, more than 90"
    assert words["bound"].startswith("hard caveat: command")
    assert words["away"] == "deployed, not in the pool"
    assert words["lapsed"] == "its confirmation has run out"
    assert words["gone"] == "not available on the day"


def test_of_a_mission_only_a_caveat_that_excludes_it_is_in_conflict() -> None:
    assert why_not(pledge(caveats=(caveat("command"),)), IN_UNIFIL, DAY) == ""
    assert why_not(pledge(caveats=(caveat("excluded-mission", "MINUSMA"),)), IN_UNIFIL, DAY) == ""
    assert "excluded-mission" in why_not(pledge(caveats=(caveat("excluded-mission", "UNIFIL"),)), IN_UNIFIL, DAY)
    assert "excluded-region" in why_not(pledge(caveats=(caveat("excluded-region", "Middle East"),)), IN_UNIFIL, DAY)


def test_a_caveat_that_is_soft_satisfied_or_dropped_keeps_nobody_out() -> None:
    for one in (caveat(is_hard=False), caveat(satisfied_on=before(1)), caveat(known_until=DAY), caveat(expires_on=DAY)):
        assert why_not(pledge(caveats=(one,)), RULE, DAY) == ""


def test_of_no_pledge_there_is_no_share() -> None:
    found = effective_pool([], RULE, NOW)
    assert (found.headline.value, found.has_cases, found.nothing) == (None, False, "No pledge is on the ladder.")


def test_a_pledge_covers_one_post_and_a_post_in_which_a_unit_stands_is_not_open() -> None:
    wanted = [post("p1"), post("p2"), post("p3", "EOD"), post("p4", held=(DateInterval(LONG_AGO),))]
    found = gap_coverage(wanted, [pledge()], RULE, [6, 12], NOW)
    assert (found.headline.part, found.headline.of) == (1, 3)
    assert verdicts(found) == {"p1": Verdict.COUNTS, "p2": Verdict.FAILS, "p3": Verdict.FAILS}
    assert value(found, 3) == 0.25


def test_posts_of_a_later_day_are_told_at_their_horizon() -> None:
    later = post("later", needed=DateInterval(date(2019, 2, 1)))
    found = gap_coverage([later], [pledge()], RULE, [6], NOW)
    assert found.headline.value is None
    assert (found.figures[1].part, found.figures[1].of) == (1, 1)


def test_who_waits_at_level_1_unvisited_is_the_backlog() -> None:
    register = [
        pledge("waits", "L1", levels=(held("L1", before(100)),)),
        pledge("visited", "L1", assessed=(before(20),)),
        pledge("fresh", assessed=(before(300),)),
        pledge("old", assessed=(before(900),)),
        pledge("never"),
    ]
    found = visit_backlog(register, 24, NOW)
    assert (value(found), value(found, 1)) == (1, 100)
    assert (found.figures[2].part, found.figures[2].of) == (1, 3)
    assert value(found, 3) == 600


LEVELS = st.sampled_from([level.value for level in LADDER])
PLEDGES = st.lists(
    st.builds(
        lambda level, notice, hard, units: pledge(
            "x", level, notice_days=notice, units=units, caveats=(caveat(),) if hard else ()
        ),
        LEVELS,
        st.integers(0, 300),
        st.booleans(),
        st.integers(1, 5),
    ),
    max_size=12,
)


@given(PLEDGES, st.integers(0, 300), st.integers(0, 300))
def test_a_longer_notice_lets_no_pledge_out_of_the_pool(register: list, one: int, other: int) -> None:  # type: ignore[type-arg]
    short, long = (effective_pool(register, PoolRule("L2", days), NOW) for days in sorted((one, other)))
    assert (short.figures[1].value or 0) <= (long.figures[1].value or 0)


@given(PLEDGES, st.integers(0, 8))
def test_coverage_is_a_share_and_never_more_than_the_pool_has(register: list, number: int) -> None:  # type: ignore[type-arg]
    found = gap_coverage([post(f"p{place}") for place in range(number)], register, RULE, [6], NOW)
    units = effective_pool(register, RULE, NOW).figures[2].value or 0
    assert (found.headline.part or 0) == min(number, units)


def test_the_pool_of_a_day_in_the_past_is_that_of_what_was_known_then() -> None:
    risen = pledge("a", levels=(held("L1", LONG_AGO), held("L2", before(30), before(10))))
    assert effective_pool([risen], RULE, Window(before(20))).headline.part == 0
    assert effective_pool([risen], RULE, NOW).headline.part == 1
