"""A force package matched against the pool: exact, deterministic, and against brute force on small cases."""

from dataclasses import replace
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muster.pledges.levels import Level, rung
from muster.pledges.rules.packages import Coverage, Offer, Slot, cover, objections

LEAST_PERCENT = 70
SLOT = Slot(1, "INF-COY", 1, 100, "L2", 60)
OFFER = Offer("one", "KAZ", "INF-COY", 100, "L2", 60)

slots = st.lists(
    st.builds(
        Slot,
        number=st.just(0),
        unit_type=st.sampled_from(["INF-COY", "QRF-COY"]),
        units=st.integers(1, 2),
        strength=st.just(100),
        minimum_level=st.sampled_from(["L1", "L2", "L3"]),
        notice_days=st.none() | st.sampled_from([30, 60]),
    ),
    min_size=1,
    max_size=3,
).map(lambda each: [replace(slot, number=number) for number, slot in enumerate(each, 1)])
offers = st.lists(
    st.builds(
        Offer,
        reference=st.just(""),
        state=st.just("KAZ"),
        unit_type=st.sampled_from(["INF-COY", "QRF-COY"]),
        strength=st.sampled_from([60, 100]),
        level=st.sampled_from(["L1", "L2", "L3", "RDL"]),
        notice_days=st.sampled_from([30, 60, 90]),
        unit=st.sampled_from(["", "", "first", "second"]),
    ),
    max_size=5,
).map(lambda each: [replace(offer, reference=f"pledge-{number}") for number, offer in enumerate(each)])


def fits(slot: Slot, offer: Offer) -> bool:
    """Return whether an offer fits a slot, said in other words than the rule's."""
    strong = offer.strength >= slot.strength * LEAST_PERCENT / 100
    quick = slot.notice_days is None or offer.notice_days <= slot.notice_days
    high = list(Level).index(Level(offer.level)) >= list(Level).index(Level(slot.minimum_level))
    return offer.unit_type == slot.unit_type and strong and quick and high and not offer.trouble


def preference(offer: Offer) -> tuple[int, int, str]:
    """Return the key by which the preferred comes first."""
    return (-rung(offer.level), offer.notice_days, offer.reference)


def unit_key(offer: Offer) -> str:
    """Return what is counted once."""
    return offer.unit or offer.reference


def assignments(wanted: list[Slot], pool: list[Offer]) -> list[list[Offer]]:
    """Return every way to fill places, as the offers taken: each unit once, nobody in a place that does not fit."""
    places = [slot for slot in wanted for _ in range(slot.units)]
    choices = [[None, *(offer for offer in pool if fits(slot, offer))] for slot in places]
    found = []
    for chosen in product(*choices):
        taken = [one for one in chosen if one is not None]
        if len({unit_key(one) for one in taken}) == len(taken):
            found.append(taken)
    return found


def ranks(taken: list[Offer], pool: list[Offer]) -> list[int]:
    """Return the places of the units taken in the order of preference."""
    order: list[str] = []
    for offer in sorted(pool, key=preference):
        if unit_key(offer) not in order:
            order.append(unit_key(offer))
    return sorted(order.index(unit_key(one)) for one in taken)


@settings(max_examples=200, deadline=None)
@given(slots, offers)
def test_no_way_to_fill_the_places_fills_more_or_takes_more_preferred_units(
    wanted: list[Slot], pool: list[Offer]
) -> None:
    found = cover(wanted, pool, LEAST_PERCENT)
    ways = assignments(wanted, pool)
    most = max(len(taken) for taken in ways)
    taken = [place.offer for place in found.places if place.offer]
    assert found.filled == most
    assert ranks(taken, pool) == min(ranks(way, pool) for way in ways if len(way) == most)


@given(slots, offers)
def test_every_place_is_filled_by_what_fits_and_each_unit_counts_once(wanted: list[Slot], pool: list[Offer]) -> None:
    found = cover(wanted, pool, LEAST_PERCENT)
    taken = [(place.slot, place.offer) for place in found.places if place.offer]
    assert all(fits(slot, offer) for slot, offer in taken)
    keys = [unit_key(offer) for _, offer in taken]
    assert len(set(keys)) == len(keys)
    assert sum(one.places for one in found.missing) == len(found.places) - found.filled


@given(slots, offers, st.randoms())
def test_the_order_in_which_pledges_come_changes_nothing(wanted: list[Slot], pool: list[Offer], chance: Random) -> None:
    shuffled = list(pool)
    chance.shuffle(shuffled)
    assert cover(wanted, shuffled, LEAST_PERCENT) == cover(wanted, pool, LEAST_PERCENT)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"level": "L1"}, "Level 1: it must rise to Level 2"),
        ({"notice_days": 61}, "notice of 61 days: it must come down to 60"),
        ({"strength": 69}, "69 people for 100 wanted: less than 70 %"),
        ({"trouble": ("deployed",)}, "deployed"),
    ],
)
def test_each_objection_is_told_in_words(changes: dict[str, object], words: str) -> None:
    assert objections(SLOT, OFFER, LEAST_PERCENT) == ()
    assert objections(SLOT, replace(OFFER, **changes), LEAST_PERCENT) == (words,)  # type: ignore[arg-type]


def test_at_just_the_least_strength_it_still_fits() -> None:
    assert objections(SLOT, replace(OFFER, strength=70), LEAST_PERCENT) == ()


def test_a_chain_of_moves_makes_room_for_one_more() -> None:
    """The better unit took the place that alone suits the other; it moves so that both stand."""
    narrow, wide = Slot(1, "INF-COY", 1, 100, "L1", None), Slot(2, "INF-COY", 1, 100, "L3", None)
    high, low = replace(OFFER, reference="high", level="L3"), replace(OFFER, reference="low", level="L1")
    found = cover([narrow, wide], [high, low], LEAST_PERCENT)
    assert [place.offer.reference for place in found.places if place.offer] == ["low", "high"]


def test_among_equals_the_one_that_can_be_relied_on_more_is_preferred() -> None:
    poor, good = (replace(OFFER, reference=name, confidence=score) for name, score in (("a", 40), ("b", 85)))
    assert cover([SLOT], [poor, good], LEAST_PERCENT).places[0].offer == good


def test_identical_units_offered_take_a_place_each() -> None:
    found = cover([replace(SLOT, units=3)], [replace(OFFER, units=2)], LEAST_PERCENT)
    assert found.filled == 2


def nearest(found: Coverage) -> str:
    """Return who comes nearest to the first empty slot."""
    first = found.missing[0].nearest
    return first.offer.reference if first else ""


def test_what_is_missing_names_the_nearest_by_what_it_would_take() -> None:
    low, far = replace(OFFER, reference="low", level="L1"), replace(OFFER, reference="far", level="L1", notice_days=90)
    found = cover([replace(SLOT, units=2)], [far, low], LEAST_PERCENT)
    assert found.missing[0].words == "2 of 2 INF-COY at Level 2 or above within 60 days"
    assert nearest(found) == "low"
    assert found.missing[0].nearest
    assert found.missing[0].nearest.objections == ("Level 1: it must rise to Level 2",)


def test_where_nobody_pledges_the_type_it_says_so() -> None:
    found = cover([SLOT], [], LEAST_PERCENT)
    assert found.missing[0].words.endswith("no pledge of this type is on the register")
    assert nearest(found) == ""


def test_shares_count_places_and_people_up_to_what_is_wanted() -> None:
    found = cover([replace(SLOT, units=2)], [replace(OFFER, strength=130)], LEAST_PERCENT)
    assert (found.slot_share, found.people_wanted, found.people_covered, found.people_share) == (0.5, 200, 100, 0.5)
    assert cover([], [], LEAST_PERCENT).slot_share == 0.0
