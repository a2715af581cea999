"""The single rate for personnel on each day. Pure.

Source: section 9 of the dossier on reimbursement and the parameter `personnel_rate`; before July 2014 there is no
single rate, and nothing is billed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from muster.reference.reimbursement import single_rates
from muster.reimbursement.statement.refusal import MemorandumRefused


@dataclass(frozen=True, slots=True)
class RateSpan:
    """A rate in US dollars a person and month in `[start, until)`, as ordinals (`until` None: open)."""

    start: int
    until: int | None
    rate: Fraction
    source: str = ""
    standing: str = ""


class PersonnelRates:
    """Rates by day. Raises ValueError where two of them hold on one day."""

    def __init__(self, spans: Iterable[RateSpan]) -> None:
        self.spans = tuple(sorted(spans, key=lambda one: one.start))
        for one, following in zip(self.spans, self.spans[1:], strict=False):
            if one.until is None or one.until > following.start:
                raise ValueError(f"two rates hold on {date.fromordinal(following.start)}")

    def pieces(self, first: int, until: int, place: str) -> Iterator[tuple[int, RateSpan]]:
        """Yield the days of `[first, until)` under each rate; raises `MemorandumRefused` at a day without one."""
        for span in self.spans:
            if span.until is not None and span.until <= first:
                continue
            if first >= until:
                return
            if span.start > first:
                break
            end = until if span.until is None else min(until, span.until)
            yield end - first, span
            first = end
        if first < until:
            day = date.fromordinal(first)
            raise MemorandumRefused([f"{place}: no single rate for personnel is in force on {day}; bill other days"])


def shipped_rates() -> PersonnelRates:
    """Return the single rates of the parameter register."""
    return PersonnelRates(
        RateSpan(
            one.valid_from.toordinal(),
            None if one.valid_until is None else one.valid_until.toordinal(),
            Fraction(one.decimal),
            one.source,
            one.standing,
        )
        for one in single_rates()
        if one.valid_from is not None
    )


def mean_rate(pieces: Sequence[tuple[int, RateSpan]]) -> Fraction:
    """Return the mean of rates by their days."""
    days = sum(length for length, _span in pieces)
    return sum((length * span.rate for length, span in pieces), Fraction(0)) / days
