"""Addresses of the crisis watch."""

from django.urls import URLPattern, path

from muster.statistics.views import watch, watch_alerts

WATCH: list[URLPattern] = [
    path("watch/", watch.watch, name="watch"),
    path("watch/bases/", watch.watch_bases, name="watch-bases"),
    path("watch/alerts/", watch_alerts.watch_alerts, name="watch-alerts"),
    path("watch/alerts/new/", watch_alerts.new_watch_subscription, name="new-watch-subscription"),
    path("watch/alerts/<int:number>/change/", watch_alerts.change_watch_subscription, name="change-watch-subscription"),
    path("watch/alerts/<int:number>/remove/", watch_alerts.remove_watch_subscription, name="remove-watch-subscription"),
    path("watch/<slug:iso3>/", watch.watch_state, name="watch-state"),
]
