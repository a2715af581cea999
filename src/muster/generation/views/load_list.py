"""Pages of a case's load list."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from muster.generation import load_list_workbook
from muster.generation.actions.load_lists import make_load_list
from muster.generation.models import Stowage
from muster.generation.pages.case_parts import part_crumbs, part_head
from muster.generation.pages.parameters import explained
from muster.generation.papers.load_list import load_list_paper
from muster.generation.queries.case_parts import case_seen, is_open, may_answer
from muster.generation.queries.load_lists import STOWAGE_KEYS, load_list_of, load_terms, stowage_rule
from muster.generation.rules.load_list import LoadTerms, Measures, lane_metres, measures, volume_m3, weight_t
from muster.kit.errors import NotAllowed, NotFound
from muster.kit.form_page import answer_import
from muster.kit.pages import Action, Crumb, Explanation, KeyFigure, PageHead
from muster.kit.papers import as_pdf
from muster.kit.tables import Column, Table, render_table
from muster.kit.uploads import attached, uploaded_bytes
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest


@dataclass(frozen=True)
class LoadRow:
    """A line as the table shows it, with what it adds up to."""

    line: LoadTerms
    volume: float | None
    weight: float | None
    lanes: float | None


LOAD = Table(
    name="load-list",
    caption=gettext_lazy("What is shipped"),
    empty=gettext_lazy("No load list that you may see is on record. It is made from the equipment of the pledge."),
    columns=[
        Column("item", gettext_lazy("Item"), "line.item"),
        Column("category", gettext_lazy("Category"), "line.category", filter="choice"),
        Column("pieces", gettext_lazy("Pieces"), "line.pieces", kind="integer", total=True),
        Column("length", gettext_lazy("Length"), "line.length_cm", kind="integer", unit=gettext_lazy("cm")),
        Column("width", gettext_lazy("Width"), "line.width_cm", kind="integer", unit=gettext_lazy("cm")),
        Column("height", gettext_lazy("Height"), "line.height_cm", kind="integer", unit=gettext_lazy("cm")),
        Column("one_weight", gettext_lazy("Weight of one"), "line.weight_kg", kind="integer", unit=gettext_lazy("kg")),
        Column("volume", gettext_lazy("Volume"), kind="decimal", unit=gettext_lazy("m³"), total=True),
        Column("weight", gettext_lazy("Weight"), kind="decimal", unit=gettext_lazy("t"), total=True),
        Column("lanes", gettext_lazy("Lane"), kind="decimal", unit=gettext_lazy("m"), total=True),
        Column("stowage", gettext_lazy("Travels"), lambda row: str(Stowage(row.line.stowage).label), filter="choice"),
        Column("hazard", gettext_lazy("Hazard class"), "line.hazard_class", filter="choice"),
        Column("note", gettext_lazy("Note"), "line.note", hidden=True),
    ],
)


def _figures(total: Measures, request: MusterRequest) -> list[KeyFigure]:
    rule = Explanation(
        _("The volume of what is packed, divided by the volume of a container at the usual filling; or the weight by "
          "the payload, if that is more. Lane metres: length and gap of each piece that rolls, twice where it is wider "
          "than a lane."),
        parameters=explained(STOWAGE_KEYS, request.today),
    )  # fmt: skip
    missing = ", ".join(total.unmeasured)
    return [
        KeyFigure(_("Pieces"), total.pieces),
        KeyFigure(_("Volume"), f"{total.volume_m3:,.1f}", _("m³")),
        KeyFigure(_("Weight"), f"{total.weight_t:,.1f}", _("t")),
        KeyFigure(_("Lane metres"), f"{total.lane_metres:,.1f}", _("m"), explanation=rule),
        KeyFigure(_("Containers"), total.containers, _("of 20 feet"), explanation=rule),
        KeyFigure(_("Not measured yet"), len(total.unmeasured), _("lines"), missing, "due" if missing else "met"),
    ]


@for_parties
@require_safe
def load_list(request: MusterRequest, case: str) -> HttpResponse:
    """The load list of a case with its totals."""
    found = case_seen(request.viewer, request.as_of, case)
    loaded = load_list_of(request.viewer, request.as_of, found)
    rule = stowage_rule(request.today)
    lines = load_terms(loaded)
    rows = [
        LoadRow(one, *(None if value is None else float(value)
                       for value in (volume_m3(one), weight_t(one), lane_metres(one, rule))))
        for one in lines
    ]  # fmt: skip
    table = render_table(request, LOAD, rows)
    if isinstance(table, HttpResponse):
        return table
    doors = []
    if may_answer(request.viewer, found) and is_open(found):
        make = Action(_("Make from the pledge"), reverse("load-list-make", args=[case]), primary=not lines,
                      method="post",
                      confirm=_("The lines on record are replaced.") if lines else "")  # fmt: skip
        doors = [make, Action(_("Import"), reverse("load-list-import", args=[case]))]
    files = [Action(label, reverse(name, args=[case]))
             for label, name in ((_("Workbook"), "load-list-workbook"), (_("PDF"), "load-list-paper"))]  # fmt: skip
    context = {
        "head": part_head(
            found,
            _("Load list"),
            lead=loaded.made_from if loaded else "",
            doors=[*doors, *(files if lines else [])],
            illustrative=bool(loaded and loaded.illustrative),
        ),
        "figures": _figures(measures(lines, rule), request) if lines else (),
        "table": table,
    }
    return render(request, "generation/table_page.html", context)


@for_parties
@require_POST
def make(request: MusterRequest, case: str) -> HttpResponse:
    """Make the load list from the equipment of the pledge."""
    make_load_list(request.viewer, case, today=request.today)
    messages.success(request, _("The load list is made from the pledge."))
    return redirect_as_of_today(request, "case-load-list", case=case)


@for_parties
@require_safe
def workbook(request: MusterRequest, case: str) -> HttpResponse:
    """Hand out the load list as a workbook that can be imported again."""
    found = case_seen(request.viewer, request.as_of, case)
    return attached(load_list_workbook.export(request.viewer, request.as_of, found), f"load-list-{case}.xlsx")


@for_parties
def import_load_list(request: MusterRequest, case: str) -> HttpResponse:
    """Import a workbook: all of it, or nothing and every error by row and column."""
    found = case_seen(request.viewer, request.as_of, case)
    if not may_answer(request.viewer, found):
        raise NotAllowed(_("Only officers of the register and of the State write the load list."))
    title = _("Import a load list")
    back = Crumb(_("Load list"), reverse("case-load-list", args=[case]))
    head = PageHead(title=title, crumbs=part_crumbs(found, back, Crumb(title)))

    def save() -> HttpResponse:
        load_list_workbook.import_workbook(request.viewer, uploaded_bytes(request), found, today=request.today)
        messages.success(request, _("The load list is recorded."))
        return redirect_as_of_today(request, "case-load-list", case=case)

    return answer_import(request, head, reverse("load-list-workbook", args=[case]), save)


@for_parties
@require_safe
def paper(request: MusterRequest, case: str) -> HttpResponse:
    """The load list as PDF."""
    found = case_seen(request.viewer, request.as_of, case)
    loaded = load_list_of(request.viewer, request.as_of, found)
    if loaded is None:
        raise NotFound(f"Case {case!r} has no load list that you may see.")
    made = load_list_paper(
        found, load_terms(loaded), stowage_rule(request.today), request.today, illustrative=loaded.illustrative
    )
    return attached(as_pdf(made), f"load-list-{case}.pdf")
