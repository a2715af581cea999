"""Actions that would make more plans possible: what each changes in a problem, what it costs, and from when on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from muster.planning.plan import Stay
from muster.planning.problem import ArrivalLimit, Option, Problem, StateCeiling
from muster.planning.refusal import ActionRefused, quoted

Name = TypeVar("Name")


@dataclass(frozen=True, slots=True)
class Effects:
    """What an action changes; each only ever allows more.

    `options`: pairs that become eligible, or for which a wider window or another worth holds. `ready_from`: (pledge,
    earlier period). `ceilings`: (State, further persons). `arrivals`: (mission or None for all, further persons).
    `max_states`: (requirement, further States). `together`: incompatible States that may then stand together.
    """

    options: tuple[Option, ...] = ()
    ready_from: tuple[tuple[str, int], ...] = ()
    ceilings: tuple[tuple[str, int], ...] = ()
    arrivals: tuple[tuple[str | None, int], ...] = ()
    max_states: tuple[tuple[str, int], ...] = ()
    together: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Action:
    """Something that somebody could do. `cost` is in units of value.

    It can be done in period `month_earliest` or later and has its effects from the period on in which it is done;
    `needs_visit`: a visit has to be made in that period, of which there may be so many at most.
    """

    id: str
    kind: str
    words: str
    cost: int
    month_earliest: int = 0
    needs_visit: bool = False
    effects: Effects = field(default_factory=Effects)


Months = Mapping[str, int]
"""Action id -> the period in which the action is done."""


def with_actions(problem: Problem, actions: Iterable[Action], months: Months | None = None) -> Problem:
    """The problem with everything that the actions allow.

    A problem has one ceiling, limit and number of States for its whole horizon, and one window and worth for an option:
    so this problem allows at least what the actions do, and in periods before they are done perhaps more. Options and
    readiness begin when the action is done (by default at its earliest). Raises `ActionRefused` for unknown names.
    """
    done = [(action, action.month_earliest if months is None else months[action.id]) for action in actions]
    for action, _ in done:
        faults = tuple(_unknown_names(problem, action))
        if faults:
            raise ActionRefused(faults)
    together = {frozenset(pair) for action, _ in done for pair in action.effects.together}
    ready = {row.id: row.ready_from for row in problem.pledges}
    for action, month in done:
        for pledge, period in action.effects.ready_from:
            ready[pledge] = min(ready[pledge], max(period, month))
    more_states = _sums(pair for action, _ in done for pair in action.effects.max_states)
    ceilings = _sums(pair for action, _ in done for pair in action.effects.ceilings)
    arrivals = _sums(pair for action, _ in done for pair in action.effects.arrivals)
    return replace(
        problem,
        pledges=tuple(replace(row, ready_from=ready[row.id]) for row in problem.pledges),
        options=_options(problem, done),
        requirements=tuple(
            replace(row, max_states=row.max_states + more_states.get(row.id, 0)) for row in problem.requirements
        ),
        state_ceilings=tuple(
            StateCeiling(row.state, row.personnel + ceilings.get(row.state, 0)) for row in problem.state_ceilings
        ),
        arrivals=tuple(
            ArrivalLimit(row.mission, row.personnel + arrivals.get(row.mission, 0)) for row in problem.arrivals
        ),
        incompatible=tuple(pair for pair in problem.incompatible if frozenset(pair) not in together),
        file_sha256=None,
    )


def _options(problem: Problem, done: Sequence[tuple[Action, int]]) -> tuple[Option, ...]:
    """Options of the problem and of the actions; a pair that is there twice has the wider window and better worth."""
    options = dict(problem.option_by_pair)
    for action, month in done:
        for row in action.effects.options:
            added = replace(row, earliest=max(row.earliest, month))
            known = options.get((row.pledge, row.post))
            options[row.pledge, row.post] = added if known is None else _wider(known, added)
    return tuple(options.values())


def _wider(one: Option, other: Option) -> Option:
    return replace(
        one,
        value=max(one.value, other.value),
        start_cost=min(one.start_cost, other.start_cost),
        earliest=min(one.earliest, other.earliest),
        latest=max(one.latest, other.latest),
    )


def _sums(pairs: Iterable[tuple[Name, int]]) -> dict[Name, int]:
    sums: dict[Name, int] = {}
    for name, number in pairs:
        sums[name] = sums.get(name, 0) + number
    return sums


def _unknown_names(problem: Problem, action: Action) -> Iterator[str]:
    """One line for each name that the problem does not have."""
    effects = action.effects
    states, missions = {row.state for row in problem.state_ceilings}, {row.mission for row in problem.arrivals}
    asked: list[tuple[str, str | None, object]] = [
        *(("pledge", row.pledge, problem.pledge_by_id) for row in effects.options),
        *(("post", row.post, problem.post_by_id) for row in effects.options),
        *(("pledge", pledge, problem.pledge_by_id) for pledge, _ in effects.ready_from),
        *(("ceiling of State", state, states) for state, _ in effects.ceilings),
        *(("limit on arrivals in", mission, missions) for mission, _ in effects.arrivals),
        *(("requirement", requirement, problem.requirement_by_id) for requirement, _ in effects.max_states),
    ]
    for kind, name, known in asked:
        if name not in known:  # type: ignore[operator]
            yield f"action {quoted(action.id)}: there is no {kind} {quoted(name or 'all missions')}"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way in which a stay is possible: what it is worth, and the actions that it rests on.

    Of each set in `rests_on` one action has to be done by the stay's start; none where the problem allows it as it is.
    """

    worth: int
    rests_on: tuple[frozenset[str], ...]


class Readings:
    """How stays become possible by actions, apart from the rules that concern several stays."""

    def __init__(self, problem: Problem, actions: Sequence[Action]) -> None:
        self.problem = problem
        self._ready: dict[str, list[tuple[int, str]]] = {}
        self._options: dict[tuple[str, str], list[tuple[Option, str]]] = {}
        self._months = {action.month_earliest for action in actions}
        for action in actions:
            for pledge, period in action.effects.ready_from:
                self._ready.setdefault(pledge, []).append((max(period, action.month_earliest), action.id))
            for row in action.effects.options:
                added = replace(row, earliest=max(row.earliest, action.month_earliest))
                self._options.setdefault((row.pledge, row.post), []).append((added, action.id))

    def of(self, stay: Stay) -> tuple[Reading, ...]:
        """The ways in which the stay is possible, none of which is worth less and rests on more than another."""
        rests_on: tuple[frozenset[str], ...] = ()
        if stay.start < self.problem.pledge_by_id[stay.pledge].ready_from:
            sooner = frozenset(name for period, name in self._ready.get(stay.pledge, ()) if period <= stay.start)
            if not sooner:
                return ()
            rests_on = (sooner,)
        known = self.problem.option_by_pair.get((stay.pledge, stay.post))
        found: list[Reading] = []
        least = None
        if known is not None and known.earliest <= stay.start and stay.end <= known.latest:
            least = _worth(known, stay)
            found.append(Reading(least, rests_on))
        by_worth: dict[int, set[str]] = {}
        for row, name in self._options.get((stay.pledge, stay.post), ()):
            if row.earliest <= stay.start and stay.end <= row.latest and (least is None or _worth(row, stay) > least):
                by_worth.setdefault(_worth(row, stay), set()).add(name)
        found.extend(Reading(worth, (*rests_on, frozenset(names))) for worth, names in by_worth.items())
        return tuple(found)

    def cut(self, stay: Stay, later: int = 0) -> Iterator[Stay]:
        """The stay, and what is left of it when it waits for an action or readiness, or keeps to another window.

        `later`: also up to so many periods later, where it rests on an action.
        """
        pledge = self.problem.pledge_by_id[stay.pledge]
        known = self.problem.option_by_pair.get((stay.pledge, stay.post))
        rows = [row for row, _ in self._options.get((stay.pledge, stay.post), ())] + ([known] if known else [])
        starts = {pledge.ready_from, *(period for period, _ in self._ready.get(stay.pledge, ()))}
        starts |= self._months | {row.earliest for row in rows}
        if all(reading.rests_on for reading in self.of(stay)):
            starts |= set(range(stay.start, stay.start + later + 1))
        ends = {row.latest for row in rows}
        for start in sorted({stay.start, *(t for t in starts if stay.start < t < stay.end)}):
            for end in sorted({stay.end, *(t for t in ends if start < t < stay.end)}):
                if pledge.min_stay <= end - start <= pledge.max_stay:
                    yield replace(stay, start=start, end=end)


def _worth(option: Option, stay: Stay) -> int:
    return option.value * (stay.end - stay.start) - option.start_cost
