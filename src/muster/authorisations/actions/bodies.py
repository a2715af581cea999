"""Writes to the national bodies with a part in decisions. A later version of one takes the place of those before."""

from django.db import transaction

from muster.audit import actions as audit
from muster.authorisations.actions.told import tell_body
from muster.authorisations.criteria import Criterion
from muster.authorisations.models import DecisionBody
from muster.authorisations.queries.bodies import bodies_on
from muster.authorisations.rules.laws import BodyTerms, body_in_words, body_problems
from muster.kit.errors import Problem, Refused
from muster.missions.rules.statements import codes_of
from muster.parties import visibility
from muster.parties.viewer import SYSTEM, Viewer


@transaction.atomic
def record_body(actor: Viewer, body: DecisionBody) -> DecisionBody:
    """Enter a version of a body (unsaved), by an officer of its State; records that rest on it are told."""
    visibility.require_owner(actor, body.state_id, f"Body {body.code}")
    terms = body_terms(body)
    problems = [*_references(body), *body_problems(terms, Criterion.values)]
    if problems:
        raise Refused(problems=problems)
    before = bodies_on(SYSTEM, body.state, body.valid_from).filter(code=body.code).first()
    body.full_clean(exclude=["state", "under"])
    body.save(force_insert=True)
    after = {
        "name": body.name,
        "part": body.part,
        "criteria": body.criteria,
        "turn": body.order,
        "must_sign": body.must_sign,
        "from": body.valid_from,
        "until": body.valid_until,
        "under": body.under.reference if body.under else "",
    }
    audit.record(actor, "authorisations:body:recorded", f"{body.state.code} {body.code}", after=after)
    tell_body(actor, body, body_in_words(body_terms(before)) if before else "", body_in_words(terms))
    return body


def body_terms(body: DecisionBody) -> BodyTerms:
    """Return a body as the rules want it."""
    return BodyTerms(
        body.code,
        body.name,
        body.part,
        body.valid_from,
        body.valid_until,
        tuple(codes_of(body.criteria)),
        body.order,
        body.must_sign,
    )


def _references(body: DecisionBody) -> list[Problem]:
    place = f"Body {body.code}"
    found = []
    if DecisionBody.objects.filter(state=body.state_id, code=body.code, valid_from=body.valid_from).exists():
        words = f"a version from {body.valid_from} is on record"
        found.append(Problem(place, words, "let the new one begin on another day", "valid_from"))
    if body.under is not None and body.under.state_id != body.state_id:
        found.append(Problem(place, f"{body.under} is another State's", "name a law of the State itself", "under"))
    return found
