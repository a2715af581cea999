"""Does a plan of seats keep the rules? Person by person and day by day, without anything that the search uses."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from muster.training.planning.sessions import OfferedSession, SessionPlan, SessionProblem, Trainee

DAY = timedelta(days=1)


def broken_session_rules(problem: SessionProblem, plan: SessionPlan) -> Iterator[str]:
    """Yield a sentence for each rule that the plan breaks, and for each figure that it does not bear out."""
    people = {one.number: one for one in problem.trainees}
    sessions = {one.reference: one for one in problem.sessions}
    for number, taken in plan.seats.items():
        if number not in people:
            yield f"person {number}: is not among those who lack training"
        for reference in taken:
            if reference not in sessions:
                yield f"person {number}: {reference} is no session of the problem"
    given = {
        number: [sessions[reference] for reference in taken if reference in sessions]
        for number, taken in plan.seats.items()
        if number in people
    }
    for number, got in given.items():
        for session in got:
            yield from _fits(problem, people[number], session)
        yield from _days(people[number], got)
    seats = Counter(session.reference for got in given.values() for session in got)
    for reference, count in seats.items():
        if count > sessions[reference].seats:
            yield f"{reference}: {count} people on {sessions[reference].seats} seats"
    yield from _figures(problem, plan, [(people[number], got) for number, got in given.items()])


def _fits(problem: SessionProblem, person: Trainee, session: OfferedSession) -> Iterator[str]:
    what = f"person {person.number} in {session.reference}"
    if session.held_from <= problem.today:
        yield f"{what}: it has begun"
    if session.apply_by is not None and session.apply_by < problem.today:
        yield f"{what}: nobody may apply any more"
    if session.held_until > person.deploys_on:
        yield f"{what}: it is not over on {person.deploys_on}"
    if session.language and session.language not in person.proven:
        yield f"{what}: {session.language} is not proven"
    if session.ranks and person.rank.strip().lower() not in session.ranks:
        yield f"{what}: the rank is not one that it takes"
    if session.standard not in person.standards:
        yield f"{what}: {session.standard} is not lacking"


def _days(person: Trainee, got: Sequence[OfferedSession]) -> Iterator[str]:
    days = {day for start, until in person.busy for day in _every_day(start, until)}
    for session in got:
        own = set(_every_day(session.held_from, session.held_until))
        if own & days:
            yield f"person {person.number} in {session.reference}: overlaps with another session"
        days |= own
    if len({session.standard for session in got}) < len(got):
        yield f"person {person.number}: takes a standard twice"


def _figures(
    problem: SessionProblem, plan: SessionPlan, given: Sequence[tuple[Trainee, Sequence[OfferedSession]]]
) -> Iterator[str]:
    trained = sum({session.standard for session in got} == set(person.standards) for person, got in given)
    sessions = [session for _, got in given for session in got]
    cost = sum((one.held_until - problem.today).days + problem.abroad_cost_days * one.is_abroad for one in sessions)
    told = (
        ("fully trained", plan.trained, trained),
        ("seats", plan.items, len(sessions)),
        ("cost", plan.cost_days, cost),
    )
    for name, said, counted in told:
        if said != counted:
            yield f"{name}: the plan says {said}, it is {counted}"
    if plan.trained > plan.trained_bound or (plan.trained == plan.trained_bound and plan.items > plan.items_bound):
        yield "the plan stands above its bound"


def _every_day(start: date, until: date) -> Iterator[date]:
    while start < until:
        yield start
        start += DAY
