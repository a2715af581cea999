"""Context beside every score: what performance depends on and a contributor does not command (dossier 9.1).

Resources, threat, caveats, strength against ceiling, arrears: each is told as of the day, from what the viewer may see.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from muster.deployments.rules.strength import strength_on
from muster.generation.queries.cases import visible_blocks
from muster.kit.intervals import add_months
from muster.kit.pages import Text
from muster.missions.queries import mandates_in_force
from muster.parties.models import OrganisationKind
from muster.reference.parameters import parameter
from muster.yardsticks.facts import owed, pledged, public, standing, wanted
from muster.yardsticks.facts.reading import Reading, Scope
from muster.yardsticks.measures.gap_coverage import open_posts
from muster.yardsticks.measures.serviceability import serviceability
from muster.yardsticks.measures.window import Window

CENTS = 100
THRESHOLD_KEY = "serviceability_threshold_percent"


class Context(StrEnum):
    """What stands beside a score."""

    STRENGTH = "strength"
    PLEDGES = "pledges"
    CAVEATS = "caveats"
    POSTS = "posts"
    BLOCKS = "blocks"
    ARREARS = "arrears"
    SERVICEABLE = "serviceable"
    THREAT = "threat"


@dataclass(frozen=True)
class Beside:
    """One context variable in words: what it is, and what it is on the day."""

    key: Context
    label: Text
    words: str


def beside(keys: Iterable[Context], reading: Reading) -> tuple[Beside, ...]:
    """Return the context of a score, that of which nothing is on record left out."""
    found = ((key, reading.once(TOLD[key])) for key in keys)
    return tuple(Beside(key, LABELS[key], words) for key, words in found if words)


def ceiling(reading: Reading) -> int | None:
    """Return the people whom the mandate of a mission authorises on the day; None where none on record says."""
    if reading.subject.scope != Scope.MISSION:
        return None
    mandates = mandates_in_force(reading.viewer, reading.day).filter(mission=reading.subject.key)
    last = mandates.order_by("valid_from").last()
    people = ((last.troop_ceiling or 0) + (last.police_ceiling or 0)) if last else 0
    return people or None


def _strength(reading: Reading) -> str:
    present = [one for one in reading.once(standing.own_units) if one.is_present(reading.day)]
    people = sum(strength_on(one.count, reading.day).people for one in present)
    authorised = reading.once(ceiling)
    if authorised:
        values = {"people": f"{people:,}", "ceiling": f"{authorised:,}", "percent": round(100 * people / authorised)}
        return _("%(people)s people in units, of a ceiling of %(ceiling)s (%(percent)s %%)") % values
    told = ngettext("%(people)s people in %(units)s unit", "%(people)s people in %(units)s units", len(present))
    return told % {"people": f"{people:,}", "units": len(present)}


def sees_pledges(reading: Reading) -> bool:
    """Return whether the reader sees pledges of the subject at all: a count of what is hidden would be a false zero."""
    viewer, state = reading.viewer, reading.subject.state
    if viewer.is_system or viewer.is_secretariat:
        return True
    return viewer.kind == OrganisationKind.MEMBER_STATE and state in ("", viewer.organisation_code)


def _pledges(reading: Reading) -> str:
    if not sees_pledges(reading):
        return _("not shown to you")
    opened = [one for one in reading.once(pledged.pledges) if one.is_open(reading.day)]
    number = sum(one.is_on_ladder(reading.day) for one in opened)
    return ngettext("%(number)s pledge on the ladder", "%(number)s pledges on the ladder", number) % {"number": number}


def _caveats(reading: Reading) -> str:
    day = reading.day
    if not sees_pledges(reading):
        return _("not shown to you")
    if reading.subject.scope == Scope.MISSION:
        present = [one for one in reading.once(standing.own_units) if one.is_present(day)]
        number = sum(caveat.is_hard and caveat.binds(day) for one in present for caveat in one.caveats)
        told = ngettext(
            "%(number)s hard caveat in force on units there", "%(number)s hard caveats in force on units there", number
        )
        return told % {"number": number}
    number = sum(len(one.hard_caveats(day)) for one in reading.once(pledged.pledges) if one.is_open(day))
    told = ngettext("%(number)s hard caveat in force on pledges", "%(number)s hard caveats in force on pledges", number)
    return told % {"number": number}


def _posts(reading: Reading) -> str:
    posts, day = reading.once(wanted.posts), reading.day
    number = len([one for one in posts if one.known_from <= day and one.needed.contains(day)])
    opened = len(open_posts(posts, day, day))
    return _("%(open)s of %(number)s posts open") % {"open": opened, "number": number} if number else ""


def _blocks(reading: Reading) -> str:
    day = reading.day
    lasts = Q(held_until__isnull=True) | Q(held_until__gt=day)
    of_mission = reading.subject.condition(mission="mission__acronym")
    blocks = list(visible_blocks(reading.viewer, day).filter(lasts, of_mission, held_from__lte=day))
    if not blocks:
        return _("no block in force")
    return "; ".join(f"{one.mission.acronym}: {one.why}" for one in blocks)


def _arrears(reading: Reading) -> str:
    claims = [one for one in reading.once(owed.claims) if one.is_due(reading.day)]
    if not claims:
        return ""
    left = sum(one.total_cents - one.received(reading.day) for one in claims)
    return _("USD %(left)s still owed on %(number)s claims") % {"left": f"{left / CENTS:,.0f}", "number": len(claims)}


def _serviceable(reading: Reading) -> str:
    threshold = parameter(THRESHOLD_KEY, reading.day).integer
    found = serviceability(reading.once(standing.sheets), threshold, Window(reading.day)).headline
    if found.value is None:
        return ""
    return _("%(percent)s %% of equipment serviceable") % {"percent": round(100 * found.value)}


def _threat(reading: Reading) -> str:
    """Return the deaths of the last months in the public record; nothing of a State's, which has no place."""
    if reading.subject.scope == Scope.STATE:
        return ""
    look_back = parameter(public.SAFETY_KEY, reading.day).integer
    since: date = add_months(reading.day, -look_back)
    inside = [one for one in reading.once(public.months) if since < one.last_day <= reading.day]
    if not inside:
        return ""
    deaths = sum(one.deaths + one.others for one in inside)
    told = ngettext(
        "%(deaths)s fatality in %(months)s months (public record)",
        "%(deaths)s fatalities in %(months)s months (public record)",
        deaths,
    )
    return told % {"deaths": deaths, "months": look_back}


LABELS: Mapping[Context, Text] = MappingProxyType(
    {
        Context.STRENGTH: gettext_lazy("Strength"),
        Context.PLEDGES: gettext_lazy("Pledges"),
        Context.CAVEATS: gettext_lazy("Caveats"),
        Context.POSTS: gettext_lazy("Resources"),
        Context.BLOCKS: gettext_lazy("Blocks"),
        Context.ARREARS: gettext_lazy("Arrears"),
        Context.SERVICEABLE: gettext_lazy("Equipment"),
        Context.THREAT: gettext_lazy("Threat"),
    }
)
TOLD: Mapping[Context, Callable[[Reading], str]] = MappingProxyType(
    {
        Context.STRENGTH: _strength,
        Context.PLEDGES: _pledges,
        Context.CAVEATS: _caveats,
        Context.POSTS: _posts,
        Context.BLOCKS: _blocks,
        Context.ARREARS: _arrears,
        Context.SERVICEABLE: _serviceable,
        Context.THREAT: _threat,
    }
)
