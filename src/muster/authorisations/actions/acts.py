"""Writes to national acts. What reduces, extends or withdraws an act is another one that replaces it."""

from collections.abc import Sequence

from django.db import transaction

from muster.audit import actions as audit
from muster.authorisations.actions.told import tell_act
from muster.authorisations.models import ActCategory, ActCeiling, NationalAct
from muster.authorisations.queries.acts import visible_acts
from muster.authorisations.queries.holding import held
from muster.authorisations.rules.acts import ActTerms, CeilingTerms, act_problems
from muster.kit.errors import Problem, Refused
from muster.missions.models import Mission
from muster.missions.rules.statements import codes_of
from muster.parties import visibility
from muster.parties.viewer import SYSTEM, Viewer


@transaction.atomic
def record_act(
    actor: Viewer, act: NationalAct, missions: Sequence[Mission], ceilings: Sequence[ActCeiling] = ()
) -> NationalAct:
    """Enter an act (unsaved) with the missions that it names and its ceilings (unsaved) per mission and category.

    Every record that rests on what it changes is told. Its `known_from` is the day on which it became known.
    """
    visibility.require_owner(actor, act.state_id, f"Act {act.reference}")
    terms = _terms(act, missions, ceilings)
    problems = [*_references(act), *_problems(act, terms)]
    if problems:
        raise Refused(problems=problems)
    before = _held_before(act)
    act.full_clean(exclude=["state", "under", "replaces"])
    act.save(force_insert=True)
    act.missions.set(missions)
    for one in ceilings:
        one.act = act
    ActCeiling.objects.bulk_create(ceilings)
    after = {
        "title": act.title,
        "kind": act.kind,
        "decided_on": act.decided_on,
        "from": act.valid_from,
        "until": act.valid_until,
        "ceiling": act.personnel_ceiling,
        "missions": [mission.acronym for mission in missions],
        "categories": act.categories,
        "ceilings": [f"{one.mission or ''} {one.category} {one.people}".strip() for one in terms.ceilings],
        "replaces": act.replaces.reference if act.replaces else "",
        "under": act.under.reference if act.under else "",
    }
    audit.record(actor, "authorisations:act:recorded", act.reference, after=after)
    tell_act(actor, act, before, terms)
    return act


def _terms(act: NationalAct, missions: Sequence[Mission], ceilings: Sequence[ActCeiling]) -> ActTerms:
    return ActTerms(
        reference=act.reference,
        start=act.valid_from,
        until=act.valid_until,
        missions=frozenset(mission.acronym for mission in missions),
        categories=frozenset(codes_of(act.categories)),
        total=act.personnel_ceiling,
        ceilings=tuple(
            CeilingTerms(one.personnel, one.mission.acronym if one.mission else "", one.category) for one in ceilings
        ),
        kind=act.kind,
    )


def _references(act: NationalAct) -> list[Problem]:
    """Return what is wrong with what the act refers to."""
    place = f"Act {act.reference}"
    found = []
    if NationalAct.objects.filter(reference=act.reference).exists():
        found.append(Problem(place, "the reference is taken", "choose another one", "reference"))
    unknown = [code for code in codes_of(act.categories) if code not in ActCategory.values]
    if unknown:
        words = f"{unknown[0]!r} is no category"
        found.append(Problem(place, words, f"give some of {', '.join(ActCategory.values)}", "categories"))
    if act.under is not None and act.under.state_id != act.state_id:
        found.append(Problem(place, f"{act.under} is another State's", "name a law of the State itself", "under"))
    if act.replaces is not None:
        found += _replaced(place, act, act.replaces)
    return found


def _replaced(place: str, act: NationalAct, before: NationalAct) -> list[Problem]:
    """Return what is wrong with the act that this one replaces."""
    if before.state_id != act.state_id:
        return [Problem(place, f"{before} is another State's act", "name an act of the State itself", "replaces")]
    later = NationalAct.objects.filter(replaces=before).first()
    if later is not None:
        return [Problem(place, f"{before} is replaced by {later} already", f"replace {later}", "replaces")]
    return []


def _problems(act: NationalAct, terms: ActTerms) -> list[Problem]:
    """Return what is wrong with what the act says, beside the State's other acts as they would hold."""
    rows = list(visible_acts(SYSTEM).filter(state=act.state_id))
    acts = held(rows).get(act.state_id, ())
    replaced = act.replaces_id
    before = next((one for one in rows if one.pk == replaced), None)
    if before is None:
        return act_problems(terms, acts, None)
    of_before = held([before], with_ratifications=True)[before.state_id][0]
    others = [one for one in acts if one.reference != before.reference]
    return act_problems(terms, others, of_before)


def _held_before(act: NationalAct) -> ActTerms | None:
    """Return what the replaced act says, None where none is."""
    if act.replaces_id is None:
        return None
    rows = visible_acts(SYSTEM).filter(pk=act.replaces_id)
    return next(iter(held(rows, with_ratifications=True)[act.state_id]), None)
