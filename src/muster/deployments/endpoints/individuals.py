"""The API of individuals: posts, what is due, requests and nominees, by the same queries and actions as the pages."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from ninja import Query, Router, Status

from muster.deployments import actions
from muster.deployments.endpoints import individual_shapes as shapes
from muster.deployments.individual_parameters import day_parameters
from muster.deployments.models import (
    IndividualCategory,
    IndividualPost,
    Nomination,
    NominationStage,
    PersonnelRequest,
    PersonnelRequestStage,
    RequestedPost,
)
from muster.deployments.queries import individuals as queries
from muster.deployments.queries.eligibility import findings_of_nominations
from muster.deployments.queries.individuals_due import DueRow, due_individuals
from muster.deployments.rules.individual_days import nominate_by, travel_by
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Filters, ListFilters, Page, page_of, page_of_rows, page_with
from muster.kit.openapi.fields import Code, RecordId, Reference
from muster.missions.queries import visible_mission
from muster.parties.queries import organisation
from muster.parties.request import MusterRequest
from muster.parties.viewer import Viewer

router = Router(tags=["individuals"])


class IndividualPostFilters(ListFilters):
    """Which posts."""

    mission: Code | None = None
    category: IndividualCategory | None = None


class PersonnelRequestFilters(ListFilters):
    """Which requests."""

    state: Code | None = None
    stage: PersonnelRequestStage | None = None


@router.get(
    "/individual-posts",
    response={200: Page[shapes.IndividualPostAnswer], **READ_ERRORS},
    summary="Posts for individuals",
)
def individual_posts(
    request: MusterRequest, filters: Query[IndividualPostFilters]
) -> Page[shapes.IndividualPostAnswer]:
    """The posts of missions and of the Secretariat that one person fills."""
    found = queries.visible_individual_posts(request.viewer, filters.day(request)).filter(
        **filters.chosen(mission="mission__acronym", category="category")
    )
    return page_of(found.order_by("reference"), filters, shapes.post_answer)


@router.get(
    "/individual-posts/{reference}",
    response={200: shapes.IndividualPostAnswer, **READ_ERRORS},
    summary="One post for an individual",
)
def individual_post(
    request: MusterRequest, reference: Reference, filters: Query[Filters]
) -> shapes.IndividualPostAnswer:
    """One post."""
    return shapes.post_answer(queries.visible_individual_post(request.viewer, filters.day(request), reference))


@router.post(
    "/individual-posts",
    response={201: shapes.IndividualPostAnswer, **WRITE_ERRORS},
    summary="Enter a post for an individual",
)
def enter_individual_post(
    request: MusterRequest, body: shapes.NewIndividualPost
) -> Status[shapes.IndividualPostAnswer]:
    """Enter a post that the caller's secretariat fills."""
    said = body.model_dump(exclude={"mission"})
    mission = visible_mission(request.viewer, request.today, body.mission) if body.mission else None
    filled_by = organisation(request.viewer.organisation_code)
    post = IndividualPost(**said, mission=mission, organisation=filled_by, known_from=request.today)
    return Status(201, shapes.post_answer(actions.record_individual_post(request.viewer, post)))


@router.put(
    "/individual-posts/{reference}",
    response={200: shapes.IndividualPostAnswer, **WRITE_ERRORS},
    summary="Change a post for an individual",
)
def change_individual_post(
    request: MusterRequest, reference: Reference, body: shapes.ChangedIndividualPost
) -> shapes.IndividualPostAnswer:
    """Replace what may be changed of a post; its mission and category stay."""
    post = queries.visible_individual_post(request.viewer, request.today, reference)
    for name, value in body.model_dump(exclude={"version"}).items():
        setattr(post, name, value)
    return shapes.post_answer(actions.change_individual_post(request.viewer, post, expected_version=body.version))


@router.get(
    "/individuals-due",
    response={200: Page[shapes.IndividualDueAnswer], **READ_ERRORS},
    summary="Whose replacement is due",
)
def individuals_due(request: MusterRequest, filters: Query[ListFilters]) -> Page[shapes.IndividualDueAnswer]:
    """What is due for the posts that the caller fills or has, or that its people hold, the most urgent first."""

    def shape(row: DueRow) -> shapes.IndividualDueAnswer:
        moved = row.through_blocks
        after = {
            "arrives_after_block": moved.arrives_on if moved else None,
            "leaves_after_block": moved.leaves_on if moved else None,
        }
        names = set(shapes.IndividualDueAnswer.model_fields) - set(after)
        return shapes.IndividualDueAnswer.model_validate({**{name: getattr(row, name) for name in names}, **after})

    return page_of_rows(due_individuals(request.viewer, filters.day(request)), filters, shape)


@router.get(
    "/personnel-requests",
    response={200: Page[shapes.PersonnelRequestAnswer], **READ_ERRORS},
    summary="Requests for individuals",
)
def personnel_requests(
    request: MusterRequest, filters: Query[PersonnelRequestFilters]
) -> Page[shapes.PersonnelRequestAnswer]:
    """The requests that the caller may see, each with its posts and their last nominees."""
    day = filters.day(request)
    found = queries.visible_personnel_requests(request.viewer, day).filter(
        **filters.chosen(state="state__code", stage="stage_then")
    )
    ordered = found.order_by("reference")
    return page_with(ordered, filters, lambda part: _posts(request.viewer, day, part), shapes.request_answer)


def _posts(
    viewer: Viewer, day: date, requests: Sequence[PersonnelRequest]
) -> dict[int, list[shapes.RequestedPostAnswer]]:
    """Return the posts of each request, with their last nominees, in two queries."""
    nominations = queries.visible_nominations(viewer, day).filter(requested__request__in=requests).order_by("pk")
    last = {one.requested_id: one for one in nominations}
    numbers = day_parameters(day)
    found: dict[int, list[shapes.RequestedPostAnswer]] = defaultdict(list)
    for asked in RequestedPost.objects.filter(request__in=requests).select_related("post"):
        nominee: Nomination | None = last.get(asked.pk)
        stage = NominationStage(nominee.stage_then) if nominee else None  # type: ignore[attr-defined]  # annotated
        found[asked.request_id].append(
            shapes.RequestedPostAnswer(
                post=asked.post.reference,
                arrives_on=asked.arrives_on,
                nominate_by=nominate_by(asked.arrives_on, numbers),
                travel_by=travel_by(asked.arrives_on, numbers),
                nomination=nominee.pk if nominee else None,
                person=nominee.person_id if nominee else None,
                stage=stage,
            )
        )
    return found


def _request(viewer: Viewer, day: date, reference: str) -> shapes.PersonnelRequestAnswer:
    found = queries.visible_personnel_request(viewer, day, reference)
    return shapes.request_answer(found, _posts(viewer, day, [found]).get(found.pk, []))


@router.get(
    "/personnel-requests/{reference}",
    response={200: shapes.PersonnelRequestAnswer, **READ_ERRORS},
    summary="One request for individuals",
)
def personnel_request(
    request: MusterRequest, reference: Reference, filters: Query[Filters]
) -> shapes.PersonnelRequestAnswer:
    """One request with its posts and their last nominees."""
    return _request(request.viewer, filters.day(request), reference)


@router.post(
    "/personnel-requests",
    response={201: shapes.PersonnelRequestAnswer, **WRITE_ERRORS},
    summary="Draft a request for individuals",
)
def draft_personnel_request(
    request: MusterRequest, body: shapes.NewPersonnelRequest
) -> Status[shapes.PersonnelRequestAnswer]:
    """Draft a request of the caller's secretariat to a State."""
    said = body.model_dump(exclude={"posts", "state"})
    asked_by = organisation(request.viewer.organisation_code)
    asked = PersonnelRequest(**said, organisation=asked_by, state=organisation(body.state))
    actions.draft_personnel_request(request.viewer, asked, body.posts, today=request.today)
    return Status(201, _request(request.viewer, request.today, body.reference))


@router.post(
    "/personnel-requests/{reference}/step",
    response={200: shapes.PersonnelRequestAnswer, **WRITE_ERRORS},
    summary="Send or close a request for individuals",
)
def step_personnel_request(
    request: MusterRequest, reference: Reference, body: shapes.RequestStepBody
) -> shapes.PersonnelRequestAnswer:
    """Send a request, or close it as filled or cancelled."""
    actions.move_personnel_request(
        request.viewer, reference, body.stage.value, today=request.today, expected_version=body.version
    )
    return _request(request.viewer, request.today, reference)


def _nomination(viewer: Viewer, day: date, today: date, number: int) -> shapes.NominationAnswer:
    found = queries.visible_nomination(viewer, day, number)
    steps = list(found.steps.filter(known_from__lte=day))
    return shapes.nomination_answer(found, steps, findings_of_nominations(viewer, [found], today)[found.pk])


@router.post(
    "/personnel-requests/{reference}/nominations",
    response={201: shapes.NominationAnswer, **WRITE_ERRORS},
    summary="Nominate",
)
def post_nomination(
    request: MusterRequest, reference: Reference, body: shapes.NewNomination
) -> Status[shapes.NominationAnswer]:
    """Name one of the caller's individuals for a post; the data are handed to the Secretariat for it."""
    made = actions.nominate(request.viewer, reference, body.post, body.person, today=request.today)
    return Status(201, _nomination(request.viewer, request.today, request.today, made.pk))


@router.get("/nominations/{number}", response={200: shapes.NominationAnswer, **READ_ERRORS}, summary="One nominee")
def nomination(request: MusterRequest, number: RecordId, filters: Query[Filters]) -> shapes.NominationAnswer:
    """One nominee: the stages reached, and what each rule says."""
    return _nomination(request.viewer, filters.day(request), request.today, number)


@router.post(
    "/nominations/{number}/step",
    response={200: shapes.NominationAnswer, **WRITE_ERRORS},
    summary="Next stage of a nominee",
)
def step_nomination(request: MusterRequest, number: RecordId, body: shapes.NomineeStepBody) -> shapes.NominationAnswer:
    """Take the step to a stage, by the side whose it is; what a rule stops is refused with the remedy."""
    actions.advance_nomination(
        request.viewer,
        number,
        body.stage.value,
        today=request.today,
        on=body.on,
        reason=body.reason,
        expected_version=body.version,
    )
    return _nomination(request.viewer, request.today, request.today, number)


@router.post(
    "/nominations/{number}/waivers",
    response={200: shapes.NominationAnswer, **WRITE_ERRORS},
    summary="Waive a rule for a nominee",
)
def waive_rule(request: MusterRequest, number: RecordId, body: shapes.WaiverBody) -> shapes.NominationAnswer:
    """Waive a rule, by the side that the table of rules names."""
    actions.waive_rule(
        request.viewer,
        number,
        body.rule,
        reason=body.reason,
        today=request.today,
        expected_version=body.version,
    )
    return _nomination(request.viewer, request.today, request.today, number)
