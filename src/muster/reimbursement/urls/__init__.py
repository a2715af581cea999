"""Addresses of reimbursement, by what they are about. Those of one memorandum come last: any word may be its name."""

from django.urls import URLPattern

from muster.reimbursement.urls.memoranda import MEMORANDA

urlpatterns: list[URLPattern] = [*MEMORANDA]
