"""Named checks that a problem must pass before it is solved: ids, references, ranges, committed stays.

Each check is a function that yields one line for each fault, with the place first, e.g.
`posts[3].start: must be below end (5 >= 5)`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from muster.planning.commitments import clashes
from muster.planning.refusal import ProblemRefused, quoted

if TYPE_CHECKING:
    from muster.planning.problem import Problem

_LARGEST_INTEGER = 2**53 - 1

MOST_PERIODS = 100_000
"""The longest horizon that the planner takes; one table entry a post and period has to fit into memory."""

LEAST: dict[str, dict[str, int]] = {
    "requirements": {"max_states": 1},
    "posts": {"strength": 1, "start": 0},
    "pledges": {"strength": 1, "ready_from": 0, "min_stay": 1, "dwell": 0},
    "options": {"value": 1, "start_cost": 0},
    "state_ceilings": {"personnel": 0},
    "arrivals": {"personnel": 0},
}
"""The least that a number may be, by list and key."""

INTEGERS: dict[str, tuple[str, ...]] = {
    "requirements": ("max_states",),
    "posts": ("strength", "start", "end"),
    "pledges": ("strength", "ready_from", "min_stay", "max_stay", "dwell"),
    "options": ("value", "start_cost", "earliest", "latest"),
    "state_ceilings": ("personnel",),
    "arrivals": ("personnel",),
    "committed": ("start", "end"),
}
"""Keys that hold integers within 53 bits."""


def refuse_unless_consistent(problem: "Problem") -> None:
    """Raise `ProblemRefused` with a line for each fault; references are looked at once ids and numbers are sound."""
    for stage in (_FIRST, _SECOND, _THIRD):
        faults = [line for check in stage for line in check(problem)]
        if faults:
            raise ProblemRefused(faults)


def check_integers(problem: "Problem") -> Iterator[str]:
    """Every number is an integer within 53 bits; true and false are not numbers."""
    if type(problem.count) is not int:
        yield "periods.count: must be an integer"
    for name, keys in INTEGERS.items():
        for index, row in enumerate(getattr(problem, name)):
            for key in keys:
                value = getattr(row, key)
                if type(value) is not int:
                    yield f"{name}[{index}].{key}: must be an integer, not {type(value).__name__}"
                elif abs(value) > _LARGEST_INTEGER:
                    yield f"{name}[{index}].{key}: must be an integer within 53 bits"


def check_periods(problem: "Problem") -> Iterator[str]:
    """At least one period of a known unit."""
    if type(problem.count) is int and not 1 <= problem.count <= MOST_PERIODS:
        yield f"periods.count: must be at least 1 and at most {MOST_PERIODS} ({problem.count})"
    if problem.unit not in ("month", "week", "day"):
        yield f"periods.unit: must be month, week or day, not {quoted(problem.unit)}"


def check_unique_ids(problem: "Problem") -> Iterator[str]:
    """An id is used once, an option's pair, a ceiling's State and a limit's mission as well."""
    yield from _repeated("requirements", "id", [row.id for row in problem.requirements])
    yield from _repeated("posts", "id", [row.id for row in problem.posts])
    yield from _repeated("pledges", "id", [row.id for row in problem.pledges])
    yield from _repeated("options", None, [(row.pledge, row.post) for row in problem.options])
    yield from _repeated("state_ceilings", "state", [row.state for row in problem.state_ceilings])
    yield from _repeated("arrivals", "mission", [row.mission for row in problem.arrivals])


def _repeated(name: str, key: str | None, values: Sequence[Any]) -> Iterator[str]:
    first: dict[Any, int] = {}
    for index, value in enumerate(values):
        if value in first:
            place = f"{name}[{index}].{key}" if key else f"{name}[{index}]"
            shown = " for ".join(quoted(part) for part in value) if isinstance(value, tuple) else quoted(value)
            yield f"{place}: {shown} is there already, in {name}[{first[value]}]"
        else:
            first[value] = index


def check_ranges(problem: "Problem") -> Iterator[str]:
    """Every number is in its range."""
    for name, least in LEAST.items():
        for index, row in enumerate(getattr(problem, name)):
            for key, bound in least.items():
                if getattr(row, key) < bound:
                    yield f"{name}[{index}].{key}: must be at least {bound} ({getattr(row, key)})"
    for index, post in enumerate(problem.posts):
        if post.start >= post.end:
            yield f"posts[{index}].start: must be below end ({post.start} >= {post.end})"
        if post.end > problem.count:
            yield f"posts[{index}].end: must be at most periods.count ({post.end} > {problem.count})"
    for index, pledge in enumerate(problem.pledges):
        if pledge.min_stay > pledge.max_stay:
            yield f"pledges[{index}].min_stay: must be at most max_stay ({pledge.min_stay} > {pledge.max_stay})"
    for index, stay in enumerate(problem.committed):
        if stay.start >= stay.end:
            yield f"committed[{index}].start: must be below end ({stay.start} >= {stay.end})"


def check_references(problem: "Problem") -> Iterator[str]:
    """Every id that is referred to is defined, and a lead stands in its own requirement."""
    requirements = {row.id for row in problem.requirements}
    posts = {row.id: row.requirement for row in problem.posts}
    pledges = {row.id for row in problem.pledges}
    yield from _undefined("posts", "requirement", problem.posts, requirements)
    yield from _undefined("options", "pledge", problem.options, pledges)
    yield from _undefined("options", "post", problem.options, posts)
    yield from _undefined("committed", "pledge", problem.committed, pledges)
    yield from _undefined("committed", "post", problem.committed, posts)
    for index, requirement in enumerate(problem.requirements):
        if requirement.lead is not None and posts.get(requirement.lead) != requirement.id:
            yield f"requirements[{index}].lead: {quoted(requirement.lead)} is not a post of {quoted(requirement.id)}"


def _undefined(name: str, key: str, rows: Sequence[Any], defined: Iterable[str]) -> Iterator[str]:
    for index, row in enumerate(rows):
        value = getattr(row, key)
        if value not in defined:
            yield f"{name}[{index}].{key}: {quoted(value)} is not defined"


_Check = Callable[["Problem"], Iterator[str]]
_FIRST: tuple[_Check, ...] = (check_integers, check_periods, check_unique_ids)
_SECOND: tuple[_Check, ...] = (check_ranges, check_references)
_THIRD: tuple[_Check, ...] = (clashes,)
