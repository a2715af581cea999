"""Units in theatre, their tours and what was inspected of them."""

from datetime import date

from django.db.models import Q

from muster.deployments.individual_parameters import day_parameters
from muster.deployments.queries.individuals import visible_nominations
from muster.deployments.queries.strength import unit_counts
from muster.deployments.queries.units import agreement_of, visible_tours, visible_units
from muster.deployments.rules.individual_days import nominate_by
from muster.inspections.queries.due import due_rows
from muster.inspections.queries.inspections import (
    may_read_sheet,
    sheets_of,
    signed_day,
    stage_on,
    visible_inspections,
    with_events,
)
from muster.inspections.rules.inspection_stages import is_report
from muster.inspections.rules.serviceability import by_category
from muster.inspections.stages import InspectionStage
from muster.kit.intervals import add_months
from muster.pledges.queries import visible_pledges
from muster.pledges.queries.access import seen_whole
from muster.yardsticks.facts.pledged import caveats_of
from muster.yardsticks.facts.reading import Reading
from muster.yardsticks.measures.inspection_timeliness import DueFact
from muster.yardsticks.measures.record_facts import UnitFact
from muster.yardsticks.measures.rotation_punctuality import NominationFact, TourFact
from muster.yardsticks.measures.serviceability import SheetFact

MISSION = "post__requirement__mission"


def units(reading: Reading) -> list[UnitFact]:
    """Return the units known on the day with those inside them, and the caveats of their pledges. Five queries."""
    rows = list(
        visible_units(reading.viewer, reading.day).filter(
            reading.own_missions(MISSION),
            _takes_part(reading),
            reading.subject.condition(mission=f"{MISSION}__acronym"),
        )
    )
    counts = unit_counts(reading.viewer, reading.day, rows)
    keys = [one.pledge_id for one in rows if one.pledge_id]
    seen = visible_pledges(reading.viewer, reading.day).filter(seen_whole(reading.viewer), pledge__in=keys)
    whole = set(seen.order_by().values_list("pledge_id", flat=True))
    caveats = caveats_of(reading.viewer, whole, reading.day)
    return [
        UnitFact(
            count=count,
            title=one.title,
            mission=one.post.requirement.mission.acronym,
            known_from=one.known_from,
            inside=one.inside.reference if one.inside else "",
            has_pledge=one.pledge_id in whole,
            caveats=caveats.get(one.pledge_id or 0, ()),
            illustrative=one.illustrative,
        )
        for one, count in zip(rows, counts, strict=True)
    ]


def _takes_part(reading: Reading) -> Q:
    """Return the condition for the units of a State, those in which they serve, and those inside them."""
    state = reading.subject.state
    if not state:
        return Q()
    hosting = Q(pk__in=visible_units(reading.viewer, reading.day).filter(state__code=state).order_by().values("inside"))
    return Q(state__code=state) | Q(inside__state__code=state) | hosting


def own_units(reading: Reading) -> list[UnitFact]:
    """Return the units of the subject alone, without the partners of a State."""
    state = reading.subject.state
    return [one for one in reading.once(units) if not state or one.count.state == state]


def tours(reading: Reading) -> list[TourFact]:
    """Return the tours that have arrived, as believed on the day. One query."""
    rows = visible_tours(reading.viewer, reading.day).filter(
        reading.own_missions(f"unit__{MISSION}"),
        reading.subject.condition(mission=f"unit__{MISSION}__acronym", state="unit__state__code"),
        arrived_on__lte=reading.day,
    )
    found = []
    for one in rows.select_related("unit__state", f"unit__{MISSION}"):
        agreement = agreement_of(one.unit, reading.day)
        if one.arrived_on is not None:
            found.append(
                TourFact(
                    unit=one.unit.reference,
                    rotation=one.rotation,
                    state=one.unit.state.code,
                    mission=one.unit.post.requirement.mission.acronym,
                    people=one.strength,
                    arrived_on=one.arrived_on,
                    due_on=add_months(one.arrived_on, agreement.tour_months),
                    overlap_days=agreement.overlap_days,
                    known_from=one.arrived_on,
                    left_on=one.left_on,
                    illustrative=one.illustrative,
                )
            )
    return found


def nominations(reading: Reading) -> list[NominationFact]:
    """Return who was named for posts, and by when that was due. One query."""
    rows = visible_nominations(reading.viewer, reading.day).filter(
        reading.subject.condition(mission="requested__post__mission__acronym", state="requested__request__state__code")
    )
    parameters = day_parameters(reading.day)
    return [
        NominationFact(
            post=one.requested.post.reference,
            state=one.requested.request.state.code,
            mission=one.requested.post.mission.acronym if one.requested.post.mission else "",
            submitted_on=one.submitted_on,
            due_on=nominate_by(one.requested.arrives_on, parameters),
            known_from=one.known_from,
            illustrative=one.requested.post.illustrative,
        )
        for one in rows
    ]


def due(reading: Reading) -> list[DueFact]:
    """Return what was due of the units that the viewer is a side of. Three queries."""
    rows = due_rows(reading.viewer, reading.day, mission=reading.subject.mission, state=reading.subject.state)
    return [
        DueFact(
            unit=one.unit.reference,
            state=one.unit.state,
            mission=one.unit.mission,
            kind=one.line.kind.value,
            due_on=one.line.due_on,
            standing=one.line.state,
            reference=one.line.reference,
            illustrative=one.illustrative,
        )
        for one in rows
    ]


def sheets(reading: Reading) -> list[SheetFact]:
    """Return the worksheets of signed inspections that the viewer may read; the contingents' reports are none. Four."""
    path = f"unit__{MISSION}__acronym"
    rows = with_events(
        visible_inspections(reading.viewer, reading.day).filter(
            reading.subject.condition(mission=path, state="unit__state__code")
        ),
        reading.day,
    )
    signed = [
        one
        for one in rows
        if stage_on(one) == InspectionStage.SIGNED
        and not is_report(one.kind)
        and may_read_sheet(reading.viewer, one, InspectionStage.SIGNED)
    ]
    read = sheets_of(signed)
    found = []
    for one in signed:
        on: date | None = signed_day(one)
        groups = {
            name: (group.agreed, group.serviceable)
            for name, group in by_category(read[one.pk].equipment).items()
            if group.agreed
        }
        if on is not None and groups:
            found.append(
                SheetFact(
                    unit=one.unit.reference,
                    inspection=one.reference,
                    state=one.unit.state.code,
                    mission=one.unit.post.requirement.mission.acronym,
                    counted_on=on,
                    known_from=one.known_from,
                    groups=groups,
                    illustrative=one.illustrative,
                )
            )
    return found
