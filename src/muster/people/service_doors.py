"""Which doors to an individual's service stand open to a viewer; the actions behind them check again."""

from muster.parties.models import Role
from muster.parties.viewer import Viewer
from muster.people.models import Person, PersonShare, Purpose, ServiceBar
from muster.people.purposes import purposes_of
from muster.people.queries import holds
from muster.people.rules import allowed_proofs
from muster.people.service_rules import ISSUED_BY_SECRETARIAT


def is_kept(person: Person) -> bool:
    """Return whether anything of the person's service may be kept, for any of the purposes."""
    return bool(allowed_proofs(purposes_of(person)))


def sees_service(viewer: Viewer, person: Person) -> bool:
    """Return whether the viewer holds an individual (read by `visible_persons`), or was handed them as one."""
    if Purpose.INDIVIDUAL not in purposes_of(person):
        return False
    shares: list[PersonShare] = person.seen_shares  # type: ignore[attr-defined]  # prefetched
    handed = any(one.organisation_id == viewer.organisation_id and one.purpose == Purpose.INDIVIDUAL for one in shares)
    return holds(viewer, person) or handed


def may_enter_proofs(viewer: Viewer, person: Person, kind: str = "") -> bool:
    """Return whether the viewer may enter proofs of the person, of a kind where one is named."""
    sees = holds(viewer, person) or sees_service(viewer, person)
    if not (is_kept(person) and viewer.has_role(Role.OFFICER) and sees):
        return False
    if viewer.is_system:
        return True
    if holds(viewer, person):
        return kind not in ISSUED_BY_SECRETARIAT
    return viewer.is_secretariat and kind in ("", *ISSUED_BY_SECRETARIAT)


def may_bar(viewer: Viewer, person: Person) -> bool:
    """Return whether the viewer, who sees the person, may bar them."""
    return Purpose.INDIVIDUAL in purposes_of(person) and viewer.is_secretariat and viewer.has_role(Role.APPROVER)


def may_lift(viewer: Viewer, bar: ServiceBar) -> bool:
    """Return whether the viewer may lift a bar."""
    is_own = viewer.is_system or viewer.organisation_id == bar.imposed_by_id
    return is_own and viewer.has_role(Role.APPROVER)
