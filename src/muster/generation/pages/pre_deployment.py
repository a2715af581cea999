"""The pre-deployment visit on the page of its case: what it said, and what its conditions hold up."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from muster.generation.queries.pre_deployment import CaseVisit
from muster.generation.rules.pre_deployment import (
    CONDITIONS,
    GO,
    LOAD_LIST,
    MOVEMENT,
    NO_GO,
    PENDING,
    Condition,
    VisitResult,
    holding,
)
from muster.generation.tables import phase_name
from muster.kit.pages import Badge, Fact, Tone
from muster.kit.tables import Column, Table
from muster.visits.stages import Severity, VisitStage

VERDICTS = {GO: _("go"), CONDITIONS: _("go with conditions"), NO_GO: _("no-go"), PENDING: _("nothing said yet")}
TONES: dict[str, Tone] = {GO: "met", CONDITIONS: "due", NO_GO: "short"}
CONDITIONS_TABLE = Table(
    name="conditions",
    caption=_("Conditions of the pre-deployment visit"),
    empty=_("The visit has raised no condition."),
    filters=False,
    tools=False,
    columns=[
        Column("reference", _("Condition"), kind="link", href=lambda row: row["href"], sortable=False),
        Column("text", _("What is to be done"), sortable=False),
        Column("severity", _("Severity"), sortable=False),
        Column("owner", _("Owner"), sortable=False),
        Column("due_on", _("Due on"), kind="date", sortable=False),
        Column("standing", _("Standing"), kind="badge", sortable=False),
        Column("holds", _("Holds up"), sortable=False),
    ],
)


def verdict_badge(result: VisitResult) -> Badge:
    """Return what the visit said as a badge."""
    return Badge(str(VERDICTS[result.verdict]), TONES.get(result.verdict, "neutral"))


def visit_facts(found: CaseVisit) -> list[Fact]:
    """Return what is known of the visit, with the way to it."""
    visit, result = found.visit, found.result
    facts = [
        Fact(_now("Visit"), visit.reference, href=reverse("visit", args=[visit.reference])),
        Fact(_now("Stage"), str(VisitStage(visit.current_stage).label)),
        Fact(_now("Planned from"), visit.planned_from or "—"),
        Fact(_now("It says"), verdict_badge(result).label),
        Fact(_now("Said on"), result.decided_on or "—"),
    ]
    if result.note:
        facts.append(Fact(_now("Why"), result.note))
    if result.verdict == NO_GO:
        held = ", ".join(phase_name(code) for code in (LOAD_LIST, MOVEMENT))
        facts.append(Fact(_now("Holds up"), _now("%(phases)s, until a later visit says go") % {"phases": held}))
    return facts


def condition_rows(result: VisitResult) -> list[dict[str, Any]]:
    """Return the conditions, each with the phases that it holds up."""
    held = {code: holding(result, code) for code in (LOAD_LIST, MOVEMENT)}
    return [
        {
            "reference": one.reference,
            "href": reverse("finding", args=[one.reference]),
            "text": one.text,
            "severity": str(Severity(one.severity).label),
            "owner": one.owner,
            "due_on": one.due_on,
            "standing": _standing(one),
            "holds": ", ".join(phase_name(code) for code in held if one in held[code]),
        }
        for one in result.conditions
    ]


def _standing(one: Condition) -> Badge:
    return Badge(_now("open"), "due") if one.is_open else Badge(_now("closed or waived"), "met")
