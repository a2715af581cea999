"""What all writes to cases share: the case under lock, and whose turn it is."""

from muster.generation.models import Case, CasePhase, CaseStage
from muster.generation.queries.cases import CASE_FIELDS
from muster.generation.queries.facts import facts_of_loaded
from muster.generation.queries.standing import leading
from muster.generation.rules.facts import CaseFacts
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.kit.read_version import require_version
from muster.parties import visibility
from muster.parties.models import Role
from muster.parties.viewer import Viewer
from muster.reference.phases import phase as phase_named


def locked_case(actor: Viewer, reference: str, expected_version: int | None = None) -> Case:
    """Return the case, locked for this transaction. Raises NotFound, or Refused if somebody changed it meanwhile."""
    seen = visibility.rows(actor, CASE_FIELDS)
    keys = Case.objects.select_for_update().filter(seen, reference=reference).values_list("pk", flat=True)
    key = next(iter(keys), None)
    if key is None:
        raise NotFound(f"There is no case {reference!r} that you may see.")
    case = Case.objects.select_related("register", "state", "post__requirement__mission__organisation").get(pk=key)
    require_version(f"Case {reference}", case.version, expected_version)
    return case


def require_open(case: Case) -> None:
    """Raise Refused for a case that is closed or abandoned."""
    if case.stage != CaseStage.OPEN:
        raise Refused(f"Case {case.reference} is {CaseStage(case.stage).label}: it is not changed any more.")


def may_move(actor: Viewer, case: Case, code: str, role: Role = Role.OFFICER) -> bool:
    """Return whether the actor may move a phase: an officer of the side that leads it, or of the register."""
    own = {leading(case, phase_named(code).lead).pk, case.register_id}
    return actor.is_system or (actor.organisation_id in own and actor.has_role(role))


def require_mover(actor: Viewer, case: Case, code: str) -> None:
    """Raise NotAllowed unless the actor may move the phase."""
    if not may_move(actor, case, code):
        lead = leading(case, phase_named(code).lead).name
        whose = lead if lead == case.register.name else f"{lead} or {case.register.name}"
        raise NotAllowed(f"Case {case.reference}, {phase_named(code).name}: this is for {whose}, as officer or above.")


def is_register(actor: Viewer, case: Case, role: Role = Role.OFFICER) -> bool:
    """Return whether the actor is an officer (or above) of the secretariat that generates the force."""
    return actor.is_system or (actor.organisation_id == case.register_id and actor.has_role(role))


def require_register(actor: Viewer, case: Case, role: Role = Role.OFFICER) -> None:
    """Raise NotAllowed unless the actor is an officer of the register."""
    if not is_register(actor, case, role):
        raise NotAllowed(
            f"Case {case.reference}: this is for {case.register.name}, as {Role(role).label.lower()} or above."
        )


def phase_of(case: Case, code: str) -> CasePhase:
    """Return one phase of a case. Raises NotFound."""
    found = CasePhase.objects.filter(case=case, phase=code).first()
    if found is None:
        raise NotFound(f"Case {case.reference} has no phase {code!r}.")
    return found


def facts(case: Case) -> CaseFacts:
    """Return the case as the rules want it, without what holds it up."""
    return facts_of_loaded(case, case.phases.all(), {})
