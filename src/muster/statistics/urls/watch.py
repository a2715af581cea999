"""Addresses of the crisis watch."""

from django.urls import URLPattern

WATCH: list[URLPattern] = []
