"""What a unit would earn and cost: reimbursement by the statement's library against what the State says it pays. Pure.

from muster.reimbursement.rules.economics.outcome import outcome_of

found = outcome_of(plan)
found.balance_cents, found.breaks_even_in
"""
