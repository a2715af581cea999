"""Addresses of deployments."""

from django.urls import path

from muster.deployments.views import expected, stays

urlpatterns = [
    path("", stays.stays, name="deployments"),
    path("new/", stays.new_stay, name="new-stay"),
    path("<int:number>/", stays.stay, name="stay"),
    path("<int:number>/change/", stays.change_stay, name="change-stay"),
    path("expected/<str:mission>/", expected.expected_strength, name="expected-strength"),
    path("expected/<str:mission>/files/<str:name>", expected.expected_strength_file, name="expected-file"),
    path("arrivals/", stays.arrivals, name="arrivals"),
    path("arrivals/new/", stays.new_arrival, name="new-arrival"),
]
