"""Visits, findings, checklists, the backlog and the suggested trips as tables."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from muster.kit.named import choices
from muster.kit.pages import Badge, Tone
from muster.kit.tables import Column, Table
from muster.visits.duties import due_day, duty_words, finding_is_late, is_late
from muster.visits.models import Finding, Visit
from muster.visits.stages import (
    ENDED_WITHOUT_VISIT,
    WITH_RESULT,
    FindingStanding,
    Outcome,
    Severity,
    VisitKind,
    VisitStage,
)

SEVERITY_TONES: dict[str, Tone] = {Severity.CRITICAL: "short", Severity.MAJOR: "due"}
FINDING_TONES: dict[str, Tone] = {
    FindingStanding.OPEN: "due",
    FindingStanding.REPORTED: "accent",
    FindingStanding.CLOSED: "met",
}
OUTCOME_TONES: dict[str, Tone] = {
    Outcome.RECOMMENDED: "met",
    Outcome.AFTER_FOLLOW_UP: "due",
    Outcome.NOT_RECOMMENDED: "short",
}


def stage_badge(stage: str) -> Badge:
    """Return a stage as a badge: met once the result holds."""
    if stage in WITH_RESULT:
        return Badge(_now(VisitStage(stage).label), "met")
    return Badge(_now(VisitStage(stage).label), "neutral" if stage in ENDED_WITHOUT_VISIT else "accent")


def severity_badge(severity: str) -> Badge:
    """Return a severity as a badge."""
    return Badge(_now(Severity(severity).label), SEVERITY_TONES.get(severity, "neutral"))


def standing_badge(finding: Any) -> Badge:
    """Return where a finding stands, or that it is overdue."""
    standing = FindingStanding(finding.current_standing)
    if finding_is_late(finding):
        return Badge(_now("%(standing)s, overdue") % {"standing": _now(standing.label)}, "short")
    return Badge(_now(standing.label), FINDING_TONES.get(standing, "neutral"))


def outcome_badge(outcome: str | None) -> Badge:
    """Return an outcome as a badge; none yet is open."""
    if outcome is None:
        return Badge(_now("Open"))
    return Badge(_now(Outcome(outcome).label), OUTCOME_TONES[outcome])


def visit_address(visit: Visit) -> str:
    """Return the address of a visit's page."""
    return reverse("visit", args=[visit.reference])


def finding_address(finding: Finding) -> str:
    """Return the address of a finding's page."""
    return reverse("finding", args=[finding.reference])


VISITS = Table(
    name="visits",
    caption=_("Visits"),
    empty=_("No visit that you may see is on record as of this day. Either side asks for one by form."),
    order="-requested_on,reference",
    columns=[
        Column("reference", _("Visit"), kind="link", href=visit_address, lookup="reference"),
        Column("state", _("State"), "state.name", lookup="state__name", filter="choice"),
        Column(
            "kind",
            _("Kind"),
            lambda row: _now(row.get_kind_display()),
            lookup="kind",
            filter="choice",
            choices=choices(VisitKind),
        ),
        Column(
            "stage",
            _("Stage"),
            lambda row: stage_badge(row.current_stage),
            kind="badge",
            lookup="current_stage",
            choices=choices(VisitStage),
        ),
        Column("stage_since", _("Since"), kind="date", lookup="stage_since"),
        Column("next_step", _("Next"), duty_words, filter="none", sortable=False),
        Column("due", _("By"), due_day, kind="date", filter="none", sortable=False),
        Column(
            "late",
            _("Late"),
            lambda row: Badge(_now("late"), "short") if is_late(row) else None,
            kind="badge",
            filter="none",
            sortable=False,
        ),
        Column("planned_from", _("Planned from"), kind="date", lookup="planned_from", hidden=True),
        Column("planned_until", _("Planned until"), kind="date", lookup="planned_until", hidden=True),
        Column("subject_count", _("Subjects"), kind="integer", lookup="subject_count", total=True),
        Column("open_finding_count", _("Open findings"), kind="integer", lookup="open_finding_count", total=True),
        Column("mission", _("Mission"), "mission.code", lookup="mission__code", hidden=True),
        Column("register", _("Register"), "register.name", lookup="register__name", hidden=True),
        Column("requested_on", _("Requested on"), kind="date", lookup="requested_on", hidden=True),
        Column("purpose", _("Purpose"), lookup="purpose", hidden=True),
        Column(
            "standing",
            _("Standing of the record"),
            lambda row: row.get_standing_display(),
            hidden=True,
            filter="none",
            sortable=False,
        ),
        Column("source", _("Source"), lookup="source", hidden=True),
    ],
)


def _subject_words(finding: Finding) -> str:
    return finding.subject.reference if finding.subject else _now("the State itself")


def _finding_columns(*, with_visit: bool) -> list[Column]:
    """Return the columns of findings, with those that a list over several visits needs."""
    found = [
        Column("reference", _("Finding"), kind="link", href=finding_address, lookup="reference"),
        Column(
            "severity",
            _("Severity"),
            lambda row: severity_badge(row.severity),
            kind="badge",
            lookup="severity",
            choices=choices(Severity),
        ),
        Column("text", _("What was found"), lookup="text"),
        Column("subject", _("On"), _subject_words, lookup="subject__reference"),
        Column("area", _("Line"), lambda row: row.line or row.area, lookup="area", filter="none"),
        Column("owner", _("Owner"), "owner.name", lookup="owner__name", filter="choice"),
        Column("due_on", _("Due"), kind="date", lookup="due_on"),
        Column(
            "standing",
            _("Standing"),
            standing_badge,
            kind="badge",
            lookup="current_standing",
            choices=choices(FindingStanding),
        ),
    ]
    if with_visit:
        found[1:1] = [
            Column("state", _("State"), "visit.state.name", lookup="visit__state__name", filter="choice"),
            Column(
                "visit",
                _("Visit"),
                "visit.reference",
                kind="link",
                href=lambda row: reverse("visit", args=[row.visit.reference]),
                lookup="visit__reference",
                hidden=True,
            ),
        ]
        found.append(Column("raised_on", _("Raised on"), kind="date", lookup="raised_on", hidden=True))
    return found


FINDINGS = Table(
    name="findings",
    caption=_("Findings of visits"),
    empty=_("No finding that you may see is open as of this day. A visiting team records them on the visit's page."),
    order="due_on,reference",
    columns=_finding_columns(with_visit=True),
    illustrative="visit.illustrative",
)
VISIT_FINDINGS = Table(
    name="visit-findings",
    caption=_("Findings of the visit"),
    empty=_("No finding is on record as of this day that you may see."),
    columns=_finding_columns(with_visit=False),
    filters=False,
    tools=False,
    illustrative="visit.illustrative",
)
CHECKLISTS = Table(
    name="checklists",
    caption=_("Checklists of the visit"),
    empty=_("The checklists are assigned when the visit is prepared, by the unit types of its subjects."),
    columns=[
        Column("area", _("Checklist"), kind="link", href=lambda row: row["href"]),
        Column("whose", _("Of")),
        Column("version", _("Version"), kind="integer"),
        Column("lines", _("Lines"), kind="integer", total=True),
        Column("answered", _("Answered"), kind="integer", total=True),
        Column("gaps", _("Not or partly met"), kind="integer", total=True),
        Column("critical_open", _("Critical unanswered"), kind="integer", total=True),
    ],
    filters=False,
    tools=False,
)
TEAM = Table(
    name="team",
    caption=_("The visiting team"),
    empty=_("Nobody is named yet."),
    columns=[
        Column("function", _("Function")),
        Column("organisation", _("Organisation")),
        Column("name", _("Name")),
        Column("is_lead", _("Lead"), lambda row: _now("leads") if row["is_lead"] else ""),
    ],
    filters=False,
    tools=False,
)
BACKLOG = Table(
    name="backlog",
    caption=_("Units that wait for a visit, by State"),
    empty=_("No unit waits for a visit as of this day."),
    columns=[
        Column("state", _("State"), "name"),
        Column("units", _("Units"), kind="integer", total=True),
        Column("strength", _("Strength"), kind="integer", unit=_("people"), total=True),
        Column("oldest", _("Waiting since"), kind="date"),
        Column("under_6", _("Under 6 months"), kind="integer", total=True),
        Column("under_12", _("6 to 11 months"), kind="integer", total=True),
        Column("under_24", _("12 to 23 months"), kind="integer", total=True),
        Column("over_24", _("24 months or more"), kind="integer", total=True),
        Column("points", _("Points"), kind="integer", total=True),
    ],
    filters=False,
)
TRIPS = Table(
    name="trips",
    caption=_("Suggested trips"),
    empty=_("No trip is suggested: no unit waits for a visit as of this day."),
    columns=[
        Column("number", _("Trip"), kind="integer"),
        Column("states", _("States")),
        Column("units", _("Units")),
        Column("unit_count", _("Number"), kind="integer", total=True),
        Column("days", _("Length"), kind="integer", unit=_("days"), total=True),
        Column("cost", _("Cost"), kind="integer", unit=_("USD"), total=True),
        Column("points", _("Points"), kind="integer", total=True),
    ],
    filters=False,
)
WAITING_ON = Table(
    name="waiting",
    caption=_("Units that no suggested trip serves"),
    empty=_("Every waiting unit is served."),
    columns=[
        Column("reference", _("Unit"), kind="link", href=lambda row: row["href"]),
        Column("state", _("State")),
        Column("unit_type", _("Unit type")),
        Column("level_sought", _("Towards")),
        Column("waiting_since", _("Waiting since"), kind="date"),
        Column("strength", _("Strength"), kind="integer", unit=_("people")),
    ],
    filters=False,
)
