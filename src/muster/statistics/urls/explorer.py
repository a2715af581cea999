"""Addresses of the explorer: States, missions, the world, and the rows behind a figure."""

from django.urls import URLPattern

EXPLORER: list[URLPattern] = []
