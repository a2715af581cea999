"""Addresses of inspections and evaluations."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
