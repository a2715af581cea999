"""The API of reimbursement, by what it is about."""

from ninja import Router

from muster.reimbursement.endpoints.adjustments import router as adjustments
from muster.reimbursement.endpoints.losses import router as losses

routers: tuple[Router, ...] = (losses, adjustments)
