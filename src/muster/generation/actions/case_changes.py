"""What a case says of itself is changed: whose desk it is on, what it is called, how many people, by when."""

from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.generation.actions.access import locked_case, require_open, require_register
from muster.generation.actions.cases import snapshot, write_note
from muster.generation.actions.forecasts import refresh_forecasts
from muster.generation.models import Case, NoteKind
from muster.generation.rules.case_changes import change_problems, moved_words
from muster.generation.terms import CaseChange
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import Refused
from muster.parties.models import Role
from muster.parties.viewer import Viewer


@transaction.atomic
def change_case(
    actor: Viewer, reference: str, change: CaseChange, *, today: date, expected_version: int | None = None
) -> Case:
    """Change an open case: by an officer of the register.

    Another wanted day or strength needs a reason, which goes into the log as a decision, and the forecast is held
    against the new day. Raises Refused where nothing is changed or somebody else was quicker.
    """
    case = locked_case(actor, reference, expected_version)
    require_register(actor, case, Role.OFFICER)
    require_open(case)
    before = snapshot(case)
    now = CaseChange(case.title, case.desk_officer, case.strength, case.wanted_on)
    if problems := change_problems(now, change, case.requested_on):
        raise Refused(f"Case {reference} is not changed.", problems)
    case.title, case.desk_officer = change.title.strip(), change.desk_officer.strip()
    case.strength, case.wanted_on = change.strength, change.wanted_on
    case.version += 1
    require_clean_fields(case, f"Case {reference}")
    case.save()
    audit.record(actor, "generation:case:changed", reference, before=before, after=snapshot(case), reason=change.reason)
    if moved := moved_words(now, change):
        words = f"{moved}: {change.reason.strip()}"
        write_note(actor, case, words, kind=NoteKind.DECISION, phase="", said_on=today, today=today)
    refresh_forecasts(Case.objects.filter(pk=case.pk), today)
    case.refresh_from_db()
    return case
