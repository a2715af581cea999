"""Addresses of the national pool and selection camps."""

from django.urls import URLPattern

POOL: list[URLPattern] = []
