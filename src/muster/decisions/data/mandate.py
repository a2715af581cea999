"""Part of criterion 4: does the mandate reach past the tour, and has it room for the people (sections 7.2, 8.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.authorisations.models import ActCategory
from muster.decisions.data import keys
from muster.decisions.data.making import absent, latest, source_of, yes_or_no
from muster.decisions.data.point import Asked, DataPoint
from muster.decisions.data.public_people import PublicPeople, StatePeople, public_people
from muster.decisions.rules.tours import tour_end
from muster.deployments.models import DeployedUnit
from muster.deployments.queries.strength import unit_counts
from muster.deployments.queries.units import visible_units
from muster.deployments.rules.strength import UnitCount, strength_on
from muster.kit.days import day_words
from muster.missions.models import MandatePeriod
from muster.missions.queries import visible_posts, wanted_on
from muster.missions.queries.beyond import standing_of
from muster.missions.rules.mandates import MandateCover
from muster.parties.viewer import Viewer

POLICE = "police"


def mandate_points(viewer: Viewer, asked: Asked, day: date) -> list[DataPoint]:
    """Return mandate, its end against the tour's, its ceiling against the people there, and posts without a unit."""
    mandate, cover = standing_of(viewer, day, asked.mission)
    units = list(visible_units(viewer, day).filter(post__requirement__mission__acronym=asked.mission))
    counts = unit_counts(viewer, day, units)
    return [
        _mandate(mandate),
        *_end(asked, cover),
        *_ceiling(asked, day, mandate, counts),
        _open_posts(viewer, asked, day, units, counts),
    ]


def _mandate(mandate: MandatePeriod | None) -> DataPoint:
    label = _("mandate in force")
    if mandate is None:
        return absent(keys.MANDATE, label, _("No mandate in force is on record."))
    words = _("%(resolution)s, %(kind)s, from %(day)s.") % {
        "resolution": mandate.resolution or _("no resolution named"),
        "kind": mandate.get_kind_display(),
        "day": day_words(mandate.valid_from),
    }
    page = reverse("mission", args=[mandate.mission.acronym])
    value = mandate.resolution or str(mandate.pk)
    return DataPoint(keys.MANDATE, label, value, "", words, source_of(mandate), mandate.known_from, page)


def _end(asked: Asked, cover: MandateCover) -> list[DataPoint]:
    """Return until when the mandate is known to reach, and whether that is past the tour asked for."""
    page = reverse("mission", args=[asked.mission])
    label, of_tour = _("mandate known until"), _("mandate reaches past the tour")
    if not cover.is_covered:
        return [absent(keys.MANDATE_UNTIL, label, _("No mandate holds on this day, as known."))]
    until = cover.until.isoformat() if cover.until else "open"
    words = day_words(cover.until) if cover.until else _("no end is set")
    found = [DataPoint(keys.MANDATE_UNTIL, label, until, "", f"{words} ({cover.lapses_with}).", "", None, page)]
    end = tour_end(asked.wanted_on, asked.tour_months)
    if end is None:
        return [*found, absent(keys.MANDATE_COVERS_TOUR, of_tour, _("No arrival or no length of the tour is asked."))]
    told = _("The tour ends on %(end)s; the mandate known ends: %(until)s.") % {"end": day_words(end), "until": words}
    reaches = yes_or_no(not cover.is_beyond(end))
    return [*found, DataPoint(keys.MANDATE_COVERS_TOUR, of_tour, reaches, "", told, "", None, page)]


@dataclass(frozen=True)
class _There:
    """People in theatre of the category that a ceiling counts: all, and the State's own among them."""

    all: int
    own: int
    words: str
    known_from: date | None
    source: str


def _ceiling(asked: Asked, day: date, mandate: MandatePeriod | None, counts: Sequence[UnitCount]) -> list[DataPoint]:
    """Return the ceiling of the category asked, people there, and whether it has room for those asked."""
    label = _("ceiling of the mandate")
    ceiling = ceiling_of(mandate, asked.category)
    if mandate is None or not ceiling:
        return [absent(keys.CEILING, label, _("No ceiling for this category of people is on record."))]
    there = _there(asked, day, counts)
    page = reverse("mission", args=[asked.mission])
    room = ceiling - (there.all - there.own)
    known = latest(mandate.known_from, there.known_from)
    people = _("people")
    told = _("%(ceiling)d, less %(others)d of other States there: room for %(room)d, %(asked)d asked.") % {
        "ceiling": ceiling,
        "others": there.all - there.own,
        "room": room,
        "asked": asked.people,
    }
    source = source_of(mandate)
    return [
        DataPoint(keys.CEILING, label, str(ceiling), people, mandate.resolution, source, mandate.known_from, page),
        DataPoint(
            keys.IN_THEATRE, _("people in theatre"), str(there.all), people, there.words, there.source,
            there.known_from, page,
        ),
        DataPoint(keys.CEILING_ROOM, _("room under the ceiling"), str(room), people, told, source, known, page),
        DataPoint(
            keys.CEILING_SUFFICES, _("the ceiling has room for the people asked"),
            yes_or_no(asked.people <= room), "", told, source, known, page,
        ),
    ]  # fmt: skip


def ceiling_of(mandate: MandatePeriod | None, category: str) -> int:
    """Return the ceiling of a mandate that counts a category of people; 0 where it names none."""
    if mandate is None:
        return 0
    return {
        ActCategory.CONTINGENT: mandate.troop_ceiling,
        ActCategory.STAFF_OFFICER: mandate.troop_ceiling,
        ActCategory.OBSERVER: mandate.observer_ceiling,
        ActCategory.POLICE: mandate.police_ceiling,
    }.get(ActCategory(category), 0)


def _there(asked: Asked, day: date, counts: Sequence[UnitCount]) -> _There:
    """Return who is there: by the last public count of a month, or by the record where it has more people."""
    own_record = _of_record(asked, day, counts)
    public = public_people(asked.mission, day)
    if public is None:
        return own_record
    told = _of_public(asked, public)
    return told if told.all >= own_record.all else own_record


def _of_record(asked: Asked, day: date, counts: Sequence[UnitCount]) -> _There:
    present = [one for one in counts if one.present.contains(day) and _counts_for(asked.category, one.category)]
    people = [(one.state, strength_on(one, day).people) for one in present]
    own = sum(number for state, number in people if state == asked.state)
    words = _("%(units)d units on record") % {"units": len(present)}
    return _There(sum(number for _state, number in people), own, words, None, "Muster record")


def _counts_for(category: str, of_unit: str) -> bool:
    """Return whether units of a category of personnel count against the ceiling of a category of an act."""
    if category == ActCategory.POLICE:
        return POLICE in of_unit
    return category in (ActCategory.CONTINGENT, ActCategory.STAFF_OFFICER) and POLICE not in of_unit


def _of_public(asked: Asked, public: PublicPeople) -> _There:
    people = [(one.state, _people_of(asked.category, one)) for one in public.states]
    own = sum(number for state, number in people if state == asked.state)
    words = _("public count of %(day)s") % {"day": day_words(public.on)}
    return _There(sum(number for _state, number in people), own, words, public.on, public.source)


def _people_of(category: str, one: StatePeople) -> int:
    if category == ActCategory.POLICE:
        return one.police
    return one.experts if category == ActCategory.OBSERVER else one.troops


def _open_posts(
    viewer: Viewer, asked: Asked, day: date, units: Sequence[DeployedUnit], counts: Sequence[UnitCount]
) -> DataPoint:
    """Return the people wanted on the day in published posts in which no unit stands."""
    label = _("people wanted in posts without a unit")
    filled = {unit.post_id for unit, count in zip(units, counts, strict=True) if count.present.contains(day)}
    posts = list(visible_posts(viewer, day).filter(wanted_on(day), requirement__mission__acronym=asked.mission))
    if not posts:
        return absent(keys.OPEN_POSTS, label, _("No requirement of this mission is published."))
    free = [one for one in posts if one.pk not in filled]
    words = _("%(free)d of %(all)d posts wanted on the day have no unit.") % {"free": len(free), "all": len(posts)}
    known = latest(*(one.requirement.known_from for one in posts))
    people = sum(one.strength for one in free)
    return DataPoint(keys.OPEN_POSTS, label, str(people), _("people"), words, "Muster record", known)
