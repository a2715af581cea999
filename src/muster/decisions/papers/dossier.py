"""A dossier for decision as a paper: what is asked, gates, what is missing, data, evidence, signatures."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from muster.audit import actions as audit
from muster.authorisations.models import ActCategory
from muster.decisions.models import Criterion, DossierStage, GateVerdict, SignatureKind
from muster.decisions.queries.dossiers import SeenDossier, valid_months
from muster.decisions.rules.dossier_data import ComparedDatum
from muster.decisions.rules.dossier_decision import missing_for_approval
from muster.decisions.rules.dossier_gates import Gate
from muster.decisions.rules.dossier_signatures import awaited_of, signers_of
from muster.kit.day_text import long_day
from muster.kit.papers import Block, Facts, Grid, Heading, Paper, Points, Signatures, Text
from muster.parties.viewer import Viewer

GATE_HEADINGS = ("Criterion", "Gate", "Assessed on", "Rules suggest", "Signed by", "Still to sign")
DATA_HEADINGS = ("Criterion", "Datum", "At the assessment", "As of the day", "Unit", "Since then", "Source")
DATA_WIDTHS = (16, 20, 14, 14, 10, 10, 16)
EVIDENCE_HEADINGS = ("Criterion", "Evidence", "Where it lies", "Dated")
SIGNED_HEADINGS = ("On", "Body", "Criterion", "Given", "Signatory", "Remark")
PLACES_TO_SIGN = 4
NOTHING = "–"


def dossier_paper(viewer: Viewer, seen: SeenDossier, data: Sequence[ComparedDatum], made_on: date) -> Paper:
    """Return a dossier as it stood on its day, for those who decide; the export is an audit event."""
    one = seen.dossier
    audit.record(viewer, "decisions:dossier-paper:exported", one.reference, after={"day": seen.day})
    blocks: list[Block] = [
        Facts(_facts(seen)),
        Heading("The five criteria"),
        Grid(GATE_HEADINGS, [_gate(seen, gate) for gate in seen.gates]),
        Text(_validity(seen.day), is_note=True),
        *_words(seen),
        Heading("Between now and a decision to take part"),
        *_missing(seen),
        Heading("National law and acts"),
        *_law(seen),
        Heading("Data"),
        Grid(DATA_HEADINGS, [_datum(row) for row in data], widths=DATA_WIDTHS, empty="The system holds none."),
        Heading("Evidence"),
        Grid(EVIDENCE_HEADINGS, _evidence(seen), empty="None is named."),
        Heading("Signatures given"),
        Grid(SIGNED_HEADINGS, [_signed(row) for row in one.known_sign_offs], empty="Nothing is signed yet."),
    ]
    if seen.decided is not None:
        blocks += [Heading("Decision"), Text(f"{long_day(seen.decided.on)}. {seen.decided.words}")]
    places = [(row.body.name, "") for row in seen.standings if not row.is_complete][:PLACES_TO_SIGN]
    if seen.is_open and places:
        blocks.append(Signatures(places))
    return Paper(
        title="Dossier for decision",
        subtitle=one.title,
        made_on=made_on,
        blocks=blocks,
        issuer=one.state.name,
        reference=one.reference,
        illustrative=one.illustrative,
        is_landscape=True,
    )


def _facts(seen: SeenDossier) -> list[tuple[str, str]]:
    one = seen.dossier
    rows = [
        ("State", one.state.name),
        ("Mission", f"{one.mission.acronym}: {one.mission.name}"),
        ("People", f"{one.people} ({ActCategory(one.category).label})"),
        ("Arrival wanted on", NOTHING if one.wanted_on is None else long_day(one.wanted_on)),
        ("Length of a tour", NOTHING if one.tour_months is None else f"{one.tour_months} months"),
        ("Opened on", long_day(one.opened_on)),
        ("Stage", str(DossierStage(seen.stage).label)),
        ("As of", long_day(seen.day)),
    ]
    if one.act is not None and one.act.known_from <= seen.day:
        rows.append(("National act", f"{one.act.reference}: {one.act.title}"))
    if one.case is not None and one.case.known_from <= seen.day:
        rows.append(("Case", one.case.reference))
    return rows


def _criterion(code: str) -> str:
    return str(Criterion(code).label)


def _gate(seen: SeenDossier, gate: Gate) -> tuple[str, ...]:
    found = gate.assessment
    suggested = str(GateVerdict(found.suggested).label) if found is not None and found.suggested else NOTHING
    return (
        _criterion(gate.criterion),
        gate.state.label,
        NOTHING if found is None else long_day(found.assessed_on),
        suggested,
        ", ".join(signers_of(seen.facts, gate.criterion)) or NOTHING,
        ", ".join(awaited_of(seen.facts, gate.criterion)) or NOTHING,
    )


def _validity(day: date) -> str:
    rule = valid_months(day)
    return f"An assessment holds for {rule.value} {rule.unit} ({rule.key}: {rule.source}, {rule.standing})."


def _words(seen: SeenDossier) -> list[Block]:
    """Return what each criterion was found to be, in words."""
    blocks: list[Block] = []
    for gate in seen.gates:
        found = seen.latest(gate.criterion)
        if found is not None:
            blocks += [Heading(_criterion(gate.criterion), 3), Text(found.words)]
            blocks += [Points([f"Due again: {one}" for one in gate.why])] if gate.why else []
    return blocks


def _missing(seen: SeenDossier) -> list[Block]:
    if not seen.is_open:
        return [Text("It is decided or closed.")]
    missing = missing_for_approval(seen.facts)
    if not missing:
        return [Text("Nothing is missing.")]
    return [Points([str(one) for one in missing], is_numbered=True)]


def _law(seen: SeenDossier) -> list[Block]:
    room = seen.facts.room
    words = room.words or ("no ceiling is on record" if room.left is None else f"room for {room.left}")
    blocks: list[Block] = [Text(f"Room under national acts: {words}")]
    if seen.facts.conflicts:
        blocks.append(Points(list(seen.facts.conflicts)))
    return blocks


def _datum(row: ComparedDatum) -> tuple[str, ...]:
    return (_criterion(row.criterion), row.label, row.kept, row.now, row.unit, row.change.label, row.source)


def _evidence(seen: SeenDossier) -> list[tuple[str, ...]]:
    latest = [seen.latest(gate.criterion) for gate in seen.gates]
    return [
        (_criterion(one.criterion), piece.title, piece.where, piece.dated.isoformat() if piece.dated else NOTHING)
        for one in latest
        if one is not None
        for piece in one.evidence.all()
    ]


def _signed(row: Any) -> tuple[str, ...]:
    criterion = "all of it" if row.assessment is None else _criterion(row.assessment.criterion)
    given = str(SignatureKind(row.kind).label)
    return (row.signed_on.isoformat(), row.body.name, criterion, given, row.signatory, row.words)
