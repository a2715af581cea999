"""A partner of a joint pledge sees its own lines and who brings what, and no more."""

from datetime import date

import pytest
from django.test import Client

from muster.parties.viewer import SYSTEM
from muster.pledges import actions
from muster.pledges.queries import visible_pledge
from muster.pledges.terms import (
    ContributionTerms,
    EquipmentTerms,
    SelfSustainmentTerms,
    SubUnitTerms,
    UnitPostTerms,
)
from tests.record import DAY, KNOWN, Parties, pledge_terms

pytestmark = pytest.mark.django_db


def joint(parties: Parties) -> None:
    """Enter a company of Kazakhstan to which India brings a platoon, a vehicle and the catering."""
    terms = pledge_terms(
        "kaz-joint",
        "KAZ",
        sub_units=(SubUnitTerms("1", "Company of Kazakhstan"), SubUnitTerms("2", "Platoon of India", "IND")),
        posts=(UnitPostTerms("1", "Rifleman of Kazakhstan", 60), UnitPostTerms("2", "Rifleman of India", 30)),
        equipment=(
            EquipmentTerms("CV", "Carrier of Kazakhstan", 4),
            EquipmentTerms("CV", "Carrier of India", 2, contributor="IND"),
        ),
        self_sustainment=(SelfSustainmentTerms("LAU"), SelfSustainmentTerms("CAT", contributor="IND")),
        contributions=(ContributionTerms("KAZ", is_lead=True), ContributionTerms("IND", strength=30)),
    )
    actions.create_pledge(SYSTEM, terms, register=parties.organisations["UN"], today=KNOWN)
    actions.submit_pledge(SYSTEM, "kaz-joint", today=KNOWN)


def seen(parties: Parties, who: str) -> list[list[str]]:
    version = visible_pledge(parties[who], DAY, "kaz-joint")
    return [
        [one.name for one in version.sub_units.all()],
        [one.title for one in version.posts.all()],
        [one.item for one in version.equipment.all()],
        [one.category for one in version.self_sustainment.all()],
        [one.state.code for one in version.contributions.all()],
        [one.value for one in version.caveats],
    ]


def test_a_partner_is_given_its_own_lines_and_no_caveat(parties: Parties) -> None:
    joint(parties)
    assert seen(parties, "other State") == [
        ["Platoon of India"], ["Rifleman of India"], ["Carrier of India"], ["CAT"], ["KAZ", "IND"], [],
    ]  # fmt: skip


@pytest.mark.parametrize("who", ["owning State", "secretariat reader"])
def test_the_two_sides_are_given_the_whole(parties: Parties, who: str) -> None:
    joint(parties)
    lists = seen(parties, who)
    assert [len(one) for one in lists] == [2, 2, 2, 2, 2, 1]


def test_the_partner_s_page_holds_nothing_of_the_other_s(parties: Parties) -> None:
    joint(parties)
    client = Client(SERVER_NAME="localhost")
    client.force_login(parties.users["other State"], backend="django.contrib.auth.backends.ModelBackend")
    text = client.get(f"/pledges/kaz-joint/?as_of={date(2018, 10, 1)}").content.decode()
    assert "Carrier of India" in text
    for foreign in ("Carrier of Kazakhstan", "Rifleman of Kazakhstan", "task of kaz-joint", "Words of kaz-joint"):
        assert foreign not in text
