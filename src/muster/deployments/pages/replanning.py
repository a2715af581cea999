"""What the pages of blocked rotations show, as the kit's plain values."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.deployments.pages.units import findings_by_tour
from muster.deployments.queries.blocked_rotations import KEYS, BlockedUnit
from muster.deployments.rules.blocked_rotations import WAIT
from muster.deployments.rules.rotation import PlannedTour, tour_findings
from muster.deployments.rules.tour_stages import AHEAD
from muster.deployments.tables.replanning import WAY_WORDS
from muster.deployments.tables.units import tour_badge, unit_address
from muster.generation.pages.parameters import explained
from muster.kit.charts import Chart, Cover, Need, gantt
from muster.kit.pages import Explanation, KeyFigure

WAY_PREFIX = "way-"
"""How a way through a block is named in an address: `way-R2=forward`."""


def ways_asked(given: Mapping[str, Any]) -> dict[str, str]:
    """Return the ways that an address or a form names, by rotation of the relief."""
    return {name.removeprefix(WAY_PREFIX): str(given[name]) for name in given if name.startswith(WAY_PREFIX)}


def ways_told(found: BlockedUnit) -> dict[str, str]:
    """Return the ways that were chosen, as an address or a form names them."""
    return {f"{WAY_PREFIX}R{number}": way.kind for number, way in found.chosen.items()}


def moved_rows(found: Iterable[BlockedUnit], day: date) -> list[dict[str, Any]]:
    """Return every tour that blocks move or that falls away, with who stays past the day due."""
    return [row for one in found for row in _moved_rows(one, day)]


def _moved_rows(found: BlockedUnit, day: date) -> list[dict[str, Any]]:
    plan = found.plan
    words = findings_by_tour(tour_findings(found.now, plan.presence, plan.agreement, day))
    following = {one.number: one for one in found.now}
    over = {one.tour: one for one in found.overstays}
    rows = []
    for was, row in zip(plan.tours, found.rows, strict=True):
        now = following.get(was.number)
        if now == was:
            continue
        overstay = over.get(was.name)
        rows.append(
            {
                "unit": found.unit.title,
                "unit_href": reverse("replan-unit", args=[found.unit.reference]),
                "state": found.unit.state.name,
                "rotation": row.rotation,
                "stage": tour_badge(row.stage),
                "arrives_before": was.arrives_on,
                "arrives_now": now.arrives_on if now else None,
                "leaves_before": was.leaves_on,
                "leaves_now": now.leaves_on if now else None,
                "days": overstay.days if overstay else None,
                "person_days": found.person_days(overstay) if overstay else None,
                "findings": words.get(was.name, "") if now else _("falls away: the unit is not wanted by then"),
            }
        )
    return rows


def way_rows(found: Iterable[BlockedUnit]) -> list[dict[str, Any]]:
    """Return the ways of each handover that a block is in; each leads to the unit's tours planned that way."""
    return [row for one in found for number in one.ways for row in _way_rows(one, number)]


def _way_rows(found: BlockedUnit, number: int) -> list[dict[str, Any]]:
    taken = found.chosen.get(number)
    people = found.people(f"R{number}")
    return [
        {
            "unit": found.unit.title,
            "rotation": f"R{number}",
            "way": _("%(way)s (shown)") % {"way": WAY_WORDS[way.kind]}
            if way.kind == (taken.kind if taken else WAIT)
            else WAY_WORDS[way.kind],
            "href": _way_address(found, number, way.kind),
            "arrives_on": way.relief_arrives_on,
            "leaves_on": way.relieved_leaves_on,
            "overstay_days": way.overstay_days,
            "person_days": way.person_days(people),
            "days_without_holder": way.days_without_holder,
            "training_days_short": way.training_days_short,
            "first_people": way.first_people(people) or None,
        }
        for way in found.ways[number]
    ]


def _way_address(found: BlockedUnit, number: int, kind: str) -> str:
    """Return the address of the unit's tours once this way is taken, the other handovers as they are shown."""
    asked = {**ways_told(found), f"{WAY_PREFIX}R{number}": kind}
    return f"{reverse('replan-unit', args=[found.unit.reference])}?{urlencode(asked)}"


def figures(found: Sequence[BlockedUnit], day: date) -> list[KeyFigure]:
    """Return the key figures of what blocks do."""
    held = [one for one in found if one.is_held]
    person_days = sum(one.person_days(over) for one in held for over in one.overstays)
    how = Explanation(
        formula=_("days past the day due × people of the tour, over all tours"),
        parameters=explained(KEYS, day),
        note=_("A tour's day due is its planned length after the day on which it took over."),
    )
    return [
        KeyFigure(_("Units held up"), len(held), note=_("of %(n)s") % {"n": len(found)}),
        KeyFigure(_("Tours moved"), sum(len(_moved_rows(one, day)) for one in held)),
        KeyFigure(_("Tours that fall away"), sum(len(one.fallen) for one in held)),
        KeyFigure(
            _("Past the day due"),
            person_days,
            _("person-days"),
            tone="short" if person_days else "met",
            explanation=how,
        ),
    ]


def replan_chart(found: Sequence[BlockedUnit], day: date) -> Chart | None:
    """Draw the tours of held units as planned and, in the row below, through the blocks; None where none is held."""
    needs, covers = [], []
    for one in found:
        if not one.is_held:
            continue
        for row, tours in ((_("planned"), one.plan.tours), (_("through the blocks"), one.now)):
            if tours:
                needs.append(Need(one.unit.title, row, tours[0].arrives_on, max(end.leaves_on for end in tours)))
            covers += [_cover(one, row, tour) for tour in tours]
    if not needs:
        return None
    return gantt(
        needs,
        covers,
        day,
        id="replanned",
        title=_("Tours as planned and through the blocks"),
        summary=_("Two rows a unit: its tours as on record, and as they are once nobody travels on a day of a block."),
        source=_("The record, and the rules of rotation."),
    )


def _cover(found: BlockedUnit, row: str, tour: PlannedTour) -> Cover:
    stages = {one.number: stored.stage for one, stored in zip(found.plan.tours, found.rows, strict=True)}
    return Cover(
        group=found.unit.title,
        row=row,
        start=tour.arrives_on,
        end=tour.leaves_on,
        label=tour.name,
        state="proposed" if stages[tour.number] in AHEAD else "committed",
        title=tour.name,
        rotations=(tour.arrives_on,),
        href=unit_address(found.unit),
        illustrative=found.is_illustrative,
    )
