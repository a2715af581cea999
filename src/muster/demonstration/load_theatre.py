"""Enters deployed units with their tours, strength, places and legal bases, and blocks of missions."""

from datetime import date

from muster.demonstration.rows import Row
from muster.deployments import actions
from muster.deployments.models import DeployedUnit, LegalBasis, StrengthReport, Tour, TourStage, UnitLocation
from muster.deployments.terms import (
    BasisTerms,
    MoveTerms,
    StepEvidence,
    StrengthTerms,
    TourChange,
    TourTerms,
    UnitChange,
    UnitTerms,
)
from muster.generation.actions import record_block
from muster.generation.models import Instrument, MissionBlock
from muster.generation.terms import BlockTerms
from muster.parties.viewer import SYSTEM

ENTERED, PLANNED, CHANGED, UNIT_ENDS = "entered", "planned", "changed", "unit-ends"
"""The kinds of rows of tour_steps.csv beside the stages that a tour goes to."""


def known_blocks() -> set[tuple[str, date]]:
    """Return the blocks on record by reference and the day since when each was believed."""
    return set(MissionBlock.objects.values_list("reference", "known_from"))


def load_block(row: Row, known: set[tuple[str, date]]) -> bool:
    """Enter a block of a mission, or what became known of it later; False where it is there."""
    day = row.day("known_from")
    if (row["reference"], day) in known:
        return False
    terms = BlockTerms(
        reference=row["reference"],
        mission=row["mission"],
        phases=tuple(row["phases"].split(";")),
        held_from=row.day("held_from"),
        held_until=row.optional_day("held_until"),
        why=row["why"],
        source=row["source"],
        standing=row.standing,
    )
    record_block(SYSTEM, terms, today=day)
    return True


def known_deployed_units() -> set[str]:
    """Return the deployed units on record."""
    return set(DeployedUnit.objects.values_list("reference", flat=True))


def load_deployed_unit(row: Row, known: set[str]) -> bool:
    """Enter a unit in theatre; False where it is there."""
    if row["reference"] in known:
        return False
    terms = UnitTerms(
        reference=row["reference"],
        title=row["title"],
        state=row["state"],
        post=row["post"],
        pledge=row["pledge"],
        inside=row["inside"],
        case=row["case"],
        strength=row.integer("strength"),
        present_from=row.day("present_from"),
        tour_months=row.optional_integer("tour_months"),
        overlap_days=row.optional_integer("overlap_days"),
        training_days=row.optional_integer("training_days"),
        source=row["source"],
        standing=row.standing,
    )
    actions.enter_unit(SYSTEM, terms, today=row.day("known_from"))
    return True


def units_with_tours() -> set[str]:
    """Return the deployed units that have tours on record: theirs are left as they are."""
    return set(Tour.objects.values_list("unit__reference", flat=True))


def load_tour_step(row: Row, known: set[str]) -> bool:
    """Enter, plan, change or step on tours of a unit as the row says; False where the unit had tours before."""
    if row["unit"] in known:
        return False
    unit, kind, day = row["unit"], row["step"], row.day("known_from")
    if kind == PLANNED:
        actions.accept_tours(SYSTEM, unit, row.day("on"), today=day)
    elif kind == ENTERED:
        actions.enter_tour(SYSTEM, unit, _tour(row), today=day)
    elif kind == CHANGED:
        change = TourChange(row.day("arrives_on"), row.day("leaves_on"), row["note"])
        actions.change_tour(SYSTEM, unit, row["rotation"], change, today=day)
    elif kind == UNIT_ENDS:
        strength = DeployedUnit.objects.get(reference=unit).strength
        actions.change_unit(SYSTEM, unit, UnitChange(strength, row.day("on"), row["note"]), today=day)
    else:
        actions.step_tour(
            SYSTEM,
            unit,
            row["rotation"],
            TourStage(kind),
            on=row.optional_day("on"),
            people=row.optional_integer("people"),
            women=row.optional_integer("women"),
            evidence=StepEvidence(row["source"], row.standing, row["note"]),
            today=day,
        )
    return True


def _tour(row: Row) -> TourTerms:
    return TourTerms(
        rotation=row["rotation"],
        strength=row.integer("people"),
        women=row.optional_integer("women"),
        arrives_on=row.day("arrives_on"),
        leaves_on=row.day("leaves_on"),
        arrived_on=row.optional_day("on"),
        note=row["note"],
        source=row["source"],
        standing=row.standing,
    )


def known_reports() -> set[tuple[str, date, date]]:
    """Return the strength reports on record by unit, day, and the day since when each was believed."""
    return set(StrengthReport.every.values_list("unit__reference", "on", "known_from"))


def load_report(row: Row, known: set[tuple[str, date, date]]) -> bool:
    """Enter a strength report, or its correction; False where it is there."""
    day = row.day("known_from")
    if (row["unit"], row.day("on"), day) in known:
        return False
    terms = StrengthTerms(
        on=row.day("on"),
        men=row.integer("men"),
        women=row.integer("women"),
        support_men=row.integer("support_men"),
        support_women=row.integer("support_women"),
        source=row["source"],
        standing=row.standing,
    )
    actions.record_strength(SYSTEM, row["unit"], terms, today=day)
    return True


def known_places() -> set[tuple[str, date]]:
    """Return the places of units on record by unit and first day."""
    return set(UnitLocation.objects.values_list("unit__reference", "held_from"))


def load_place(row: Row, known: set[tuple[str, date]]) -> bool:
    """Enter where a unit stands from a day on; False where it is there."""
    if (row["unit"], row.day("held_from")) in known:
        return False
    terms = MoveTerms(
        place=row["place"],
        held_from=row.day("held_from"),
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        source=row["source"],
        standing=row.standing,
    )
    actions.move_unit(SYSTEM, row["unit"], terms, today=row.day("known_from"))
    return True


def known_bases() -> set[tuple[str, str]]:
    """Return the legal bases on record by unit and title."""
    return set(LegalBasis.objects.values_list("unit__reference", "title"))


def load_basis(row: Row, known: set[tuple[str, str]]) -> bool:
    """Enter a legal basis, with the instrument of the State's case where the row names its kind; False where there."""
    if (row["unit"], row["title"]) in known:
        return False
    terms = BasisTerms(
        kind=row["kind"],
        title=row["title"],
        instrument=_instrument(row) if row["instrument"] else "",
        valid_from=row.day("valid_from"),
        valid_until=row.optional_day("valid_until"),
        covers_support=row.truth("covers_support"),
        source=row["source"],
        standing=row.standing,
    )
    actions.enter_legal_basis(SYSTEM, row["unit"], terms, today=row.day("known_from"))
    return True


def _instrument(row: Row) -> str:
    unit = DeployedUnit.objects.get(reference=row["unit"])
    found = Instrument.objects.filter(kind=row["instrument"], case__state=unit.state, case__post=unit.post).first()
    if found is None:
        raise ValueError(f"no case of {unit} has an instrument {row['instrument']!r}; add it to instruments.csv")
    return found.reference
