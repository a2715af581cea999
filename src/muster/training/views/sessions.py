"""Pages of sessions: the list, one with its participants, enrolment, results, feedback."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.kit.form_page import answer_form, answer_import
from muster.kit.pages import Crumb, PageHead
from muster.kit.tables import render_table
from muster.kit.uploads import attached, refusal_on, uploaded_bytes
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest
from muster.people.purposes import kept_for
from muster.people.queries import held_persons
from muster.reference.parameters import parameter
from muster.training.actions import enrolments as enrolment_actions
from muster.training.actions import sessions as session_actions
from muster.training.actions.session_feedback import give_feedback as record_feedback
from muster.training.actions.session_feedback import may_give_feedback
from muster.training.actions.waiting_list import waiting_in_order
from muster.training.forms import catalogue as forms
from muster.training.models import TrainingSession
from muster.training.pages import catalogue as pages
from muster.training.queries.courses import visible_course, visible_instructors
from muster.training.queries.enrolments import (
    FEEDBACK_KEY,
    feedback_of,
    findings_for,
    names_of_persons,
    visible_enrolment,
    visible_enrolments,
    words_of,
)
from muster.training.queries.sessions import count_seats, visible_session, visible_sessions
from muster.training.rules.catalogue_enrolment import RESULTS, needs_reason
from muster.training.rules.catalogue_sessions import CHANGED_IN, next_session_stages
from muster.training.stages import EnrolmentStage, SessionStage
from muster.training.tables.sessions import COUNTS, ENROLMENTS, FINDINGS, SESSIONS
from muster.training.workbooks import participants as workbooks

FOR_INSTITUTION = "Sessions are written by officers of the institution that gives the course."
FOR_STATE = "A seat is applied for by an officer of the State that sends the person."
MOST_NAMED = 500


@for_parties
@require_safe
def sessions(request: MusterRequest) -> HttpResponse:
    """Show the sessions that the viewer may see."""
    found = visible_sessions(request.viewer, request.as_of)
    table = render_table(request, SESSIONS, found, prepare=partial(count_seats, day=request.as_of))
    if isinstance(table, HttpResponse):
        return table
    head = PageHead(
        title=_("Sessions"),
        crumbs=pages.crumbs(Crumb(_("Sessions"))),
        lead=_("When courses are given, and the seats that are left. Participants stand on the page of a session."),
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


@for_parties
@require_safe
def session(request: MusterRequest, reference: str) -> HttpResponse:
    """Show a session; participants by person as far as the viewer may see them, else counts by State."""
    found = visible_session(request.viewer, request.as_of, reference)
    seen = list(visible_enrolments(request.viewer, request.as_of, request.today).filter(session=found))
    names = names_of_persons(request.viewer, [one.person for one in seen], request.today)
    own = pages.is_own(request.viewer, found.course.institution_id)
    places = {one.pk: place for place, one in enumerate(waiting_in_order(found), start=1)} if seen else {}
    for one in seen:
        one.name, one.waiting_place = names[one.person_id], places.get(one.pk)
    enrolments = render_table(request, ENROLMENTS, seen, prefix="enrolments-")
    if isinstance(enrolments, HttpResponse):
        return enrolments
    may_feed_back = request.today >= found.held_until and may_give_feedback(request.viewer, found)
    feedback = feedback_of(found, request.as_of)
    context = {
        "head": pages.session_head(request.viewer, found, may_feed_back=may_feed_back),
        "facts": pages.session_facts(found, request.viewer, _teachers(request, found)),
        "counts": render_table(request, COUNTS, pages.count_rows(found), prefix="counts-"),
        "enrolments": enrolments if seen else None,
        "feedback": pages.feedback_figures(feedback, request.as_of) if request.as_of >= found.held_until else [],
        "words": words_of(found, request.as_of) if own and feedback.are_shown else [],
    }
    return render(request, "training/session.html", context)


def _teachers(request: MusterRequest, found: TrainingSession) -> str:
    """Return who teaches: by name to the institution, how many to the others."""
    teaching = list(visible_instructors(request.viewer, request.as_of).filter(training_sessions=found))
    if not teaching:
        count = found.instructors.count()
        return str(count) if count else "—"
    names = names_of_persons(request.viewer, [one.person for one in teaching], request.today)
    return ", ".join(names[one.person_id] for one in teaching)


def _written(request: MusterRequest, reference: str) -> Any:
    """Return a session that the viewer writes. Raises NotFound, NotAllowed."""
    found = visible_session(request.viewer, request.today, reference)
    if not pages.is_own(request.viewer, found.course.institution_id):
        raise NotAllowed(_(FOR_INSTITUTION))
    return found


def _instructor_choices(request: MusterRequest, institution: int) -> list[tuple[str, str]]:
    found = list(visible_instructors(request.viewer, request.today).filter(institution=institution))
    names = names_of_persons(request.viewer, [one.person for one in found], request.today)
    return [(str(one.pk), names[one.person_id]) for one in found]


@for_parties
def new_session(request: MusterRequest, reference: str) -> HttpResponse:
    """Plan a session of a course by form."""
    found = visible_course(request.viewer, request.today, reference)
    if not pages.is_own(request.viewer, found.institution_id):
        raise NotAllowed(_(FOR_INSTITUTION))
    data = request.POST or None
    form = forms.SessionForm(data, _instructor_choices(request, found.institution_id))
    kept = forms.KeptRows(data, [])

    def save() -> HttpResponse:
        terms = form.terms(kept.terms())
        made = session_actions.create_session(request.viewer, reference, terms, today=request.today)
        return _done(request, made.reference, _("Session %(one)s is planned."))

    return answer_form(
        request, form, save, title=_("New session"), crumbs=pages.course_crumbs(found), rows=kept.rows,
        rows_title=kept.kind.title,
    )  # fmt: skip


def _done(request: MusterRequest, reference: str, words: str) -> HttpResponse:
    messages.success(request, words % {"one": reference})
    return redirect_as_of_today(request, "training-session", reference=reference)


@for_parties
def change_session(request: MusterRequest, reference: str) -> HttpResponse:
    """Change a session by form."""
    found = _written(request, reference)
    if found.stage not in CHANGED_IN:
        raise Refused(_("A session is changed while it is planned or open."))
    data = request.POST or None
    form = forms.SessionForm(data, _instructor_choices(request, found.course.institution_id), found)
    known = [{"state": one.state, "seats": one.seats, "until": one.until} for one in session_actions.kept_of(found)]
    kept = forms.KeptRows(data, known)

    def save() -> HttpResponse:
        session_actions.change_session(
            request.viewer, reference, form.terms(kept.terms()), today=request.today,
            expected_version=form.cleaned_data["version"],
        )  # fmt: skip
        return _done(request, reference, _("Session %(one)s is changed."))

    return answer_form(
        request, form, save, title=_("Change the session"), crumbs=pages.session_crumbs(found), rows=kept.rows,
        rows_title=kept.kind.title,
    )  # fmt: skip


@for_parties
def step_session(request: MusterRequest, reference: str, stage: str) -> HttpResponse:
    """Take a session to its next stage."""
    found = _written(request, reference)
    if stage not in next_session_stages(found.stage):
        raise NotFound(_("Session %(one)s cannot become %(stage)s.") % {"one": reference, "stage": stage})
    data = request.POST if request.method == "POST" else None
    form = forms.StepForm(data, found.version, stage)
    form.fields["reason"].required = stage == SessionStage.CANCELLED
    if stage != SessionStage.CANCELLED:
        del form.fields["reason"]

    def save() -> HttpResponse:
        said = form.cleaned_data
        session_actions.step_session(
            request.viewer, reference, stage, reason=said.get("reason", ""), today=request.today,
            expected_version=said["version"],
        )  # fmt: skip
        return _done(request, reference, _("Session %(one)s is recorded."))

    title = _(pages.SESSION_STEP_WORDS[SessionStage(stage)])
    return answer_form(request, form, save, title=title, crumbs=pages.session_crumbs(found), submit_label=title)


def _sending(request: MusterRequest, reference: str) -> Any:
    """Return a session to which the viewer's State sends people. Raises NotFound, NotAllowed."""
    found = visible_session(request.viewer, request.today, reference)
    if not pages.is_sending_state(request.viewer):
        raise NotAllowed(_(FOR_STATE))
    return found


@for_parties
def apply_for_seat(request: MusterRequest, reference: str) -> HttpResponse:
    """Apply for a seat; what the rules say of each of the State's people stands under the form."""
    found = _sending(request, reference)
    there = found.enrolments.exclude(stage__in=enrolment_actions.MAY_APPLY_AGAIN).values("person")
    fitting = kept_for(enrolment_actions.SENT_FOR, request.today)
    held = held_persons(request.viewer).filter(fitting, erased_on__isnull=True)
    persons = list(held.exclude(pk__in=there)[:MOST_NAMED])
    names = names_of_persons(request.viewer, persons, request.today)
    findings = findings_for(request.viewer, [one.pk for one in persons], found, request.today)
    sent = request.method == "POST"
    form = forms.ApplyForm(request.POST if sent else None, [(str(one.pk), names[one.pk]) for one in persons])
    if sent and form.is_valid():
        try:
            made = enrolment_actions.apply_for_seat(
                request.viewer, reference, int(form.cleaned_data["person"]), today=request.today,
                exception=form.cleaned_data["exception"],
            )  # fmt: skip
        except Refused as refusal:
            refusal_on(form, refusal)
        else:
            messages.success(request, _("Enrolment %(one)s is applied for.") % {"one": made.pk})
            return redirect_as_of_today(request, "training-session", reference=reference)
    title = _("Apply for a seat")
    rows = [row for one in persons for row in pages.finding_rows(findings[one.pk], names[one.pk])]
    context = {
        "head": PageHead(title=title, crumbs=pages.session_crumbs(found, Crumb(title))),
        "form": form,
        "findings": render_table(request, FINDINGS, rows, prefix="findings-"),
        "submit_label": title,
    }
    return render(request, "training/apply.html", context, status=400 if sent else 200)


@for_parties
@require_safe
def participants_workbook(request: MusterRequest, reference: str) -> HttpResponse:
    """Hand out the workbook in which a State names whom it sends."""
    found = _sending(request, reference)
    return attached(
        workbooks.export_participants(request.viewer, found, request.today), f"participants-{reference}.xlsx"
    )


@for_parties
def import_participants(request: MusterRequest, reference: str) -> HttpResponse:
    """Apply for everybody in a workbook, or for nobody and every error by row."""
    found = _sending(request, reference)
    return _import(request, found, _("Import participants"), "participants-workbook", workbooks.import_participants)


def _import(
    request: MusterRequest, found: Any, title: str, workbook: str, importing: Callable[..., list[Any]]
) -> HttpResponse:
    def save() -> HttpResponse:
        made = importing(request.viewer, uploaded_bytes(request), found, today=request.today)
        messages.success(request, _("%(count)s participants are recorded.") % {"count": len(made)})
        return redirect_as_of_today(request, "training-session", reference=found.reference)

    head = PageHead(title=title, crumbs=pages.session_crumbs(found, Crumb(title)))
    return answer_import(request, head, reverse(workbook, args=[found.reference]), save)


@for_parties
@require_safe
def enrolment(request: MusterRequest, number: int) -> HttpResponse:
    """Show one enrolment: what the rules say, as far as the viewer may see, and the stages."""
    found = visible_enrolment(request.viewer, request.as_of, request.today, number)
    name = names_of_persons(request.viewer, [found.person], request.today)[found.person_id]
    if request.viewer.is_system or found.state_id == request.viewer.organisation_id:
        seen = findings_for(request.viewer, [found.person_id], found.session, request.today)[found.person_id]
        rows = pages.finding_rows(seen, name)
    else:
        rows = [
            {"who": name, "rule": rule, "verdict": verdict, "words": "", "remedy": ""}
            for rule, verdict in found.eligibility.items()
        ]
    context = {
        "head": pages.enrolment_head(request.viewer, found, name),
        "facts": pages.enrolment_facts(found, request.viewer, name),
        "findings": render_table(request, FINDINGS, rows, prefix="findings-"),
        "timeline": pages.enrolment_timeline(found),
    }
    return render(request, "training/enrolment.html", context)


@for_parties
def step_enrolment(request: MusterRequest, number: int, stage: str) -> HttpResponse:
    """Take an enrolment to its next stage, by the side whose turn it is."""
    found = visible_enrolment(request.viewer, request.today, request.today, number)
    if stage not in enrolment_actions.steps_open(request.viewer, found):
        raise NotFound(_("Enrolment %(one)s cannot become %(stage)s by you.") % {"one": number, "stage": stage})
    needed = needs_reason(found.stage, stage, is_exception=bool(found.exception))
    data = request.POST if request.method == "POST" else None
    form = forms.StepForm(data, found.version, stage, is_reason_needed=needed)

    def save() -> HttpResponse:
        said = form.cleaned_data
        enrolment_actions.step_enrolment(
            request.viewer, number, stage, reason=said["reason"], score=said.get("score"), today=request.today,
            expected_version=said["version"],
        )  # fmt: skip
        return _done(request, found.session.reference, _("The step in %(one)s is recorded."))

    label = pages.enrolment_step_label(found.stage, EnrolmentStage(stage))
    name = names_of_persons(request.viewer, [found.person], request.today)[found.person_id]
    title = _("%(step)s: %(name)s, sent by %(state)s") % {"step": label, "name": name, "state": found.state.name}
    crumbs = pages.enrolment_step_crumbs(found)
    return answer_form(request, form, save, title=title, crumbs=crumbs, submit_label=label)


@for_parties
def enter_results(request: MusterRequest, reference: str) -> HttpResponse:
    """Enter the results of a session on one page, all of them or none."""
    found = _written(request, reference)
    seen = list(
        visible_enrolments(request.viewer, request.today, request.today).filter(
            session=found, stage__in=workbooks.ENTERED_FOR
        )
    )
    names = names_of_persons(request.viewer, [one.person for one in seen], request.today)
    initial = [
        {"number": one.pk, "stage": one.stage if one.stage in RESULTS else "", "score": one.score} for one in seen
    ]
    data = request.POST if request.method == "POST" else None
    rows: Any = django_forms.formset_factory(forms.ResultForm, extra=0, max_num=len(seen))(
        data, initial=initial, prefix="results"
    )
    for one, row in zip(seen, rows.forms, strict=False):
        row.legend = f"{names[one.person_id]}, {one.state.name}"
    form = forms.VersionForm(data)
    known = {one.pk: (one.stage, one.score) for one in seen}

    def save() -> HttpResponse:
        said = [row.cleaned_data for row in rows.forms if row.cleaned_data.get("stage")]
        results = [
            enrolment_actions.ResultTerms(one["number"], one["stage"], one["score"], one["reason"])
            for one in said
            if known.get(one["number"]) != (one["stage"], one["score"])
        ]
        enrolment_actions.enter_results(request.viewer, reference, results, today=request.today)
        return _done(request, reference, _("The results of %(one)s are recorded."))

    return answer_form(
        request, form, save, title=_("Enter results"), crumbs=pages.session_crumbs(found), rows=rows,
        rows_title=_("Participants"), rows_help=_("Who has no result here stays as they are."),
    )  # fmt: skip


@for_parties
@require_safe
def results_workbook(request: MusterRequest, reference: str) -> HttpResponse:
    """Hand out the workbook in which the institution enters results."""
    found = _written(request, reference)
    return attached(workbooks.export_results(request.viewer, found, request.today), f"results-{reference}.xlsx")


@for_parties
def import_results(request: MusterRequest, reference: str) -> HttpResponse:
    """Enter the results of a workbook, all of them or none and every error by row."""
    found = _written(request, reference)
    return _import(request, found, _("Import results"), "results-workbook", workbooks.import_results)


@for_parties
def give_feedback(request: MusterRequest, reference: str) -> HttpResponse:
    """Enter what one participant says, without a name."""
    found = visible_session(request.viewer, request.today, reference)
    if not may_give_feedback(request.viewer, found):
        raise NotAllowed(_("Feedback is entered by the institution, or by a State that sent somebody."))
    form = forms.FeedbackForm(request.POST or None)

    def save() -> HttpResponse:
        record_feedback(request.viewer, reference, form.terms(), today=request.today)
        least = parameter(FEEDBACK_KEY, request.today).integer
        messages.info(request, _("Averages are shown from %(least)s answers on.") % {"least": least})
        return _done(request, reference, _("The answer on %(one)s is recorded."))

    return answer_form(request, form, save, title=_("Give feedback"), crumbs=pages.session_crumbs(found))
