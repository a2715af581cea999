"""Addresses of reimbursement, by what they are about. Those of one memorandum come last: any word may be its name."""

from muster.reimbursement.urls.claims import CLAIMS
from muster.reimbursement.urls.editions import EDITIONS
from muster.reimbursement.urls.losses import LOSSES
from muster.reimbursement.urls.memoranda import MEMORANDA
from muster.reimbursement.urls.mission_factors import MISSION_FACTORS
from muster.reimbursement.urls.statement import STATEMENT

urlpatterns = [*CLAIMS, *EDITIONS, *LOSSES, *MISSION_FACTORS, *STATEMENT, *MEMORANDA]
