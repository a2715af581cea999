"""What a first tour is reimbursed for its people where the State has reckoned nothing itself. Pure."""

from datetime import date
from fractions import Fraction

from muster.decisions.opportunities.facts import Money
from muster.kit.intervals import add_months
from muster.reimbursement.statement.cents import CENTS_PER_DOLLAR
from muster.reimbursement.statement.personnel_rates import PersonnelRates, mean_rate
from muster.reimbursement.statement.refusal import MemorandumRefused


def reimbursed_for_people(people: int, start: date, months: int, rates: PersonnelRates) -> Money:
    """Return what `people` earn through `months` from `start` at the rate in force: people x months x mean rate.

    Personnel alone: equipment and self-sustainment are agreed in a memorandum and are left out. The cost is the
    State's to enter. Source: the single rate for personnel, parameter personnel_rate.
    """
    until = add_months(start, months)
    try:
        pieces = list(rates.pieces(start.toordinal(), until.toordinal(), "the first tour"))
    except MemorandumRefused:
        return Money(months, words="No single rate for personnel is on record for these days.")
    rate = mean_rate(pieces)
    sources = dict.fromkeys((span.source, span.standing) for _days, span in pieces)
    cents = round(people * months * rate * CENTS_PER_DOLLAR)
    shown = f"{float(rate):,.2f}" if Fraction(rate).denominator != 1 else f"{int(rate):,}"
    return Money(
        months,
        earned_cents=cents,
        words=f"Personnel alone: {people} people for {months} months at {shown} US dollars.",
        source="; ".join(source for source, _standing in sources),
        standing="; ".join(dict.fromkeys(standing for _source, standing in sources)),
    )


def nothing_for_individuals(months: int) -> Money:
    """Return that the rate for contingents says nothing of individuals, and no other rate is on record."""
    return Money(months, words="The rate for personnel of contingents is not that of individuals; none is on record.")
