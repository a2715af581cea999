"""Addresses of reimbursement, by what they are about. Those of one memorandum come last: any word may be its name."""

from django.urls import URLPattern

from muster.reimbursement.urls.losses import LOSSES

urlpatterns: list[URLPattern] = [*LOSSES]
