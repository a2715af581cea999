"""What the pages of dossiers show, as the kit's plain values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.authorisations.models import ActCategory
from muster.decisions.actions.assessments import data_of
from muster.decisions.actions.dossier_access import owns, steps_open
from muster.decisions.data import DataPoint
from muster.decisions.data.keeping import as_kept
from muster.decisions.models import Criterion, DossierStage, SignatureKind
from muster.decisions.queries.dossiers import SeenDossier, valid_months
from muster.decisions.rules.dossier_data import ASKED, ComparedDatum, compared
from muster.decisions.rules.dossier_decision import missing_for_approval
from muster.decisions.rules.dossier_gates import Gate
from muster.decisions.rules.dossier_signatures import awaited_of, signers_of
from muster.decisions.rules.dossier_stages import DossierStep
from muster.decisions.rules.dossier_terms import CRITERIA
from muster.decisions.tables.dossiers import SHORT_CRITERIA, STAGE_TONES, stage_badge
from muster.kit.errors import Problem
from muster.kit.pages import (
    Action,
    Crumb,
    ExplainInput,
    Explanation,
    Fact,
    KeyFigure,
    NextStep,
    PageHead,
    Text,
    TimelineEntry,
)
from muster.parties.models import Role
from muster.parties.viewer import Viewer

STEP_WORDS: dict[DossierStep, Text] = {
    DossierStep.APPROVE: gettext_lazy("Decide to take part"),
    DossierStep.DECLINE: gettext_lazy("Decide not to take part"),
    DossierStep.CLOSE: gettext_lazy("Close without a decision"),
    DossierStep.REOPEN: gettext_lazy("Open again"),
}


def room_crumbs(*more: Crumb) -> list[Crumb]:
    """Return the path to a page of dossiers."""
    own = Crumb(_("Decisions"), reverse("decisions")) if more else Crumb(_("Decisions"))
    return [own, *more]


def dossier_crumb(reference: str) -> Crumb:
    """Return the step of a path to a dossier."""
    return Crumb(reference, reverse("dossier", args=[reference]))


def dossier_head(viewer: Viewer, seen: SeenDossier) -> PageHead:
    """Return the head of a dossier's page: its stage, the next step, and what the viewer may do."""
    dossier = seen.dossier
    place = [dossier.reference]
    doors = []
    steps = steps_open(viewer, seen)
    if seen.is_open and seen.facts.bodies and owns(viewer, dossier, Role.APPROVER):
        doors.append(Action(_("Sign"), reverse("sign-dossier", args=place), primary=bool(seen.next_bodies)))
    doors += [
        Action(
            STEP_WORDS[step],
            reverse("step-dossier", args=[*place, step.value]),
            primary=step == DossierStep.APPROVE and not seen.next_bodies,
        )
        for step in steps
    ]
    if seen.is_open and owns(viewer, dossier):
        doors.append(Action(_("Change"), reverse("change-dossier", args=place), icon="edit"))
        doors.append(Action(_("Import assessments"), reverse("import-dossier", args=place)))
    if owns(viewer, dossier):
        doors.append(Action(_("Act and case"), reverse("link-dossier", args=place)))
    doors.append(Action(_("Ladder to deployment"), reverse("dossier-ladder", args=place)))
    doors += [
        Action(label, reverse("dossier-paper", args=[*place, form]))
        for label, form in (("PDF", "pdf"), ("Word", "docx"))
    ]
    doors.append(Action(_("XLSX"), reverse("dossier-workbook", args=place)))
    return PageHead(
        title=dossier.title,
        kicker=_("Dossier %(reference)s") % {"reference": dossier.reference},
        lead=_lead(dossier),
        crumbs=room_crumbs(Crumb(dossier.reference)),
        status=stage_badge(seen.stage),
        next_step=next_step(seen),
        actions=doors,
        illustrative=dossier.illustrative,
    )


def _lead(dossier: Any) -> str:
    words = {"people": dossier.people, "category": ActCategory(dossier.category).label, "mission": dossier.mission.name}
    return _("%(people)s people (%(category)s) for %(mission)s") % words


def next_step(seen: SeenDossier) -> NextStep | None:
    """Return whose turn it is: to assess, to sign, to decide; nobody's once it is decided."""
    if not seen.is_open:
        return None
    closed = [one for one in seen.gates if not one.is_open]
    state = seen.dossier.state.name
    if closed:
        gate = closed[0]
        href = reverse("assess-criterion", args=[seen.dossier.reference, gate.criterion])
        words = _("assesses: %(criterion)s") % {"criterion": Criterion(gate.criterion).label}
        return NextStep(state, words, href=href)
    if seen.next_bodies:
        href = reverse("sign-dossier", args=[seen.dossier.reference])
        return NextStep(seen.next_bodies[0].body.name, _("signs"), href=href)
    href = reverse("step-dossier", args=[seen.dossier.reference, DossierStep.APPROVE.value])
    return NextStep(state, _("decides"), href=href)


@dataclass(frozen=True)
class GateRow:
    """A gate as its table shows it."""

    gate: Gate
    href: str
    verdict: str
    suggested: str
    assessed_on: date | None
    assessed_by: str
    signed_by: str
    awaited: str
    words: str


def gate_rows(seen: SeenDossier) -> list[GateRow]:
    """Return the five gates with their latest assessment and who has signed it."""
    return [_gate_row(seen, gate) for gate in seen.gates]


def _gate_row(seen: SeenDossier, gate: Gate) -> GateRow:
    found = seen.latest(gate.criterion)
    return GateRow(
        gate=gate,
        href=reverse("assess-criterion", args=[seen.dossier.reference, gate.criterion]),
        verdict=found.verdict if found else "",
        suggested=found.suggested if found else "",
        assessed_on=found.assessed_on if found else None,
        assessed_by=str(found.assessed_by or "") if found else "",
        signed_by=", ".join(signers_of(seen.facts, gate.criterion)),
        awaited=", ".join(awaited_of(seen.facts, gate.criterion)),
        words=found.words if found else "",
    )


def data_rows(seen: SeenDossier, criteria: Iterable[str] = CRITERIA) -> list[ComparedDatum]:
    """Return the data of criteria as kept at their latest assessment beside those of the day."""
    found: list[ComparedDatum] = []
    for criterion in criteria:
        found += compared_rows(seen, criterion, data_of(seen.dossier, criterion, seen.day))
    return found


def compared_rows(seen: SeenDossier, criterion: str, now: Iterable[DataPoint]) -> tuple[ComparedDatum, ...]:
    """Return the data of a criterion as kept at its latest assessment beside those read now."""
    last = seen.latest(criterion)
    return compared(criterion, None if last is None else last.data, [as_kept(one) for one in now])


@dataclass(frozen=True)
class KeptDatum:
    """A datum as kept at the latest assessment of a criterion; `page` is the address of the criterion's page."""

    criterion: str
    label: str
    value: str
    unit: str
    words: str
    source: str
    page: str


def kept_rows(seen: SeenDossier) -> list[KeptDatum]:
    """Return the data kept at the latest assessments, criterion by criterion. No query."""
    found: list[KeptDatum] = []
    for criterion in CRITERIA:
        last = seen.latest(criterion)
        page = reverse("assess-criterion", args=[seen.dossier.reference, criterion])
        for one in last.data if last is not None else ():
            if one["key"] != ASKED:
                said = {name: str(one.get(name) or "") for name in ("label", "value", "unit", "words", "source")}
                found.append(KeptDatum(criterion=criterion, page=page, **said))
    return found


def latest_evidence(seen: SeenDossier) -> list[Any]:
    """Return the pieces of evidence of the latest assessments, in the order of the criteria."""
    latest = [seen.latest(criterion) for criterion in CRITERIA]
    return [piece for one in latest if one is not None for piece in one.evidence.all()]


@dataclass(frozen=True)
class SignedRow:
    """What a body gave on one day in the same words, on one criterion or several."""

    signed_on: date
    body: str
    kind: str
    signatory: str
    words: str
    criteria: str


def signed_rows(seen: SeenDossier) -> list[SignedRow]:
    """Return what the bodies gave, in the order of the record, the criteria of one deed together."""
    deeds: dict[tuple[date, str, str, str, str], list[str]] = {}
    for one in seen.dossier.known_sign_offs:
        words = _("all of it") if one.assessment is None else str(SHORT_CRITERIA[one.assessment.criterion])
        deeds.setdefault((one.signed_on, one.body.name, one.kind, one.signatory, one.words), []).append(words)
    return [SignedRow(*deed, criteria=", ".join(words)) for deed, words in deeds.items()]


@dataclass(frozen=True)
class AgainRow:
    """A changed fact that makes a criterion due again, or made it so."""

    criterion: str
    change: str
    href: str | None
    known_from: date
    why: str
    settled: bool


def again_rows(seen: SeenDossier) -> list[AgainRow]:
    """Return the changed facts behind a dossier with a link to each change, the latest first."""
    still = {one.pk for one in seen.due_again}
    return [
        AgainRow(
            one.criterion, str(one.change), reverse("changed-fact", args=[one.change_id]), one.known_from, one.why,
            one.pk not in still,
        )
        for one in reversed(seen.dossier.known_reassessments)
    ]  # fmt: skip


def missing(seen: SeenDossier) -> list[Problem]:
    """Return what stands between an open dossier and a decision to take part, in the order in which it is done."""
    return missing_for_approval(seen.facts) if seen.is_open else []


def dossier_figures(seen: SeenDossier) -> list[KeyFigure]:
    """Return how many gates are open, how many signatures hold, the people asked for and the room for them."""
    passed = sum(one.is_open for one in seen.gates)
    must = [one for one in seen.standings if one.body.must_sign]
    signed = sum(one.is_complete for one in must)
    room = seen.facts.room
    left = _("no ceiling") if room.left is None else str(room.left)
    short = not room.is_authorised or (room.left is not None and room.left < seen.dossier.people)
    rule = valid_months(seen.day)
    months = ExplainInput(rule.key, rule.value, source=rule.source, standing=rule.standing)
    formula = _("A criterion is met, with or without reservations, and its assessment is not due again.")
    return [
        KeyFigure(
            _("Criteria passed"), f"{passed} / {len(CRITERIA)}", share=passed / len(CRITERIA),
            tone="met" if passed == len(CRITERIA) else "due", explanation=Explanation(formula, parameters=(months,)),
        ),
        KeyFigure(
            _("Bodies that have signed"), f"{signed} / {len(must)}",
            share=signed / len(must) if must else None, tone="met" if must and signed == len(must) else "due",
        ),
        KeyFigure(_("People asked for"), seen.dossier.people),
        KeyFigure(
            _("Room under national acts"), left if room.is_authorised else _("none"), note=room.words,
            tone="short" if short else "met",
        ),
    ]  # fmt: skip


def dossier_facts(seen: SeenDossier) -> list[Fact]:
    """Return what a dossier is about and rests on, as far as it was known on the day."""
    one = seen.dossier
    facts = [
        Fact(_("Mission"), one.mission.acronym, href=reverse("mission", args=[one.mission.acronym])),
        Fact(_("Category"), ActCategory(one.category).label),
        Fact(_("Arrival wanted on"), one.wanted_on or "—"),
        Fact(_("Length of a tour"), one.tour_months or "—", unit=_("months") if one.tour_months else ""),
        Fact(_("Opened on"), one.opened_on),
    ]
    if one.request is not None:
        facts.append(Fact(_("Request"), one.request.title, href=reverse("force-request", args=[one.request.reference])))
    if one.post is not None:
        facts.append(Fact(_("Post"), one.post.reference))
    if one.pledge is not None:
        facts.append(Fact(_("Pledge"), one.pledge.reference, href=reverse("pledge", args=[one.pledge.reference])))
    if one.act is not None and one.act.known_from <= seen.day:
        facts.append(
            Fact(
                _("National act"), one.act.title, href=reverse("national-act", args=[one.state.code, one.act.reference])
            )
        )
    if one.case is not None and one.case.known_from <= seen.day:
        facts.append(Fact(_("Case"), one.case.reference, href=reverse("case", args=[one.case.reference])))
    if one.note:
        facts.append(Fact(_("Note"), one.note))
    if seen.decided is not None:
        facts.append(Fact(_("Decided on"), seen.decided.on))
        facts.append(Fact(_("Decision"), seen.decided.words))
    facts.append(Fact(_("Source"), one.source or "—", standing=one.standing))
    return facts


def dossier_timeline(seen: SeenDossier) -> list[TimelineEntry]:
    """Return what happened to a dossier as far as it was known on the day, the oldest first."""
    one = seen.dossier
    entries = [TimelineEntry(one.opened_on, _("Opened"), one.title)]
    entries += [
        TimelineEntry(
            row.assessed_on,
            _("Assessed: %(criterion)s") % {"criterion": Criterion(row.criterion).label},
            str(row.get_verdict_display()),
        )
        for row in one.known_assessments
    ]
    entries += [
        TimelineEntry(row.signed_on, f"{row.body}: {SignatureKind(row.kind).label}", row.criteria)
        for row in signed_rows(seen)
    ]
    entries += [
        TimelineEntry(row.known_from, _("Due again: %(criterion)s") % {"criterion": Criterion(row.criterion).label},
                      row.why, tone="due")
        for row in one.known_reassessments
    ]  # fmt: skip
    entries += [
        TimelineEntry(step.on, DossierStage(step.stage).label, step.words, tone=STAGE_TONES[step.stage])
        for step in seen.steps
    ]
    return sorted(entries, key=lambda entry: entry.day)
