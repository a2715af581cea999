"""What is said of a visit, as plain values: the shape that form, workbook and API share. Pure."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class SubjectTerms:
    """One thing that a visit looks at: a pledge's unit, a course. `kind` is a word, `reference` names it there."""

    kind: str
    reference: str
    title: str = ""
    unit_type: str = ""


@dataclass(frozen=True)
class VisitTerms:
    """A visit as it is asked for. `state` is an ISO alpha-3 code, `mission` an acronym; planned dates are half-open.

    `source` and `standing` None: as they are on record, and "entered" for a new visit.
    """

    reference: str
    state: str
    kind: str
    subjects: tuple[SubjectTerms, ...]
    mode: str = "in-person"
    mission: str = ""
    purpose: str = ""
    planned_from: date | None = None
    planned_until: date | None = None
    source: str | None = None
    standing: str | None = None


@dataclass(frozen=True)
class MemberTerms:
    """One member of the team. `function` is a code of the reference table; the name is optional and personal."""

    function: str
    organisation: str = ""
    name: str = ""
    is_lead: bool = False


@dataclass(frozen=True)
class StepTerms:
    """What goes with a step, as far as it needs it: the day, the reason, the letters, the days on site, the comments.

    `held_from` is the day of the step; `carried_until` the first day on which the team is no longer there.
    """

    held_from: date
    reason: str = ""
    invitation_reference: str = ""
    invitation_on: date | None = None
    reply_reference: str = ""
    reply_on: date | None = None
    carried_until: date | None = None
    comments: str = ""


@dataclass(frozen=True)
class AnswerTerms:
    """The answer to one line of a checklist; an empty answer takes an earlier one away."""

    line: str
    answer: str
    remark: str = ""
    evidence: str = ""


@dataclass(frozen=True)
class FindingTerms:
    """A finding as it is raised. `subject` is the reference of one of the visit's subjects, empty: the State's own.

    `owner` is the code of the organisation that must act; `due_on` None: as the severity says.
    """

    text: str
    severity: str
    owner: str
    subject: str = ""
    area: str = ""
    line: str = ""
    due_on: date | None = None
