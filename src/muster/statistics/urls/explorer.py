"""Addresses of the explorer: States, missions, the world, and the rows behind a figure. They are public."""

from django.urls import URLPattern, path

from muster.statistics.views import missions, payers, rows, sources, states, world

STATE = "states/<str:code>/"
MISSION = "missions/<str:acronym>/"

EXPLORER: list[URLPattern] = [
    path("", world.world, name="statistics"),
    path("charts/<str:name>", world.world_chart, name="statistics-chart"),
    path("payers/", payers.payers, name="statistics-payers"),
    path("rows/", rows.rows, name="statistics-rows"),
    path("sources/", sources.sources, name="statistics-sources"),
    path("states/", states.states, name="statistics-states"),
    path(STATE, states.state, name="statistics-state"),
    path(f"{STATE}charts/<str:name>", states.state_chart, name="statistics-state-chart"),
    path("missions/", missions.missions, name="statistics-missions"),
    path(MISSION, missions.mission, name="statistics-mission"),
    path(f"{MISSION}charts/<str:name>", missions.mission_chart, name="statistics-mission-chart"),
]
