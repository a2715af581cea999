"""Addresses of operations of the past and their lessons."""

from django.urls import URLPattern

HISTORY: list[URLPattern] = []
