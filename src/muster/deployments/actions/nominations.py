"""A State nominates; then each step is taken by its side, until the nominee arrives and serves."""

from datetime import date

from django.db import IntegrityError, transaction

from muster.audit import actions as audit
from muster.deployments.actions.assignments import write_assignment
from muster.deployments.individual_parameters import TOUR_OF_CATEGORY, day_parameters
from muster.deployments.models import Assignment, Nomination, NominationStage, NominationStep, RequestedPost
from muster.deployments.queries.eligibility import findings_of_nominations
from muster.deployments.queries.individuals import visible_nomination, visible_personnel_request
from muster.deployments.rules.individual_days import travel_is_urgent
from muster.deployments.rules.nominations import OVER, gate_problems, nomination_problems, nominee_problem, taken_by
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotFound, Problem, Refused
from muster.kit.intervals import add_months
from muster.kit.read_version import require_version
from muster.parties import visibility
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer
from muster.people.actions import pass_person_on, share_person
from muster.people.models import Person, Purpose
from muster.people.purposes import purposes_of
from muster.people.queries import held_persons
from muster.people.rules import unnamed_problems
from muster.people.service_queries import barred_numbers
from muster.people.service_rules import purpose_problems
from muster.reference.individuals import individual_rules


@transaction.atomic
def nominate(actor: Viewer, reference: str, post: str, number: int, *, today: date) -> Nomination:
    """Name a person of the actor's State for a post of a request; the data are handed to the Secretariat for it.

    Raises NotFound, NotAllowed, and Refused with everything that stands against it.
    """
    request = visible_personnel_request(actor, today, reference)
    what = f"Request {reference}"
    visibility.require_owner(actor, request.state_id, what)
    requested = RequestedPost.objects.select_related("post__mission").filter(request=request, post__reference=post)
    wanted = requested.first()
    if wanted is None:
        raise NotFound(f"{what} asks for no post {post!r}.")
    person = held_persons(actor).select_for_update(of=("self",)).filter(pk=number, erased_on__isnull=True).first()
    if person is None or person.organisation_id != request.state_id:
        raise NotFound(f"{request.state} holds no person {number}.")
    problems = [*purpose_problems(purposes_of(person)), *_standing_problems(person, request.stage, today)]
    if person.keep_until <= wanted.arrives_on:
        problems.append(Problem("keep until", "the data go before the arrival", "renew how long they are kept"))
    if Nomination.objects.filter(requested=wanted).exclude(stage__in=("rejected", "withdrawn")).exists():
        problems.append(Problem("post", "has a nominee already", "withdraw that one first"))
    if problems:
        raise Refused(f"Person {number} cannot be nominated.", problems)
    nomination = Nomination(requested=wanted, person=person, submitted_on=today, known_from=today)
    try:
        with transaction.atomic():
            nomination.save(force_insert=True)
    except IntegrityError as error:  # somebody else was quicker since the look above
        raise Refused(f"Person {number} cannot be nominated: another nomination was quicker.") from error
    NominationStep.objects.create(nomination=nomination, stage=nomination.stage, on=today, known_from=today)
    share_person(
        actor,
        number,
        organisation=request.organisation,
        purpose=Purpose.INDIVIDUAL,
        until=person.keep_until,
        today=today,
    )
    _tell(actor, nomination, "nominated")
    return nomination


def _standing_problems(person: Person, request_stage: str, today: date) -> list[Problem]:
    """Return why a person cannot be nominated in any request: an active one elsewhere, or a bar."""
    active = Nomination.objects.filter(person=person).exclude(stage__in=OVER)
    barred = barred_numbers([person.pk], today)
    return nomination_problems(
        active_elsewhere=list(active.values_list("requested__request__reference", flat=True)),
        barred_until=[None] if barred else [],
        request_stage=request_stage,
        today=today,
    )


@transaction.atomic
def advance_nomination(
    actor: Viewer,
    number: int,
    to: str,
    *,
    today: date,
    on: date | None = None,
    reason: str = "",
    expected_version: int | None = None,
) -> Nomination:
    """Take the step of a nominee to a stage, by the side whose it is; `on` is the day of the arrival.

    A step at which rules of eligibility are asked is refused with each that is neither met nor waived. On arrival the
    assignment begins. Raises NotFound, NotAllowed and Refused.
    """
    nomination = _locked(actor, number, today)
    require_version(f"Nomination {number}", nomination.version, expected_version)
    _require_side(actor, nomination, to)
    problem = nominee_problem(nomination.stage, to)
    if problem:
        raise Refused(f"Nomination {number}: {problem}.")
    if to in (NominationStage.REJECTED, NominationStage.WITHDRAWN) and not reason.strip():
        raise Refused(f"Nomination {number}: say why, without personal detail.")
    findings = findings_of_nominations(actor, [nomination], today)[nomination.pk] if to not in OVER else []
    problems = gate_problems(to, findings, nomination.waived.split(";"))
    if to not in (NominationStage.REJECTED, NominationStage.WITHDRAWN) and barred_numbers(
        [nomination.person_id], today
    ):
        problems.append(Problem("person", "is barred from service", "reject the nominee"))
    if problems:
        raise Refused(f"Nomination {number} cannot go on.", problems)
    day = on or today
    if day > today:
        raise Refused(f"Nomination {number}: {day} has not come yet; record it when it has.")
    nomination.stage, nomination.reason = to, reason.strip()
    nomination.version += 1
    _follow_up(actor, nomination, day, today)
    require_clean_fields(nomination, f"Nomination {number}")
    nomination.save(update_fields=["stage", "reason", "is_urgent", "version"])
    NominationStep.objects.create(nomination=nomination, stage=to, on=day, known_from=today)
    _tell(actor, nomination, "advanced")
    return nomination


def _follow_up(actor: Viewer, nomination: Nomination, day: date, today: date) -> None:
    """Do what a step brings with it: Travel's flag, the data for the mission, the assignment."""
    requested = nomination.requested
    mission = requested.post.mission
    if nomination.stage == NominationStage.TRAVEL_ASKED:
        nomination.is_urgent = travel_is_urgent(day, requested.arrives_on, day_parameters(today))
    if nomination.stage == NominationStage.AUTHORISED and mission is not None:
        _hand_to_mission(actor, nomination, mission.organisation, today)
    if nomination.stage == NominationStage.ARRIVED:
        until = add_months(day, requested.request.tour_months)
        write_assignment(
            actor,
            Assignment(
                post=requested.post,
                person_id=nomination.person_id,
                state_id=requested.request.state_id,
                held_from=day,
                held_until=until,
                first_until=until,
                source=f"request {requested.request.reference}",
                standing=requested.request.standing,
                known_from=today,
            ),
        )


def _hand_to_mission(actor: Viewer, nomination: Nomination, mission: Organisation, today: date) -> None:
    """Hand the person's data to the mission until the end of the tour and no longer."""
    requested = nomination.requested
    until = add_months(requested.arrives_on, requested.request.tour_months)
    pass_person_on(
        actor, nomination.person_id, organisation=mission, purpose=Purpose.INDIVIDUAL, until=until, today=today
    )


@transaction.atomic
def waive_rule(
    actor: Viewer, number: int, rule: str, *, reason: str, today: date, expected_version: int | None = None
) -> Nomination:
    """Waive a rule for a nominee, by the side that the table of rules names. Raises NotAllowed and Refused."""
    nomination = _locked(actor, number, today)
    require_version(f"Nomination {number}", nomination.version, expected_version)
    category = TOUR_OF_CATEGORY[nomination.requested.post.category]
    waived_by = {one.rule: one.waived_by for one in individual_rules(category)}.get(rule)
    if waived_by is None or waived_by == "nobody":
        raise Refused(f"Nomination {number}: {rule!r} is not to be waived by anybody.")
    _require(actor, nomination, waived_by)
    if not reason.strip():
        raise Refused(f"Nomination {number}: say why {rule} is waived, without personal detail.")
    person = nomination.person
    if problems := unnamed_problems("reason", reason, [person.family_name, person.given_names]):
        raise Refused(f"Nomination {number}: {rule} cannot be waived.", problems)
    if nomination.stage in OVER:
        raise Refused(f"Nomination {number} is {nomination.get_stage_display()}; nothing is left to waive.")
    before = {"waived": nomination.waived}
    nomination.waived = ";".join(sorted({*filter(None, nomination.waived.split(";")), rule}))
    nomination.version += 1
    nomination.save(update_fields=["waived", "version"])
    reference = nomination.requested.request.reference
    after = {"nomination": number, "waived": nomination.waived}
    audit.record(
        actor, "deployments:nomination:rule-waived", reference, before=before, after=after, reason=reason.strip()
    )
    return nomination


def _locked(actor: Viewer, number: int, today: date) -> Nomination:
    found = visible_nomination(actor, today, number)
    loaded = Nomination.objects.select_related("person", "requested__request", "requested__post__mission__organisation")
    return loaded.select_for_update(of=("self",)).get(pk=found.pk)


def _require_side(actor: Viewer, nomination: Nomination, to: str) -> None:
    """Raise NotAllowed unless the step is the actor's to take; the Secretariat enters arrivals for the mission too."""
    side = taken_by(to)
    if side == "mission" and actor.organisation_id == nomination.requested.request.organisation_id:
        side = "secretariat"
    _require(actor, nomination, side)


def _require(actor: Viewer, nomination: Nomination, side: str) -> None:
    request, mission = nomination.requested.request, nomination.requested.post.mission
    sides = {
        "state": request.state_id,
        "secretariat": request.organisation_id,
        "mission": mission.organisation_id if mission else request.organisation_id,
    }
    visibility.require_owner(actor, sides[side], f"This step of nomination {nomination.pk} is the {side}'s")


def _tell(actor: Viewer, nomination: Nomination, verb: str) -> None:
    after = {
        "nomination": nomination.pk,
        "person": nomination.person_id,
        "post": nomination.requested.post.reference,
        "stage": nomination.stage,
    }
    reference = nomination.requested.request.reference
    audit.record(actor, f"deployments:nomination:{verb}", reference, after=after)
