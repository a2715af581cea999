"""Addresses of dossiers."""

from django.urls import URLPattern, path

from muster.decisions.views import dossiers as views

urlpatterns: list[URLPattern] = [
    path("", views.dossiers, name="decisions"),
    path("new/", views.new_dossier, name="new-dossier"),
    path("<slug:reference>/", views.dossier, name="dossier"),
    path("<slug:reference>/change/", views.change_dossier, name="change-dossier"),
    path("<slug:reference>/criteria/<slug:criterion>/", views.assess, name="assess-criterion"),
    path("<slug:reference>/sign/", views.sign, name="sign-dossier"),
    path("<slug:reference>/act-and-case/", views.link, name="link-dossier"),
    path("<slug:reference>/steps/<slug:step>/", views.step, name="step-dossier"),
    path("<slug:reference>/import/", views.import_assessments, name="import-dossier"),
    path("<slug:reference>/workbook/", views.workbook, name="dossier-workbook"),
    path("<slug:reference>/paper/<slug:form>/", views.paper, name="dossier-paper"),
]
