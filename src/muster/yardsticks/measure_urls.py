"""Addresses of measures: of everything that the viewer may see, of a mission, of a State."""

from django.urls import URLPattern, path

from muster.yardsticks import measure_views as views
from muster.yardsticks.facts.reading import Scope


def _of(prefix: str, ending: str, scope: Scope) -> list[URLPattern]:
    """Return the same four addresses under a prefix; `ending` is that of their names."""
    more = {"scope": scope}
    return [
        path(prefix, views.subject, more, name=f"yardsticks{ending}"),
        path(f"{prefix}parts/<slug:part>/", views.part, more, name=f"yardsticks-part{ending}"),
        path(f"{prefix}reports/<slug:quarter>/", views.report, more, name=f"yardsticks-report{ending}"),
    ]


def _measure(prefix: str, ending: str, scope: Scope) -> URLPattern:
    return path(f"{prefix}<slug:measure>/", views.measure, {"scope": scope}, name=f"yardstick{ending}")


MISSION, STATE = "missions/<str:code>/", "states/<str:code>/"
urlpatterns = [
    *_of("", "", Scope.EVERYTHING),
    *_of(MISSION, "-of-mission", Scope.MISSION),
    *_of(STATE, "-of-state", Scope.STATE),
    _measure(MISSION, "-of-mission", Scope.MISSION),
    _measure(STATE, "-of-state", Scope.STATE),
    _measure("", "", Scope.EVERYTHING),
]
