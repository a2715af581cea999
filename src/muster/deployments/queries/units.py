"""Reads of deployed units and their tours.

What is or was in theatre is public to all parties, as the United Nations publishes contributors every month. What is
only planned is seen by the State, the mission and the secretariat that mandates it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from muster.deployments.models import DeployedUnit, EarlierAgreement, Tour, TourStage
from muster.deployments.models.believed import believed_on
from muster.deployments.rules.rotation import PlannedTour, Presence, TourAgreement, number_in
from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.kit.facts import known_on, true_on
from muster.kit.intervals import add_months
from muster.missions.queries import covers, visible_posts
from muster.missions.rules.beyond import known_end
from muster.parties import visibility
from muster.parties.viewer import SYSTEM, Viewer
from muster.reference.parameters import parameter
from muster.reference.unit_types import unit_type

FORMED_POLICE = "formed police"
"""The category of unit types whose tours last tour_fpu_months, where nothing else is agreed."""

UNIT_FIELDS = visibility.Fields(is_to_every_party=True)
TOUR_FIELDS = visibility.Fields(
    owner="unit__state_id",
    addressee="unit__post__requirement__mission__mandated_by_id",
    mission="unit__post__requirement__mission__organisation_id",
    stage="stage",
    published_stages=(TourStage.IN_THEATRE, TourStage.HOME),
)


def known_units(viewer: Viewer, day: date) -> QuerySet[DeployedUnit]:
    """Return the units that the viewer may see, known on `day`, as they are now: to ask for what hangs on them."""
    posts = visible_posts(viewer, day).order_by().select_related(None)
    found = known_on(DeployedUnit.objects.filter(visibility.rows(viewer, UNIT_FIELDS), post__in=posts), day)
    return found.order_by()


def visible_units(viewer: Viewer, day: date) -> QuerySet[DeployedUnit]:
    """Return the units that the viewer may see, known on `day`; those in a draft requirement only with it."""
    found = known_units(viewer, day).order_by("post", "present_from", "reference")
    return as_agreed_on(found, day).select_related(
        "state", "pledge", "inside__state", "post__requirement__mission__organisation"
    )


def as_agreed_on(units: QuerySet[DeployedUnit], day: date) -> QuerySet[DeployedUnit]:
    """Return units with the strength and end agreed by `day`; filters ask `strength_then` and `until_then`."""
    then = EarlierAgreement.objects.filter(unit=OuterRef("pk"), known_from__lte=day, replaced_on__gt=day)
    return units.annotate(  # type: ignore[no-redef]  # the model takes what is annotated
        strength_then=Coalesce(Subquery(then.values("strength")[:1]), F("strength")),
        until_then=Case(
            When(Exists(then), then=Subquery(then.values("present_until")[:1])), default=F("present_until")
        ),
    )


def visible_unit(viewer: Viewer, day: date, reference: str) -> DeployedUnit:
    """Return one unit. Raises NotFound if there is none that the viewer may see."""
    found = visible_units(viewer, day).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no deployed unit {reference} that you may see as of {long_day(day)}.")
    return found


def visible_tours(viewer: Viewer, day: date) -> QuerySet[Tour]:
    """Return the tours that the viewer may see, known on `day`, those given up left out; in the order of arrival."""
    units = known_units(viewer, day)
    found = believed_on(Tour.every.filter(visibility.rows(viewer, TOUR_FIELDS), unit__in=units), day)
    return (
        found.exclude(stage=TourStage.CANCELLED).select_related("unit__state", "company").order_by("unit", "arrives_on")
    )


def visible_tour(viewer: Viewer, day: date, reference: str, rotation: str) -> Tour:
    """Return one tour of a unit. Raises NotFound if there is none that the viewer may see."""
    found = visible_tours(viewer, day).filter(unit__reference=reference, rotation=rotation).first()
    if found is None:
        raise NotFound(f"Unit {reference} has no tour {rotation} that you may see.")
    return found


def with_tours(viewer: Viewer, units: QuerySet[DeployedUnit], day: date) -> QuerySet[Any]:
    """Return units with `known_tours`; two queries."""
    tours = Prefetch("tours", visible_tours(viewer, day), to_attr="known_tours")
    return units.prefetch_related(tours)


def contributions(viewer: Viewer, unit: DeployedUnit, day: date) -> QuerySet[DeployedUnit]:
    """Return the units that serve inside one on `day`, each a State's contribution to the whole."""
    inside = visible_units(viewer, day).filter(inside=unit)
    return true_on(inside, day, "present_from", "until_then")


@dataclass(frozen=True)
class RotationPlan:
    """A unit's agreement, its presence, and its tours as the rules want them; `due` of each from its own days."""

    agreement: TourAgreement
    presence: Presence
    tours: tuple[PlannedTour, ...]


def agreement_of(unit: DeployedUnit, day: date) -> TourAgreement:
    """Return what is agreed of a unit's tours, else what the parameters of the field say on `day`."""
    is_formed_police = unit_type(unit.post.unit_type).category == FORMED_POLICE
    return TourAgreement(
        tour_months=_agreed(unit.tour_months, "tour_fpu_months" if is_formed_police else "tour_contingent_months", day),
        overlap_days=_agreed(unit.overlap_days, "unit_overlap_days", day),
        training_days=_agreed(unit.training_days, "tour_training_days", day),
        request_months=_agreed(None, "rotation_request_lead_months", day),
    )


def _agreed(of_unit: int | None, key: str, day: date) -> int:
    return parameter(key, day).integer if of_unit is None else of_unit


def rotation_plan(unit: Any, day: date) -> RotationPlan:
    """Return the plan of a unit loaded with `known_tours`. One query."""
    mission = unit.post.requirement.mission.acronym
    return plan_under(unit, day, mandate_ends(day).get(mission))


def mandate_ends(day: date) -> dict[str, date | None]:
    """Return by acronym the day on which the mandate known on `day`, with its renewals, ends. One query.

    Mandates are every party's: nothing here depends on who looks.
    """
    return {acronym: known_end(cover, day) for acronym, cover in covers(SYSTEM, day).items()}


def plan_under(unit: Any, day: date, mandate_until: date | None) -> RotationPlan:
    """Return the plan of a unit loaded with `known_tours`, under a mandate. No query."""
    agreement = agreement_of(unit, day)
    rows: list[Tour] = list(unit.known_tours)
    first = rows[0] if rows else None
    presence = Presence(
        first_arrival=(first.arrived_on or first.arrives_on) if first else unit.present_from,
        first_number=number_in(first.rotation) if first else 1,
        wanted_until=unit.present_until or unit.post.needed_until,
        mandate_until=mandate_until,
    )
    return RotationPlan(agreement, presence, tuple(as_planned(rows, agreement)))


def as_planned(rows: list[Tour], agreement: TourAgreement) -> list[PlannedTour]:
    """Return stored tours, in the order of their arrival, as the rules want them: happened days before planned ones."""
    found: list[PlannedTour] = []
    for row in rows:
        arrives, leaves = row.arrived_on or row.arrives_on, row.left_on or row.leaves_on
        due = min(max(arrives, found[-1].leaves_on), leaves) if found else arrives
        found.append(
            PlannedTour(
                number=number_in(row.rotation),
                request_by=add_months(due, -agreement.request_months),
                training_from=row.training_from or date.fromordinal(arrives.toordinal() - agreement.training_days),
                arrives_on=arrives,
                due_on=due,
                leaves_on=leaves,
            )
        )
    return found


def in_theatre_on(day: date) -> Q:
    """Return the condition on visible units that are present on `day`."""
    return Q(present_from__lte=day) & (Q(until_then__isnull=True) | Q(until_then__gt=day))
