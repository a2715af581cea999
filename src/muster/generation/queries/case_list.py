"""The list of cases as of a day: those that the viewer may see, each with how it stood against its wanted day."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from muster.generation.queries.cases import visible_cases
from muster.generation.queries.standing import as_they_stood, with_verdict
from muster.parties.viewer import Viewer

EVERYTHING = Q()


def listed_cases(
    viewer: Viewer, day: date, *, today: date, only: Q = EVERYTHING, stage: str = "", verdict: str = ""
) -> "QuerySet[Any] | list[Any]":
    """Return cases with `verdict`; of a day that has passed as they stood then, worked out anew and in memory.

    `stage` and `verdict`, where they are given, are those of the day.
    """
    found = with_verdict(visible_cases(viewer, day).filter(only))
    if day < today:
        return [one for one in as_they_stood(found, day) if stage in ("", one.stage) and verdict in ("", one.verdict)]
    wanted = {name: value for name, value in (("stage", stage), ("verdict", verdict)) if value}
    return found.filter(**wanted)
