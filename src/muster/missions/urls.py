"""Addresses of missions and requirements."""

from django.urls import path

from muster.missions import views

urlpatterns = [
    path("", views.requirements, name="requirements"),
    path("new/", views.new_requirement, name="new-requirement"),
    path("workbook/", views.workbook, name="requirements-workbook"),
    path("import/", views.import_requirements, name="import-requirements"),
    path("missions/", views.missions, name="missions"),
    path("missions/new/", views.new_mission, name="new-mission"),
    path("missions/<str:acronym>/change/", views.change_mission, name="change-mission"),
    path("missions/<str:acronym>/mandate/", views.new_mandate, name="new-mandate"),
    path("missions/<str:acronym>/", views.mission, name="mission"),
    path("<slug:reference>/change/", views.change_requirement, name="change-requirement"),
    path("<slug:reference>/stage/", views.change_stage, name="change-requirement-stage"),
]
