"""The address of the room that a State's acts leave, under law/: people abroad are read in this room."""

from django.urls import URLPattern, path

from muster.deployments.views import room as views

urlpatterns: list[URLPattern] = [path("<str:code>/room/", views.law_room, name="law-room")]
