"""Addresses of losses, and of the rules that change statements."""

from django.urls import URLPattern, path

from muster.reimbursement.views import adjustments, losses

LOSSES: list[URLPattern] = [
    path("losses/", losses.losses, name="losses"),
    path("losses/new/", losses.new_loss, name="new-loss"),
    path("losses/<slug:reference>/", losses.loss, name="loss"),
    path("losses/<slug:reference>/write/", losses.write_loss, name="write-loss"),
    path("losses/<slug:reference>/evidence/", losses.add_evidence, name="add-loss-evidence"),
    path("losses/<slug:reference>/paper/", losses.paper, name="loss-paper"),
    path("losses/<slug:reference>/workbook/", losses.workbook, name="loss-workbook"),
    path("losses/<slug:reference>/<slug:stage>/", losses.step_loss, name="step-loss"),
    path("adjustments/", adjustments.switches, name="adjustment-switches"),
    path("adjustments/<slug:scope>/<str:about>/", adjustments.rules, name="adjustment-rules"),
    path("adjustments/<slug:scope>/<str:about>/<slug:rule>/", adjustments.switch, name="switch-adjustment"),
]
