"""The API of dossiers: opened, written, assessed, signed, decided; the same actions as the pages. The State's own."""

from ninja import Query, Router, Status

from muster.decisions.actions import dossiers as actions
from muster.decisions.actions.assessments import assess
from muster.decisions.actions.signatures import sign
from muster.decisions.endpoints import dossier_shapes as shapes
from muster.decisions.models import Criterion, DossierStage
from muster.decisions.pages.dossiers import data_rows
from muster.decisions.queries.dossiers import (
    SeenDossier,
    seen_dossier,
    seen_dossiers,
    visible_dossier,
    visible_dossiers,
)
from muster.decisions.rules.dossier_terms import CRITERIA
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Filters, ListFilters, Page, page_of_rows
from muster.kit.openapi.fields import Code, Reference
from muster.parties.request import MusterRequest

router = Router(tags=["decisions"])


class DossierFilters(ListFilters):
    """Which dossiers."""

    mission: Code | None = None
    stage: DossierStage | None = None


class DossierDataFilters(Filters):
    """Which data of a dossier."""

    criterion: Criterion | None = None


def _seen(request: MusterRequest, reference: str, filters: Filters | None = None) -> SeenDossier:
    day = request.today if filters is None else filters.day(request)
    return seen_dossier(request.viewer, visible_dossier(request.viewer, day, reference), day)


def _again(request: MusterRequest, reference: str) -> shapes.WholeDossier:
    return shapes.dossier_answer(_seen(request, reference))


@router.get("/dossiers", response={200: Page[shapes.DossierSummary], **READ_ERRORS}, summary="Dossiers")
def dossiers(request: MusterRequest, filters: Query[DossierFilters]) -> Page[shapes.DossierSummary]:
    """The dossiers of the caller's State with their gates, as of the day; of nobody else."""
    day = filters.day(request)
    found = visible_dossiers(request.viewer, day).filter(**filters.chosen(mission="mission__acronym"))
    rows = seen_dossiers(request.viewer, day, found)
    rows = [one for one in rows if filters.stage is None or one.stage == filters.stage]
    return page_of_rows(rows, filters, shapes.dossier_summary)


@router.post("/dossiers", response={201: shapes.WholeDossier, **WRITE_ERRORS}, summary="Open a dossier")
def open_dossier(request: MusterRequest, body: shapes.NewDossier) -> Status[shapes.WholeDossier]:
    """Open a dossier of the caller's State: an officer does."""
    terms = shapes.dossier_terms(body, request.viewer.organisation_code)
    made = actions.open_dossier(request.viewer, terms, today=request.today)
    return Status(201, _again(request, made.reference))


@router.get("/dossiers/{reference}", response={200: shapes.WholeDossier, **WRITE_ERRORS}, summary="A dossier")
def dossier(request: MusterRequest, reference: Reference, filters: Query[Filters]) -> shapes.WholeDossier:
    """One dossier with gates, signatures, assessments, law and room, as of the day."""
    return shapes.dossier_answer(_seen(request, reference, filters))


@router.put("/dossiers/{reference}", response={200: shapes.WholeDossier, **WRITE_ERRORS}, summary="Change a dossier")
def change_dossier(request: MusterRequest, reference: Reference, body: shapes.DossierBody) -> shapes.WholeDossier:
    """Change what an open dossier is about; what was assessed for something else is then due again."""
    actions.change_dossier(
        request.viewer, reference, shapes.dossier_content(body), today=request.today, expected_version=body.version
    )
    return _again(request, reference)


@router.get(
    "/dossiers/{reference}/data", response={200: list[shapes.DatumAnswer], **WRITE_ERRORS}, summary="Data of a dossier"
)
def dossier_data(
    request: MusterRequest, reference: Reference, filters: Query[DossierDataFilters]
) -> list[shapes.DatumAnswer]:
    """The data that the system brings on each criterion as of the day, beside those kept at its latest assessment."""
    seen = _seen(request, reference, filters)
    criteria = CRITERIA if filters.criterion is None else (filters.criterion.value,)
    return [shapes.datum_answer(row) for row in data_rows(seen, criteria)]


@router.post(
    "/dossiers/{reference}/assessments",
    response={201: shapes.AssessmentAnswer, **WRITE_ERRORS},
    summary="Assess a criterion",
)
def assess_criterion(
    request: MusterRequest, reference: Reference, body: shapes.AssessmentBody
) -> Status[shapes.AssessmentAnswer]:
    """Assess a criterion; the data of that day and what the rules suggest on them are kept with it."""
    made = assess(
        request.viewer,
        reference,
        shapes.assessment_terms(body),
        today=request.today,
        expected_version=body.version,
    )
    return Status(201, shapes.assessment_answer(made))


@router.post(
    "/dossiers/{reference}/signatures", response={200: shapes.WholeDossier, **WRITE_ERRORS}, summary="Sign a dossier"
)
def sign_dossier(request: MusterRequest, reference: Reference, body: shapes.SignatureBody) -> shapes.WholeDossier:
    """Enter what a national body gives, in its turn: an approver does who wrote none of what is signed."""
    sign(request.viewer, reference, shapes.signature_terms(body), today=request.today, expected_version=body.version)
    return _again(request, reference)


@router.post("/dossiers/{reference}/steps", response={200: shapes.WholeDossier, **WRITE_ERRORS}, summary="Decide")
def step_dossier(request: MusterRequest, reference: Reference, body: shapes.DossierStepBody) -> shapes.WholeDossier:
    """Decide to take part or not, close without a decision, or open again."""
    actions.step_dossier(
        request.viewer, reference, shapes.decision_terms(body), today=request.today, expected_version=body.version
    )
    return _again(request, reference)


@router.put("/dossiers/{reference}/act", response={200: shapes.WholeDossier, **WRITE_ERRORS}, summary="Name the act")
def link_act(request: MusterRequest, reference: Reference, body: shapes.DossierActBody) -> shapes.WholeDossier:
    """Name the national act on which a dossier rests."""
    actions.link_act(request.viewer, reference, body.act, today=request.today, expected_version=body.version)
    return _again(request, reference)


@router.put("/dossiers/{reference}/case", response={200: shapes.WholeDossier, **WRITE_ERRORS}, summary="Name the case")
def link_case(request: MusterRequest, reference: Reference, body: shapes.DossierCaseBody) -> shapes.WholeDossier:
    """Name the force-generation case that came of a dossier."""
    actions.link_case(request.viewer, reference, body.case, today=request.today, expected_version=body.version)
    return _again(request, reference)


routers: tuple[Router, ...] = (router,)
