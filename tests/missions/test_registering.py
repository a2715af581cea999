"""A mission that is on record already is brought up to date by its acronym, not entered twice."""

from datetime import date

from muster.missions import actions
from muster.missions.models import Mission
from muster.parties.viewer import SYSTEM
from tests.record import KNOWN, Parties, make_mission


def test_a_known_mission_is_brought_up_to_date(parties: Parties) -> None:
    first = make_mission(parties, "UNIFIL", "UN")
    again = Mission(
        acronym="UNIFIL",
        name="Its full name",
        organisation=parties.organisations["UNIFIL"],
        mandated_by=parties.organisations["UN"],
        latitude=33.2,
        longitude=35.1,
        started_on=date(1978, 3, 19),
        known_from=KNOWN,
    )
    assert actions.register_mission(SYSTEM, again).pk == first.pk
    assert [(one.acronym, one.name) for one in Mission.objects.all()] == [("UNIFIL", "Its full name")]
