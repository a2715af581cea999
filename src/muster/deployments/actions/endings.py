"""An assignment ends: by transfer to another post, or as one of the kinds of repatriation."""

from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.deployments.actions.assignments import (
    open_assignment,
    require_any_party,
    require_party,
    write_assignment,
)
from muster.deployments.actions.extensions import drop_open_extension
from muster.deployments.individual_parameters import UNFIT_KEY
from muster.deployments.models import Assignment, EndKind
from muster.deployments.queries.individuals import visible_individual_post
from muster.deployments.rules import repatriation, tenure
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import Problem, Refused
from muster.kit.intervals import DateInterval
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.people.actions import pass_person_on
from muster.people.models import Purpose
from muster.reference.parameters import parameter


@transaction.atomic
def transfer(
    actor: Viewer, number: int, post: str, on: date, *, today: date, expected_version: int | None = None
) -> Assignment:
    """Move a person to another post on a day, within the tour that holds, by the Secretariat. Return the new one."""
    assignment = open_assignment(actor, number, today, expected_version)
    require_party(actor, assignment, "secretariat")
    target = visible_individual_post(actor, today, post)
    visibility.require_owner(actor, target.organisation_id, f"Post {post}")
    holders = Assignment.objects.filter(post=target).order_by("-held_until").values_list("held_until", flat=True)
    held = DateInterval(assignment.held_from, assignment.held_until)
    free_from = holders.first() or target.needed_from
    problems = tenure.transfer_problems(held, on, assignment.post.category, target.category, free_from)
    if problems:
        raise Refused(f"Assignment {number} cannot be transferred.", problems)
    until = assignment.held_until
    _end(assignment, EndKind.TRANSFER, on)
    moved = Assignment(
        post=target,
        person_id=assignment.person_id,
        state_id=assignment.state_id,
        held_from=on,
        held_until=until,
        first_until=assignment.first_until,
        source=assignment.source,
        standing=assignment.standing,
        known_from=today,
    )
    audit.record(
        actor,
        "deployments:assignment:transferred",
        assignment.post.reference,
        after={"assignment": assignment.pk, "to": target.reference, "on": on},
    )
    if target.mission is not None and target.mission_id != assignment.post.mission_id:
        pass_person_on(
            actor,
            assignment.person_id,
            organisation=target.mission.organisation,
            purpose=Purpose.INDIVIDUAL,
            until=until,
            today=today,
        )
    return write_assignment(actor, moved)


@transaction.atomic
def repatriate(
    actor: Viewer,
    number: int,
    kind: str,
    on: date,
    *,
    today: date,
    reason: str = "",
    case: str = "",
    unfit_days: int | None = None,
    is_treatable: bool = True,
    pre_existing: bool = False,
    expected_version: int | None = None,
) -> Assignment:
    """End an assignment on a day as a kind of repatriation, by mission or Secretariat; a recall is the State's.

    A disciplinary one does not bar by itself: a bar is decided with due process (`people.bar_person`), and the page
    says that it is wanted. Raises NotAllowed and Refused.
    """
    assignment = open_assignment(actor, number, today, expected_version)
    if kind == EndKind.NATIONAL_RECALL:
        require_party(actor, assignment, "state")
    else:
        require_any_party(actor, assignment, ("mission", "secretariat"))
    problems = repatriation.repatriation_problems(
        kind,
        unfit_days=unfit_days,
        threshold_days=parameter(UNFIT_KEY, today).integer,
        is_treatable=is_treatable,
        case=case,
        reason=reason,
    )
    if not assignment.held_from < on <= today:
        words = "is no day of the tour, or has not come"
        problems.append(Problem("on", words, "give the day on which the person left"))
    if problems:
        raise Refused(f"Assignment {number} cannot be ended.", problems)
    assignment.paid_by = repatriation.payer(kind, pre_existing=pre_existing)
    assignment.end_reason, assignment.end_case = reason.strip(), case.strip()
    _end(assignment, kind, on)
    after = {"assignment": number, "kind": kind, "on": on, "paid_by": assignment.paid_by}
    audit.record(actor, "deployments:assignment:ended", assignment.post.reference, after=after)
    return assignment


def _end(assignment: Assignment, kind: str, on: date) -> None:
    """Write how and when an assignment ended; what was open of an extension falls away."""
    assignment.ended_as, assignment.held_until = kind, on
    assignment.version += 1
    require_clean_fields(assignment, f"Assignment {assignment.pk}")
    assignment.save()
    drop_open_extension(assignment)
