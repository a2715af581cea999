"""What stands against a pledge in a post, period by period, while the rest of the plan stays put."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from muster.planning.gaps import runs
from muster.planning.openings import Flags
from muster.planning.problem import Option, Pledge
from muster.planning.room import Occupied, Room


class Rule(StrEnum):
    """The rule that an obstacle is one of."""

    NOT_READY = "not ready"
    WINDOW = "outside the option's window"
    POST_HELD = "post held"
    BUSY = "busy elsewhere"
    DWELL = "dwell"
    CEILING = "State's ceiling"
    MISSION_ARRIVALS = "arrivals in the mission"
    ALL_ARRIVALS = "arrivals in all missions"
    NUMBER_OF_STATES = "number of States"
    INCOMPATIBLE = "incompatible States"
    LEAD = "lead not covered"
    SHORTEST_STAY = "shortest stay"
    START_COST = "start cost above worth"


OF_STARTS = frozenset({Rule.MISSION_ARRIVALS, Rule.ALL_ARRIVALS})
"""Rules that stand against starting in a period, not against being there."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One rule that stands against a pledge in a slot.

    `runs`: half-open runs of periods against which it stands. `names`: what it is about: the post where the pledge is
    busy, the pledge that holds the post, the State whose ceiling it is, the mission, the incompatible States, the lead.
    `until`: the period from which the pledge is free again (busy, dwell) or ready. `short_by`: persons that lack at
    most (ceiling, arrivals). `committed`: the pledge is bound by committed stays alone, which no plan can move.
    `worth_without`: what the best stays would be worth if this rule alone did not stand against them (for a pledge that
    is busy: if it were free, of the dwell as well); None when that is no more than now.
    """

    rule: Rule
    runs: tuple[tuple[int, int], ...] = ()
    names: tuple[str, ...] = ()
    until: int | None = None
    short_by: int = 0
    committed: bool = False
    worth_without: int | None = None


@dataclass(frozen=True)
class Against:
    """Flags by period of the slot `[start, end)`: which rule stands against what, and about whom."""

    start: int
    flags: dict[Rule, Flags]
    names: dict[Rule, tuple[str, ...]]
    until: dict[Rule, int]
    short_by: dict[Rule, int]
    committed: dict[Rule, bool]

    def open_periods(self, ignored: Rule | None = None) -> tuple[Flags, Flags]:
        """In which periods the pledge may be there, and in which it may start, with one rule ignored."""
        there: Flags = np.ones(len(next(iter(self.flags.values()))), np.bool_)
        starts = there.copy()
        for rule, stands in self.flags.items():
            if rule is ignored or (ignored is Rule.BUSY and rule is Rule.DWELL):
                continue
            if rule in OF_STARTS:
                starts &= ~stands
            else:
                there &= ~stands
        return there, starts

    def obstacle(self, rule: Rule, worth_without: int | None) -> Obstacle:
        """The obstacle that the rule is."""
        where = tuple(runs(int(t) + self.start for t in np.flatnonzero(self.flags[rule])))
        return Obstacle(
            rule,
            where,
            self.names.get(rule, ()),
            self.until.get(rule),
            self.short_by.get(rule, 0),
            self.committed.get(rule, False),
            worth_without,
        )


def rules_against(room: Room, option: Option, start: int, end: int) -> Against:
    """Every rule that stands against the option's pledge in its post in periods of `[start, end)`."""
    return _Inspection(room, option, start, end).inspect()


class _Inspection:
    """Goes through the rules and notes where each stands."""

    def __init__(self, room: Room, option: Option, start: int, end: int) -> None:
        self.room = room
        self.option = option
        self.start, self.end = start, end
        self.times = np.arange(start, end)
        self.pledge: Pledge = room.problem.pledge_by_id[option.pledge]
        self.post = room.post_of[option.post]
        self.found = Against(start, {}, {}, {}, {}, {})

    def inspect(self) -> Against:
        self._window()
        self._pledge_elsewhere()
        self._post_held()
        self._persons()
        self._requirement()
        if not self.found.flags:
            self.found.flags[Rule.WINDOW] = np.zeros(len(self.times), np.bool_)
        return self.found

    def _note(self, rule: Rule, stands: Flags, names: tuple[str, ...] = (), short_by: int = 0) -> None:
        if stands.any():
            before = self.found.flags.get(rule)
            self.found.flags[rule] = stands if before is None else before | stands
            self.found.names[rule] = tuple(dict.fromkeys((*self.found.names.get(rule, ()), *names)))
            if short_by:
                self.found.short_by[rule] = short_by

    def _window(self) -> None:
        post, option, pledge = self.room.problem.post_by_id[self.option.post], self.option, self.pledge
        unready = self.times < pledge.ready_from
        self._note(Rule.NOT_READY, unready)
        if unready.any():
            self.found.until[Rule.NOT_READY] = pledge.ready_from
        outside = (self.times < max(option.earliest, post.start)) | (self.times >= min(option.latest, post.end))
        self._note(Rule.WINDOW, outside & ~unready)

    def _pledge_elsewhere(self) -> None:
        for stay in self.room.occupied.get(self.pledge.id, ()):
            there = self._within(stay.start, stay.end)
            rests = self._within(stay.start - self.pledge.dwell, stay.end + self.pledge.dwell) & ~there
            self._note(Rule.BUSY, there, (stay.post,))
            self._note(Rule.DWELL, rests, (stay.post,))
            self._note_until(stay, bool(there.any()), bool(rests.any()))

    def _note_until(self, stay: Occupied, busy: bool, rests: bool) -> None:
        until, committed = self.found.until, self.found.committed
        for rule, stands, free in ((Rule.BUSY, busy, stay.end), (Rule.DWELL, rests, stay.end + self.pledge.dwell)):
            if stands:
                until[rule] = max(until.get(rule, free), free)
                committed[rule] = committed.get(rule, True) and stay.committed

    def _within(self, start: int, end: int) -> Flags:
        inside: Flags = (self.times >= start) & (self.times < end)
        return inside

    def _post_held(self) -> None:
        holders = self.room.holder[self.post, self.start : self.end]
        mine = self.room.pledge_of[self.pledge.id]
        others = (holders >= 0) & (holders != mine)
        pledges = self.room.problem.pledges
        self._note(Rule.POST_HELD, others, tuple(pledges[i].id for i in dict.fromkeys(holders[others].tolist())))

    def _persons(self) -> None:
        """Ceiling of the State, less where the pledge itself is there already, and limits on arrivals."""
        room, openings, strength = self.room, self.room.openings, self.pledge.strength
        state, slot = int(openings.state[room.pledge_of[self.pledge.id]]), slice(self.start, self.end)
        left = room.ceiling_left[state, slot].copy()
        for stay in room.occupied.get(self.pledge.id, ()):
            left[self._within(stay.start, stay.end)] += strength
        self._note(Rule.CEILING, left < strength, (self.pledge.state,), _most_short(strength, left))
        mission = int(openings.mission[self.post])
        name = openings.missions[mission]
        arrivals, everywhere = room.arrivals_left[mission, slot], room.arrivals_left[-1, slot]
        names = (name,) if name is not None else ()
        self._note(Rule.MISSION_ARRIVALS, arrivals < strength, names, _most_short(strength, arrivals))
        self._note(Rule.ALL_ARRIVALS, everywhere < strength, (), _most_short(strength, everywhere))

    def _requirement(self) -> None:
        """Lead, number of States and incompatible States, where the requirement has several posts."""
        room, openings = self.room, self.room.openings
        if not openings.several[self.post]:
            return
        requirement = room.problem.requirements[int(openings.requirement[self.post])]
        if requirement.lead is not None and requirement.lead != self.option.post:
            uncovered = room.holder[room.post_of[requirement.lead], self.start : self.end] < 0
            self._note(Rule.LEAD, uncovered, (requirement.lead,))
        state = int(openings.state[room.pledge_of[self.pledge.id]])
        beside = [room.states_beside(self.post, int(t)) for t in self.times]
        crowded = np.array([state not in there and len(there) >= requirement.max_states for there in beside], np.bool_)
        others = sorted({s for there, full in zip(beside, crowded, strict=True) if full for s in there})
        self._note(Rule.NUMBER_OF_STATES, crowded, tuple(openings.states[s] for s in others))
        foes = openings.foes.get(state, set())
        hostile = np.array([bool(foes & there) for there in beside], np.bool_)
        self._note(Rule.INCOMPATIBLE, hostile, tuple(openings.states[s] for s in sorted(foes & set().union(*beside))))


def _most_short(strength: int, left: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> int:
    return int(max(0, strength - left.min(initial=strength)))
