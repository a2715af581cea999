"""Reads of bridges, and the pledges that could bridge: each from what the viewer may see."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from muster.generation.models import Bridge, Case, CaseStage
from muster.generation.rules.bridging import (
    COUNTED,
    DROPPED,
    ENDED,
    Covered,
    Proposal,
    coverage,
    days_to_bridge,
    ranked,
)
from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.kit.intervals import DateInterval
from muster.matching.facts import PledgeFacts, Surroundings
from muster.matching.parameters import matching_parameters, rows_in_force
from muster.matching.record import national_limits, pledge_facts, post_facts
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.pledges.models import OPEN_STAGES, PoolStanding
from muster.pledges.queries.access import seen_whole
from muster.pledges.queries.joint import partner_standings
from muster.pledges.queries.register import visible_pledges, with_details
from muster.pledges.queries.units import deployed_for_another
from muster.reference.states import states

BRIDGE_FIELDS = visibility.Fields(
    owner="pledge__state_id",
    addressee="case__register_id",
    mission="case__post__requirement__mission__organisation_id",
)


def visible_bridges(viewer: Viewer, day: date) -> QuerySet[Bridge]:
    """Return the bridges known on `day` that the viewer may see: the bridging State, the register, the mission."""
    return (
        known_on(Bridge.objects.filter(visibility.rows(viewer, BRIDGE_FIELDS)), day)
        .select_related(
            "case__state", "case__register", "case__post__requirement__mission__organisation", "pledge__state",
            "pledge__register",
        )
        .order_by("held_from", "reference")
    )  # fmt: skip


def visible_bridge(viewer: Viewer, day: date, reference: str) -> Bridge:
    """Return one bridge. Raises NotFound."""
    found = visible_bridges(viewer, day).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no bridge {reference!r} that you may see as of {long_day(day)}.")
    return found


def wanted_days(case: Case) -> DateInterval | None:
    """Return the days of a case's post until its unit has arrived; none once it has arrived or the case has ended."""
    return days_to_bridge(case.wanted_on, case.arrival_p90) if case.stage == CaseStage.OPEN else None


def covered_days(case: Case, day: date) -> Covered:
    """Return which of the days wanted are covered, by any bridge; it names none, so that every side may be told."""
    rows = known_on(Bridge.objects.filter(case=case, stage__in=COUNTED), day)
    spans = [DateInterval(start, until) for start, until in rows.values_list("held_from", "held_until")]
    return coverage(wanted_days(case), spans)


def proposals(viewer: Viewer, case: Any, day: date) -> tuple[Proposal, ...]:
    """Return who could bridge the days of a case that are open, best first; empty where none is.

    Among the pledges that the viewer sees whole, of all registers. A unit that is called or deployed, or bridges here
    already, is none of them, nor is the case's own. A pledge that needs a partner beside it is not proposed: stays are
    the business of a room above.
    """
    wanted = covered_days(case, day).open
    if not wanted:
        return ()
    span = DateInterval(wanted[0].start, wanted[-1].until)
    post = post_facts(case.post, {})
    needed = span.intersection(post.needed)
    if needed is None:
        return ()
    return ranked(_pledges(viewer, case, day), replace(post, needed=needed), surroundings(viewer, day), wanted)


def _pledges(viewer: Viewer, case: Any, day: date) -> Sequence[PledgeFacts]:
    taken = Bridge.objects.filter(case=case).exclude(stage__in=(ENDED, DROPPED)).values("pledge")
    rows = (
        visible_pledges(viewer, day)
        .filter(Q(stage__in=OPEN_STAGES), seen_whole(viewer), unit_type=case.post.unit_type)
        .filter(Q(pool_standing=PoolStanding.AVAILABLE))
        .exclude(pledge=case.pledge_id)
        .exclude(pledge__in=taken)
    )
    found = list(with_details(rows, day, viewer))
    joint, elsewhere = partner_standings(found, day), deployed_for_another(found, day)
    return [pledge_facts(one, day, joint.get(one.pledge_id), elsewhere.get(one.pledge_id, "")) for one in found]


def surroundings(viewer: Viewer, day: date) -> Surroundings:
    """Return what surrounds the pairs on `day`."""
    limits = national_limits(viewer, day)
    return Surroundings(
        day=day,
        parameters=matching_parameters(rows_in_force(day)),
        authorised_missions=limits.missions,
        act_days=limits.days,
        state_coordinates={one.iso3: (float(one.latitude), float(one.longitude)) for one in states()},
    )
