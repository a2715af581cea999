"""Addresses of ladder."""

from django.urls import URLPattern, path

from muster.decisions.views import ladder

urlpatterns: list[URLPattern] = [
    path("<slug:reference>/ladder/", ladder.ladder, name="dossier-ladder"),
    path("<slug:reference>/ladder/<slug:step>/", ladder.ladder_step, name="ladder-step"),
]
