"""The API of reimbursement, by what it is about."""

from ninja import Router

from muster.reimbursement.endpoints.editions import router as editions
from muster.reimbursement.endpoints.statement import router as statement

routers: tuple[Router, ...] = (editions, statement)
