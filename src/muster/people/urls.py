"""Addresses of people."""

from django.urls import path

from muster.people import service_views, views

urlpatterns = [
    path("", views.people, name="people"),
    path("new/", views.new_person, name="new-person"),
    path("<int:number>/", views.person, name="person"),
    path("<int:number>/change/", views.change_person, name="change-person"),
    path("<int:number>/purposes/new/", views.add_purpose, name="add-purpose"),
    path("<int:number>/purposes/end/", views.end_purpose, name="end-purpose"),
    path("<int:number>/share/", views.share_person, name="share-person"),
    path("<int:number>/erase/", views.erase_person, name="erase-person"),
    path("<int:number>/export/", views.export_person, name="export-person"),
    path("<int:number>/details/", service_views.change_details, name="change-details"),
    path("<int:number>/proofs/new/", service_views.new_proof, name="new-proof"),
    path("<int:number>/proofs/<int:proof>/end/", service_views.end_proof, name="end-proof"),
    path("<int:number>/proofs/<int:proof>/file/", service_views.attach_evidence, name="attach-evidence"),
    path("<int:number>/bar/", service_views.bar_person, name="bar-person"),
    path("bars/", service_views.bars, name="service-bars"),
    path("bars/<int:number>/lift/", service_views.lift_bar, name="lift-bar"),
]
