"""Addresses of reference facts. They are public."""

from django.urls import path

from muster.reference import views

urlpatterns = [
    path("", views.tables, name="reference"),
    path("map/world-topo.json", views.outline, name="world-outline"),
    path("<slug:name>/", views.table, name="reference-table"),
    path("<slug:name>/<str:key>/", views.fact, name="fact"),
]
