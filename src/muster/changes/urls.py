"""Addresses of changed facts, under changes/."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
