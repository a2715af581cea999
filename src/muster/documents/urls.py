"""Addresses of documents."""

from django.urls import path

from muster.documents import views

urlpatterns = [
    path("<int:number>/", views.document, name="document"),
]
