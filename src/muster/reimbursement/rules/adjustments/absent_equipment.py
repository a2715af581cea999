"""Equipment that is absent or does not work, quarter after quarter, against the amount for personnel. Pure.

Source: section 9 of the dossier on reimbursement, on A/RES/67/261: all of it recalled. The share is that of agreed
units that lack; a line whose lack is beyond the contributor's control counts as complete. A quarter without a report
breaks the row. At the trigger and after it each quarter is cut by its own share.
"""

from collections.abc import Iterator
from fractions import Fraction

from muster.reimbursement.rules.adjustments.part_of_statement import exact_dollars, lines_within, switched_days
from muster.reimbursement.rules.adjustments.terms import (
    Adjustment,
    AdjustmentFacts,
    AdjustmentRule,
    Switch,
    VerifiedQuarter,
    is_assumption,
)
from muster.reimbursement.statement.cents import as_dollars, cents_half_up, plain, shown
from muster.reimbursement.statement.explanation import rule_words
from muster.reimbursement.statement.rates import PERCENT
from muster.reimbursement.statement.terms import PaidKind

RULE = AdjustmentRule.ABSENT_EQUIPMENT


def lacking_share(quarter: VerifiedQuarter) -> Fraction:
    """Return the share of the agreed units that lack or do not work; what is beyond control lacks nothing."""
    agreed = sum(line.agreed for line in quarter.lines)
    return Fraction(_lacking(quarter), agreed) if agreed else Fraction(0)


def _lacking(quarter: VerifiedQuarter) -> int:
    return sum(max(0, line.agreed - line.operational) for line in quarter.lines if not line.beyond_control)


def quarters_in_a_row(quarters: tuple[VerifiedQuarter, ...]) -> Iterator[tuple[VerifiedQuarter, int]]:
    """Yield each quarter with how many in a row, itself included, had equipment lacking (0: nothing lacks)."""
    row, before = 0, None
    for quarter in sorted(quarters, key=lambda one: one.start):
        follows = before is not None and before.until == quarter.start
        row = (row + 1 if follows else 1) if _lacking(quarter) else 0
        before = quarter
        yield quarter, row


def absent_equipment(facts: AdjustmentFacts, switch: Switch) -> Iterator[Adjustment]:
    """Yield the deduction of each line of personnel and month."""
    numbers = facts.numbers
    cap = Fraction(numbers.absent_equipment_cap_percent) if switch.percent is None else switch.percent
    first, last = switched_days(facts.statement, switch)
    for quarter, row in quarters_in_a_row(facts.quarters):
        if row < numbers.absent_equipment_reports:
            continue
        share = PERCENT * lacking_share(quarter)
        cut = min(share, cap)
        start, until = max(first, quarter.start), min(last, quarter.until)
        for line in lines_within(facts.statement, start, until, PaidKind.PERSONNEL):
            cents = cents_half_up(exact_dollars(line) * cut / PERCENT)
            told = (
                rule_words(RULE),
                f"[{quarter.start}, {quarter.until}): {_lacking(quarter)} of "
                f"{sum(one.agreed for one in quarter.lines)} agreed units lack or do not work ({plain(share)} %); "
                f"report {row} in a row with some; {numbers.said('absent_equipment_reports')}",
                f"{plain(cut)} % (at most {plain(cap)} %) of {shown(exact_dollars(line))} for personnel = "
                f"{as_dollars(cents)}; {numbers.said('absent_equipment_cap_percent')}",
            )
            yield Adjustment(line.month.name, RULE, line.item, -cents, told, is_assumption(RULE), line.kind, line.entry)
