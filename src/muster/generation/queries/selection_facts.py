"""What a selection rests on, read as of a day: offers and all around them, as plain values."""

from collections.abc import Sequence
from datetime import date

from muster.generation.models import Offer, Request
from muster.generation.queries.offer_facts import Ground, offer_facts
from muster.generation.queries.people_out import is_police, people_out, stays_in
from muster.generation.queries.weights import weights_of
from muster.generation.rules.selection_criteria import CRITERIA
from muster.generation.rules.selection_facts import SelectionInput, SelectionNumbers
from muster.kit.facts import known_on
from muster.matching.parameters import matching_parameters, rows_in_force, shown_rows
from muster.matching.queries import visible_pairs
from muster.matching.record import national_limits, pledge_facts, post_facts
from muster.missions.models import Post
from muster.missions.queries import mandates_in_force
from muster.parties.viewer import Viewer
from muster.pledges.queries import visible_pledges, with_details
from muster.pledges.queries.health import reliance_of
from muster.pledges.queries.joint import partner_standings
from muster.pledges.queries.matters import PLEDGE_SUBJECT
from muster.pledges.queries.theatre_results import MONTHS_KEY, latest_by_state
from muster.pledges.queries.units import deployed_for_another
from muster.reference.parameters import Parameter, parameter
from muster.visits.queries import approved_subject_outcomes

NUMBER_KEYS = (
    "selection_time_zero_days",
    "selection_caveat_step_percent",
    "selection_distance_zero_km",
    "selection_rotations_full",
    "selection_known_minimum_percent",
    "selection_advice_criteria",
)


def selection_input(viewer: Viewer, request: Request, post: Post, day: date, chosen: str = "") -> SelectionInput:
    """Return everything that a selection of one of the offers for a post rests on, as of `day`."""
    offers = [one for one in _offers(request, post, day) if one.counts]
    ground = _ground(viewer, request, post, day, offers)
    rows = rows_in_force(day)
    numbers = {key: parameter(key, day) for key in NUMBER_KEYS}
    weights: dict[str, Parameter] = {one.parameter: parameter(one.parameter, day) for one in CRITERIA}
    mission = post.requirement.mission.acronym
    beside = stays_in(list(ground.out), post.requirement.reference, mission)
    ceiling, source = _mission_ceiling(viewer, post, day)
    same_kind = [one for one in ground.out if is_police(one.unit_type) == is_police(post.unit_type)]
    return SelectionInput(
        request=request.reference,
        day=day,
        post=post_facts(post, beside),
        matching=matching_parameters(rows),
        numbers=SelectionNumbers(*(numbers[key].integer for key in NUMBER_KEYS)),
        weights=weights_of(request, day),
        offers=tuple(offer_facts(one, ground) for one in offers),
        parameters=shown_rows({**rows, **numbers, **weights, MONTHS_KEY: parameter(MONTHS_KEY, day)}),
        ceiling=ceiling,
        ceiling_source=source,
        people_in_mission=sum(one.people for one in same_kind if one.mission == mission),
        chosen=chosen,
        weights_reason=request.weights_reason,
    )


def _offers(request: Request, post: Post, day: date) -> list[Offer]:
    found = known_on(Offer.objects.filter(request=request, post=post), day)
    return list(
        found.select_related("state", "request__register", "post__requirement__mission").prefetch_related(
            "pledges__pledge"
        )
    )


def _ground(viewer: Viewer, request: Request, post: Post, day: date, offers: Sequence[Offer]) -> Ground:
    """Read what all offers share, a few queries for all of them."""
    keys = {part.pledge_id for one in offers for part in one.pledges.all()}
    found = list(with_details(visible_pledges(viewer, day).filter(pledge__in=keys), day))
    joint, elsewhere = partner_standings(found, day), deployed_for_another(found, day)
    outcomes: dict[str, str] = {}
    references = [one.reference for one in found]
    for said in approved_subject_outcomes(viewer, day, PLEDGE_SUBJECT, references):
        outcomes.setdefault(said.subject.reference, said.outcome)
    limits = national_limits(viewer, day)
    pairs = visible_pairs(viewer, day)
    return Ground(
        viewer=viewer,
        day=day,
        post=post,
        versions={one.pledge_id: one for one in found},
        facts={
            one.pledge_id: pledge_facts(one, day, joint.get(one.pledge_id), elsewhere.get(one.pledge_id, ""))
            for one in found
        },
        reliance=reliance_of(found, viewer, day),
        out=people_out(request.register, day),
        outcomes=outcomes,
        ceilings=limits.ceilings,
        act_missions=limits.missions,
        apart=frozenset(frozenset((one.first_state.code, one.second_state.code)) for one in pairs),
        theatre=latest_by_state(request.register, post.unit_type, {one.state.code for one in offers}, day),
    )


def _mission_ceiling(viewer: Viewer, post: Post, day: date) -> tuple[int | None, str]:
    """Return the most people of the post's kind that the mandate in force on `day` authorises; None: none on record."""
    mandate = mandates_in_force(viewer, day).filter(mission=post.requirement.mission).order_by("valid_from").last()
    if mandate is None:
        return None, ""
    ceiling = mandate.police_ceiling if is_police(post.unit_type) else mandate.troop_ceiling
    return (ceiling or None), mandate.resolution
