"""Addresses of demand, offers and leadership programmes."""

from django.urls import URLPattern

COOPERATION: list[URLPattern] = []
