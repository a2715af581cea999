"""Addresses of rosters and the training state of rotations."""

from django.urls import URLPattern

READINESS: list[URLPattern] = []
