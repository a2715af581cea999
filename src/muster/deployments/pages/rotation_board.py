"""The rotation board: the tours of every unit over three years, by mission or by State."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from muster.deployments.rules.tour_stages import HOME, IN_THEATRE
from muster.deployments.tables.units import unit_address
from muster.kit.charts import Chart, Cover, Need, gantt
from muster.kit.intervals import add_months

YEARS = 3
COMMITTED = (IN_THEATRE, HOME)


def window(day: date) -> tuple[date, date]:
    """Return the three years shown: from the first of the month half a year back."""
    start = add_months(day.replace(day=1), -6)
    return start, add_months(start, 12 * YEARS)


def rotation_chart(units: Iterable[Any], day: date, *, by_state: bool) -> Chart | None:
    """Draw units loaded with `known_tours`; None where nothing lies in the three years."""
    start, end = window(day)
    needs, covers = [], []
    for unit in units:
        mission = unit.post.requirement.mission.acronym
        group, row = (unit.state.name, f"{mission} · {unit.title}") if by_state else (mission, unit.title)
        first, last = max(unit.present_from, start), min(unit.present_until or end, end)
        if first >= last:
            continue
        needs.append(Need(group, row, first, last, href=unit_address(unit)))
        for tour in unit.known_tours:
            come, go = tour.arrived_on or tour.arrives_on, tour.left_on or tour.leaves_on
            if max(come, start) < min(go, end):
                covers.append(
                    Cover(
                        group=group,
                        row=row,
                        start=max(come, start),
                        end=min(go, end),
                        label=tour.rotation,
                        state="committed" if tour.stage in COMMITTED else "proposed",
                        title=tour.get_stage_display(),
                        rotations=(come,) if come >= start else (),
                        href=unit_address(unit),
                        illustrative=tour.illustrative,
                    )
                )
    if not needs:
        return None
    return gantt(
        needs,
        covers,
        day,
        id="rotations",
        title=_("Tours of units over three years"),
        summary=_(
            "Bars are tours: full what is or was in theatre, lighter what is planned or agreed. Hatched: no tour."
        ),
        source=_("The record: arrivals as they happened, planned days by the rules of rotation."),
        window=(start, end),
    )
