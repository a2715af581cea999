"""Whether the unit of a pledge can be drawn on: in the pool, called, deployed. Pure."""

from datetime import date, timedelta

from muster.kit.day_text import long_day
from muster.kit.errors import Problem, Refused
from muster.pledges.levels import Level

AVAILABLE, CALLED, DEPLOYED = "available", "called", "deployed"

FOLLOWING: dict[str, tuple[str, ...]] = {
    AVAILABLE: (CALLED, DEPLOYED),
    CALLED: (DEPLOYED, AVAILABLE),
    DEPLOYED: (AVAILABLE,),
}
"""What may follow: a unit deploys when it was called or was selected otherwise (2.6, 2.7), and comes back to the pool.

A call that is taken back, or was not answered, ends in the pool as well.
"""


def legal_next_in_pool(standing: str) -> tuple[str, ...]:
    """Return what may follow a standing in the pool. Nobody may waive the order."""
    return FOLLOWING[standing]


def check_pool_step(reference: str, standing: str, following: str) -> None:
    """Raise Refused, naming the legal ways, unless `following` may follow `standing`."""
    if following not in FOLLOWING[standing]:
        ways = ", ".join(FOLLOWING[standing])
        raise Refused(f"Pledge {reference} is {standing} and cannot become {following}; possible: {ways}.")


def call_problems(level: str, standing: str, stage_is_open: bool) -> list[Problem]:
    """Return why a unit cannot be called: only one at the Rapid Deployment Level is, from the pool (2.6, 14.2)."""
    problems = []
    if level != Level.RAPID_DEPLOYMENT or not stage_is_open:
        words = f"the pledge stands at {Level(level).label}"
        problems.append(Problem("level", words, "only a unit at the Rapid Deployment Level is called"))
    if standing != AVAILABLE:
        problems.append(Problem("pool", f"the unit is {standing}", "call one that is in the pool"))
    return problems


def answer_due(called_on: date, response_days: int) -> date:
    """Return when a called unit is to be on the ground: so many days from the request (14.3, rule 3; 60 seen: S12)."""
    return called_on + timedelta(days=response_days)


def breach_of_call(standing: str, answer_due_on: date | None, day: date) -> str:
    """Return what a breach of a call leads to, in words; empty where there is none.

    The day has passed without the unit on the ground: downgrade and recovery of the incentive are to be reviewed
    (14.3, rule 3; 2.7 lists the refusal among the triggers of a downgrade). The Secretariat decides on both.
    """
    if standing != CALLED or answer_due_on is None or day <= answer_due_on:
        return ""
    late = (day - answer_due_on).days
    return (
        f"The call is not answered: the unit was due on the ground on {long_day(answer_due_on)}, {late} days ago. "
        "The downgrade of its level and the recovery of the financial incentive are to be reviewed."
    )
