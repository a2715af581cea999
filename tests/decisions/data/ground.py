"""What the tests of a dossier's data stand on: statements, a mandate, a small store, a dossier with an assessment.

The figures are made up; missions and States are those of the small record.
"""

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from muster.decisions.data import Asked, DataPoint, read_data
from muster.decisions.data.keeping import kept
from muster.decisions.models import Assessment, Dossier, SignOff
from muster.missions.actions import record_condition
from muster.missions.models import MandatePeriod, MissionCondition
from muster.parties.viewer import SYSTEM
from tests.decisions.data import bodies
from tests.record import KNOWN, Record
from tests.statistics.figures.made import counts, death, monthly, months_of, operation, store_with
from tests.statistics.watch_ground import move_on

MISSION = "UNDOF"
DAY = date(2018, 10, 1)


def asked_by(record: Record, **changes: Any) -> Asked:
    """Return what Kazakhstan asks for: 139 people in UNDOF from 2019 on, for a year."""
    state = record.parties.organisations["KAZ"]
    return replace(Asked(state.pk, "KAZ", MISSION, 139, "contingent", date(2019, 1, 1), 12), **changes)


def data_of(record: Record, criterion: str, day: date = DAY, **changes: Any) -> dict[str, DataPoint]:
    """Return the data of a criterion for an officer of Kazakhstan, by key."""
    found = read_data(record.parties["owning State"], asked_by(record, **changes), criterion, day)
    assert len({one.key for one in found}) == len(found)
    return {one.key: one for one in found}


def state_of_things(
    record: Record, kind: str, status: str, since: date = KNOWN, *, mission: str = MISSION, **changes: Any
) -> MissionCondition:
    """Enter a statement on a mission, known from the day from which it is true unless told otherwise."""
    values: dict[str, Any] = {"party": "", "known_from": since, "source": "Source of the statement"}
    condition = MissionCondition(
        mission=record.missions[mission], kind=kind, status=status, valid_from=since, **(values | changes)
    )
    return record_condition(SYSTEM, condition)


def mandate_of(record: Record, start: date, until: date | None, **changes: Any) -> MandatePeriod:
    """Enter a mandate that follows the one in force, as known from its first day unless told otherwise."""
    values: dict[str, Any] = {"resolution": "S/RES/2426", "known_from": start, "troop_ceiling": 1250}
    before = MandatePeriod.objects.filter(mission=record.missions[MISSION]).order_by("-valid_from").first()
    return MandatePeriod.objects.create(
        mission=record.missions[MISSION], follows=before, valid_from=start, valid_until=until, **(values | changes)
    )


def dossier_of(record: Record, reference: str = "kaz-undof", **changes: Any) -> Dossier:
    """Enter a dossier of Kazakhstan on UNDOF."""
    values: dict[str, Any] = {
        "state": record.parties.organisations["KAZ"],
        "title": f"Title of {reference}",
        "mission": record.missions[MISSION],
        "people": 139,
        "wanted_on": date(2019, 1, 1),
        "tour_months": 12,
        "opened_on": DAY,
        "known_from": DAY,
    }
    return Dossier.objects.create(reference=reference, **(values | changes))


def assessed(record: Record, dossier: Dossier, criterion: str, day: date = DAY, verdict: str = "met") -> Assessment:
    """Assess a criterion on the data of a day."""
    asked = asked_by(
        record,
        mission=dossier.mission.acronym,
        people=dossier.people,
        wanted_on=dossier.wanted_on,
        tour_months=dossier.tour_months,
    )
    data = read_data(record.parties["owning State"], asked, criterion, day)
    return Assessment.objects.create(
        dossier=dossier,
        criterion=criterion,
        number=dossier.assessments.filter(criterion=criterion).count() + 1,
        verdict=verdict,
        words="Words of Kazakhstan",
        assessed_on=day,
        known_from=day,
        data=kept(data),
    )


def signed(record: Record, assessment: Assessment, user: str = "owning State", day: date = DAY) -> SignOff:
    """Sign an assessment for a body of Kazakhstan."""
    return SignOff.objects.create(
        dossier=assessment.dossier,
        body=bodies.ministry(record),
        assessment=assessment,
        signed_on=day,
        signed_by=record.parties.users[user],
        known_from=day,
    )


def small_store(
    folder: Path, deaths: Mapping[str, Iterable[tuple[date, str]]], strengths: Mapping[str, int], first: str = "2014-10"
) -> None:
    """Write 48 months of strengths from the first one on, and deaths as days with their incident, by mission."""
    rows = [
        monthly(month, people, "IND", mission)
        for month in months_of(first, 48)
        for mission, people in strengths.items()
    ]
    hit = [
        ("fatalities", {**death(day, mission), "incident": incident})
        for mission, days in deaths.items()
        for day, incident in days
    ]
    store_with(
        folder,
        strengths=counts(*rows),
        register=[("operations", operation(mission, date(1974, 5, 31))) for mission in strengths],
        deaths=hit or [("fatalities", death(date(2001, 1, 1), "UNIFIL"))],
    )
    move_on(folder)


def days_in(month: str, number: int, incident: str = "Malicious Act") -> list[tuple[date, str]]:
    """Return so many deaths of an incident on the days of a month written YYYY-MM."""
    year, of_year = map(int, month.split("-"))
    last = calendar.monthrange(year, of_year)[1]
    return [(date(year, of_year, 1 + place % last), incident) for place in range(number)]
