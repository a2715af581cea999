"""Cases for tests: plain facts of a schedule, and one opened on the small record."""

from dataclasses import replace
from datetime import date, timedelta

from muster.generation import actions
from muster.generation.models import Case
from muster.generation.rules.durations import HistoryParameters
from muster.generation.rules.facts import DONE, CaseFacts, PhaseFacts, ScheduleParameters, Span
from muster.generation.rules.forecast import ForecastParameters
from muster.generation.terms import CaseTerms
from muster.reference.phases import phases_of, template_duration
from tests.record import DAY, Record

REQUESTED = date(2018, 9, 1)
SCHEDULE = ScheduleParameters(7, 50, 25, 60)
FORECAST = ForecastParameters(draws=200, seed=1, history=HistoryParameters(8, 12), schedule=SCHEDULE)
TERMS = CaseTerms(
    reference="case-kaz",
    state="KAZ",
    post="req-published-coy",
    requested_on=REQUESTED,
    pledge="kaz-submitted",
    title="Title of case-kaz",
    desk_officer="Desk of case-kaz",
    wanted_on=date(2019, 6, 1),
    source="Source of case-kaz",
)


def case_facts(variant: str = "formed-unit", level: str = "L2", **changed: PhaseFacts) -> CaseFacts:
    """Return a case of an infantry unit on its first day; `changed` phases by code (hyphens as underscores)."""
    found = []
    for one in phases_of(variant):
        days = template_duration(one.code, variant, "infantry", level)
        fresh = PhaseFacts(one.code, days.least_days, days.likely_days, days.most_days)
        found.append(changed.get(one.code.replace("-", "_"), fresh))
    return CaseFacts(variant, REQUESTED, tuple(found))


def with_phase(case: CaseFacts, code: str, **values: object) -> CaseFacts:
    """Return the case with a phase changed."""
    phases = tuple(replace(one, **values) if one.code == code else one for one in case.phases)  # type: ignore[arg-type]
    return replace(case, phases=phases)


def all_done_before(case: CaseFacts, code: str, each_days: int = 10) -> CaseFacts:
    """Return the case with every phase listed before `code` done, one after the other."""
    day = case.requested_on
    for one in case.phases:
        if one.code == code:
            break
        case = with_phase(case, one.code, stage=DONE, started_on=day, done_on=day + timedelta(days=each_days))
        day += timedelta(days=each_days)
    return case


def with_block(case: CaseFacts, codes: tuple[str, ...], *spans: Span) -> CaseFacts:
    """Return the case with phases held up."""
    return replace(case, blocks={**case.blocks, **dict.fromkeys(codes, spans)})


def opened(record: Record, terms: CaseTerms = TERMS) -> Case:
    """Return a case opened by the Secretariat's officer."""
    return actions.open_case(record.parties["secretariat officer"], terms, today=DAY)
