"""Where an organisation has units, as the crisis watch asks it."""

from datetime import date

import pytest

from muster.deployments.queries.presence import hosts_with_units
from muster.statistics.presence import hosts_of_units
from tests.deployments.theatre import company_in_theatre
from tests.record import DAY, Record

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_a_state_its_mission_and_the_secretariat_find_the_host_of_a_unit_in_theatre(record: Record) -> None:
    unit = company_in_theatre()
    mission = unit.post.requirement.mission
    mission.host_states = "LBN; ISR"
    mission.save()
    for organisation in (unit.state, mission.organisation, mission.mandated_by):
        assert hosts_with_units(organisation.pk, DAY) == {"LBN", "ISR"}
    assert hosts_of_units(unit.state_id, DAY) == {"LBN", "ISR"}, "the room below asks deployments"


def test_before_the_unit_came_and_for_others_there_is_none(record: Record) -> None:
    unit = company_in_theatre()
    unit.post.requirement.mission.host_states = "LBN"
    unit.post.requirement.mission.save()
    assert hosts_with_units(unit.state_id, date(1990, 1, 1)) == frozenset()
    assert hosts_with_units(record.parties.organisations["IND"].pk, DAY) == frozenset()
