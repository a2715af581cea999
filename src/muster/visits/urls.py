"""Addresses of visits and their findings."""

from django.urls import path

from muster.visits import views

urlpatterns = [
    path("", views.visits, name="visits"),
    path("new/", views.new_visit, name="new-visit"),
    path("findings/", views.findings, name="findings"),
    path("findings/<slug:reference>/", views.finding, name="finding"),
    path("findings/<slug:reference>/<slug:standing>/", views.finding_step, name="finding-step"),
    path("<slug:reference>/", views.visit, name="visit"),
    path("<slug:reference>/change/", views.change_visit, name="change-visit"),
    path("<slug:reference>/step/<slug:stage>/", views.step, name="visit-step"),
    path("<slug:reference>/team/", views.team, name="visit-team"),
    path("<slug:reference>/report/", views.report, name="visit-report"),
    path("<slug:reference>/outcome/<int:number>/", views.outcome, name="visit-outcome"),
    path("<slug:reference>/checklists/<int:number>/", views.checklist, name="visit-checklist"),
    path("<slug:reference>/new-finding/", views.new_finding, name="new-finding"),
    path("<slug:reference>/workbook/", views.workbook, name="visit-workbook"),
    path("<slug:reference>/import/", views.import_answers, name="import-visit"),
]
