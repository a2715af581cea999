"""Addresses of opportunities and interests."""

from django.urls import URLPattern, path

from muster.decisions.views import interests, opportunities

urlpatterns: list[URLPattern] = [
    path("opportunities/", opportunities.opportunities, name="opportunities"),
    path("opportunities/possible/", opportunities.possible, name="possible-opportunities"),
    path("opportunities.<str:form>", opportunities.opportunities_file, name="opportunities-paper"),
    path("opportunities/<slug:post>/<slug:unit>/", opportunities.opportunity, name="opportunity"),
    path("interests/", interests.interests, name="interests"),
    path("interests/write/", interests.write_interests_page, name="write-interests"),
    path("interests/workbook/", interests.interests_workbook, name="interests-workbook"),
    path("interests/import/", interests.import_interests_page, name="import-interests"),
]
