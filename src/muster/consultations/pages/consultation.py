"""What the pages of convening show: the path, the head with its doors, facts, the stages as a path, the measures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.consultations.models import Consultation, ConsultationStage, Trigger
from muster.consultations.parameters import shown_parameters
from muster.consultations.queries.calendar import CalendarRow, step_facts
from muster.consultations.queries.consultations import convenes
from muster.consultations.queries.measured import MeasuredConsultation
from muster.consultations.rules.calendar import PASSES_BY_ITSELF, StepStanding, next_step, step_standing
from muster.consultations.rules.measures import PeriodMeasures
from muster.consultations.rules.stages import PREPARED_IN
from muster.consultations.tables.convening import STEP_WORDS, stage_badge
from muster.kit.pages import Action, Crumb, ExplainInput, Explanation, Fact, KeyFigure, NextStep, PageHead, Text, Tone
from muster.parties.models import Role
from muster.parties.viewer import Viewer

PATH = (ConsultationStage.PLANNED, ConsultationStage.OPEN, ConsultationStage.HELD, ConsultationStage.CLOSED)
PRINTS = ("pdf", "docx")


@dataclass(frozen=True)
class StageMark:
    """One of the stages of the path: `state` is done, current or ahead; `when` its day if known."""

    label: Text
    state: str
    when: date | None = None


def crumbs(*more: Crumb) -> list[Crumb]:
    """Return the path to a page of consultations."""
    return [Crumb(_("Consultations"), reverse("consultations")), *more]


def consultation_crumbs(found: Consultation, *more: Crumb) -> list[Crumb]:
    """Return the path to a page of one consultation."""
    return crumbs(Crumb(found.reference, reverse("consultation", args=[found.reference])), *more)


def may_convene(viewer: Viewer, found: Consultation) -> bool:
    """Return whether the viewer is an officer of the secretariat that convenes it."""
    return convenes(viewer, found) and viewer.has_role(Role.OFFICER)


def convenes_some(viewer: Viewer) -> bool:
    """Return whether the viewer is an officer of a secretariat, which may plan consultations on its operations."""
    return viewer.is_secretariat and viewer.has_role(Role.OFFICER)


def calendar_head(viewer: Viewer) -> PageHead:
    """Return the head of the calendar."""
    doors = [
        Action(_("All consultations"), reverse("consultation-list")),
        Action(_("How meaningful they were"), reverse("consultation-measures")),
    ]
    if convenes_some(viewer):
        doors.insert(0, Action(_("Plan a consultation"), reverse("new-consultation"), primary=True, icon="add"))
    return PageHead(
        title=_("Consultations"),
        crumbs=[Crumb(_("Consultations"))],
        lead=_("Council, contributors and Secretariat: which mandate ends next, what is due, and who is to be heard."),
        actions=doors,
    )


def calendar_figures(rows: Iterable[CalendarRow], open_count: int, planned: int) -> list[KeyFigure]:
    """Return the figures above the calendar."""
    found = list(rows)
    due = sum(one.is_unopened for one in found)
    late = sum(one.standing == StepStanding.OVERDUE for one in found if one.consultation is not None)
    beyond = sum(one.at_risk.total for one in found)
    return [
        KeyFigure(_("Operations in force"), len(found)),
        KeyFigure(_("Consultations under way"), open_count),
        KeyFigure(_("Due and not opened"), due, tone="short" if due else "met"),
        KeyFigure(_("With an overdue step"), late, tone="short" if late else "met"),
        KeyFigure(_("Planned or proposed"), planned),
        KeyFigure(_("Tours beyond the mandate"), beyond, tone="due" if beyond else "met"),
    ]


def calendar_explanation(day: date) -> Explanation:
    """Return how the days of the calendar come about, with their parameters."""
    parameters = tuple(
        ExplainInput(one.key, f"{one.value} {one.unit}", source=one.source, standing=one.standing)
        for one in shown_parameters(day)
    )
    return Explanation(
        formula=_("Steps are reckoned back from the vote; the vote is expected before the mandate ends."),
        parameters=parameters,
        note=_("A tour is beyond the mandate if it lasts longer than the periods known on this day."),
    )


def consultation_head(viewer: Viewer, found: Any, day: date, today: date) -> PageHead:
    """Return the head of one consultation: its stage, the next step with who owes it, and what can be done."""
    return PageHead(
        title=found.title,
        crumbs=crumbs(Crumb(found.reference)),
        lead=f"{found.mission.name} ({found.mission.acronym})",
        status=stage_badge(found.stage_then),
        next_step=_next(found, day),
        actions=_doors(viewer, found, day, today),
        illustrative=found.illustrative,
    )


def _next(found: Any, day: date) -> NextStep | None:
    if found.stage_then in (ConsultationStage.CLOSED, ConsultationStage.CANCELLED):
        return None
    who = found.convened_by.name
    if found.stage_then == ConsultationStage.PLANNED:
        return NextStep(who, _("opens the consultation"), found.vote_on)
    step = next_step(step_facts(found), day)
    if step is None:
        return NextStep(who, _("closes it with what was decided"))
    late = step_standing(step, day) == StepStanding.OVERDUE
    who = str(_("contributors")) if step.kind in PASSES_BY_ITSELF else who
    return NextStep(who, STEP_WORDS[step.kind], step.due_on, late)


def _doors(viewer: Viewer, found: Any, day: date, today: date) -> list[Action]:
    """Return what can be done: what is written is written today, on the consultation as it is today."""

    def door(label: str, name: str, **more: Any) -> Action:
        return Action(label, reverse(name, args=[found.reference]), **more)

    doors = []
    if may_convene(viewer, found) and day == today:
        stage = found.stage
        if stage == ConsultationStage.PLANNED:
            doors.append(door(_("Open"), "open-consultation", primary=True))
        if stage == ConsultationStage.HELD:
            doors.append(door(_("Close"), "close-consultation", primary=True))
        if stage in (*PREPARED_IN, ConsultationStage.HELD):
            doors.append(door(_("Change"), "change-consultation", icon="edit"))
        if stage in PREPARED_IN:
            doors += [
                door(_("Write the agenda"), "write-agenda"),
                door(_("Write the pack"), "write-pack"),
                door(_("Add a participant"), "add-consulted"),
                door(_("Compute participants"), "refresh-consulted"),
                door(_("Import a workbook"), "import-consultation"),
                door(_("Cancel"), "cancel-consultation"),
            ]
    doors += [
        Action(kind.upper(), reverse("print-consultation", args=[found.reference, kind]), icon="download")
        for kind in PRINTS
    ]
    doors.append(door(_("As workbook"), "consultation-workbook", icon="download"))
    doors.append(door(_("Days as calendar"), "consultation-days", icon="calendar"))
    return doors


def stage_path(found: Any) -> list[StageMark]:
    """Return the stages as a path; one that was cancelled has none."""
    if found.stage_then == ConsultationStage.CANCELLED:
        return []
    at = PATH.index(ConsultationStage(found.stage_then))
    held = next((one.held_on for one in found.steps_in_order if one.kind == "formal"), None)
    days = {
        ConsultationStage.PLANNED: found.known_from,
        ConsultationStage.OPEN: found.opened_on,
        ConsultationStage.HELD: held,
        ConsultationStage.CLOSED: found.closed_on,
    }
    return [
        StageMark(
            stage.label,
            "done" if place < at else "current" if place == at else "ahead",
            days[stage] if place <= at else None,
        )
        for place, stage in enumerate(PATH)
    ]


def consultation_facts(viewer: Viewer, found: Any) -> list[Fact]:
    """Return the facts of one consultation as of the day of the page."""
    has_ended = found.stage_then in (ConsultationStage.CLOSED, ConsultationStage.CANCELLED)
    mission = reverse("mission", args=[found.mission.acronym])
    facts = [
        Fact(_("Operation"), found.mission.name, href=mission),
        Fact(_("Convened by"), found.convened_by.name),
        Fact(_("Called for by"), Trigger(found.trigger).label),
        Fact(_("Mandate that ends"), found.mandate.resolution if found.mandate else "—", href=mission),
        Fact(_("Vote on"), found.vote_on or "—"),
    ]
    if found.reason and (has_ended or found.stage not in (ConsultationStage.CLOSED, ConsultationStage.CANCELLED)):
        facts.append(Fact(_("Reason"), found.reason))
    if found.change and convenes(viewer, found):
        facts.append(Fact(_("Changed fact"), str(found.change)))
    if has_ended and found.outcome:
        facts.append(Fact(_("Decided"), found.outcome.resolution, href=mission))
    facts.append(Fact(_("Source"), found.source or "—", standing=found.standing))
    return facts


def measure_figures(row: MeasuredConsultation, least: int) -> list[KeyFigure]:
    """Return how meaningful a consultation was."""
    measures = row.measures
    return [
        _days(_("From report to formal meeting"), measures.days_to_read, measures.had_time_to_read, least),
        _days(_("From formal meeting to vote"), measures.days_to_use, measures.had_time_to_use, least),
        _share(_("Documents in time"), measures.on_time, measures.documents),
        _share(_("Inputs traced to the text"), measures.traced, measures.positions),
        KeyFigure(_("Taken, partly, not taken"), f"{measures.taken} / {measures.partly} / {measures.not_taken}"),
    ]


def _days(label: Text, days: int | None, is_enough: bool | None, least: int) -> KeyFigure:
    if days is None:
        return KeyFigure(label, "—", note=_("not known yet"))
    tone: Tone = "met" if is_enough else "short"
    return KeyFigure(label, days, _("days"), _("at least %(days)s are wanted") % {"days": least}, tone)


def _share(label: Text, part: int, whole: int) -> KeyFigure:
    if not whole:
        return KeyFigure(label, "—", note=_("none yet"))
    words = _("%(part)s of %(whole)s") % {"part": part, "whole": whole}
    return KeyFigure(label, words, tone="met" if part == whole else "due", share=part / whole)


def period_figures(found: PeriodMeasures) -> list[KeyFigure]:
    """Return how meaningful the consultations of a period were together."""
    return [
        KeyFigure(_("Consultations"), found.consultations),
        _share(_("With time to read"), found.had_time_to_read, found.read),
        _share(_("With time for views to be used"), found.had_time_to_use, found.timed),
        _share(_("Documents in time"), found.on_time, found.documents),
        _share(_("Inputs traced to the text"), found.traced, found.positions),
        KeyFigure(_("Taken, partly, not taken"), f"{found.taken} / {found.partly} / {found.not_taken}"),
    ]
