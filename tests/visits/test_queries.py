"""What other rooms ask of visits."""

from datetime import date, timedelta

import pytest

from muster.parties.viewer import SYSTEM
from muster.visits import queries
from muster.visits.stages import VisitKind, VisitStage
from tests.record import Parties
from tests.visits.journey import DAYS, TODAY, brought_to

S = VisitStage
UNTIL = date(2018, 5, 12)


def test_the_last_visit_of_many_subjects_is_one_question(parties: Parties, django_assert_num_queries: object) -> None:
    brought_to(parties, S.TRACKED)
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = queries.last_visit_days(SYSTEM, TODAY, "pledge", ["kaz-submitted", "never-visited"])
    assert found == {"kaz-submitted": UNTIL}
    assert queries.last_visit_days(SYSTEM, UNTIL - timedelta(days=1), "pledge", ["kaz-submitted"]) == {}
    of_kind = [VisitKind.VERIFICATION]
    assert queries.last_visit_days(SYSTEM, TODAY, "pledge", ["kaz-submitted"], of_kind) == {}
    assert queries.last_visit_days(parties["other State"], TODAY, "pledge", ["kaz-submitted"]) == {}


def test_visits_about_a_subject_are_found_by_kind_and_reference(parties: Parties) -> None:
    brought_to(parties, S.AGREED)
    assert queries.visits_about(SYSTEM, TODAY, "pledge", "kaz-submitted").count() == 1
    assert queries.visits_about(SYSTEM, TODAY, "course", "kaz-submitted").count() == 0
    assert queries.visits_about(parties["other State"], TODAY, "pledge", "kaz-submitted").count() == 0


@pytest.mark.parametrize("name", ["other State", "mission", "analyst", "other secretariat"])
def test_the_outcome_of_a_visit_is_the_two_sides_own(parties: Parties, name: str) -> None:
    brought_to(parties, S.APPROVED)
    assert not queries.approved_subject_outcomes(parties[name], TODAY, "pledge", ["kaz-submitted"])
    assert queries.approved_subject_outcomes(parties["owning State"], TODAY, "pledge", ["kaz-submitted"])


def test_an_outcome_that_is_not_approved_counts_for_nothing(parties: Parties) -> None:
    brought_to(parties, S.SENT)
    assert not queries.approved_subject_outcomes(SYSTEM, TODAY, "pledge", ["kaz-submitted"])
    assert not queries.approved_visits(SYSTEM, TODAY)


def test_the_team_is_seen_by_the_two_sides_only(parties: Parties) -> None:
    brought_to(parties, S.TEAM_NAMED)
    for name in ("secretariat reader", "owning State's reader"):
        team = queries.visible_visit(parties[name], TODAY, "aav-kaz").known_team  # type: ignore[attr-defined]
        assert [one.name for one in team] == ["Name of the lead", "Name of the doctor"]


def test_a_visit_and_all_that_belongs_to_it_is_read_in_few_queries(
    parties: Parties, django_assert_max_num_queries: object
) -> None:
    brought_to(parties, S.TRACKED)
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        found = queries.visible_visit(parties["secretariat officer"], TODAY, "aav-kaz")
        assert len(found.known_checklists) == 8  # type: ignore[attr-defined]
    assert found.stage_since == DAYS[S.TRACKED]  # type: ignore[attr-defined]
