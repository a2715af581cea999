"""The page of who is expected on the ground of a mission, month by month, from the stays on record and its cases."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from muster.audit import actions as audit
from muster.deployments.pages.expected_chart import expected_chart
from muster.deployments.queries.expected import MONTHS_KEY, Expected, expected_of
from muster.generation.pages.parameters import explained
from muster.generation.tables import verdict_badge
from muster.kit.charts import DRAWERS
from muster.kit.errors import NotFound
from muster.kit.pages import Action, Crumb, Explanation, KeyFigure, PageHead
from muster.kit.tables import Column, Table, render_table
from muster.kit.uploads import attached
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest

STEM = "expected-strength"


def _case_address(row: Any) -> str:
    return reverse("case", args=[row.reference])


MONTHS = Table(
    name="expected_strength",
    caption=gettext_lazy("By month"),
    empty=gettext_lazy("No month is shown."),
    order="",
    filters=False,
    columns=[
        Column("day", gettext_lazy("Month end"), kind="date"),
        Column("standing", gettext_lazy("By stays"), kind="integer", unit=gettext_lazy("people")),
        Column("even", gettext_lazy("Even chance"), kind="integer", unit=gettext_lazy("people")),
        Column("nine", gettext_lazy("Nine in ten"), kind="integer", unit=gettext_lazy("people")),
        Column("required", gettext_lazy("Required"), kind="integer", unit=gettext_lazy("people")),
        Column("ceiling", gettext_lazy("Ceiling"), kind="integer", unit=gettext_lazy("people")),
        Column("short", gettext_lazy("Short"), kind="integer", unit=gettext_lazy("people")),
    ],
)
CASES = Table(
    name="coming",
    caption=gettext_lazy("What comes"),
    empty=gettext_lazy("No open case of the mission that you may see. One is opened from a selection, or by hand."),
    order="arrival_p50",
    columns=[
        Column("reference", gettext_lazy("Case"), kind="link", href=_case_address),
        Column("state", gettext_lazy("State"), filter="choice"),
        Column("unit_type", gettext_lazy("Unit type"), filter="choice"),
        Column("post", gettext_lazy("Post")),
        Column("strength", gettext_lazy("People"), kind="integer", total=True),
        Column("arrival_p50", gettext_lazy("Even chance"), kind="date"),
        Column("arrival_p90", gettext_lazy("Nine in ten"), kind="date"),
        Column("wanted_on", gettext_lazy("Wanted on"), kind="date"),
        Column("lateness", gettext_lazy("Lateness"), lambda row: verdict_badge(row.verdict), kind="badge"),
    ],
)


@for_parties
@require_safe
def expected_strength(request: MusterRequest, mission: str) -> HttpResponse:
    """Show who is expected on the ground of a mission by month, against its requirement and its ceiling."""
    expected = expected_of(request.viewer, request.as_of, mission, today=request.today)
    tables = {}
    for name, declared, rows in (("months", MONTHS, expected.months), ("cases", CASES, expected.cases)):
        table = render_table(request, declared, rows, prefix=f"{name}-")
        if isinstance(table, HttpResponse):
            return table
        tables[name] = table
    names = [f"{STEM}.{ending}" for ending in DRAWERS]
    context = {
        "head": _head(expected),
        "figures": _figures(expected),
        "chart": expected_chart(expected),
        "files": [(name, reverse("expected-file", args=[mission, name])) for name in names],
        **tables,
    }
    return render(request, "deployments/expected_strength.html", context)


@for_parties
@require_safe
def expected_strength_file(request: MusterRequest, mission: str, name: str) -> HttpResponse:
    """Hand out the drawing as SVG, PNG or PDF; the export is an event."""
    stem, _point, ending = name.rpartition(".")
    if stem != STEM or ending not in DRAWERS:
        raise NotFound(f"There is no file {name!r}; there are {', '.join(f'{STEM}.{one}' for one in DRAWERS)}.")
    expected = expected_of(request.viewer, request.as_of, mission, today=request.today)
    data = DRAWERS[ending](expected_chart(expected))
    after = {"file": name, "as_of": request.as_of}
    audit.record(request.viewer, "deployments:expected-strength:exported", mission, after=after)
    return attached(data, f"{STEM}-{slugify(mission)}-{request.as_of:%Y-%m-%d}.{ending}")


def _head(expected: Expected) -> PageHead:
    acronym = expected.mission.acronym
    return PageHead(
        title=_("Expected strength of %(mission)s") % {"mission": acronym},
        kicker=_("People on the ground by month"),
        lead=_("Stays on record and open cases, as far as you may see them; exercises count nowhere."),
        crumbs=[
            Crumb(_("Missions"), reverse("missions")),
            Crumb(acronym, reverse("mission", args=[acronym])),
            Crumb(_("Expected strength")),
        ],
        actions=[
            Action(_("Arrivals planned"), reverse("mission-arrivals", args=[acronym])),
            Action(_("Build-up of missions"), reverse("build-ups")),
        ],
        illustrative=expected.illustrative,
    )


def _figures(expected: Expected) -> list[KeyFigure]:
    first, last = expected.months[0], expected.last
    how = Explanation(
        formula=_(
            "stays on record, and in each post that a case fills its unit in their place from the day on which it "
            "has arrived with that chance"
        ),
        parameters=explained((MONTHS_KEY,), expected.day),
        note=_(
            "Nine in ten holds for each unit by itself: that all come by then is less likely, unless one cause "
            "delays them together. A stay with an end is not taken to be renewed."
        ),
    )
    day = {"day": f"{last.day:%Y-%m}"}
    ceiling = _("none known") if last.ceiling is None else last.ceiling
    return [
        KeyFigure(_("This month, by stays"), first.standing, _("people")),
        KeyFigure(_("%(day)s, even chance") % day, last.even, _("people"), explanation=how),
        KeyFigure(_("%(day)s, nine in ten") % day, last.nine, _("people")),
        KeyFigure(_("Required then"), last.required, _("people"), tone="short" if last.short else "met",
                  href=reverse("force-requirement", args=[expected.mission.acronym])),
        KeyFigure(_("Ceiling"), ceiling, _("people"), expected.resolution),
    ]  # fmt: skip
