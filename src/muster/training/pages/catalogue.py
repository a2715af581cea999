"""What the pages of the catalogue show, as the kit's plain values."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.kit.days import day_words
from muster.kit.pages import Action, Crumb, ExplainInput, Explanation, Fact, KeyFigure, PageHead, TimelineEntry
from muster.parties.models import OrganisationKind, Role
from muster.parties.viewer import Viewer
from muster.reference.courses import standard_name
from muster.reference.parameters import parameter
from muster.training.actions.enrolments import steps_open
from muster.training.models import Course, Instructor, StandardVersion
from muster.training.pages.room import doors_of
from muster.training.queries.courses import is_on_older_version
from muster.training.queries.enrolments import FEEDBACK_KEY
from muster.training.queries.sessions import applications_open, counts_by_state, kept_terms, seats_open_to
from muster.training.rules.catalogue_curriculum import LineCover, covers_text
from muster.training.rules.catalogue_enrolment import RESULTS
from muster.training.rules.catalogue_feedback import Averages
from muster.training.rules.catalogue_sessions import CHANGED_IN, next_course_stages, next_session_stages
from muster.training.rules.catalogue_terms import LessonTerms
from muster.training.stages import CourseStage, Coverage, EnrolmentStage, SessionStage
from muster.training.tables.courses import course_badge
from muster.training.tables.sessions import enrolment_badge, session_badge

ONE_DAY = timedelta(days=1)
COURSE_STEP_WORDS = {CourseStage.OFFERED: "Offer", CourseStage.CLOSED: "Close"}
SESSION_STEP_WORDS = {
    SessionStage.OPEN: "Open for enrolment",
    SessionStage.HELD: "It was held",
    SessionStage.CANCELLED: "Cancel",
}
ENROLMENT_STEP_WORDS = {
    EnrolmentStage.ACCEPTED: "Accept",
    EnrolmentStage.WAITING: "Put on the waiting list",
    EnrolmentStage.REFUSED: "Refuse",
    EnrolmentStage.WITHDRAWN: "Withdraw",
    EnrolmentStage.ABSENT: "Did not come",
    EnrolmentStage.PASSED: "Passed",
    EnrolmentStage.FAILED: "Not passed",
}


def crumbs(*more: Crumb) -> list[Crumb]:
    """Return the path to a page of training."""
    return [Crumb(_("Training"), reverse("training")), *more]


def course_crumbs(course: Course, *more: Crumb) -> list[Crumb]:
    """Return the path to a page that belongs to a course."""
    return crumbs(Crumb(course.reference, reverse("course", args=[course.reference])), *more)


def session_crumbs(session: Any, *more: Crumb) -> list[Crumb]:
    """Return the path to a page that belongs to a session."""
    return course_crumbs(
        session.course, Crumb(session.reference, reverse("training-session", args=[session.reference])), *more
    )


def is_own(viewer: Viewer, institution_id: int) -> bool:
    """Return whether the viewer writes for an institution."""
    return viewer.is_system or (viewer.organisation_id == institution_id and viewer.has_role(Role.OFFICER))


def is_sending_state(viewer: Viewer) -> bool:
    """Return whether the viewer applies for the people of a State."""
    return viewer.kind == OrganisationKind.MEMBER_STATE and viewer.has_role(Role.OFFICER)


def room_head(viewer: Viewer) -> PageHead:
    """Return the head of the page of training, with what the parts lead to."""
    doors = [Action(label, reverse(name)) for label, name in doors_of(viewer)]
    if viewer.kind == OrganisationKind.TRAINING_INSTITUTION and viewer.has_role(Role.OFFICER):
        doors.insert(0, Action(_("New course"), reverse("new-course"), primary=True))
    return PageHead(
        title=_("Training"),
        crumbs=[Crumb(_("Training"))],
        lead=_("Courses with the standard that they follow; a course is recognised, never a centre."),
        actions=doors,
    )


def course_head(viewer: Viewer, course: Any, *, may_apply: bool = False) -> PageHead:
    """Return the head of a course's page, with what the viewer may do; `may_apply`: for its recognition."""
    place = [course.reference]
    doors = []
    if is_own(viewer, course.institution_id):
        if course.stage != CourseStage.CLOSED:
            doors.append(Action(_("New session"), reverse("new-session", args=place), primary=True))
        doors += [
            Action(_("Change"), reverse("change-course", args=place)),
            Action(_("Write the curriculum"), reverse("write-curriculum", args=place)),
            Action(_("Import"), reverse("import-curriculum", args=place)),
        ]
        if may_apply:
            address = f"{reverse('apply-for-recognition')}?course={course.reference}"
            doors.append(Action(_("Apply for recognition"), address))
        doors += [
            Action(_(COURSE_STEP_WORDS[one]), reverse("step-course", args=[*place, one.value]))
            for one in next_course_stages(course.stage)
        ]
    doors.append(Action(_("Workbook"), reverse("curriculum-workbook", args=place)))
    return PageHead(
        title=course.title,
        kicker=course.institution.name,
        crumbs=crumbs(Crumb(course.reference)),
        lead=standard_name(course.standard),
        status=course_badge(course),
        actions=doors,
        illustrative=course.illustrative,
    )


def course_facts(course: Any) -> list[Fact]:
    """Return what is on record of a course, and what it asks of participants."""
    followed = course.standard_version
    version = Fact(_("Version of the standard"), _("not named"))
    if followed is not None:
        words = followed.version
        if is_on_older_version(course):
            words = _("%(old)s; version %(new)s has taken over") % {"old": words, "new": course.newest_version}
        address = reverse("training-standard", args=[followed.standard, followed.version])
        version = Fact(_("Version of the standard"), words, href=address)
    return [
        Fact(_("Standard"), course.standard),
        version,
        Fact(_("Length"), course.days or "—", unit=_("days") if course.days else ""),
        Fact(_("Taught in"), course.language or "—"),
        Fact(_("For whom"), course.audience or "—"),
        Fact(_("Ranks"), course.ranks or _("any")),
        Fact(
            _("Years of service, at least"),
            "—" if course.least_service_years is None else course.least_service_years,
        ),
        Fact(_("Language to be proven"), course.wanted_language or "—"),
        Fact(_("Medical examination not older than"), _months(course.medical_months)),
        Fact(_("Certificate valid for"), _months(course.certificate_months, _("without an end"))),
        Fact(_("Source"), course.source or "—", standing=course.standing),
    ]


def _months(count: int | None, none: str = "—") -> str:
    return none if count is None else _("%(count)s months") % {"count": count}


def coverage_figures(covers: Sequence[LineCover], lessons: Sequence[LessonTerms]) -> list[KeyFigure]:
    """Return how much of the standard the curriculum covers: required lines, and minutes."""
    required = [one for one in covers if one.is_required]
    full = sum(one.extent == Coverage.FULL for one in required)
    missing = sum(one.missing_minutes for one in required)
    share = full / len(required) if required else None
    formula = _("Required lines that a lesson covers for at least the minutes asked for, of all required lines")
    words = _("%(full)s of %(all)s") % {"full": full, "all": len(required)}
    return [
        KeyFigure(
            _("Required lines covered"), words, tone="met" if share == 1 else "due" if required else "neutral",
            share=share, explanation=Explanation(formula),
        ),
        KeyFigure(_("Minutes lacking"), missing, unit=_("minutes"), tone="short" if missing else "met"),
        KeyFigure(_("Lessons"), len(lessons)),
        KeyFigure(_("Taught"), sum(one.minutes for one in lessons), unit=_("minutes")),
    ]  # fmt: skip


def lesson_rows(lessons: Iterable[LessonTerms]) -> list[dict[str, Any]]:
    """Return the lessons as their table reads them."""
    return [
        {"number": one.number, "title": one.title, "minutes": one.minutes, "method": one.method,
         "covers": covers_text(one.covers)}
        for one in lessons
    ]  # fmt: skip


def standard_head(viewer: Viewer, version: StandardVersion) -> PageHead:
    """Return the head of the page of a version of a standard."""
    place = [version.standard, version.version]
    doors = []
    if viewer.is_secretariat and viewer.has_role(Role.OFFICER):
        doors = [
            Action(_("Write the lines"), reverse("write-standard", args=place), primary=True),
            Action(_("Import"), reverse("import-standard", args=place)),
        ]
    doors.append(Action(_("Workbook"), reverse("standard-workbook", args=place)))
    return PageHead(
        title=f"{standard_name(version.standard)}, {version.version}",
        kicker=_("Standards"),
        crumbs=crumbs(Crumb(_("Standards"), reverse("training-standards")), Crumb(str(version))),
        lead=version.title,
        actions=doors,
        illustrative=version.illustrative,
    )


def session_head(viewer: Viewer, session: Any, *, may_feed_back: bool) -> PageHead:
    """Return the head of a session's page, with what the viewer may do."""
    place = [session.reference]
    doors = []
    own = is_own(viewer, session.course.institution_id)
    if session.stage == SessionStage.OPEN and is_sending_state(viewer):
        doors.append(Action(_("Apply for a seat"), reverse("apply-for-seat", args=place), primary=True))
        doors.append(Action(_("Import participants"), reverse("import-participants", args=place)))
        doors.append(Action(_("Participants (workbook)"), reverse("participants-workbook", args=place)))
    if own:
        if session.stage in CHANGED_IN:
            doors.append(Action(_("Change"), reverse("change-session", args=place)))
        doors += [
            Action(_(SESSION_STEP_WORDS[one]), reverse("step-session", args=[*place, one.value]))
            for one in next_session_stages(session.stage)
        ]
        if session.stage in (SessionStage.OPEN, SessionStage.HELD):
            doors += [
                Action(_("Enter results"), reverse("enter-results", args=place)),
                Action(_("Results (workbook)"), reverse("results-workbook", args=place)),
                Action(_("Import results"), reverse("import-results", args=place)),
            ]
    if may_feed_back:
        doors.append(Action(_("Give feedback"), reverse("give-feedback", args=place)))
    waiting = applications_open(session)
    lead = _("%(days)s, %(place)s") % {"days": span(session), "place": session.place or _("place not named")}
    if own and waiting:
        lead += ". " + _("Applications that wait for an answer: %(count)s.") % {"count": waiting}
    return PageHead(
        title=session.course.title,
        kicker=session.course.institution.name,
        crumbs=course_crumbs(session.course, Crumb(session.reference)),
        lead=lead,
        status=session_badge(session),
        actions=doors,
        illustrative=session.illustrative,
    )


def span(session: Any) -> str:
    """Return the days of a session in words, the last one included."""
    last = session.held_until - ONE_DAY
    return day_words(last) if last == session.held_from else f"{day_words(session.held_from)} – {day_words(last)}"


def session_facts(session: Any, viewer: Viewer, teachers: str) -> list[Fact]:
    """Return what is on record of a session: days, seats, what is kept for whom."""
    kept = "; ".join(
        _("%(state)s %(seats)s until %(day)s")
        % {"state": one.state, "seats": one.seats, "day": day_words(one.until - ONE_DAY)}
        for one in kept_terms(session)
    )
    facts = [
        Fact(_("Days"), span(session)),
        Fact(_("Last day to apply"), day_words(session.apply_by) if session.apply_by else "—"),
        Fact(_("Seats"), session.seats),
        Fact(_("Left to any State"), seats_open_to(session, "", session.asked_on)),
        Fact(_("Kept for States"), kept or "—"),
        Fact(_("Instructors"), teachers),
    ]
    if viewer.kind == OrganisationKind.MEMBER_STATE:
        left = seats_open_to(session, viewer.organisation_code, session.asked_on)
        facts.insert(4, Fact(_("Left to your State"), left))
    if session.announced_participants is not None:
        facts.append(Fact(_("Participants announced"), session.announced_participants))
    if session.reason:
        facts.append(Fact(_("Why it is cancelled"), session.reason))
    return [*facts, Fact(_("Source"), session.source or "—", standing=session.standing)]


def count_rows(session: Any) -> list[dict[str, Any]]:
    """Return the counts by State as their table reads them."""
    stages = ("applied", "waiting", "accepted", "passed", "failed", "absent")
    rows = [
        {"state": state, **{one: counts.get(one, 0) for one in stages}}
        for state, counts in counts_by_state(session).items()
    ]
    return [row for row in rows if any(row[one] for one in stages)]


def feedback_figures(found: Averages, day: date) -> list[KeyFigure]:
    """Return the averages of the marks, or how many answers are still needed."""
    row = parameter(FEEDBACK_KEY, day)
    source = ExplainInput(row.key.replace("_", " "), f"{row.value} {row.unit}", source=row.source,
                          standing=row.standing)  # fmt: skip
    formula = _("Mean of the marks from 1 (poor) to 5 (very good), shown from so many answers on")
    explained = Explanation(formula, parameters=(source,))
    figures = [KeyFigure(_("Answers"), found.answers, explanation=explained)]
    if not found.are_shown:
        note = _("Averages are shown from %(least)s answers on.") % {"least": row.value}
        return [KeyFigure(_("Answers"), found.answers, note=note, explanation=explained)]
    for label, mean in (
        (_("Content"), found.content), (_("Delivery"), found.delivery), (_("Usefulness"), found.usefulness)
    ):  # fmt: skip
        figures.append(KeyFigure(label, str(mean), unit=_("of 5")))
    return figures


def enrolment_words(enrolment: Any) -> str:
    """Return what an enrolment is called."""
    return _("Enrolment %(number)s") % {"number": enrolment.pk}


def enrolment_step_label(stage: str, following: EnrolmentStage) -> str:
    """Return what a step is called; from a result back to the seat it is no acceptance."""
    if stage in RESULTS and following == EnrolmentStage.ACCEPTED:
        return _("Take the result back")
    return _(ENROLMENT_STEP_WORDS[following])


def enrolment_step_crumbs(enrolment: Any) -> list[Crumb]:
    """Return the path to a step of an enrolment."""
    here = Crumb(enrolment_words(enrolment), reverse("enrolment", args=[enrolment.pk]))
    return session_crumbs(enrolment.session, here)


def enrolment_head(viewer: Viewer, enrolment: Any, name: str) -> PageHead:
    """Return the head of an enrolment's page, with the steps that are the viewer's."""
    doors = [
        Action(enrolment_step_label(enrolment.stage, one), reverse("step-enrolment", args=[enrolment.pk, one.value]))
        for one in steps_open(viewer, enrolment)
    ]
    words = enrolment_words(enrolment)
    return PageHead(
        title=words,
        kicker=enrolment.session.course.title,
        crumbs=session_crumbs(enrolment.session, Crumb(words)),
        lead=_("%(name)s, sent by %(state)s") % {"name": name, "state": enrolment.state.name},
        status=enrolment_badge(enrolment),
        actions=doors,
        illustrative=enrolment.illustrative,
    )


def enrolment_facts(enrolment: Any, viewer: Viewer, name: str) -> list[Fact]:
    """Return what is on record of an enrolment."""
    session, credential = enrolment.session, enrolment.credential
    holds = viewer.is_system or viewer.organisation_id == enrolment.state_id
    person = reverse("person", args=[enrolment.person_id]) if holds else ""
    facts = [
        Fact(_("Person"), name, href=person),
        Fact(_("Session"), span(session), href=reverse("training-session", args=[session.reference])),
        Fact(_("Exception asked for"), enrolment.exception or "—"),
        Fact(_("Mark"), "—" if enrolment.score is None else enrolment.score,
             unit="" if enrolment.score is None else _("percent")),
    ]  # fmt: skip
    if credential is None:
        return [*facts, Fact(_("Certificate"), _("none"))]
    until = day_words(credential.valid_until - ONE_DAY) if credential.valid_until else _("without an end")
    words = _("%(number)s, valid from %(start)s until %(until)s") % {
        "number": credential.number, "start": day_words(credential.valid_from), "until": until,
    }  # fmt: skip
    return [*facts, Fact(_("Certificate"), words)]


def enrolment_timeline(enrolment: Any) -> list[TimelineEntry]:
    """Return the stages that an enrolment went through."""
    return [
        TimelineEntry(
            one.held_from,
            EnrolmentStage(one.stage).label,
            ": ".join(part for part in (one.by.name if one.by else "", one.reason) if part),
        )
        for one in enrolment.known_events
    ]


def finding_rows(found: Any, name: str) -> list[dict[str, str]]:
    """Return what the rules say of one person, as their table reads it."""
    return [
        {"who": name, "rule": one.rule, "verdict": one.verdict.value, "words": one.words, "remedy": one.remedy}
        for one in found
    ]


def instructor_row(instructor: Instructor, name: str) -> Instructor:
    """Give an instructor (of `visible_instructors`) what its table reads: the person's name, standards."""
    known = instructor.known_qualifications  # type: ignore[attr-defined]  # prefetched
    instructor.name = name  # type: ignore[attr-defined]
    instructor.qualified = ", ".join(sorted({one.standard for one in known}))  # type: ignore[attr-defined]
    return instructor
