"""How much of a pledge a viewer sees: its two sides the whole of it, a partner the header and the partners' part."""

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q

from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.pledges.models import (
    Contribution,
    EquipmentLine,
    Pledge,
    PledgeVersion,
    PoolLine,
    SelfSustainmentLine,
    SubUnit,
    UnitPost,
)
from muster.pledges.queries.fields import fields_under

WHOLE_FIELDS = fields_under("pledge")
"""What the predicates read of whatever belongs to a pledge and is between its State and its register."""


def sees_all(viewer: Viewer, pledge: Pledge | PledgeVersion) -> bool:
    """Return whether the viewer is one of the pledge's two sides; caveats, evidence and obligations are theirs alone.

    The pledge itself must be one that the viewer may see.
    """
    return viewer.is_system or viewer.organisation_id in (pledge.state_id, pledge.register_id)


def is_partner_only(viewer: Viewer, pledge: Pledge | PledgeVersion) -> bool:
    """Return whether the viewer sees the pledge as a partner named in it, and no more of it than partners share."""
    return not sees_all(viewer, pledge)


def shared_lines(viewer: Viewer) -> list[Prefetch[Any]]:
    """Return what loads, of a joint pledge's lists, a partner's own lines and who brings what."""
    code = viewer.organisation_code
    own_branches = SubUnit.objects.filter(contributor=code)
    in_own_branch = own_branches.filter(version=OuterRef("version"), outline=OuterRef("outline"))
    return [
        Prefetch("sub_units", queryset=own_branches),
        Prefetch("posts", queryset=UnitPost.objects.filter(Exists(in_own_branch))),
        Prefetch("equipment", queryset=EquipmentLine.objects.filter(contributor=code)),
        Prefetch("self_sustainment", queryset=SelfSustainmentLine.objects.filter(contributor=code)),
        Prefetch("pool", queryset=PoolLine.objects.none()),
        Prefetch("contributions", queryset=Contribution.objects.select_related("state")),
    ]


def seen_whole(viewer: Viewer) -> Q:
    """Return the condition that the viewer sees the whole of a version's pledge, for use beside `visible_pledges`."""
    return visibility.rows(viewer, WHOLE_FIELDS)
