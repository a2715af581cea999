"""What the register decides on the consequences of a missed call. It is a record; nothing happens by itself."""

from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.generation.actions.access import locked_case, require_register
from muster.generation.actions.telling import tell_sides
from muster.generation.models import BreachDecision, BreachDecisionKind
from muster.generation.queries.calls import decisions_on, proposed_consequences
from muster.generation.rules.breach import PROPOSED, decision_problems
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import Refused
from muster.parties.models import Role
from muster.parties.viewer import Viewer


@transaction.atomic
def decide_consequence(
    actor: Viewer, reference: str, consequence: str, *, decision: str, reason: str, today: date
) -> BreachDecision:
    """Decide that a consequence follows or does not, with the reason: by an approver of the register.

    The level is lowered, and the unit put back into the pool, by the pledge's own pages; this record says that it was
    decided. The State is told.
    """
    case = locked_case(actor, reference, None)
    require_register(actor, case, Role.APPROVER)
    if decision not in BreachDecisionKind.values:
        known = ", ".join(BreachDecisionKind)
        raise Refused(f"Case {reference}: {decision!r} is no decision; take one of {known}.")
    proposed = proposed_consequences(case, today)
    earlier = decisions_on(actor, case, today).filter(consequence=consequence).first()
    standing = earlier.decision if earlier else PROPOSED
    problems = decision_problems(consequence, proposed, standing, reason)
    if problems:
        raise Refused(f"Case {reference}: nothing can be decided.", problems)
    row = BreachDecision(
        case=case,
        consequence=consequence,
        decision=decision,
        reason=reason,
        by_id=actor.organisation_id,
        known_from=today,
    )
    require_clean_fields(row, f"The decision on case {reference}")
    row.save()
    after = {"consequence": consequence, "decision": decision}
    audit.record(actor, "generation:breach:decided", reference, after=after, reason=reason)
    name = next(one.name for one in proposed if one.code == consequence)
    words = BreachDecisionKind(decision).label
    title = f"Case {reference}: {name} – {words}"
    tell_sides(actor, case, "breach-decided", title, to=[case.state], day=today, body=reason)
    return row
