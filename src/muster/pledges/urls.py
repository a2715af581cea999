"""Addresses of the register."""

from django.urls import path

from muster.pledges.views import backlog, confirmations, obligations, register, states

urlpatterns = [
    path("", register.pledges, name="pledges"),
    path("new/", register.new_pledge, name="new-pledge"),
    path("workbook/", register.workbook, name="pledges-workbook"),
    path("import/", register.import_pledges, name="import-pledges"),
    path("visits-backlog/", backlog.visits_backlog, name="visits-backlog"),
    path("confirm/", confirmations.confirm_all, name="confirm-pledges"),
    path("obligations/", obligations.obligations, name="pledge-obligations"),
    path("states/", states.states, name="pledge-states"),
    path("states/<str:code>/", states.state, name="pledge-state"),
    path("<slug:reference>/", register.pledge, name="pledge"),
    path("<slug:reference>/change/", register.change_pledge, name="change-pledge"),
    path("<slug:reference>/submit/", register.submit_pledge, name="submit-pledge"),
    path("<slug:reference>/level/", register.change_level, name="change-level"),
    path("<slug:reference>/confirm/", confirmations.confirm, name="confirm-pledge"),
]
