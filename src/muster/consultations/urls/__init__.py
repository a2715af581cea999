"""Addresses of consultations, under consultations/, by what they are about."""

from django.urls import URLPattern

from muster.consultations.urls.contributions import urlpatterns as contributions
from muster.consultations.urls.convening import urlpatterns as convening

urlpatterns: list[URLPattern] = [*contributions, *convening]
