"""Addresses of a State's decisions, under decisions/, by what they are about."""

from django.urls import URLPattern

from muster.decisions.urls.dossiers import urlpatterns as dossiers
from muster.decisions.urls.ladder import urlpatterns as ladder
from muster.decisions.urls.opportunities import urlpatterns as opportunities

urlpatterns: list[URLPattern] = [*opportunities, *ladder, *dossiers]
"""Dossiers last: a reference may be any word."""
