"""The table of missions beside each other."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from muster.decisions.data import keys
from muster.decisions.data.comparing import Candidate
from muster.decisions.models import Criterion, GateVerdict
from muster.kit.tables import Column, Table


def _figure(key: str) -> Callable[[Candidate], str]:
    return lambda one: one.risk(key)


def _interval(low: str, high: str) -> Callable[[Candidate], str]:
    return lambda one: f"{float(one.risk(low)):.2f} – {float(one.risk(high)):.2f}" if one.risk(low) else ""


def _of(criterion: str, key: str) -> Callable[[Candidate], str]:
    return lambda one: one.value(criterion, key)


def _suggested(criterion: str) -> Callable[[Candidate], str]:
    def words(one: Candidate) -> str:
        verdict = one.suggested[criterion].verdict
        return str(GateVerdict(verdict).label) if verdict else ""

    return words


CANDIDATES = Table(
    name="candidates",
    caption=_("Missions beside each other, the least dangerous first"),
    empty=_("Name missions to compare."),
    filters=False,
    columns=[
        Column("mission", _("Mission"), sortable=False),
        Column("hostile", _("By malicious acts"), _figure(keys.HOSTILE_RATE), sortable=False),
        Column("hostile_interval", _("Interval"), _interval(keys.HOSTILE_LOW, keys.HOSTILE_HIGH), sortable=False),
        Column("every", _("Every cause"), _figure(keys.FATALITY_RATE), sortable=False),
        Column("every_interval", _("Interval"), _interval(keys.FATALITY_LOW, keys.FATALITY_HIGH), sortable=False),
        Column("deaths", _("Deaths"), _figure(keys.FATALITY_DEATHS), sortable=False),
        Column("person_years", _("Person-years"), _figure(keys.FATALITY_YEARS), sortable=False),
        Column("trend", _("Conflict deaths"), _figure(keys.THREAT_TREND), sortable=False),
        Column("threat", _("Threat as stated"), _figure(keys.THREAT), sortable=False),
        Column("consent", _("Host's consent"), _of(Criterion.AGREEMENT, keys.HOST_CONSENT), sortable=False),
        Column("until", _("Mandate until"), _of(Criterion.RESOURCES, keys.MANDATE_UNTIL), sortable=False),
        Column("agreement", _("Agreement suggested"), _suggested(Criterion.AGREEMENT), sortable=False),
        Column("resources", _("Resources suggested"), _suggested(Criterion.RESOURCES), sortable=False),
        Column("risk_verdict", _("Risk suggested"), _suggested(Criterion.RISK), sortable=False),
    ],
)
"""Rates are of uniformed people, per 1,000 person-years."""
