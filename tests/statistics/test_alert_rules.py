"""An alert's stages: a crossing is told once, and cleared only after months below the threshold."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.kit.errors import Refused
from muster.statistics.rules.alerts import NEXT, Stage, Standing, first_standing, moved, weighed
from tests.statistics.watch_ground import month_end

THRESHOLD, CLEAR = 25, 2
MONTHS = [month_end(back) for back in range(11, -1, -1)]


def through(values: list[float], clear_after: int = CLEAR) -> list[Standing]:
    """The standings after each month's value, the first month being the first weighed."""
    standings = [first_standing(MONTHS[0], values[0])]
    for month, value in zip(MONTHS, values, strict=False):
        standings.append(weighed(standings[-1], month, value, THRESHOLD, clear_after))
    return standings[1:]


def stages(values: list[float], clear_after: int = CLEAR) -> list[str]:
    return [one.stage.value for one in through(values, clear_after)]


def test_a_state_is_quiet_until_the_threshold_is_reached() -> None:
    assert stages([0, 24, 24.9]) == ["quiet", "quiet", "quiet"]
    assert stages([24, 25]) == ["quiet", "alerted"]


def test_who_subscribes_to_a_state_that_is_over_already_is_told() -> None:
    assert stages([90]) == ["alerted"]
    assert through([90])[0].crossings == 1


def test_an_alert_stays_one_alert_while_it_lasts() -> None:
    last = through([30, 40, 50, 60])[-1]
    assert (last.stage, last.since, last.crossings) == (Stage.ALERTED, MONTHS[0], 1)


def test_a_figure_that_wavers_around_the_threshold_is_one_crossing() -> None:
    last = through([30, 10, 30, 10, 30])[-1]
    assert (last.stage, last.crossings, last.below_months) == (Stage.ALERTED, 1, 0)


def test_an_alert_is_cleared_after_so_many_months_in_a_row_below() -> None:
    assert stages([30, 10, 10, 10]) == ["alerted", "alerted", "cleared", "cleared"]
    assert stages([30, 10], clear_after=1) == ["alerted", "cleared"]


def test_a_state_that_was_cleared_is_told_of_again() -> None:
    last = through([30, 0, 0, 0, 25])[-1]
    assert (last.stage, last.crossings, last.since) == (Stage.ALERTED, 2, MONTHS[4])


def test_a_month_weighed_before_changes_nothing() -> None:
    standing = through([30, 10])[-1]
    assert weighed(standing, MONTHS[1], 99, THRESHOLD, CLEAR) is standing
    assert weighed(standing, MONTHS[0], 0, THRESHOLD, CLEAR) is standing


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("to", list(Stage))
def test_only_the_stage_that_follows_can_be_moved_to(stage: Stage, to: Stage) -> None:
    standing = Standing(stage, MONTHS[0], MONTHS[0], 0)
    if NEXT[stage] is to:
        assert moved(standing, to, MONTHS[1]).stage is to
        return
    with pytest.raises(Refused) as refused:
        moved(standing, to, MONTHS[1])
    assert [one.message for one in refused.value.problems] == [f"{to.value} does not follow {stage.value}"]


def test_an_alert_that_would_never_wait_is_refused() -> None:
    with pytest.raises(Refused, match="one month below the threshold or more"):
        weighed(first_standing(MONTHS[0], 0), MONTHS[0], 0, THRESHOLD, 0)


@given(st.lists(st.integers(0, 60), min_size=1, max_size=12), st.integers(1, 4))
def test_crossings_are_as_many_as_alerts_that_began(values: list[int], clear_after: int) -> None:
    standings = through([float(one) for one in values], clear_after)
    path = [Stage.QUIET, *(one.stage for one in standings)]
    began = sum(before is not Stage.ALERTED and after is Stage.ALERTED for before, after in pairwise(path))
    assert standings[-1].crossings == began
    assert all(NEXT[before] is after for before, after in pairwise(path) if before is not after)
    assert all(isinstance(one.since, date) for one in standings)
