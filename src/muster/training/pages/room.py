"""What the page of training leads to, by the kind of organisation that looks: what it is called, the address's name."""

from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from muster.parties.models import OrganisationKind
from muster.parties.viewer import Viewer

EVERY_KIND = frozenset(OrganisationKind)
INSTITUTIONS = frozenset({OrganisationKind.TRAINING_INSTITUTION, OrganisationKind.MEMBER_STATE})
STATES = frozenset({OrganisationKind.MEMBER_STATE})

ROOM_ACTIONS: tuple[tuple[Promise, str, frozenset[OrganisationKind]], ...] = (
    (_("Sessions"), "training-sessions", EVERY_KIND),
    (_("Standards"), "training-standards", EVERY_KIND),
    (_("Instructors"), "training-instructors", INSTITUTIONS),
    (_("Recognition cases"), "recognition-cases", EVERY_KIND),
    (_("Certificates of recognition"), "course-recognitions", EVERY_KIND),
    (_("Training of rotations"), "training-states", EVERY_KIND),
    (_("Demand"), "training-demand", EVERY_KIND),
    (_("Offers"), "training-offers", EVERY_KIND),
    (_("Leadership"), "leadership", EVERY_KIND),
    (_("National pool"), "national-pool", STATES),
    (_("Selection camps"), "selection-camps", STATES),
    (_("Certificates that lapse"), "lapsing-certificates", STATES),
)
"""The pool, its camps and certificates of people are their State's own; instructors their institution's and State's."""


def doors_of(viewer: Viewer) -> Iterator[tuple[Promise, str]]:
    """Yield the doors that concern the viewer's kind of organisation."""
    for label, name, kinds in ROOM_ACTIONS:
        if viewer.is_system or viewer.kind in kinds:
            yield label, name
