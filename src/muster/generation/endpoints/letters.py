"""The API of letters about a case."""

from datetime import date
from typing import Annotated, Any

from ninja import Query, Router, Status
from pydantic import Field

from muster.generation.actions.letters import LetterHead, make_case_letter
from muster.generation.endpoints.fields import CaseReference
from muster.generation.letter_values import values_of
from muster.generation.models import Letter, LetterKind, LetterLanguage
from muster.generation.queries.case_parts import case_seen
from muster.generation.queries.letters import letters_of
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Answer, Body, ListFilters, Page, page_of
from muster.kit.openapi.fields import Day, Line, LongLine, Word
from muster.parties.request import MusterRequest

router = Router(tags=["letters"])
Lines = Annotated[list[LongLine], Field(max_length=40)]


class LetterAnswer(Answer):
    """A letter that was made; its files are documents."""

    case: str
    kind: LetterKind
    language: LetterLanguage
    number: str
    dated: date
    addressee: str = Field(description="code of the organisation that it goes to")
    pdf: int = Field(description="number of the document")
    pdf_sha256: str
    word: int = Field(description="number of the document")
    word_sha256: str
    known_from: date


class NewLetter(Body):
    """A letter to be made; what its kind does not say is left out."""

    kind: LetterKind
    language: LetterLanguage = LetterLanguage.ENGLISH
    number: Annotated[Word, Field(min_length=1)]
    dated: Day
    unit: Annotated[Line, Field(min_length=1)]
    reply_by: Day | None = None
    visit_from: Day | None = None
    visit_until: Day | None = None
    team: Lines = []
    reasons: Lines = []
    improvements: Lines = []


def _answer(letter: Letter) -> LetterAnswer:
    values: dict[str, Any] = {
        name: getattr(letter, name) for name in ("kind", "language", "number", "dated", "known_from")
    }
    files = {
        "pdf": letter.pdf_id, "pdf_sha256": letter.pdf.content_id, "word": letter.word_id,
        "word_sha256": letter.word.content_id,
    }  # fmt: skip
    case = letter.case.reference if letter.case else ""
    return LetterAnswer.model_validate({**values, **files, "case": case, "addressee": letter.addressee.code})


@router.get("/cases/{case}/letters", response={200: Page[LetterAnswer], **READ_ERRORS}, summary="Letters about a case")
def case_letters(request: MusterRequest, case: CaseReference, filters: Query[ListFilters]) -> Page[LetterAnswer]:
    """The letters about a case that the caller may see, the newest first."""
    day = filters.day(request)
    return page_of(letters_of(request.viewer, day, case_seen(request.viewer, day, case)), filters, _answer)


@router.post("/cases/{case}/letters", response={201: LetterAnswer, **WRITE_ERRORS}, summary="Make a letter")
def make_letter(request: MusterRequest, case: CaseReference, body: NewLetter) -> Status[LetterAnswer]:
    """Make a letter about a case from the template of its kind and language."""
    found = case_seen(request.viewer, request.today, case)
    head = LetterHead(
        found.register, found.state, body.language.value, body.number, body.dated, "case", case, found.standing
    )
    values = values_of(found, body.kind.value, body.language.value, body.model_dump())
    return Status(201, _answer(make_case_letter(request.viewer, case, head, values, today=request.today)))
