"""What placing each candidate in each gap can change at most, for all gaps at once, by the plan's prices.

With prices at which the bound is `L`, a pledge's best chain worth `V`, and its best chain among those that hold a stay
in the gap worth `W`, no plan in which the pledge stands there is worth more than `L - V + W`: only the pledge's own
part of the bound changes. Less the objective, that is the most that placing it can gain; below zero it is what it costs
at least.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from muster.planning.certificate import Certificate, certify
from muster.planning.gaps import Gap, gaps_of
from muster.planning.openings import Integers
from muster.planning.plan import Plan, Stay
from muster.planning.problem import Problem
from muster.planning.refusal import CertificateRefused


@dataclass(frozen=True, slots=True)
class CandidateEffect:
    """A pledge for a gap. `stay`: the best stay there at the prices, within the gap where one is possible.

    `reduced_worth`: what its best chain with a stay over the gap earns less than its best chain, at the prices; 0 or
    below. `most_gain`: no plan in which it covers any period of the gap is worth more than the objective and this.
    """

    pledge: str
    stay: Stay
    is_within: bool
    reduced_worth: float
    most_gain: float


@dataclass(frozen=True, slots=True)
class GapEffects:
    """A gap and its candidates, the greatest `most_gain` first. Pledges that no stay brings there are left out."""

    gap: Gap
    candidates: tuple[CandidateEffect, ...]


def gap_effects(problem: Problem, plan: Plan, gaps: Sequence[Gap] | None = None) -> tuple[GapEffects, ...]:
    """The candidates of the gaps (by default all that the plan leaves) with the most that each can change.

    Raises `CertificateRefused` when the plan carries no prices or these are not what they must be, and `SumsTooLarge`.
    """
    if not plan.prices.multipliers:
        raise CertificateRefused(["prices: the plan carries none; make it with muster plan"])
    return effects_at(certify(problem, plan), plan, gaps_of(problem, plan.stays) if gaps is None else gaps)


def post_effects(problem: Problem, plan: Plan, pledge: str) -> tuple[GapEffects, ...]:
    """For one pledge: each post that it has an option on, whole, with the most that standing there can change.

    The greatest effect first. Raises as `gap_effects` does, and `KeyError` for a pledge that the problem does not have.
    """
    if not plan.prices.multipliers:
        raise CertificateRefused(["prices: the plan carries none; make it with muster plan"])
    own, posts = problem.pledge_by_id[pledge].id, problem.post_by_id
    wanted = [posts[option.post] for option in problem.options if option.pledge == own]
    found = effects_at(certify(problem, plan), plan, [Gap(p.id, p.start, p.end) for p in wanted], only=own)
    return tuple(sorted((row for row in found if row.candidates), key=lambda row: -row.candidates[0].most_gain))


def effects_at(
    certificate: Certificate, plan: Plan, gaps: Sequence[Gap], only: str | None = None
) -> tuple[GapEffects, ...]:
    """The same at a certificate that is at hand, for all pledges or one alone."""
    asked = _Questions(certificate, gaps, only)
    found: dict[Gap, list[CandidateEffect]] = {gap: [] for gap in gaps}
    # The bound at the prices, and that of the plan where an integer program has proven a smaller one.
    bound = min(float(certificate.bound), plan.bound) - plan.objective
    at_prices = float(certificate.bound) - plan.objective
    problem, openings = certificate.openings.problem, certificate.openings
    best = certificate.chains[:, 0]
    most, within = asked.answer()
    for i in np.flatnonzero(most[:, 0] > -(2**62)):
        gap, row = gaps[asked.gap[i]], int(asked.option[i])
        pledge = problem.pledges[openings.pledge[row]].id
        inside = within[i, 0] > -(2**62)
        start, end = (within if inside else most)[i, 1:].tolist()
        reduced = float(most[i, 0] - best[openings.pledge[row]]) / certificate.unit
        stay = Stay(pledge, gap.post, start, end)
        found[gap].append(CandidateEffect(pledge, stay, bool(inside), reduced, min(bound, at_prices + reduced)))
    return tuple(
        GapEffects(gap, tuple(sorted(rows, key=lambda row: (-row.most_gain, -row.reduced_worth, row.pledge))))
        for gap, rows in found.items()
    )


class _Questions:
    """Every pair of a gap and an option on its post."""

    def __init__(self, certificate: Certificate, gaps: Sequence[Gap], only: str | None) -> None:
        self.certificate = certificate
        options_of: dict[str, list[int]] = defaultdict(list)
        for (pledge, post), row in certificate.openings.row_of_pair.items():
            if only is None or pledge == only:
                options_of[post].append(row)
        pairs = [(number, row) for number, gap in enumerate(gaps) for row in options_of[gap.post]]
        self.gap: Integers = np.array([number for number, _ in pairs], np.int64)
        self.option: Integers = np.array([row for _, row in pairs], np.int64)
        self.start: Integers = np.array([gaps[number].start for number, _ in pairs], np.int64)
        self.end: Integers = np.array([gaps[number].end for number, _ in pairs], np.int64)

    def answer(self) -> tuple[Integers, Integers]:
        """For each pair worth, start and end of the best chain's stay: any over the gap, and one within it."""
        from muster.planning.chains_with_stay import best_with_stay, chains_before

        certificate, pledge = self.certificate, self.certificate.openings.pledge
        before = np.zeros_like(certificate.chains)
        chains_before(certificate.stays, before)
        most, within = np.zeros((2, len(self.option), 3), np.int64)
        best_with_stay(
            pledge[self.option],
            self.option,
            self.start,
            self.end,
            certificate.stays,
            before,
            certificate.chains,
            most,
            within,
        )
        return most, within
