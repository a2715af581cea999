"""The page that puts two plans side by side."""

from collections.abc import Sequence
from dataclasses import replace

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from muster.kit.pages import Crumb, KeyFigure, PageHead
from muster.kit.tables import Table, render_table
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest
from muster.parties.viewer import Viewer
from muster.plans import queries
from muster.plans.comparison import Comparison, compare
from muster.plans.comparison_tables import CAUSES, CHANGES, gains_table
from muster.plans.coverage import is_illustrative
from muster.plans.models import PlanStage, StoredPlan

DONE = (PlanStage.SOLVED, PlanStage.PUBLISHED)


class ComparisonForm(forms.Form):
    """Which two plans are compared."""

    a = forms.ChoiceField(label=gettext_lazy("Plan A"))
    b = forms.ChoiceField(label=gettext_lazy("Plan B"))

    def __init__(self, viewer: Viewer, data: QueryDict) -> None:
        both = {"a", "b"} <= set(data)
        super().__init__(data if both else None, initial=data.dict())
        plans = queries.visible_plans(viewer).filter(stage__in=DONE)
        choices = [(plan.reference, f"{plan.reference}: {plan.title}") for plan in plans]
        for name in ("a", "b"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices


@for_parties
@require_safe
def compare_plans(request: MusterRequest) -> HttpResponse:
    """Show what differs between two plans, and why; without two, ask which."""
    form = ComparisonForm(request.viewer, request.GET)
    head = PageHead(
        title=_("Two plans compared"),
        crumbs=[Crumb(_("Plan"), reverse("plans")), Crumb(_("Compare"))],
        lead=_("What changes from plan A to plan B, what each mission and unit type gains, and why."),
    )
    if not form.is_valid():
        return render(request, "plans/compare.html", {"head": head, "form": form})
    a, b = (queries.visible_plan(request.viewer, form.cleaned_data[name]) for name in ("a", "b"))
    found = compare(request.viewer, _whole(a), _whole(b))
    head = replace(head, illustrative=any(is_illustrative(request.viewer, plan) for plan in (a, b)))
    context = {
        "head": head,
        "form": form,
        "plans": [("A", a), ("B", b)],
        "figures": _figures(a, b, found),
        **_tables(request, found),
    }
    return render(request, "plans/compare.html", context)


def _whole(plan: StoredPlan) -> StoredPlan:
    """Read what lists leave out."""
    plan.refresh_from_db(fields=["problem"])
    return plan


def _tables(request: MusterRequest, found: Comparison) -> dict[str, object]:
    rows: dict[str, tuple[Table, Sequence[object]]] = {
        "causes": (CAUSES, found.causes),
        "changes": (CHANGES, found.changes),
        "by_mission": (gains_table("gains-by-mission", _("Mission")), found.by_mission),
        "by_unit_type": (gains_table("gains-by-type", _("Unit type")), found.by_unit_type),
    }
    return {name: render_table(request, table, shown, prefix=f"{name}-") for name, (table, shown) in rows.items()}


def _figures(a: StoredPlan, b: StoredPlan, found: Comparison) -> list[KeyFigure]:
    """Return the key figures: what B is worth and covers beyond A, and how many stays differ."""
    gained = sum(gain.gained_months for gain in found.by_mission)
    worth = (b.objective or 0) - (a.objective or 0)
    return [
        KeyFigure(
            _("Value, B over A"), f"{worth:+,}", unit=_("points"), note=f"{a.objective or 0:,} → {b.objective or 0:,}"
        ),
        KeyFigure(
            _("Coverage, B over A"),
            f"{gained:+,}",
            unit=_("unit-months"),
            tone="met" if gained > 0 else "short" if gained < 0 else "neutral",
        ),
        KeyFigure(
            _("Stays that differ"),
            len(found.changes),
            note=_("%(n)s are the same in both") % {"n": found.unchanged},
            href="#changes",
        ),
    ]
