"""From the record of a day to the planner's problem. Pure: the solver sees nothing else."""

from collections import defaultdict
from dataclasses import dataclass

from muster import planning
from muster.matching.facts import PledgeFacts, PostFacts
from muster.matching.match import Match, match
from muster.matching.window import longest_stay_months, ready_on
from muster.plans.periods import Calendar
from muster.plans.record import RecordOfDay


@dataclass(frozen=True)
class BuiltProblem:
    """The problem, the calendar behind its periods, and what the rules said of each pair of one unit type."""

    problem: planning.Problem
    calendar: Calendar
    matches: dict[tuple[str, str], Match]
    record: RecordOfDay


def build_problem(record: RecordOfDay, horizon_months: int) -> BuiltProblem:
    """Return the problem of the record over `horizon_months` months from the first of the planning day's month.

    Raises planning.ProblemRefused, a line a clash, if the stays on record break a rule among themselves.
    """
    calendar = Calendar.of(record.day, horizon_months)
    spans = {post.reference: span for post in record.posts if (span := calendar.whole_months(post.needed))}
    posts = [post for post in record.posts if post.reference in spans]
    matches = match_all(record, posts)
    held = {post.requirement for post in posts}
    problem = planning.Problem(
        start=calendar.start,
        count=horizon_months,
        requirements=tuple(
            planning.Requirement(
                one.reference, one.mission, one.maximum_states, one.lead if one.lead in spans else None
            )
            for one in record.requirements
            if one.reference in held
        ),
        posts=tuple(
            planning.Post(one.reference, one.requirement, one.unit_type, one.strength, *spans[one.reference])
            for one in posts
        ),
        pledges=tuple(pledge_of(one, record, calendar) for one in record.pledges),
        options=tuple(option for pair in matches.values() if (option := option_of(pair, calendar))),
        state_ceilings=tuple(planning.StateCeiling(*one) for one in sorted(record.state_ceilings.items())),
        arrivals=tuple(planning.ArrivalLimit(*one) for one in record.arrival_limits.items()),
        incompatible=record.incompatible,
        committed=tuple(_committed(record, calendar, spans)),
    )
    return BuiltProblem(problem, calendar, matches, record)


def match_all(record: RecordOfDay, posts: list[PostFacts]) -> dict[tuple[str, str], Match]:
    """Return the matches of all pairs whose unit types agree, by (pledge, post); other pairs have nothing to say."""
    of_type: dict[str, list[PledgeFacts]] = defaultdict(list)
    for pledge in record.pledges:
        of_type[pledge.unit_type].append(pledge)
    return {
        (pledge.reference, post.reference): match(pledge, post, record.surroundings)
        for post in posts
        for pledge in of_type[post.unit_type]
    }


def pledge_of(facts: PledgeFacts, record: RecordOfDay, calendar: Calendar) -> planning.Pledge:
    """Return the planner's pledge; tours no longer than the caveats allow."""
    longest = max(1, longest_stay_months(facts))
    return planning.Pledge(
        id=facts.reference,
        state=facts.state,
        unit_type=facts.unit_type,
        strength=facts.strength,
        ready_from=max(0, calendar.first_whole(ready_on(facts, record.day))),
        min_stay=min(facts.stay_minimum_months, longest),
        max_stay=longest,
        dwell=facts.dwell_months,
    )


def option_of(pair: Match, calendar: Calendar) -> planning.Option | None:
    """Return the planner's option for an eligible pair, None for another or one without room in the horizon."""
    if pair.worth is None or pair.window is None:
        return None
    room = calendar.whole_months(pair.window)
    if room is None:
        return None
    return planning.Option(
        pledge=pair.pledge.reference,
        post=pair.post.reference,
        value=pair.worth.value_points,
        start_cost=pair.worth.start_cost_points,
        earliest=room[0],
        latest=room[1],
    )


def _committed(
    record: RecordOfDay, calendar: Calendar, spans: dict[str, tuple[int, int]]
) -> list[planning.CommittedStay]:
    """Return the stays that touch the horizon and a post in it."""
    stays = []
    for stay in record.stays:
        start, end = calendar.span(stay.interval)
        if stay.post in spans and start < end and end > 0 and start < calendar.count:
            stays.append(planning.CommittedStay(stay.pledge, stay.post, start, end))
    return stays
