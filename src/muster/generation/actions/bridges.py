"""Bridges: proposed by the register, agreed by the State whose unit bridges, begun, ended or dropped."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.urls import reverse

from muster.audit import actions as audit
from muster.generation.actions.access import locked_case, require_open, require_register
from muster.generation.actions.telling import tell_sides
from muster.generation.models import Bridge, BridgeStage
from muster.generation.queries.bridges import BRIDGE_FIELDS
from muster.generation.rules.bridging import step_problems
from muster.kit.clean_fields import require_clean_fields
from muster.kit.day_text import long_day
from muster.kit.errors import NotAllowed, NotFound, Problem, Refused
from muster.kit.read_version import require_version
from muster.kit.references import reference_problems
from muster.kit.standing import Standing
from muster.parties import visibility
from muster.parties.models import Role
from muster.parties.viewer import Viewer
from muster.pledges.queries import visible_pledge

NEEDS_REASON = (BridgeStage.ENDED, BridgeStage.DROPPED)


@dataclass(frozen=True)
class BridgeTerms:
    """A bridge: the pledge that holds the post of a case over `[held_from, held_until)`, by references."""

    reference: str
    case: str
    pledge: str
    held_from: date
    held_until: date
    source: str = ""
    standing: str = Standing.ENTERED.value


@transaction.atomic
def propose_bridge(actor: Viewer, terms: BridgeTerms, *, today: date) -> Bridge:
    """Propose that a unit holds a post until the chosen one arrives: by an officer of the case's register.

    The unit is of the post's type and not the one that is waited for. Its State is told and agrees or not.
    """
    what = f"Bridge {terms.reference}"
    case = locked_case(actor, terms.case, None)
    require_register(actor, case)
    require_open(case)
    pledge = visible_pledge(actor, today, terms.pledge)
    problems = list(reference_problems(terms.reference, "reference"))
    if terms.standing != Standing.ENTERED and not actor.is_system:
        problems.append(Problem("standing", "is not 'entered'", "leave it out"))
    if terms.held_until <= terms.held_from:
        problems.append(Problem("until", "is not after from", "give a later day"))
    if pledge.pledge_id == case.pledge_id:
        problems.append(Problem("pledge", "is the one that is waited for", "name another one"))
    if pledge.unit_type != case.post.unit_type:
        words = f"is {pledge.unit_type}, the post wants {case.post.unit_type}"
        problems.append(Problem("pledge", words, "name one of the type wanted"))
    if Bridge.objects.filter(reference=terms.reference).exists():
        problems.append(Problem("reference", "is taken", "choose another one"))
    if problems:
        raise Refused(f"{what} cannot be proposed.", problems)
    bridge = Bridge(
        reference=terms.reference,
        case=case,
        pledge=pledge.pledge,
        held_from=terms.held_from,
        held_until=terms.held_until,
        source=terms.source,
        standing=terms.standing,
        known_from=today,
    )
    require_clean_fields(bridge, what)
    try:
        with transaction.atomic():
            bridge.save()
    except IntegrityError as error:  # somebody else was quicker since the look above
        raise Refused(f"{what}: the reference is taken; choose another one.") from error
    audit.record(actor, "generation:bridge:proposed", bridge.reference, after=_snapshot(bridge))
    _tell(actor, bridge, f"{terms.pledge} is proposed as a bridge", today)
    return bridge


@transaction.atomic
def step_bridge(
    actor: Viewer,
    reference: str,
    stage: str,
    *,
    reason: str = "",
    today: date,
    expected_version: int | None = None,
) -> Bridge:
    """Take a bridge to its next stage. The State whose unit bridges may agree or drop it; the register does all steps.

    Ending and dropping need a reason. Raises NotFound, NotAllowed, Refused for a step that may not follow.
    """
    seen = visibility.rows(actor, BRIDGE_FIELDS)
    keys = Bridge.objects.select_for_update().filter(seen, reference=reference).values_list("pk", flat=True)
    key = next(iter(keys), None)
    if key is None:
        raise NotFound(f"There is no bridge {reference!r} that you may see.")
    bridge = Bridge.objects.select_related("pledge__state", "case__register", "case__state").get(pk=key)
    what = f"Bridge {reference}"
    if stage not in BridgeStage.values:
        raise Refused(f"{what}: {stage!r} is no stage; take one of {', '.join(BridgeStage)}.")
    if not may_step(actor, bridge, stage):
        raise NotAllowed(
            f"{what}: this is for {bridge.case.register.name}; {bridge.pledge.state.name} may agree to it or drop it."
        )
    require_version(what, bridge.version, expected_version)
    problems = step_problems(bridge.stage, stage)
    if stage in NEEDS_REASON and not reason.strip():
        problems.append(Problem("reason", "is not given", "say why it ends here"))
    if problems:
        raise Refused(f"{what} stays as it is.", problems)
    before = _snapshot(bridge)
    bridge.stage = stage
    bridge.reason = reason
    bridge.version += 1
    require_clean_fields(bridge, what)
    bridge.save()
    audit.record(actor, f"generation:bridge:{stage}", reference, before=before, after=_snapshot(bridge), reason=reason)
    _tell(actor, bridge, f"{reference}: {BridgeStage(stage).label}", today)
    return bridge


def may_step(actor: Viewer, bridge: Bridge, stage: str) -> bool:
    """Return whether the actor may take a bridge to a stage, if that may follow."""
    if actor.is_system:
        return True
    if not actor.has_role(Role.OFFICER):
        return False
    if actor.organisation_id == bridge.case.register_id:
        return True
    of_state = (BridgeStage.AGREED, BridgeStage.DROPPED)
    return actor.organisation_id == bridge.pledge.state_id and stage in of_state


def _snapshot(bridge: Bridge) -> dict[str, object]:
    names = ("held_from", "held_until", "stage", "reason", "source", "standing")
    values: dict[str, object] = {name: getattr(bridge, name) for name in names}
    return {"case": bridge.case.reference, "pledge": bridge.pledge.reference, **values}


def _tell(actor: Viewer, bridge: Bridge, title: str, today: date) -> None:
    """Tell the bridging State, the register and the mission; the case's own State reads the days on its page."""
    case = bridge.case
    to = [bridge.pledge.state, case.register, case.post.requirement.mission.organisation]
    body = f"From {long_day(bridge.held_from)} until {long_day(bridge.held_until)}, in {case.post.reference}."
    tell_sides(
        actor, case, "bridge", title, to=to, day=today, body=body, href=reverse("bridge", args=[bridge.reference])
    )
