"""What is or was in theatre every party sees; what is only agreed, the State, the mission and the Secretariat."""

from datetime import date

import pytest

from muster.deployments import queries
from muster.deployments.actions import agree_stay, record_arrival
from muster.deployments.models import Arrival, Stay, StayStage
from muster.missions.models import Post
from muster.parties.viewer import ANONYMOUS, SYSTEM
from tests.record import DAY, Record

BOTH = {"ind-battalion", "kaz-agreed"}


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("secretariat reader", BOTH),
        ("owning State", BOTH),
        ("mission", BOTH),
        ("other mission", {"ind-battalion"}),
        ("other State", {"ind-battalion"}),
        ("other secretariat", {"ind-battalion"}),
        ("analyst", {"ind-battalion"}),
    ],
)
def test_an_agreed_stay_is_not_everybodys_to_see(record: Record, who: str, expected: set[str]) -> None:
    found = queries.visible_stays(record.parties[who], DAY)
    assert set(found.values_list("pledge__reference", flat=True)) == expected


def test_arrivals_are_every_partys_to_see_from_the_day_they_were_known(record: Record) -> None:
    analyst = record.parties["analyst"]
    counts = [queries.visible_arrivals(analyst, day).count() for day in (date(2018, 5, 31), date(2018, 6, 1))]
    assert counts == [0, 1]
    assert not queries.visible_arrivals(ANONYMOUS, DAY).exists()
    assert not queries.visible_stays(ANONYMOUS, DAY).exists()


def test_a_stay_binds_until_it_ends(record: Record) -> None:
    """Kazakhstan's ends on 1 June 2020, excluded; India's has no end."""
    secretariat = record.parties["secretariat reader"]
    bound = [
        set(queries.binding_stays(secretariat, day).values_list("pledge__reference", flat=True))
        for day in (date(2020, 5, 31), date(2020, 6, 1))
    ]
    assert bound == [BOTH, {"ind-battalion"}]


def test_what_stands_in_a_draft_requirement_is_its_secretariats_own(record: Record) -> None:
    """A stay or arrival would otherwise tell of the post before its requirement is published."""
    post = Post.objects.get(reference="req-draft-coy")
    pledge, state = record.pledges["ind-submitted"], record.parties.organisations["IND"]
    agree_stay(
        SYSTEM, Stay(pledge=pledge, post=post, stay_from=DAY, stage=StayStage.UNDER_WAY, known_from=date(2018, 9, 1))
    )
    record_arrival(
        SYSTEM, Arrival(state=state, post=post, rotation="R1", arrived_on=DAY, personnel=100, known_from=DAY)
    )
    seen = {
        who: (
            queries.visible_stays(record.parties[who], DAY).filter(post=post).exists(),
            queries.visible_arrivals(record.parties[who], DAY).filter(post=post).exists(),
        )
        for who in ("secretariat reader", "analyst", "other State")
    }
    assert seen == {"secretariat reader": (True, True), "analyst": (False, False), "other State": (False, False)}
