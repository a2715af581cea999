"""The API of reimbursement, by what it is about."""

from ninja import Router

from muster.reimbursement.endpoints.editions import router as editions

routers: tuple[Router, ...] = (editions,)
