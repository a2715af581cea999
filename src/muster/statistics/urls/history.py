"""Addresses of operations of the past and of what States record of their own."""

from django.urls import URLPattern, path

from muster.statistics.views import history as views

HISTORY: list[URLPattern] = [
    path("history/", views.history, name="history"),
    path("history/records/", views.history_entries, name="history-entries"),
    path("history/records/new/", views.new_history, name="new-history"),
    path("history/records/<slug:reference>/", views.history_entry, name="history-entry"),
    path("history/records/<slug:reference>/change/", views.change_history, name="change-history"),
    path("history/records/<slug:reference>/stages/<slug:stage>/", views.step_history, name="step-history"),
    path("history/states/<str:code>/", views.history_of_state, name="history-of-state"),
]
