"""National units: one unit stays one; what is on record of it feeds pages and the planner, never a level."""

from datetime import date, timedelta

import pytest
from django.test import Client

from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.notices.models import Notice
from muster.parties.viewer import SYSTEM
from muster.plans.record_of_day import record_of_day
from muster.pledges import actions
from muster.pledges.actions import CertificationTerms, ProfileTerms, ServiceTerms, UnitTerms
from muster.pledges.levels import Level
from muster.pledges.models import Evidence, PoolEvent, PoolStanding
from muster.pledges.queries import visible_pledge
from muster.pledges.queries.units import kept_apart, pledged_elsewhere, unit_profiles, visible_unit, visible_units
from muster.pledges.rules.double_hatting import OneOfUnit, set_aside
from tests.record import DAY, KNOWN, Parties, Record, pledge_terms, submitted_pledge

LATER = DAY + timedelta(days=1)
RATED = CertificationTerms("OCC-EF", "NEL1", "interoperable", date(2017, 8, 4))


@pytest.fixture
def kazbat(parties: Parties) -> Parties:
    """A unit of Kazakhstan, pledged to the United Nations."""
    actions.register_unit(parties["owning State"], UnitTerms("kazbat", "Kazbat", "Almaty"), today=KNOWN)
    submitted_pledge(parties, pledge_terms("un-pledge", "KAZ", unit="kazbat"))
    return parties


def pledge_to_au(parties: Parties) -> None:
    """Pledge the unit to the African Union too."""
    terms = pledge_terms("au-pledge", "KAZ", unit="kazbat")
    actions.create_pledge(SYSTEM, terms, register=parties.organisations["AU"], today=KNOWN)
    actions.submit_pledge(SYSTEM, "au-pledge", today=DAY)


def page(parties: Parties, who: str, address: str, day: date = DAY) -> str:
    """Return a page as somebody sees it."""
    client = Client()
    client.force_login(parties.users[who], backend="django.contrib.auth.backends.ModelBackend")
    return client.get(f"{address}?as_of={day}").content.decode()


def test_a_state_s_officer_enters_its_unit_and_changes_it(parties: Parties) -> None:
    state = parties["owning State"]
    made = actions.register_unit(state, UnitTerms("kazbat", "Kazbat"), today=KNOWN)
    assert made.state.code == "KAZ"
    changed = actions.change_unit(state, UnitTerms("kazbat", "Kazbrig", "Almaty"), today=DAY)
    assert (changed.name, changed.home_base) == ("Kazbrig", "Almaty")
    with pytest.raises(Refused, match="code is taken"):
        actions.register_unit(parties["other State"], UnitTerms("kazbat", "Other"), today=DAY)


@pytest.mark.parametrize("who", ["secretariat officer", "owning State's reader", "mission"])
def test_nobody_else_enters_one(parties: Parties, who: str) -> None:
    with pytest.raises(NotAllowed):
        actions.register_unit(parties[who], UnitTerms("kazbat", "Kazbat"), today=KNOWN)


def test_a_register_sees_a_unit_from_the_day_on_which_it_is_pledged_to_it(kazbat: Parties) -> None:
    pledge_to_au(kazbat)
    assert visible_unit(kazbat["secretariat reader"], KNOWN, "kazbat").name == "Kazbat"
    assert not visible_units(kazbat["other secretariat"], KNOWN).exists()
    assert visible_units(kazbat["other secretariat"], DAY).exists()
    for who in ("other State", "mission", "analyst"):
        with pytest.raises(NotFound):
            visible_unit(kazbat[who], DAY, "kazbat")


def test_the_register_does_not_say_what_the_state_says(kazbat: Parties) -> None:
    officer = kazbat["secretariat officer"]
    with pytest.raises(NotAllowed):
        actions.change_unit(officer, UnitTerms("kazbat", "Other"), today=DAY)
    with pytest.raises(NotAllowed):
        actions.record_profile(officer, "kazbat", ProfileTerms("en"), today=DAY)
    with pytest.raises(NotFound):
        actions.record_profile(kazbat["other State"], "kazbat", ProfileTerms("en"), today=DAY)


# Double-hatting


def test_a_unit_pledged_to_two_registers_is_warned_of_by_name_alone(kazbat: Parties) -> None:
    assert not pledged_elsewhere(visible_pledge(kazbat["secretariat reader"], DAY, "un-pledge"), DAY).is_so
    pledge_to_au(kazbat)
    found = pledged_elsewhere(visible_pledge(kazbat["secretariat reader"], DAY, "un-pledge"), DAY)
    assert (found.registers, found.pledges) == (("African Union Commission",), ())
    for who, address, other in (
        ("secretariat reader", "/pledges/un-pledge/", "African Union Commission too"),
        ("other secretariat", "/pledges/au-pledge/", "United Nations Secretariat too"),
        ("owning State", "/pledges/un-pledge/", "African Union Commission too"),
    ):
        assert other in page(kazbat, who, address)
    assert "au-pledge" not in page(kazbat, "secretariat reader", "/pledges/un-pledge/")
    assert "au-pledge" not in page(kazbat, "secretariat reader", "/pledges/units/kazbat/")
    assert "au-pledge" in page(kazbat, "owning State", "/pledges/units/kazbat/")


def test_each_side_is_told_once(kazbat: Parties) -> None:
    pledge_to_au(kazbat)
    told = Notice.objects.filter(topic="double-hatting")
    assert sorted(one.organisation.code for one in told) == ["AU", "KAZ", "UN"]
    bodies = {one.organisation.code: one.body for one in told}
    assert "African Union Commission" in bodies["UN"]
    assert "au-pledge" not in bodies["UN"]
    assert "un-pledge" not in bodies["AU"]
    changed = pledge_terms("au-pledge", "KAZ", unit="kazbat", strength=130)
    actions.change_pledge(SYSTEM, changed, today=DAY)
    assert Notice.objects.filter(topic="double-hatting").count() == 3


def test_a_pledge_that_names_the_unit_later_is_told_too_and_a_draft_is_not(kazbat: Parties) -> None:
    register = kazbat.organisations["AU"]
    actions.create_pledge(SYSTEM, pledge_terms("later", "KAZ"), register=register, today=KNOWN)
    actions.change_pledge(SYSTEM, pledge_terms("later", "KAZ", unit="kazbat"), today=KNOWN)
    assert not Notice.objects.filter(topic="double-hatting").exists()
    actions.submit_pledge(SYSTEM, "later", today=DAY)
    assert Notice.objects.filter(topic="double-hatting").count() == 3


def test_of_several_pledges_of_one_unit_one_is_counted_and_who_holds_a_place_stays() -> None:
    pledges = [
        OneOfUnit("a", "L2", "u"),
        OneOfUnit("b", "L3", "u"),
        OneOfUnit("c", "L1", "u", is_held=True),
        OneOfUnit("d", "L1", "v"),
        OneOfUnit("e", "L1", ""),
        OneOfUnit("f", "L1", ""),
    ]
    assert set_aside(pledges) == {"a": "c", "b": "c"}
    assert set_aside(pledges[:2]) == {"a": "b"}


def test_the_planner_counts_one_pledge_of_a_unit(record: Record) -> None:
    actions.register_unit(record.parties["owning State"], UnitTerms("kazbat", "Kazbat"), today=KNOWN)
    for reference, levels in (("low", (Level.LEVEL_1,)), ("high", (Level.LEVEL_1, Level.LEVEL_2))):
        submitted_pledge(record.parties, pledge_terms(reference, "KAZ", unit="kazbat"), levels)
    found = {one.reference for one in record_of_day(record.parties["secretariat officer"], DAY).pledges}
    assert "high" in found
    assert "low" not in found


def test_the_planner_knows_that_the_unit_is_deployed_for_another_register(kazbat: Parties) -> None:
    pledge_to_au(kazbat)
    viewer = kazbat["secretariat officer"]
    (before,) = record_of_day(viewer, DAY).pledges
    assert before.unit_deployed_for == ""
    event = PoolEvent(standing_in_pool=PoolStanding.DEPLOYED, held_from=DAY, known_from=DAY)
    event.pledge = visible_pledge(SYSTEM, DAY, "au-pledge").pledge
    event.save()
    (after,) = record_of_day(viewer, DAY).pledges
    assert after.unit_deployed_for == "African Union Commission"


# What is on record of a unit


def test_the_profile_of_a_day_is_the_last_one_known(kazbat: Parties) -> None:
    state = kazbat["owning State"]
    actions.record_profile(state, "kazbat", ProfileTerms("en; ru", "UN; NATO", "HF"), today=DAY)
    actions.record_profile(state, "kazbat", ProfileTerms("en"), today=LATER)
    unit = visible_unit(state, DAY, "kazbat")
    found = {day: unit_profiles([unit], day)[unit.pk] for day in (KNOWN, DAY, LATER)}
    assert not found[KNOWN].has_profile
    assert found[DAY].languages == {"en", "ru"}
    assert found[DAY].procedures == {"un", "nato"}
    assert (found[LATER].languages, found[LATER].procedures) == (frozenset({"en"}), frozenset())


def test_languages_steps_ratings_and_states_are_those_of_the_tables(kazbat: Parties) -> None:
    state = kazbat["owning State"]
    with pytest.raises(Refused, match="cannot be recorded"):
        actions.record_profile(state, "kazbat", ProfileTerms("English"), today=DAY)
    for wrong in (
        CertificationTerms("OCC-EF", "NEL9", "interoperable", KNOWN),
        CertificationTerms("OCC-EF", "NEL1", "good", KNOWN),
        CertificationTerms("OCC-EF", "NEL1", "interoperable", LATER),
        CertificationTerms("OCC-EF", "NEL1", "interoperable", KNOWN, KNOWN),
    ):
        with pytest.raises(Refused):
            actions.record_certification(state, "kazbat", wrong, today=DAY)
    for terms in (
        ServiceTerms("exercise", "Steppe Eagle", "XXX", KNOWN),
        ServiceTerms("exercise", "Steppe Eagle", "KAZ", KNOWN),
        ServiceTerms("exercise", "Steppe Eagle", "IND", KNOWN, KNOWN),
    ):
        with pytest.raises(Refused):
            actions.record_shared_service(state, "kazbat", terms, today=DAY)


def test_a_certification_is_shown_as_evidence_for_lines_and_is_no_evidence_for_a_level(kazbat: Parties) -> None:
    """Only a visit leads to Level 2: nothing of a certification stands among the evidence on which levels rest."""
    before = visible_pledge(SYSTEM, DAY, "un-pledge").current_level
    for step in ("NEL1", "NEL2"):
        terms = CertificationTerms("OCC-EF", step, "interoperable", date(2017, 8, 4))
        actions.record_certification(kazbat["owning State"], "kazbat", terms, today=DAY)
    for address in ("/pledges/un-pledge/", "/pledges/units/kazbat/"):
        shown = page(kazbat, "secretariat reader", address)
        assert "never instead of a visit" in shown
        assert "D05" in shown
    assert not Evidence.objects.exists()
    assert visible_pledge(SYSTEM, DAY, "un-pledge").current_level == before


def make_strangers(parties: Parties) -> None:
    """Enter a unit of India, pledged, that shares no language with Kazbat."""
    actions.register_unit(parties["other State"], UnitTerms("ind-unit", "Indian unit"), today=KNOWN)
    submitted_pledge(parties, pledge_terms("ind-pledge", "IND", unit="ind-unit"))
    for who, code, language in (("owning State", "kazbat", "ru"), ("other State", "ind-unit", "hi")):
        actions.record_profile(parties[who], code, ProfileTerms(language), today=DAY)


def test_states_whose_units_cannot_stand_together_are_kept_apart_by_the_planner(kazbat: Parties) -> None:
    make_strangers(kazbat)
    officer = kazbat["secretariat officer"]
    assert [(one.first, one.second) for one in kept_apart(officer, DAY)] == [("IND", "KAZ")]
    record = record_of_day(officer, DAY)
    assert record.incompatible == (("IND", "KAZ"),)
    assert record.apart[0].reason == "No pair of their units may stand together: language: hi against ru."
    assert record_of_day(officer, DAY - timedelta(days=1)).incompatible == ()
    assert record_of_day(kazbat["owning State"], DAY).incompatible == ()
    assert "language: hi against ru" in page(kazbat, "secretariat reader", "/plans/limits/")


def test_what_they_did_together_brings_them_together_again(kazbat: Parties) -> None:
    make_strangers(kazbat)
    terms = ServiceTerms("deployment", "UNIFIL", "IND", date(2018, 1, 1))
    actions.record_shared_service(kazbat["owning State"], "kazbat", terms, today=DAY)
    assert kept_apart(kazbat["secretariat officer"], DAY) == ()


def test_states_that_stand_together_already_are_not_parted_by_profiles(record: Record) -> None:
    """India's battalion and Kazakhstan's company hold stays in one requirement; the plan must not refuse them."""
    parties = record.parties
    for who, code, reference, language in (
        ("owning State", "kazbat", "kaz-more", "ru"),
        ("other State", "ind-unit", "ind-more", "hi"),
    ):
        actions.register_unit(parties[who], UnitTerms(code, f"Unit {code}"), today=KNOWN)
        state = parties[who].organisation_code
        submitted_pledge(parties, pledge_terms(reference, state, unit=code))
        actions.record_profile(parties[who], code, ProfileTerms(language), today=KNOWN)
    officer = parties["secretariat officer"]
    assert len(kept_apart(officer, DAY)) == 1
    assert record_of_day(officer, DAY).incompatible == ()


def test_the_page_says_of_two_units_and_of_a_state_s_units_who_can_stand_together(kazbat: Parties) -> None:
    make_strangers(kazbat)
    client = Client()
    user = kazbat.users["secretariat reader"]
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    address = f"/pledges/interoperability/?as_of={DAY}"
    pair = client.get(f"{address}&first=kazbat&second=ind-unit").content.decode()
    assert "ru against hi" in pair
    assert "interoperability_service_months" in pair
    matrix = client.get(f"{address}&state=KAZ").content.decode()
    assert "Indian unit" in matrix
    assert "ru against hi" in matrix
    user = kazbat.users["owning State"]
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert "Indian unit" not in client.get(f"{address}&state=KAZ").content.decode()


def test_forms_of_a_unit_write_by_the_actions(parties: Parties) -> None:
    client = Client()
    client.force_login(parties.users["owning State"], backend="django.contrib.auth.backends.ModelBackend")
    assert client.post("/pledges/units/new/", {"code": "kazbat", "name": "Kazbat"}).status_code == 302
    for part, form in (
        ("change", {"name": "Kazbrig"}),
        ("profile", {"languages": "en; ru", "procedures": "UN"}),
        ("certification", {"step": "OCC-EF:NEL1", "rating": "interoperable", "certified_on": "2017-08-04"}),
        ("service", {"kind": "exercise", "name": "Steppe Eagle", "with_state": "gbr", "began_on": "2017-07-29"}),
    ):
        assert client.post(f"/pledges/units/kazbat/{part}/", form).status_code == 302, part
    shown = client.get("/pledges/units/kazbat/").content.decode()
    for word in ("Kazbrig", "en, ru", "evaluation by NATO", "Steppe Eagle"):
        assert word in shown
