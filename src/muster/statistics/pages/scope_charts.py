"""The charts of a State, a mission or the world that are drawn from the same series."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from muster.kit.charts import Chart
from muster.reference.outline import world_outline
from muster.reference.parameters import parameter
from muster.statistics.charts.bases_map import bases_map
from muster.statistics.charts.findings import strength_finding
from muster.statistics.charts.small_pictures import small_pictures
from muster.statistics.charts.strength import strength_chart
from muster.statistics.charts.women import women_chart
from muster.statistics.charts.words import source_words, state_words
from muster.statistics.explorer.bases import Base, bases_of_mission, bases_of_state
from muster.statistics.explorer.gaps import year_totals
from muster.statistics.explorer.partial import strengths, told_years
from muster.statistics.explorer.series import Scope, files_of, months
from muster.statistics.store import Store

Maker = Callable[[bool], Chart | None]
"""Draws a chart, whole or for a page; None where nothing is on record."""


def strength(store: Store, scope: Scope, as_of: date, name: str) -> Chart | None:
    """Strength by type over time with the means of years."""
    monthly, yearly = months(store, scope, as_of), year_totals(store, scope, as_of)
    if not monthly and not yearly:
        return None
    files = [*files_of(monthly), *dict.fromkeys(one.file for one in yearly)]
    return strength_chart(
        monthly, yearly, id="strength", title=strength_finding(name, monthly, yearly), source=", ".join(files)
    )


def by_mission(store: Store, scope: Scope, as_of: date, name: str) -> Chart | None:
    """Means of years by mission, a picture each."""
    yearly = strengths(told_years(store, scope, as_of))
    if not yearly:
        return None
    last = yearly[-1].year
    now = [one for one in yearly if one.year == last]
    title = ngettext(
        "%(name)s served in one mission in %(year)d: %(mission)s",
        "%(name)s served in %(count)d missions in %(year)d, most of all in %(mission)s",
        len(now),
    )
    words = {"name": name, "count": len(now), "year": last, "mission": now[0].mission}
    return small_pictures(yearly, id="missions", title=title % words, source=yearly[0].file)


def women(store: Store, scope: Scope, as_of: date) -> Chart | None:
    """The share of women by year."""
    yearly = year_totals(store, scope, as_of)
    return women_chart(yearly, as_of, id="women", source=yearly[0].file) if yearly else None


def bases_of(store: Store, scope: Scope, as_of: date) -> tuple[Base, ...]:
    """The bases of a State or of a mission on the last map."""
    if scope.state:
        return bases_of_state(store, scope.state, as_of, parameter("statistics_map_months", as_of).integer)
    return bases_of_mission(store, scope.mission, as_of)


def bases(store: Store, scope: Scope, as_of: date, *, whole: bool) -> Chart | None:
    """Bases on the map: with the outline in it, or with its address for a page."""
    found = bases_of(store, scope, as_of)
    if not any(one.latitude is not None for one in found):
        return None
    outline: Any = world_outline() if whole else reverse("world-outline")
    name = state_words(scope.state) if scope.state else scope.mission
    known = sum(one.troops or 0 for one in found)
    words = {
        "name": name,
        "bases": len(found),
        "people": f"{known:,}",
        "day": f"{max(one.date for one in found):%Y-%m}",
    }
    title = ngettext(
        "%(name)s at one base on the map of %(day)s, an estimate of %(people)s people",
        "%(name)s at %(bases)d bases on the map of %(day)s, an estimate of %(people)s people",
        len(found),
    )
    return bases_map(
        outline, found, id="bases", title=title % words, source=source_words(sorted({one.source for one in found}))
    )


def charts_of_state(store: Store, scope: Scope, as_of: date) -> Mapping[str, Maker]:
    """The charts of a State's page by name, in their order."""
    name = state_words(scope.state)
    return {
        "strength": lambda whole: strength(store, scope, as_of, name),
        "missions": lambda whole: by_mission(store, scope, as_of, name),
        "women": lambda whole: women(store, scope, as_of),
        "bases": lambda whole: bases(store, scope, as_of, whole=whole),
    }
