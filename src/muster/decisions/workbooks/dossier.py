"""The workbook of a dossier: assessments and their evidence out and in, the data kept with them only out."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from muster.audit import actions as audit
from muster.decisions.actions.assessments import assess
from muster.decisions.dossier_terms import AssessmentTerms, EvidenceTerms
from muster.decisions.models import Assessment, Criterion, GateVerdict
from muster.decisions.queries.dossiers import SeenDossier, visible_dossier
from muster.kit.errors import MusterError, Problem, Refused
from muster.kit.workbooks import (
    CHOICE,
    DATE,
    INTEGER,
    TEXT,
    Field,
    Row,
    Sheet,
    Workbook,
    illustrative_notes,
    read,
    write,
)
from muster.parties import visibility
from muster.parties.viewer import Viewer

ASSESSMENTS, EVIDENCE, DATA = "Assessments", "Evidence", "Data"
NOT_IMPORTED = "The workbook was not imported; nothing was saved."
MOST_ASSESSMENTS = 10_000
ABOUT = (
    "Assessments on record stay as they are. Add a row with the next number of its criterion for a new assessment, and "
    "its evidence on the second sheet, then import the file at the dossier. All of it is saved, or nothing."
)

Key = tuple[str, int]


def _place() -> tuple[Field, Field]:
    criteria = {value: str(label) for value, label in Criterion.choices}
    return (
        Field(key="criterion", heading="Criterion", kind=CHOICE, required=True, choices=criteria),
        Field(key="number", heading="Assessment", kind=INTEGER, required=True, minimum=1, maximum=MOST_ASSESSMENTS),
    )


def form(reference: str) -> Workbook:
    """Return the workbook's declaration."""
    verdicts = {value: str(label) for value, label in GateVerdict.choices}
    better = "Only in a new row, where the verdict is better than the rules suggest."
    assessments = (
        *_place(),
        Field(key="verdict", heading="Verdict", kind=CHOICE, required=True, choices=verdicts),
        Field(key="words", heading="In words", kind=TEXT, required=True, maximum=4000, multiline=True),
        Field(key="why_better", heading="Why better", kind=TEXT, maximum=900, multiline=True, help=better),
        Field(key="assessed_on", heading="On", kind=DATE, help="Empty: the day of the import."),
        Field(key="source", heading="Source", kind=TEXT, maximum=300),
    )
    evidence = (
        *_place(),
        Field(key="title", heading="Evidence", kind=TEXT, required=True, maximum=200),
        Field(key="where", heading="Where it lies", kind=TEXT, maximum=300),
        Field(key="dated", heading="Dated", kind=DATE),
    )
    data = (
        *_place(),
        Field(key="label", heading="Datum", kind=TEXT),
        Field(key="value", heading="Value", kind=TEXT),
        Field(key="unit", heading="Unit", kind=TEXT),
        Field(key="words", heading="In words", kind=TEXT, multiline=True),
        Field(key="source", heading="Source", kind=TEXT),
    )
    kept = "What the system brought on the day of each assessment. For reading: it is not imported."
    return Workbook(
        name="muster-dossier",
        title=f"Dossier {reference}",
        about=ABOUT,
        sheets=(
            Sheet(ASSESSMENTS, fields=assessments, key=("criterion", "number"), about="One row an assessment."),
            Sheet(EVIDENCE, fields=evidence, about="One row a piece of evidence of an assessment."),
            Sheet(DATA, fields=data, about=kept),
        ),
    )


def dossier_workbook(viewer: Viewer, seen: SeenDossier) -> bytes:
    """Return a dossier that the viewer sees as a workbook; the export is an audit event."""
    dossier = seen.dossier
    known: list[Assessment] = dossier.known_assessments
    rows: dict[str, list[dict[str, Any]]] = {
        ASSESSMENTS: [_assessment(one) for one in known],
        EVIDENCE: [
            {**_key(one), "title": piece.title, "where": piece.where or None, "dated": piece.dated}
            for one in known
            for piece in one.evidence.all()
        ],
        DATA: [{**_key(one), **_datum(datum)} for one in known for datum in one.data],
    }
    audit.record(viewer, "decisions:dossier:exported", dossier.reference, after={"assessments": len(known)})
    notes = illustrative_notes([dossier.reference] if dossier.illustrative else [])
    return write(form(dossier.reference), rows, notes)


def _key(one: Assessment) -> dict[str, Any]:
    return {"criterion": one.criterion, "number": one.number}


def _assessment(one: Assessment) -> dict[str, Any]:
    said = {name: getattr(one, name) for name in ("verdict", "words", "assessed_on")}
    return {**_key(one), **said, "why_better": None, "source": one.source or None}


def _datum(datum: dict[str, Any]) -> dict[str, Any]:
    return {name: str(datum.get(name) or "") or None for name in ("label", "value", "unit", "words", "source")}


@transaction.atomic
def import_dossier(viewer: Viewer, data: bytes, reference: str, *, today: date) -> int:
    """Save the new assessments of a workbook, all or nothing; return how many.

    Raises NotFound, NotAllowed, and Refused with every problem by sheet and row.
    """
    dossier = visible_dossier(viewer, today, reference)
    visibility.require_owner(viewer, dossier.state_id, f"Dossier {reference}")
    rows = read(form(reference), data).rows
    known: dict[Key, Assessment] = {(one.criterion, one.number): one for one in dossier.known_assessments}
    evidence: dict[Key, list[Row]] = defaultdict(list)
    for row in rows[EVIDENCE]:
        evidence[_key_of(row)].append(row)
    problems: list[Problem] = []
    new: list[Row] = []
    for row in rows[ASSESSMENTS]:
        found = known.get(_key_of(row))
        if found is None:
            new.append(row)
        elif not _is_same(found, row, evidence[_key_of(row)]):
            remedy = "leave it as it was exported, and add a row with the next number"
            problems.append(Problem(f"sheet {ASSESSMENTS}, row {row.number}", "an assessment is never changed", remedy))
    problems += _loose_evidence(rows[EVIDENCE], {*known, *(_key_of(row) for row in new)})
    for row in sorted(new, key=_key_of):
        problems += _assessed(viewer, reference, row, evidence[_key_of(row)], today)
    if problems:
        raise Refused(NOT_IMPORTED, problems)
    return len(new)


def _key_of(row: Row) -> Key:
    return row["criterion"], row["number"]


def _is_same(found: Assessment, row: Row, evidence: Sequence[Row]) -> bool:
    """Return whether a row says what is on record."""
    said = (row["verdict"], _lines(row["words"]), row["assessed_on"], row["source"] or "", row["why_better"] or "")
    kept = (found.verdict, _lines(found.words), found.assessed_on, found.source, "")
    pieces = [(one["title"], one["where"] or "", one["dated"]) for one in evidence]
    return said == kept and pieces == [(one.title, one.where, one.dated) for one in found.evidence.all()]


def _lines(words: str) -> list[str]:
    """Return a text as lines: programs write line breaks in several ways."""
    return words.splitlines()


def _loose_evidence(rows: Sequence[Row], known: set[Key]) -> list[Problem]:
    return [
        Problem(f"sheet {EVIDENCE}, row {row.number}", "there is no such assessment", f"add it on {ASSESSMENTS} first")
        for row in rows
        if _key_of(row) not in known
    ]


def _assessed(viewer: Viewer, reference: str, row: Row, evidence: Sequence[Row], today: date) -> list[Problem]:
    """Make one new assessment; return what is wrong with it, by its row."""
    place = f"sheet {ASSESSMENTS}, row {row.number}"
    terms = AssessmentTerms(
        criterion=row["criterion"],
        verdict=row["verdict"],
        words=row["words"],
        why_better=row["why_better"] or "",
        evidence=tuple(EvidenceTerms(one["title"], one["where"] or "", one["dated"]) for one in evidence),
        assessed_on=row["assessed_on"],
        source=row["source"] or "",
    )
    try:
        with transaction.atomic():
            made = assess(viewer, reference, terms, today=today)
    except MusterError as refusal:
        told = refusal.problems if isinstance(refusal, Refused) else ()
        if not told:
            return [Problem(place, refusal.message, "correct the row, or leave it out")]
        return [Problem(f"{place}, {one.place}", one.message, one.remedy) for one in told]
    if made.number != row["number"]:
        return [Problem(place, f"its number is {row['number']}", f"give {made.number}, the next of its criterion")]
    return []
