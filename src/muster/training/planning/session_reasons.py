"""Why somebody stays without an item, once the seats are given out."""

from collections.abc import Mapping, Sequence

from muster.training.planning.sessions import OfferedSession, SessionProblem, Trainee, Without, admits, in_time


def reasons_without(problem: SessionProblem, seats: Mapping[int, tuple[str, ...]]) -> dict[tuple[int, str], Without]:
    """Return the reason for each standard that a person lacks and gets no seat for, by number and standard."""
    left = {one.reference: one.seats for one in problem.sessions}
    for taken in seats.values():
        for reference in taken:
            left[reference] -= 1
    found = {}
    for one in problem.trainees:
        got = {problem.session_by_reference[name].standard for name in seats.get(one.number, ())}
        for standard in one.standards:
            if standard not in got:
                found[one.number, standard] = _reason(problem, one, standard, left)
    return found


def _reason(problem: SessionProblem, trainee: Trainee, standard: str, left: Mapping[str, int]) -> Without:
    """Return the last hurdle that some session of the standard came to."""
    rows: Sequence[OfferedSession] = problem.by_standard.get(standard, ())
    if not rows:
        return Without.NO_SESSION
    rows = [one for one in rows if in_time(problem, one, trainee.deploys_on)]
    if not rows:
        return Without.TOO_LATE
    rows = [one for one in rows if admits(one, trainee.proven, trainee.rank)]
    if not rows:
        return Without.NOT_ELIGIBLE
    if any(left[one.reference] > 0 for one in rows):
        return Without.CLASH
    return Without.NO_SEAT
