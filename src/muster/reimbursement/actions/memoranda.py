"""Writes to memoranda: opened, written as a draft, put in force, amended by a further version, ended.

Raises NotFound, NotAllowed where it is not the actor's turn, Refused with every problem by its line.
"""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.deployments.models import DeployedUnit
from muster.generation.models import Instrument, InstrumentKind
from muster.generation.queries.instruments import visible_instrument
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import Problem, Refused
from muster.kit.references import reference_problems
from muster.parties.viewer import Viewer
from muster.reimbursement.actions.memorandum_access import (
    locked_memorandum,
    require_decider,
    require_drafter,
    unit_to_agree_on,
)
from muster.reimbursement.actions.memorandum_telling import tell_memorandum
from muster.reimbursement.actions.memorandum_versions import (
    edition_for,
    replace_lines,
    require_version_terms,
    write_version,
)
from muster.reimbursement.memorandum_terms import MemorandumTerms, VersionTerms
from muster.reimbursement.models import Memorandum, MemorandumStageEvent, MemorandumVersion
from muster.reimbursement.queries.agreed_terms import annex_lines, instrument_binds, stored_terms
from muster.reimbursement.queries.rate_books import rate_book
from muster.reimbursement.rules.instrument_takeover import taken_over
from muster.reimbursement.rules.memorandum_changes import changes_between
from muster.reimbursement.rules.memorandum_stages import (
    MemorandumFacts,
    amendment_problems,
    step_problems,
    writing_problem,
)
from muster.reimbursement.stages import MemorandumStage

AUDITED = ("title", "number", "stage", "source", "standing")


def _said(terms: VersionTerms) -> dict[str, object]:
    return asdict(terms)


@transaction.atomic
def open_memorandum(actor: Viewer, terms: MemorandumTerms, agreed: VersionTerms, *, today: date) -> Memorandum:
    """Open the draft of a memorandum with its first version.

    Where it has an instrument and no lines are given, those of annexes A, B and C that match rows of the edition are
    taken over; what does not match is told on its page until it is agreed on.
    """
    unit = unit_to_agree_on(actor, terms.unit, today, terms.standing)
    what = f"Memorandum {terms.reference}"
    problems = reference_problems(terms.reference, "reference")
    if Memorandum.objects.filter(reference=terms.reference).exists():
        problems.append(Problem("reference", f"{terms.reference!r} is taken", "give another one", "reference"))
    if problems:
        raise Refused(f"{what} cannot be opened.", problems)
    instrument = _instrument_for(actor, unit, terms.instrument, today) if terms.instrument else None
    known = terms.known_from or today
    memorandum = Memorandum(
        reference=terms.reference,
        title=terms.title.strip(),
        number=terms.number.strip() or (instrument.number if instrument else ""),
        unit=unit,
        instrument=instrument,
        source=terms.source,
        standing=terms.standing,
        known_from=known,
    )
    require_clean_fields(memorandum, what)
    ready = require_version_terms(actor, memorandum, _with_annexes(actor, agreed, instrument, today), today)
    memorandum.save(force_insert=True)
    write_version(memorandum, ready, 1, known, changes=())
    _add_event(actor, memorandum, known, known)
    after = {name: getattr(memorandum, name) for name in AUDITED} | {
        "unit": unit.reference,
        "agreed": _said(ready.terms),
    }
    audit.record(actor, "reimbursement:memorandum:opened", memorandum.reference, after=after)
    tell_memorandum(actor, memorandum, "opened as a draft", today)
    return memorandum


def _instrument_for(actor: Viewer, unit: DeployedUnit, reference: str, today: date) -> Instrument:
    """Return the instrument behind a memorandum. Raises Refused for one of another kind, State or mission."""
    found = visible_instrument(actor, today, reference)
    problems = []
    if found.kind != InstrumentKind.MEMORANDUM:
        words = f"{reference} is a {found.get_kind_display()}"
        problems.append(Problem("instrument", words, "name a memorandum of understanding", "instrument"))
    case = found.case
    if case.state_id != unit.state_id or case.post.requirement.mission_id != unit.post.requirement.mission_id:
        words = f"{reference} is of another State or mission"
        problems.append(Problem("instrument", words, "name one of this unit's cases", "instrument"))
    if problems:
        raise Refused(problems=problems)
    return found


def _with_annexes(actor: Viewer, agreed: VersionTerms, instrument: Instrument | None, today: date) -> VersionTerms:
    """Return what is agreed with the lines of the instrument's annexes, where nobody gave any."""
    if instrument is None or agreed.equipment or agreed.services:
        return agreed
    found = taken_over(annex_lines(instrument, today), rate_book(edition_for(actor, agreed.edition, today)))
    people = agreed.personnel_ceiling or found.people
    return replace(agreed, personnel_ceiling=people, equipment=found.equipment, services=found.services)


@transaction.atomic
def write_memorandum(
    actor: Viewer, reference: str, agreed: VersionTerms, *, today: date, expected_version: int | None = None
) -> Memorandum:
    """Write what a draft agrees: all of it in place of what it said."""
    memorandum = locked_memorandum(actor, reference, today, expected_version)
    what = f"Memorandum {reference}"
    require_drafter(actor, memorandum.unit, what)
    _require_writable(what, memorandum, is_amendment=False)
    version = memorandum.versions.select_related("edition").get(number=1)
    before = stored_terms(version)
    ready = require_version_terms(actor, memorandum, agreed, today, kept=version.edition)
    replace_lines(version, ready)
    _count_on(memorandum, what)
    audit.record(actor, "reimbursement:memorandum:written", reference, before=_said(before), after=_said(ready.terms))
    return memorandum


@transaction.atomic
def amend_memorandum(
    actor: Viewer, reference: str, agreed: VersionTerms, *, today: date, known_from: date | None = None,
    expected_version: int | None = None,
) -> MemorandumVersion:  # fmt: skip
    """Amend what is in force by a further version that holds from its day on; the earlier ones stay as they are."""
    memorandum = locked_memorandum(actor, reference, today, expected_version)
    what = f"Memorandum {reference}"
    require_decider(actor, memorandum.unit, what)
    _require_writable(what, memorandum, is_amendment=True)
    last = memorandum.versions.select_related("edition").order_by("number").reverse()[0]
    before = stored_terms(last)
    ready = require_version_terms(actor, memorandum, agreed, today, kept=last.edition)
    changes = changes_between(before, ready.terms)
    if problems := amendment_problems(agreed.holds_from, last.holds_from, agreed.reason, len(changes)):
        raise Refused(f"{what} cannot be amended.", problems)
    made = write_version(memorandum, ready, last.number + 1, known_from or today, changes=changes)
    _count_on(memorandum, what)
    after = _said(ready.terms) | {"version": made.number, "changes": changes}
    audit.record(actor, "reimbursement:memorandum:amended", reference, before=_said(before), after=after)
    words = f"amended from {made.holds_from}"
    tell_memorandum(actor, memorandum, words, today, body="\n".join(changes))
    return made


@transaction.atomic
def step_memorandum(
    actor: Viewer, reference: str, following: str, *, day: date, today: date, reason: str = "",
    expected_version: int | None = None,
) -> Memorandum:  # fmt: skip
    """Put a draft in force, or end a memorandum, on a day that has come."""
    memorandum = locked_memorandum(actor, reference, today, expected_version)
    what = f"Memorandum {reference}"
    wanted = MemorandumStage(following)
    gives_up = memorandum.stage == MemorandumStage.DRAFT and wanted == MemorandumStage.ENDED
    (require_drafter if gives_up else require_decider)(actor, memorandum.unit, what)
    _require_day(what, memorandum, day, today)
    if problems := step_problems(_facts(memorandum, today), wanted, day, reason):
        raise Refused(f"{what} cannot become “{wanted.label}”.", problems)
    before = {"stage": memorandum.stage}
    memorandum.stage = wanted.value
    _count_on(memorandum, what)
    _add_event(actor, memorandum, day, today, reason.strip())
    audit.record(actor, "reimbursement:memorandum:stage", reference, before=before,
                 after={"stage": wanted.value, "on": day, "reason": reason.strip()})  # fmt: skip
    tell_memorandum(actor, memorandum, f"{wanted.label.lower()} from {day}", today, body=reason.strip())
    return memorandum


def _require_writable(what: str, memorandum: Memorandum, *, is_amendment: bool) -> None:
    if words := writing_problem(memorandum.stage, is_amendment=is_amendment):
        raise Refused(f"{what}: {words}.")


def _require_day(what: str, memorandum: Memorandum, day: date, today: date) -> None:
    last = memorandum.stage_events.order_by("-held_from", "-pk").values_list("held_from", flat=True).first()
    if day > today:
        raise Refused(f"{what}: {day} has not come yet; give a day up to {today}.")
    if last is not None and day < last:
        raise Refused(f"{what}: the step before is of {last}; give that day or a later one.")


def _count_on(memorandum: Memorandum, what: str) -> None:
    memorandum.version += 1
    require_clean_fields(memorandum, what)
    memorandum.save()


def _add_event(actor: Viewer, memorandum: Memorandum, on: date, known_from: date, reason: str = "") -> None:
    event = MemorandumStageEvent(
        memorandum=memorandum, stage=memorandum.stage, held_from=on, by_id=actor.organisation_id, reason=reason,
        known_from=known_from,
    )  # fmt: skip
    require_clean_fields(event, f"A step of memorandum {memorandum.reference}")
    event.save(force_insert=True)


def _facts(memorandum: Memorandum, day: date) -> MemorandumFacts:
    versions: Sequence[MemorandumVersion] = list(memorandum.versions.order_by("number"))
    last, instrument = versions[-1], memorandum.instrument
    return MemorandumFacts(
        stage=memorandum.stage,
        holds_from=versions[0].holds_from,
        people=last.personnel_ceiling,
        lines=last.equipment.count() + last.self_sustainment.count(),
        instrument=instrument.reference if instrument else "",
        instrument_binds=instrument_binds(instrument, day) if instrument else None,
    )
