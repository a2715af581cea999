"""What the pages of mandates show, as the kit's plain values."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.kit.charts import Chart, Moment, Span, history, years_shown
from muster.kit.days import day_words
from muster.kit.intervals import months_between
from muster.kit.pages import Action, Crumb, ExplainInput, Explanation, Fact, KeyFigure, PageHead
from muster.missions.mandate_tables import renewal_badge, status_badge
from muster.missions.models import Mission, MissionCondition
from muster.missions.queries.mandate_rows import WARNING, MandateRow, PeriodRow
from muster.missions.rules.renewals import Renewal, RenewalState, next_usual_end
from muster.parties.models import Role
from muster.parties.viewer import Viewer
from muster.reference.mandates import mandate_rhythms
from muster.reference.parameters import parameter

LEAST_YEARS = 3


def may_enter(viewer: Viewer, mission: Mission) -> bool:
    """Return whether the viewer is an officer of the organisation that mandates the mission."""
    return viewer.organisation_id == mission.mandated_by_id and viewer.has_role(Role.OFFICER)


def list_head(viewer: Viewer) -> PageHead:
    """Return the head of the list of mandates."""
    doors = [
        Action(_("Tasks by mission"), reverse("mandated-tasks")),
        Action(_("As workbook"), reverse("mandates-workbook"), icon="download"),
    ]
    if viewer.is_secretariat and viewer.has_role(Role.OFFICER):
        doors.append(Action(_("Import a workbook"), reverse("import-mandates")))
        doors.append(Action(_("Import a CSV file"), reverse("import-mandates-csv")))
    return PageHead(
        title=_("Mandates"),
        kicker=_("What the mandating body authorised"),
        lead=_("Missions under way: which mandate holds, until when, for what, and on whose consent."),
        actions=doors,
    )


def list_figures(rows: Sequence[MandateRow]) -> list[KeyFigure]:
    """Return how many mandates are in force, due and late as a strip."""
    counts = {state: sum(row.renewal.state == state for row in rows) for state in RenewalState}
    due, late = counts[RenewalState.DUE], counts[RenewalState.LATE]
    return [
        KeyFigure(_("Missions under way"), len(rows)),
        KeyFigure(_("Mandate in force"), sum(row.period is not None for row in rows)),
        KeyFigure(_("Due for renewal"), due, tone="due" if due else "neutral"),
        KeyFigure(_("Lapsed on record"), late, tone="short" if late else "neutral"),
    ]


def warning_rule(day: date) -> Explanation:
    """Return the rule by which a mandate is due or late, with its parameter."""
    row = parameter(WARNING, day)
    given = ExplainInput(row.key, f"{row.value} {row.unit}", source=row.source, standing=row.standing)
    return Explanation(
        formula=_(
            "Due: the mandate known on the day, renewals included, ends within the warning. Lapsed: the mission is "
            "under way and its last period on record is over. Days are counted to the first day without a mandate."
        ),
        parameters=(given,),
        note=_("A mandate that lapsed here may have been renewed: the record knows only what was entered."),
    )


def crumbs(*more: Crumb) -> list[Crumb]:
    """Return the path to a page under mandates."""
    return [Crumb(_("Mandates"), reverse("mandates")), *more]


def mission_crumb(acronym: str) -> Crumb:
    """Return the step of one mission's mandate."""
    return Crumb(acronym, reverse("mandate", args=[acronym]))


def one_head(mission: Mission, viewer: Viewer, found: Renewal) -> PageHead:
    """Return the head of the page of one mission's mandate, with its doors for those who mandate it."""
    doors = [Action(_("The mission"), reverse("mission", args=[mission.acronym]))]
    if may_enter(viewer, mission):
        doors += [
            Action(_("New statement"), reverse("new-condition", args=[mission.acronym]), icon="add"),
            Action(_("Classify"), reverse("classify-mission", args=[mission.acronym])),
            Action(_("New period"), reverse("new-mandate", args=[mission.acronym]), primary=True, icon="add"),
        ]
    return PageHead(
        title=_("Mandate of %(mission)s") % {"mission": mission.acronym},
        kicker=mission.name,
        lead=_("Mandated by %(who)s: %(kind)s.")
        % {"who": _organisations(mission), "kind": mission.get_operation_kind_display()},
        status=renewal_badge(found),
        crumbs=crumbs(Crumb(mission.acronym)),
        actions=doors,
        illustrative=mission.illustrative,
    )


def _organisations(mission: Mission) -> str:
    partners = sorted(one.name for one in mission.mandated_with.all())
    if not partners:
        return mission.mandated_by.name
    return _("%(who)s with %(others)s") % {"who": mission.mandated_by.name, "others": ", ".join(partners)}


def renewal_facts(mission: Mission, found: Renewal, rows: Sequence[PeriodRow], day: date) -> list[Fact]:
    """Return until when the mandate holds, the usual rhythm beside it, lead department and conditions of the end."""
    facts = [Fact(_("Until (excluded)"), found.until or _("no end on record"), explanation=warning_rule(day))]
    if found.days is not None:
        facts.append(Fact(_("Days left") if found.until and found.until > day else _("Days since"), found.days))
    facts += _rhythm_facts(mission.acronym, rows, day)
    if mission.lead_department:
        facts.append(Fact(_("Lead department"), mission.lead_department))
    holding = [row for row in rows if row.link and row.link.term.start <= day]
    if holding and holding[-1].period.exit_conditions:
        last = holding[-1].period
        facts.append(Fact(_("Conditions of the end"), last.exit_conditions, source=last.source, standing=last.standing))
    return facts


def _rhythm_facts(acronym: str, rows: Sequence[PeriodRow], day: date) -> list[Fact]:
    """Return the usual rhythm, the next usual end, and how many terms on record were as long as is usual."""
    rhythm = mandate_rhythms().get(acronym)
    if rhythm is None:
        return []
    usual = _("open-ended")
    if rhythm.renewal_months is not None:
        usual = _("%(months)d months") % {"months": rhythm.renewal_months}
    facts = [Fact(_("Usual term"), usual, source=rhythm.source, standing=rhythm.standing)]
    if ahead := next_usual_end(rhythm.expiry_days, day):
        facts.append(Fact(_("Next usual end (excluded)"), ahead, source=rhythm.source, standing=rhythm.standing))
    terms = [row.link.term for row in rows if row.link]
    closed = [months_between(one.start, one.until) for one in terms if one.until is not None]
    if closed and rhythm.renewal_months is not None:
        words = _("%(usual)d of %(all)d terms on record") % {
            "usual": sum(months == rhythm.renewal_months for months in closed), "all": len(closed),
        }  # fmt: skip
        facts.append(Fact(_("Of usual length"), words))
    return facts


def chain_chart(
    mission: Mission, rows: Sequence[PeriodRow], conditions: Sequence[MissionCondition], day: date
) -> Chart | None:
    """Return periods over the years, ceilings written into them, and the statements as days; None without a period."""
    held = [(row.period, row.link.term) for row in rows if row.link]
    if not held:
        return None
    spans = [
        Span(
            row=_("Mandate"),
            start=term.start,
            end=term.until,
            label=period.resolution or str(period.get_kind_display()),
            short=_short(period.resolution),
            detail=_("%(kind)s; %(troops)s troops, %(police)s police")
            % {"kind": period.get_kind_display(), "troops": period.troop_ceiling, "police": period.police_ceiling},
            strong=term.start <= day and (term.until is None or day < term.until),
        )
        for period, term in held
    ]
    moments = [
        Moment(str(one.get_kind_display()), one.valid_from, str(status_badge(one).label), one.party)
        for one in conditions
        if one.valid_from >= held[0][1].start
    ]
    named = list(dict.fromkeys(one.row for one in moments))
    days = [term.start for _period, term in held] + [term.until for _period, term in held if term.until]
    return history(
        spans,
        moments,
        day,
        rows=[_("Mandate"), *named],
        window=years_shown([*days, *(one.day for one in moments)], day, LEAST_YEARS),
        title=_("%(count)d mandate periods of %(mission)s on record since %(day)s")
        % {"count": len(held), "mission": mission.acronym, "day": day_words(held[0][1].start)},
        id="mandate-chain",
        summary=_("Bars are periods as they hold, the one of the day in full colour; diamonds are dated statements."),
    )


def _short(resolution: str) -> str:
    """Return the number of a resolution alone: 2433 of S/RES/2433 (2018)."""
    return resolution.removeprefix("S/RES/").partition(" ")[0]
