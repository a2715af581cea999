"""Addresses of mandates and of the statements on operations, under mandates/."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
