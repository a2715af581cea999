"""Pages of the catalogue: standards, courses with their curricula, instructors."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.kit.form_page import answer_form, answer_import
from muster.kit.pages import Action, Crumb, Fact, PageHead
from muster.kit.tables import render_table
from muster.kit.uploads import attached, refusal_on, uploaded_bytes
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import OrganisationKind, Role
from muster.parties.request import MusterRequest
from muster.people.models import Purpose
from muster.people.purposes import kept_for
from muster.people.queries import held_persons
from muster.training.actions import courses as course_actions
from muster.training.actions import instructors as instructor_actions
from muster.training.actions import standards as standard_actions
from muster.training.forms import catalogue as forms
from muster.training.models import Course, InstructorQualification
from muster.training.pages import catalogue as pages
from muster.training.queries.courses import (
    lesson_terms,
    visible_course,
    visible_courses,
    visible_instructor,
    visible_instructors,
)
from muster.training.queries.enrolments import names_of_persons
from muster.training.queries.recognition_cases import courses_to_apply_for
from muster.training.queries.sessions import count_next_seats, count_seats, upcoming, visible_sessions
from muster.training.queries.standards import line_terms, visible_version, visible_versions
from muster.training.rules.catalogue_curriculum import coverage
from muster.training.rules.catalogue_sessions import next_course_stages
from muster.training.stages import CourseStage
from muster.training.tables.courses import COURSES, COVERAGE, INSTRUCTORS, LESSONS, LINES, QUALIFICATIONS, STANDARDS
from muster.training.tables.recognitions import badges_on, recognition_fact, with_recognition
from muster.training.tables.sessions import SESSIONS_OF_COURSE
from muster.training.workbooks import catalogue_lines as workbooks

FOR_INSTITUTION = "Courses are written by officers of the institution that gives them."
FOR_SECRETARIAT = "The catalogue of standards is written by officers of the Secretariat."
MOST_NAMED = 500


@for_parties
@require_safe
def training(request: MusterRequest) -> HttpResponse:
    """Show the courses that the viewer may see, each with its next session."""
    found = visible_courses(request.viewer, request.as_of).prefetch_related(upcoming(request.as_of))
    badges = badges_on(found.values_list("pk", flat=True), request.as_of)
    prepare = partial(count_next_seats, day=request.as_of)
    table = render_table(request, with_recognition(COURSES, badges), found, prepare=prepare)
    if isinstance(table, HttpResponse):
        return table
    return render(request, "web/table_page.html", {"head": pages.room_head(request.viewer), "table": table})


@for_parties
@require_safe
def standards(request: MusterRequest) -> HttpResponse:
    """Show the versions of standards."""
    table = render_table(request, STANDARDS, visible_versions(request.viewer, request.as_of))
    if isinstance(table, HttpResponse):
        return table
    doors = []
    if request.viewer.is_secretariat and request.viewer.has_role(Role.OFFICER):
        doors = [Action(_("New version"), reverse("new-standard"), primary=True)]
    head = PageHead(
        title=_("Standards"),
        crumbs=pages.crumbs(Crumb(_("Standards"))),
        lead=_("Versions of the standards that courses follow, with the lines that a curriculum is held against."),
        actions=doors,
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


@for_parties
def new_standard(request: MusterRequest) -> HttpResponse:
    """Enter a version of a standard by form."""
    _for_secretariat(request)
    form = forms.StandardVersionForm(request.POST or None)

    def save() -> HttpResponse:
        made = standard_actions.record_version(request.viewer, form.terms(), today=request.today)
        messages.success(request, _("Version %(one)s is recorded.") % {"one": made})
        return redirect_as_of_today(request, "training-standard", standard=made.standard, version=made.version)

    crumbs = pages.crumbs(Crumb(_("Standards"), reverse("training-standards")))
    return answer_form(request, form, save, title=_("New version of a standard"), crumbs=crumbs)


def _for_secretariat(request: MusterRequest) -> None:
    if not (request.viewer.is_secretariat and request.viewer.has_role(Role.OFFICER)):
        raise NotAllowed(_(FOR_SECRETARIAT))


@for_parties
@require_safe
def standard(request: MusterRequest, standard: str, version: str) -> HttpResponse:
    """Show a version of a standard with its lines."""
    found = visible_version(request.viewer, request.as_of, standard, version)
    facts = [
        Fact(_("Standard"), found.standard),
        Fact(_("In force from"), found.issued_on),
        Fact(_("Version in force"), found.newest or "—"),  # type: ignore[attr-defined]  # annotated
        Fact(_("Note"), found.note or "—"),
        Fact(_("Source"), found.source or "—", standing=found.standing),
    ]
    table = render_table(request, LINES, line_terms(found, request.as_of))
    context = {"head": pages.standard_head(request.viewer, found), "facts": facts, "table": table}
    return render(request, "training/facts_and_table.html", context)


@for_parties
def write_standard(request: MusterRequest, standard: str, version: str) -> HttpResponse:
    """Write the lines of a version on one page."""
    found = visible_version(request.viewer, request.today, standard, version)
    _for_secretariat(request)
    data, more = request.POST or None, "more" in request.POST
    form = forms.VersionForm(data, initial={"version": found.edition})
    rows = forms.StandardLineRows(data, forms.known_lines(line_terms(found, None)), more=more)
    place = {"standard": standard, "version": version}

    def save() -> HttpResponse:
        standard_actions.write_lines(
            request.viewer, standard, version, rows.terms(), today=request.today,
            expected_version=form.cleaned_data["version"],
        )  # fmt: skip
        messages.success(request, _("The lines of %(one)s are recorded.") % {"one": found})
        return redirect_as_of_today(request, "write-standard" if more else "training-standard", **place)

    address = reverse("training-standard", kwargs=place)
    crumbs = pages.crumbs(Crumb(_("Standards"), reverse("training-standards")), Crumb(str(found), address))
    return _answer_lines(request, form, rows, save, title=_("Write the lines"), crumbs=crumbs)


def _answer_lines(
    request: MusterRequest, form: forms.VersionForm, rows: forms.Rows, save: Callable[[], HttpResponse], *, title: str,
    crumbs: list[Crumb],
) -> HttpResponse:  # fmt: skip
    """Show rows of lines, or save them; a refusal is told on the page (status 400)."""
    sent = request.method == "POST"
    if sent and form.is_valid() and rows.rows.is_valid():
        try:
            return save()
        except Refused as refusal:
            refusal_on(form, refusal)
    context = {
        "head": PageHead(title=title, crumbs=[*crumbs, Crumb(title)]),
        "form": form,
        "lists": [rows],
        "has_errors": sent and not rows.rows.is_valid(),
    }
    return render(request, "web/lines_form.html", context, status=400 if sent else 200)


@for_parties
@require_safe
def standard_workbook(request: MusterRequest, standard: str, version: str) -> HttpResponse:
    """Hand out the lines of a version as a workbook that can be imported again."""
    found = visible_version(request.viewer, request.as_of, standard, version)
    return attached(
        workbooks.export_standard(request.viewer, found, request.as_of), f"standard-{standard}-{version}.xlsx"
    )


@for_parties
def import_standard(request: MusterRequest, standard: str, version: str) -> HttpResponse:
    """Import the lines of a version: all of them, or nothing and every error by row and column."""
    found = visible_version(request.viewer, request.today, standard, version)
    _for_secretariat(request)
    place = {"standard": standard, "version": version}
    title = _("Import lines")
    crumbs = pages.crumbs(Crumb(str(found), reverse("training-standard", kwargs=place)), Crumb(title))

    def save() -> HttpResponse:
        workbooks.import_standard(request.viewer, uploaded_bytes(request), found, today=request.today)
        messages.success(request, _("The lines of %(one)s are recorded.") % {"one": found})
        return redirect_as_of_today(request, "training-standard", **place)

    head = PageHead(title=title, crumbs=crumbs)
    return answer_import(request, head, reverse("standard-workbook", kwargs=place), save)


@for_parties
@require_safe
def course(request: MusterRequest, reference: str) -> HttpResponse:
    """Show a course: its sessions, how its curriculum covers the standard, its lessons."""
    found = visible_course(request.viewer, request.as_of, reference)
    lessons = lesson_terms(found, request.as_of)
    covers = coverage(line_terms(found.standard_version, request.as_of), lessons)
    sessions = visible_sessions(request.viewer, request.as_of).filter(course=found)
    curriculum = render_table(request, LESSONS, pages.lesson_rows(lessons), prefix="lessons-")
    if isinstance(curriculum, HttpResponse):
        return curriculum
    may_apply = courses_to_apply_for(request.viewer, request.today).filter(pk=found.pk).exists()
    context = {
        "head": pages.course_head(request.viewer, found, may_apply=may_apply),
        "facts": [*pages.course_facts(found), recognition_fact(found, request.as_of)],
        "figures": pages.coverage_figures(covers, lessons),
        "sessions": render_table(
            request, SESSIONS_OF_COURSE, sessions, prefix="sessions-", prepare=partial(count_seats, day=request.as_of)
        ),
        "coverage": render_table(request, COVERAGE, covers, prefix="coverage-"),
        "lessons": curriculum,
    }
    return render(request, "training/course.html", context)


def _version_choices(request: MusterRequest) -> list[tuple[str, str]]:
    found = visible_versions(request.viewer, request.today)
    return [(str(one), f"{one}: {one.title}") for one in found]


def _written(request: MusterRequest, reference: str) -> Course:
    """Return a course that the viewer writes. Raises NotFound, NotAllowed."""
    found = visible_course(request.viewer, request.today, reference)
    if not pages.is_own(request.viewer, found.institution_id):
        raise NotAllowed(_(FOR_INSTITUTION))
    return found


@for_parties
def new_course(request: MusterRequest) -> HttpResponse:
    """Enter a course of the viewer's institution by form."""
    viewer = request.viewer
    if not (viewer.kind == OrganisationKind.TRAINING_INSTITUTION and viewer.has_role(Role.OFFICER)):
        raise NotAllowed(_(FOR_INSTITUTION))
    form = forms.CourseForm(request.POST or None, _version_choices(request))

    def save() -> HttpResponse:
        made = course_actions.create_course(viewer, form.terms(viewer.organisation_code), today=request.today)
        messages.success(request, _("Course %(one)s is a draft.") % {"one": made.reference})
        return redirect_as_of_today(request, "course", reference=made.reference)

    return answer_form(request, form, save, title=_("New course"), crumbs=pages.crumbs())


@for_parties
def change_course(request: MusterRequest, reference: str) -> HttpResponse:
    """Change a course by form."""
    found = _written(request, reference)
    form = forms.CourseForm(request.POST or None, _version_choices(request), found)

    def save() -> HttpResponse:
        course_actions.change_course(
            request.viewer, reference, form.terms(found.institution.code, reference), today=request.today,
            expected_version=form.cleaned_data["version"],
        )  # fmt: skip
        messages.success(request, _("Course %(one)s is changed.") % {"one": reference})
        return redirect_as_of_today(request, "course", reference=reference)

    return answer_form(request, form, save, title=_("Change the course"), crumbs=pages.course_crumbs(found))


@for_parties
def step_course(request: MusterRequest, reference: str, stage: str) -> HttpResponse:
    """Offer or close a course."""
    found = _written(request, reference)
    if stage not in next_course_stages(found.stage):
        raise NotFound(_("Course %(one)s cannot become %(stage)s.") % {"one": reference, "stage": stage})
    form = forms.VersionForm(request.POST if request.method == "POST" else None, initial={"version": found.version})

    def save() -> HttpResponse:
        version = form.cleaned_data["version"]
        course_actions.step_course(request.viewer, reference, stage, today=request.today, expected_version=version)
        messages.success(request, _("Course %(one)s is recorded.") % {"one": reference})
        return redirect_as_of_today(request, "course", reference=reference)

    title = _(pages.COURSE_STEP_WORDS[CourseStage(stage)])
    return answer_form(request, form, save, title=title, crumbs=pages.course_crumbs(found), submit_label=title)


@for_parties
def write_curriculum(request: MusterRequest, reference: str) -> HttpResponse:
    """Write the lessons of a course on one page."""
    found = _written(request, reference)
    data, more = request.POST or None, "more" in request.POST
    form = forms.VersionForm(data, initial={"version": found.version})
    rows = forms.LessonRows(data, forms.known_lessons(lesson_terms(found, None)), more=more)

    def save() -> HttpResponse:
        course_actions.write_curriculum(
            request.viewer, reference, rows.terms(), today=request.today,
            expected_version=form.cleaned_data["version"],
        )  # fmt: skip
        messages.success(request, _("The curriculum of %(one)s is recorded.") % {"one": reference})
        return redirect_as_of_today(request, "write-curriculum" if more else "course", reference=reference)

    crumbs = pages.course_crumbs(found)
    return _answer_lines(request, form, rows, save, title=_("Write the curriculum"), crumbs=crumbs)


@for_parties
@require_safe
def curriculum_workbook(request: MusterRequest, reference: str) -> HttpResponse:
    """Hand out a curriculum as a workbook that can be imported again."""
    found = visible_course(request.viewer, request.as_of, reference)
    return attached(workbooks.export_curriculum(request.viewer, found, request.as_of), f"curriculum-{reference}.xlsx")


@for_parties
def import_curriculum(request: MusterRequest, reference: str) -> HttpResponse:
    """Import a curriculum: all of it, or nothing and every error by row and column."""
    found = _written(request, reference)
    title = _("Import a curriculum")

    def save() -> HttpResponse:
        workbooks.import_curriculum(request.viewer, uploaded_bytes(request), found, today=request.today)
        messages.success(request, _("The curriculum of %(one)s is recorded.") % {"one": reference})
        return redirect_as_of_today(request, "course", reference=reference)

    head = PageHead(title=title, crumbs=pages.course_crumbs(found, Crumb(title)))
    return answer_import(request, head, reverse("curriculum-workbook", args=[reference]), save)


@for_parties
@require_safe
def instructors(request: MusterRequest) -> HttpResponse:
    """Show the instructors of the viewer's institution, or of its State's institutions."""
    found = list(visible_instructors(request.viewer, request.as_of))
    names = names_of_persons(request.viewer, [one.person for one in found], request.today)
    table = render_table(request, INSTRUCTORS, [pages.instructor_row(one, names[one.person_id]) for one in found])
    if isinstance(table, HttpResponse):
        return table
    doors = []
    if request.viewer.kind == OrganisationKind.TRAINING_INSTITUTION and request.viewer.has_role(Role.OFFICER):
        doors = [Action(_("New instructor"), reverse("new-instructor"), primary=True)]
    head = PageHead(
        title=_("Instructors"),
        crumbs=pages.crumbs(Crumb(_("Instructors"))),
        lead=_("Who teaches, and what for: a session takes nobody who is not qualified on all its days."),
        actions=doors,
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


@for_parties
def new_instructor(request: MusterRequest) -> HttpResponse:
    """Enter somebody who teaches at the viewer's institution."""
    viewer = request.viewer
    if not (viewer.kind == OrganisationKind.TRAINING_INSTITUTION and viewer.has_role(Role.OFFICER)):
        raise NotAllowed(_(FOR_INSTITUTION))
    held = held_persons(viewer).filter(kept_for([Purpose.INSTRUCTOR], request.today), erased_on__isnull=True)
    persons = list(held.filter(instructor_places__isnull=True)[:MOST_NAMED])
    names = names_of_persons(viewer, persons, request.today)
    form = forms.InstructorForm(request.POST or None, [(str(one.pk), names[one.pk]) for one in persons])

    def save() -> HttpResponse:
        said = form.cleaned_data
        made = instructor_actions.record_instructor(
            viewer, viewer.organisation_code, int(said["person"]), teaches_from=said["teaches_from"],
            teaches_until=said["teaches_until"], today=request.today,
        )  # fmt: skip
        messages.success(request, _("Instructor %(one)s is recorded.") % {"one": made.pk})
        return redirect_as_of_today(request, "training-instructor", number=str(made.pk))

    crumbs = pages.crumbs(Crumb(_("Instructors"), reverse("training-instructors")))
    doors = [Action(_("Enter a person first"), reverse("new-person"))]
    return answer_form(request, form, save, title=_("New instructor"), crumbs=crumbs, doors=doors)


@for_parties
@require_safe
def instructor(request: MusterRequest, number: int) -> HttpResponse:
    """Show an instructor with the qualifications."""
    found = visible_instructor(request.viewer, request.as_of, number)
    names = names_of_persons(request.viewer, [found.person], request.today)
    known: list[InstructorQualification] = found.known_qualifications  # type: ignore[attr-defined]  # prefetched
    doors = []
    if pages.is_own(request.viewer, found.institution_id):
        doors = [
            Action(_("Enter a qualification"), reverse("qualify-instructor", args=[number]), primary=True),
            Action(_("Teaches until"), reverse("end-instructor", args=[number])),
        ]
    head = PageHead(
        title=_("Instructor %(number)s") % {"number": number},
        kicker=found.institution.name,
        crumbs=pages.crumbs(Crumb(_("Instructors"), reverse("training-instructors")), Crumb(str(number))),
        actions=doors,
    )
    facts = [
        Fact(_("Person"), names[found.person_id]),
        Fact(_("Teaches from"), found.teaches_from),
        Fact(_("Until (excluded)"), found.until_then or "—"),  # type: ignore[attr-defined]  # annotated
    ]
    table = render_table(request, QUALIFICATIONS, known)
    return render(request, "training/facts_and_table.html", {"head": head, "facts": facts, "table": table})


@for_parties
def qualify_instructor(request: MusterRequest, number: int) -> HttpResponse:
    """Enter a qualification of an instructor."""
    found = visible_instructor(request.viewer, request.today, number)
    if not pages.is_own(request.viewer, found.institution_id):
        raise NotAllowed(_(FOR_INSTITUTION))
    form = forms.QualificationForm(request.POST or None, initial={"version": found.version})

    def save() -> HttpResponse:
        said = dict(form.cleaned_data)
        version = said.pop("version")
        instructor_actions.record_qualification(
            request.viewer, number, said.pop("standard"), **said, today=request.today, expected_version=version
        )
        messages.success(request, _("The qualification is recorded."))
        return redirect_as_of_today(request, "training-instructor", number=str(number))

    return answer_form(request, form, save, title=_("Enter a qualification"), crumbs=_instructor_crumbs(number))


@for_parties
def end_instructor(request: MusterRequest, number: int) -> HttpResponse:
    """Say until when an instructor teaches."""
    found = visible_instructor(request.viewer, request.today, number)
    if not pages.is_own(request.viewer, found.institution_id):
        raise NotAllowed(_(FOR_INSTITUTION))
    initial = {"version": found.version, "until": found.teaches_until}
    form = forms.EndForm(request.POST or None, initial=initial)

    def save() -> HttpResponse:
        said = form.cleaned_data
        instructor_actions.end_instructor(
            request.viewer, number, said["until"], today=request.today, expected_version=said["version"]
        )
        messages.success(request, _("Instructor %(one)s is recorded.") % {"one": number})
        return redirect_as_of_today(request, "training-instructor", number=str(number))

    return answer_form(request, form, save, title=_("Teaches until"), crumbs=_instructor_crumbs(number))


def _instructor_crumbs(number: int) -> list[Crumb]:
    address = reverse("training-instructor", args=[number])
    return pages.crumbs(Crumb(_("Instructors"), reverse("training-instructors")), Crumb(str(number), address))
