"""Force packages: who makes them, who sees what, and which pledges of the register take places."""

from datetime import timedelta

import pytest
from django.test import Client

from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.parties.viewer import SYSTEM
from muster.pledges import actions
from muster.pledges.actions import PackageTerms, SlotTerms, UnitTerms
from muster.pledges.levels import Level
from muster.pledges.models import ForcePackage, PoolEvent, PoolStanding
from muster.pledges.queries.packages import coverage_of, places_of_state, visible_package, visible_packages
from muster.pledges.rules.packages import Coverage
from muster.pledges.terms import CaveatTerms, EquipmentTerms
from tests.pledges.joint_samples import india_agrees, joint_pledge
from tests.record import DAY, KNOWN, Parties, pledge_terms, submitted_pledge

TERMS = PackageTerms("brigade", "Vanguard Brigade", (SlotTerms("INF-COY", 2, 120, "L2"),), strength_aim=4_000)


@pytest.fixture
def package(parties: Parties) -> ForcePackage:
    """A package of two companies at Level 2 in the register of the United Nations."""
    return actions.create_package(
        parties["secretariat officer"], TERMS, register=parties.organisations["UN"], today=KNOWN
    )


def taken(package: ForcePackage) -> list[str]:
    """Return the pledges that take places."""
    return [place.offer.reference for place in coverage(package).places if place.offer]


def coverage(package: ForcePackage) -> Coverage:
    """Return the coverage as of the day."""
    return coverage_of(visible_package(SYSTEM, DAY, package.reference), DAY)


def why(package: ForcePackage) -> tuple[str, ...]:
    """Return what speaks against the nearest pledge."""
    first = coverage(package).missing[0].nearest
    assert first is not None
    return first.objections


@pytest.mark.parametrize("who", ["secretariat reader", "owning State", "other secretariat"])
def test_only_an_officer_of_the_register_makes_one(parties: Parties, who: str) -> None:
    with pytest.raises(NotAllowed):
        actions.create_package(parties[who], TERMS, register=parties.organisations["UN"], today=KNOWN)


@pytest.mark.parametrize(
    "slots",
    [(), (SlotTerms("NO-SUCH", 1, 120),), (SlotTerms("INF-COY", 0, 120),), (SlotTerms("INF-COY", 1, 120, "lapsed"),)],
    ids=["none", "unknown type", "no unit", "no rung"],
)
def test_a_package_has_places_that_can_be_filled(parties: Parties, slots: tuple[SlotTerms, ...]) -> None:
    terms = PackageTerms("brigade", "Vanguard Brigade", slots)
    with pytest.raises(Refused, match="cannot be recorded"):
        actions.create_package(SYSTEM, terms, register=parties.organisations["UN"], today=KNOWN)
    assert not ForcePackage.objects.exists()


def test_a_change_replaces_the_slots_and_one_that_has_not_seen_the_last_is_refused(
    parties: Parties, package: ForcePackage
) -> None:
    changed = PackageTerms("brigade", "Brigade", (SlotTerms("INF-BN", 1, 700), SlotTerms("MED-L2", 1, 63)))
    actions.change_package(parties["secretariat officer"], changed, expected_version=1)
    assert [slot.unit_type for slot in visible_package(SYSTEM, DAY, "brigade").slots.all()] == ["INF-BN", "MED-L2"]
    with pytest.raises(Refused, match="somebody else meanwhile"):
        actions.change_package(parties["secretariat officer"], TERMS, expected_version=1)


def test_pledges_of_the_register_take_places_as_of_the_day(parties: Parties, package: ForcePackage) -> None:
    for reference, state in (("kaz", "KAZ"), ("ind", "IND")):
        submitted_pledge(parties, pledge_terms(reference, state, caveats=()))
    assert sorted(taken(package)) == ["ind", "kaz"]
    actions.change_level(SYSTEM, "kaz", Level.LAPSED, held_from=DAY, known_from=DAY, evidence="not confirmed")
    assert taken(package) == ["ind"]
    assert why(package) == ("Lapsed: it must be registered anew", "Lapsed: it must rise to Level 2")


def test_a_hard_caveat_that_binds_keeps_a_unit_out_and_a_soft_one_does_not(
    parties: Parties, package: ForcePackage
) -> None:
    for reference, is_hard in (("hard", True), ("soft", False)):
        caveats = (CaveatTerms("excluded-mission", "UNIFIL", is_hard=is_hard),)
        submitted_pledge(parties, pledge_terms(reference, "KAZ", caveats=caveats))
    assert taken(package) == ["soft"]
    assert why(package) == ("hard caveat: excluded mission: UNIFIL",)


@pytest.mark.parametrize("standing", [PoolStanding.CALLED, PoolStanding.DEPLOYED])
def test_a_unit_that_is_called_or_deployed_has_left_the_pool(
    parties: Parties, package: ForcePackage, standing: PoolStanding
) -> None:
    pledge = submitted_pledge(parties, pledge_terms("kaz", "KAZ", caveats=()))
    PoolEvent.objects.create(pledge=pledge, standing_in_pool=standing, held_from=DAY, known_from=DAY)
    assert taken(package) == []
    assert coverage_of(visible_package(SYSTEM, KNOWN, "brigade"), DAY - timedelta(days=1)).filled == 1


def test_a_joint_unit_counts_once_every_partner_agrees(parties: Parties, package: ForcePackage) -> None:
    joint_pledge(parties, caveats=())
    assert taken(package) == []
    assert why(package) == ("joint pledge: IND has not agreed",)
    india_agrees(parties)
    assert taken(package) == ["joint"]


def test_one_unit_pledged_twice_takes_one_place(parties: Parties, package: ForcePackage) -> None:
    actions.register_unit(parties["owning State"], UnitTerms("kazbat", "Kazbat"), today=KNOWN)
    for reference in ("first", "second"):
        submitted_pledge(parties, pledge_terms(reference, "KAZ", caveats=(), unit="kazbat"))
    assert taken(package) == ["first"]


def test_a_unit_deployed_for_another_register_is_not_counted(parties: Parties, package: ForcePackage) -> None:
    actions.register_unit(parties["owning State"], UnitTerms("kazbat", "Kazbat"), today=KNOWN)
    submitted_pledge(parties, pledge_terms("here", "KAZ", caveats=(), unit="kazbat"))
    there = actions.create_pledge(
        SYSTEM,
        pledge_terms("there", "KAZ", caveats=(), unit="kazbat"),
        register=parties.organisations["AU"],
        today=KNOWN,
    )
    actions.submit_pledge(SYSTEM, "there", today=KNOWN)
    assert taken(package) == ["here"]
    PoolEvent.objects.create(pledge=there, standing_in_pool=PoolStanding.DEPLOYED, held_from=DAY, known_from=DAY)
    assert taken(package) == []
    assert why(package) == ("the same unit is deployed for African Union Commission",)


@pytest.mark.parametrize("who", ["mission", "other secretariat", "analyst"])
def test_others_do_not_see_a_package(parties: Parties, package: ForcePackage, who: str) -> None:
    assert not visible_packages(parties[who], DAY).exists()
    with pytest.raises(NotFound):
        visible_package(parties[who], DAY, "brigade")


def test_a_state_sees_the_slots_and_only_its_own_pledges_in_them(parties: Parties, package: ForcePackage) -> None:
    for reference, state in (("kaz-place", "KAZ"), ("ind-place", "IND")):
        submitted_pledge(parties, pledge_terms(reference, state, caveats=()))
    assert places_of_state(coverage(package), "KAZ") == {1: ("kaz-place",)}
    for who, shown, hidden in (
        ("owning State", ("kaz-place", "INF-COY"), ("ind-place", "Places taken")),
        ("secretariat reader", ("kaz-place", "ind-place", "Places taken"), ()),
    ):
        client = Client()
        client.force_login(parties.users[who], backend="django.contrib.auth.backends.ModelBackend")
        texts = [
            client.get(f"{address}?as_of={DAY}&{more}").content.decode()
            for address, more in (
                ("/pledges/packages/brigade/", ""),
                ("/pledges/packages/brigade/", "format=csv"),
                ("/api/v1/packages/brigade", ""),
            )
        ]
        assert all(shown[0] in text for text in texts)
        assert not any(word in text for word in hidden for text in texts)


def test_a_package_is_made_by_form(parties: Parties) -> None:
    client = Client()
    client.force_login(parties.users["secretariat officer"], backend="django.contrib.auth.backends.ModelBackend")
    page = client.get("/pledges/packages/new/").content.decode()
    assert "4000" in page, "the published strength of the Vanguard Brigade is offered"
    form = {
        "reference": "made",
        "name": "Made by form",
        "slots-TOTAL_FORMS": "2",
        "slots-INITIAL_FORMS": "0",
        "slots-0-unit_type": "INF-COY",
        "slots-0-units": "3",
        "slots-0-strength": "120",
        "slots-0-minimum_level": "L3",
        "slots-1-minimum_level": "L3",
    }
    assert client.post("/pledges/packages/new/", form).status_code == 302
    made = ForcePackage.objects.get(reference="made")
    assert [(one.unit_type, one.units, one.minimum_level) for one in made.slots.all()] == [("INF-COY", 3, "L3")]
    changed = {**form, "version": "1", "name": "Changed", "slots-INITIAL_FORMS": "1"}
    assert client.post("/pledges/packages/made/change/", changed).status_code == 302
    assert ForcePackage.objects.get(reference="made").name == "Changed"


def test_the_pledge_that_can_be_relied_on_takes_the_place(parties: Parties) -> None:
    """Two alike but for the equipment that one has still to buy; it comes first by its name alone."""
    one_place = PackageTerms("company", "Company", (SlotTerms("INF-COY", 1, 120, "L2"),))
    package = actions.create_package(SYSTEM, one_place, register=parties.organisations["UN"], today=KNOWN)
    missing = (EquipmentTerms("CV", "Carrier", 12, ownership="to-be-procured"),)
    submitted_pledge(parties, pledge_terms("a-to-be-equipped", "KAZ", caveats=(), equipment=missing))
    submitted_pledge(parties, pledge_terms("b-equipped", "IND", caveats=()))
    assert taken(package) == ["b-equipped"]
