"""The API of reimbursement, by what it is about."""

from ninja import Router

from muster.reimbursement.endpoints.adjustments import router as adjustments
from muster.reimbursement.endpoints.claims import router as claims
from muster.reimbursement.endpoints.editions import router as editions
from muster.reimbursement.endpoints.losses import router as losses
from muster.reimbursement.endpoints.memoranda import router as memoranda
from muster.reimbursement.endpoints.mission_factors import router as mission_factors
from muster.reimbursement.endpoints.statement import router as statement

routers: tuple[Router, ...] = (
    adjustments,
    claims,
    editions,
    losses,
    memoranda,
    mission_factors,
    statement,
)
