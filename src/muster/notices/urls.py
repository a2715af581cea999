"""Addresses of notices."""

from django.urls import path

from muster.notices import views

urlpatterns = [
    path("", views.notices, name="notices"),
    path("read/", views.read_all, name="read-all-notices"),
    path("subscriptions/", views.subscriptions, name="subscriptions"),
    path("subscriptions/new/", views.new_subscription, name="new-subscription"),
    path("subscriptions/<int:number>/change/", views.change_subscription, name="change-subscription"),
    path("subscriptions/<int:number>/remove/", views.remove_subscription, name="remove-subscription"),
    path("<int:number>/", views.notice, name="notice"),
    path("<int:number>/read/", views.read_notice, name="read-notice"),
]
