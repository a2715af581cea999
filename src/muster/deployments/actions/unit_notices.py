"""The sides of units in theatre are told what comes near: a legal basis lapses, a report is missing, a mandate ends."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.urls import reverse

from muster.deployments.models import DeployedUnit
from muster.deployments.queries.strength import visible_bases, visible_reports
from muster.deployments.queries.units import in_theatre_on, visible_units
from muster.deployments.rules.legal_basis import Instrument
from muster.deployments.rules.unit_notices import DueNotice, NoticeLimits, UnitFacts, due_notices
from muster.kit.intervals import DateInterval
from muster.missions.queries import covers
from muster.missions.rules.beyond import known_end
from muster.notices.actions import bulk_notify
from muster.notices.terms import NoticeTerms, Subject
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter

LIMIT_KEYS = ("unit_basis_notice_days", "unit_report_missing_days", "unit_mandate_notice_days")


@transaction.atomic
def tell_of_units(actor: Viewer, day: date) -> int:
    """Tell State, mission and secretariat of each unit what is due on a day, each thing once. Returns the notices."""
    units = list(visible_units(actor, day).filter(in_theatre_on(day)).select_related(
        "post__requirement__mission__mandated_by"
    ))  # fmt: skip
    limits = NoticeLimits(*(parameter(key, day).integer for key in LIMIT_KEYS))
    told = [
        terms
        for unit, facts in zip(units, _facts(actor, units, day), strict=True)
        for due in due_notices(facts, day, limits)
        for terms in _terms(unit, due, day)
    ]
    return bulk_notify(told)


def _facts(actor: Viewer, units: list[DeployedUnit], day: date) -> Iterable[UnitFacts]:
    """Return what notices go by of each unit. Three queries for any number."""
    keys = [one.pk for one in units]
    instruments: dict[int, list[Instrument]] = defaultdict(list)
    for one in visible_bases(actor, day).filter(unit__in=keys):
        instruments[one.unit_id].append(Instrument(one.title, DateInterval(one.valid_from, one.valid_until)))
    reports = visible_reports(actor, day).filter(unit__in=keys, on__lte=day).order_by("on")
    reported = dict(reports.values_list("unit_id", "on"))
    mandates = covers(actor, day)
    for unit in units:
        yield UnitFacts(
            title=unit.title,
            present=DateInterval(unit.present_from, unit.present_until),
            instruments=tuple(instruments[unit.pk]),
            reported_on=reported.get(unit.pk),
            mandate_until=known_end(mandates.get(unit.post.requirement.mission.acronym), day),
        )


def _terms(unit: DeployedUnit, due: DueNotice, day: date) -> Iterable[NoticeTerms]:
    mission = unit.post.requirement.mission
    subject = Subject("unit", unit.reference, unit.state.code, unit.post.unit_type, mission.acronym)
    for side in (unit.state, mission.organisation, mission.mandated_by):
        if side is not None:
            yield NoticeTerms(
                topic=due.topic,
                to=side,
                title=due.title,
                day=day,
                subject=subject,
                body=due.body,
                href=reverse("deployed-unit", args=[unit.reference]),
                once=f"{due.topic}:{unit.reference}:{due.key}",
            )
