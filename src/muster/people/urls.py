"""Addresses of people."""

from django.urls import path

from muster.people import views

urlpatterns = [
    path("", views.people, name="people"),
    path("new/", views.new_person, name="new-person"),
    path("<int:number>/", views.person, name="person"),
    path("<int:number>/change/", views.change_person, name="change-person"),
    path("<int:number>/share/", views.share_person, name="share-person"),
    path("<int:number>/erase/", views.erase_person, name="erase-person"),
    path("<int:number>/export/", views.export_person, name="export-person"),
]
