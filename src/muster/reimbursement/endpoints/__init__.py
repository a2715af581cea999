"""The API of reimbursement, by what it is about."""

from ninja import Router

from muster.reimbursement.endpoints.economics import router as economics
from muster.reimbursement.endpoints.statement import router as statement

routers: tuple[Router, ...] = (statement, economics)
