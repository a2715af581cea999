"""Addresses of the register."""

from django.urls import path

from muster.pledges.views import (
    announcements,
    attached,
    backlog,
    caveats,
    confirmations,
    interoperability,
    lines,
    obligations,
    packages,
    partners,
    register,
    states,
    units,
    workbook,
)

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
    path("announcements/", announcements.announcements, name="announcements"),
    path("announcements/new/", announcements.new_announcement, name="new-announcement"),
    path("announcements/conversion/", announcements.announcement_conversion, name="announcement-conversion"),
    path("announcements/<slug:reference>/", announcements.announcement, name="announcement"),
    path("announcements/<slug:reference>/pledge/", announcements.link_announcement, name="link-announcement"),
    path(
        "announcements/<slug:reference>/take-back/", announcements.take_back_announcement, name="take-back-announcement"
    ),
    path("packages/", packages.force_packages, name="force-packages"),
    path("packages/new/", packages.new_force_package, name="new-force-package"),
    path("packages/<slug:reference>/", packages.force_package, name="force-package"),
    path("packages/<slug:reference>/change/", packages.change_force_package, name="change-force-package"),
    path("units/", units.national_units, name="national-units"),
    path("units/new/", units.new_unit, name="new-unit"),
    path("units/<slug:code>/", units.national_unit, name="national-unit"),
    path("units/<slug:code>/change/", units.change_unit, name="change-unit"),
    path("units/<slug:code>/profile/", units.unit_profile, name="unit-profile"),
    path("units/<slug:code>/certification/", units.unit_certification, name="unit-certification"),
    path("units/<slug:code>/service/", units.unit_service, name="unit-service"),
    path("interoperability/", interoperability.interoperability, name="interoperability"),
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
    path("<slug:reference>/caveats/new/", caveats.discover_caveat, name="discover-caveat"),
    path("<slug:reference>/caveats/<int:number>/satisfy/", caveats.satisfy_caveat, name="satisfy-caveat"),
    path("<slug:reference>/caveats/<int:number>/drop/", caveats.drop_caveat, name="drop-caveat"),
    path("<slug:reference>/partners/agree/", partners.partner_agrees, name="partner-agrees"),
    path("<slug:reference>/partners/withdraw/", partners.partner_withdraws, name="partner-withdraws"),
]
