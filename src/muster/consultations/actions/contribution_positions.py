"""A State writes a position, keeps it, submits it, shares it with all, or withdraws it; only ever the State itself."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from muster.audit import actions as audit
from muster.consultations.actions.contribution_notices import POSITION, tell
from muster.consultations.actions.contribution_sides import agenda_item, contributing_state, lock, open_consultation
from muster.consultations.contribution_terms import PositionTerms
from muster.consultations.models import Consultation, ConsultationPosition, Sharing
from muster.consultations.models.contribution import new_position_reference
from muster.consultations.queries.contributions import visible_position
from muster.consultations.rules.sharing import is_late, revision_problem, takes_input_on, widening_problem
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import Problem, Refused
from muster.kit.read_version import require_version
from muster.parties import visibility
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer
from muster.reference.mandates import mandate_tasks


def _subject(position: ConsultationPosition) -> str:
    return f"{position.consultation.reference} {position.reference}"


def position_href(position: ConsultationPosition) -> str:
    """Return the address of a position's page."""
    return reverse("consultation-position", args=[position.consultation.reference, position.reference])


def _content(position: ConsultationPosition) -> dict[str, Any]:
    return {
        "text": position.text,
        "wanted_words": position.wanted_words,
        "task": position.task,
        "point": position.item.number if position.item else None,
    }


def _steps(position: ConsultationPosition) -> dict[str, Any]:
    names = ("sharing", "submitted_on", "shared_on", "withdrawn_on")
    return {name: getattr(position, name) for name in names}


@transaction.atomic
def write_position(
    actor: Viewer,
    reference: str,
    terms: PositionTerms,
    *,
    today: date,
    state: Organisation | None = None,
    name: str = "",
) -> ConsultationPosition:
    """Write a position of the actor's State on a point or mandated task: its own until it submits it.

    The task is the point's where none is given. The installation says of which State it is and may `name` it; else its
    reference is drawn by lot. Raises NotFound, NotAllowed, Refused.
    """
    consultation = open_consultation(actor, reference, today=today)
    made = ConsultationPosition(
        consultation=consultation,
        reference=name if name and actor.is_system else new_position_reference(),
        state=contributing_state(actor, consultation, state),
        sharing=Sharing.OWN,
        written_on=today,
        known_from=today,
        source=terms.source,
        standing=terms.standing,
    )
    _fill(made, terms)
    made.save()
    audit.record(actor, "consultations:position:written", _subject(made), after=_content(made))
    return made


@transaction.atomic
def revise_position(
    actor: Viewer, reference: str, terms: PositionTerms, *, today: date, expected_version: int | None = None
) -> ConsultationPosition:
    """Change the words of a position that nobody else has read. Raises NotFound, NotAllowed, Refused."""
    found = _own(actor, reference, today, expected_version)
    if problem := revision_problem(found.sharing, is_withdrawn=found.withdrawn_on is not None):
        raise Refused(f"{_what(found)}: {problem}.")
    before = _content(found)
    _fill(found, terms)
    found.version += 1
    found.save()
    audit.record(actor, "consultations:position:revised", _subject(found), before=before, after=_content(found))
    return found


@transaction.atomic
def submit_position(
    actor: Viewer, reference: str, *, today: date, expected_version: int | None = None
) -> ConsultationPosition:
    """Let the convening secretariat read a position; it gets its number now.

    After the latest useful day it is taken and marked as late. Raises NotFound, NotAllowed, Refused.
    """
    found = _own(actor, reference, today, expected_version)
    consultation = found.consultation
    _require_widening(found, Sharing.SECRETARIAT)
    if not takes_input_on(consultation.opened_on, consultation.closed_on, today):
        raise Refused(f"{_what(found)}: consultation {consultation.reference} is closed; it takes no more input.")
    lock(consultation)
    mine = ConsultationPosition.objects.filter(consultation=consultation, state=found.state_id)
    found.number = (mine.aggregate(last=Max("number"))["last"] or 0) + 1
    before = _steps(found)
    found.sharing, found.submitted_on = Sharing.SECRETARIAT, today
    _take(actor, found, "submitted", before)
    late = " late" if is_late(today, getattr(found, "latest_input", None)) else ""
    _tell(found, f"{found.state.name} submitted a position{late} in {consultation.title}", today)
    return found


@transaction.atomic
def share_position(
    actor: Viewer, reference: str, *, today: date, expected_version: int | None = None
) -> ConsultationPosition:
    """Let everybody who takes part read a position that was submitted. Raises NotFound, NotAllowed, Refused."""
    found = _own(actor, reference, today, expected_version)
    _require_widening(found, Sharing.PARTICIPANTS)
    before = _steps(found)
    found.sharing, found.shared_on = Sharing.PARTICIPANTS, today
    _take(actor, found, "shared", before)
    _tell(found, f"{found.state.name} shared a position with all in {found.consultation.title}", today)
    return found


@transaction.atomic
def withdraw_position(
    actor: Viewer, reference: str, *, today: date, expected_version: int | None = None
) -> ConsultationPosition:
    """Withdraw a position: who has read it reads it still, marked as withdrawn; nobody else ever does.

    What came of it in the text stays on record. Raises NotFound, NotAllowed, Refused.
    """
    found = _own(actor, reference, today, expected_version)
    if found.withdrawn_on is not None:
        raise Refused(f"{_what(found)}: it was withdrawn on {found.withdrawn_on}.")
    before = _steps(found)
    found.withdrawn_on = today
    _take(actor, found, "withdrawn", before)
    if found.sharing != Sharing.OWN:
        _tell(found, f"{found.state.name} withdrew a position in {found.consultation.title}", today)
    return found


def _what(position: ConsultationPosition) -> str:
    return f"The position of {position.state.name} in {position.consultation.reference}"


def _own(actor: Viewer, reference: str, today: date, expected_version: int | None) -> ConsultationPosition:
    """Return a position of the actor's own State at the version that was read."""
    found = visible_position(actor, today, reference)
    visibility.require_owner(actor, found.state_id, _what(found))
    require_version(_what(found), found.version, expected_version)
    return found


def _require_widening(position: ConsultationPosition, following: str) -> None:
    problem = widening_problem(position.sharing, following, is_withdrawn=position.withdrawn_on is not None)
    if problem:
        raise Refused(f"{_what(position)}: {problem}.")


def _take(actor: Viewer, position: ConsultationPosition, verb: str, before: dict[str, Any]) -> None:
    """Save a step and record it."""
    position.version += 1
    position.save()
    audit.record(actor, f"consultations:position:{verb}", _subject(position), before=before, after=_steps(position))


def _tell(position: ConsultationPosition, title: str, today: date) -> None:
    consultation: Consultation = position.consultation
    tell(POSITION, consultation.convened_by, title, consultation, position.state, position_href(position), today)


def _fill(position: ConsultationPosition, terms: PositionTerms) -> None:
    """Put the words into the record. Raises Refused with a problem for each thing wrong."""
    item = agenda_item(position.consultation, terms.item)
    task = terms.task or (item.task if item else "")
    problems = []
    if not terms.text.strip():
        problems.append(Problem("position", "it is empty", "say what the State wants"))
    if task and task not in {one.code for one in mandate_tasks()}:
        problems.append(Problem("mandated task", f"{task!r} is not in the controlled list", "give a code of it"))
    if problems:
        raise Refused("The position cannot be recorded.", problems)
    position.item, position.task = item, task
    position.text, position.wanted_words = terms.text.strip(), terms.wanted_words.strip()
    require_clean_fields(position, "The position")
