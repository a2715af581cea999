"""The address of outreach."""

from django.urls import path

from muster.outreach import views

urlpatterns = [path("", views.outreach, name="outreach")]
