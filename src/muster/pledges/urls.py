"""Addresses of the register."""

from django.urls import path

from muster.pledges.views import attached, backlog, confirmations, lines, obligations, register, states, workbook

urlpatterns = [
    path("", register.pledges, name="pledges"),
    path("new/", register.new_pledge, name="new-pledge"),
    path("visits-backlog/", backlog.visits_backlog, name="visits-backlog"),
    path("workbook/", workbook.workbook, name="pledges-workbook"),
    path("import/", workbook.import_pledges, name="import-pledges"),
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
for page, address in (
    (lines.ORGANISATION, "organisation"),
    (lines.EQUIPMENT, "equipment"),
    (lines.SELF_SUSTAINMENT, "self-sustainment"),
    (lines.POOL, "pool"),
    (lines.CONTRIBUTIONS, "contributions"),
):
    urlpatterns.append(path(f"<slug:reference>/{address}/", lines.change_lists, {"page": page}, name=page.name))
urlpatterns += [
    path("<slug:reference>/attachments/new/", attached.attach, name="attach-document"),
    path("<slug:reference>/attachments/<int:number>/detach/", attached.detach, name="detach-document"),
    path("<slug:reference>/focal-points/new/", attached.name_focal_point, name="name-focal-point"),
    path("<slug:reference>/focal-points/<int:number>/release/", attached.release, name="release-focal-point"),
]
