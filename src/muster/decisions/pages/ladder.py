"""What the page of a dossier's ladder shows: head, key figures, the drawing, and which parameters it goes by."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from muster.decisions.models import Dossier
from muster.decisions.pages.dossiers import dossier_crumb, room_crumbs
from muster.decisions.queries.ladder import KnownRung, LadderOfDossier
from muster.decisions.rules.ladder import LadderPlan
from muster.kit.charts import Chart
from muster.kit.charts.schedule import Bar, Mark, schedule_chart
from muster.kit.day_text import long_day
from muster.kit.pages import Crumb, ExplainInput, Explanation, Fact, KeyFigure, PageHead
from muster.reference.parameters import Parameter


def ladder_address(reference: str) -> str:
    """Return the address of a dossier's ladder."""
    return reverse("dossier-ladder", args=[reference])


def ladder_head(dossier: Dossier) -> PageHead:
    """Return the head of the page."""
    return PageHead(
        title=_("Ladder of %(one)s") % {"one": dossier.title},
        lead=_("What stands between this day and the arrival: each step with its days, and the path that decides."),
        crumbs=room_crumbs(dossier_crumb(dossier.reference), Crumb(_("Ladder"))),
    )


def ladder_figures(ladder: LadderOfDossier) -> list[KeyFigure]:
    """Return the arrival as planned, the one wanted, and what must begin by when."""
    plan = ladder.plan
    late = (
        ngettext("%(n)s day after the day wanted", "%(n)s days after the day wanted", plan.late_days)
        % {"n": plan.late_days}
        if plan.late_days
        else _("in time for the day wanted")
    )
    figures = [
        KeyFigure(
            label=_("Earliest arrival"),
            value=long_day(plan.arrival_on),
            note=late if plan.wanted_on is not None else _("no arrival is wanted on a day"),
            tone="short" if plan.late_days else "neutral",
        ),
        KeyFigure(label=_("Steps done"), value=_share(ladder.rungs), note=_("before the arrival")),
    ]
    if plan.start_by is not None:
        figures.append(
            KeyFigure(
                label=_("Next step at the latest"),
                value=long_day(plan.start_by),
                note=_("for the arrival on %(day)s") % {"day": long_day(plan.wanted_on or plan.arrival_on)},
            )
        )
    if ladder.contingents is not None:
        figures.append(
            KeyFigure(
                label=_("Contingents at once"),
                value=str(ladder.contingents),
                note=_("deployed, in training and recovering, for a lasting presence"),
                explanation=Explanation(
                    formula=_("(training + tour + rest) / tour, rounded up"), parameters=(_shown(ladder.rest),)
                ),
            )
        )
    return figures


def _shown(row: Parameter) -> ExplainInput:
    """Return a parameter as an explanation shows it."""
    return ExplainInput(row.key.replace("_", " "), f"{row.value} {row.unit}", source=row.source, standing=row.standing)


def _share(rungs: Sequence[KnownRung]) -> str:
    before = [one for one in rungs if one.planned is not None]
    done = sum(one.planned.is_done for one in before if one.planned is not None)
    return _("%(done)s of %(all)s") % {"done": done, "all": len(before)}


def critical_words(plan: LadderPlan, rungs: Sequence[KnownRung]) -> str:
    """Return the critical path in words, nothing where every step is done."""
    names = {one.rung.code: one.rung.name for one in rungs}
    return " → ".join(_(names[code]) for code in plan.critical_path)


def ladder_chart(ladder: LadderOfDossier, today: date) -> Chart:
    """Return the steps before the arrival as bars with their slack, and the days that matter."""
    bars = []
    for one in ladder.rungs:
        placed = one.planned
        if placed is None:
            continue
        bars.append(
            Bar(
                group=one.rung.led_by,
                row=one.rung.name,
                start=placed.starts_on,
                finish=placed.ends_on,
                latest=max(placed.ends_on, placed.latest_end or placed.ends_on),
                state="past" if placed.is_done or one.entered.started_on is not None else "ahead",
                is_critical=placed.is_critical,
                words=one.said_by or one.note,
            )
        )
    marks = [Mark(ladder.plan.arrival_on, _("earliest arrival"))]
    if ladder.plan.wanted_on is not None:
        marks.append(Mark(ladder.plan.wanted_on, _("wanted")))
    return schedule_chart(
        bars,
        marks,
        today,
        title=_("Steps to the arrival"),
        id="ladder",
        summary=_("Critical: %(path)s") % {"path": critical_words(ladder.plan, ladder.rungs) or _("nothing is left")},
        source=_("section 7.1 of the domain notes; days of the table of steps, or as the State estimates"),
    )


def ladder_facts(ladder: LadderOfDossier) -> list[Fact]:
    """Return what follows the arrival."""
    after = ladder.after
    unsaid = _("the length of a tour is not said")
    return [
        Fact(_("Reimbursement and reports from"), long_day(after.account_from)),
        Fact(
            _("Next contingent in training from"),
            long_day(after.next_training_from) if after.next_training_from else unsaid,
        ),
        Fact(_("Contingent home on"), long_day(after.returns_on) if after.returns_on else unsaid),
    ]
