"""Writes to instruments: made from pledge and statement, edited until agreed, taken from stage to stage, amended."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.generation.actions.access import locked_case, require_open, require_register
from muster.generation.actions.instrument_writing import add_event, locked_instrument, require_lines, write_version
from muster.generation.instrument_sides import made_from, side_of_pledge, side_of_statement
from muster.generation.models import (
    Case,
    Instrument,
    InstrumentKind,
)
from muster.generation.rules.instrument_lines import (
    LineTerms,
    memorandum_lines,
    starting_clauses,
)
from muster.generation.rules.instruments import (
    Stage,
    suggested_number,
)
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import Problem, Refused
from muster.kit.standing import Standing
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter

DEPARTMENT = "memorandum_department"


@dataclass(frozen=True)
class InstrumentTerms:
    """What is said of an instrument besides its lines. `other_state` is an ISO alpha-3 code."""

    kind: str
    title: str
    number: str = ""
    other_state: str = ""
    needs_ratification: bool = False
    ratified_by: str = ""
    source: str = ""
    standing: str = Standing.ENTERED.value


def number_for(case: Case, day: date) -> str:
    """Return the number that is suggested for the case's next memorandum: department/mission/State/sequence."""
    department = parameter(DEPARTMENT, day).text
    taken = Instrument.objects.filter(case__register_id=case.register_id).values_list("number", flat=True)
    return suggested_number(department, case.post.requirement.mission.acronym, case.state.code, list(taken))


def _other_state(code: str, case: Case) -> Organisation | None:
    """Return the co-deploying State. Raises Refused where it is none, or the State of the case itself."""
    if not code:
        return None
    found = Organisation.objects.filter(code=code, kind="member-state").first()
    if found is None or found.pk == case.state_id:
        raise Refused(problems=[Problem("co-deploying State", f"{code!r} is none", "name another Member State")])
    return found


@transaction.atomic
def create_instrument(
    actor: Viewer, case_reference: str, terms: InstrumentTerms, *, today: date, lines: Sequence[LineTerms] | None = None
) -> Instrument:
    """Draft an instrument of a case. Without `lines` they are generated: annexes from pledge and statement, or clauses.

    Raises NotFound, NotAllowed (only the register drafts), Refused.
    """
    case = locked_case(actor, case_reference)
    require_register(actor, case)
    require_open(case)
    if terms.kind not in InstrumentKind.values:
        raise Refused(problems=[Problem("kind", f"{terms.kind!r} is unknown", "take one of the kinds of instrument")])
    if terms.kind == InstrumentKind.STATE_MEMORANDUM and not terms.other_state:
        raise Refused(problems=[Problem("co-deploying State", "is not given", "name the other State")])
    said = _starting_lines(case, terms.kind) if lines is None else tuple(lines)
    instrument = Instrument(
        reference=_free_reference(case, terms.kind), case=case, kind=terms.kind, stage_on=today, known_from=today
    )
    _take_terms(instrument, terms, case)
    require_lines(instrument, said)
    instrument.save(force_insert=True)
    add_event(actor, instrument, Stage.DRAFT, today, today, terms.source, terms.standing)
    write_version(instrument, said, 1, today, reason="")
    after = {**asdict(terms), "case": case.reference, "lines": len(said), "made_from": made_from(case)}
    audit.record(actor, "generation:instrument:drafted", instrument.reference, after=after)
    return instrument


def _starting_lines(case: Case, kind: str) -> tuple[LineTerms, ...]:
    """Return what a new instrument says at first. Raises Refused where there is nothing to make annexes from."""
    if kind != InstrumentKind.MEMORANDUM:
        return starting_clauses(kind)
    pledge = side_of_pledge(case)
    if pledge is None:
        raise Refused(f"Case {case.reference} names no pledge; a memorandum's annexes are made from one.")
    return memorandum_lines(pledge, side_of_statement(case))


def _free_reference(case: Case, kind: str) -> str:
    """Return the reference of the case's next instrument of a kind: KAZ-UNIFIL-mou, -mou-2."""
    ending = {"memorandum": "mou", "letter-of-assist": "loa", "state-memorandum": "states"}[kind]
    count = Instrument.objects.filter(case=case, kind=kind).count()
    return f"{case.reference}-{ending}" if not count else f"{case.reference}-{ending}-{count + 1}"


def _take_terms(instrument: Instrument, terms: InstrumentTerms, case: Case) -> None:
    """Write the terms into the instrument. Raises Refused with every problem."""
    problems = []
    if terms.needs_ratification and not terms.ratified_by.strip():
        problems.append(Problem("ratified by", "is not given", "name the office that ratifies"))
    number = terms.number.strip()
    if number and Instrument.objects.filter(number=number).exclude(pk=instrument.pk).exists():
        problems.append(Problem("number", f"{number} is taken", "give another number"))
    if problems:
        raise Refused(problems=problems)
    for name in ("title", "needs_ratification", "ratified_by", "source", "standing"):
        setattr(instrument, name, getattr(terms, name))
    instrument.number = number
    instrument.other_state = _other_state(terms.other_state, case)
    require_clean_fields(instrument, f"Instrument {instrument.reference}")


@transaction.atomic
def describe_instrument(
    actor: Viewer, reference: str, terms: InstrumentTerms, *, expected_version: int | None = None
) -> Instrument:
    """Change what is said of an instrument besides its lines, until it is signed.

    Raises NotFound, NotAllowed, Refused.
    """
    instrument = locked_instrument(actor, reference, expected_version)
    require_register(actor, instrument.case)
    if instrument.stage not in (Stage.DRAFT, Stage.AGREED):
        raise Refused(f"Instrument {reference} is {instrument.get_stage_display()}; its head no longer changes.")
    if terms.kind != instrument.kind:
        raise Refused(f"Instrument {reference} is a {instrument.get_kind_display()} and stays one.")
    names = ("title", "number", "needs_ratification", "ratified_by")
    before = {name: getattr(instrument, name) for name in names}
    _take_terms(instrument, terms, instrument.case)
    instrument.version += 1
    instrument.save()
    audit.record(actor, "generation:instrument:described", reference, before=before, after=asdict(terms))
    return instrument
