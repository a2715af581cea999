"""A pledge over ten years and more: levels, pool, visits, evidence and confirmations, and how long each step took."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.kit.charts import Chart, Moment, Span, history, years_shown
from muster.kit.days import day_words
from muster.kit.pages import Fact
from muster.parties.request import MusterRequest
from muster.pledges.levels import FINAL_LEVELS, Level, rung
from muster.pledges.models import PledgeVersion, PoolEvent, PoolStanding
from muster.pledges.pages.section import NOTHING, Section
from muster.pledges.queries import verdict_on
from muster.pledges.queries.page import BetweenTheSides, PledgePage
from muster.pledges.rules.evidence import Verdict
from muster.pledges.rules.levels import Dwell, dwell_times
from muster.pledges.tables import level_name
from muster.reference.parameters import parameter
from muster.visits.models import Visit

USUAL = {(Level.LEVEL_1, Level.LEVEL_2): "level_1_to_2_months", (Level.LEVEL_2, Level.LEVEL_3): "level_2_to_3_months"}
"""The parameters with which a step's time is compared: how long it took in the cases that were seen."""


def years_section(request: MusterRequest, page: PledgePage) -> Section:
    """Return the chart of the years with the dwell times; nothing before a level is on record."""
    pledge = page.pledge
    if not pledge.level_events:
        return NOTHING
    steps = dwell_times([(event.level, event.held_from) for event in pledge.level_events])
    content = {"chart": _chart(request, page, steps), "steps": [_step(pledge, one, request.as_of) for one in steps]}
    return Section(_("Over the years"), "years", content, anchor="years")


def _step(pledge: PledgeVersion, step: Dwell, day: date) -> Fact:
    """Return how long a step took, beside what it took in the cases that were seen."""
    code = pledge.register.code
    label = _("%(lower)s to %(higher)s") % {
        "lower": level_name(code, step.lower), "higher": level_name(code, step.higher),
    }  # fmt: skip
    value = _("%(months)s months, %(began)s to %(ended)s") % {
        "months": step.months, "began": day_words(step.began), "ended": day_words(step.ended),
    }  # fmt: skip
    key = USUAL.get((step.lower, step.higher))
    if key is None or code != "UN":
        return Fact(label, value)
    seen = parameter(key, on=day)
    source = _("about %(months)s in the case of %(source)s") % {"months": seen.value, "source": seen.source}
    return Fact(label, value, source=source, standing=seen.standing, href=reverse("fact", args=["parameters", key]))


def _chart(request: MusterRequest, page: PledgePage, steps: tuple[Dwell, ...]) -> Chart:
    """Return the drawing of everything on record with a day."""
    pledge = page.pledge
    spans, moments = _levels(pledge)
    rows = [_("Level")]
    if page.sides is not None:
        more_spans, more_moments = _between_the_sides(page.sides, request.as_of)
        spans, moments = [*spans, *more_spans], [*moments, *more_moments]
        drawn = {span.row for span in spans} | {moment.row for moment in moments}
        rows += [row for row in (_("Pool"), _("Visits"), _("Evidence"), _("Confirmed")) if row in drawn]
    days = [span.start for span in spans] + [span.end for span in spans if span.end] + [one.day for one in moments]
    years = parameter("pledge_timeline_years", on=request.as_of).integer
    return history(
        spans, moments, request.as_of, rows=rows, window=years_shown(days, request.as_of, years),
        title=_finding(pledge, steps), id="years-chart",
        summary=_("Each row tells since when and until when something held; a diamond is a single day."),
    )  # fmt: skip


def _finding(pledge: PledgeVersion, steps: tuple[Dwell, ...]) -> str:
    """Return what the drawing shows, in one line."""
    now = level_name(pledge.register.code, pledge.current_level)
    if not steps:
        return _("%(level)s, no step upwards from there yet") % {"level": now}
    months = sum(step.months for step in steps)
    first, last = (level_name(pledge.register.code, one) for one in (steps[0].lower, steps[-1].higher))
    return _("From %(first)s to %(last)s in %(months)s months") % {"first": first, "last": last, "months": months}


def _levels(pledge: PledgeVersion) -> tuple[list[Span], list[Moment]]:
    """Return the levels as spans, each until the next; a withdrawal or removal as a day."""
    spans, moments = [], []
    events = pledge.level_events
    for place, event in enumerate(events):
        name = level_name(pledge.register.code, event.level)
        detail = event.reason or event.evidence
        if event.level in FINAL_LEVELS:
            moments.append(Moment(_("Level"), event.held_from, name, detail))
            continue
        end = events[place + 1].held_from if place + 1 < len(events) else None
        if end is None or end > event.held_from:
            spans.append(Span(_("Level"), event.held_from, end, name, detail, event.level, rung(event.level) > 0))
    return spans, moments


def _between_the_sides(sides: BetweenTheSides, day: date) -> tuple[list[Span], list[Moment]]:
    """Return what only the two sides see: the pool, visits, evidence that was approved, confirmations."""
    spans = _pool(sides.pool_events)
    moments = []
    for visit in sides.visits:
        address = reverse("visit", args=[visit.reference])
        when = _visited_on(visit)
        if when is not None:
            told = f"{visit.get_kind_display()} {visit.reference}"
            moments.append(Moment(_("Visits"), when, told, str(visit.get_stage_display()), address))
    for one in sides.evidence.values():
        if verdict_on(one, day) in (Verdict.APPROVED, Verdict.REPLACED) and one.reviewed_on is not None:
            end = min(filter(None, [one.valid_until, one.renew_from, one.replaced_on]), default=None)
            moments.append(Moment(_("Evidence"), one.reviewed_on, one.title, _until(end)))
    moments += [
        Moment(_("Confirmed"), said.confirmed_on, _("confirmed by the State"), _until(said.valid_until))
        for said in sides.confirmations
    ]
    return spans, moments


def _until(end: date | None) -> str:
    return _("until %(day)s") % {"day": day_words(end)} if end else ""


def _visited_on(visit: Visit) -> date | None:
    return visit.carried_from or visit.planned_from


def _pool(events: Sequence[PoolEvent]) -> list[Span]:
    """Return when the unit was called or away, each until the next event; in the pool is what is left."""
    spans = []
    for place, event in enumerate(events):
        if event.standing_in_pool == PoolStanding.AVAILABLE:
            continue
        end = events[place + 1].held_from if place + 1 < len(events) else None
        if end is None or end > event.held_from:
            label = " ".join(filter(None, [str(event.get_standing_in_pool_display()), event.mission]))
            away = event.standing_in_pool == PoolStanding.DEPLOYED
            spans.append(Span(_("Pool"), event.held_from, end, label, event.reason, strong=away))
    return spans
