"""From the end of operations until departure equipment and self-sustainment earn a share of the agreed rates. Pure.

Source: section 11 of the dossier on reimbursement, recalled from texts of memoranda.
"""

from collections.abc import Iterator
from fractions import Fraction

from muster.reimbursement.rules.adjustments.part_of_statement import exact_dollars, lines_within, switched_days
from muster.reimbursement.rules.adjustments.terms import (
    Adjustment,
    AdjustmentFacts,
    AdjustmentRule,
    Switch,
    is_assumption,
)
from muster.reimbursement.statement.cents import as_dollars, cents_half_up, plain, shown
from muster.reimbursement.statement.explanation import rule_words
from muster.reimbursement.statement.rates import PERCENT
from muster.reimbursement.statement.terms import PaidKind

RULE = AdjustmentRule.END_OF_OPERATIONS


def end_of_operations(facts: AdjustmentFacts, switch: Switch) -> Iterator[Adjustment]:
    """Yield the deduction of each line and month from the day on which operations ended; none where no day is given."""
    if switch.start is None:
        return
    numbers = facts.numbers
    left = Fraction(numbers.after_operations_percent) if switch.percent is None else switch.percent
    start, until = switched_days(facts.statement, switch)
    if facts.departed_on is not None:
        until = min(until, facts.departed_on)
    for line in lines_within(facts.statement, start, until, PaidKind.MAJOR_EQUIPMENT, PaidKind.SELF_SUSTAINMENT):
        cents = cents_half_up(exact_dollars(line) * (PERCENT - left) / PERCENT)
        if not cents:
            continue
        departure = "not yet" if facts.departed_on is None else f"on {facts.departed_on}"
        told = (
            rule_words(RULE),
            f"operations ended on {switch.start}, departure {departure}",
            f"{shown(exact_dollars(line))} on these days is paid at {plain(left)} %: {as_dollars(cents)} less; "
            f"{numbers.said('after_operations_percent')}",
        )
        yield Adjustment(line.month.name, RULE, line.item, -cents, told, is_assumption(RULE), line.kind, line.entry)
