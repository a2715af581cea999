"""Drills: the clock of an exercise set by its leader, and events brought in."""

from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.generation.actions.access import locked_case, require_open, require_register
from muster.generation.actions.telling import sides, tell_sides
from muster.generation.models import Case, Exercise, Inject, InjectKind
from muster.generation.queries.calls import drill_day_of
from muster.generation.rules.playbook import clock_problems, day_of_call
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import Refused
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter


def _drill(actor: Viewer, reference: str) -> Case:
    """Return a drill under lock, for its leader: an officer of the register. Raises NotFound, NotAllowed, Refused."""
    case = locked_case(actor, reference, None)
    require_register(actor, case)
    if not case.is_drill:
        raise Refused(f"Case {reference} is no drill: its clock is the calendar.")
    require_open(case)
    return case


@transaction.atomic
def set_drill_day(actor: Viewer, reference: str, day: int, *, today: date) -> Exercise:
    """Set the clock of a drill to a day of the call; it goes forwards only. By an officer of the register.

    So a workshop of a week plays all days of a call.
    """
    case = _drill(actor, reference)
    clock = Exercise.objects.select_for_update().filter(case=case).first()
    latest = 0 if clock is None or clock.drill_day is None else clock.drill_day
    problems = clock_problems(day, latest, parameter("drill_longest_days", today).integer)
    if problems:
        raise Refused(f"Case {reference}: the clock cannot be set.", problems)
    if clock is None:
        clock = Exercise(case=case)
    before = {"day": clock.drill_day}
    clock.drill_day, clock.moved_on = day, today
    require_clean_fields(clock, f"The clock of drill {reference}")
    clock.save()
    audit.record(actor, "generation:drill:clock-set", reference, before=before, after={"day": day})
    title = f"{reference} is at day {day}"
    tell_sides(actor, case, "playbook-step", title, to=sides(case), day=today)
    return clock


@transaction.atomic
def add_inject(actor: Viewer, reference: str, words: str, *, kind: str = InjectKind.OTHER, today: date) -> Inject:
    """Bring an event into a drill on the day that is played: a block, a broken promise. By an officer of the register.

    It is words for those who play; it holds nothing up in the record.
    """
    case = _drill(actor, reference)
    if not words.strip():
        raise Refused(f"Case {reference}: say what happens.")
    day = day_of_call(case.requested_on, today, drill_day_of(case))
    inject = Inject(case=case, kind=kind, day=day, words=words, by_id=actor.organisation_id, known_from=today)
    require_clean_fields(inject, f"An event of drill {reference}")
    inject.save()
    audit.record(
        actor, "generation:drill:event-added", reference, after={"kind": str(kind), "day": day, "words": words}
    )
    title = f"{reference}, day {day}: {words}"
    tell_sides(actor, case, "playbook-step", title[:190], to=sides(case), day=today)
    return inject
