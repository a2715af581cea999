"""What the page of a case shows, as the kit's plain values."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.generation.actions.access import is_register, may_move
from muster.generation.models import Case, CaseStage, CaseVariant, NoteKind, PhaseStage
from muster.generation.pages.case_parts import part_doors
from muster.generation.parameters import FORECAST_KEYS, explained, forecast_parameters
from muster.generation.queries import Standing, leading
from muster.generation.rules.durations import history_weight
from muster.generation.rules.lateness import LATE, promises
from muster.generation.rules.phases import STEPS
from muster.generation.tables import phase_name, standing_badge
from muster.kit.charts.chart import Chart
from muster.kit.charts.schedule import Bar, Mark, schedule_chart
from muster.kit.day_text import long_day
from muster.kit.pages import (
    Action,
    Badge,
    Crumb,
    ExplainInput,
    Explanation,
    Fact,
    KeyFigure,
    NextStep,
    PageHead,
    TimelineEntry,
    Tone,
)
from muster.parties.models import Role
from muster.parties.viewer import Viewer
from muster.reference.phases import phase
from muster.reference.unit_types import unit_type

STAGE_TONES: dict[str, Tone] = {PhaseStage.DONE: "met", PhaseStage.UNDER_WAY: "accent"}
NOTE_TONES: dict[str, Tone] = {NoteKind.DECISION: "accent", NoteKind.PROMISE: "due"}
STEP_NAMES = {
    PhaseStage.UNDER_WAY: ("start", "Begin"),
    PhaseStage.DONE: ("finish", "Finish"),
    PhaseStage.LEFT_OUT: ("leave-out", "Leave out"),
}


@dataclass(frozen=True)
class PathMark:
    """One phase on the path of a case: `state` is done, current or ahead."""

    label: str
    state: str
    since: date | None = None


def crumbs(*more: Crumb) -> list[Crumb]:
    """Return the path to a page of force generation."""
    return [Crumb(_("Generation"), reverse("generation")), *more]


def case_title(case: Case) -> str:
    """Return what a case is about: the State and its unit."""
    return f"{case.state.name}: {case.title or _(unit_type(case.post.unit_type).name)}"


def case_head(case: Any, standing: Standing, viewer: Viewer) -> PageHead:
    """Return the head of a case's page: what it is, how it stands, who must do what next."""
    step = None
    if standing.owed and case.stage == CaseStage.OPEN:
        first = standing.owed[0]
        step = NextStep(
            leading(case, first.side).name, phase_name(first.code), first.due_on, first.days_overdue > 0,
            reverse("case-phase", args=[case.reference, first.code]),
        )  # fmt: skip
    case.verdict = standing.lateness.verdict
    words = {
        "variant": _(case.get_variant_display()),
        "post": case.post.reference,
        "mission": case.post.requirement.mission.acronym,
        "requested": long_day(case.requested_on),
        "wanted": long_day(case.wanted_on),
    }
    lead = _("%(variant)s for post %(post)s of %(mission)s; requested on %(requested)s, wanted by %(wanted)s.") % words
    return PageHead(
        title=case_title(case),
        kicker=_("DRILL: counts nowhere") if case.is_drill else "",
        crumbs=crumbs(Crumb(case.reference)),
        lead=lead,
        status=standing_badge(case),
        next_step=step,
        actions=[*_arrived_doors(case, standing, viewer), *_doors(case, viewer)],
        illustrative=case.illustrative,
    )


def _arrived_doors(case: Any, standing: Standing, viewer: Viewer) -> list[Action]:
    """Return the door to the unit in theatre of a case whose arrival is recorded: for the mission's secretariat."""
    secretariat = case.post.requirement.mission.mandated_by_id
    is_unit = not case.is_drill and case.variant != CaseVariant.INDIVIDUAL
    has_arrived = standing.schedule.has_arrived and standing.schedule.arrival_on is not None
    if not (is_unit and has_arrived and viewer.organisation_id == secretariat and viewer.has_role(Role.OFFICER)):
        return []
    return [Action(_("Enter as deployed unit"), reverse("unit-of-case", args=[case.reference]), primary=True)]


def _doors(case: Any, viewer: Viewer) -> list[Action]:
    """Return what the viewer may do with the case as a whole."""
    doors = []
    mission = case.post.requirement.mission
    sides = (case.register_id, case.state_id, mission.organisation_id)
    if viewer.organisation_id in sides and viewer.has_role(Role.OFFICER):
        doors.append(Action(_("Write into the log"), reverse("case-note", args=[case.reference]), icon="edit"))
    is_open = case.stage == CaseStage.OPEN and not case.has_ended_since
    if is_open and is_register(viewer, case):
        doors.append(Action(_("Change"), reverse("change-case", args=[case.reference])))
    if is_open and is_register(viewer, case, Role.APPROVER):
        doors.append(Action(_("Abandon"), reverse("abandon-case", args=[case.reference])))
    doors.append(Action(_("Blocks"), reverse("blocks")))
    return [*doors, *(one for one in part_doors(case) if one.href != reverse("case", args=[case.reference]))]


def phase_path(standing: Standing) -> list[PathMark]:
    """Return the phases in order: done with their day, those that can be worked on now, those ahead."""
    marks = []
    for one in standing.schedule.phases:
        if one.stage == PhaseStage.LEFT_OUT:
            continue
        state = "done" if one.stage == PhaseStage.DONE else "current" if one.is_ready else "ahead"
        day = one.finish if state == "done" else one.start if one.stage == PhaseStage.UNDER_WAY else None
        marks.append(PathMark(phase_name(one.code), state, day))
    return marks


def case_figures(case: Any, standing: Standing, day: date) -> list[KeyFigure]:
    """Return the strip of numbers: schedule, forecast, lateness and promises."""
    planned, forecast, late = standing.schedule, standing.forecast, standing.lateness
    done = sum(one.stage in (PhaseStage.DONE, PhaseStage.LEFT_OUT) for one in planned.phases)
    counted = promises(standing.facts, day)
    explanation = forecast_explanation(standing, day)
    arrived = _("arrived") if planned.has_arrived else ""
    tone: Tone = "short" if late.verdict == LATE else "neutral"
    return [
        KeyFigure(_("Phases done"), f"{done} / {len(planned.phases)}", share=done / max(1, len(planned.phases))),
        KeyFigure(_("Arrival by the schedule"), _shown(planned.arrival_on), note=arrived),
        KeyFigure(
            _("Arrival, even chance (P50)"),
            _shown(forecast.arrival_p50),
            tone=tone,
            note=_days_late(late.days_late),
            explanation=explanation,
        ),
        KeyFigure(
            _("Arrival, nine in ten (P90)"), _shown(forecast.arrival_p90), note=_days_late(late.days_late_at_most)
        ),
        KeyFigure(_("Operational, even chance"), _shown(forecast.operational_p50)),
        KeyFigure(
            _("Promises broken"),
            counted.broken,
            tone="short" if counted.broken else "neutral",
            note=_("%(kept)d kept, %(standing)d standing") % {"kept": counted.kept, "standing": counted.standing},
        ),
    ]


def _shown(day: date | None) -> str:
    return long_day(day) if day else _("day not known")


def _days_late(days: int | None) -> str:
    if days is None:
        return ""
    if days > 0:
        return _("%(days)d days late") % {"days": days}
    return _("%(days)d days before it is wanted") % {"days": -days}


def forecast_explanation(standing: Standing, day: date) -> Explanation:
    """Return how the forecast comes about, with its parameters and what each phase's history weighs."""
    history = forecast_parameters(day).history
    inputs = tuple(
        ExplainInput(
            phase_name(one.code),
            _("%(least)d / %(likely)d / %(most)d days; %(number)d finished ones weigh %(percent)d %%")
            % {
                "least": one.least_days,
                "likely": one.likely_days,
                "most": one.most_days,
                "number": standing.history_counts[one.code],
                "percent": round(100 * history_weight(standing.history_counts[one.code], history)),
            },
            source=phase(one.code).source,
        )
        for one in standing.facts.phases
        if one.stage in (PhaseStage.WAITING, PhaseStage.UNDER_WAY)
    )
    return Explanation(
        formula=_(
            "Schedules are drawn with a duration for each phase that is not done: a triangle of its least, likely and "
            "most days, moved towards the durations of finished phases of its kind once there are enough. A phase "
            "under way is drawn among the durations longer than it has lasted."
        ),
        inputs=inputs,
        parameters=explained(FORECAST_KEYS, day),
    )


def gantt_of(case: Any, standing: Standing, day: date) -> Chart | None:
    """Return the schedule drawn; None where nothing has a day."""
    bars = [
        Bar(
            group=leading(case, phase(one.code).lead).name,
            row=phase_name(one.code),
            start=one.start or one.finish,
            finish=one.finish,
            latest=date.fromordinal(one.finish.toordinal() + one.slack_days),
            state="past" if one.stage in (PhaseStage.DONE, PhaseStage.UNDER_WAY) else "ahead",
            is_critical=one.is_critical,
            words=f"{long_day(one.start or one.finish)} – {long_day(one.finish)}",
            href=reverse("case-phase", args=[case.reference, one.code]),
        )
        for one in standing.schedule.phases
        if one.finish is not None and one.stage != PhaseStage.LEFT_OUT
    ]
    if not bars:
        return None
    marks = [Mark(case.wanted_on, _("wanted in theatre"))]
    forecast = standing.forecast
    if not standing.schedule.has_arrived and forecast.arrival_p50 and forecast.arrival_p90:
        marks.append(Mark(forecast.arrival_p50, _("arrival, even chance")))
        marks.append(Mark(forecast.arrival_p90, _("arrival, nine in ten")))
    return schedule_chart(
        bars,
        marks,
        day,
        title=_chart_title(standing),
        summary=_(
            "Bars are phases by the schedule as of this day; an outline behind one is how far it may slip. Dashed "
            "lines: the day on which the unit is wanted, and the arrival by an even chance and in nine cases of ten."
        ),
        source=_("Durations: templates of section 3.1 or as overridden. Days: the record."),
    )


def _chart_title(standing: Standing) -> str:
    planned = standing.schedule
    if planned.has_arrived and planned.arrival_on:
        return _("The unit arrived on %(day)s") % {"day": long_day(planned.arrival_on)}
    if planned.has_arrived:
        return _("The unit has arrived, on a day that nobody recorded")
    path = ", ".join(phase_name(code) for code in planned.critical_path)
    words = {"day": _shown(planned.arrival_on), "path": path}
    return _("Arrival by the schedule on %(day)s; critical: %(path)s") % words


def owed_rows(case: Any, standing: Standing) -> list[dict[str, Any]]:
    """Return who owes what now."""
    rows = []
    for one in standing.owed if case.stage == CaseStage.OPEN else ():
        badge: Badge | None = Badge(_("critical"), "due") if one.is_critical else None
        if one.is_promise_broken:
            badge = Badge(_("promise broken"), "short")
        elif one.held_until is not None:
            badge = Badge(_("held up until %(day)s") % {"day": long_day(one.held_until)})
        rows.append(
            {
                "phase": phase_name(one.code),
                "href": reverse("case-phase", args=[case.reference, one.code]),
                "by": leading(case, one.side).name,
                "due_on": one.due_on,
                "days_overdue": max(0, one.days_overdue),
                "standing": badge,
                "promised_for": one.promised_for,
            }
        )
    return rows


def stage_badge(stage: str, *, is_late: bool) -> Badge:
    """Return where a phase stands as a badge."""
    label = str(PhaseStage(stage).label)
    if is_late:
        return Badge(_("%(stage)s, late") % {"stage": label}, "short")
    return Badge(label, STAGE_TONES.get(stage, "neutral"))


def phase_rows(case: Any, standing: Standing) -> list[dict[str, Any]]:
    """Return all phases with their place on the schedule."""
    stored = {one.phase: one for one in case.known_phases}
    known = standing.facts.by_code
    rows = []
    for one in standing.schedule.phases:
        row, told = stored[one.code], known[one.code]
        is_open = one.stage in (PhaseStage.WAITING, PhaseStage.UNDER_WAY)
        rows.append(
            {
                "phase": phase_name(one.code),
                "href": reverse("case-phase", args=[case.reference, one.code]),
                "lead": leading(case, phase(one.code).lead).name,
                "stage": stage_badge(one.stage, is_late=one.is_late),
                "start": one.start,
                "finish": one.finish,
                "slack_days": one.slack_days if is_open else None,
                "least_days": told.least_days,
                "likely_days": told.likely_days,
                "most_days": told.most_days,
                "promised_for": told.promised_for,
                "outcome": "" if is_open else row.outcome,
                "overridden_because": row.overridden_because,
            }
        )
    return rows


def case_facts_shown(case: Any) -> list[Fact]:
    """Return what a case is; its one source and standing come last."""
    pledge = Fact(_("Pledge"), "—")
    if case.pledge:
        pledge = Fact(_("Pledge"), case.pledge.reference, href=reverse("pledge", args=[case.pledge.reference]))
    requirement = case.post.requirement
    facts = [
        Fact(_("Post"), case.post.reference, href=reverse("requirement", args=[requirement.reference])),
        pledge,
        Fact(_("Strength"), case.strength, unit=_("people")),
        Fact(_("Generated by"), case.register.name),
        Fact(_("Desk officer"), case.desk_officer or "—"),
        Fact(_("Stage"), _(case.get_stage_display())),
    ]
    if case.ended_on:
        facts.append(Fact(_("Ended on"), case.ended_on))
        facts.append(Fact(_("Why"), case.ended_reason or _("the last phase is done")))
    facts.append(Fact(_("Source"), case.source or "—", standing=case.standing))
    return facts


def log_entries(case: Any) -> list[TimelineEntry]:
    """Return the log, latest first."""
    return [
        TimelineEntry(
            one.on,
            f"{_(one.get_kind_display()).capitalize()}, {one.by.name if one.by else _('the installation')}",
            one.words,
            NOTE_TONES.get(one.kind, "neutral"),
        )
        for one in case.known_notes
    ]


def phase_head(case: Any, standing: Standing, code: str, viewer: Viewer) -> PageHead:
    """Return the head of the page of one phase, with the steps that the viewer may take."""
    placed = standing.schedule.by_code[code]
    known = phase(code)
    words = {"who": leading(case, known.lead).name, "led_by": known.led_by, "output": known.output}
    return PageHead(
        title=phase_name(code),
        crumbs=crumbs(Crumb(case.reference, reverse("case", args=[case.reference])), Crumb(phase_name(code))),
        lead=_("Led by %(who)s (%(led_by)s). Brings forth: %(output)s.") % words,
        status=stage_badge(placed.stage, is_late=placed.is_late),
        actions=_phase_doors(case, code, placed.stage, viewer),
        illustrative=case.illustrative,
    )


def _phase_doors(case: Any, code: str, stage: str, viewer: Viewer) -> list[Action]:
    """Return the steps of a phase that the viewer may take, and what may be said of it."""
    doors: list[Action] = []
    if case.stage != CaseStage.OPEN or case.has_ended_since or not may_move(viewer, case, code):
        return doors
    for following in STEPS[stage]:
        name, label = STEP_NAMES[PhaseStage(following)]
        if name == "leave-out" and not is_register(viewer, case):
            continue
        address = reverse("case-phase-step", args=[case.reference, code, name])
        doors.append(Action(_(label), address, primary=name != "leave-out"))
    if doors:
        for name, label in (("promise", _("Promise a day")), ("durations", _("Change the durations"))):
            doors.append(Action(label, reverse("case-phase-step", args=[case.reference, code, name])))
    return doors


def phase_facts_shown(case: Any, standing: Standing, code: str) -> list[Fact]:
    """Return what is known of one phase."""
    placed, told = standing.schedule.by_code[code], standing.facts.by_code[code]
    stored = next(one for one in case.known_phases if one.phase == code)
    known = phase(code)
    return [
        Fact(_("From"), placed.start or "—"),
        Fact(_("Done on"), placed.finish or "—"),
        Fact(_("Due on"), placed.due_on or "—"),
        Fact(_("May slip by"), placed.slack_days, unit=_("days")),
        Fact(_("Least, likely, most"), f"{told.least_days}, {told.likely_days}, {told.most_days}", unit=_("days")),
        Fact(_("Durations changed because"), stored.overridden_because or "—"),
        Fact(_("Promised for"), told.promised_for or "—"),
        Fact(_("Outcome"), stored.outcome or "—"),
        Fact(_("The phase"), known.name, source=known.source, standing=known.standing),
    ]
