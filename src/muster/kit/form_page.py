"""The one way in which a page with a form answers: show it, save it, or show it again with what is wrong."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from muster.kit.errors import Refused
from muster.kit.pages import Action, Crumb, PageHead, Text
from muster.kit.uploads import refusal_on


def answer_form(
    request: HttpRequest,
    form: forms.BaseForm,
    save: Callable[[], HttpResponse],
    *,
    title: Text,
    crumbs: Sequence[Crumb] = (),
    rows: Any = None,
    rows_title: Text = "",
    rows_help: Text = "",
    submit_label: Text = "",
    doors: Sequence[Action] = (),
) -> HttpResponse:
    """Show the form; if it was sent and holds, return what `save` answers; a refusal is told on the form (status 400).

    `rows` is a formset of what belongs to the record, under `rows_title`; a row with a `legend` is headed by it, and
    `rows_help` says what becomes of empty rows. The page's own name ends the crumbs; `doors` are what else can be done.
    """
    sent = request.method == "POST"
    if sent and form.is_valid() and (rows is None or rows.is_valid()):
        try:
            return save()
        except Refused as refusal:
            refusal_on(form, refusal)
    context = {
        "head": PageHead(title=title, crumbs=[*crumbs, Crumb(title)], actions=doors),
        "form": form,
        "rows": rows,
        "rows_title": rows_title,
        "rows_help": rows_help,
        "submit_label": submit_label,
    }
    return render(request, "web/form_page.html", context, status=400 if sent else 200)


def answer_import(
    request: HttpRequest, head: PageHead, workbook_address: str, save: Callable[[], HttpResponse]
) -> HttpResponse:
    """Show the page that takes a workbook; if one was sent, return what `save` answers, or every error (status 400)."""
    context: dict[str, Any] = {"head": head, "workbook_address": workbook_address}
    if request.method != "POST":
        return render(request, "web/import_page.html", context)
    try:
        return save()
    except Refused as refusal:
        return render(request, "web/import_page.html", {**context, "refusal": refusal}, status=400)
