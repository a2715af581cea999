"""The schedule of a case on a day: earliest start and end of each phase, slack, critical path, arrival. Pure.

Finish-to-start dependencies, lags and milestones are those of the tables of phases (section 3.1 of the dossier). What
is done counts with its days; what is under way takes what remains; what waits begins as soon as it may, not before
today. A standing promise is believed unless the durations make it impossible.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from muster.generation.rules.blocked_work import Pair, begin_of_work, end_of_work, merged, worked_days
from muster.generation.rules.facts import (
    DONE,
    LEFT_OUT,
    UNDER_WAY,
    WAITING,
    CaseFacts,
    PhaseFacts,
    ScheduleParameters,
)
from muster.reference.phases import dependencies, schedulable_phases

PERCENT = 100
ARRIVAL, INDUCTION = "movement", "induction"
"""The phases whose ends are the two milestones."""


@dataclass(frozen=True)
class ScheduledPhase:
    """One phase on the schedule. `finish` is the day on which it is done (for one done: was); None: not known.

    `slack_days` is by how much it may slip before the whole is later. `is_ready`: it could be worked on today.
    `due_on` is when it should be done, counted from when it could begin, whatever today is. `held_until`: a block
    holds it up today. `is_late`: it is under way and its likely end has passed, or a promise was not kept.
    """

    code: str
    stage: str
    start: date | None
    finish: date | None
    slack_days: int
    is_critical: bool
    is_ready: bool
    is_late: bool
    due_on: date | None
    held_until: date | None


@dataclass(frozen=True)
class Schedule:
    """The phases of a case in order, and the milestones; a day that passed without being recorded is None."""

    today: date
    phases: tuple[ScheduledPhase, ...]
    arrival_on: date | None
    has_arrived: bool
    operational_on: date | None
    is_done: bool

    @property
    def by_code(self) -> dict[str, ScheduledPhase]:
        """The phases by code."""
        return {one.code: one for one in self.phases}

    @property
    def critical_path(self) -> tuple[str, ...]:
        """The phases whose slip delays the whole, in order."""
        return tuple(one.code for one in self.phases if one.is_critical)


@dataclass
class _Node:
    """A phase while the schedule is reckoned, in ordinals. A phase that the case does not have takes no time."""

    start: int
    finish: int
    ready: int
    settled: bool
    may_begin: bool
    lag_counts: bool


def remaining_days(phase: PhaseFacts, elapsed: int, parameters: ScheduleParameters) -> int:
    """Return the days that a phase under way is expected to take still, after `elapsed` days of work.

    Up to its likely end: what is left to it. Past it: a share of what is left to the most. Past that: a share of what
    it has taken; always at least a few days (local choices, the parameters case_overrun_...).
    """
    if elapsed < phase.likely_days:
        return phase.likely_days - elapsed
    if elapsed < phase.most_days:
        share = (phase.most_days - elapsed) * parameters.overrun_remaining_percent
    else:
        share = elapsed * parameters.overrun_elapsed_percent
    return max(parameters.overrun_least_days, -(-share // PERCENT))


def stands(promised_for: date | None, today: date) -> bool:
    """Return whether a promise can still be kept."""
    return promised_for is not None and promised_for >= today


def schedule(case: CaseFacts, today: date, parameters: ScheduleParameters) -> Schedule:
    """Return the schedule of a case as of `today`."""
    day = today.toordinal()
    known = case.by_code
    blocks = {code: merged(spans, day, parameters.open_block_days) for code, spans in case.blocks.items()}
    before = dependencies(case.variant)
    nodes: dict[str, _Node] = {}
    for entry in schedulable_phases():
        phase = known.get(entry.code)
        node = _waiting_for(nodes, before[entry.code], case.requested_on.toordinal())
        if phase is not None and phase.stage != LEFT_OUT:
            _place(node, phase, day, blocks.get(entry.code, ()), parameters)
        nodes[entry.code] = node
    latest = _latest_finishes(nodes, case.variant)
    placed = tuple(
        _scheduled(known[code], node, latest[code], today, blocks.get(code, ()))
        for code, node in nodes.items()
        if code in known
    )
    return _with_milestones(placed, nodes, known, today)


def _waiting_for(nodes: Mapping[str, _Node], before: Mapping[str, int], floor: int) -> _Node:
    """Return the node of a phase that takes no time: it begins and ends once all before it are done."""
    ready = max([floor, *(nodes[code].finish + lag * nodes[code].lag_counts for code, lag in before.items())])
    settled = all(nodes[code].settled for code in before)
    return _Node(ready, ready, ready, settled, settled, lag_counts=False)


def _place(
    node: _Node, phase: PhaseFacts, today: int, blocks: tuple[Pair, ...], parameters: ScheduleParameters
) -> None:
    """Put a phase of the case in its place."""
    node.lag_counts = True
    if phase.stage == DONE:
        node.settled = True
        node.finish = _ordinal(phase.done_on) or min(node.ready, today)
        node.lag_counts = phase.done_on is not None
        node.start = _ordinal(phase.started_on) or node.finish
        return
    node.settled = False
    promised = _ordinal(phase.promised_for)
    if phase.stage == UNDER_WAY:
        node.start = _ordinal(phase.started_on) or today
        left = remaining_days(phase, worked_days(node.start, today, blocks), parameters)
        node.finish = end_of_work(max(today, node.start), left, blocks)
        if promised is not None and promised >= today:
            node.finish = promised
        return
    node.start = begin_of_work(max(node.ready, today), blocks)
    node.finish = end_of_work(node.start, phase.likely_days, blocks)
    if promised is not None and promised >= today:
        node.finish = max(promised, end_of_work(node.start, phase.least_days, blocks))


def _ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


def _latest_finishes(nodes: Mapping[str, _Node], variant: str) -> dict[str, int]:
    """Return the latest day on which each phase may be done without the whole being later."""
    end = max(node.finish for node in nodes.values())
    latest = dict.fromkeys(nodes, end)
    for code, before in reversed(list(dependencies(variant).items())):
        node = nodes[code]
        begin = latest[code] - (node.finish - node.start)
        for earlier, lag in before.items():
            latest[earlier] = min(latest[earlier], begin - lag * nodes[earlier].lag_counts)
    return latest


def _scheduled(phase: PhaseFacts, node: _Node, latest: int, today: date, blocks: tuple[Pair, ...]) -> ScheduledPhase:
    """Return a phase as the schedule tells it."""
    is_open = phase.stage in (WAITING, UNDER_WAY)
    slack = max(0, latest - node.finish) if is_open else 0
    day = today.toordinal()
    is_ready = phase.stage == UNDER_WAY or (phase.stage == WAITING and node.may_begin and node.ready <= day)
    begun = node.start if phase.stage == UNDER_WAY else node.ready
    usual = date.fromordinal(end_of_work(begun, phase.likely_days, blocks))
    broken = is_open and phase.promised_for is not None and phase.promised_for < today
    unknown = phase.stage == DONE and phase.done_on is None
    held = next((last for first, last in blocks if is_open and first <= day < last), None)
    start: date | None = date.fromordinal(node.start)
    if phase.stage in (DONE, LEFT_OUT):
        start = phase.started_on
    return ScheduledPhase(
        code=phase.code,
        stage=phase.stage,
        start=start,
        finish=None if unknown or phase.stage == LEFT_OUT else date.fromordinal(node.finish),
        slack_days=slack,
        is_critical=is_open and slack == 0,
        is_ready=is_ready,
        is_late=broken or (phase.stage == UNDER_WAY and usual <= today),
        due_on=(phase.promised_for or usual) if is_open else None,
        held_until=None if held is None else date.fromordinal(held),
    )


def _with_milestones(
    placed: tuple[ScheduledPhase, ...], nodes: Mapping[str, _Node], known: Mapping[str, PhaseFacts], today: date
) -> Schedule:
    """Return the schedule with the days of arrival and of operational capability."""

    def milestone(code: str) -> date | None:
        phase = known.get(code)
        if phase is not None and phase.stage == DONE:
            return phase.done_on
        return date.fromordinal(nodes[code].finish)

    return Schedule(
        today=today,
        phases=placed,
        arrival_on=milestone(ARRIVAL),
        has_arrived=nodes[ARRIVAL].settled,
        operational_on=milestone(INDUCTION),
        is_done=all(one.stage in (DONE, LEFT_OUT) for one in placed),
    )
