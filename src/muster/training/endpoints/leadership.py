"""The API of leadership programmes: cohorts, nominations to them, and the posts held later."""

from datetime import date
from typing import Annotated

from ninja import Query, Router, Status
from pydantic import Field

from muster.deployments.models import Assignment
from muster.kit.openapi import (
    READ_ERRORS,
    WRITE_ERRORS,
    Answer,
    ListFilters,
    Page,
    Sourced,
    page_of,
    page_of_rows,
    sourced,
)
from muster.kit.openapi.fields import Code
from muster.parties.request import MusterRequest
from muster.training.actions.enrolments import apply_for_seat
from muster.training.endpoints.catalogue_fields import SessionReference
from muster.training.endpoints.enrolment_shapes import ApplicationBody
from muster.training.models import TrainingSession
from muster.training.queries.leadership import CohortMember, cohort_members, cohorts, visible_cohort
from muster.training.stages import EnrolmentStage

router = Router(tags=["training"])


class LeadershipCohortAnswer(Sourced):
    """A session of a leadership programme, in `[held_from, held_until)`."""

    session: str
    course: str
    programme: str = Field(description="standard of the course: SML or SMART")
    institution: str
    held_from: date
    held_until: date
    seats: int


class LeadershipPostAnswer(Answer):
    """A post held in `[held_from, held_until)` that the caller may see; of headquarters where no mission stands."""

    post: str
    title: str
    mission: str | None
    held_from: date
    held_until: date


class LeadershipNomineeAnswer(Sourced):
    """Somebody nominated to a cohort, by number, at the stage of the day; with the posts that began after it."""

    enrolment: int
    session: str
    programme: str
    state: str
    person: int
    stage: EnrolmentStage
    posts: list[LeadershipPostAnswer]


class LeadershipFilters(ListFilters):
    """Which cohorts."""

    session: Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]+$", max_length=80)] | None = None
    programme: Code | None = None


def _cohort_answer(one: TrainingSession) -> LeadershipCohortAnswer:
    return LeadershipCohortAnswer(
        session=one.reference,
        course=one.course.reference,
        programme=one.course.standard,
        institution=one.course.institution.code,
        held_from=one.held_from,
        held_until=one.held_until,
        seats=one.seats,
        **sourced(one),
    )


def _post_answer(one: Assignment) -> LeadershipPostAnswer:
    return LeadershipPostAnswer(
        post=one.post.reference,
        title=one.post.title,
        mission=one.post.mission.acronym if one.post.mission else None,
        held_from=one.held_from,
        held_until=one.held_until,
    )


def _nominee_answer(one: CohortMember) -> LeadershipNomineeAnswer:
    enrolment = one.enrolment
    return LeadershipNomineeAnswer(
        enrolment=enrolment.pk,
        session=enrolment.session.reference,
        programme=enrolment.session.course.standard,
        state=enrolment.state.code,
        person=enrolment.person_id,
        stage=EnrolmentStage(enrolment.stage_then),
        posts=[_post_answer(post) for post in one.posts],
        **sourced(enrolment),
    )


@router.get(
    "/leadership-cohorts", response={200: Page[LeadershipCohortAnswer], **READ_ERRORS}, summary="Leadership cohorts"
)
def leadership_cohorts(request: MusterRequest, filters: Query[LeadershipFilters]) -> Page[LeadershipCohortAnswer]:
    """The sessions of leadership programmes whose courses the caller may see, the latest first."""
    chosen = filters.chosen(session="reference", programme="course__standard")
    return page_of(cohorts(request.viewer, filters.day(request)).filter(**chosen), filters, _cohort_answer)


@router.get(
    "/leadership-nominees",
    response={200: Page[LeadershipNomineeAnswer], **READ_ERRORS},
    summary="Nominees of leadership programmes, and posts held later",
)
def leadership_nominees(request: MusterRequest, filters: Query[LeadershipFilters]) -> Page[LeadershipNomineeAnswer]:
    """Whom the caller's State nominated, all to a secretariat; later posts as far as the caller may see them."""
    rows = [
        one
        for one in cohort_members(request.viewer, filters.day(request))
        if filters.session in (None, one.enrolment.session.reference)
        and filters.programme in (None, one.enrolment.session.course.standard)
    ]
    return page_of_rows(rows, filters, _nominee_answer)


@router.post(
    "/leadership-cohorts/{reference}/nominations",
    response={201: LeadershipNomineeAnswer, **WRITE_ERRORS},
    summary="Nominate somebody to a cohort",
)
def nominate_to_cohort(
    request: MusterRequest, reference: SessionReference, body: ApplicationBody
) -> Status[LeadershipNomineeAnswer]:
    """Apply for a seat in the cohort for a person of the caller's State, by the rules of its course."""
    cohort = visible_cohort(request.viewer, request.today, reference)
    made = apply_for_seat(request.viewer, cohort.reference, body.person, today=request.today, exception=body.exception)
    members = cohort_members(request.viewer, request.today)
    return Status(201, _nominee_answer(next(one for one in members if one.enrolment.pk == made.pk)))
