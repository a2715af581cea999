"""Pages of build-ups: the record, and one mission simulated beside it. The data lie in a folder of the server."""

from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.audit import actions as audit
from muster.generation.build_up.asking import answer, known_record
from muster.generation.build_up.charts import chart_of
from muster.generation.build_up.record import medians
from muster.generation.build_up.report import counted_rows, left_out_rows
from muster.generation.build_up.tables import COUNTED, CURVE, LEFT_OUT, PACES, TIMES, UNITS, pace_rows
from muster.generation.forms.build_up import FiguresForm, MissionForm
from muster.generation.pages import build_up as shown
from muster.kit.charts import DRAWERS
from muster.kit.errors import NotFound, Refused
from muster.kit.tables import render_table
from muster.kit.uploads import attached, refusal_on
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest


def _folder() -> Path | None:
    """Return the folder of public data sets that the server's setting names, None where it names none."""
    return Path(settings.MUSTER_PUBLIC_DATA) if settings.MUSTER_PUBLIC_DATA else None


@for_parties
@require_safe
def build_ups(request: MusterRequest) -> HttpResponse:
    """Show how missions built up, what was left out, and straight ramps beside; `mission=` leads to one mission."""
    head, folder = shown.record_head(), _folder()
    if folder is None:
        return render(request, "generation/build_ups.html", {"head": head, "missing": _(shown.NO_FOLDER)})
    form = MissionForm(request.GET if "mission" in request.GET else None)
    if form.is_valid():
        query = urlencode(form.figures())
        address = reverse("build-up", args=[form.cleaned_data["mission"]])
        return redirect(f"{address}?{query}" if query else address)
    record = known_record(folder, request.as_of)
    middle = medians(record.counted) if record.counted else ()
    tables = {}
    for name, declared, rows in (
        ("counted", COUNTED, counted_rows(record)),
        ("left_out", LEFT_OUT, left_out_rows(record)),
        ("paces", PACES, pace_rows(middle) if middle else []),
    ):
        table = render_table(request, declared, rows, prefix=f"{name}-")
        if isinstance(table, HttpResponse):
            return table
        tables[name] = table
    figures = shown.record_figures(record, middle) if middle else []
    context = {"head": head, "form": form, "figures": figures, **tables}
    return render(request, "generation/build_ups.html", context, status=400 if form.is_bound else 200)


@for_parties
@require_safe
def build_up(request: MusterRequest, mission: str) -> HttpResponse:
    """Show the stand-up of a mission (`strength=`, `start=`): the curve on record beside the simulated band."""
    head, folder = shown.mission_head(mission), _folder()
    if folder is None:
        return render(request, "generation/build_up.html", {"head": head, "missing": _(shown.NO_FOLDER)})
    form = FiguresForm(request.GET)
    context = {"head": head, "form": form}
    if not form.is_valid():
        return render(request, "generation/build_up.html", context, status=400)
    try:
        report = answer(folder, form.question(mission), request.as_of)
    except Refused as refusal:
        refusal_on(form, refusal)
        return render(request, "generation/build_up.html", context, status=400)
    tables = {}
    for name, declared, rows in (
        ("times", TIMES, report.times),
        ("curve", CURVE, report.curve),
        ("units", UNITS, report.units),
    ):
        table = render_table(request, declared, rows, prefix=f"{name}-")
        if isinstance(table, HttpResponse):
            return table
        tables[name] = table
    asked = {name: value for name, value in form.cleaned_data.items() if value is not None}
    context |= {
        "figures": shown.mission_figures(report),
        "chart": chart_of(report),
        "files": shown.drawing_links(mission, asked),
        "parameters": shown.parameter_facts(request.as_of),
        **tables,
    }
    return render(request, "generation/build_up.html", context)


@for_parties
@require_safe
def build_up_file(request: MusterRequest, mission: str, name: str) -> HttpResponse:
    """Hand out the curve of a mission as SVG, PNG or PDF; the export is an event."""
    stem, _point, ending = name.rpartition(".")
    if stem != "build-up" or ending not in DRAWERS:
        names = ", ".join(f"build-up.{one}" for one in DRAWERS)
        raise NotFound(f"A build-up has no file {name!r}; it has {names}.")
    folder, form = _folder(), FiguresForm(request.GET)
    if folder is None:
        raise NotFound(shown.NO_FOLDER)
    if not form.is_valid():
        raise Refused("The strength and the start asked for cannot be read; give them as the page of the mission does.")
    report = answer(folder, form.question(mission), request.as_of)
    data = DRAWERS[ending](chart_of(report))
    audit.record(request.viewer, "generation:build-up:exported", mission, after={"file": name})
    return attached(data, f"build-up-{slugify(mission)}.{ending}")
