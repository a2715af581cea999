"""Addresses of the calendar and of convening a consultation."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
