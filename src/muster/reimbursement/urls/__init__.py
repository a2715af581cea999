"""Addresses of reimbursement, by what they are about. Those of one memorandum come last: any word may be its name."""

from muster.reimbursement.urls.economics import ECONOMICS
from muster.reimbursement.urls.statement import STATEMENT

urlpatterns = [*ECONOMICS, *STATEMENT]
