"""Reads of posts for individuals, of who serves in them, and of requests with their nominees.

Posts are every party's to see, as vacancies are announced to all; who serves where is seen by the person's State, by
the Secretariat that fills the post and by the mission. A request is the Secretariat's own until it is sent; the mission
sees a nominee once travel is authorised.
"""

from datetime import date

from django.db.models import Case, CharField, F, OuterRef, Q, QuerySet, Subquery, Value, When

from muster.deployments.models import (
    Assignment,
    IndividualPost,
    Nomination,
    NominationStage,
    NominationStep,
    PersonnelRequest,
    PersonnelRequestStage,
    TourExtension,
)
from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.viewer import Viewer

INDIVIDUAL_POST_FIELDS = visibility.Fields(is_to_every_party=True)
OWN_POST_FIELDS = visibility.Fields(addressee="organisation_id", mission="mission__organisation_id")
ASSIGNMENT_FIELDS = visibility.Fields(
    owner="state_id", addressee="post__organisation_id", mission="post__mission__organisation_id"
)
REQUEST_FIELDS = visibility.Fields(
    owner="organisation_id",
    addressee="state_id",
    stage="stage",
    withheld_stages=(PersonnelRequestStage.DRAFT,),
)
CLOSED_STAGES = (PersonnelRequestStage.FILLED, PersonnelRequestStage.CANCELLED)
OWN_REQUEST_FIELDS = visibility.Fields(owner="organisation_id")
NOMINATION_FIELDS = visibility.Fields(
    owner="requested__request__state_id", addressee="requested__post__organisation_id"
)
EXPECTED_FIELDS = visibility.Fields(mission="requested__post__mission__organisation_id")
EXPECTED_STAGES = (NominationStage.AUTHORISED, NominationStage.ARRIVED)


def visible_individual_posts(viewer: Viewer, day: date) -> QuerySet[IndividualPost]:
    """Return the posts known on `day`."""
    found = IndividualPost.objects.filter(visibility.rows(viewer, INDIVIDUAL_POST_FIELDS))
    return known_on(found, day).select_related("mission", "organisation")


def own_individual_posts(viewer: Viewer, day: date) -> QuerySet[IndividualPost]:
    """Return the posts that the viewer's organisation fills, or that are of its mission."""
    return visible_individual_posts(viewer, day).filter(visibility.rows(viewer, OWN_POST_FIELDS))


def visible_individual_post(viewer: Viewer, day: date, reference: str) -> IndividualPost:
    """Return one post. Raises NotFound if there is none that the viewer may see."""
    found = visible_individual_posts(viewer, day).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no post {reference!r} for an individual as of {long_day(day)}.")
    return found


def visible_assignments(viewer: Viewer, day: date) -> QuerySet[Assignment]:
    """Return the assignments that the viewer may see, known on `day`; the person is a number."""
    found = known_on(Assignment.objects.filter(visibility.rows(viewer, ASSIGNMENT_FIELDS)), day)
    return found.select_related("post__mission", "state")


def visible_assignment(viewer: Viewer, day: date, number: int) -> Assignment:
    """Return one assignment. Raises NotFound if there is none that the viewer may see."""
    found = visible_assignments(viewer, day).filter(pk=number).first()
    if found is None:
        raise NotFound(f"There is no assignment {number} that you may see as of {long_day(day)}.")
    return found


def visible_extensions(viewer: Viewer, day: date) -> QuerySet[TourExtension]:
    """Return the extensions of the assignments that the viewer may see."""
    assignments = visible_assignments(viewer, day).order_by().select_related(None)
    return known_on(TourExtension.objects.filter(assignment__in=assignments), day)


def visible_personnel_requests(viewer: Viewer, day: date) -> QuerySet[PersonnelRequest]:
    """Return the requests for individuals that the viewer may see, known on `day`: to a State once they are sent.

    `stage_then` is the stage on the day; where it is not known when a request was closed, the present one.
    """
    was_sent = visibility.either(visibility.rows(viewer, OWN_REQUEST_FIELDS), Q(sent_on__lte=day))
    found = known_on(PersonnelRequest.objects.filter(visibility.rows(viewer, REQUEST_FIELDS), was_sent), day)
    return found.annotate(stage_then=_stage_then(day)).select_related("organisation", "state")


def _stage_then(day: date) -> Case:
    """Return the stage that a request had on a day, by when it was sent and closed."""
    was_closed = Q(stage__in=CLOSED_STAGES) & (Q(closed_on__lte=day) | Q(closed_on__isnull=True))
    return Case(
        When(was_closed, then=F("stage")),
        When(sent_on__lte=day, then=Value(PersonnelRequestStage.SENT)),
        default=Value(PersonnelRequestStage.DRAFT),
        output_field=CharField(),
    )


def visible_personnel_request(viewer: Viewer, day: date, reference: str) -> PersonnelRequest:
    """Return one request. Raises NotFound if there is none that the viewer may see."""
    found = visible_personnel_requests(viewer, day).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no request {reference!r} for individuals that you may see as of {long_day(day)}.")
    return found


def visible_nominations(viewer: Viewer, day: date) -> QuerySet[Nomination]:
    """Return the nominations that the viewer may see, known on `day`, with `stage_then`; the person is a number.

    `stage_then` is the stage that was known on the day, and what a mission may see follows from it.
    """
    reached = NominationStep.objects.filter(nomination=OuterRef("pk"), known_from__lte=day).order_by("-pk")
    dated = known_on(Nomination.objects.annotate(stage_then=Subquery(reached.values("stage")[:1])), day)
    expected = visibility.rows(viewer, EXPECTED_FIELDS) & Q(stage_then__in=EXPECTED_STAGES)
    seen = visibility.either(visibility.rows(viewer, NOMINATION_FIELDS), expected)
    return dated.filter(seen).select_related("requested__request__state", "requested__post__mission")


def visible_nomination(viewer: Viewer, day: date, number: int) -> Nomination:
    """Return one nomination. Raises NotFound if there is none that the viewer may see."""
    found = visible_nominations(viewer, day).filter(pk=number).first()
    if found is None:
        raise NotFound(f"There is no nomination {number} that you may see as of {long_day(day)}.")
    return found
