"""The page that says of any two units whether they can stand in one battalion, and of a State's units against all."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.kit.pages import Badge, Crumb, ExplainInput, Explanation, PageHead
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest
from muster.pledges.forms.units import CompareForm
from muster.pledges.models import NationalUnit
from muster.pledges.queries.units import SERVICE_MONTHS, unit_profiles, visible_units
from muster.pledges.rules.interoperability import Answer, UnitProfile, Verdict, can_stand_together
from muster.reference.parameters import parameter

MOST_COLUMNS = 40
"""Units of other States beside which a State's units are shown at once."""


def answer_badge(answer: Answer) -> Badge:
    """Return an answer as a badge: a word and a tone."""
    return {
        Answer.YES: Badge(_("yes"), "met"),
        Answer.NO: Badge(_("no"), "short"),
        Answer.UNKNOWN: Badge(_("unknown"), "due"),
    }[answer]


@for_parties
@require_safe
def interoperability(request: MusterRequest) -> HttpResponse:
    """Show the verdict on two units, or the matrix of a State's units, among those that the viewer may see."""
    units = list(visible_units(request.viewer, request.as_of))
    form = CompareForm(units, request.GET or None)
    chosen = form.cleaned_data if form.is_valid() else {}
    context: dict[str, object] = {
        "head": PageHead(
            title=_("Who can stand together"),
            crumbs=[Crumb(_("Pledges"), reverse("pledges")), Crumb(_("Units"), reverse("national-units")),
                    Crumb(_("Who can stand together"))],
            lead=_("Whether two units can stand in one battalion, from what is on record of them; else it is unknown."),
        ),
        "form": form,
        "explanation": _explanation(request),
    }  # fmt: skip
    by_code = {unit.code: unit for unit in units}
    first, second = by_code.get(chosen.get("first", "")), by_code.get(chosen.get("second", ""))
    if first is not None and second is not None:
        context["pair"] = _pair(request, first, second)
    elif chosen.get("state"):
        context["matrix"] = _matrix(request, units, chosen["state"])
    return render(request, "pledges/interoperability.html", context)


def _verdict(request: MusterRequest, one: UnitProfile, other: UnitProfile) -> Verdict:
    return can_stand_together(one, other, request.as_of, parameter(SERVICE_MONTHS, request.as_of).integer)


def _pair(request: MusterRequest, first: NationalUnit, second: NationalUnit) -> dict[str, object]:
    """Return the verdict on two units with its reasons."""
    profiles = unit_profiles([first, second], request.as_of)
    verdict = _verdict(request, profiles[first.pk], profiles[second.pk])
    reasons = [(one.name, answer_badge(one.answer), one.words) for one in verdict.reasons]
    made_up = any(one.illustrative for one in profiles.values())
    shown = {"answer": answer_badge(verdict.answer), "reasons": reasons, "illustrative": made_up}
    return {"first": first, "second": second, **shown}


def _matrix(request: MusterRequest, units: list[NationalUnit], state: str) -> dict[str, object]:
    """Return the verdicts of a State's units against those of the other States."""
    own = [unit for unit in units if unit.state.code == state]
    all_others = [unit for unit in units if unit.state.code != state]
    others = all_others[:MOST_COLUMNS]
    profiles = unit_profiles([*own, *others], request.as_of)
    rows = []
    for other in others:
        verdicts = [_verdict(request, profiles[unit.pk], profiles[other.pk]) for unit in own]
        cells = [
            {"badge": answer_badge(one.answer), "why": "; ".join(f"{each.name}: {each.words}" for each in one.reasons)}
            for one in verdicts
        ]
        made_up = any(profiles[unit.pk].illustrative for unit in (other, *own))
        rows.append({"unit": other, "cells": cells, "illustrative": made_up})
    return {"own": own, "rows": rows, "hidden": len(all_others) - len(others)}


def _explanation(request: MusterRequest) -> Explanation:
    """Return how a verdict comes about, with its parameter."""
    row = parameter(SERVICE_MONTHS, request.as_of)
    return Explanation(
        formula=_(
            "a recent deployment together: yes; else language, procedures and communications must all be shared. A "
            "recent exercise together, or one scheme's rating interoperable on both sides, stands for procedures and "
            "communications"
        ),
        parameters=(ExplainInput(row.key, f"{row.value} {row.unit}", source=row.source, standing=row.standing),),
    )
