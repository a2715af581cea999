"""Each rule of eligibility says yes and no in words; the words are what people read."""

from dataclasses import replace
from datetime import date

import pytest

from muster.kit.intervals import DateInterval
from muster.matching import rules
from muster.matching.facts import PledgeFacts, PostFacts, Surroundings
from tests.matching.pairs import PARAMETERS, asked, pledge, post, surroundings

HELD_BY_INDIA = {"IND": (DateInterval(date(2018, 6, 1)),)}


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
def test_every_rule_is_content_with_a_pair_that_fits_and_says_so_in_words(rule: rules.Rule) -> None:
    finding = asked(rule)
    assert finding.fits
    assert finding.words.strip()
    assert finding.rule.strip()


def test_no_two_rules_share_a_name_for_gaps_are_counted_by_it() -> None:
    names = [asked(rule).rule for rule in rules.RULES]
    assert len(set(names)) == len(names)


def test_every_rule_names_its_source_or_that_it_is_a_local_choice() -> None:
    for rule in rules.RULES:
        told = (rule.__doc__ or "").lower()
        assert "source" in told or "local choice" in told, rule.__name__


REFUSALS: list[tuple[rules.Rule, PledgeFacts, PostFacts, Surroundings, str]] = [
    (
        rules.unit_type_is_the_one_wanted,
        pledge(unit_type="ENG-CON"),
        post(),
        surroundings(),
        "The post wants INF-COY; this is ENG-CON.",
    ),
    (
        rules.level_allows_selection,
        pledge(level="L0"),
        post(),
        surroundings(),
        "Draft: below Level 2, the least for a selection.",
    ),
    (
        rules.level_allows_selection,
        pledge(level="lapsed"),
        post(),
        surroundings(),
        "Lapsed: below Level 2, the least for a selection.",
    ),
    (
        rules.level_allows_selection,
        pledge(level="withdrawn"),
        post(),
        surroundings(),
        "Withdrawn: below Level 2, the least for a selection.",
    ),
    (
        rules.level_allows_selection,
        pledge(level="L1"),
        post(),
        surroundings(parameters=replace(PARAMETERS, minimum_level="L3")),
        "Level 1: below Level 3, the least for a selection.",
    ),
    (
        rules.strength_suffices,
        pledge(strength=83),
        post(),
        surroundings(),
        "83 people for 120 wanted: less than 70 %.",
    ),
    (
        rules.mission_is_not_excluded,
        pledge(excluded_missions=frozenset({"UNIFIL", "MINUSMA"})),
        post(),
        surroundings(),
        "Kazakhstan excludes UNIFIL for this unit.",
    ),
    (
        rules.region_is_not_excluded,
        pledge(excluded_regions=frozenset({"Middle East"})),
        post(),
        surroundings(),
        "Kazakhstan excludes the region Middle East for this unit.",
    ),
    (
        rules.tasks_are_not_excluded,
        pledge(excluded_tasks=frozenset({"riot control", "escort"})),
        post(tasks=frozenset({"escort", "patrol", "riot control"})),
        surroundings(),
        "Kazakhstan excludes the task escort, riot control.",
    ),
    (
        rules.languages_are_shared,
        pledge(languages=frozenset({"ru", "kk"})),
        post(languages=frozenset({"en"})),
        surroundings(),
        "The post works in en; the unit in kk, ru.",
    ),
    (
        rules.national_act_names_the_mission,
        pledge(),
        post(),
        surroundings(authorised_missions={"KAZ": frozenset({"UNDOF"})}),
        "No act of Kazakhstan in force names UNIFIL.",
    ),
    (
        rules.needed_partner_stands_there,
        pledge(needed_partners=frozenset({"IND", "FRA"})),
        post(held_by_partners={"ITA": HELD_BY_INDIA["IND"]}),
        surroundings(),
        "The unit deploys only beside FRA or IND, which has no agreed stay in UNIFIL-BATT.",
    ),
    (
        rules.a_tour_fits_in_time,
        pledge(stay_minimum_months=9, caveat_stay_months=4),
        post(),
        surroundings(),
        "Its shortest tour is 9 months, its caveat allows 4.",
    ),
]


@pytest.mark.parametrize(
    ("rule", "one", "other", "around", "words"), REFUSALS, ids=[f"{row[0].__name__}: {row[4]}" for row in REFUSALS]
)
def test_a_refusal_says_what_stands_against_the_pair(
    rule: rules.Rule, one: PledgeFacts, other: PostFacts, around: Surroundings, words: str
) -> None:
    finding = asked(rule, one, other, around)
    assert not finding.fits
    assert finding.words == words


def test_a_pledge_at_level_1_hears_what_comes_first_and_the_earliest_month() -> None:
    finding = asked(rules.level_allows_selection, pledge(level="L1"))
    assert finding.words == "Level 1: an assessment and advisory visit comes first; earliest 2019-11."
    assert finding.earliest == date(2019, 11, 1)


@pytest.mark.parametrize("level", ["L2", "L3", "RDL"])
def test_every_level_from_the_least_upwards_may_be_selected(level: str) -> None:
    assert asked(rules.level_allows_selection, pledge(level=level)).fits


def test_a_unit_of_exactly_the_least_share_is_strong_enough() -> None:
    """84 of 120 is exactly 70 %."""
    assert asked(rules.strength_suffices, pledge(strength=84)).fits


def test_a_caveat_on_another_mission_region_or_task_is_no_obstacle() -> None:
    free = pledge(
        excluded_missions=frozenset({"MINUSMA"}),
        excluded_regions=frozenset({"Africa"}),
        excluded_tasks=frozenset({"riot control"}),
    )
    busy = post(tasks=frozenset({"patrol"}))
    for rule in (rules.mission_is_not_excluded, rules.region_is_not_excluded, rules.tasks_are_not_excluded):
        assert asked(rule, free, busy).fits


def test_a_mission_without_a_region_on_record_is_not_excluded_by_an_empty_caveat() -> None:
    assert asked(rules.region_is_not_excluded, pledge(excluded_regions=frozenset({""})), post(region="")).fits


@pytest.mark.parametrize(("spoken", "wanted"), [({"ru"}, set()), (set(), {"en"}), ({"ru", "en"}, {"en", "fr"})])
def test_languages_conflict_only_where_both_are_on_record(spoken: set[str], wanted: set[str]) -> None:
    finding = asked(rules.languages_are_shared, pledge(languages=frozenset(spoken)), post(languages=frozenset(wanted)))
    assert finding.fits


def test_an_act_that_names_the_mission_is_told() -> None:
    around = surroundings(authorised_missions={"KAZ": frozenset({"UNIFIL"}), "IND": frozenset()})
    assert asked(rules.national_act_names_the_mission, around=around).words == "an act in force names UNIFIL"


def test_an_act_of_another_state_holds_nobody_back() -> None:
    around = surroundings(authorised_missions={"IND": frozenset({"UNDOF"})})
    assert asked(rules.national_act_names_the_mission, around=around).fits


def test_one_of_the_needed_partners_is_enough() -> None:
    one = pledge(needed_partners=frozenset({"IND", "FRA"}))
    finding = asked(rules.needed_partner_stands_there, one, post(held_by_partners=HELD_BY_INDIA))
    assert finding.fits
    assert finding.words == "FRA or IND has an agreed stay in UNIFIL-BATT"


def test_a_tour_that_fits_tells_from_when_and_how_long() -> None:
    finding = asked(rules.a_tour_fits_in_time)
    assert finding.fits
    assert finding.words == "from 31 October 2018, tours of 6 to 12 months"
    assert finding.earliest == date(2018, 10, 31)


def test_a_post_that_ends_before_the_unit_is_ready_is_refused_with_the_day_of_readiness() -> None:
    finding = asked(rules.a_tour_fits_in_time, other=post(needed=DateInterval(date(2018, 6, 1), date(2018, 10, 31))))
    assert not finding.fits
    assert finding.words == ("Ready on 31 October 2018; the post, the unit and its partner share no day from then on.")
    assert finding.earliest == date(2018, 10, 31)


@pytest.mark.parametrize(("until", "fits"), [(date(2019, 4, 29), False), (date(2019, 4, 30), True)])
def test_the_shortest_tour_must_fit_to_the_day(until: date, fits: bool) -> None:
    """From 31 October 2018, six months end with 30 April 2019."""
    finding = asked(rules.a_tour_fits_in_time, other=post(needed=DateInterval(date(2018, 6, 1), until)))
    assert finding.fits is fits
    if not fits:
        assert finding.words == "Between 31 October 2018 and 29 April 2019 no tour of 6 months fits."


def test_a_maximum_stay_below_the_longest_tour_shortens_the_tour_without_refusing_it() -> None:
    finding = asked(rules.a_tour_fits_in_time, pledge(caveat_stay_months=8))
    assert finding.words == "from 31 October 2018, tours of 6 to 8 months"


def test_an_open_hard_condition_is_told_in_the_state_s_words() -> None:
    assert asked(rules.conditions_are_met).fits
    refusal = asked(rules.conditions_are_met, pledge(unmet_conditions=("it commands the force",)))
    assert not refusal.fits
    assert refusal.words == "Kazakhstan gives the unit only if this holds first: it commands the force."


def test_a_partner_who_withdrew_or_has_not_answered_stands_in_the_way() -> None:
    assert asked(rules.every_partner_agrees).fits
    for changes, word in (
        ({"withdrawn_partners": ("IND",)}, "withdrew"),
        ({"unanswered_partners": ("IND",)}, "agreed"),
    ):
        refusal = asked(rules.every_partner_agrees, pledge(**changes))
        assert not refusal.fits
        assert refusal.words.startswith("IND")
        assert word in refusal.words


def test_a_unit_deployed_for_another_register_fills_no_post() -> None:
    assert asked(rules.unit_is_not_deployed_for_another).fits
    refusal = asked(rules.unit_is_not_deployed_for_another, pledge(unit_deployed_for="African Union Commission"))
    assert not refusal.fits
    assert "African Union Commission" in refusal.words
