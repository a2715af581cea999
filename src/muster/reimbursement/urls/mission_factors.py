"""Addresses of mission factors."""

from django.urls import URLPattern, path

from muster.reimbursement.views import mission_factors as views

MISSION_FACTORS: list[URLPattern] = [
    path("factors/", views.mission_factors, name="mission-factors"),
    path("factors/<str:acronym>/", views.factors_of_mission, name="factors-of-mission"),
    path("factors/<str:acronym>/enter/", views.enter_factors, name="enter-factors"),
    path("factors/<str:acronym>/<int:number>/correct/", views.correct_factors, name="correct-factors"),
]
