"""The company that takes a tour is named."""

from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.deployments.actions.tour_records import tour_of
from muster.deployments.actions.tours import locked_unit
from muster.deployments.models import Tour, TourStage
from muster.deployments.models.believed import keep_earlier
from muster.kit.errors import Refused
from muster.kit.read_version import require_version
from muster.parties.viewer import Viewer
from muster.pledges.queries.units import visible_unit as visible_national_unit

OVER = (TourStage.HOME, TourStage.CANCELLED)


@transaction.atomic
def name_company(
    actor: Viewer, reference: str, rotation: str, company: str, *, today: date, expected_version: int | None = None
) -> Tour:
    """Say which national unit (by its code) takes a tour; empty: it is not settled. By who plans the unit's tours.

    The company has to be the State's own. What else speaks against it (training, people, other tours, rest) is a
    finding that whoever names it sees, and no refusal. Raises NotFound for a company that the actor may not see.
    """
    unit = locked_unit(actor, reference, today)
    tour = tour_of(unit, rotation)
    what = f"Company of {rotation} of {reference}"
    require_version(f"Tour {tour}", tour.version, expected_version)
    if tour.stage in OVER:
        raise Refused(f"{what}: the tour is {tour.get_stage_display()}; a company is named before that.")
    named = visible_national_unit(actor, today, company) if company else None
    if named is not None and named.state_id != unit.state_id:
        raise Refused(f"{what}: {named.code} is of {named.state.name}; name a company of {unit.state.name}.")
    before = tour.company.code if tour.company else ""
    if before == company:
        raise Refused(f"{what}: {company or 'none'} is named already; name another one.")
    tour.company = named
    keep_earlier(tour, today)
    tour.version += 1
    tour.save()
    audit.record(
        actor,
        "deployments:tour:company",
        reference,
        before={"rotation": rotation, "company": before},
        after={"rotation": rotation, "company": company},
    )
    return tour
