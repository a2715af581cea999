"""Dossiers as tables: the list with its gates, and what stands on the page of one."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from muster.authorisations.models import ActCategory, BodyPart
from muster.decisions.models import Criterion, DossierStage, GateVerdict, SignatureKind
from muster.decisions.queries.dossiers import SeenDossier
from muster.decisions.rules.dossier_data import ComparedDatum, DataChange
from muster.decisions.rules.dossier_gates import Gate, GateState
from muster.decisions.rules.dossier_signatures import BodyStanding, SignatureState
from muster.decisions.rules.dossier_terms import CRITERIA
from muster.kit.pages import Badge, Text, Tone
from muster.kit.tables import Column, Table

STAGE_TONES: dict[str, Tone] = {
    DossierStage.OPEN: "due",
    DossierStage.APPROVED: "met",
    DossierStage.DECLINED: "short",
    DossierStage.CLOSED: "neutral",
}
GATE_TONES: dict[GateState, Tone] = {
    GateState.NOT_ASSESSED: "neutral",
    GateState.MET: "met",
    GateState.RESERVED: "accent",
    GateState.NOT_MET: "short",
    GateState.DUE_AGAIN: "due",
}
GATE_WORDS: dict[GateState, Text] = {
    GateState.NOT_ASSESSED: _("open"),
    GateState.MET: _("met"),
    GateState.RESERVED: _("reserved"),
    GateState.NOT_MET: _("not met"),
    GateState.DUE_AGAIN: _("due again"),
}
VERDICT_TONES: dict[str, Tone] = {
    GateVerdict.MET: "met",
    GateVerdict.RESERVED: "accent",
    GateVerdict.NOT_MET: "short",
}
SIGNATURE_TONES: dict[SignatureState, Tone] = {
    SignatureState.AWAITED: "neutral",
    SignatureState.SIGNED: "met",
    SignatureState.REFUSED: "short",
    SignatureState.OVERTAKEN: "due",
}
SIGNATURE_WORDS: dict[SignatureState, Text] = {
    SignatureState.AWAITED: _("awaited"),
    SignatureState.SIGNED: _("signed"),
    SignatureState.REFUSED: _("refused"),
    SignatureState.OVERTAKEN: _("to be signed again"),
}
CHANGE_TONES: dict[DataChange, Tone] = {
    DataChange.SAME: "met",
    DataChange.CHANGED: "due",
    DataChange.NEW: "accent",
    DataChange.GONE: "due",
    DataChange.NOT_KEPT: "neutral",
}
CHANGE_WORDS: dict[DataChange, Text] = {
    DataChange.SAME: _("as it was"),
    DataChange.CHANGED: _("changed"),
    DataChange.NEW: _("new since"),
    DataChange.GONE: _("no longer there"),
    DataChange.NOT_KEPT: _("not assessed yet"),
}
SHORT_CRITERIA: dict[str, Text] = {
    Criterion.FOREIGN_POLICY: _("Foreign policy"),
    Criterion.NATIONAL_INTEREST: _("National interests"),
    Criterion.AGREEMENT: _("Agreement"),
    Criterion.RESOURCES: _("Resources"),
    Criterion.RISK: _("Risk"),
}
"""Headings of the five gates in a list."""

TASK_TONES: dict[str, Tone] = {"allowed": "met", "conditional": "due", "catch-all": "accent", "not-covered": "short"}
TASK_WORDS: dict[str, Text] = {
    "allowed": _("allowed"),
    "conditional": _("under a condition"),
    "catch-all": _("as another task of the mandate"),
    "not-covered": _("not named by the law"),
}


def stage_badge(stage: str) -> Badge:
    """Return a stage as a badge."""
    return Badge(DossierStage(stage).label, STAGE_TONES[stage])


def gate_badge(gate: Gate) -> Badge:
    """Return how a gate stands as a badge; on hover, of which day it is and why it is due again."""
    said = [] if gate.assessment is None else [f"{gate.assessment.assessed_on}"]
    return Badge(GATE_WORDS[gate.state], GATE_TONES[gate.state], "; ".join([*said, *gate.why]))


def verdict_badge(verdict: str) -> Badge | None:
    """Return a verdict as a badge; nothing where there is none."""
    return Badge(GateVerdict(verdict).label, VERDICT_TONES[verdict]) if verdict else None


def signature_badge(state: SignatureState) -> Badge:
    """Return how a signature stands as a badge."""
    return Badge(SIGNATURE_WORDS[state], SIGNATURE_TONES[state])


def _gate(place: int) -> Callable[[SeenDossier], Badge]:
    return lambda row: gate_badge(row.gates[place])


def _next_body(row: SeenDossier) -> str:
    """Return the body that signs next; of several in one turn the first, and how many more there are."""
    if not row.next_bodies:
        return ""
    first, more = row.next_bodies[0].body.name, len(row.next_bodies) - 1
    return f"{first} +{more}" if more else first


DOSSIERS = Table(
    name="dossiers",
    caption=_("Dossiers"),
    empty=_("No dossier is on record as of this day. An officer of the State opens one: for a request, a post, a "
            "pledge or a mission."),
    order="-opened",
    illustrative=lambda row: bool(row.dossier.illustrative),
    columns=[
        Column("reference", _("Dossier"), "dossier.reference", kind="link",
               href=lambda row: reverse("dossier", args=[row.dossier.reference])),
        Column("title", _("What is to be decided"), "dossier.title"),
        Column("mission", _("Mission"), "dossier.mission.acronym", filter="choice"),
        Column("people", _("People"), "dossier.people", kind="integer"),
        Column("category", _("Category"), lambda row: ActCategory(row.dossier.category).label, filter="choice",
               hidden=True),
        Column("stage", _("Stage"), lambda row: stage_badge(row.stage), kind="badge"),
        *(Column(f"gate_{place}", SHORT_CRITERIA[criterion], _gate(place), kind="badge")
          for place, criterion in enumerate(CRITERIA)),
        Column("due_again", _("Due again"), lambda row: sum(bool(one.why) for one in row.gates), kind="integer",
               description=_("Criteria to be assessed again.")),
        Column("next_body", _("Next signature"), _next_body, filter="choice"),
        Column("wanted_on", _("Arrival wanted"), "dossier.wanted_on", kind="date", hidden=True),
        Column("opened", _("Opened"), "dossier.opened_on", kind="date", hidden=True),
        Column("decided", _("Decided"), lambda row: row.decided.on if row.decided else None, kind="date"),
    ],
)  # fmt: skip

GATES = Table(
    name="dossier_gates",
    caption=_("The five criteria"),
    order="",
    filters=False,
    columns=[
        Column("criterion", _("Criterion"), lambda row: capfirst(Criterion(row.gate.criterion).label), kind="link",
               href=lambda row: row.href),
        Column("state", _("Gate"), lambda row: gate_badge(row.gate), kind="badge"),
        Column("verdict", _("Assessed"), lambda row: verdict_badge(row.verdict), kind="badge"),
        Column("suggested", _("Rules suggest"), lambda row: verdict_badge(row.suggested), kind="badge"),
        Column("assessed_on", _("On"), kind="date"),
        Column("age", _("Age"), "gate.age_months", kind="integer", unit=_("months")),
        Column("assessed_by", _("By")),
        Column("signed_by", _("Signed by")),
        Column("awaited", _("Still to sign")),
        Column("words", _("In words")),
    ],
)  # fmt: skip

DATA = Table(
    name="dossier_data",
    caption=_("Data: as kept at the assessment, and as they are"),
    empty=_("The system holds no data on these criteria for this mission as of this day; judge them by evidence."),
    order="",
    filters=False,
    page_size=200,
    columns=[
        Column("criterion", _("Criterion"), lambda row: SHORT_CRITERIA[row.criterion]),
        Column("label", _("Datum"), kind="link", href=lambda row: row.page or None),
        Column("kept", _("At the assessment")),
        Column("now", _("As of this day")),
        Column("unit", _("Unit")),
        Column("change", _("Since then"), lambda row: _change_badge(row), kind="badge"),
        Column("words", _("In words")),
        Column("source", _("Source")),
    ],
)  # fmt: skip


def _change_badge(row: ComparedDatum) -> Badge:
    return Badge(CHANGE_WORDS[row.change], CHANGE_TONES[row.change])


KEPT = Table(
    name="dossier_kept",
    caption=_("Data as kept at the latest assessments; the page of a criterion holds those of this day beside them"),
    empty=_("Nothing is assessed yet: an assessment keeps the data of its day."),
    order="",
    filters=False,
    page_size=200,
    columns=[
        Column(
            "criterion",
            _("Criterion"),
            lambda row: SHORT_CRITERIA[row.criterion],
            kind="link",
            href=lambda row: row.page,
        ),
        Column("label", _("Datum")),
        Column("value", _("At the assessment")),
        Column("unit", _("Unit")),
        Column("words", _("In words")),
        Column("source", _("Source")),
    ],
)


EVIDENCE = Table(
    name="dossier_evidence",
    caption=_("Evidence"),
    empty=_("No piece of evidence is named by the latest assessments; it is entered with an assessment."),
    order="",
    tools=False,
    filters=False,
    columns=[
        Column("criterion", _("Criterion"), lambda row: SHORT_CRITERIA[row.assessment.criterion]),
        Column("title", _("Evidence")),
        Column("where", _("Where it lies")),
        Column("dated", _("Dated"), kind="date"),
    ],
)

ASSESSMENTS = Table(
    name="dossier_assessments",
    caption=_("All assessments"),
    empty=_("Nothing is assessed yet. An officer assesses each criterion on its own page."),
    order="-assessed_on",
    filters=False,
    columns=[
        Column("criterion", _("Criterion"), lambda row: SHORT_CRITERIA[row.criterion]),
        Column("number", _("Assessment"), kind="integer"),
        Column("assessed_on", _("On"), kind="date"),
        Column("verdict", _("Verdict"), lambda row: verdict_badge(row.verdict), kind="badge"),
        Column("suggested", _("Rules suggest"), lambda row: verdict_badge(row.suggested), kind="badge"),
        Column("assessed_by", _("By"), lambda row: str(row.assessed_by or "")),
        Column("words", _("In words")),
        Column("source", _("Source")),
    ],
)

BODIES = Table(
    name="dossier_bodies",
    caption=_("Signatures, in their turn"),
    empty=_("No national body is on record for this day: enter the State's bodies with their turns, under its law."),
    order="",
    tools=False,
    filters=False,
    columns=[
        Column("order", _("Turn"), "body.order", kind="integer"),
        Column("name", _("Body"), "body.name"),
        Column("part", _("Part"), lambda row: BodyPart(row.body.part).label),
        Column("scope", _("Signs"), lambda row: _scope(row)),
        Column("must", _("Must sign"), lambda row: _("yes") if row.body.must_sign else _("no")),
        Column("state", _("Signature"), lambda row: signature_badge(row.state), kind="badge"),
        Column("waits", _("Waits for"), lambda row: ", ".join(row.waits_for)),
    ],
)


def _scope(row: BodyStanding) -> str:
    if not row.body.criteria:
        return str(_("all of it"))
    return ", ".join(str(SHORT_CRITERIA[one]) for one in row.body.criteria)


SIGNED = Table(
    name="dossier_signatures",
    caption=_("What was given"),
    empty=_("Nothing is signed yet. An approver of the State enters what each body gives."),
    order="",
    tools=False,
    filters=False,
    columns=[
        Column("signed_on", _("Day"), kind="date"),
        Column("body", _("Body")),
        Column("criteria", _("On")),
        Column("kind", _("Given"), lambda row: _given_badge(row), kind="badge"),
        Column("signatory", _("Signatory (office)")),
        Column("words", _("Remark")),
    ],
)


def _given_badge(row: Any) -> Badge:
    return Badge(SignatureKind(row.kind).label, "met" if row.kind == SignatureKind.SIGNED else "short")


TASKS = Table(
    name="dossier_tasks",
    caption=_("Mandated tasks beside the State's law"),
    empty=_("No mandated task of this mission is on record beside the State's law as of this day."),
    order="",
    tools=False,
    filters=False,
    columns=[
        Column("words", _("Mandated task")),
        Column("paragraph", _("Paragraph"), lambda row: str(row.paragraph or "")),
        Column("standing", _("Law"), lambda row: _task_badge(row), kind="badge"),
        Column("allowed", _("In the law's words"), lambda row: str(row.allowed_words or "")),
        Column("condition", _("Condition"), lambda row: str(row.condition or "")),
        Column("law", _("Instrument"), lambda row: str(row.law or "")),
    ],
)


def _task_badge(row: Any) -> Badge:
    standing = str(row.standing)
    return Badge(TASK_WORDS[standing], TASK_TONES[standing])


AGAIN = Table(
    name="dossier_again",
    caption=_("Facts that changed behind it"),
    empty=_("No fact behind an assessment has changed since it was made."),
    order="",
    tools=False,
    filters=False,
    columns=[
        Column("criterion", _("Criterion"), lambda row: SHORT_CRITERIA[row.criterion]),
        Column("change", _("What changed"), kind="link", href=lambda row: row.href),
        Column("known_from", _("Known from"), kind="date"),
        Column("why", _("Why it is due again")),
        Column("settled", _("Settled"), lambda row: _settled_badge(row), kind="badge"),
    ],
)


def _settled_badge(row: Any) -> Badge:
    return Badge(_("assessed again"), "met") if row.settled else Badge(_("due again"), "due")
