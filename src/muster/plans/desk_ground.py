"""What a change of the record would change in a plan's problem: the ground on which actions of the desk stand. Pure.

A change is judged by building anew what it touches, with every rule of matching asked again. So an action brings an
option only where what it changes alone stood in the way, and the option is the one that the plan would be built with.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from muster.matching.facts import PledgeFacts, PostFacts, Surroundings
from muster.matching.match import match
from muster.planning import Option, Plan, Pledge, Problem
from muster.planning.work_actions import Action, Effects
from muster.plans.build import BuiltProblem, option_of, pledge_of
from muster.plans.desk_kinds import ActionKind, DeskTerms

Assume = Callable[[Problem], Problem]
"""A problem as it would be under a plan's assumptions."""


@dataclass(frozen=True)
class DeskAction:
    """An action for the planner, with what it is about: its kind, a pledge's reference and a State's code, or empty."""

    action: Action
    kind: ActionKind
    pledge: str = ""
    state: str = ""


@dataclass(frozen=True)
class Ground:
    """A solved plan with the record that its problem is built of.

    `built`: from the record of the plan's day, without assumptions; `problem`: the one that was solved, with them.
    `assume` is None where the plan rests on no assumptions.
    """

    built: BuiltProblem
    problem: Problem
    plan: Plan
    terms: DeskTerms
    assume: Assume | None = None

    @cached_property
    def posts_of(self) -> dict[str, list[PostFacts]]:
        """The posts of each pledge's unit type, by the pledge's reference."""
        found: dict[str, list[PostFacts]] = defaultdict(list)
        for pair in self.built.matches.values():
            found[pair.pledge.reference].append(pair.post)
        return found

    @cached_property
    def pledges(self) -> tuple[PledgeFacts, ...]:
        """The pledges on record that the plan speaks of."""
        known = self.problem.pledge_by_id
        return tuple(one for one in self.built.record.pledges if one.reference in known)

    @cached_property
    def _before(self) -> Problem:
        return self.built.problem if self.assume is None else self.assume(self.built.problem)

    def effects(self, pledges: Iterable[PledgeFacts], around: Surroundings | None = None) -> Effects:
        """What would be possible besides, were these pledges, or their surroundings, on record like this."""
        changed = list(pledges)
        rows = {one.reference: pledge_of(one, self.built.record, self.built.calendar) for one in changed}
        options = [row for one in changed for row in self._options(one, around or self.built.record.surroundings)]
        if self.assume is not None:
            after = self.assume(self._with(rows, options))
            options = [row for row in after.options if row.pledge in rows]
            rows = {name: after.pledge_by_id[name] for name in rows if name in after.pledge_by_id}
        before, known = self._before, self.problem
        return Effects(
            options=tuple(
                row
                for row in options
                if row.pledge in rows and row.post in known.post_by_id
                if before.option_by_pair.get((row.pledge, row.post)) != row
            ),
            ready_from=tuple(
                (row.id, row.ready_from)
                for row in rows.values()
                if row.ready_from < before.pledge_by_id[row.id].ready_from
            ),
        )

    def _options(self, pledge: PledgeFacts, around: Surroundings) -> list[Option]:
        """The options of a pledge as its facts are, every rule asked."""
        pairs = (match(pledge, post, around) for post in self.posts_of.get(pledge.reference, ()))
        return [row for pair in pairs if (row := option_of(pair, self.built.calendar))]

    def _with(self, rows: dict[str, Pledge], options: list[Option]) -> Problem:
        """The problem of the record with other rows and options of some pledges."""
        problem = self.built.problem
        return replace(
            problem,
            pledges=tuple(rows.get(row.id, row) for row in problem.pledges),
            options=(*(row for row in problem.options if row.pledge not in rows), *options),
        )


def brings_options(effects: Effects) -> bool:
    """Whether a pledge could then stand where, or when, it could not before."""
    return bool(effects.options)
