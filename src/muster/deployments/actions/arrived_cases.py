"""The unit that a case brought is entered: once, with the instruments of the case as its legal bases."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from muster.deployments.actions.legal_bases import enter_legal_basis
from muster.deployments.actions.units import enter_unit
from muster.deployments.models import DeployedUnit
from muster.deployments.queries.arrived_cases import arrived_unit
from muster.deployments.terms import BasisTerms, UnitTerms
from muster.kit.errors import Problem, Refused
from muster.parties.viewer import Viewer


@transaction.atomic
def enter_unit_of_case(
    actor: Viewer, terms: UnitTerms, instruments: Sequence[str] = (), *, today: date
) -> DeployedUnit:
    """Enter the unit that the case `terms.case` brought, standing on the instruments that are named, from its arrival.

    Raises Refused where the unit is entered already, is another State's or in another post, came before the arrival of
    the case, or where an instrument is not one of the case that people may stand on.
    """
    found = arrived_unit(actor, today, terms.case)
    what = f"Unit of case {terms.case}"
    if found.unit is not None:
        raise Refused(f"{what}: it is on record as {found.unit.reference}; change it there.")
    problems = [
        Problem(place, f"{said!r} is not that of the case, {wanted!r}", "leave it as the case has it")
        for place, said, wanted in (("State", terms.state, found.terms.state), ("post", terms.post, found.terms.post))
        if said != wanted
    ]
    if terms.present_from < found.terms.present_from:
        words = f"{terms.present_from} is before the arrival on {found.terms.present_from}"
        problems.append(Problem("present from", words, "give the day of the arrival or a later one"))
    known = {one.reference: one for one in found.instruments}
    problems += [
        Problem("instruments", f"{one!r} is none of the case that people stand on", "choose one of those shown")
        for one in instruments
        if one not in known
    ]
    if problems:
        raise Refused(f"{what} cannot be entered.", problems)
    unit = enter_unit(actor, terms, today=today)
    for reference in instruments:
        basis = BasisTerms(valid_from=unit.present_from, instrument=reference, source=terms.source)
        enter_legal_basis(actor, unit.reference, basis, today=today)
    return unit
