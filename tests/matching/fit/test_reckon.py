"""The fit line by line, by hand; and that more never fits worse."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.matching.fit.facts import (
    AgreedDeviation,
    FitParameters,
    LineKind,
    LineStanding,
    PledgedEquipment,
    PledgedPost,
    PledgedSustainment,
    Substitute,
    WantedEquipment,
    WantedPost,
    WantedSustainment,
    WantedWords,
)
from muster.matching.fit.reckon import fit_of, share_of
from tests.matching.fit.statements import NUMBERS, PLEDGED, WANTED, fit, line, pickups, pledged, trucks, wanted


def test_a_pledge_that_meets_every_line_fits_wholly() -> None:
    found = fit()
    assert found.percent == 100
    assert {one.standing for one in found.lines} == {LineStanding.MET}
    assert (found.blocking, found.to_be_shown, found.cost_cents) == ((), (), 0)


def test_a_short_mandatory_line_blocks_and_takes_its_share() -> None:
    """Eight kinds of one weight: of the equipment 100 x 4/6 and 50 x 1 of 150, so 77.8 %; 97.2 % in all."""
    found = fit(WANTED, pledged(equipment=(trucks(4), PledgedEquipment("ELEC", "Generator", 2, "KAZ"))))
    short = line(found, LineKind.EQUIPMENT)
    assert (short.standing, short.have, short.short) == (LineStanding.SHORT, 4, 2)
    assert found.blocking == (short,)
    assert found.percent == 97


def test_an_optional_line_that_is_missing_blocks_nothing() -> None:
    found = fit(WANTED, pledged(equipment=(trucks(6),)))
    assert line(found, LineKind.EQUIPMENT, "elec generator").standing == LineStanding.MISSING
    assert found.blocking == ()
    assert found.percent < 100


def test_substitutes_fill_what_is_missing_at_their_rate_and_cost() -> None:
    found = fit(WANTED, pledged(equipment=(trucks(4), pickups(5))))
    met = line(found, LineKind.EQUIPMENT)
    assert met.standing == LineStanding.SUBSTITUTE
    assert met.cost_cents == 3000
    used = met.brought[-1]
    assert (used.item, used.quantity, used.covers, used.is_substitute) == ("Pick-up", 4, 2, True)
    assert met.words == "4 Pick-up stand for 2"


def test_an_item_that_is_required_itself_is_no_substitute_first() -> None:
    content = wanted(
        equipment=(WantedEquipment("VEH", "Truck", 1, (Substitute("Pick-up"),)), WantedEquipment("VEH", "Pick-up", 1))
    )
    found = fit(content, pledged(equipment=(pickups(1),)))
    assert line(found, LineKind.EQUIPMENT, "veh truck").standing == LineStanding.MISSING
    assert line(found, LineKind.EQUIPMENT, "veh pick up").standing == LineStanding.MET


def test_only_what_is_owned_and_serviceable_counts_and_the_rest_is_told() -> None:
    found = fit(WANTED, pledged(equipment=(trucks(4, serviceable=3), trucks(2, is_owned=False))))
    short = line(found, LineKind.EQUIPMENT)
    assert (short.have, short.short) == (3, 3)
    assert short.words == "1 not serviceable, not counted; 2 to be procured, not counted"


def test_the_same_name_in_another_category_is_another_item() -> None:
    found = fit(WANTED, pledged(equipment=(PledgedEquipment("ENG", "Truck, cargo", 6, "KAZ"),)))
    assert line(found, LineKind.EQUIPMENT).standing == LineStanding.MISSING


def test_a_capability_is_to_be_shown_and_not_counted_until_evidence_shows_it() -> None:
    content = wanted(capabilities=(WantedWords("fords rivers", "depth of 1 m"),))
    open_one = line(fit(content), LineKind.CAPABILITY)
    assert (open_one.standing, open_one.share, open_one.is_blocking) == (LineStanding.TO_BE_SHOWN, None, False)
    assert fit(content).percent == 100
    agreed = AgreedDeviation("capability", "ford river", evidence="report of the visit")
    shown = line(fit_of(content, (PLEDGED,), NUMBERS, (agreed,)), LineKind.CAPABILITY)
    assert (shown.standing, shown.share) == (LineStanding.SHOWN, Fraction(1))
    assert "report of the visit" in shown.words


def test_an_agreed_deviation_meets_a_line_only_down_to_the_agreed_quantity() -> None:
    agreed = AgreedDeviation("equipment", "veh truck cargo", accepted=4, words="four suffice in the dry season")
    for have, standing, short in ((6, "met", 0), (4, "deviation", 0), (3, "short", 1)):
        found = fit_of(WANTED, (pledged(equipment=(trucks(have),)),), NUMBERS, (agreed,))
        one = line(found, LineKind.EQUIPMENT)
        assert (one.standing, one.short) == (standing, short)
    waived = AgreedDeviation("equipment", "veh truck cargo")
    found = fit_of(WANTED, (pledged(equipment=()),), NUMBERS, (waived,))
    assert line(found, LineKind.EQUIPMENT).standing == LineStanding.DEVIATION
    assert found.blocking == ()


def test_an_agreed_notice_is_the_most_days() -> None:
    agreed = AgreedDeviation("notice", "notice", accepted=90)
    for days, standing, short in ((60, "met", 0), (90, "deviation", 0), (100, "short", 10)):
        found = fit_of(WANTED, (pledged(notice_days=days),), NUMBERS, (agreed,))
        one = line(found, LineKind.NOTICE)
        assert (one.standing, one.short) == (standing, short)


@pytest.mark.parametrize(
    ("changes", "kind", "standing", "short"),
    [
        ({"strength": 90}, LineKind.STRENGTH, "short", 10),
        ({"strength": 160, "women": 16}, LineKind.STRENGTH, "met", 0),
        ({"women": 11}, LineKind.WOMEN, "short", 1),
        ({"women": 0}, LineKind.WOMEN, "missing", 12),
        ({"languages": frozenset({"es"})}, LineKind.LANGUAGES, "missing", 1),
        ({"languages": frozenset()}, LineKind.LANGUAGES, "to-be-shown", 0),
        ({"notice_days": 61}, LineKind.NOTICE, "short", 1),
        ({"excluded_tasks": frozenset({"Patrols"})}, LineKind.TASK, "missing", 1),
        ({"doubted_tasks": frozenset({"patrol"})}, LineKind.TASK, "met", 0),
    ],
)
def test_each_line_of_the_header_and_the_tasks(
    changes: dict[str, object], kind: LineKind, standing: str, short: int
) -> None:
    one = line(fit(WANTED, pledged(**changes)), kind)
    assert (one.standing, one.short) == (standing, short)


def test_more_people_than_the_greatest_strength_are_told() -> None:
    assert "10 more than the greatest" in line(fit(WANTED, pledged(strength=160, women=16)), LineKind.STRENGTH).words


def test_a_statement_without_a_line_says_nothing_of_it_and_the_environment_is_to_be_shown() -> None:
    bare = wanted(women_minimum_percent=0, notice_days=None, languages=frozenset(), environment="Desert, +50 C")
    found = fit(bare, pledged(environment_limits="up to +40 C"))
    kinds = {one.kind for one in found.lines}
    assert not kinds & {LineKind.WOMEN, LineKind.NOTICE, LineKind.LANGUAGES}
    shown = line(found, LineKind.ENVIRONMENT)
    assert (shown.standing, shown.is_mandatory) == (LineStanding.TO_BE_SHOWN, False)
    assert "up to +40 C" in shown.words


def test_a_post_goes_by_specialist_code_where_both_have_one_and_by_title_otherwise() -> None:
    content = wanted(posts=(WantedPost("Surgeon", 1, specialist_code="MED-1"), WantedPost("Nurse", 2)))
    staff = (PledgedPost("Chirurgien", 1, "KAZ", specialist_code="med 1"), PledgedPost("Nurses", 1, "KAZ"))
    found = fit(content, pledged(posts=staff))
    assert line(found, LineKind.POST, "med 1").standing == LineStanding.MET
    assert line(found, LineKind.POST, "nurse").short == 1


def test_people_who_speak_the_language_are_kept_for_the_post_that_needs_it() -> None:
    content = wanted(posts=(WantedPost("Medic", 1), WantedPost("Medic", 1, language="fr")))
    staff = (PledgedPost("Medic", 1, "KAZ", language="fr"), PledgedPost("Medic", 1, "KAZ"))
    found = fit(content, pledged(languages=frozenset({"ru"}), posts=staff))
    assert line(found, LineKind.POST, "medic").standing == LineStanding.MET
    assert line(found, LineKind.POST, "medic #2").standing == LineStanding.MET


@pytest.mark.parametrize(
    ("line_wanted", "lines", "standing", "short"),
    [
        (WantedSustainment("CAT"), (), "missing", 1),
        (WantedSustainment("CAT"), (PledgedSustainment("CAT", "organisation", "KAZ"),), "missing", 1),
        (WantedSustainment("CAT", "organisation"), (), "met", 0),
        (WantedSustainment("CAT", "either"), (PledgedSustainment("CAT", "organisation", "KAZ"),), "met", 0),
        (WantedSustainment("CAT", "either"), (), "missing", 1),
        (WantedSustainment("CAT", stock_days=30), (PledgedSustainment("CAT", "state", "KAZ", "", 20),), "short", 10),
        (WantedSustainment("CAT", stock_days=30), (PledgedSustainment("CAT", "state", "KAZ"),), "short", 30),
    ],
)
def test_self_sustainment_goes_by_who_provides_it_and_the_days_of_stock(
    line_wanted: WantedSustainment, lines: tuple[PledgedSustainment, ...], standing: str, short: int
) -> None:
    found = fit(wanted(self_sustainment=(line_wanted,)), pledged(self_sustainment=lines))
    one = line(found, LineKind.SELF_SUSTAINMENT)
    assert (one.standing, one.short) == (standing, short)


def test_several_pledges_add_up_and_each_line_says_who_brings_what() -> None:
    first = pledged(strength=60, women=6, equipment=(trucks(4),))
    second = pledged(pledge="IND-COY-1", state="IND", strength=50, women=6, posts=(), equipment=(
        PledgedEquipment("VEH", "Truck cargo", 3, "IND"),))  # fmt: skip
    found = fit(WANTED, first, second)
    met = line(found, LineKind.EQUIPMENT)
    assert [(one.pledge, one.state, one.quantity) for one in met.brought] == [
        ("KAZ-COY-1", "KAZ", 4),
        ("IND-COY-1", "IND", 2),
    ]
    assert line(found, LineKind.STRENGTH).have == 110
    assert found.pledges == ("KAZ-COY-1", "IND-COY-1")


def test_a_partner_s_line_of_a_joint_pledge_says_who_brings_it() -> None:
    joint = pledged(equipment=(PledgedEquipment("VEH", "Truck, cargo", 6, "VNM"),))
    assert line(fit(WANTED, joint), LineKind.EQUIPMENT).brought[0].state == "VNM"


def test_a_weight_of_nothing_leaves_optional_lines_out_of_the_percent() -> None:
    numbers = FitParameters(NUMBERS.weights, optional_percent=0)
    assert fit_of(WANTED, (pledged(equipment=(trucks(6),), women=0),), numbers).percent == 100


def test_the_share_for_the_planner_is_that_of_the_fit() -> None:
    worse = pledged(equipment=())
    found, share = fit_of(WANTED, (worse,), NUMBERS), share_of(WANTED, worse, NUMBERS)
    assert (share.percent, share.gaps) == (found.percent, len(found.blocking))


ITEMS = st.sampled_from(["truck", "pick-up", "bus", "tank", "boat"])
QUANTITIES = st.integers(1, 7)
PLEDGED_LINES = st.lists(st.builds(PledgedEquipment, st.just("VEH"), ITEMS, QUANTITIES, st.just("KAZ")), max_size=5)
SUBSTITUTES = st.builds(Substitute, ITEMS, st.integers(1, 3), st.integers(1, 3), st.integers(0, 500))
WANTED_LINES = st.lists(
    st.builds(
        WantedEquipment,
        st.just("VEH"),
        ITEMS,
        QUANTITIES,
        st.lists(SUBSTITUTES, max_size=3).map(tuple),
        st.booleans(),
    ),
    min_size=1,
    max_size=4,
)


@given(WANTED_LINES, PLEDGED_LINES)
def test_no_item_is_counted_twice(lines: list[WantedEquipment], brought: list[PledgedEquipment]) -> None:
    found = fit(wanted(equipment=tuple(lines)), pledged(equipment=tuple(brought)))
    used: dict[str, int] = {}
    for one in found.lines:
        if one.kind == LineKind.EQUIPMENT:
            assert one.have <= one.wanted
            for part in one.brought:
                used[part.item] = used.get(part.item, 0) + part.quantity
    for item, quantity in used.items():
        assert quantity <= sum(part.quantity for part in brought if part.item == item)


@given(WANTED_LINES, PLEDGED_LINES, PLEDGED_LINES)
def test_more_items_never_fit_worse(
    lines: list[WantedEquipment], brought: list[PledgedEquipment], more: list[PledgedEquipment]
) -> None:
    content = wanted(equipment=tuple(lines))
    before = fit(content, pledged(equipment=tuple(brought)))
    after = fit(content, pledged(equipment=(*brought, *more)))
    assert after.percent >= before.percent


@given(st.lists(st.builds(PledgedPost, ITEMS, QUANTITIES, st.just("KAZ")), max_size=4),
       st.lists(st.builds(PledgedPost, ITEMS, QUANTITIES, st.just("KAZ")), max_size=4),
       st.lists(st.builds(WantedPost, ITEMS, QUANTITIES, language=st.sampled_from(["", "fr", "ru"])), min_size=1,
                max_size=4))  # fmt: skip
def test_more_people_in_posts_never_fit_worse_and_none_is_counted_twice(
    brought: list[PledgedPost], more: list[PledgedPost], posts: list[WantedPost]
) -> None:
    content = wanted(posts=tuple(posts))
    before = fit(content, pledged(posts=tuple(brought)))
    after = fit(content, pledged(posts=(*brought, *more)))
    assert after.percent >= before.percent
    counted = sum(one.have for one in after.lines if one.kind == LineKind.POST)
    assert counted <= sum(one.count for one in (*brought, *more))


@given(WANTED_LINES, PLEDGED_LINES)
def test_the_shares_agree_with_the_standings(lines: list[WantedEquipment], brought: list[PledgedEquipment]) -> None:
    for one in fit(wanted(equipment=tuple(lines)), pledged(equipment=tuple(brought))).lines:
        if one.kind == LineKind.EQUIPMENT:
            assert one.share == Fraction(one.have, one.wanted)
            assert (one.short == 0) == (one.standing in (LineStanding.MET, LineStanding.SUBSTITUTE))
            assert (one.have == 0) == (one.standing == LineStanding.MISSING)
