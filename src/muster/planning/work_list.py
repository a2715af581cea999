"""What it would take: the set of actions that closes most of the gaps for what it costs, as an ordered work list.

First the problem is planned as if every action were done. An integer program chooses among the stays of this plan and
of the plan at hand, together with the actions that they rest on, each at its cost. Then the plan is made anew with the
chosen actions alone, and its stays enter the choice again. In the end every action whose removal loses no more than it
costs is dropped.
"""

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from muster.planning.gaps import gaps_of
from muster.planning.plan import Plan, Prices, Stay
from muster.planning.problem import Problem
from muster.planning.simple import fitting, worth
from muster.planning.solver import solve
from muster.planning.stop import GapReached, IterationsDone, SecondsPassed
from muster.planning.work_actions import Action, Readings, with_actions
from muster.planning.work_program import Choice, WorkProgram

SECONDS = 22.0
RELAXED_SHARE, CHOICE_SHARE, ANEW_SHARE = 0.2, 0.1, 0.12
"""Shares of the time for the problem with every action, for one choice, and for one plan with those chosen; the rest
tells what each is worth."""
CHOICES = 2
"""Choice and plan follow each other so often; each plan brings stays into the next choice."""
CLOSE_ENOUGH = 1e-3
LEAST_ROUNDS = 3
"""The problem with every action is planned for so many rounds at least, where fewer bring nothing."""
LEAST_SECONDS = 0.1
"""What the choice without one of the actions is given at least."""
DOUBTFUL = 2
"""An action whose loss is less than so many times its cost is looked at again."""
CORRECTION_SECONDS = 2.0
MOST_WAITED = 2
"""Where visits are limited, a stay that needs one may begin so many periods later than planned."""


@dataclass(frozen=True, slots=True)
class WorkItem:
    """An action of the list, done in period `month`.

    `gain`: what is lost, costs saved on others counted, when this action alone is taken out and the rest chosen anew,
    as far as the search has found. `stays`: the stays of the plan that are not possible without actions and rest on
    this one.
    """

    action: Action
    month: int
    gain: int
    stays: tuple[Stay, ...]


@dataclass(frozen=True)
class WorkList:
    """The actions to take, the greatest gain for its cost first, and the plan that they make possible.

    `objective_before` and `gaps_before` (uncovered periods) are those of the plan at hand, `objective` and `gaps` those
    with the actions; `cost`: of all actions. `most`: no plan is worth more whatever of the actions is done.
    """

    items: tuple[WorkItem, ...]
    stays: tuple[Stay, ...]
    objective_before: int
    objective: int
    cost: int
    most: float
    gaps_before: int
    gaps: int
    seconds: float

    @property
    def gain(self) -> int:
        """What the actions bring together, less what they cost."""
        return self.objective - self.cost - self.objective_before


def work_list(
    problem: Problem,
    plan: Plan,
    actions: Sequence[Action],
    *,
    visits_a_month: int | None = None,
    seconds: float = SECONDS,
    seed: int = 0,
) -> WorkList:
    """The best set of actions found within about so many seconds.

    `visits_a_month`: the most actions that need a visit in one period (None: no limit). Raises `ActionRefused` when an
    action speaks of what the problem does not have, `CertificateRefused` when the plan's prices are damaged.
    """
    return _Work(problem, plan, actions, visits_a_month, seconds, seed).run()


class _Work:
    """The steps, each with its share of the time."""

    def __init__(
        self,
        problem: Problem,
        plan: Plan,
        actions: Sequence[Action],
        visits_a_month: int | None,
        seconds: float,
        seed: int,
    ) -> None:
        self.began = time.monotonic()
        self.problem = problem
        self.plan = plan
        self.actions = {action.id: action for action in actions}
        self.visits_a_month = visits_a_month
        self.seconds = seconds
        self.seed = seed
        self.nothing = Choice(plan.stays, {}, plan.objective, 0)

    def run(self) -> WorkList:
        everything = with_actions(self.problem, self.actions.values())
        relaxed = self._relaxed(everything)
        near, prices = [*self.plan.stays, *self._cut(relaxed.stays)], relaxed.prices
        chosen = self._start(relaxed.stays)
        for _ in range(CHOICES):
            chosen = self._choose(chosen, near)
            if not chosen.months:
                break
            anew, prices = self._plan_anew(chosen, chosen.months, prices, ANEW_SHARE * self.seconds)
            chosen = _better(chosen, anew)
            near += self._cut(chosen.stays)
        chosen, gains = self._prune(chosen, prices, near)
        return self._result(chosen, gains, relaxed.bound)

    def _relaxed(self, everything: Problem) -> Plan:
        """The plan as if every action were done; a few rounds of it even where they take longer than their share."""
        relaxed = self._solve(everything, self.plan.stays, self.plan.prices, RELAXED_SHARE * self.seconds)
        if relaxed.objective > self.plan.objective or relaxed.gap <= CLOSE_ENOUGH:
            return relaxed
        stop = IterationsDone(LEAST_ROUNDS) | GapReached(CLOSE_ENOUGH)
        return solve(everything, stop=stop, seed=self.seed, warm_start=self.plan.stays, warm_prices=self.plan.prices)

    def _start(self, relaxed: Sequence[Stay]) -> Choice:
        """A choice made without an integer program, so that there is one however little time is left.

        Of the actions that the stays of the relaxed plan rest on, those that carry more than they cost, each as early
        as it may be; when together they do not pay, the better half of them, and so on.
        """
        possible = {a.id: a.month_earliest for a in self.actions.values() if not (_widens(a) and a.month_earliest)}
        known = Readings(self.problem, taken_in([self.actions[name] for name in possible], possible))
        everything = Choice(tuple(stay for stay in relaxed if any(known.of(stay))), possible, 0, 0)
        resting = self._worth_resting(everything)
        costs = {name: max(1, self.actions[name].cost) for name in resting}
        paying = sorted((n for n in resting if resting[n] > costs[n]), key=lambda n: (-resting[n] / costs[n], n))
        while paying:
            fitted = self._fitted(everything, {name: possible[name] for name in paying})
            if self.visits_a_month is not None:
                fitted = self._visited_in_time(fitted, self.visits_a_month)
            found = _better(self.nothing, self._checked(fitted.stays, fitted.months))
            if found is not self.nothing:
                return found
            paying = paying[: len(paying) // 2]
        return self.nothing

    def _cut(self, stays: Sequence[Stay]) -> Iterator[Stay]:
        """The stays, and what is left of them without or before the actions that they rest on."""
        readings = Readings(self.problem, list(self.actions.values()))
        later = MOST_WAITED if self.visits_a_month is not None else 0
        for stay in stays:
            yield from readings.cut(stay, later)

    def _left(self) -> float:
        return self.seconds - (time.monotonic() - self.began)

    def _solve(self, problem: Problem, stays: Sequence[Stay], prices: Prices, seconds: float) -> Plan:
        stop = SecondsPassed(seconds) | GapReached(CLOSE_ENOUGH)
        return solve(problem, stop=stop, seed=self.seed, warm_start=stays, warm_prices=prices)

    def _choose(self, chosen: Choice, near: Sequence[Stay]) -> Choice:
        """The integer program over the stays near at hand, from the choice so far on.

        Where visits are limited it is solved without the limit first: what of that can be visited in time is a far
        better start than the plan at hand.
        """
        actions, programs = list(self.actions.values()), 1 if self.visits_a_month is None else 2
        seconds = CHOICE_SHARE * self.seconds / programs
        free = WorkProgram(self.problem, actions, near, None)
        found = _better(chosen, free.solve(chosen, seconds, seed=self.seed))
        if self.visits_a_month is None:
            return found
        in_time = self._visited_in_time(found, self.visits_a_month)
        start = _better(chosen, self._checked(in_time.stays, in_time.months))
        limited = WorkProgram(self.problem, actions, near, self.visits_a_month)
        return _better(start, limited.solve(start, seconds, seed=self.seed))

    def _visited_in_time(self, chosen: Choice, visits_a_month: int) -> Choice:
        """The choice less the actions whose visit finds no place before it is needed, the most urgent visited first."""
        needed = dict.fromkeys(chosen.months, self.problem.count - 1)
        for stay, names in self._needs(chosen).items():
            needed.update({name: min(needed[name], stay.start) for name in names})
        months, visits = dict(chosen.months), Counter[int]()
        for name in sorted((n for n in chosen.months if self.actions[n].needs_visit), key=lambda n: (needed[n], n)):
            possible = range(self.actions[name].month_earliest, needed[name] + 1)
            month = next((month for month in possible if visits[month] < visits_a_month), None)
            if month is None:
                del months[name]
            else:
                months[name] = month
                visits[month] += 1
        return self._fitted(chosen, months)

    def _plan_anew(
        self, chosen: Choice, months: Mapping[str, int], prices: Prices, seconds: float
    ) -> tuple[Choice, Prices]:
        """The best plan with those actions alone, from the stays of a choice on, and its prices.

        Where the planner has counted an action before it is done, the program corrects it.
        """
        taken = [self.actions[name] for name in months]
        plan = self._solve(with_actions(self.problem, taken, months), chosen.stays, prices, seconds)
        found = self._checked(plan.stays, months)
        if found is None:
            near = [*plan.stays, *chosen.stays, *self.plan.stays]
            program = WorkProgram(self.problem, taken_in(taken, months), near, None)
            found = program.solve(self.nothing, CORRECTION_SECONDS, seed=self.seed)
        return found or self.nothing, plan.prices

    def _checked(self, stays: Sequence[Stay], months: Mapping[str, int]) -> Choice | None:
        """The stays and actions as a choice, at what each stay is worth by these actions.

        None where the stays may count on an action before it is done: a problem has one ceiling for its whole horizon,
        and one window and worth for an option.
        """
        taken = [self.actions[name] for name in months]
        if any(_widens(action) and months[action.id] > 0 for action in taken):
            return None
        readings = Readings(self.problem, taken_in(taken, months))
        worths = [max((reading.worth for reading in readings.of(stay)), default=None) for stay in stays]
        if None in worths:
            return None
        total = sum(worth for worth in worths if worth is not None)
        return Choice(tuple(stays), dict(months), total, sum(action.cost for action in taken))

    def _prune(self, chosen: Choice, prices: Prices, near: Sequence[Stay]) -> tuple[Choice, dict[str, int]]:
        """Take each action out in turn; it is dropped when that loses no more than it costs, else that is its gain.

        Actions on which few stays rest come first, so that what rests on another has been dropped by then.
        """
        gains: dict[str, int] = {}
        if not chosen.months:
            return chosen, gains
        taken = taken_in([self.actions[name] for name in chosen.months], chosen.months)
        program = WorkProgram(self.problem, taken, [*chosen.stays, *near], None)
        resting = self._worth_resting(chosen)
        for name in sorted(chosen.months, key=lambda name: (resting[name], name)):
            if name not in chosen.months:
                continue
            without = self._without(chosen, name, program, prices, resting[name])
            cost = self.actions[name].cost
            gains[name] = chosen.net + cost - without.net
            if gains[name] <= cost:
                chosen = without
        return chosen, {name: gains[name] for name in chosen.months}

    def _without(self, chosen: Choice, name: str, program: WorkProgram, prices: Prices, resting: int) -> Choice:
        """The best choice found without the action, told by the program over the stays near at hand.

        When time is over, what still fits has to do. Where what is lost is doubtful, it is planned anew as well while
        there is time: when it is hardly more than the cost, or more than the stays that rest on the action are worth.
        """
        start, cost = self._less(chosen, name), self.actions[name].cost
        in_time = self._left() > 0
        found = program.solve(start, LEAST_SECONDS, seed=self.seed, without=name) if in_time else None
        without = _better(_better(self.nothing, self._checked(start.stays, start.months)), found)
        lost = chosen.net + cost - without.net
        if cost < lost and (lost < DOUBTFUL * cost or lost > resting) and self._left() > 0:
            anew, _ = self._plan_anew(without, without.months, prices, LEAST_SECONDS)
            without = _better(without, anew)
        return without

    def _worth_resting(self, chosen: Choice) -> Counter[str]:
        """What the stays are worth that rest on each action."""
        resting = Counter[str]()
        problem = with_actions(self.problem, [self.actions[name] for name in chosen.months], chosen.months)
        for stay, names in self._needs(chosen).items():
            for name in names:
                resting[name] += worth(problem, [stay])
        return resting

    def _less(self, chosen: Choice, name: str) -> Choice:
        """The choice without an action."""
        return self._fitted(chosen, {other: month for other, month in chosen.months.items() if other != name})

    def _fitted(self, chosen: Choice, months: dict[str, int]) -> Choice:
        """Those actions, the stays of the choice that fit with them, and of the plan at hand what fits beside these."""
        taken = [self.actions[name] for name in months]
        problem = with_actions(self.problem, taken, months)
        stays = fitting(problem, chosen.stays, self.plan.stays)
        return Choice(stays, months, worth(problem, stays), sum(action.cost for action in taken))

    def _needs(self, chosen: Choice) -> dict[Stay, set[str]]:
        readings = Readings(self.problem, taken_in([self.actions[name] for name in chosen.months], chosen.months))
        best = {stay: max(readings.of(stay), key=lambda reading: reading.worth) for stay in chosen.stays}
        return {
            stay: {name for names in reading.rests_on if len(names) == 1 for name in names}
            for stay, reading in best.items()
        }

    def _result(self, chosen: Choice, gains: Mapping[str, int], most: float) -> WorkList:
        needs = self._needs(chosen)
        items = [
            WorkItem(self.actions[name], month, gains[name], tuple(s for s in chosen.stays if name in needs[s]))
            for name, month in chosen.months.items()
        ]
        items.sort(key=lambda item: (-item.gain / max(1, item.action.cost), item.action.id))
        return WorkList(
            items=tuple(items),
            stays=chosen.stays,
            objective_before=self.plan.objective,
            objective=chosen.worth,
            cost=chosen.cost,
            most=most,
            gaps_before=sum(gap.periods for gap in gaps_of(self.problem, self.plan.stays)),
            gaps=sum(gap.periods for gap in gaps_of(self.problem, chosen.stays)),
            seconds=time.monotonic() - self.began,
        )


def _better(one: Choice, other: Choice | None) -> Choice:
    return one if other is None or one.net >= other.net else other


def _widens(action: Action) -> bool:
    """Whether the action changes what a problem has one number or pair of for its whole horizon."""
    effects = action.effects
    return bool(effects.ceilings or effects.arrivals or effects.max_states or effects.together)


def taken_in(actions: Sequence[Action], months: Mapping[str, int]) -> tuple[Action, ...]:
    """The actions fixed to the periods in which they are done, their visits made."""
    return tuple(replace(action, month_earliest=months[action.id], needs_visit=False) for action in actions)
