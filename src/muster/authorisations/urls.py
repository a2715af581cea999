"""Addresses of national law and acts, under law/."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
