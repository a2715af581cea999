"""Addresses of the register."""

from django.urls import path

from muster.pledges.views import (
    announcements,
    caveats,
    interoperability,
    packages,
    partners,
    register,
    units,
)

urlpatterns = [
    path("", register.pledges, name="pledges"),
    path("new/", register.new_pledge, name="new-pledge"),
    path("workbook/", register.workbook, name="pledges-workbook"),
    path("import/", register.import_pledges, name="import-pledges"),
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
    path("<slug:reference>/caveats/new/", caveats.discover_caveat, name="discover-caveat"),
    path("<slug:reference>/caveats/<int:number>/satisfy/", caveats.satisfy_caveat, name="satisfy-caveat"),
    path("<slug:reference>/caveats/<int:number>/drop/", caveats.drop_caveat, name="drop-caveat"),
    path("<slug:reference>/partners/agree/", partners.partner_agrees, name="partner-agrees"),
    path("<slug:reference>/partners/withdraw/", partners.partner_withdraws, name="partner-withdraws"),
]
