"""What the pages of visits show, as the kit's plain values."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

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
from muster.kit.tables import render_table
from muster.parties.models import Role
from muster.parties.viewer import Viewer
from muster.reference.checklists import ChecklistLine, checklist_lines, template, visit_functions
from muster.reference.states import states
from muster.visits.bundling import Place, WaitingUnit, backlog_by_state, suggest_trips
from muster.visits.duties import DUTY_WORDS, due_day, duty_of, duty_words, finding_is_late, is_late, side_name
from muster.visits.models import Finding, Visit, VisitChecklist
from muster.visits.parameters import CAPACITY_KEYS, CENTS_PER_DOLLAR, TARGET_KEYS, explained, team_capacity
from muster.visits.rules import (
    legal_next_stages,
    legal_next_standings,
    needs_approver,
    steps_of,
)
from muster.visits.stages import (
    ENDED_WITHOUT_VISIT,
    WITH_RESULT,
    Answer,
    FindingStanding,
    Side,
    VisitKind,
    VisitStage,
)
from muster.visits.tables import BACKLOG, TRIPS, WAITING_ON, outcome_badge, severity_badge, stage_badge

GAPS = (Answer.PARTLY, Answer.NOT_MET)
STEP_LABELS: dict[VisitStage, str] = {
    VisitStage.REQUESTED: "Postpone",
    VisitStage.AGREED: "Agree",
    VisitStage.TEAM_NAMED: "Name the team",
    VisitStage.PREPARED: "Assign the checklists",
    VisitStage.ON_SITE: "The visit begins",
    VisitStage.DRAFT_REPORT: "Begin the report",
    VisitStage.SENT: "Send the draft for comments",
    VisitStage.COMMENTED: "Comment on the draft",
    VisitStage.APPROVED: "Approve the report",
    VisitStage.TRACKED: "Track the findings",
    VisitStage.CLOSED: "Close the visit",
    VisitStage.CANCELLED: "Cancel",
    VisitStage.REFUSED: "Refuse",
}
FINDING_LABELS: dict[FindingStanding, str] = {
    FindingStanding.OPEN: "Reject",
    FindingStanding.REPORTED: "Report it remedied",
    FindingStanding.CLOSED: "Accept",
    FindingStanding.WAIVED: "Waive",
}


@dataclass(frozen=True)
class StageMark:
    """One stage on the path of a visit: `state` is done, current or ahead."""

    label: str
    state: str
    since: date | None = None


@dataclass(frozen=True)
class BoardCard:
    """A visit on the board, in a few words."""

    reference: str
    href: str
    title: str
    detail: str
    due: date | None
    is_late: bool
    illustrative: bool


@dataclass(frozen=True)
class BoardColumn:
    """The visits of one stage."""

    label: str
    cards: tuple[BoardCard, ...]


def board_columns(visits: Sequence[Visit]) -> list[BoardColumn]:
    """Return the visits under way by stage, those that ended left out; stages without a visit too."""
    ended = (VisitStage.CLOSED, *ENDED_WITHOUT_VISIT)
    columns = []
    for stage in VisitStage:
        cards = tuple(_card(visit) for visit in visits if visit.current_stage == stage)  # type: ignore[attr-defined]
        if cards and stage not in ended:
            columns.append(BoardColumn(_(stage.label), cards))
    return columns


def _card(visit: Any) -> BoardCard:
    kind, words = _(VisitKind(visit.kind).label), duty_words(visit)
    return BoardCard(
        reference=visit.reference,
        href=reverse("visit", args=[visit.reference]),
        title=visit.state.name,
        detail=f"{kind} · {words}" if words else kind,
        due=due_day(visit),
        is_late=is_late(visit),
        illustrative=visit.illustrative,
    )


def board_figures(visits: Sequence[Any], findings: Sequence[Any], day: date) -> list[KeyFigure]:
    """Return the strip of numbers over the board."""
    under_way = [one for one in visits if one.current_stage not in (*WITH_RESULT, *ENDED_WITHOUT_VISIT)]
    late = [one for one in visits if is_late(one)]
    overdue = [one for one in findings if finding_is_late(one)]
    explanation = Explanation(
        formula=_("A step is late when its day, counted from the stage before or the planned days, has passed."),
        parameters=explained(TARGET_KEYS, day),
    )
    address = reverse("findings")
    return [
        KeyFigure(_("Visits before their result"), len(under_way)),
        KeyFigure(_("Late steps"), len(late), tone="short" if late else "met", explanation=explanation),
        KeyFigure(_("Open findings"), len(findings), href=address),
        KeyFigure(_("Overdue findings"), len(overdue), tone="short" if overdue else "met", href=f"{address}?overdue=1"),
    ]


def may_lead(visit: Visit, viewer: Viewer, role: Role = Role.OFFICER) -> bool:
    """Return whether the viewer is an officer of the side that leads the visit."""
    return viewer.organisation_id == visit.lead_id and viewer.has_role(role)


def sees_team(visit: Visit, viewer: Viewer) -> bool:
    """Return whether the viewer is told who comes: the two sides, and the institution visited."""
    return viewer.organisation_id is not None and viewer.organisation_id in (
        visit.lead_id,
        visit.counterpart_id,
        visit.host_id,
    )


def may_take(visit: Visit, viewer: Viewer, following: VisitStage) -> bool:
    """Return whether the viewer may take the step, as far as side and role go."""
    side = steps_of(visit.kind)[VisitStage(visit.stage)].get(following)
    own = {Side.LEAD: (visit.lead_id,), Side.COUNTERPART: (visit.counterpart_id,)}
    sides = own.get(side, (visit.lead_id, visit.counterpart_id)) if side else ()
    role = Role.APPROVER if needs_approver(following) else Role.OFFICER
    return viewer.organisation_id in sides and viewer.has_role(role)


def may_change(visit: Visit, viewer: Viewer) -> bool:
    """Return whether the viewer may change the plan of the visit, which has not begun."""
    before = (VisitStage.REQUESTED, VisitStage.AGREED, VisitStage.TEAM_NAMED, VisitStage.PREPARED)
    asked = visit.stage == VisitStage.REQUESTED and viewer.organisation_id == visit.requested_by_id
    own = asked and viewer.has_role(Role.OFFICER)
    return visit.stage in before and (own or may_lead(visit, viewer))


def visit_doors(visit: Visit, viewer: Viewer) -> list[Action]:
    """Return the doors of a visit's page: the legal steps of the viewer's side, and what its team may record."""
    doors = []
    arguments = [visit.reference]
    if may_change(visit, viewer):
        doors.append(Action(_("Change"), reverse("change-visit", args=arguments), icon="edit"))
    if may_lead(visit, viewer):
        doors += _team_doors(visit)
    doors.append(Action(_("Checklists as workbook"), reverse("visit-workbook", args=arguments), icon="download"))
    for following in legal_next_stages(visit.kind, visit.stage):
        if not may_take(visit, viewer, following):
            continue
        name = "visit-team" if following == VisitStage.TEAM_NAMED else "visit-step"
        address = reverse(name, args=arguments if name == "visit-team" else [*arguments, following.value])
        forward = following not in (VisitStage.REQUESTED, *ENDED_WITHOUT_VISIT)
        doors.append(Action(_(STEP_LABELS[following]), address, primary=forward))
    return doors


def _team_doors(visit: Visit) -> list[Action]:
    """Return what the leading side may record at the visit's stage."""
    doors, arguments = [], [visit.reference]
    stage = VisitStage(visit.stage)
    if stage in (VisitStage.TEAM_NAMED, VisitStage.PREPARED, VisitStage.ON_SITE):
        doors.append(Action(_("Change the team"), reverse("visit-team", args=arguments)))
    if (
        stage in (VisitStage.PREPARED, VisitStage.ON_SITE, VisitStage.DRAFT_REPORT)
        and visit.kind != VisitKind.RECONNAISSANCE
    ):
        doors.append(Action(_("Import answers"), reverse("import-visit", args=arguments)))
    if stage in (VisitStage.ON_SITE, VisitStage.DRAFT_REPORT, VisitStage.TRACKED):
        doors.append(Action(_("New finding"), reverse("new-finding", args=arguments), icon="add"))
    if stage in (VisitStage.ON_SITE, VisitStage.DRAFT_REPORT):
        doors.append(Action(_("Write the report"), reverse("visit-report", args=arguments)))
    return doors


def visit_head(visit: Visit, viewer: Viewer) -> PageHead:
    """Return the head of a visit's page: what it is, its stage, who must act next."""
    duty = duty_of(visit)
    step = None
    if duty is not None:
        step = NextStep(side_name(visit, duty.side), _(DUTY_WORDS[duty.following]), duty.due, is_late(visit))
    kind = _(VisitKind(visit.kind).label)
    lead = _("Asked for by %(who)s on %(day)s; led by %(lead)s.") % {
        "who": visit.requested_by.name,
        "day": long_day(visit.requested_on),
        "lead": visit.lead.name,
    }
    return PageHead(
        title=f"{kind}, {visit.state.name}",
        crumbs=[Crumb(_("Visits"), reverse("visits")), Crumb(visit.reference)],
        lead=lead,
        status=stage_badge(visit.current_stage),  # type: ignore[attr-defined]
        next_step=step,
        actions=visit_doors(visit, viewer),
        illustrative=visit.illustrative,
    )


def stage_path(visit: Any) -> list[StageMark]:
    """Return the stages of the visit's kind in order: done with their day, the current one, and those ahead."""
    since = {event.stage: event.held_from for event in visit.known_stage_events}
    if visit.current_stage in ENDED_WITHOUT_VISIT:
        marks = [StageMark(_(VisitStage(stage).label), "done", day) for stage, day in since.items()]
        marks[-1] = StageMark(marks[-1].label, "current", marks[-1].since)
        return marks
    order = [stage for stage in VisitStage if stage in steps_of(visit.kind) and stage not in ENDED_WITHOUT_VISIT]
    current = order.index(VisitStage(visit.current_stage))
    marks = []
    for number, stage in enumerate(order):
        state = "current" if number == current else "done" if number < current else "ahead"
        marks.append(StageMark(_(stage.label), state, since.get(stage) if number <= current else None))
    return marks


def has_reached(visit: Any, stage: VisitStage) -> bool:
    """Return whether the visit had been at a stage as of the day that it was read for."""
    return any(event.stage == stage for event in visit.known_stage_events)


def visit_facts(visit: Visit, day: date) -> list[Fact]:
    """Return the visit's plan, letters and days; its one source and standing come last."""
    begun = visit.carried_from is not None and visit.carried_from <= day
    over = visit.carried_until is not None and visit.carried_until <= day
    facts = [
        Fact(_("Purpose"), visit.purpose or "—"),
        Fact(_("Mode"), _(visit.get_mode_display())),
        Fact(_("Mission"), visit.mission.name if visit.mission else "—"),
        *([Fact(_("Institution visited"), visit.host.name)] if visit.host else []),
        Fact(_("Planned"), _days(visit.planned_from, visit.planned_until)),
        Fact(_("Carried out"), _days(visit.carried_from if begun else None, visit.carried_until if over else None)),
    ]
    if has_reached(visit, VisitStage.AGREED):
        facts.append(Fact(_("Invitation (note verbale)"), _letter(visit.invitation_reference, visit.invitation_on)))
        facts.append(Fact(_("Reply (fax)"), _letter(visit.reply_reference, visit.reply_on)))
    if has_reached(visit, VisitStage.SENT):
        facts.append(Fact(_("Comments until"), visit.comments_due))
    facts.append(Fact(_("Source"), visit.source or "—", standing=visit.standing))
    return facts


def _days(start: date | None, until: date | None) -> str:
    if start is None:
        return "—"
    if until is None:
        return _("from %(start)s") % {"start": long_day(start)}
    return _("from %(start)s until %(until)s (excluded)") % {"start": long_day(start), "until": long_day(until)}


def _letter(reference: str, day: date | None) -> str:
    return ", ".join(filter(None, [reference, long_day(day) if day else ""])) or "—"


def team_rows(visit: Any) -> list[dict[str, Any]]:
    """Return the team with its functions in words."""
    names = {one.code: one.name for one in visit_functions()}
    return [
        {
            "function": _(names.get(one.function, one.function)),
            "organisation": one.organisation,
            "name": one.name,
            "is_lead": one.is_lead,
        }
        for one in visit.known_team
    ]


@dataclass(frozen=True)
class SubjectRow:
    """A subject of a visit as its page shows it; `outcome` None: the viewer may not see one."""

    reference: str
    title: str
    unit_type: str
    outcome: Badge | None
    note: str
    decided_on: date | None
    href: str


def subject_rows(visit: Any, viewer: Viewer) -> list[SubjectRow]:
    """Return the subjects, each with the outcome that holds and the door to decide on it."""
    at_work = VisitStage(visit.stage) in (VisitStage.ON_SITE, VisitStage.DRAFT_REPORT) and may_lead(visit, viewer)
    later = VisitStage(visit.stage) in (VisitStage.APPROVED, VisitStage.TRACKED)
    may_decide = at_work or (later and may_lead(visit, viewer, Role.APPROVER))
    rows = []
    for one in visit.known_subjects:
        last = one.known_outcomes[-1] if one.known_outcomes else None
        shown = outcome_badge(last.outcome if last else None) if visit.shows_result else None
        rows.append(
            SubjectRow(
                reference=one.reference,
                title=one.title,
                unit_type=one.unit_type,
                outcome=shown,
                note=last.note if last else "",
                decided_on=last.decided_on if last else None,
                href=reverse("visit-outcome", args=[visit.reference, one.pk]) if may_decide else "",
            )
        )
    return rows


def lines_asked(checklist: VisitChecklist) -> tuple[ChecklistLine, ...]:
    """Return the lines of a checklist, in the version that the visit was given."""
    asked_of = "unit" if checklist.subject_id else "state"
    return checklist_lines(checklist.area, checklist.template_version, asked_of)


def checklist_rows(visit: Any) -> list[dict[str, Any]]:
    """Return the checklists with how far each is answered."""
    rows = []
    for checklist in visit.known_checklists:
        answers = {one.line: one.answer for one in checklist.known_answers}
        lines = lines_asked(checklist)
        critical = [line for line in lines if line.weight == "critical" and line.code not in answers]
        rows.append(
            {
                "area": _(template(checklist.area, checklist.template_version).title),
                "whose": checklist.subject.reference if checklist.subject else visit.state.name,
                "version": checklist.template_version,
                "lines": len(lines),
                "answered": len(answers) if visit.shows_result else None,
                "gaps": sum(one in GAPS for one in answers.values()) if visit.shows_result else None,
                "critical_open": len(critical) if visit.shows_result else None,
                "href": reverse("visit-checklist", args=[visit.reference, checklist.pk]),
            }
        )
    return rows


def visit_timeline(visit: Any) -> list[TimelineEntry]:
    """Return the stages that were known, oldest first, with who took each step and why."""
    entries = []
    reached = False
    for event in visit.known_stage_events:
        stage = VisitStage(event.stage)
        what = _("Postponed") if stage == VisitStage.REQUESTED and reached else _(stage.label)
        reached = True
        detail = "; ".join(filter(None, [event.by.name if event.by else "", event.reason, event.source]))
        tone: Tone = "illustrative" if event.illustrative else "met" if stage in WITH_RESULT else "accent"
        entries.append(TimelineEntry(event.held_from, what, detail, tone))
    return entries


def finding_head(finding: Finding, viewer: Viewer) -> PageHead:
    """Return the head of a finding's page, with the steps of the viewer's side."""
    doors = [
        Action(_(FINDING_LABELS[one]), reverse("finding-step", args=[finding.reference, one.value]), primary=True)
        for one in legal_next_standings(finding.standing)
        if may_take_finding_step(finding, viewer, one)
    ]
    standing = FindingStanding(finding.current_standing)  # type: ignore[attr-defined]
    turn = {
        FindingStanding.OPEN: (finding.owner.name, _("remedies it and reports that")),
        FindingStanding.REPORTED: (finding.visit.lead.name, _("accepts or rejects what is reported")),
    }.get(standing)
    return PageHead(
        title=_("Finding %(one)s") % {"one": finding.reference},
        crumbs=[
            Crumb(_("Findings"), reverse("findings")),
            Crumb(finding.visit.reference, reverse("visit", args=[finding.visit.reference])),
            Crumb(finding.reference),
        ],
        lead=finding.text,
        status=severity_badge(finding.severity),
        next_step=NextStep(*turn, finding.due_on, finding_is_late(finding)) if turn else None,
        actions=doors,
        illustrative=finding.visit.illustrative,
    )


def may_take_finding_step(finding: Finding, viewer: Viewer, following: FindingStanding) -> bool:
    """Return whether the viewer may take the step, as far as side and role go."""
    if following == FindingStanding.REPORTED:
        return viewer.organisation_id == finding.owner_id and viewer.has_role(Role.OFFICER)
    role = Role.APPROVER if following == FindingStanding.WAIVED else Role.OFFICER
    return may_lead(finding.visit, viewer, role)


def finding_facts(finding: Any) -> list[Fact]:
    """Return a finding's facts."""
    return [
        Fact(_("State"), finding.visit.state.name),
        Fact(_("On"), finding.subject.reference if finding.subject else _("the State itself")),
        Fact(_("Line of the checklist"), finding.line or finding.area or "—"),
        Fact(_("Owner"), finding.owner.name),
        Fact(_("Raised on"), finding.raised_on),
        Fact(_("Due on"), finding.due_on),
        Fact(_("Standing"), _(FindingStanding(finding.current_standing).label)),
    ]


def finding_timeline(finding: Any) -> list[TimelineEntry]:
    """Return the steps of a finding that were known, oldest first."""
    tones: dict[str, Tone] = {FindingStanding.OPEN: "due", FindingStanding.REPORTED: "accent"}
    return [
        TimelineEntry(
            event.held_from,
            _(FindingStanding(event.standing).label),
            "; ".join(filter(None, [event.by.name if event.by else "", event.note])),
            tones.get(event.standing, "met"),
        )
        for event in finding.known_events
    ]


def places_of_states() -> dict[str, Place]:
    """Return where each State lies, by ISO alpha-3 code."""
    return {one.iso3: Place(float(one.latitude), float(one.longitude), one.region) for one in states()}


def bundling_view_model(
    request: HttpRequest,
    units: Sequence[WaitingUnit],
    today: date,
    names: Mapping[str, str],
    address_of: Callable[[WaitingUnit], str],
) -> dict[str, Any] | HttpResponse:
    """Return the context of `visits/bundling.html`: the backlog by State and age, and the trips suggested for it.

    A higher room feeds it: it knows the waiting units (those that the viewer may see), and calls this with `names` of
    States by code and the address of a unit's own page. The answer is a file where the address asks for a table as one.
    """
    capacity = team_capacity(today)
    found = suggest_trips(units, places_of_states(), today, capacity)
    backlog = [_backlog_row(one, names) for one in backlog_by_state(units, today, capacity)]
    trips = [
        {
            "number": number,
            "states": ", ".join(names.get(state, state) for state in trip.states),
            "units": ", ".join(unit.reference for unit in trip.units),
            "unit_count": len(trip.units),
            "days": trip.days,
            "cost": trip.cost_cents // CENTS_PER_DOLLAR,
            "points": trip.points,
        }
        for number, trip in enumerate(found.trips, 1)
    ]
    left = [
        {**asdict(unit), "state": names.get(unit.state, unit.state), "href": address_of(unit)} for unit in found.left
    ]
    context: dict[str, Any] = {}
    for name, declared, rows in (("backlog", BACKLOG, backlog), ("trips", TRIPS, trips), ("left", WAITING_ON, left)):
        table = render_table(request, declared, rows, prefix=f"{name}-")
        if isinstance(table, HttpResponse):
            return table
        context[name] = table
    served = sum(len(trip.units) for trip in found.trips)
    quality = _("proven to be the best") if found.is_exact else _("the best found; none is worth more than the bound")
    explanation = Explanation(
        formula=_("points of a unit = priority × (points of a unit + points of a month × months waited)"),
        inputs=(ExplainInput(_("Points served"), str(found.points)), ExplainInput(_("Bound"), str(found.bound))),
        parameters=explained(CAPACITY_KEYS, today),
        note=quality,
    )
    context["figures"] = [
        KeyFigure(_("Units that wait"), len(units)),
        KeyFigure(_("Served by the trips"), served, share=served / len(units) if units else None),
        KeyFigure(_("Trips"), len(found.trips), note=_("a quarter's capacity")),
        KeyFigure(_("Cost"), sum(trip["cost"] for trip in trips), "USD"),  # type: ignore[misc]
        KeyFigure(
            _("Quality"), f"{found.quality_percent} %", note=quality, explanation=explanation,
            tone="met" if found.is_exact else "neutral",
        ),
    ]  # fmt: skip
    return context


def _backlog_row(one: Any, names: Mapping[str, str]) -> dict[str, Any]:
    bands = dict(zip(("under_6", "under_12", "under_24", "over_24"), one.by_age, strict=True))
    plain = {"units": one.units, "strength": one.strength, "oldest": one.oldest, "points": one.points}
    return {"name": names.get(one.state, one.state), **plain, **bands}
