"""Letters made from templates: kept as PDF and Word among the documents, shared with the State that they go to."""

import hashlib
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.documents.actions import share_document, store_document
from muster.documents.models import Document
from muster.generation.actions.access import locked_case, require_open, require_register
from muster.generation.models import Case, Letter
from muster.generation.papers.letter import letter_paper, merged_letter
from muster.generation.rules.letters import LANGUAGES, LetterValues, day_in, kind_of
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import Problem, Refused
from muster.kit.papers import as_pdf, as_word
from muster.kit.standing import Standing
from muster.parties import visibility
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer


@dataclass(frozen=True)
class LetterHead:
    """What every letter has: who sends it to whom, its language, number and day, and the record that it is about."""

    register: Organisation
    addressee: Organisation
    language: str
    number: str
    dated: date
    about_kind: str
    about: str
    standing: str = Standing.ENTERED.value


@transaction.atomic
def make_letter(
    actor: Viewer, head: LetterHead, values: LetterValues, *, today: date, case: Case | None = None
) -> Letter:
    """Make a letter and keep both files; the addressee may read them. What was made is never changed.

    Raises NotAllowed unless the actor is an officer of the register, Refused with every placeholder that lacks a value.
    """
    visibility.require_owner(actor, head.register.pk, f"Letter {head.number}")
    _require_head(head)
    kind = kind_of(values)
    paper = letter_paper(
        merged_letter(values, head.language),
        issuer=head.register.name,
        number=head.number.strip(),
        dated=head.dated,
        language=head.language,
        illustrative=head.standing == Standing.ILLUSTRATIVE,
    )
    letter = Letter(
        register=head.register,
        addressee=head.addressee,
        case=case,
        about_kind=head.about_kind,
        about=head.about,
        kind=kind,
        language=head.language,
        number=head.number.strip(),
        dated=head.dated,
        made_by_id=actor.user_id,
        standing=head.standing,
        known_from=today,
    )
    require_clean_fields(letter, f"Letter {head.number}")
    name = f"{kind}-{head.about}-{head.language}".lower()
    letter.pdf = _kept(actor, head, f"{name}.pdf", as_pdf(paper), today)
    letter.word = _kept(actor, head, f"{name}.docx", as_word(paper), today)
    letter.save(force_insert=True)
    after = {
        "kind": kind,
        "language": head.language,
        "number": letter.number,
        "addressee": head.addressee.code,
        "about": f"{head.about_kind} {head.about}",
        "pdf_sha256": letter.pdf.content_id,
        "word_sha256": letter.word.content_id,
        "values_sha256": _digest(values, head.language),
    }
    audit.record(actor, "generation:letter:made", f"letter {letter.pk}", after=after)
    return letter


@transaction.atomic
def make_case_letter(
    actor: Viewer, case_reference: str, head: LetterHead, values: LetterValues, *, today: date
) -> Letter:
    """Make a letter about a case, by its register and to its State. Raises as `make_letter`, and NotFound."""
    case = locked_case(actor, case_reference)
    require_register(actor, case)
    require_open(case)
    if (head.register.pk, head.addressee.pk) != (case.register_id, case.state_id):
        raise Refused(f"Letter on case {case.reference}: it goes from its register to its State.")
    return make_letter(actor, head, values, today=today, case=case)


def _require_head(head: LetterHead) -> None:
    problems = []
    if head.language not in LANGUAGES:
        problems.append(Problem("language", f"{head.language!r} has no templates", f"take {' or '.join(LANGUAGES)}"))
    if not head.number.strip():
        problems.append(Problem("number", "is not given", "number the letter", "number"))
    if problems:
        raise Refused("The letter cannot be made.", problems)


def _kept(actor: Viewer, head: LetterHead, name: str, data: bytes, today: date) -> Document:
    """Store one file of the letter and let the addressee read it."""
    kept = store_document(actor, owner=head.register, name=name, data=data, title=head.number.strip(), today=today)
    share_document(actor, kept, head.addressee, today=today)
    return kept


def _digest(values: LetterValues, language: str) -> str:
    """Return the SHA-256 of what was said, so that a letter can be compared with what is said later."""
    written = {name: day_in(language, one) if isinstance(one, date) else one for name, one in asdict(values).items()}
    return hashlib.sha256(repr(sorted(written.items())).encode()).hexdigest()
