"""The fit of what is pledged to a statement: every line, what was agreed, and the whole in percent. Pure.

The percent weighs each kind of line by its parameter, and within a kind a mandatory line against an optional one. A
line that no list can prove is left out until it was shown or agreed, so that the percent speaks of what is known. The
weights are local choices: no published rule reckons a fit.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from muster.matching.fit.equipment import equipment_lines
from muster.matching.fit.facts import (
    WHOLE_PERCENT,
    AgreedDeviation,
    Fit,
    FitLine,
    FitParameters,
    FitShare,
    LineKind,
    LineStanding,
    Pledged,
    Wanted,
)
from muster.matching.fit.header import WHOLE, header_lines, part_of
from muster.matching.fit.lists import capability_lines, sustainment_lines, task_lines
from muster.matching.fit.posts import post_lines

CONTENT = (LineStanding.MET, LineStanding.SUBSTITUTE)
MOST_KEPT = 20_000


def fit_of(
    wanted: Wanted,
    pledged: Sequence[Pledged],
    numbers: FitParameters,
    deviations: Iterable[AgreedDeviation] = (),
) -> Fit:
    """Return the fit of one or several pledges together (at least one) to a statement."""
    agreed = {(one.kind, one.key): one for one in deviations}
    lines = tuple(
        with_deviation(line, agreed.get((line.kind.value, line.key))) for line in _lines(wanted, pledged, numbers)
    )
    names = tuple(one.pledge for one in pledged)
    return Fit(wanted.statement, wanted.version, names, lines, percent_of(lines, numbers))


def _lines(wanted: Wanted, pledged: Sequence[Pledged], numbers: FitParameters) -> Iterable[FitLine]:
    """Return every line of the statement as the lists meet it."""
    yield from header_lines(wanted, pledged)
    yield from task_lines(wanted, pledged)
    yield from capability_lines(wanted)
    yield from post_lines(wanted, pledged, numbers)
    yield from equipment_lines(wanted, pledged, numbers)
    yield from sustainment_lines(wanted, pledged)


def with_deviation(line: FitLine, agreed: AgreedDeviation | None) -> FitLine:
    """Return the line with what both sides agreed; what is met by the lists needs no deviation.

    An agreed quantity must be there: below it the line stays short by what is missing to it.
    """
    if agreed is None or line.standing in CONTENT:
        return line
    words = "; ".join(part for part in (line.words, agreed.words) if part)
    if agreed.evidence and line.standing == LineStanding.TO_BE_SHOWN:
        return replace(line, standing=LineStanding.SHOWN, share=WHOLE, words=f"{words} ({agreed.evidence})")
    if _suffices(line, agreed.accepted):
        return replace(line, standing=LineStanding.DEVIATION, short=0, share=WHOLE, words=words)
    accepted = agreed.accepted or 0
    if line.kind == LineKind.NOTICE:
        return replace(line, short=line.have - accepted, share=part_of(accepted, line.have), words=words)
    return replace(line, short=accepted - line.have, share=part_of(line.have, accepted), words=words)


def _suffices(line: FitLine, accepted: int | None) -> bool:
    """Return whether what is there reaches the agreed quantity; for notice, whether it is no longer than agreed."""
    if accepted is None:
        return True
    return line.have <= accepted if line.kind == LineKind.NOTICE else line.have >= accepted


def percent_of(lines: Iterable[FitLine], numbers: FitParameters) -> int:
    """Return the whole in percent, rounded down; the statement's strength is always counted, so there is a whole."""
    of_kind: dict[LineKind, list[tuple[int, Fraction]]] = defaultdict(list)
    for line in lines:
        weight = numbers.weight_of_line(line.is_mandatory)
        if line.share is not None and weight:
            of_kind[line.kind].append((weight, line.share))
    reached, possible = Fraction(0), 0
    for kind, parts in of_kind.items():
        whole = sum(weight for weight, _ in parts)
        met = sum((weight * share for weight, share in parts), Fraction(0))
        reached += numbers.weight_of_kind(kind) * met / whole
        possible += numbers.weight_of_kind(kind)
    return int(WHOLE_PERCENT * reached / possible) if possible else 0


@lru_cache(maxsize=MOST_KEPT)
def share_of(
    wanted: Wanted, pledged: Pledged, numbers: FitParameters, deviations: tuple[AgreedDeviation, ...] = ()
) -> FitShare:
    """Return percent and blocking gaps of one pledge, kept by content: the same lists are asked for by every plan."""
    found = fit_of(wanted, (pledged,), numbers, deviations)
    return FitShare(found.percent, len(found.blocking))
