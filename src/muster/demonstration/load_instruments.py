"""Enters cases with their instruments, load lists, movements, clearances, and the steps that are on record."""

from datetime import date

from muster.demonstration.rows import Row
from muster.generation.actions.cases import open_case
from muster.generation.actions.clearances import plan_inspection, require_clearances
from muster.generation.actions.instrument_steps import take_step
from muster.generation.actions.instruments import InstrumentTerms, create_instrument
from muster.generation.actions.load_lists import make_load_list
from muster.generation.actions.movements import add_movement
from muster.generation.actions.phases import finish_phase
from muster.generation.models import Case, CasePhase, Instrument, Movement, PhaseStage
from muster.generation.rules.instrument_lines import CLAUSES, AnnexCode, LineTerms
from muster.generation.rules.movement import MovementTerms
from muster.generation.terms import CaseTerms
from muster.parties.viewer import SYSTEM

STEPS = ("agreed", "signed")
"""The stages that an instrument of the record passes on its way, all on the day that the row gives."""
PUBLISHED_HEADS = ("Command and control", "Finance", "Medical support", "Training")
"""What the memorandum of India and Kazakhstan fixed (S48); what it says under each head is not published."""


def known_cases() -> set[str]:
    """Return the cases on record."""
    return set(Case.objects.values_list("reference", flat=True))


def load_case(row: Row, known: set[str]) -> bool:
    """Open a case, with its load list and clearances where the row says so; False where it is there."""
    if row["reference"] in known:
        return False
    day = row.day("known_from")
    terms = CaseTerms(
        reference=row["reference"],
        state=row["state"],
        post=row["post"],
        requested_on=row.day("requested_on"),
        variant=row["variant"],
        pledge=row["pledge"],
        register="UN",
        title=row["title"],
        strength=row.optional_integer("strength"),
        wanted_on=row.day("wanted_on"),
        source=row["source"],
        standing=row.standing,
    )
    open_case(SYSTEM, terms, today=day)
    if not row.truth("parts"):
        return True
    make_load_list(SYSTEM, row["reference"], today=day)
    require_clearances(SYSTEM, row["reference"], due_on=row.day("wanted_on").replace(day=1), today=day)
    plan_inspection(SYSTEM, row["reference"], arrival_on=row.day("wanted_on"), today=day)
    return True


def known_instruments() -> set[tuple[str, str]]:
    """Return the instruments on record by case and kind."""
    return set(Instrument.objects.values_list("case__reference", "kind"))


def load_instrument(row: Row, known: set[tuple[str, str]]) -> bool:
    """Enter an instrument and take it to its stage; False where the case has one of the kind."""
    if (row["case"], row["kind"]) in known:
        return False
    names = ("kind", "title", "number", "other_state", "ratified_by", "source")
    terms = InstrumentTerms(
        **{name: row[name] for name in names},
        needs_ratification=row.truth("needs_ratification"),
        standing=row.standing,
    )
    made = create_instrument(SYSTEM, row["case"], terms, today=row.day("drafted_on"), lines=_clauses(row))
    day: date = row.day("stage_on")
    for stage in STEPS[: STEPS.index(row["stage"]) + 1]:
        take_step(SYSTEM, made.reference, stage, held_from=day, today=day, reason=row["reason"])
    return True


def _clauses(row: Row) -> tuple[LineTerms, ...] | None:
    """Return the published heads of a memorandum between States, with what is said of the rest; None: generated."""
    if row["kind"] != "state-memorandum":
        return None
    not_published = "Fixed by the memorandum; what it says is not published."
    told = dict.fromkeys(PUBLISHED_HEADS, not_published) | {"Ratification": row["reason"]}
    heads = [head for head, _words in CLAUSES["state-memorandum"] if head in told]
    return tuple(LineTerms(AnnexCode.CLAUSE.value, head, words=told[head]) for head in heads)


def known_movements() -> set[tuple[str, str, date]]:
    """Return the movements on record by case, how, and day of departure."""
    return set(Movement.objects.values_list("case__reference", "mode", "departs_on"))


def load_movement(row: Row, known: set[tuple[str, str, date]]) -> bool:
    """Enter a movement; False where it is there."""
    if (row["case"], row["mode"], row.day("departs_on")) in known:
        return False
    terms = MovementTerms(
        row["mode"],
        row["carries"],
        row["origin"],
        row["destination"],
        row.day("departs_on"),
        row.day("arrives_on"),
        people=row.integer("people"),
        later_by_days=row.integer("later_by_days"),
        note=row["note"],
    )
    add_movement(SYSTEM, row["case"], terms, today=row.day("known_from"))
    return True


def known_steps() -> set[tuple[str, str]]:
    """Return the phases on record that are done, by case."""
    return set(CasePhase.objects.filter(stage=PhaseStage.DONE).values_list("case__reference", "phase"))


def load_step(row: Row, known: set[tuple[str, str]]) -> bool:
    """Finish a phase on the day on which that became known; no day: it is not recorded. False where it is done."""
    if (row["case"], row["phase"]) in known:
        return False
    finish_phase(
        SYSTEM, row["case"], row["phase"], done_on=row.optional_day("done_on"),
        outcome=row["outcome"] or row["source"], today=row.day("known_from"),
    )  # fmt: skip
    return True
