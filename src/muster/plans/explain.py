"""Why a post stays empty: each gap of a plan with its reason in words, and the counts behind it. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from muster import planning
from muster.matching.match import Match
from muster.plans.build import BuiltProblem

AnyStay = planning.Stay | planning.CommittedStay


@dataclass(frozen=True)
class GapFacts:
    """A post that nobody holds in periods `[start, end)`, and why."""

    post: str
    start: int
    end: int
    reason_code: str
    words: str
    candidates: int
    refused: int
    refusals_by_rule: dict[str, int]


def all_stays(built: BuiltProblem, plan: planning.Plan) -> list[AnyStay]:
    """Return the planned stays and those committed before."""
    return [*plan.stays, *built.problem.committed]


def occupied(built: BuiltProblem, plan: planning.Plan) -> dict[str, list[tuple[int, int]]]:
    """Return the periods in which each post is held, by planned and by committed stays."""
    held: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for stay in all_stays(built, plan):
        held[stay.post].append((stay.start, stay.end))
    return held


def open_runs(start: int, end: int, held: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the runs of periods in `[start, end)` that none of `held` covers."""
    runs, begin = [], start
    for first, last in sorted(held):
        if first > begin:
            runs.append((begin, min(first, end)))
        begin = max(begin, last)
        if begin >= end:
            break
    if begin < end:
        runs.append((begin, end))
    return [(first, last) for first, last in runs if first < last]


def gaps(built: BuiltProblem, plan: planning.Plan) -> list[GapFacts]:
    """Return every gap of the plan, in the problem's order of posts."""
    held = occupied(built, plan)
    by_post: dict[str, list[Match]] = defaultdict(list)
    for pair in built.matches.values():
        by_post[pair.post.reference].append(pair)
    busy: dict[str, list[AnyStay]] = defaultdict(list)
    for stay in all_stays(built, plan):
        busy[stay.pledge].append(stay)
    return [
        explain_gap(built, post, run, by_post[post.id], busy)
        for post in built.problem.posts
        for run in open_runs(post.start, post.end, held[post.id])
    ]


def explain_gap(
    built: BuiltProblem,
    post: planning.Post,
    run: tuple[int, int],
    pairs: list[Match],
    busy: dict[str, list[AnyStay]],
) -> GapFacts:
    """Return one gap with the strongest reason that holds for it."""
    eligible = [pair for pair in pairs if (pair.pledge.reference, post.id) in built.problem.option_by_pair]
    refusals = Counter(finding.rule for pair in pairs for finding in pair.refusals)
    reason_code, words = _reason(built, post, run, pairs, eligible, busy)
    return GapFacts(
        post.id, run[0], run[1], reason_code, words, len(eligible), len(pairs) - len(eligible), dict(refusals)
    )


def _reason(
    built: BuiltProblem,
    post: planning.Post,
    run: tuple[int, int],
    pairs: list[Match],
    eligible: list[Match],
    busy: dict[str, list[AnyStay]],
) -> tuple[str, str]:
    """Return the code and the words of why the run stays open."""
    if not pairs:
        return "no-pledge", f"No {post.unit_type} is on the register."
    if not eligible:
        return "refused", f"{_count(len(pairs), post.unit_type)} on the register, none eligible: {_refusals(pairs)}."
    shortest = min(pair.pledge.stay_minimum_months for pair in eligible)
    earliest = min(_earliest(built, pair, post.id) for pair in eligible)
    if earliest > run[0] and run[1] - earliest < shortest:
        words = (
            f"{_count(len(eligible), post.unit_type)} eligible, the first one from {built.calendar.day(earliest):%B %Y}"
        )
        left = run[1] - earliest
        rest = f"; the {_months(left)} then left are shorter than the shortest tour ({_months(shortest)})"
        return "not-ready", f"{words}{rest if left > 0 else ''}."
    if run[1] - run[0] < shortest:
        gap, tour = _months(run[1] - run[0]), _months(shortest)
        return "too-short", f"The gap of {gap} is shorter than the shortest tour on offer ({tour})."
    free = [pair for pair in eligible if not _is_busy(busy[pair.pledge.reference], run, pair)]
    if free:
        names = ", ".join(pair.pledge.reference for pair in free[:3])
        return (
            "limited",
            f"{names} could stand here, but a ceiling, the arrivals of a month, the number of States, the lead post or "
            "the cost of a start speaks against it.",
        )
    where = Counter(stay.post for pair in eligible for stay in busy[pair.pledge.reference])
    places = ", ".join(f"{pair_post}" for pair_post, _ in where.most_common(3))
    return "placed-elsewhere", (
        f"{_count(len(eligible), post.unit_type)} eligible, all placed where they are worth more or resting: {places}."
    )


def _earliest(built: BuiltProblem, pair: Match, post: str) -> int:
    """Return the first period in which the pledge may start in the post."""
    option = built.problem.option_by_pair[pair.pledge.reference, post]
    return max(option.earliest, built.problem.pledge_by_id[pair.pledge.reference].ready_from)


def _is_busy(stays: Iterable[AnyStay], run: tuple[int, int], pair: Match) -> bool:
    """Return whether the pledge's other stays, with its rest around them, leave no shortest tour in the run."""
    rest = pair.pledge.dwell_months
    blocked = [(stay.start - rest, stay.end + rest) for stay in stays]
    room = max((last - first for first, last in open_runs(run[0], run[1], blocked)), default=0)
    return room < pair.pledge.stay_minimum_months


def _months(number: int) -> str:
    """Return a number of months in words."""
    return f"{number} month{'' if number == 1 else 's'}"


def _count(number: int, unit_type: str) -> str:
    """Return the number of pledges of a type in words."""
    return f"{number} pledge{'' if number == 1 else 's'} of {unit_type}"


def _refusals(pairs: list[Match]) -> str:
    """Return what speaks against the pairs: one pair's own words, or the rules with how many they refuse."""
    if len(pairs) == 1:
        return (
            "; ".join(finding.words.rstrip(".") for finding in pairs[0].refusals) or "no room for a tour in the horizon"
        )
    counts = Counter(finding.rule for pair in pairs for finding in pair.refusals)
    return ", ".join(f"{rule} {number}" for rule, number in counts.most_common()) or "no room for a tour in the horizon"
