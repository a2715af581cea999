"""Pages of a case's instruments."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.generation.actions import instrument_steps as steps
from muster.generation.actions import instruments as actions
from muster.generation.forms.instruments import BoundLines, InstrumentForm, LinesForm, StepForm
from muster.generation.models import Case, Instrument, InstrumentKind
from muster.generation.pages.case_parts import part_crumbs, part_head
from muster.generation.pages.instruments import (
    INSTRUMENTS,
    badge_on,
    instrument_address,
    instrument_facts,
    instrument_timeline,
    line_figures,
    lines_of,
    lines_table,
)
from muster.generation.papers.instrument import instrument_paper
from muster.generation.queries.case_parts import case_seen, is_open, keeps, may_answer
from muster.generation.queries.cases import visible_cases
from muster.generation.queries.instruments import instruments_of, versions_of, visible_instrument
from muster.generation.rules.instruments import legal_next, may_be_amended, may_be_edited
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Crumb, PageHead
from muster.kit.papers import as_pdf, as_word
from muster.kit.standing import Standing
from muster.kit.tables import BoundTable, render_table
from muster.kit.uploads import attached, refusal_on
from muster.missions.mandate_flags import with_mandate
from muster.missions.queries import covers
from muster.missions.queries.beyond import with_beyond
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest

PAPER_FORMS = {"pdf": as_pdf, "docx": as_word}


@for_parties
@require_safe
def instruments(request: MusterRequest, case: str) -> HttpResponse:
    """The instruments of a case."""
    found = case_seen(request.viewer, request.as_of, case)
    known = covers(request.viewer, request.as_of)
    rows = instruments_of(request.viewer, request.as_of, found)
    rows = with_beyond(rows, known, request.as_of, "case__post__requirement__mission", "case__post__needed_until")
    declared = with_mandate(
        INSTRUMENTS, known, request.as_of, "case.post.requirement.mission.acronym", "case.post.needed_until"
    )
    table = render_table(request, declared, rows)
    if isinstance(table, HttpResponse):
        return table
    doors = []
    if keeps(request.viewer, found) and is_open(found):
        doors.append(Action(_("Draft an instrument"), reverse("instrument-new", args=[case]), primary=True))
    head = part_head(found, _("Instruments"), doors=doors)
    return render(request, "generation/table_page.html", {"head": head, "table": table})


@for_parties
def new_instrument(request: MusterRequest, case: str) -> HttpResponse:
    """Draft an instrument by form; a memorandum's annexes are made from the pledge and the statement."""
    found = case_seen(request.viewer, request.as_of, case)
    if not keeps(request.viewer, found):
        raise NotAllowed(_("Only officers of the register draft instruments."))
    mission = found.post.requirement.mission.acronym
    title = _("Memorandum of understanding: %(state)s, %(mission)s") % {"state": found.state.name, "mission": mission}
    number = actions.number_for(found, request.today)
    form = InstrumentForm(request.POST if request.method == "POST" else None, None, number=number, title=title)

    def save() -> HttpResponse:
        terms = form.terms(Standing.ENTERED.value)
        made = actions.create_instrument(request.viewer, case, terms, today=request.today)
        messages.success(request, _("Instrument %(one)s is drafted.") % {"one": made.reference})
        return redirect_as_of_today(request, "instrument", case=case, reference=made.reference)

    return answer_form(
        request, form, save, title=_("Draft an instrument"), crumbs=_crumbs(found), submit_label=_("Draft")
    )


def _crumbs(case: Case, instrument: Instrument | None = None) -> list[Crumb]:
    steps = [Crumb(_("Instruments"), reverse("case-instruments", args=[case.reference]))]
    if instrument is not None:
        steps.append(Crumb(instrument.reference, instrument_address(instrument)))
    return part_crumbs(case, *steps)


def _found(request: MusterRequest, case: str, reference: str) -> Instrument:
    """Return the instrument of the address. Raises NotFound, also where it is of another case."""
    found = visible_instrument(request.viewer, request.as_of, reference)
    if found.case.reference != case:
        raise NotFound(f"Case {case!r} has no instrument {reference!r}.")
    return found


@for_parties
@require_safe
def instrument(request: MusterRequest, case: str, reference: str) -> HttpResponse:
    """One instrument: what it is, where it stands, and its lines with what pledge and statement say."""
    found = _found(request, case, reference)
    versions = versions_of(found, request.as_of)
    lines = lines_of(versions)
    table: BoundTable | HttpResponse = render_table(request, lines_table(found), lines)
    if isinstance(table, HttpResponse):
        return table
    head = part_head(
        found.case,
        found.title,
        status=badge_on(found, request.as_of),
        doors=_doors(request, found),
        steps=_crumbs(found.case)[2:],
        illustrative=found.illustrative,
        has_parts=visible_cases(request.viewer, request.as_of).filter(pk=found.case_id).exists(),
    )
    context = {
        "head": head,
        "figures": line_figures(lines) if found.kind == InstrumentKind.MEMORANDUM else (),
        "facts": instrument_facts(found, versions),
        "timeline": instrument_timeline(found, versions, request.as_of),
        "table": table,
        "changes": versions[0].changes if versions else (),
    }
    return render(request, "generation/instrument.html", context)


def _doors(request: MusterRequest, found: Instrument) -> list[Action]:
    """Return what the viewer may do with the instrument."""
    place = [found.case.reference, found.reference]
    doors = []
    if keeps(request.viewer, found.case):
        if may_be_edited(found.stage):
            doors.append(Action(_("Edit the lines"), reverse("instrument-lines", args=place), primary=True))
        elif may_be_amended(found.stage):
            doors.append(Action(_("Amend"), reverse("instrument-lines", args=place)))
        if found.stage in ("draft", "agreed"):
            doors.append(Action(_("Number and title"), reverse("instrument-change", args=place)))
    ways = legal_next(found.stage, needs_ratification=found.needs_ratification)
    if ways and may_answer(request.viewer, found.case):
        doors.append(Action(_("Next stage"), reverse("instrument-step", args=place)))
    files = [
        Action(label, reverse("instrument-paper", args=[*place, form]))
        for label, form in (("PDF", "pdf"), ("Word", "docx"))
    ]
    return [*doors, *files]


@for_parties
def change_instrument(request: MusterRequest, case: str, reference: str) -> HttpResponse:
    """Change number, title and ratification by form."""
    found = _found(request, case, reference)
    if not keeps(request.viewer, found.case):
        raise NotAllowed(_("Only officers of the register change instruments."))
    form = InstrumentForm(request.POST if request.method == "POST" else None, found)

    def save() -> HttpResponse:
        actions.describe_instrument(
            request.viewer, reference, form.terms(found.standing), expected_version=form.cleaned_data["version"]
        )
        messages.success(request, _("Instrument %(one)s is recorded.") % {"one": reference})
        return redirect_as_of_today(request, "instrument", case=case, reference=reference)

    return answer_form(request, form, save, title=_("Number and title"), crumbs=_crumbs(found.case, found))


@for_parties
def step(request: MusterRequest, case: str, reference: str) -> HttpResponse:
    """Record the next stage by form."""
    found = _found(request, case, reference)
    if not may_answer(request.viewer, found.case):
        raise NotAllowed(_("Only officers of the two sides record steps."))
    form = StepForm(request.POST if request.method == "POST" else None, found, today=request.today)

    def save() -> HttpResponse:
        said = form.cleaned_data
        steps.take_step(
            request.viewer,
            reference,
            said["stage"],
            held_from=said["held_from"],
            today=request.today,
            reason=said["reason"],
            expected_version=said["version"],
        )
        messages.success(request, _("The step of instrument %(one)s is recorded.") % {"one": reference})
        return redirect_as_of_today(request, "instrument", case=case, reference=reference)

    return answer_form(request, form, save, title=_("Next stage"), crumbs=_crumbs(found.case, found))


@for_parties
def lines(request: MusterRequest, case: str, reference: str) -> HttpResponse:
    """Edit the lines of a draft, or amend what is in force: a table of inputs, saved whole as a new version."""
    found = _found(request, case, reference)
    if not keeps(request.viewer, found.case):
        raise NotAllowed(_("Only officers of the register write the lines of an instrument."))
    is_amendment = may_be_amended(found.stage)
    data = request.POST if request.method == "POST" else None
    form = LinesForm(data, found, today=request.today, is_amendment=is_amendment)
    bound = BoundLines(data, found, lines_of(versions_of(found, request.today)))
    if data is not None and form.is_valid() and bound.rows.is_valid():
        try:
            return _save_lines(request, found, form, bound)
        except Refused as refusal:
            refusal_on(form, refusal)
    title = _("Amend the lines") if is_amendment else _("Edit the lines")
    context = {
        "head": PageHead(title=title, crumbs=[*_crumbs(found.case, found), Crumb(title)]),
        "form": form,
        "rows": bound.rows,
        "known": [*bound.known],
    }
    return render(request, "generation/instrument_lines.html", context, status=400 if data is not None else 200)


def _save_lines(request: MusterRequest, found: Instrument, form: LinesForm, bound: BoundLines) -> HttpResponse:
    """Save by the action that fits the stage."""
    said = form.cleaned_data
    more = {"today": request.today, "reason": said["reason"], "expected_version": said["version"]}
    if may_be_amended(found.stage):
        steps.amend_instrument(request.viewer, found.reference, bound.terms(), held_from=said["held_from"], **more)
    else:
        steps.write_lines(request.viewer, found.reference, bound.terms(), **more)
    messages.success(request, _("Instrument %(one)s is recorded.") % {"one": found.reference})
    return redirect_as_of_today(request, "instrument", case=found.case.reference, reference=found.reference)


@for_parties
@require_safe
def paper(request: MusterRequest, case: str, reference: str, form: str) -> HttpResponse:
    """The instrument as a file: PDF or Word, in the version known on the day of the page."""
    found = _found(request, case, reference)
    if form not in PAPER_FORMS:
        raise NotFound(f"There is no {form!r} of an instrument; there are {', '.join(PAPER_FORMS)}.")
    latest = versions_of(found, request.as_of)[:1]
    if not latest:
        raise NotFound(f"Instrument {reference!r} says nothing as of that day.")
    made = instrument_paper(found, latest[0], lines_of(latest), request.today)
    return attached(PAPER_FORMS[form](made), f"{found.reference}-v{latest[0].number}.{form}")
