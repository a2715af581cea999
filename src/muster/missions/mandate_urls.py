"""Addresses of mandates and of the statements on operations, under mandates/."""

from django.urls import path

from muster.missions import mandate_views as views

urlpatterns = [
    path("", views.mandates, name="mandates"),
    path("tasks/", views.mandated_tasks, name="mandated-tasks"),
    path("workbook/", views.workbook, name="mandates-workbook"),
    path("import/", views.import_workbook, name="import-mandates"),
    path("import/csv/", views.import_mandates_csv, name="import-mandates-csv"),
    path("<str:acronym>/", views.mandate, name="mandate"),
    path("<str:acronym>/statements/new/", views.new_condition, name="new-condition"),
    path("<str:acronym>/classifications/new/", views.classify_mission, name="classify-mission"),
    path("<str:acronym>/periods/<int:number>/correct/", views.correct_mandate, name="correct-mandate"),
]
