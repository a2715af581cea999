"""The statement of what a contributor is owed under one memorandum: a library without a database.

    from muster.reimbursement.statement import explanation_of, read_memorandum, statement_of

    statement = statement_of(read_memorandum(Path("MOU.json").read_bytes()))
    statement.totals.all_cents
    explanation_of(statement, statement.lines[0])

Rates are exact rationals; each line and month is rounded once, half up, to the cent. The rules with their sources are
the reference table `reimbursement_rules`, the numbers are rows of the parameter table.
"""

from muster.reimbursement.statement.computation import Statement, StatementLine, Totals, Withheld, statement_of
from muster.reimbursement.statement.explanation import explanation_of
from muster.reimbursement.statement.loss import (
    LossClass,
    LossSettlement,
    LossThresholds,
    settled_loss,
    shipped_thresholds,
)
from muster.reimbursement.statement.memorandum import (
    Lease,
    MajorEquipment,
    Memorandum,
    Personnel,
    SelfSustainment,
    VerifiedEquipment,
    VerifiedService,
)
from muster.reimbursement.statement.mission_factors import MissionFactors, hostile_percent, transport_percent
from muster.reimbursement.statement.parameters import StatementParameters, shipped_parameters
from muster.reimbursement.statement.rates import dry_rate, wet_rate
from muster.reimbursement.statement.reading import read_memorandum
from muster.reimbursement.statement.refusal import MemorandumRefused
from muster.reimbursement.statement.writing import statement_as_json

__all__ = [
    "Lease",
    "LossClass",
    "LossSettlement",
    "LossThresholds",
    "MajorEquipment",
    "Memorandum",
    "MemorandumRefused",
    "MissionFactors",
    "Personnel",
    "SelfSustainment",
    "Statement",
    "StatementLine",
    "StatementParameters",
    "Totals",
    "VerifiedEquipment",
    "VerifiedService",
    "Withheld",
    "dry_rate",
    "explanation_of",
    "hostile_percent",
    "read_memorandum",
    "settled_loss",
    "shipped_parameters",
    "shipped_thresholds",
    "statement_as_json",
    "statement_of",
    "transport_percent",
    "wet_rate",
]
