"""The cases whose days are published: forecasts against what happened, and nothing of it before it was known."""

from datetime import date

import pytest

from muster.demonstration.load import LoadReport
from muster.demonstration.rows import read_rows
from muster.generation.models import Case, CasePhase, CaseStage
from muster.generation.queries import standing_of, visible_case, visible_cases
from muster.generation.queries.board import open_cases
from muster.generation.queries.hindsight import history_of_case
from muster.parties.viewer import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.once]

PLANNING_DAY = date(2018, 10, 1)
TODAY = date(2026, 1, 1)
DAY_BEFORE = {
    "KAZ-UNIFIL-2018": date(2019, 5, 27),
    "VNM-UNMISS-2018": date(2024, 10, 9),
    "KAZ-UNDOF-2024": date(2025, 4, 9),
}
"""The last day on which a case was open."""

Told = tuple[date, date, date, str, int | None]

HISTORIES: dict[str, tuple[Told, ...]] = {
    "VNM-UNMISS-2018": (
        (date(2017, 6, 30), date(2018, 3, 15), date(2018, 7, 5), "later", None),
        (date(2018, 9, 26), date(2019, 4, 12), date(2019, 7, 31), "undecided", None),
    ),
    "KAZ-UNIFIL-2018": (
        (date(2017, 10, 5), date(2018, 6, 28), date(2018, 10, 10), "later", 125),
        (date(2018, 8, 31), date(2019, 3, 26), date(2019, 7, 5), "earlier", -146),
    ),
    "KAZ-UNDOF-2024": ((date(2024, 1, 19), date(2024, 6, 28), date(2024, 8, 8), "earlier", -89),),
    "VNM-UNISFA": (),
    "PAK-MINUSCA-RDL": (),
}
"""By case: the day of a forecast, its even chance, nine in ten, what came of it, and by how many days."""


@pytest.mark.parametrize("reference", HISTORIES)
def test_forecasts_of_the_known_days_are_held_against_what_happened(loaded: LoadReport, reference: str) -> None:
    found = history_of_case(visible_case(SYSTEM, TODAY, reference), TODAY).forecasts
    told = tuple((one.day, one.arrival_p50, one.arrival_p90, one.verdict, one.days_after_even) for one in found)
    assert told == HISTORIES[reference]


def test_a_step_has_a_day_only_where_one_is_published(loaded: LoadReport) -> None:
    published = {(row["case"], row["phase"]): row.optional_day("done_on") for row in read_rows("case_steps")}
    stored = {
        (one.case.reference, one.phase): one.done_on
        for one in CasePhase.objects.filter(case__reference__in=HISTORIES).select_related("case")
    }
    assert stored == published
    assert len([day for day in stored.values() if day is not None]) == 4


def test_each_is_open_until_it_was_known_to_be_over(loaded: LoadReport) -> None:
    ended = dict(Case.objects.filter(reference__in=HISTORIES).values_list("reference", "ended_on"))
    assert ended == {
        "KAZ-UNIFIL-2018": date(2019, 5, 28),
        "VNM-UNMISS-2018": date(2024, 10, 10),
        "KAZ-UNDOF-2024": date(2025, 4, 10),
        "VNM-UNISFA": date(2024, 9, 28),
        "PAK-MINUSCA-RDL": date(2025, 12, 31),
    }
    stages = {one.reference: one.stage for one in (visible_case(SYSTEM, DAY_BEFORE[key], key) for key in DAY_BEFORE)}
    assert stages == dict.fromkeys(DAY_BEFORE, CaseStage.OPEN)


def test_the_planning_day_shows_nothing_of_what_came_later(loaded: LoadReport) -> None:
    seen = set(visible_cases(SYSTEM, PLANNING_DAY).values_list("reference", flat=True)) & set(HISTORIES)
    assert seen == {"KAZ-UNIFIL-2018", "VNM-UNMISS-2018"}
    company = visible_case(SYSTEM, PLANNING_DAY, "KAZ-UNIFIL-2018")
    standing = standing_of(company, PLANNING_DAY, TODAY)
    done = [one.code for one in standing.schedule.phases if one.stage == "done"]
    assert done == ["request", "offers", "selection"]
    assert not standing.schedule.has_arrived
    assert (company.stage, company.ended_on) == (CaseStage.OPEN, None)
    assert all(one.outcome == "" for one in company.known_phases if one.phase not in done)
    board = {one.reference: one for one in open_cases(SYSTEM, PLANNING_DAY, today=TODAY)}
    assert board["KAZ-UNIFIL-2018"].phase not in ("", "movement", "induction")
    hospital = history_of_case(visible_case(SYSTEM, PLANNING_DAY, "VNM-UNMISS-2018"), PLANNING_DAY)
    assert hospital.arrival.until is None
    assert [one.verdict for one in hospital.forecasts] == ["later", "open"]
