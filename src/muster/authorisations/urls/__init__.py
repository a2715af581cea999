"""Addresses of national law and acts, under law/."""

from django.urls import URLPattern, path

from muster.authorisations.views import entering, instruments, missions, workbooks
from muster.authorisations.views import law as views

urlpatterns: list[URLPattern] = [
    path("", views.national_law, name="national-law"),
    path("<str:code>/", views.law_of_state, name="law-of-state"),
    path("<str:code>/laws/new/", entering.new_law, name="new-law"),
    path("<str:code>/laws/<slug:reference>/", instruments.law, name="law"),
    path("<str:code>/acts/new/", entering.new_act, name="new-act"),
    path("<str:code>/acts/<slug:reference>/", instruments.act, name="national-act"),
    path("<str:code>/bodies/new/", entering.new_body, name="new-body"),
    path("<str:code>/missions/", missions.law_missions, name="law-missions"),
    path("<str:code>/missions/<str:acronym>/", missions.law_mission, name="law-mission"),
    path("<str:code>/workbook/", workbooks.law_workbook, name="law-workbook"),
    path("<str:code>/import/", workbooks.import_law, name="import-law"),
]
