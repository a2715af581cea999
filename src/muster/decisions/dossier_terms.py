"""What is said of a dossier, as plain values: the shape that forms, API, workbook and loaders share."""

from dataclasses import dataclass
from datetime import date

from muster.kit.standing import Standing

MOST_EVIDENCE = 50


@dataclass(frozen=True)
class DossierContent:
    """What a dossier is about: people of a category for a mission, wanted on a day, for tours of so many months.

    `request`, `post` and `pledge` are references on which it may rest; empty: none.
    """

    title: str
    mission: str
    people: int
    category: str = "contingent"
    wanted_on: date | None = None
    tour_months: int | None = None
    request: str = ""
    post: str = ""
    pledge: str = ""
    note: str = ""


@dataclass(frozen=True)
class DossierTerms:
    """A new dossier of a State. `known_from` None: today."""

    reference: str
    state: str
    content: DossierContent
    opened_on: date | None = None
    source: str = ""
    standing: str = Standing.ENTERED.value
    known_from: date | None = None


@dataclass(frozen=True)
class EvidenceTerms:
    """A piece of evidence: what it is, where it lies, and of which day it is."""

    title: str
    where: str = ""
    dated: date | None = None


@dataclass(frozen=True)
class AssessmentTerms:
    """An assessment of a criterion. `why_better` says why the verdict is better than the rules suggest.

    `assessed_on` None: today.
    """

    criterion: str
    verdict: str
    words: str
    why_better: str = ""
    evidence: tuple[EvidenceTerms, ...] = ()
    assessed_on: date | None = None
    source: str = ""
    standing: str = Standing.ENTERED.value


@dataclass(frozen=True)
class SignatureTerms:
    """What a body gives: on one criterion, or empty on all that it signs. `signed_on` None: today."""

    body: str
    kind: str = "signed"
    criterion: str = ""
    words: str = ""
    signatory: str = ""
    signed_on: date | None = None


@dataclass(frozen=True)
class DecisionTerms:
    """A step of the whole dossier, in words.

    `acknowledged`: how the law is kept where it does not simply allow a task; `awaited_act`: the act that is awaited
    where none in force gives room. `on` None: today.
    """

    step: str
    words: str
    acknowledged: str = ""
    awaited_act: str = ""
    on: date | None = None
