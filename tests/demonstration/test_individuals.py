"""The individuals of the demonstration: a request in each stage, and what the desk finds on the planning day."""

from collections import Counter
from datetime import date

import pytest

from muster.demonstration.load import LoadReport
from muster.demonstration.rows import read_rows
from muster.deployments.models import Assignment, Nomination, PersonnelRequest, TourExtension
from muster.deployments.queries.individuals import visible_nominations, visible_personnel_requests
from muster.deployments.queries.individuals_due import due_individuals
from muster.deployments.rules.individuals_due import Due
from muster.parties.viewer import SYSTEM
from muster.people.models import Person, Purpose, ServiceBar

pytestmark = pytest.mark.django_db
PLANNING_DAY = date(2018, 10, 1)


def test_every_row_is_entered_and_there_is_a_request_in_each_stage(loaded: LoadReport) -> None:
    assert Person.objects.filter(purpose=Purpose.INDIVIDUAL).count() == len(read_rows("individuals"))
    assert Nomination.objects.count() == len(read_rows("nominees"))
    assert ServiceBar.objects.count() == len(read_rows("service_bars"))
    assert set(PersonnelRequest.objects.values_list("stage", flat=True)) == {"draft", "sent", "filled", "cancelled"}
    assert TourExtension.objects.get().stage == "recommended"
    assert set(Assignment.objects.values_list("ended_as", flat=True)) == {"", "medical", "disciplinary"}


def test_three_staff_officers_arrived_on_the_published_day(loaded: LoadReport) -> None:
    arrived = Assignment.objects.filter(post__mission__acronym="UNIFIL").values_list("held_from", "state__code")
    assert list(arrived) == [(date(2018, 10, 31), "KAZ")] * 3


def test_on_the_planning_day_they_are_still_on_their_way(loaded: LoadReport) -> None:
    nominees = visible_nominations(SYSTEM, PLANNING_DAY).filter(requested__request__reference="kaz-unifil-2018")
    assert Counter(nominees.values_list("stage_then", flat=True)) == {  # type: ignore[misc]  # annotated
        "travel-authorised": 1,
        "vetted": 1,
        "confirmed": 1,
    }
    requests = visible_personnel_requests(SYSTEM, PLANNING_DAY)
    assert set(requests.values_list("stage_then", flat=True)) == {  # type: ignore[misc]  # annotated
        "draft",
        "sent",
        "filled",
        "cancelled",
    }
    due = {row.post: row.due for row in due_individuals(SYSTEM, PLANNING_DAY)}
    assert {due[f"minurso-mo-{number}"] for number in (4, 5, 6)} == {Due.VACANT}
    assert due["unifil-so-1"] == Due.ON_ITS_WAY


def test_the_persons_are_made_up_and_say_so(loaded: LoadReport) -> None:
    assert set(Person.objects.filter(purpose=Purpose.INDIVIDUAL).values_list("given_names", flat=True)) == {
        "Illustrative"
    }
