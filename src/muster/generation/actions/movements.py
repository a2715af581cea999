"""Writes to movements, by either side of the case: entered, changed, arrived, cancelled."""

from dataclasses import asdict, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from muster.audit import actions as audit
from muster.generation.actions.access import locked_case, require_open
from muster.generation.actions.case_access import require_side
from muster.generation.models import Case, Movement, MovementStage
from muster.generation.rules.movement import (
    AIR,
    SEA,
    MovementTerms,
    Place,
    great_circle_nm,
    in_caspian,
    movement_problems,
    step_problems,
)
from muster.generation.sea_routes import find_airport, find_port, sea_distance_nm
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotFound, Problem, Refused
from muster.kit.read_version import require_version
from muster.parties.viewer import Viewer


def _place(terms: MovementTerms, which: str, problems: list[Problem]) -> Place | None:
    """Return a place of a movement: by its coordinates, else from the list of ports or airports."""
    name = getattr(terms, which).strip()
    latitude, longitude = getattr(terms, f"{which}_latitude"), getattr(terms, f"{which}_longitude")
    if latitude is not None and longitude is not None:
        return Place(name, latitude, longitude)
    if terms.mode not in (SEA, AIR):
        return None
    found = find_port(name) if terms.mode == SEA else find_airport(name)
    if found is None and not (terms.mode == SEA and terms.sea_route_nm is not None):
        kind, code = ("port", "UN/LOCODE or name") if terms.mode == SEA else ("airport", "ICAO or IATA code")
        remedy = f"give its {code}, or latitude and longitude"
        problems.append(Problem(which, f"{name!r} is no {kind} of the list", remedy, which))
    return found


def placed(terms: MovementTerms) -> tuple[MovementTerms, int | None]:
    """Return the terms with the coordinates of their places, and the distance in nautical miles.

    A sea route that is entered holds. Raises Refused with every problem.
    """
    problems = movement_problems(terms)
    origin, destination = (_place(terms, which, problems) for which in ("origin", "destination"))
    if terms.mode == SEA and terms.sea_route_nm is None:
        problems += [
            Problem(which, f"{one.name} lies on the Caspian, from which no open sea is reached",
                    "take a port on an open sea, or enter the length of the route", which)
            for which, one in (("origin", origin), ("destination", destination))
            if one is not None and in_caspian(one.latitude, one.longitude)
        ]  # fmt: skip
    if problems:
        raise Refused("The movement cannot be recorded.", problems)
    for which, one in (("origin", origin), ("destination", destination)):
        if one is not None:
            point: dict[str, Any] = {f"{which}_latitude": one.latitude, f"{which}_longitude": one.longitude}
            terms = replace(terms, **point)
    return terms, _distance(terms, origin, destination)


def _distance(terms: MovementTerms, origin: Place | None, destination: Place | None) -> int | None:
    if terms.sea_route_nm is not None:
        return terms.sea_route_nm
    if origin is None or destination is None:
        return None
    if terms.mode == SEA:
        return sea_distance_nm(origin.point, destination.point)
    return great_circle_nm(origin.point, destination.point) if terms.mode == AIR else None


@transaction.atomic
def add_movement(actor: Viewer, case_reference: str, terms: MovementTerms, *, today: date) -> Movement:
    """Enter a movement of a case. Raises NotFound, NotAllowed, Refused with every problem."""
    case = locked_case(actor, case_reference)
    last = case.movements.aggregate(last=Max("number"))["last"] or 0
    movement = Movement(case=case, number=last + 1, known_from=today, standing=case.standing, source=case.source)
    _write(actor, case, movement, terms)
    audit.record(actor, "generation:movement:entered", str(movement), after=asdict(terms))
    return movement


@transaction.atomic
def change_movement(
    actor: Viewer, case_reference: str, number: int, terms: MovementTerms, *, expected_version: int | None = None
) -> Movement:
    """Change a planned movement. Raises NotFound, NotAllowed, Refused."""
    case = locked_case(actor, case_reference)
    movement = _locked(case, number, expected_version)
    if movement.stage != MovementStage.PLANNED:
        raise Refused(f"{movement} is {movement.get_stage_display()}; only a planned one is changed.")
    before = {name: getattr(movement, name) for name in asdict(terms)}
    movement.version += 1
    _write(actor, case, movement, terms)
    audit.record(actor, "generation:movement:changed", str(movement), before=before, after=asdict(terms))
    return movement


@transaction.atomic
def step_movement(
    actor: Viewer, case_reference: str, number: int, following: str, *, today: date, expected_version: int | None = None
) -> Movement:
    """Record that a movement has arrived or is cancelled, or plan a cancelled one again."""
    case = locked_case(actor, case_reference)
    movement = _locked(case, number, expected_version)
    require_side(actor, case, str(movement))
    require_open(case)
    problems = step_problems(movement.stage, following, movement.arrives_on, today)
    if problems:
        raise Refused(f"{movement}: the step cannot be taken.", problems)
    before = movement.stage
    movement.stage = following
    movement.version += 1
    movement.save(update_fields=["stage", "version"])
    audit.record(actor, "generation:movement:step", str(movement), before={"stage": before}, after={"stage": following})
    return movement


def _locked(case: Case, number: int, expected_version: int | None) -> Movement:
    movement = case.movements.select_for_update().filter(number=number).first()
    if movement is None:
        raise NotFound(f"Case {case.reference} has no movement {number}.")
    require_version(str(movement), movement.version, expected_version)
    return movement


def _write(actor: Viewer, case: Case, movement: Movement, terms: MovementTerms) -> None:
    """Write the terms into the movement. Raises Refused with every problem."""
    require_side(actor, case, str(movement))
    require_open(case)
    whole, distance = placed(terms)
    for name, value in asdict(whole).items():
        setattr(movement, name, value)
    movement.distance_nm = distance
    require_clean_fields(movement, str(movement))
    movement.save()
