"""Dossiers are opened and written by officers of their State, and decided by its approvers.

Nobody else takes part in them: what a State weighs is its own at every stage.
"""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction

from muster.audit import actions as audit
from muster.authorisations.models import NationalAct
from muster.authorisations.queries import visible_acts
from muster.decisions.actions.dossier_access import bump, day_problems, held, require_state
from muster.decisions.dossier_terms import DecisionTerms, DossierContent, DossierTerms
from muster.decisions.models import Dossier
from muster.decisions.queries.dossiers import STAGE_EVENT, SeenDossier
from muster.decisions.rules.dossier_decision import missing_for_approval, room_problems
from muster.decisions.rules.dossier_stages import ROLE_OF_STEP, STEPS, DossierStep, step_problems
from muster.generation.models import Request
from muster.generation.queries.cases import visible_case
from muster.generation.queries.request import visible_request
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import Problem, Refused
from muster.kit.references import reference_problems
from muster.kit.standing import Standing
from muster.missions.models import Mission, Post
from muster.missions.queries import visible_mission, visible_post
from muster.parties.models import Organisation, Role
from muster.parties.queries import organisation
from muster.parties.viewer import Viewer
from muster.pledges.models import Pledge
from muster.pledges.queries import visible_pledge

AUDITED = ("title", "people", "category", "wanted_on", "tour_months", "note", "stage")


def snapshot(dossier: Dossier) -> dict[str, object]:
    """Return the content of a dossier as the audit event keeps it."""
    grounds = {name: str(getattr(dossier, name) or "") for name in ("mission", "request", "post", "pledge")}
    return {**{name: getattr(dossier, name) for name in AUDITED}, **grounds}


@transaction.atomic
def open_dossier(actor: Viewer, terms: DossierTerms, *, today: date) -> Dossier:
    """Open a dossier for a request, a post, a pledge or only a mission. Raises NotFound, NotAllowed, Refused."""
    state = organisation(terms.state)
    what = f"Dossier {terms.reference}"
    require_state(actor, state, what)
    known = terms.known_from or today
    opened = terms.opened_on or known
    problems = reference_problems(terms.reference, "reference") + day_problems(opened, today, None)
    if Dossier.objects.filter(reference=terms.reference).exists():
        problems.append(Problem("reference", f"{terms.reference!r} is taken", "give another one"))
    if terms.standing != Standing.ENTERED and not actor.is_system:
        problems.append(Problem("standing", "of what is entered it is 'entered'", "leave it out"))
    dossier = Dossier(
        reference=terms.reference,
        state=state,
        opened_on=opened,
        known_from=known,
        source=terms.source,
        standing=terms.standing,
    )
    problems += _take_over(actor, dossier, terms.content, today)
    if problems:
        raise Refused(f"{what} cannot be opened.", problems)
    require_clean_fields(dossier, what)
    dossier.save(force_insert=True)
    audit.record(actor, "decisions:dossier:opened", dossier.reference, after=snapshot(dossier))
    return dossier


@transaction.atomic
def change_dossier(
    actor: Viewer, reference: str, content: DossierContent, *, today: date, expected_version: int | None = None
) -> Dossier:
    """Change what an open dossier is about. Assessments made for something else are then due again.

    Raises NotFound, NotAllowed, Refused.
    """
    seen = held(actor, reference, expected_version, today)
    what = f"Dossier {reference}"
    _require_open(seen, what)
    dossier: Dossier = seen.dossier
    before = snapshot(dossier)
    if problems := _take_over(actor, dossier, content, today):
        raise Refused(f"{what} cannot be changed.", problems)
    dossier.version += 1
    require_clean_fields(dossier, what)
    dossier.save()
    audit.record(actor, "decisions:dossier:changed", reference, before=before, after=snapshot(dossier))
    return dossier


def _require_open(seen: SeenDossier, what: str) -> None:
    """Raise Refused unless the dossier is still to be decided."""
    if not seen.is_open:
        raise Refused(f"{what} is {seen.stage}; an approver opens it again before it is written.")


def _take_over(actor: Viewer, dossier: Dossier, content: DossierContent, today: date) -> list[Problem]:
    """Put the content into a dossier; return what is wrong with it."""
    mission = visible_mission(actor, today, content.mission)
    dossier.mission, dossier.title, dossier.note = mission, content.title.strip(), content.note.strip()
    dossier.people, dossier.category = content.people, content.category
    dossier.wanted_on, dossier.tour_months = content.wanted_on, content.tour_months
    dossier.request, dossier.post, dossier.pledge = None, None, None
    problems = []
    if not dossier.title:
        problems.append(Problem("title", "is empty", "say what is to be decided"))
    if content.people < 1:
        problems.append(Problem("people", "nobody is asked for", "give how many people"))
    if content.request:
        dossier.request, found = _request(actor, dossier.state, mission, content.request, today)
        problems += found
    if content.post:
        dossier.post, found = _post(actor, mission, content.post, today)
        problems += found
    if content.pledge:
        dossier.pledge, found = _pledge(actor, dossier.state, content.pledge, today)
        problems += found
    return problems


def _request(
    actor: Viewer, state: Organisation, mission: Mission, reference: str, today: date
) -> tuple[Request, list[Problem]]:
    """Return a request, and what speaks against resting a dossier on it."""
    request = visible_request(actor, today, reference)
    problems = []
    if not request.addressees.filter(state=state).exists():
        problems.append(Problem("request", f"{reference} does not ask {state.code}", "give one that asks the State"))
    if all(post.requirement.mission_id != mission.pk for post in request.posts.all()):
        problems.append(Problem("request", f"{reference} is not for {mission.acronym}", "give its mission"))
    return request, problems


def _post(actor: Viewer, mission: Mission, reference: str, today: date) -> tuple[Post, list[Problem]]:
    post = visible_post(actor, today, reference)
    if post.requirement.mission_id == mission.pk:
        return post, []
    return post, [Problem("post", f"{reference} is a post of another mission", f"give one of {mission.acronym}")]


def _pledge(actor: Viewer, state: Organisation, reference: str, today: date) -> tuple[Pledge, list[Problem]]:
    pledge = visible_pledge(actor, today, reference).pledge
    if pledge.state_id == state.pk:
        return pledge, []
    return pledge, [Problem("pledge", f"{reference} is not of {state.code}", "give a pledge of the State")]


@transaction.atomic
def link_act(actor: Viewer, reference: str, act: str, *, today: date, expected_version: int | None = None) -> Dossier:
    """Name the national act of a dossier, at any stage: it often follows the decision. Empty: none.

    Raises NotFound, NotAllowed, Refused.
    """
    seen = held(actor, reference, expected_version, today)
    dossier: Dossier = seen.dossier
    found = _act_of(actor, dossier, act) if act else None
    before = str(dossier.act or "")
    dossier.act = found
    dossier.version += 1
    dossier.save(update_fields=["act", "version"])
    audit.record(actor, "decisions:dossier:act", reference, before={"act": before}, after={"act": act})
    return dossier


def _act_of(actor: Viewer, dossier: Dossier, reference: str) -> NationalAct:
    found = visible_acts(actor).filter(reference=reference, state_id=dossier.state_id).first()
    what = f"Dossier {dossier.reference} cannot rest on act {reference}."
    if found is None:
        raise Refused(what, [Problem("act", f"there is no act {reference!r} of the State", "enter it first")])
    named = [mission.acronym for mission in found.missions.all()]
    if named and dossier.mission.acronym not in named:
        remedy = f"give an act that names {dossier.mission.acronym}"
        raise Refused(what, [Problem("act", f"it names {', '.join(named)}", remedy)])
    return found


@transaction.atomic
def link_case(actor: Viewer, reference: str, case: str, *, today: date, expected_version: int | None = None) -> Dossier:
    """Name the force-generation case that came of a dossier; empty: none. Raises NotFound, NotAllowed, Refused."""
    seen = held(actor, reference, expected_version, today)
    dossier: Dossier = seen.dossier
    found = visible_case(actor, today, case) if case else None
    what = f"Dossier {reference} cannot be linked with case {case}."
    if found is not None and found.state_id != dossier.state_id:
        raise Refused(what, [Problem("case", "it is another State's", "give a case of the State")])
    if found is not None and found.post.requirement.mission_id != dossier.mission_id:
        remedy = f"give a case for {dossier.mission.acronym}"
        raise Refused(what, [Problem("case", "it is for another mission", remedy)])
    before = str(dossier.case or "")
    dossier.case = found
    dossier.version += 1
    dossier.save(update_fields=["case", "version"])
    audit.record(actor, "decisions:dossier:case", reference, before={"case": before}, after={"case": case})
    return dossier


@transaction.atomic
def step_dossier(
    actor: Viewer, reference: str, terms: DecisionTerms, *, today: date, expected_version: int | None = None
) -> Dossier:
    """Decide on a dossier, close it, or open it again. Raises NotFound, NotAllowed, Refused with what is missing."""
    step = DossierStep(terms.step)
    seen = held(actor, reference, expected_version, today, Role(ROLE_OF_STEP[step]))
    what = f"Dossier {reference}"
    dossier: Dossier = seen.dossier
    on = terms.on or today
    problems = step_problems(seen.stage, step, terms.words) or _step_problems(seen, terms, step, on, today)
    if problems:
        raise Refused(f"{what} cannot take the step “{step.label}” yet.", problems)
    before = snapshot(dossier)
    dossier.stage = STEPS[seen.stage][step]
    is_decided = step != DossierStep.REOPEN
    words = decision_words(seen, terms)
    dossier.decided_on, dossier.decision = (on, words) if is_decided else (None, "")
    require_clean_fields(dossier, what)
    dossier.save(update_fields=["stage", "decided_on", "decision"])
    bump(dossier)
    after = {"stage": dossier.stage, "on": on, "known_from": today, "words": words}
    audit.record(actor, STAGE_EVENT, reference, before=before, after=after)
    return dossier


def _step_problems(seen: SeenDossier, terms: DecisionTerms, step: DossierStep, on: date, today: date) -> list[Problem]:
    """Return what is missing for a step that the stage allows."""
    problems = day_problems(on, today, _last_day(seen))
    if step == DossierStep.APPROVE:
        problems += missing_for_approval(seen.facts, acknowledged=terms.acknowledged, awaited_act=terms.awaited_act)
    return problems


def _last_day(seen: SeenDossier) -> date:
    """Return the last day on which something was done with a dossier."""
    opened: date = seen.dossier.opened_on
    days = [opened, *(one.on for one in seen.steps)]
    days += [one.assessed_on for one in seen.facts.assessed]
    days += [one.signed_on for one in seen.facts.signed]
    return max(days)


def decision_words(seen: SeenDossier, terms: DecisionTerms) -> str:
    """Return the decision as it is kept: its words, and what had to be acknowledged or awaited, a paragraph each."""
    parts = [terms.words.strip()]
    if seen.facts.conflicts and terms.acknowledged.strip():
        parts.append(f"Law: {terms.acknowledged.strip()}")
    if terms.awaited_act.strip() and room_problems(seen.facts.room, seen.facts.people):
        parts.append(f"Act awaited: {terms.awaited_act.strip()}")
    return "\n\n".join(parts)


def content_of(dossier: Dossier) -> dict[str, Any]:
    """Return what a dossier is about, as the forms begin with it."""
    return asdict(
        DossierContent(
            title=dossier.title,
            mission=dossier.mission.acronym,
            people=dossier.people,
            category=dossier.category,
            wanted_on=dossier.wanted_on,
            tour_months=dossier.tour_months,
            request=str(dossier.request or ""),
            post=str(dossier.post.reference if dossier.post else ""),
            pledge=str(dossier.pledge.reference if dossier.pledge else ""),
            note=dossier.note,
        )
    )
