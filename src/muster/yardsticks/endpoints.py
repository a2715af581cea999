"""The API of papers: what was issued, and for the Secretariat what the record says now."""

from datetime import date
from typing import Any

from ninja import Query, Router
from pydantic import Field

from muster.kit.openapi import READ_ERRORS, Answer, Filters, ListFilters, Page, page_of
from muster.kit.openapi.fields import Reference
from muster.parties.request import MusterRequest
from muster.yardsticks import queries
from muster.yardsticks.models import CapabilityPaper, PaperStage

router = Router(tags=["papers"])


class PaperSummary(Answer):
    """A capability requirements paper, as lists give it."""

    reference: str
    registered_with: str = Field(description="code of the register's organisation")
    as_of: date
    stage: PaperStage
    issued_on: date | None


class PaperAnswer(PaperSummary):
    """A paper with what it says: units by unit type and by mission."""

    content: dict[str, Any]


def paper_summary(paper: CapabilityPaper) -> PaperSummary:
    """Return a paper as lists give it."""
    return PaperSummary(
        reference=paper.reference,
        registered_with=paper.register.code,
        as_of=paper.as_of,
        stage=PaperStage(paper.stage),
        issued_on=paper.issued_on,
    )


@router.get("/papers", response={200: Page[PaperSummary], **READ_ERRORS}, summary="Capability requirements papers")
def papers(request: MusterRequest, filters: Query[ListFilters]) -> Page[PaperSummary]:
    """The papers that the caller may see: issued ones, and the Secretariat its own drafts."""
    return page_of(queries.visible_papers(request.viewer), filters, paper_summary)


@router.get("/papers/{reference}", response={200: PaperAnswer, **READ_ERRORS}, summary="One paper")
def paper(request: MusterRequest, reference: Reference, filters: Query[Filters]) -> PaperAnswer:
    """A paper as it was kept."""
    found = queries.visible_paper(request.viewer, reference)
    return PaperAnswer(**paper_summary(found).model_dump(), content=found.content)
