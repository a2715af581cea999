"""Rapid-deployment calls: a unit called for a post, a package called at once, and what the State answers."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.generation.actions.access import locked_case, require_open
from muster.generation.actions.cases import open_case
from muster.generation.actions.telling import sides, tell_sides
from muster.generation.models import CallAnswer, CallAnswerKind, Case, CaseStage, CaseVariant
from muster.generation.queries.calls import answers_to
from muster.generation.rules.breach import answer_problems
from muster.generation.rules.calls import Place, Vacancy, paired
from muster.generation.terms import CaseTerms, DonePhase
from muster.kit.clean_fields import require_clean_fields
from muster.kit.day_text import long_day
from muster.kit.errors import NotAllowed, Refused
from muster.kit.standing import Standing
from muster.missions.models import RequirementStage
from muster.missions.queries import visible_post, visible_posts
from muster.parties.models import Role
from muster.parties.viewer import Viewer
from muster.pledges.actions import call_pledge
from muster.pledges.levels import Level
from muster.pledges.queries import visible_pledge
from muster.pledges.queries.packages import coverage_of, keeps, visible_package

REQUEST = "request"


@dataclass(frozen=True)
class CallTerms:
    """A call: which pledge for which post, by references. `called_on` is day 0. `is_drill`: for practice only."""

    reference: str
    pledge: str
    post: str
    called_on: date
    title: str = ""
    desk_officer: str = ""
    is_drill: bool = False
    source: str = ""
    standing: str = Standing.ENTERED.value


@transaction.atomic
def call_rapid_unit(actor: Viewer, terms: CallTerms, *, today: date) -> Case:
    """Call a unit at the Rapid Deployment Level for a post: the pool event and the case, in one (2.6 of the dossier).

    By an officer of the register. The request is behind it; the unit is wanted after the register's time of response.
    A drill calls nobody: it leaves the pool alone, and may be played with a pledge of any level. Raises Refused where
    the pledge cannot be called, NotFound for what the actor may not see.
    """
    pledge = visible_pledge(actor, today, terms.pledge)
    post = visible_post(actor, today, terms.post)
    mission = post.requirement.mission
    if pledge.unit_type != post.unit_type:
        raise Refused(
            f"Case {terms.reference}: post {terms.post} wants {post.unit_type}, pledge {terms.pledge} is a "
            f"{pledge.unit_type}; call a unit of the type that is wanted."
        )
    wanted_on = None
    if not terms.is_drill:
        event = call_pledge(actor, terms.pledge, mission=mission.acronym, called_on=terms.called_on, today=today)
        wanted_on = event.answer_due_on
    case = open_case(
        actor,
        CaseTerms(
            reference=terms.reference,
            state=pledge.state.code,
            post=terms.post,
            requested_on=terms.called_on,
            variant=CaseVariant.RAPID.value,
            pledge=terms.pledge,
            register=pledge.register.code,
            title=terms.title,
            strength=pledge.strength,
            desk_officer=terms.desk_officer,
            is_drill=terms.is_drill,
            wanted_on=wanted_on,
            done=() if terms.is_drill else (DonePhase(REQUEST, terms.called_on, terms.called_on, "called"),),
            source=terms.source,
            standing=terms.standing,
        ),
        today=today,
    )
    title = f"{terms.pledge} is called for {terms.post} in {mission.acronym}"
    body = f"Wanted in theatre on {long_day(case.wanted_on)}. The play-book says what each side does by when."
    tell_sides(actor, case, "rapid-call", title, to=sides(case), day=today, body=body)
    return case


@transaction.atomic
def call_package(
    actor: Viewer,
    package: str,
    mission: str,
    *,
    prefix: str,
    called_on: date,
    is_drill: bool = False,
    today: date,
) -> tuple[Case, ...]:
    """Call the units of a force package for the open published posts of a mission, several at once or none.

    The pledges that take the package's places at the Rapid Deployment Level are paired with the mission's posts of
    their type that no open case fills, the largest first. References are `prefix` and a number. Raises Refused where
    no pair is found, or any call cannot be made.
    """
    found = visible_package(actor, today, package)
    if not keeps(actor, found):
        raise NotAllowed(f"Package {package}: it is called by officers of its register.")
    places = [
        Place(one.offer.reference, one.offer.unit_type, one.offer.strength)
        for one in coverage_of(found, today).places
        if one.offer is not None and (is_drill or one.offer.level == Level.RAPID_DEPLOYMENT)
    ]
    filled = Case.objects.filter(stage=CaseStage.OPEN, is_drill=False).values("post")
    of_mission = visible_posts(actor, today).filter(
        requirement__mission__acronym=mission, requirement__stage=RequirementStage.PUBLISHED
    )
    posts = of_mission.exclude(pk__in=filled)
    vacancies = [Vacancy(one.reference, one.unit_type, one.strength) for one in posts]
    pairs = paired(places, vacancies)
    if not pairs:
        raise Refused(
            f"Package {package}: no unit at the Rapid Deployment Level that takes one of its places is of the type of "
            f"an open post of {mission}."
        )
    return tuple(
        call_rapid_unit(
            actor,
            CallTerms(f"{prefix}-{number}", pledge, post, called_on, title=found.name, is_drill=is_drill),
            today=today,
        )
        for number, (pledge, post) in enumerate(pairs, 1)
    )


@transaction.atomic
def answer_call(
    actor: Viewer, reference: str, answer: str, *, said_on: date, reason: str = "", today: date
) -> CallAnswer:
    """Record what the State says to a call: by its officer, or by one of the register. A refusal gives its reason.

    A refusal changes neither level nor pool: what it leads to is proposed to the register.
    """
    case = locked_case(actor, reference, None)
    own = {case.state_id, case.register_id}
    if not actor.is_system and not (actor.organisation_id in own and actor.has_role(Role.OFFICER)):
        raise NotAllowed(f"Case {reference}: a call is answered by {case.state.name}, as officer or above.")
    require_open(case)
    if case.variant != CaseVariant.RAPID:
        raise Refused(f"Case {reference} is no rapid-deployment call: there is nothing to answer.")
    if answer not in CallAnswerKind.values:
        raise Refused(f"Case {reference}: {answer!r} is no answer; take one of {', '.join(CallAnswerKind)}.")
    refused = answers_to(actor, case, today).filter(answer=CallAnswerKind.REFUSED).exists()
    problems = answer_problems(refused, answer == CallAnswerKind.ACCEPTED, reason, said_on, today)
    if problems:
        raise Refused(f"Case {reference}: the answer cannot be recorded.", problems)
    row = CallAnswer(
        case=case, answer=answer, said_on=said_on, reason=reason, by_id=actor.organisation_id, known_from=today
    )
    require_clean_fields(row, f"The answer to the call of case {reference}")
    row.save()
    after = {"answer": answer, "said_on": said_on}
    audit.record(actor, "generation:call:answered", reference, after=after, reason=reason)
    words = "accepts" if answer == CallAnswerKind.ACCEPTED else "refuses"
    title = f"{case.state.name} {words} the call of case {reference}"
    tell_sides(actor, case, "rapid-call-answered", title, to=sides(case), day=today, body=reason)
    return row
