"""Dated statements on an operation as data: what holds on the day of each kind and party, or that none is known."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.decisions.data.making import absent, source_of
from muster.decisions.data.point import DataPoint
from muster.kit.days import day_words
from muster.missions.models import ConditionKind, MissionCondition


def statement_points(
    acronym: str, conditions: Iterable[MissionCondition], kinds: Sequence[ConditionKind]
) -> list[DataPoint]:
    """Return the statements of these kinds in their order, by party; a kind without one is named as absent."""
    by_kind: dict[str, list[MissionCondition]] = {}
    for one in conditions:
        by_kind.setdefault(one.kind, []).append(one)
    found = []
    for kind in kinds:
        stated = sorted(by_kind.get(kind, ()), key=lambda one: (one.party, one.pk))
        found += [_point(acronym, one) for one in stated] or [
            absent(kind.value, str(kind.label), _("No statement on this is on record."))
        ]
    return found


def _point(acronym: str, one: MissionCondition) -> DataPoint:
    standing = one.get_status_display()
    if one.people is not None:
        standing = _("%(standing)s: %(people)d people") % {"standing": standing, "people": one.people}
    words = _("%(standing)s, true from %(day)s.") % {"standing": standing, "day": day_words(one.valid_from)}
    return DataPoint(
        key=f"{one.kind}:{one.party}" if one.party else str(one.kind),
        label=f"{one.get_kind_display()}, {one.party}" if one.party else str(one.get_kind_display()),
        value=str(one.people) if one.people is not None else str(one.status),
        unit=_("people") if one.people is not None else "",
        words=f"{words} {one.words}".strip(),
        source=source_of(one),
        known_from=one.known_from,
        page=reverse("mission", args=[acronym]),
    )
