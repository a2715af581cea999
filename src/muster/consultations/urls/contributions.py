"""Addresses of what States bring into a consultation, and of its trace."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
