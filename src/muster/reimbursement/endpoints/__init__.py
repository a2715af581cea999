"""The API of reimbursement, by what it is about."""

from ninja import Router

from muster.reimbursement.endpoints.claims import router as claims
from muster.reimbursement.endpoints.statement import router as statement

routers: tuple[Router, ...] = (statement, claims)
