"""What the page of reimbursement leads to: what it is called, the address's name, and whom it concerns."""

from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from muster.parties.models import OrganisationKind
from muster.parties.viewer import Viewer

EVERY_KIND = frozenset(OrganisationKind)
SIDES = frozenset({OrganisationKind.SECRETARIAT, OrganisationKind.MEMBER_STATE, OrganisationKind.MISSION})
CREDIT = frozenset({OrganisationKind.SECRETARIAT, OrganisationKind.MEMBER_STATE})
STATES = frozenset({OrganisationKind.MEMBER_STATE})

ROOM_ACTIONS: tuple[tuple[Promise, str, frozenset[OrganisationKind]], ...] = (
    (_("Loss and damage"), "losses", SIDES),
    (_("Deductions and premiums"), "adjustment-switches", SIDES),
    (_("Mission factors"), "mission-factors", SIDES),
    (_("Claims"), "claims", SIDES),
    (_("Claims due"), "claims-due", SIDES),
    (_("Payments"), "payments", SIDES),
    (_("Arrears"), "arrears", SIDES),
    (_("Debts of States"), "state-debts", CREDIT),
    (_("Editions of rates"), "rate-editions", EVERY_KIND),
)
"""One line a part of the room."""


def doors_of(viewer: Viewer) -> Iterator[tuple[Promise, str]]:
    """Yield the doors that concern the viewer's kind of organisation."""
    for label, name, kinds in ROOM_ACTIONS:
        if viewer.is_system or viewer.kind in kinds:
            yield label, name
