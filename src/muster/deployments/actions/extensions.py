"""A tour is extended: asked for, recommended by the mission, agreed by the State, then by the Secretariat."""

from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.deployments.actions.assignments import open_assignment, require_any_party, require_party
from muster.deployments.individual_parameters import tour_bounds
from muster.deployments.models import Assignment, ExtensionStage, TourExtension
from muster.deployments.rules import tenure
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotFound, Problem, Refused
from muster.kit.intervals import DateInterval
from muster.missions.queries import covers
from muster.missions.rules.beyond import known_end
from muster.parties.viewer import SYSTEM, Viewer

OPEN_EXTENSION = (ExtensionStage.PROPOSED, ExtensionStage.RECOMMENDED, ExtensionStage.STATE_AGREES)


@transaction.atomic
def propose_extension(
    actor: Viewer,
    number: int,
    until: date,
    *,
    reason: str,
    today: date,
    beyond_mandate: bool = False,
    expected_version: int | None = None,
) -> TourExtension:
    """Ask that a person stays on until a day, by the State, the mission or the Secretariat. Raises Refused.

    `beyond_mandate`: the mandate known ends before, and the tour is to go on all the same. Each step of an extension
    moves the version of its assignment on.
    """
    assignment = open_assignment(actor, number, today, expected_version)
    require_any_party(actor, assignment)
    held = DateInterval(assignment.held_from, assignment.held_until)
    bounds = tour_bounds(assignment.post.category)
    limit = None if beyond_mandate else mandate_end(assignment, today)
    problems = tenure.extension_problems(held, assignment.first_until, until, bounds, limit)
    if TourExtension.objects.filter(assignment=assignment, stage__in=OPEN_EXTENSION).exists():
        problems.append(Problem("extension", "another one is not decided yet", "decide that one first"))
    if problems:
        raise Refused(f"Assignment {number} cannot be extended.", problems)
    extension = TourExtension(assignment=assignment, until=until, reason=reason.strip(), known_from=today)
    require_clean_fields(extension, f"The extension of assignment {number}")
    extension.save(force_insert=True)
    _moved_on(assignment)
    _tell_extension(actor, extension, "proposed")
    return extension


@transaction.atomic
def decide_extension(
    actor: Viewer, number: int, to: str, *, reason: str = "", today: date, expected_version: int | None = None
) -> TourExtension:
    """Take the next step of an assignment's open extension, or refuse it with a reason; agreed, the tour is longer."""
    assignment = open_assignment(actor, number, today, expected_version)
    extension = TourExtension.objects.filter(assignment=assignment, stage__in=OPEN_EXTENSION).first()
    if extension is None:
        raise NotFound(f"Assignment {number} has no open extension.")
    if to not in tenure.legal_next(extension.stage):
        following = " or ".join(sorted(tenure.legal_next(extension.stage)))
        raise Refused(f"The extension is {extension.stage}; what may follow is {following}.")
    require_party(actor, assignment, tenure.turn_of(extension.stage))
    if to == ExtensionStage.REFUSED and not reason.strip():
        raise Refused("Say why the extension is refused.")
    extension.stage, extension.reason = to, reason.strip() or extension.reason
    require_clean_fields(extension, f"The extension of assignment {number}")
    extension.save(update_fields=["stage", "reason"])
    if to == ExtensionStage.AGREED:
        assignment.held_until = extension.until
    _moved_on(assignment)
    _tell_extension(actor, extension, to)
    return extension


def _moved_on(assignment: Assignment) -> None:
    """Write an assignment's end, under a version of its own."""
    assignment.version += 1
    assignment.save(update_fields=["held_until", "version"])


def mandate_end(assignment: Assignment, day: date) -> date | None:
    """Return the day on which the mandate known for the mission of an assignment ends, its renewals counted.

    None where it has no end, or none is on record.
    """
    if assignment.post.mission is None:
        return None
    return known_end(covers(SYSTEM, day).get(assignment.post.mission.acronym), day)


def drop_open_extension(assignment: Assignment) -> None:
    """Let what is open of an extension fall away, as the assignment has ended."""
    still_open = TourExtension.objects.filter(assignment=assignment, stage__in=OPEN_EXTENSION)
    still_open.update(stage=ExtensionStage.REFUSED, reason="the assignment has ended")


def _tell_extension(actor: Viewer, extension: TourExtension, verb: str) -> None:
    after = {"assignment": extension.assignment_id, "until": extension.until, "stage": extension.stage}
    audit.record(actor, f"deployments:extension:{verb}", extension.assignment.post.reference, after=after)
