"""Pages of measures. Thin: facts are collected from what the viewer may see, rules reckon, pages put into words."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from muster.audit import actions as audit
from muster.kit.errors import NotFound
from muster.kit.tables import render_table
from muster.kit.uploads import attached
from muster.missions.queries import visible_missions
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest
from muster.yardsticks import measure_pages as shown
from muster.yardsticks.facts.reading import Reading, Scope, subject_of
from muster.yardsticks.measure_tables import behind_table
from muster.yardsticks.measures.window import read_quarter
from muster.yardsticks.queries import states_with_units
from muster.yardsticks.reckoned import told, told_of
from muster.yardsticks.register import Part, measure_of, measures_of, part_of
from muster.yardsticks.report import quarter_report, report_pdf

FIRST = Part.POOL


def _reading(request: MusterRequest, scope: Scope, code: str) -> Reading:
    found = subject_of(request.viewer, request.as_of, scope, code)
    return Reading(request.viewer, request.as_of, request.today, found)


@for_parties
@require_safe
def subject(request: MusterRequest, scope: Scope, code: str = "") -> HttpResponse:
    """Show all measures of a subject: the first part is there at once, the others are fetched by the page."""
    reading = _reading(request, scope, code)
    first = next(part for part in Part if measures_of(scope, part))
    context = {
        "head": shown.subject_head(reading.subject, reading.day),
        "unseen": shown.unseen_words(request.viewer),
        "parts": shown.parts_of(reading.subject, {first: told_of(reading, first)}),
    }
    if scope == Scope.EVERYTHING:
        context["missions"] = visible_missions(request.viewer, request.as_of, only_active=True).order_by("acronym")
        context["states"] = states_with_units(request.viewer, request.as_of)
    return render(request, "yardsticks/subject.html", context)


@for_parties
@require_safe
def part(request: MusterRequest, scope: Scope, part: str, code: str = "") -> HttpResponse:
    """Show one part of the measures of a subject: alone to the page that fetches it, else with the frame."""
    reading, wanted = _reading(request, scope, code), part_of(part)
    if not measures_of(scope, wanted):
        raise NotFound(f"No measure of this part is told of a {scope.value}.")
    read = {wanted: told_of(reading, wanted)}
    parts = [one for one in shown.parts_of(reading.subject, read) if one.measures is not None]
    context = {
        "head": shown.subject_head(reading.subject, reading.day, wanted),
        "unseen": shown.unseen_words(request.viewer),
        "parts": parts,
        "part": parts[0],
    }
    template = "yardsticks/part.html" if request.headers.get("HX-Request") else "yardsticks/subject.html"
    return render(request, template, context)


@for_parties
@require_safe
def measure(request: MusterRequest, scope: Scope, measure: str, code: str = "") -> HttpResponse:
    """Show one measure of a subject: all figures, context, trend, and the records behind it."""
    reading, wanted = _reading(request, scope, code), measure_of(measure)
    found = told(wanted, reading)
    table = render_table(
        request, behind_table(wanted.number, wanted.decimals, wanted.judges), found.measured.behind, as_of=reading.day
    )
    if isinstance(table, HttpResponse):
        return table
    context = {
        "head": shown.measure_head(found, reading.day),
        "told": found,
        "figures": [shown.key_figure(one) for one in found.measured.figures],
        "context": shown.context_facts(found),
        "explanation": shown.explanation(found),
        "chart": shown.trend_of(found),
        "verdicts": shown.verdict_words(found),
        "unseen": shown.unseen_words(request.viewer),
        "table": table,
    }
    return render(request, "yardsticks/measure.html", context)


@for_parties
@require_safe
def report(request: MusterRequest, scope: Scope, quarter: str, code: str = "") -> HttpResponse:
    """Hand out the report of a quarter as PDF; the export is an event. It is as of the quarter's end, or today."""
    wanted = read_quarter(quarter, request.as_of)
    day = wanted.as_of(request.as_of).day
    found = subject_of(request.viewer, day, scope, code)
    made = quarter_report(Reading(request.viewer, day, request.today, found), wanted)
    about = found.code or "everything"
    after = {"quarter": str(wanted), "as_of": day}
    audit.record(request.viewer, "yardsticks:report:exported", f"{scope.value} {about}", after=after)
    return attached(report_pdf(made, request.today), f"muster-yardsticks-{about}-{wanted}.pdf")
