"""What the pages of losses show, as the kit's plain values."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.pages import Action, Crumb, Fact, KeyFigure, NextStep, PageHead, Text, TimelineEntry
from muster.kit.tables import cells
from muster.parties.request import MusterRequest
from muster.reimbursement.actions.loss_access import loss_steps_open, may_add_evidence, may_write
from muster.reimbursement.queries.losses import LossResult, loss_events_of
from muster.reimbursement.rules.loss_stages import LossStage
from muster.reimbursement.rules.losses import LossKind
from muster.reimbursement.tables.losses import STAGE_TONES, in_dollars, loss_badge

STEP_WORDS: dict[LossStage, Text] = {
    LossStage.INVESTIGATED: gettext_lazy("Record the inquiry"),
    LossStage.DECIDED: gettext_lazy("Decide"),
    LossStage.SETTLED: gettext_lazy("Settle"),
    LossStage.REFUSED: gettext_lazy("Refuse"),
}


def loss_crumbs(*more: Crumb) -> list[Crumb]:
    """Return the path to a page of losses."""
    return [Crumb(_("Reimbursement")), Crumb(_("Loss and damage"), reverse("losses")), *more]


def loss_crumb(reference: str) -> Crumb:
    """Return the step of a path to a case."""
    return Crumb(reference, reverse("loss", args=[reference]))


def loss_head(request: MusterRequest, event: Any) -> PageHead:
    """Return the head of a case's page with what the viewer may do."""
    doors = []
    if may_write(request.viewer, event):
        doors.append(Action(_("Write"), reverse("write-loss", args=[event.reference]), icon="edit"))
    if may_add_evidence(request.viewer, event):
        doors.append(Action(_("Add evidence"), reverse("add-loss-evidence", args=[event.reference])))
    for stage in loss_steps_open(request.viewer, event):
        address = reverse("step-loss", args=[event.reference, stage.value])
        doors.append(Action(STEP_WORDS[stage], address, primary=stage != LossStage.REFUSED))
    doors.append(Action(_("PDF"), reverse("loss-paper", args=[event.reference])))
    doors.append(Action(_("XLSX"), reverse("loss-workbook", args=[event.reference])))
    return PageHead(
        title=_("Loss %(reference)s") % {"reference": event.reference},
        kicker=LossKind(event.kind).label,
        lead=event.memorandum.unit.title,
        crumbs=loss_crumbs(Crumb(event.reference)),
        status=loss_badge(event),
        next_step=_next_step(event),
        actions=doors,
        illustrative=event.illustrative,
    )


def _next_step(event: Any) -> NextStep | None:
    """Return whose turn it was on the day looked at."""
    mission = event.memorandum.unit.post.requirement.mission
    secretariat = mission.mandated_by.name
    return {
        LossStage.REPORTED: NextStep(mission.acronym, _("investigates, and names the board of inquiry")),
        LossStage.INVESTIGATED: NextStep(secretariat, _("decides, by somebody who has not reported it")),
        LossStage.DECIDED: NextStep(secretariat, _("settles what is decided")),
    }.get(LossStage(event.stage_then))


def loss_figures(result: LossResult) -> list[KeyFigure]:
    """Return the collective value and what is to be paid."""
    how = _("as decided") if result.is_decided else _("as it would be decided by what is on record")
    return [
        KeyFigure(_("Collective value"), cells.figure(in_dollars(result.collective_cents), 2), _("US dollars")),
        KeyFigure(_("To pay"), cells.figure(in_dollars(result.amount_cents), 2), _("US dollars"), note=how),
        KeyFigure(_("Items"), len(result.lines)),
    ]


def loss_facts(event: Any) -> list[Fact]:
    """Return what is on record of an event."""
    unit = event.memorandum.unit
    return [
        Fact(_("Day"), event.happened_on),
        Fact(_("Place"), event.place),
        Fact(_("What happened"), event.description),
        Fact(_("Board of inquiry"), event.inquiry or "—"),
        Fact(_("Unit"), unit.title, href=reverse("deployed-unit", args=[unit.reference])),
        Fact(_("State"), unit.state.name),
        Fact(_("Memorandum"), event.memorandum.reference),
        Fact(_("Reported by"), event.reporter.name if event.reporter else "—"),
        Fact(_("Source"), event.source or "—", standing=event.standing),
    ]


def loss_timeline(event: Any, day: date) -> list[TimelineEntry]:
    """Return the stages of a case with their days."""
    return [
        TimelineEntry(
            one.held_from,
            LossStage(one.stage).label,
            ": ".join(part for part in (one.by.name if one.by else "", one.words) if part),
            tone=STAGE_TONES[one.stage],
        )
        for one in loss_events_of(event, day)
    ]
