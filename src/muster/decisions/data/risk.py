"""Criterion 5: the least acceptable risk (section 7.2 of the dossier), as measured and as stated."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.decisions.data import keys
from muster.decisions.data.fatality import MissionRates, by_danger, rank_of, rates_of, rates_under_way
from muster.decisions.data.making import absent, decimal_text
from muster.decisions.data.point import Asked, DataPoint
from muster.decisions.data.statements import statement_points
from muster.kit.errors import Refused
from muster.missions.models import ConditionKind, Mission
from muster.missions.queries import conditions_in_force, visible_missions
from muster.parties.viewer import Viewer
from muster.reference.missions import un_missions
from muster.reference.parameters import parameter
from muster.statistics.figures.safety import Rate
from muster.statistics.store import open_store
from muster.statistics.watching.exposure import exposure_by_mission
from muster.statistics.watching.trend import Direction, ThreatTrend, threat_trend

KINDS = (
    ConditionKind.THREAT,
    ConditionKind.CASUALTIES,
    ConditionKind.MEDICAL,
    ConditionKind.LIFE,
    ConditionKind.CONCEPT,
    ConditionKind.ENGAGEMENT,
)
RADIUS_KEY = "watch_base_radius_km"


def risk_points(viewer: Viewer, asked: Asked, day: date) -> list[DataPoint]:
    """Return rates of fatalities beside other operations, trend of the threat, exposure and statements. Two queries."""
    mission = visible_missions(viewer, day).filter(acronym=asked.mission).first()
    stated = statement_points(asked.mission, conditions_in_force(viewer, day, [asked.mission]), KINDS)
    extraction = absent(
        keys.EXTRACTION, _("plan of extraction"), _("No plan of extraction is on record: add it as evidence.")
    )
    return [
        *fatality_points(asked.mission, day),
        trend_point(hosts_of(mission, asked.mission), asked.mission, day),
        exposure_point(asked.mission, day),
        *stated,
        extraction,
    ]


def hosts_of(mission: Mission | None, acronym: str) -> tuple[str, ...]:
    """Return the host States of a mission (ISO alpha-3): as the record has them, else as the reference tables do."""
    told = mission.host_states if mission else ""
    codes = tuple(code.strip() for code in told.split(";") if code.strip())
    return codes or next((one.host_iso3 for one in un_missions() if one.acronym == acronym), ())


def fatality_points(acronym: str, day: date) -> list[DataPoint]:
    """Return the rate of fatalities of every cause and of malicious acts, and both beside other operations'."""
    label = _("fatalities of uniformed people, every cause")
    try:
        found, others = rates_of(acronym, day), rates_under_way(day)
    except Refused as refusal:
        return [absent(keys.FATALITY_RATE, label, _("No statistics imported: %(why)s") % {"why": refusal})]
    if found.every.per_1000 is None:
        words = _("The public record has no strength of %(mission)s in these months: no rate can be told.")
        return [absent(keys.FATALITY_RATE, label, words % {"mission": acronym}, found.source)]
    return [
        *_rate_points(found, found.every, EVERY, label),
        *_beside(found, others, EVERY),
        *_rate_points(found, found.hostile, HOSTILE, _("fatalities by malicious acts")),
        *_beside(found, others, HOSTILE),
    ]


EVERY = (keys.FATALITY_RATE, keys.FATALITY_LOW, keys.FATALITY_HIGH, keys.FATALITY_DEATHS)
HOSTILE = (keys.HOSTILE_RATE, keys.HOSTILE_LOW, keys.HOSTILE_HIGH, keys.HOSTILE_DEATHS)


def rate_words(one: Rate) -> str:
    """Return a rate in words: figure, interval, deaths and person-years."""
    low, high = one.interval or (0.0, 0.0)
    return _("%(rate).2f (%(low).2f to %(high).2f) per 1,000 person-years: %(deaths)d in %(years)s person-years") % {
        "rate": one.per_1000 or 0.0,
        "low": low,
        "high": high,
        "deaths": one.count,
        "years": f"{one.person_years:,.0f}",
    }


def _rate_points(found: MissionRates, one: Rate, names: Sequence[str], label: str) -> list[DataPoint]:
    """Return rate, both bounds of its interval and the deaths, for rules; the words stand with the rate."""
    low, high = one.interval or (0.0, 0.0)
    words = [f"{rate_words(one)}, {found.since:%Y-%m} – {found.known_from:%Y-%m}", *found.notes]
    if found.uncovered:
        words.append(_("%(deaths)d deaths in months without a strength are left out") % {"deaths": found.uncovered})
    per = _("per 1,000 person-years")
    page = reverse("statistics-mission", args=[found.mission])
    source, known = found.source, found.known_from
    interval = _("interval of the rate")
    points = [
        DataPoint(names[0], label, decimal_text(one.per_1000 or 0.0), per, "; ".join(words) + ".", source, known, page),
        DataPoint(
            names[1], _("%(label)s: lower bound") % {"label": label}, decimal_text(low), per, interval, source, known
        ),
        DataPoint(
            names[2], _("%(label)s: upper bound") % {"label": label}, decimal_text(high), per, interval, source, known
        ),
        DataPoint(
            names[3], _("%(label)s: deaths") % {"label": label}, str(one.count), _("people"),
            _("in the months of the rate"), source, known,
        ),
    ]  # fmt: skip
    if names is EVERY:
        years = decimal_text(one.person_years, 1)
        words_of_years = _("uniformed people, months added up and divided by twelve")
        points.append(
            DataPoint(keys.FATALITY_YEARS, _("person-years"), years, _("years"), words_of_years, source, known)
        )
    return points


def _beside(found: MissionRates, others: Sequence[MissionRates], names: Sequence[str]) -> list[DataPoint]:
    """Return the place among the operations under way, and the rates of all of them, the least dangerous first."""
    hostile = names is HOSTILE
    place = rank_of(found.mission, others, hostile=hostile)
    rank, beside = (keys.HOSTILE_RANK, keys.HOSTILE_BESIDE) if hostile else (keys.FATALITY_RANK, keys.FATALITY_BESIDE)
    label = _("place by malicious acts") if hostile else _("place by every cause")
    if place is None:
        words = _("%(mission)s is not among the operations under way that have a rate.") % {"mission": found.mission}
        return [absent(rank, label, words, found.source)]
    told = []
    for one in by_danger(others, hostile=hostile):
        figure = one.hostile if hostile else one.every
        told.append(f"{one.mission} {figure.per_1000 or 0.0:.2f} ({(figure.interval or (0, 0))[1]:.2f})")
    words = _("%(place)d of %(all)d operations under way, the least dangerous first") % {
        "place": place,
        "all": len(others),
    }
    unit = _("of %(all)d") % {"all": len(others)}
    listed = _("rate, and upper bound in brackets, the least dangerous first; of equal rates the lower bound first")
    return [
        DataPoint(rank, label, str(place), unit, words, found.source, found.known_from),
        DataPoint(beside, _("%(label)s: all") % {"label": label}, "; ".join(told), "", listed, found.source,
                  found.known_from),
    ]  # fmt: skip


def trend_point(hosts: Sequence[str], acronym: str, day: date) -> DataPoint:
    """Return whether deaths in conflict in the host States grow, from the months known on the day."""
    label = _("trend of deaths in conflict in the host States")
    store = open_store()
    if not store.has("conflict_deaths"):
        return absent(keys.THREAT_TREND, label, _("No statistics imported: load deaths in conflict first."))
    found = _trend(store.folder, store.generation, tuple(hosts), day)
    if found.direction is Direction.UNKNOWN or found.month is None:
        return absent(keys.THREAT_TREND, label, _("Nothing is on record of the host States of %s.") % acronym)
    words = _("%(three)d in the last three months, %(earlier)d in the three before, %(twelve)d in twelve (%(hosts)s).")
    return DataPoint(
        keys.THREAT_TREND,
        label,
        found.direction.value,
        "",
        words
        % {
            "three": found.three,
            "earlier": found.earlier_three,
            "twelve": found.twelve,
            "hosts": ", ".join(one.state for one in found.hosts),
        },
        _("conflict deaths, edition of the day"),
        found.month,
        reverse("statistics-mission", args=[acronym]),
    )


@lru_cache(maxsize=256)
def _trend(folder: Path, generation: str, hosts: tuple[str, ...], day: date) -> ThreatTrend:
    """Reckon once a day and import."""
    return threat_trend(open_store(folder), hosts, day)


def exposure_point(acronym: str, day: date) -> DataPoint:
    """Return the events of violence near the mission's bases in the last year of which maps and events are known."""
    label = _("events of violence near bases")
    store = open_store()
    if not (store.has("bases") and store.has("conflict_events")):
        return absent(keys.EXPOSURE, label, _("No statistics imported: load deployment maps and events first."))
    radius = parameter(RADIUS_KEY, day).integer
    rows = [one for one in exposure_by_mission(store, _end_of_year(day), float(radius)) if one.mission == acronym]
    if not rows:
        return absent(keys.EXPOSURE, label, _("No map of its bases is on record beside events of the same year."))
    last = rows[0]
    words = _("%(year)d: %(events)d events with %(deaths)d deaths within %(radius)d km of %(near)d of %(bases)d bases.")
    return DataPoint(
        keys.EXPOSURE,
        label,
        str(last.events),
        _("events"),
        words
        % {
            "year": last.year,
            "events": last.events,
            "deaths": last.deaths,
            "radius": radius,
            "near": last.bases_near,
            "bases": last.bases,
        },
        _("deployment maps and events of organised violence"),
        date(last.year, 12, 31),
    )


def _end_of_year(day: date) -> date:
    """Return the last 31 December by a day: maps and events of a year are known from it, so they change on no other."""
    end = date(day.year, 12, 31)
    return end if day == end else date(day.year - 1, 12, 31)
