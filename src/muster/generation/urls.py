"""Addresses of force generation."""

from django.urls import URLPattern, path

from muster.generation.views import blocks, cases, instruments

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

case_patterns: list[URLPattern] = [
    path("", cases.cases, name="generation"),
    path("cases/new/", cases.new_case, name="new-case"),
    path("cases/<slug:reference>/", cases.case, name="case"),
    path("cases/<slug:reference>/note/", cases.case_note, name="case-note"),
    path("cases/<slug:reference>/abandon/", cases.abandon_case, name="abandon-case"),
    path("cases/<slug:reference>/phases/<slug:code>/", cases.case_phase, name="case-phase"),
    path("cases/<slug:reference>/phases/<slug:code>/<slug:step>/", cases.case_phase_step, name="case-phase-step"),
    path("blocks/", blocks.blocks, name="blocks"),
    path("blocks/new/", blocks.new_block, name="new-block"),
    path("blocks/<slug:reference>/change/", blocks.change_block, name="change-block"),
]

urlpatterns: list[URLPattern] = [*case_patterns, *instrument_patterns]
