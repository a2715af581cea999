"""Addresses of the catalogue: standards, courses, sessions, enrolment."""

from django.urls import URLPattern, path

from muster.training.views import catalogue

CATALOGUE: list[URLPattern] = [path("", catalogue.training, name="training")]
