"""Addresses of force generation."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
