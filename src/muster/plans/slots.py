"""A post of a plan with the months in which nobody holds it, and who else could. Pure."""

from dataclasses import dataclass
from functools import cached_property

from muster.planning import Plan, Problem
from muster.planning.alternatives import Alternative, alternatives
from muster.planning.certificate import SumsTooLarge
from muster.planning.gap_effects import CandidateEffect, gap_effects
from muster.planning.gaps import Gap, gaps_of
from muster.planning.refusal import CertificateRefused


@dataclass(frozen=True)
class Candidate:
    """A pledge for a slot: what it is worth while the rest stays put, and the most that placing it can change.

    `effect` is None where the plan carries no prices, and for a pledge that no stay brings there.
    """

    alternative: Alternative
    effect: CandidateEffect | None
    state: str


@dataclass(frozen=True)
class Slot:
    """A run of months of a post in which nobody holds it, with its candidates in rank."""

    gap: Gap
    candidates: tuple[Candidate, ...]

    @cached_property
    def fitting(self) -> tuple[Candidate, ...]:
        """Those that fit while the rest stays put."""
        return tuple(one for one in self.candidates if one.alternative.stays)

    @cached_property
    def most_gain(self) -> float | None:
        """The most that placing any of them can change the whole plan; None where no price says so."""
        return max((one.effect.most_gain for one in self.candidates if one.effect), default=None)


def slots_of(problem: Problem, plan: Plan, post: str) -> tuple[Slot, ...]:
    """Return the slots of a post in the order of time. Raises `KeyError` for a post that the problem does not have."""
    wanted = problem.post_by_id[post]
    gaps = [gap for gap in gaps_of(problem, plan.stays) if gap.post == wanted.id]
    effects = _effects(problem, plan, gaps)
    states = problem.pledge_by_id
    return tuple(
        Slot(
            gap,
            tuple(
                Candidate(one, effects.get((gap, one.pledge)), states[one.pledge].state)
                for one in alternatives(problem, plan, post, gap.start, gap.end)
            ),
        )
        for gap in gaps
    )


def _effects(problem: Problem, plan: Plan, gaps: list[Gap]) -> dict[tuple[Gap, str], CandidateEffect]:
    """Return what each candidate can change at most; nothing where the prices cannot tell."""
    try:
        found = gap_effects(problem, plan, gaps) if gaps else ()
    except (CertificateRefused, SumsTooLarge):
        return {}
    return {(row.gap, one.pledge): one for row in found for one in row.candidates}
