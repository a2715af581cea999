"""What a pledge brings, as the fit reads it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from muster.matching.fit.facts import Pledged, PledgedEquipment, PledgedPost, PledgedSustainment
from muster.pledges.models import (
    CaveatKind,
    EquipmentLine,
    Ownership,
    PledgeVersion,
    SelfSustainmentLine,
    SubUnit,
    UnitPost,
)
from muster.pledges.rules.caveats import binding_on
from muster.pledges.terms import split_list

READ_LISTS: dict[str, type[Any]] = {
    "sub_units": SubUnit,
    "posts": UnitPost,
    "equipment": EquipmentLine,
    "self_sustainment": SelfSustainmentLine,
}
"""The lists of a version that the fit reads, with their models."""


def load_lists(versions: Sequence[PledgeVersion]) -> None:
    """Load the lists that the fit reads with many versions, one query a list."""
    lists = [Prefetch(name, queryset=model.objects.order_by("number")) for name, model in READ_LISTS.items()]
    prefetch_related_objects(list(versions), *lists)


def pledged_of(version: PledgeVersion, day: date) -> Pledged:
    """Return what a version brings (its lists and the caveats known on `day` loaded).

    A line of a joint pledge is brought by the partner that it names, a post by who brings its sub-unit.
    """
    binding = [one for one in version.caveats if one.kind == CaveatKind.EXCLUDED_TASK and binding_on(one, day)]
    state = version.state.code
    branches = {one.outline: one.contributor for one in version.sub_units.all() if one.contributor}
    return Pledged(
        pledge=version.reference,
        version=version.number,
        state=state,
        strength=version.strength,
        women=version.women,
        notice_days=version.notice_days,
        languages=frozenset(split_list(version.languages)),
        environment_limits=version.environment_limits,
        excluded_tasks=frozenset(one.value for one in binding if one.is_hard),
        doubted_tasks=frozenset(one.value for one in binding if not one.is_hard),
        posts=tuple(
            PledgedPost(one.title, one.count, branches.get(one.outline, state), one.specialist_code, one.language)
            for one in version.posts.all()
        ),
        equipment=tuple(
            PledgedEquipment(
                one.category,
                one.item,
                one.quantity,
                one.contributor or state,
                one.serviceable,
                one.ownership == Ownership.OWNED,
            )
            for one in version.equipment.all()
        ),
        self_sustainment=tuple(
            PledgedSustainment(one.category, one.provider, one.contributor or state, one.level, one.stock_days)
            for one in version.self_sustainment.all()
        ),
    )
