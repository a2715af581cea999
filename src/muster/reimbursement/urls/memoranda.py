"""Addresses of memoranda."""

from django.urls import URLPattern, path

from muster.reimbursement.views import memoranda

MEMORANDA: list[URLPattern] = [
    path("", memoranda.memoranda, name="reimbursement"),
]
