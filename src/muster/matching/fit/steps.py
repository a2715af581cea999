"""The steps of a deviation: what may follow what, which side may take the step, and what it must say. Pure.

One side proposes, the other decides: nobody agrees to its own deviation (segregation of duties). What was agreed
can be withdrawn by either side, with its reason; a refused or withdrawn one is final: a new one is proposed instead.
"""

from collections.abc import Mapping

from muster.matching.fit.facts import FitLine, LineKind, LineStanding

PROPOSED, AGREED, REFUSED, WITHDRAWN = "proposed", "agreed", "refused", "withdrawn"
LEGAL: Mapping[str, tuple[str, ...]] = {
    PROPOSED: (AGREED, REFUSED, WITHDRAWN),
    AGREED: (WITHDRAWN,),
    REFUSED: (),
    WITHDRAWN: (),
}
COUNTED = (LineKind.STRENGTH, LineKind.WOMEN, LineKind.NOTICE, LineKind.POST, LineKind.EQUIPMENT)
"""The kinds of lines of which a smaller quantity (of notice: more days) can be agreed."""


def refusal_of_step(stage: str, step: str, *, is_proposer: bool, words: str) -> str:
    """Return why the step cannot be taken, in words; empty: it can.

    `is_proposer`: the one who takes the step is of the side that proposed; `words`: the answer or reason given.
    """
    if step not in LEGAL[stage]:
        return f"it is {stage}, and cannot become {step}; look at it again"
    if step == WITHDRAWN:
        return _refusal_to_withdraw(stage, is_proposer, words)
    if is_proposer:
        return "who proposed it does not decide it; the other side does"
    return "say why it is refused" if step == REFUSED and not words.strip() else ""


def _refusal_to_withdraw(stage: str, is_proposer: bool, words: str) -> str:
    if stage == PROPOSED:
        return "" if is_proposer else "who proposed it takes it back; the other side agrees or refuses"
    return "" if words.strip() else "say why it is withdrawn; both sides had agreed"


def refusal_of_line(line: FitLine | None, accepted: int | None, *, has_evidence: bool, deviations_allowed: bool) -> str:
    """Return why no deviation can be proposed for a line of a fit, in words; empty: it can."""
    if line is None:
        return "the statement has no such line"
    if line.standing in (LineStanding.MET, LineStanding.SUBSTITUTE):
        return "the line is met as it is"
    if has_evidence:
        return "" if line.standing == LineStanding.TO_BE_SHOWN else "evidence shows only what no list can prove"
    if not deviations_allowed:
        return "the statement allows no deviations"
    return _refusal_of_quantity(line, accepted)


def _refusal_of_quantity(line: FitLine, accepted: int | None) -> str:
    if accepted is None:
        return ""
    if line.kind not in COUNTED:
        return "no quantity is agreed for a line of this kind; leave it empty"
    if line.kind == LineKind.NOTICE:
        return "" if accepted > line.wanted else f"the agreed notice is more than {line.wanted} days"
    return "" if accepted < line.wanted else f"the agreed quantity is less than {line.wanted}"
