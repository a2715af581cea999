"""Addresses of force generation."""

from django.urls import URLPattern, path

from muster.generation.views import instruments

CASE = "cases/<slug:case>/"
INSTRUMENT = f"{CASE}instruments/<slug:reference>/"

instrument_patterns: list[URLPattern] = [
    path(f"{CASE}instruments/", instruments.instruments, name="case-instruments"),
    path(f"{CASE}instruments/new/", instruments.new_instrument, name="instrument-new"),
    path(INSTRUMENT, instruments.instrument, name="instrument"),
    path(f"{INSTRUMENT}change/", instruments.change_instrument, name="instrument-change"),
    path(f"{INSTRUMENT}lines/", instruments.lines, name="instrument-lines"),
    path(f"{INSTRUMENT}step/", instruments.step, name="instrument-step"),
    path(f"{INSTRUMENT}paper/<str:form>/", instruments.paper, name="instrument-paper"),
]

urlpatterns: list[URLPattern] = [*instrument_patterns]
