"""What the page of a State's people abroad shows, as the kit's plain values."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.deployments.queries.abroad import INDIVIDUALS, KEYS, Abroad
from muster.deployments.queries.companies import CompanyOfState
from muster.deployments.rules.abroad import Span, people_abroad
from muster.deployments.rules.findings import Finding
from muster.deployments.tables.abroad import pool_badge
from muster.deployments.willing_sources import Willingness
from muster.generation.pages.parameters import explained
from muster.kit.charts.chart import Chart, LegendEntry
from muster.kit.charts.theme import Spec, colour, framed, moment
from muster.kit.days import day_words
from muster.kit.intervals import add_months
from muster.kit.pages import Action, Crumb, Explanation, KeyFigure, PageHead
from muster.parties.models import Organisation

HEIGHT_PX = 220
MONTHS_A_QUARTER = 3
MONTHS_A_YEAR = 12


def abroad_head(state: Organisation, found: Abroad) -> PageHead:
    """Return the head of the page."""
    return PageHead(
        title=_("People of %(state)s abroad") % {"state": state.name},
        crumbs=[
            Crumb(_("Deployments"), reverse("deployments")),
            Crumb(_("Units"), reverse("deployed-units")),
            Crumb(state.name),
        ],
        lead=_("By the tours on record, planned ones too: during a handover both contingents count against an act."),
        actions=[Action(_("Companies for tours"), reverse("plan-companies", args=[state.code]))],
        illustrative=found.is_illustrative,
    )


def figures(found: Abroad, day: date, until: date) -> list[KeyFigure]:
    """Return who is abroad on the day, the most to come, and what is left under the acts then."""
    ahead = [one for one in found.spans if one.start < until]
    most = max(ahead, key=lambda one: one.people, default=None)
    how = Explanation(
        formula=_("people of all contingents in theatre on a day, as their lifts come and go, and individuals"),
        parameters=explained(KEYS, day),
        note=_("A unit without a tour counts with its agreed strength; support elements are not counted."),
    )
    rooms = [room for one in ahead if (room := room_under(found, one)) is not None]
    shown = [
        KeyFigure(_("Abroad"), found.people_on(day), _("people"), note=day_words(day), explanation=how),
        KeyFigure(
            _("Most to come"),
            most.people if most else 0,
            _("people"),
            note=_("from %(day)s") % {"day": day_words(most.start)} if most else "",
        ),
        KeyFigure(_("Acts exceeded"), len(found.findings), tone="short" if found.findings else "met"),
    ]
    if rooms:
        shown.append(KeyFigure(_("Least room under an act"), min(rooms), _("people")))
    return shown


def room_under(found: Abroad, span: Span) -> int | None:
    """Return the least room under the acts in a span; below nought where one is exceeded. None: no act sets any."""
    rooms = []
    for ceiling in found.ceilings:
        starts_before = span.until is None or ceiling.start < span.until
        if starts_before and (ceiling.until is None or span.start < ceiling.until):
            day = max(span.start, ceiling.start)
            there = sum(
                one.people
                for one in found.contingents
                if ceiling.counts(one) and one.start <= day and (one.until is None or day < one.until)
            )
            rooms.append(ceiling.people - there)
    return min(rooms, default=None)


def span_rows(found: Abroad, until: date) -> list[dict[str, Any]]:
    """Return the spans that begin before a day."""
    rows = []
    for span in found.spans:
        if span.start >= until:
            break
        individuals = sum(
            one.people
            for one in found.contingents
            if one.name == INDIVIDUALS and one.start <= span.start and (one.until is None or span.start < one.until)
        )
        rows.append(
            {
                "start": span.start,
                "until": span.until,
                "people": span.people,
                "individuals": individuals,
                "units": ", ".join(name for name in dict.fromkeys(span.names) if name != INDIVIDUALS),
                "room": room_under(found, span),
            }
        )
    return rows


def finding_rows(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Return where acts are exceeded."""
    return [{"act": one.place, "words": one.words, "remedy": one.remedy} for one in findings]


def abroad_chart(state: Organisation, found: Abroad, day: date, until: date) -> Chart | None:
    """Draw the people abroad as steps with the ceilings as dashed lines; None where nobody is abroad before a day."""
    spans = [one for one in found.spans if one.start < until]
    if not spans:
        return None
    steps = _steps(spans, until)
    lines = [
        {
            "at": moment(max(one.start, day)),
            "to": moment(min(one.until or until, until)),
            "people": one.people,
            "act": one.reference,
        }
        for one in found.ceilings
        if one.start < until
    ]
    most = max(one.people for one in spans)
    words = {"state": state.name, "people": f"{most:,}", "n": len(found.findings)}
    title = (
        _("%(state)s: up to %(people)s people abroad, an act is exceeded %(n)s times") % words
        if found.findings
        else _("%(state)s: up to %(people)s people abroad") % words
    )
    axis: Spec = {"title": None, "format": "%b %Y", "tickCount": "month", "labelOverlap": True}
    x: Spec = {"field": "at", "type": "temporal", "scale": {"type": "utc", "nice": False}, "axis": axis}
    y: Spec = {
        "field": "people",
        "type": "quantitative",
        "stack": None,
        "axis": {"title": _("people"), "grid": True},
    }
    told = [{"field": "day", "title": _("Day")}, {"field": "people", "title": _("People")}]
    layers: list[Spec] = [
        {
            "data": {"values": steps},
            "mark": {"type": "area", "interpolate": "step-after", "color": colour("chart-proposed")},
            "encoding": {"x": x, "y": y, "tooltip": told},
        }
    ]
    for ceiling in found.ceilings:
        counted = people_abroad([one for one in found.contingents if ceiling.counts(one)])
        under = [
            Span(max(one.start, ceiling.start), one.until, one.people, one.names)
            for one in counted
            if one.start < until and (one.until is None or one.until > ceiling.start)
        ]
        mark: Spec = {"type": "line", "interpolate": "step-after", "color": colour("accent"), "strokeWidth": 2}
        layers.append(
            {
                "data": {"values": _steps(under, until)},
                "mark": mark,
                "encoding": {"x": x, "y": y, "tooltip": told},
            }
        )
    if lines:
        layers.append(
            {
                "data": {"values": lines},
                "mark": {"type": "rule", "color": colour("ink"), "strokeDash": [4, 3]},
                "encoding": {"x": x, "x2": {"field": "to"}, "y": y, "tooltip": [{"field": "act", "title": _("Act")}]},
            }
        )
    ceilings = [(one.reference, one.start.isoformat(), one.until, one.people) for one in found.ceilings]
    return Chart(
        id="abroad",
        spec=framed({"width": "container", "height": HEIGHT_PX, "layer": layers}, title=title),
        title=title,
        summary=_("People abroad day by day, both contingents of a handover counted; dashed: the ceilings of acts."),
        headings=(_("Act or span"), _("From"), _("Until (excluded)"), _("People")),
        rows=[
            *((name, start, end.isoformat() if end else "–", people) for name, start, end, people in ceilings),
            *(
                (_("abroad"), one.start.isoformat(), one.until.isoformat() if one.until else "–", one.people)
                for one in spans
            ),
        ],
        legend=(
            LegendEntry("proposed", _("all people abroad")),
            LegendEntry("committed", _("those in the missions of an act (line)")),
            LegendEntry("today", _("ceiling of an act (dashed)")),
        ),
        height=HEIGHT_PX,
    )


def _steps(spans: Sequence[Span], until: date) -> list[dict[str, Any]]:
    """Return the ends of spans as points of a line that keeps its height between them."""
    return [
        {"at": moment(at), "people": span.people, "day": at.isoformat()}
        for span in spans
        for at in (span.start, min(span.until or until, until))
    ]


def company_rows(
    companies: Sequence[CompanyOfState], willing: Mapping[str, Willingness], day: date
) -> list[dict[str, Any]]:
    """Return the companies with the pool that each is in on a day, and how many of its people are willing to go."""
    return [
        {
            "name": one.company.name,
            "code": one.company.code,
            "pool": pool_badge(one.pool_on(day)),
            "unit_types": ", ".join(sorted(one.facts.unit_types)),
            "people": one.facts.people,
            "willing": willing_words(willing[one.company.code], one.facts.people),
            "dwell_months": one.facts.dwell_months,
            "tours": ", ".join(one.names),
            "ready_from": one.ready_from(day),
            "illustrative": one.company.illustrative,
        }
        for one in companies
    ]


def willing_words(known: Willingness, people: int | None) -> str:
    """Return how many of a company's needed people said in the pool that they are willing, or that they are not."""
    if not known.is_known:
        return _("not known")
    said = {"yes": known.willing, "no": known.unwilling, "all": people}
    if people is None:
        return _("%(yes)s willing, %(no)s not") % said
    return _("%(yes)s of %(all)s willing, %(no)s not") % said


def pool_rows(companies: Sequence[CompanyOfState], day: date, years: int) -> list[dict[str, Any]]:
    """Return how many companies are in each pool on the day and every quarter after it."""
    if not companies:
        return []
    days = [add_months(day, MONTHS_A_QUARTER * one) for one in range(years * MONTHS_A_YEAR // MONTHS_A_QUARTER + 1)]
    rows = []
    for on in days:
        counted = Counter(one.pool_on(on) for one in companies)
        row: dict[str, Any] = {"day": on}
        for pool in ("deployed", "training", "recovering", "ready"):
            row[pool] = counted[pool]
        rows.append(row)
    return rows
