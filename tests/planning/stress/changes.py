"""Random scenarios for random problems."""

from typing import Any

from hypothesis import strategies as st

from muster.planning import Problem, Stay
from muster.planning.stress import (
    MissionClosed,
    PledgeDelayed,
    PledgeWithdrawn,
    RotationsBlocked,
    Scenario,
    StateWithdrawn,
    Surge,
)
from muster.planning.stress.scenario import Change
from tests.planning.builders import small_problems


@st.composite
def problems_with_scenarios(draw: st.DrawFn) -> tuple[Problem, Scenario]:
    """A small problem, and up to four changes of it; surges only where a mission has posts to copy."""
    problem = draw(small_problems())
    return problem, Scenario("drawn", tuple(draw(st.lists(_changes(problem), max_size=4))))


def _changes(problem: Problem) -> st.SearchStrategy[Change]:
    periods = st.integers(0, problem.count)
    missions = st.sampled_from(sorted({row.mission for row in problem.requirements}))
    pledges = st.sampled_from([row.id for row in problem.pledges])
    kinds: list[st.SearchStrategy[Any]] = [
        st.builds(PledgeWithdrawn, pledges),
        st.builds(StateWithdrawn, st.sampled_from([row.state for row in problem.pledges])),
        st.builds(PledgeDelayed, pledges, st.integers(1, 3)),
        st.builds(MissionClosed, missions, periods),
        st.builds(
            lambda mission, start, length: RotationsBlocked(mission, start, start + length),
            missions,
            periods,
            st.integers(1, 3),
        ),
        st.builds(lambda posts: Surge(None, None, posts, 0), st.integers(1, 3)),
    ]
    return st.one_of(kinds)


def as_stays(problem: Problem) -> set[Stay]:
    """The committed stays as plain stays, to compare."""
    return {Stay(stay.pledge, stay.post, stay.start, stay.end) for stay in problem.committed}
