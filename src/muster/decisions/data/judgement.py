"""Criteria 1 and 2 are judgements (section 7.2 of the dossier): what the State wants, and who is there already."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from muster.decisions.data import keys
from muster.decisions.data.making import absent, source_of
from muster.decisions.data.point import Asked, DataPoint
from muster.decisions.data.public_people import public_people
from muster.decisions.data.risk import hosts_of
from muster.decisions.models import InterestKind, StateInterest
from muster.deployments.queries.units import visible_units
from muster.kit.days import day_words
from muster.kit.facts import true_on
from muster.missions.queries import visible_missions
from muster.parties import visibility
from muster.parties.viewer import Viewer

INTEREST_FIELDS = visibility.Fields(owner="state_id")
FOREIGN = frozenset({InterestKind.PARTNER, InterestKind.MISSION, InterestKind.REGION})
NATIONAL = frozenset({InterestKind.REGION, InterestKind.HOST, InterestKind.MISSION})
MOST_NAMED = 12
"""Contributors named in words; all are in the value."""


def foreign_policy_points(viewer: Viewer, asked: Asked, day: date) -> list[DataPoint]:
    """Return interests in partners, mission and region; the contributors; that the Council is not on record."""
    there = contributors_there(viewer, asked.mission, day)
    council = _("Who is a member of the Security Council is not on record: note it as evidence.")
    return [
        *_interests(viewer, asked, day, FOREIGN, there),
        _contributors(asked.mission, day, there),
        absent(keys.COUNCIL, _("membership of the Council"), council),
    ]


def national_interest_points(viewer: Viewer, asked: Asked, day: date) -> list[DataPoint]:
    """Return interests in the region, the host States and the mission."""
    return _interests(viewer, asked, day, NATIONAL, ())


def interests_in_force(viewer: Viewer, state_id: int, day: date) -> QuerySet[StateInterest]:
    """Return the interests of a State in force on a day, known on it, that the viewer may see: the State's own."""
    found = StateInterest.objects.filter(visibility.rows(viewer, INTEREST_FIELDS), state_id=state_id)
    return true_on(found, day).order_by("kind", "value", "valid_from", "pk")


def contributors_there(viewer: Viewer, mission: str, day: date) -> tuple[str, ...]:
    """Return the codes of States with people in the mission: by the record, and by the last public count."""
    units = visible_units(viewer, day).filter(post__requirement__mission__acronym=mission, present_from__lte=day)
    own = {one.state.code for one in units if one.until_then is None or day < one.until_then}
    public = public_people(mission, day)
    return tuple(sorted(own | {one.state for one in (public.states if public else ())}))


def _interests(
    viewer: Viewer, asked: Asked, day: date, kinds: Collection[InterestKind], there: Collection[str]
) -> list[DataPoint]:
    """Return the interests that touch the mission, and the sum of their weights."""
    mission = visible_missions(viewer, day).filter(acronym=asked.mission).first()
    touched = {
        InterestKind.REGION: {_plain(mission.region)} if mission and mission.region else set(),
        InterestKind.MISSION: {_plain(asked.mission)},
        InterestKind.HOST: {_plain(code) for code in hosts_of(mission, asked.mission)},
        InterestKind.PARTNER: {_plain(code) for code in there},
    }
    rows = [
        one
        for one in interests_in_force(viewer, asked.state_id, day)
        if one.kind in kinds and _plain(one.value) in touched.get(InterestKind(one.kind), set())
    ]
    label = _("interest that touches the mission")
    if not rows:
        return [absent(keys.INTEREST, label, _("No interest of the State that touches this mission is on record."))]
    return [*(_interest(one) for one in rows), _sum(rows)]


def _plain(text: str) -> str:
    return text.strip().casefold()


def _interest(one: StateInterest) -> DataPoint:
    words = one.words or _("no reason is given")
    return DataPoint(
        f"{keys.INTEREST}:{one.kind}:{one.value}",
        _("interest: %(kind)s %(value)s") % {"kind": one.get_kind_display(), "value": one.value},
        str(one.weight),
        _("weight, -2 to 2"),
        f"{words}.".replace("..", "."),
        source_of(one),
        one.known_from,
    )


def _sum(rows: Iterable[StateInterest]) -> DataPoint:
    rows = list(rows)
    total = sum(one.weight for one in rows)
    words = _("%(count)d interests touch the mission: for a judgement, not in its place.") % {"count": len(rows)}
    return DataPoint(keys.INTEREST_SUM, _("weights added up"), str(total), "", words, "Muster record")


def _contributors(mission: str, day: date, there: tuple[str, ...]) -> DataPoint:
    label = _("States with people in the mission")
    if not there:
        return absent(keys.CONTRIBUTORS, label, _("No contributor to this mission is on record."))
    public = public_people(mission, day)
    named = ", ".join(there[:MOST_NAMED]) + (" …" if len(there) > MOST_NAMED else "")
    words = _("%(count)d States: %(named)s.") % {"count": len(there), "named": named}
    if public is not None:
        words += " " + _("Public count of %(day)s.") % {"day": day_words(public.on)}
    source = public.source if public else "Muster record"
    return DataPoint(
        keys.CONTRIBUTORS, label, ";".join(there), _("States"), words, source, public.on if public else None
    )
