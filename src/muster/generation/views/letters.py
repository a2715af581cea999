"""Pages of the letters about a case."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from muster.generation.actions.letters import LetterHead, make_case_letter
from muster.generation.forms.letters import LetterForm
from muster.generation.models import Letter, LetterKind, LetterLanguage
from muster.generation.pages.case_parts import part_crumbs, part_head
from muster.generation.queries.case_parts import case_seen, is_open, keeps
from muster.generation.queries.letters import letters_of
from muster.kit.errors import NotAllowed
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Crumb
from muster.kit.tables import Column, Table, render_table
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest


def _file(name: str) -> Any:
    def address(row: Letter) -> str:
        return reverse("document", args=[getattr(row, f"{name}_id")])

    return address


LETTERS = Table(
    name="letters",
    caption=gettext_lazy("Letters"),
    empty=gettext_lazy("No letter that you may see was made. An officer of the register makes one from a template."),
    order="-dated",
    columns=[
        Column("number", gettext_lazy("Number"), lookup="number"),
        Column("kind", gettext_lazy("Kind"), lambda row: row.get_kind_display(), lookup="kind", filter="choice",
               choices=LetterKind.choices),
        Column("language", gettext_lazy("Language"), lambda row: row.get_language_display(), lookup="language",
               filter="choice", choices=LetterLanguage.choices),
        Column("dated", gettext_lazy("Dated"), kind="date", lookup="dated"),
        Column("addressee", gettext_lazy("To"), "addressee.name", lookup="addressee__name"),
        Column("pdf", gettext_lazy("PDF"), "pdf.name", kind="link", href=_file("pdf"), lookup="pdf__name"),
        Column("word", gettext_lazy("Word"), "word.name", kind="link", href=_file("word"), lookup="word__name"),
        Column("made_by", gettext_lazy("Made by"), "made_by.username", lookup="made_by__username", hidden=True),
        Column("sha256", gettext_lazy("SHA-256 of the PDF"), "pdf.content_id", lookup="pdf__content_id", hidden=True),
    ],
)  # fmt: skip


@for_parties
@require_safe
def letters(request: MusterRequest, case: str) -> HttpResponse:
    """The letters about a case."""
    found = case_seen(request.viewer, request.as_of, case)
    table = render_table(request, LETTERS, letters_of(request.viewer, request.as_of, found))
    if isinstance(table, HttpResponse):
        return table
    doors = []
    if keeps(request.viewer, found) and is_open(found):
        doors.append(Action(_("Make a letter"), reverse("letter-new", args=[case]), primary=True))
    return render(
        request, "generation/table_page.html", {"head": part_head(found, _("Letters"), doors=doors), "table": table}
    )


@for_parties
def new_letter(request: MusterRequest, case: str) -> HttpResponse:
    """Make a letter from a template by form."""
    found = case_seen(request.viewer, request.as_of, case)
    if not keeps(request.viewer, found):
        raise NotAllowed(_("Only officers of the register make its letters."))
    form = LetterForm(request.POST if request.method == "POST" else None, found, today=request.today)

    def save() -> HttpResponse:
        said = form.cleaned_data
        head = LetterHead(
            found.register, found.state, said["language"], said["number"], said["dated"], "case", case, found.standing
        )
        make_case_letter(request.viewer, case, head, form.values(found), today=request.today)
        messages.success(request, _("Letter %(number)s is made.") % {"number": said["number"]})
        return redirect_as_of_today(request, "case-letters", case=case)

    crumbs = part_crumbs(found, Crumb(_("Letters"), reverse("case-letters", args=[case])))
    return answer_form(request, form, save, title=_("Make a letter"), crumbs=crumbs, submit_label=_("Make the letter"))
