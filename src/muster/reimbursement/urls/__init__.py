"""Addresses of reimbursement, by what they are about. Those of one memorandum come last: any word may be its name."""

from muster.reimbursement.urls.claims import CLAIMS
from muster.reimbursement.urls.statement import STATEMENT

urlpatterns = [*CLAIMS, *STATEMENT]
