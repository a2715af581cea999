"""Addresses of deployments."""

from django.urls import path

from muster.deployments import views

urlpatterns = [
    path("", views.stays, name="deployments"),
    path("arrivals/", views.arrivals, name="arrivals"),
]
