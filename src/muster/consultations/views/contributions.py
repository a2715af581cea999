"""Pages of what States bring into consultations: lists, single questions and positions, and commitments."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.consultations.actions import contribution_commitments, contribution_positions, contribution_questions
from muster.consultations.forms.contributions import (
    AnswerForm,
    CommitmentForm,
    DoneForm,
    PositionForm,
    QuestionForm,
    StepForm,
)
from muster.consultations.models import Consultation
from muster.consultations.pages import contributions as pages
from muster.consultations.queries.consultations import convenes, participants_invited, visible_consultation
from muster.consultations.queries.contribution_traces import shares_by_mission, shares_of
from muster.consultations.queries.contributions import (
    PositionRow,
    QuestionRow,
    commitment_rows,
    position_rows,
    question_rows,
    visible_commitment,
    visible_commitments,
    visible_position,
    visible_positions,
    visible_question,
    visible_questions,
)
from muster.consultations.rules.sharing import revision_problem
from muster.consultations.tables import contributions as tables
from muster.consultations.workbooks import contributions as workbook
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.kit.form_page import answer_form, answer_import
from muster.kit.pages import Action, Crumb, PageHead
from muster.kit.tables import render_table, tables_on_page
from muster.kit.uploads import attached, uploaded_bytes
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import Organisation, OrganisationKind, Role
from muster.parties.request import MusterRequest
from muster.parties.viewer import Viewer

STEPS = {
    "submit": contribution_positions.submit_position,
    "share": contribution_positions.share_position,
    "withdraw": contribution_positions.withdraw_position,
}
"""What a State does with its position, by the word of the address."""


def position_row(viewer: Viewer, day: date, reference: str, position: str) -> PositionRow:
    """Return one position of a consultation as the viewer sees it. Raises NotFound."""
    found = visible_position(viewer, day, position)
    if found.consultation.reference != reference:
        raise NotFound(f"There is no position {position!r} in consultation {reference!r} that you may see.")
    return position_rows(viewer, day, [found])[0]


def question_row(viewer: Viewer, day: date, reference: str, question: str) -> QuestionRow:
    """Return one question of a consultation as the viewer sees it. Raises NotFound."""
    found = visible_question(viewer, day, question)
    if found.consultation.reference != reference:
        raise NotFound(f"There is no question {question!r} in consultation {reference!r} that you may see.")
    return question_rows(viewer, day, [found])[0]


def position_path(row: PositionRow) -> list[Crumb]:
    """Return the path to a form about a position."""
    at = [row.position.consultation.reference, row.position.reference]
    return pages.path_of(
        row.position.consultation, Crumb(pages.position_name(row), reverse("consultation-position", args=at))
    )


@for_parties
@require_safe
def contributions(request: MusterRequest, reference: str) -> HttpResponse:
    """Show everything that was brought into a consultation, as far as it is shared with the viewer."""
    viewer, day = request.viewer, request.as_of
    consultation = visible_consultation(viewer, day, reference)
    of_this = {"consultation": consultation.pk}
    questions = question_rows(viewer, day, visible_questions(viewer, day).filter(**of_this))
    positions = position_rows(viewer, day, visible_positions(viewer, day).filter(**of_this))
    commitments = commitment_rows(day, visible_commitments(viewer, day).filter(**of_this))
    lists = {
        "positions": (tables.POSITIONS_OF_ONE, positions),
        "questions": (tables.QUESTIONS_OF_ONE, questions),
        "commitments": (tables.COMMITMENTS_OF_ONE, commitments),
    }
    drawn = tables_on_page(request, lists)
    if isinstance(drawn, HttpResponse):
        return drawn
    head = PageHead(
        title=_("Questions, positions, commitments"),
        kicker=consultation.title,
        lead=_("A position is its State's own until it shares it: with the convening secretariat, then with all."),
        crumbs=pages.path_of(consultation),
        actions=pages.consultation_doors(viewer, consultation, day),
        illustrative=consultation.illustrative,
    )
    figures = pages.contribution_figures(questions, positions, commitments)
    return render(request, "consultations/contribution_lists.html", {"head": head, "figures": figures, **drawn})


@for_parties
@require_safe
def inputs(request: MusterRequest) -> HttpResponse:
    """Show what the viewer's State brought into all consultations; to anybody else what was shared with them."""
    viewer, day = request.viewer, request.as_of
    questions, positions = visible_questions(viewer, day), visible_positions(viewer, day)
    is_state = viewer.kind == OrganisationKind.MEMBER_STATE
    promised = visible_commitments(viewer, day)
    if is_state:
        questions = questions.filter(state=viewer.organisation_id)
        positions = positions.filter(state=viewer.organisation_id)
        promised = promised.filter(owner=viewer.organisation_id)
    rows = position_rows(viewer, day, positions)
    lists = {
        "positions": (tables.POSITIONS, rows),
        "shares": (tables.SHARES, shares_by_mission(rows)),
        "questions": (tables.QUESTIONS, question_rows(viewer, day, questions)),
        "commitments": (tables.COMMITMENTS, commitment_rows(day, promised)),
    }
    drawn = tables_on_page(request, lists)
    if isinstance(drawn, HttpResponse):
        return drawn
    doors = [Action(_("All commitments"), reverse("consultation-commitments"))]
    if is_state:
        doors.append(Action(_("As workbook"), reverse("inputs-workbook"), icon="download"))
        if viewer.has_role(Role.OFFICER):
            doors.append(Action(_("Import a workbook"), reverse("import-inputs")))
    head = PageHead(
        title=_("Inputs to consultations"),
        kicker=viewer.organisation_name,
        lead=_("Positions, questions and commitments over all missions, and what became of each in the text."),
        crumbs=[Crumb(_("Inputs to consultations"))],
        actions=doors,
    )
    context = {"head": head, "figures": pages.share_figures(shares_of(rows)), **drawn}
    return render(request, "consultations/inputs.html", context)


@for_parties
@require_safe
def commitments(request: MusterRequest) -> HttpResponse:
    """Show the commitments of all consultations that the viewer may see, the overdue ones by the filter."""
    found = visible_commitments(request.viewer, request.as_of)
    table = render_table(request, tables.COMMITMENTS, commitment_rows(request.as_of, found))
    if isinstance(table, HttpResponse):
        return table
    head = PageHead(
        title=_("Commitments in consultations"),
        lead=_("What parties promised, by when, and what is overdue: owners and the secretariat are told once."),
        crumbs=[Crumb(_("Inputs to consultations"), reverse("consultation-inputs")), Crumb(_("Commitments"))],
        actions=[Action(_("Overdue ones"), f"{reverse('consultation-commitments')}?stage=overdue")],
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


def _contributing(request: MusterRequest, reference: str) -> Consultation:
    """Return a consultation into which the viewer may bring something. Raises NotFound, NotAllowed."""
    found = visible_consultation(request.viewer, request.today, reference)
    if not pages.may_contribute(request.viewer, found):
        raise NotAllowed(_("Questions and positions are brought in by officers of the States that are invited."))
    return found


@for_parties
def ask(request: MusterRequest, reference: str) -> HttpResponse:
    """Ask a question by form."""
    consultation = _contributing(request, reference)
    form = QuestionForm(request.POST or None, consultation.agenda.all())

    def save() -> HttpResponse:
        made = contribution_questions.ask_question(request.viewer, reference, form.terms(), today=request.today)
        messages.success(request, _("The question is asked."))
        return redirect_as_of_today(request, "consultation-question", reference=reference, question=made.reference)

    return answer_form(request, form, save, title=_("Ask a question"), crumbs=pages.path_of(consultation))


@for_parties
@require_safe
def question(request: MusterRequest, reference: str, question: str) -> HttpResponse:
    """Show a question with its answer."""
    row = question_row(request.viewer, request.as_of, reference, question)
    head = PageHead(
        title=_("Question of %(state)s") % {"state": pages.question_name(row)},
        kicker=row.question.consultation.title,
        status=pages.sharing_badge(row.sharing),
        crumbs=pages.path_of(row.question.consultation, Crumb(pages.question_name(row))),
        actions=pages.question_doors(request.viewer, row),
        illustrative=row.illustrative,
    )
    context = {"head": head, "row": row, "facts": pages.question_facts(row)}
    return render(request, "consultations/question.html", context)


@for_parties
def answer(request: MusterRequest, reference: str, question: str) -> HttpResponse:
    """Answer a question by form."""
    row = question_row(request.viewer, request.today, reference, question)
    if not pages.may_convene(request.viewer, row.question.consultation):
        raise NotAllowed(_("Questions are answered by officers of the convening secretariat."))
    form = AnswerForm(request.POST or None)

    def save() -> HttpResponse:
        said = form.cleaned_data["answer"]
        contribution_questions.answer_question(request.viewer, question, said, today=request.today)
        messages.success(request, _("The question is answered."))
        return redirect_as_of_today(request, "consultation-question", reference=reference, question=question)

    return answer_form(request, form, save, title=_("Answer"), crumbs=pages.path_of(row.question.consultation))


@for_parties
def share_question(request: MusterRequest, reference: str, question: str) -> HttpResponse:
    """Share a question with everybody who takes part, by a deed that is asked for once."""
    row = question_row(request.viewer, request.today, reference, question)
    _require_own(request, row.question.state_id)
    form = StepForm(request.POST or None, initial={"version": 1})

    def save() -> HttpResponse:
        contribution_questions.share_question(request.viewer, question, today=request.today)
        messages.success(request, _("Everybody who takes part reads the question now."))
        return redirect_as_of_today(request, "consultation-question", reference=reference, question=question)

    title = _("Share with all who take part")
    path = pages.path_of(row.question.consultation)
    return answer_form(request, form, save, title=title, crumbs=path, submit_label=_("Share; it is never taken back"))


@for_parties
def write_position(request: MusterRequest, reference: str) -> HttpResponse:
    """Write a position by form; it stays the State's own."""
    consultation = _contributing(request, reference)
    form = PositionForm(request.POST or None, consultation.agenda.all())

    def save() -> HttpResponse:
        made = contribution_positions.write_position(request.viewer, reference, form.terms(), today=request.today)
        messages.success(request, _("The position is written; your State alone reads it until you submit it."))
        return redirect_as_of_today(request, "consultation-position", reference=reference, position=made.reference)

    return answer_form(request, form, save, title=_("Write a position"), crumbs=pages.path_of(consultation))


@for_parties
@require_safe
def position(request: MusterRequest, reference: str, position: str) -> HttpResponse:
    """Show a position with what became of it."""
    row = position_row(request.viewer, request.as_of, reference, position)
    head = PageHead(
        title=_("Position of %(state)s") % {"state": pages.position_name(row)},
        kicker=row.position.consultation.title,
        status=pages.sharing_badge(row.sharing),
        crumbs=pages.path_of(row.position.consultation, Crumb(pages.position_name(row))),
        actions=pages.position_doors(request.viewer, row, request.today),
        illustrative=row.illustrative,
    )
    context = {
        "head": head,
        "row": row,
        "facts": pages.position_facts(row),
        "trace": pages.trace_facts(row),
        "outcome": pages.outcome_badge(row.outcome),
    }
    return render(request, "consultations/position.html", context)


def _require_own(request: MusterRequest, state_id: int) -> None:
    """Raise NotAllowed unless the viewer is an officer of the State."""
    if request.viewer.organisation_id != state_id or not request.viewer.has_role(Role.OFFICER):
        raise NotAllowed(_("What a State brought in is its own officers' to change."))


@for_parties
def revise_position(request: MusterRequest, reference: str, position: str) -> HttpResponse:
    """Change a position by form, as long as nobody else has read it."""
    row = position_row(request.viewer, request.today, reference, position)
    one = row.position
    _require_own(request, one.state_id)
    if problem := revision_problem(one.sharing, is_withdrawn=one.withdrawn_on is not None):
        raise Refused(f"{pages.position_name(row)}: {problem}.")
    initial = {
        "item": one.item.number if one.item else "",
        "task": one.task,
        "text": one.text,
        "wanted_words": one.wanted_words,
        "version": one.version,
    }
    form = PositionForm(request.POST or None, one.consultation.agenda.all(), initial)

    def save() -> HttpResponse:
        contribution_positions.revise_position(
            request.viewer, position, form.terms(), today=request.today,
            expected_version=form.cleaned_data["version"],
        )  # fmt: skip
        messages.success(request, _("The position is changed."))
        return redirect_as_of_today(request, "consultation-position", reference=reference, position=position)

    return answer_form(request, form, save, title=_("Change"), crumbs=position_path(row))


def step_words(step: str) -> tuple[str, str, str]:
    """Return for a step of a position the page's title, the button's words, and what is told afterwards."""
    words = {
        "submit": (
            _("Submit to the secretariat"), _("Submit; it is never taken back"),
            _("The position is submitted: the convening secretariat reads it now."),
        ),
        "share": (
            _("Share with all who take part"), _("Share; it is never taken back"),
            _("The position is shared: everybody who takes part reads it now."),
        ),
        "withdraw": (
            _("Withdraw"), _("Withdraw; who has read it reads it still"), _("The position is withdrawn."),
        ),
    }  # fmt: skip
    return words[step]


@for_parties
def step_position(request: MusterRequest, reference: str, position: str, step: str) -> HttpResponse:
    """Submit, share or withdraw a position, asked for once."""
    row = position_row(request.viewer, request.today, reference, position)
    _require_own(request, row.position.state_id)
    form = StepForm(request.POST or None, initial={"version": row.position.version})
    title, button, told = step_words(step)

    def save() -> HttpResponse:
        STEPS[step](request.viewer, position, today=request.today, expected_version=form.cleaned_data["version"])
        messages.success(request, told)
        return redirect_as_of_today(request, "consultation-position", reference=reference, position=position)

    return answer_form(request, form, save, title=title, crumbs=position_path(row), submit_label=button)


def _owners(viewer: Viewer, consultation: Consultation) -> list[Organisation]:
    """Return for whom the viewer may record a commitment. Raises NotAllowed."""
    if pages.may_convene(viewer, consultation):
        return [consultation.convened_by, *participants_invited(consultation).order_by("name")]
    if pages.may_contribute(viewer, consultation):
        return list(Organisation.objects.filter(pk=viewer.organisation_id or 0))
    raise NotAllowed(_("Commitments are recorded by the convening secretariat, and by an invited State for itself."))


@for_parties
def record_commitment(request: MusterRequest, reference: str) -> HttpResponse:
    """Record a commitment by form."""
    consultation = visible_consultation(request.viewer, request.today, reference)
    form = CommitmentForm(request.POST or None, _owners(request.viewer, consultation))

    def save() -> HttpResponse:
        contribution_commitments.record_commitment(
            request.viewer, reference, form.cleaned_data["owner"], form.terms(), today=request.today
        )
        messages.success(request, _("The commitment is recorded."))
        return redirect_as_of_today(request, "consultation-contributions", reference=reference)

    return answer_form(request, form, save, title=_("Record a commitment"), crumbs=pages.path_of(consultation))


@for_parties
def commitment_done(request: MusterRequest, reference: str, number: int) -> HttpResponse:
    """Note by form that a commitment is done."""
    found = visible_commitment(request.viewer, request.today, reference, number)
    is_owner = found.owner_id == request.viewer.organisation_id or convenes(request.viewer, found.consultation)
    if not (is_owner and request.viewer.has_role(Role.OFFICER)):
        raise NotAllowed(_("That a commitment is done is said by its owner or the convening secretariat."))
    form = DoneForm(request.POST if request.method == "POST" else None)

    def save() -> HttpResponse:
        note = form.cleaned_data["note"]
        contribution_commitments.mark_commitment_done(request.viewer, reference, number, today=request.today, note=note)
        messages.success(request, _("The commitment is done."))
        return redirect_as_of_today(request, "consultation-contributions", reference=reference)

    return answer_form(
        request, form, save, title=_("Commitment %(number)d is done") % {"number": number},
        crumbs=pages.path_of(found.consultation), submit_label=_("It is done"),
    )  # fmt: skip


def _require_state(request: MusterRequest) -> None:
    if request.viewer.kind != OrganisationKind.MEMBER_STATE:
        raise NotAllowed(_("The workbook of inputs is a State's own."))


@for_parties
@require_safe
def inputs_workbook(request: MusterRequest) -> HttpResponse:
    """Hand out the inputs of the viewer's State as a workbook."""
    _require_state(request)
    return attached(workbook.export(request.viewer, request.as_of), f"inputs-{request.viewer.organisation_code}.xlsx")


@for_parties
def import_inputs(request: MusterRequest) -> HttpResponse:
    """Take positions of the viewer's State from a workbook, all or none."""
    _require_state(request)
    if not request.viewer.has_role(Role.OFFICER):
        raise NotAllowed(_("Positions are written by officers."))
    head = PageHead(
        title=_("Import positions"),
        lead=_("New rows are written as positions of your own; rows of positions that nobody else has read change "
               "them. Nothing is submitted by it."),
        crumbs=[Crumb(_("Inputs to consultations"), reverse("consultation-inputs")), Crumb(_("Import"))],
    )  # fmt: skip

    def save() -> HttpResponse:
        count = workbook.import_workbook(request.viewer, uploaded_bytes(request), today=request.today)
        messages.success(request, _("%(count)d positions are written or changed.") % {"count": count})
        return redirect_as_of_today(request, "consultation-inputs")

    return answer_import(request, head, reverse("inputs-workbook"), save)
