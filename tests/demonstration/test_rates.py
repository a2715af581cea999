"""Editions of rates of the demonstration: made up, marked so, and one printed rate that deviates."""

from datetime import date

import pytest

from muster.demonstration.load import LoadReport
from muster.parties.models import Organisation
from muster.parties.viewer import SYSTEM, Viewer
from muster.reimbursement.models import MemorandumVersion
from muster.reimbursement.queries.edition_comparison import compared_editions
from muster.reimbursement.queries.editions import findings_of, rows_of, visible_edition, visible_editions
from muster.reimbursement.rules.edition_comparison import RateChange

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 1)


def test_the_editions_are_illustrative_and_the_states_expectation_is_its_own(loaded: LoadReport) -> None:
    editions = visible_editions(SYSTEM, DAY)
    assert {one.reference for one in editions} == {"ILLUSTRATIVE-2017", "ILLUSTRATIVE-2023", "KAZ-EXPECTED-2026"}
    assert all(one.illustrative for one in editions)
    india = Organisation.objects.get(code="IND")
    viewer = Viewer(organisation_id=india.pk, organisation_code="IND", kind=india.kind)
    assert [one.reference for one in visible_editions(viewer, DAY)] == ["ILLUSTRATIVE-2023", "ILLUSTRATIVE-2017"]
    assert [one.reference for one in visible_editions(viewer, date(2018, 10, 1))] == ["ILLUSTRATIVE-2017"]


def test_one_printed_rate_deviates_and_the_revised_edition_holds_in_itself(loaded: LoadReport) -> None:
    found = {}
    for edition in visible_editions(SYSTEM, DAY):
        found[edition.reference] = [(one.item, one.column.value) for one in findings_of(edition, rows_of(edition))]
    assert found == {
        "ILLUSTRATIVE-2017": [("Field kitchen", "dry"), ("Field kitchen", "wet")],
        "ILLUSTRATIVE-2023": [],
        "KAZ-EXPECTED-2026": [],
    }


def test_from_one_edition_to_the_next_rows_come_go_and_change(loaded: LoadReport) -> None:
    first, second = (visible_edition(SYSTEM, DAY, f"ILLUSTRATIVE-{year}") for year in (2017, 2023))
    changes = {one.change for one in compared_editions(SYSTEM, first, second, DAY).differences}
    assert changes == set(RateChange)


def test_each_memorandum_rests_on_the_edition_of_its_day_and_a_later_one_means_more_for_it(loaded: LoadReport) -> None:
    used = MemorandumVersion.objects.values_list("memorandum__reference", "edition__reference").distinct()
    assert set(used) == {("IND-UNIFIL-MOU", "ILLUSTRATIVE-2017"), ("KAZ-UNDOF-MOU", "ILLUSTRATIVE-2023")}
    first, second = (visible_edition(SYSTEM, DAY, f"ILLUSTRATIVE-{year}") for year in (2017, 2023))
    effects = compared_editions(SYSTEM, first, second, DAY).effects
    assert [(one.memorandum.reference, one.uses) for one in effects] == [("KAZ-UNDOF-MOU", "ILLUSTRATIVE-2023")]
    assert effects[0].effect.difference_cents > 0
    assert effects[0].effect.unmatched == ()
