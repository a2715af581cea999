"""Addresses of the recognition of courses."""

from django.urls import URLPattern

RECOGNITION: list[URLPattern] = []
