"""The page of a State's people abroad, against its acts, and of its companies."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from muster.deployments.pages import abroad as shown
from muster.deployments.queries.abroad import abroad_of, member_state, require_reader_of_state
from muster.deployments.queries.companies import companies_of
from muster.deployments.tables.abroad import BEYOND, COMPANIES, OVER_TIME, SPANS
from muster.deployments.willing_sources import willing_of
from muster.kit.intervals import add_months
from muster.kit.tables import render_table
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest
from muster.reference.parameters import parameter


@for_parties
@require_safe
def abroad(request: MusterRequest, state: str) -> HttpResponse:
    """Show who of a State is abroad over the coming years, and where its companies are."""
    of_state = member_state(state)
    require_reader_of_state(request.viewer, of_state)
    day = request.as_of
    years = parameter("abroad_years_shown", day).integer
    until = add_months(day, shown.MONTHS_A_YEAR * years)
    found = abroad_of(request.viewer, of_state, day)
    companies = companies_of(request.viewer, of_state, day)
    willing = willing_of(request.viewer, [one.company.code for one in companies], day)
    tables = {}
    for name, declared, rows in (
        ("spans", SPANS, shown.span_rows(found, until)),
        ("companies", COMPANIES, shown.company_rows(companies, willing, day)),
        ("beyond", BEYOND, shown.finding_rows(found.findings)),
        ("pools", OVER_TIME, shown.pool_rows(companies, day, years)),
    ):
        table = render_table(request, declared, rows, prefix=f"{name}-")
        if isinstance(table, HttpResponse):
            return table
        tables[name] = table
    context = {
        "head": shown.abroad_head(of_state, found),
        "figures": shown.figures(found, day, until),
        "chart": shown.abroad_chart(of_state, found, day, until),
        **tables,
    }
    return render(request, "deployments/abroad.html", context)
