"""A tour is entered as it was, or as it is planned by hand."""

from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.deployments.actions.tour_records import snapshot
from muster.deployments.actions.tours import locked_unit, record_arrival_of
from muster.deployments.models import DeployedUnit, Tour, TourStage
from muster.deployments.rules.tour_entry import entered_stage, tour_entry_problems
from muster.deployments.terms import TourTerms
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import Refused
from muster.kit.intervals import DateInterval
from muster.kit.standing import Standing
from muster.parties.viewer import Viewer
from muster.pledges.models import NationalUnit


@transaction.atomic
def enter_tour(actor: Viewer, reference: str, terms: TourTerms, *, today: date) -> Tour:
    """Enter a tour of a unit: by an officer of its State or of the mission's secretariat; an arrival by the latter.

    An illustrative tour makes no arrival: plans are held against arrivals that happened.

    Raises Refused for what does not fit together, for a rotation that is on record, and for another State's company.
    """
    unit = locked_unit(actor, reference, today)
    what = f"Tour {terms.rotation} of {reference}"
    if terms.standing != Standing.ENTERED and not actor.is_system:
        raise Refused(f"{what}: the standing of what is entered is 'entered'.")
    present = DateInterval(unit.present_from, unit.present_until)
    if problems := tour_entry_problems(terms, present, today):
        raise Refused(f"{what} cannot be entered.", problems)
    others = unit.tours.exclude(stage=TourStage.CANCELLED)
    if others.filter(rotation=terms.rotation).exists():
        raise Refused(f"{what}: it is on record already; change it there, or name the rotation otherwise.")
    tour = Tour(
        unit=unit,
        rotation=terms.rotation,
        company=_company(what, unit, terms.company) if terms.company else None,
        strength=terms.strength,
        women=terms.women,
        training_from=terms.training_from,
        arrives_on=terms.arrives_on,
        leaves_on=terms.leaves_on,
        arrived_on=terms.arrived_on,
        left_on=terms.left_on,
        stage=entered_stage(terms),
        note=terms.note,
        known_from=terms.known_from or today,
        source=terms.source,
        standing=terms.standing,
    )
    require_clean_fields(tour, what)
    tour.save(force_insert=True)
    if terms.arrived_on is not None and not tour.illustrative:
        record_arrival_of(actor, tour, terms.arrived_on, terms.known_from or today)
    after = {"rotation": tour.rotation, **snapshot(tour)}
    audit.record(actor, "deployments:tour:entered", reference, after=after)
    return tour


def _company(what: str, unit: DeployedUnit, code: str) -> NationalUnit:
    found = NationalUnit.objects.filter(state=unit.state, code=code).first()
    if found is None:
        raise Refused(f"{what}: {unit.state.name} has no national unit {code!r} on record; give the code of one.")
    return found
