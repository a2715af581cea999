"""Participants as workbooks: a State's list of whom it sends, and the institution's results. All of it, or nothing."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.errors import MusterError, NotAllowed, Problem, Refused
from muster.kit.named import choices
from muster.kit.workbooks import CHOICE, INTEGER, TEXT, Field, Row, Sheet, Workbook, illustrative_notes, read, write
from muster.parties.models import OrganisationKind
from muster.parties.queries import organisation
from muster.parties.viewer import Viewer
from muster.people.actions import register_person
from muster.people.models import Purpose, Sex
from muster.people.terms import PersonTerms
from muster.training.actions.enrolments import ResultTerms, apply_for_seat, enter_results
from muster.training.models import Enrolment, TrainingSession
from muster.training.queries.enrolments import names_of_persons, visible_enrolments
from muster.training.rules.catalogue_enrolment import RESULTS
from muster.training.stages import EnrolmentStage

PARTICIPANTS, RESULT_ROWS = "Participants", "Results"
NOT_IMPORTED = "The workbook was not imported; nothing was saved."
LARGEST_NUMBER = 2**31 - 1
ENTERED_FOR = (EnrolmentStage.ACCEPTED, *RESULTS)


def participants_form(reference: str) -> Workbook:
    """Return the workbook of the participants whom a State sends."""
    fields = (
        Field(key="person", heading="Person", kind=INTEGER, minimum=1, maximum=LARGEST_NUMBER,
              help="The number of somebody on your record; else give the name."),
        Field(key="family_name", heading="Family name", kind=TEXT, maximum=120),
        Field(key="given_names", heading="Given names", kind=TEXT, maximum=120),
        Field(key="rank", heading="Rank", kind=TEXT, maximum=60),
        Field(key="sex", heading="Sex", kind=CHOICE, choices=[(one.value, str(one.label)) for one in Sex]),
        Field(key="exception", heading="Exception", kind=TEXT, maximum=300,
              help="Where a rule of the course is not met: why the person should come all the same."),
    )  # fmt: skip
    return Workbook(
        name="muster-participants",
        title=f"Participants of {reference}",
        sheets=(Sheet(PARTICIPANTS, fields=fields, about="One row a person."),),
        about="Import it on the page of the session. Everybody applies, or nobody.",
    )


def export_participants(viewer: Viewer, session: TrainingSession, today: date) -> bytes:
    """Return the workbook with those of the viewer's own people who are in the session; the export is an event."""
    own = visible_enrolments(viewer, today, today).filter(session=session, state=viewer.organisation_id)
    rows = [{"person": one.person_id, "exception": one.exception} for one in own]
    audit.record(viewer, "training:participants:exported", session.reference, after={"participants": len(rows)})
    notes = illustrative_notes([session.reference] if session.illustrative else [])
    return write(participants_form(session.reference), {PARTICIPANTS: rows}, notes)


@transaction.atomic
def import_participants(viewer: Viewer, data: bytes, session: TrainingSession, *, today: date) -> list[Enrolment]:
    """Apply for everybody in a workbook, or for nobody; who is in the session already is passed over.

    Raises NotAllowed, and Refused with every problem by sheet and row.
    """
    state = organisation(viewer.organisation_code) if not viewer.is_system else None
    if state is None or state.kind != OrganisationKind.MEMBER_STATE:
        raise NotAllowed("Participants are entered by the State that sends them.")
    rows = read(participants_form(session.reference), data).rows[PARTICIPANTS]
    gone = (EnrolmentStage.REFUSED, EnrolmentStage.WITHDRAWN)
    there = set(session.enrolments.exclude(stage__in=gone).values_list("person_id", flat=True))
    made, problems = [], _doubles(rows)
    for row in rows:
        if row["person"] in there:
            continue
        place = f"sheet {PARTICIPANTS}, row {row.number}"
        try:
            with transaction.atomic():
                number = row["person"] or register_person(viewer, _person(row), organisation=state, today=today).pk
                made.append(
                    apply_for_seat(viewer, session.reference, number, today=today, exception=row["exception"] or "")
                )
        except MusterError as refusal:
            problems += _told(place, refusal)
    if problems:
        raise Refused(NOT_IMPORTED, problems)
    return made


def _person(row: Row) -> PersonTerms:
    return PersonTerms(
        Purpose.TRAINEE, row["family_name"] or "", row["given_names"] or "", row["rank"] or "", row["sex"] or ""
    )


def _doubles(rows: Sequence[Row]) -> list[Problem]:
    """Return the rows that name a person whom an earlier row has."""
    seen: set[int] = set()
    problems = []
    for row in rows:
        if row["person"] in seen:
            place = f"sheet {PARTICIPANTS}, row {row.number}"
            problems.append(Problem(place, f"person {row['person']} is there twice", "leave one out"))
        if row["person"] is not None:
            seen.add(row["person"])
    return problems


def _told(place: str, refusal: MusterError) -> list[Problem]:
    inner: Iterable[Problem] = getattr(refusal, "problems", ())
    return [Problem(place, f"{one.place}: {one.message}", one.remedy) for one in inner] or [
        Problem(place, refusal.message.rstrip("."), "correct the row")
    ]


def results_form(reference: str) -> Workbook:
    """Return the workbook of the results of a session."""
    results = [(value, label) for value, label in choices(EnrolmentStage) if value in RESULTS]
    fields = (
        Field(key="number", heading="Enrolment", kind=INTEGER, required=True, minimum=1, maximum=LARGEST_NUMBER,
              help="As it is; it says whose result it is."),
        Field(key="state", heading="State", kind=TEXT, maximum=200, help="Not read."),
        Field(key="person", heading="Who", kind=TEXT, maximum=400, help="Not read."),
        Field(key="result", heading="Result", kind=CHOICE, choices=results, help="Empty: none yet."),
        Field(key="score", heading="Mark", kind=INTEGER, minimum=0, maximum=100, unit="percent"),
        Field(key="reason", heading="Reason", kind=TEXT, maximum=300, help="Where another result stood before."),
    )  # fmt: skip
    return Workbook(
        name="muster-results",
        title=f"Results of {reference}",
        sheets=(Sheet(RESULT_ROWS, fields=fields, key=("number",), about="One row a participant."),),
        about="Import it on the page of the session. All of it is saved, or nothing.",
    )


def export_results(viewer: Viewer, session: TrainingSession, today: date) -> bytes:
    """Return those who have a seat, with their results so far; for the institution. The export is an event."""
    found = list(visible_enrolments(viewer, today, today).filter(session=session, stage__in=ENTERED_FOR))
    names = names_of_persons(viewer, [one.person for one in found], today)
    rows: list[dict[str, Any]] = [
        {
            "number": one.pk,
            "state": one.state.name,
            "person": names[one.person_id],
            "result": one.stage if one.stage in RESULTS else None,
            "score": one.score,
        }
        for one in found
    ]
    audit.record(viewer, "training:results:exported", session.reference, after={"participants": len(rows)})
    notes = illustrative_notes([session.reference] if session.illustrative else [])
    return write(results_form(session.reference), {RESULT_ROWS: rows}, notes)


def import_results(viewer: Viewer, data: bytes, session: TrainingSession, *, today: date) -> list[Enrolment]:
    """Enter the results of a workbook that differ from what is on record, all or none. Raises Refused by row."""
    rows = read(results_form(session.reference), data).rows[RESULT_ROWS]
    stages = {one.pk: (one.stage, one.score) for one in session.enrolments.all()}
    changed = [row for row in rows if row["result"] and stages.get(row["number"]) != (row["result"], row["score"])]
    terms = [ResultTerms(row["number"], row["result"], row["score"], row["reason"] or "") for row in changed]
    places = {f"enrolment {row['number']}": f"sheet {RESULT_ROWS}, row {row.number}" for row in changed}
    try:
        return enter_results(viewer, session.reference, terms, today=today)
    except Refused as refusal:
        told = [Problem(places.get(one.place, one.place), one.message, one.remedy) for one in refusal.problems]
        raise Refused(NOT_IMPORTED, told) from refusal
