"""Enters dossiers of States with their assessments and signatures, each on its own day, and what was decided."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from muster.decisions.actions.assessments import assess
from muster.decisions.actions.dossiers import link_act, link_case, open_dossier, step_dossier
from muster.decisions.actions.signatures import sign
from muster.decisions.dossier_terms import (
    AssessmentTerms,
    DecisionTerms,
    DossierContent,
    DossierTerms,
    EvidenceTerms,
    SignatureTerms,
)
from muster.decisions.models import Dossier
from muster.decisions.queries.dossiers import seen_dossier, visible_dossier
from muster.demonstration import load_interests
from muster.demonstration.rows import FileLoader, Row, read_rows
from muster.parties.viewer import SYSTEM


@dataclass
class DossierFiles:
    """The files behind the dossiers, read once, by the reference of the dossier; and which are there already."""

    known: set[str] = field(default_factory=set)
    assessments: dict[str, list[Row]] = field(default_factory=dict)
    evidence: dict[tuple[str, str, str], list[Row]] = field(default_factory=dict)
    sign_offs: dict[str, list[Row]] = field(default_factory=dict)


def dossier_files() -> DossierFiles:
    """Return the files, and the dossiers on record."""
    evidence: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in read_rows("assessment_evidence"):
        evidence[row["dossier"], row["criterion"], row["assessed_on"]].append(row)
    return DossierFiles(
        known=set(Dossier.objects.values_list("reference", flat=True)),
        assessments=_by_dossier("assessments"),
        evidence=evidence,
        sign_offs=_by_dossier("sign_offs"),
    )


def _by_dossier(name: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in read_rows(name):
        found[row["dossier"]].append(row)
    return found


def load_dossier(row: Row, files: DossierFiles) -> bool:
    """Open a dossier and take it as far as its rows say; False where it is there."""
    reference = row["reference"]
    if reference in files.known:
        return False
    opened = row.day("opened_on")
    content = DossierContent(
        title=row["title"],
        mission=row["mission"],
        people=row.integer("people"),
        category=row["category"],
        wanted_on=row.optional_day("wanted_on"),
        tour_months=row.optional_integer("tour_months"),
        request=row["request"],
        pledge=row["pledge"],
        note=row["note"],
    )
    terms = DossierTerms(reference, row["state"], content, opened, row["source"], row.standing)
    open_dossier(SYSTEM, terms, today=opened)
    for one in files.assessments.get(reference, ()):
        _assess(one, files)
    last = _sign_in_turn(reference, files.sign_offs.get(reference, []), opened)
    _decide(row, last)
    return True


def _assess(row: Row, files: DossierFiles) -> None:
    """Make an assessment with its evidence on its own day."""
    pieces = files.evidence.get((row["dossier"], row["criterion"], row["assessed_on"]), [])
    terms = AssessmentTerms(
        criterion=row["criterion"],
        verdict=row["verdict"],
        words=row["words"],
        why_better=row["why_better"],
        evidence=tuple(EvidenceTerms(one["title"], one["where"], one.optional_day("dated")) for one in pieces),
        source=row["source"],
        standing=row.standing,
    )
    assess(SYSTEM, row["dossier"], terms, today=row.day("assessed_on"))


def _sign_in_turn(reference: str, rows: list[Row], opened: date) -> date:
    """Let the bodies give what their rows say, in the turns of the State's own table; return the last day.

    A body that has no part on the day, or is only informed, gives nothing. What is out of the order of days is known
    with the later one.
    """
    last = opened
    given = {row["body"]: row for row in rows}
    while given:
        day = max(last, min(row.day("signed_on") for row in given.values()))
        seen = seen_dossier(SYSTEM, visible_dossier(SYSTEM, day, reference), day)
        waiting = [one.body.code for one in seen.standings if one.body.code in given and not one.waits_for]
        if not waiting:
            break
        code = min(waiting, key=lambda one: given[one].day("signed_on"))
        row = given.pop(code)
        last = max(day, row.day("signed_on"))
        terms = SignatureTerms(
            code, row["kind"], words=row["words"], signatory=row["signatory"], signed_on=row.day("signed_on")
        )
        sign(SYSTEM, reference, terms, today=last)
    return last


def _decide(row: Row, last: date) -> None:
    """Name act and case, and take the step of the row, on the day that it names or the last day of a signature."""
    reference = row["reference"]
    if row["act"]:
        link_act(SYSTEM, reference, row["act"], today=max(last, row.day("step_on")))
    if row["case"]:
        link_case(SYSTEM, reference, row["case"], today=max(last, row.day("step_on")))
    if row["step"]:
        day = max(last, row.day("step_on"))
        terms = DecisionTerms(row["step"], row["words"], row["acknowledged"], row["awaited_act"], row.day("step_on"))
        step_dossier(SYSTEM, reference, terms, today=day)


def dossier_loader() -> Callable[[Row], bool]:
    """Return what enters a row of `dossiers` with all that belongs to it."""
    files = dossier_files()
    return lambda row: load_dossier(row, files)


FILES: tuple[tuple[str, FileLoader], ...] = (("dossiers", dossier_loader), *load_interests.FILES)
"""The files in the order in which they are loaded; assessments, evidence and signatures go with their dossier."""
