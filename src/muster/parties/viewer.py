"""Who is looking: the user, the organisation that they act for, and their role in it."""

from dataclasses import dataclass

from muster.parties.models import Membership, OrganisationKind, Role

ROLE_ORDER = [Role.READER, Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR]


@dataclass(frozen=True)
class Viewer:
    """The one who reads or acts. `ANONYMOUS` has no organisation; `SYSTEM` is the installation itself (commands)."""

    user_id: int | None = None
    username: str = ""
    organisation_id: int | None = None
    organisation_code: str = ""
    organisation_name: str = ""
    kind: str = ""
    role: str = ""
    is_system: bool = False

    @property
    def is_signed_in(self) -> bool:
        """Return whether somebody with an organisation is looking."""
        return self.organisation_id is not None or self.is_system

    @property
    def is_secretariat(self) -> bool:
        """Return whether the viewer acts for a secretariat."""
        return self.kind == OrganisationKind.SECRETARIAT

    def has_role(self, role: Role) -> bool:
        """Return whether the viewer's role is at least `role`."""
        if self.is_system:
            return True
        return self.role in ROLE_ORDER and ROLE_ORDER.index(Role(self.role)) >= ROLE_ORDER.index(role)


ANONYMOUS = Viewer()
SYSTEM = Viewer(username="system", organisation_code="system", is_system=True)


def viewer_of(membership: Membership) -> Viewer:
    """Return the viewer that acts by `membership` (its user and organisation loaded)."""
    return Viewer(
        user_id=membership.user_id,
        username=membership.user.username,
        organisation_id=membership.organisation_id,
        organisation_code=membership.organisation.code,
        organisation_name=membership.organisation.name,
        kind=membership.organisation.kind,
        role=membership.role,
    )
