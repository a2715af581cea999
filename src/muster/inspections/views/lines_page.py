"""A page on which a whole record is written with the list of its lines: of an evaluation, of a plan to do better."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from muster.inspections.forms.evaluations import Lines
from muster.kit.errors import Refused
from muster.kit.pages import PageHead
from muster.kit.uploads import refusal_on
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest


@dataclass(frozen=True)
class Written:
    """Where a record that was written is looked at and written on (names of addresses), and what is told of it."""

    reference: str
    page: str
    again: str
    told: str


def answer_lines(
    request: MusterRequest,
    head: PageHead,
    form: forms.Form,
    lines: Lines,
    save: Callable[[], object],
    written: Written,
) -> HttpResponse:
    """Show the form with its lines; if it was sent and holds, save it, and go on or back to the same page for more."""
    sent = request.method == "POST"
    if sent and form.is_valid() and lines.rows.is_valid():
        try:
            save()
        except Refused as refusal:
            refusal_on(form, refusal)
        else:
            name = written.again if "more" in request.POST else written.page
            messages.success(request, written.told % {"one": written.reference})
            return redirect_as_of_today(request, name, reference=written.reference)
    has_errors = sent and not lines.rows.is_valid()
    context = {"head": head, "form": form, "lists": [lines], "has_errors": has_errors}
    return render(request, "web/lines_form.html", context, status=400 if sent else 200)
