"""Addresses of inspections and evaluations."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path


def _todo(request: HttpRequest, reference: str) -> HttpResponse:
    return HttpResponse()


urlpatterns: list[URLPattern] = [
    path("units/<slug:reference>/", _todo, name="unit-inspections"),
    path("discrepancies/<slug:reference>/", _todo, name="discrepancy"),
    path("<slug:reference>/", _todo, name="inspection"),
]
