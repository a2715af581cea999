"""Addresses of deployments."""

from django.urls import path

from muster.deployments import expected_views, views

urlpatterns = [
    path("", views.stays, name="deployments"),
    path("new/", views.new_stay, name="new-stay"),
    path("<int:number>/", views.stay, name="stay"),
    path("<int:number>/change/", views.change_stay, name="change-stay"),
    path("expected/<str:mission>/", expected_views.expected_strength, name="expected-strength"),
    path("expected/<str:mission>/files/<str:name>", expected_views.expected_strength_file, name="expected-file"),
    path("arrivals/", views.arrivals, name="arrivals"),
    path("arrivals/new/", views.new_arrival, name="new-arrival"),
]
