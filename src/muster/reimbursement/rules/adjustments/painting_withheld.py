"""Equipment earns nothing until it is verified as painted: an option of the organisation. Pure.

Source: section 6 of the dossier on reimbursement.
"""

from collections.abc import Iterator

from muster.reimbursement.rules.adjustments.part_of_statement import exact_dollars, lines_within, switched_days
from muster.reimbursement.rules.adjustments.terms import (
    Adjustment,
    AdjustmentFacts,
    AdjustmentRule,
    Switch,
    is_assumption,
)
from muster.reimbursement.statement.cents import as_dollars, cents_half_up
from muster.reimbursement.statement.explanation import rule_words
from muster.reimbursement.statement.terms import PaidKind

RULE = AdjustmentRule.PAINTING_WITHHELD


def painting_withheld(facts: AdjustmentFacts, switch: Switch) -> Iterator[Adjustment]:
    """Yield what is withheld of each line that has to be painted, by month, up to the day on which it was."""
    start, until = switched_days(facts.statement, switch)
    for end in sorted({on or until for on in facts.colours.values()}):
        for line in lines_within(facts.statement, start, min(end, until), PaidKind.MAJOR_EQUIPMENT):
            if line.entry not in facts.colours or (facts.colours[line.entry] or until) != end:
                continue
            cents = cents_half_up(exact_dollars(line))
            on = facts.colours[line.entry]
            told = (
                rule_words(RULE),
                "not verified as painted yet" if on is None else f"verified as painted on {on}",
                f"{as_dollars(cents)} on the days before is withheld; have it painted and verified",
            )
            yield Adjustment(line.month.name, RULE, line.item, -cents, told, is_assumption(RULE), line.kind, line.entry)
