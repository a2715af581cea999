"""Addresses of changed facts, under changes/."""

from django.urls import URLPattern, path

from muster.changes import views

urlpatterns: list[URLPattern] = [
    path("", views.changes, name="changes"),
    path("<int:number>/", views.changed_fact, name="changed-fact"),
]
