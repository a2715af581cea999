"""Addresses of reimbursement, by what they are about. Those of one memorandum come last: any word may be its name."""

from django.urls import URLPattern

from muster.reimbursement.urls.memoranda import MEMORANDA
from muster.reimbursement.urls.mission_factors import MISSION_FACTORS

urlpatterns: list[URLPattern] = [*MISSION_FACTORS, *MEMORANDA]
