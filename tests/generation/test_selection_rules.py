"""Gates keep offers out, criteria weigh the rest exactly, and what came of it can be reckoned again from its record."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from muster.generation.rules import offer as offer_rules
from muster.generation.rules import request as request_rules
from muster.generation.rules import selection as selection_rules
from muster.generation.rules.selection_criteria import BY_CODE, CRITERIA
from muster.generation.rules.selection_facts import Bar, OfferFacts, TheatreFacts, Weight
from muster.generation.rules.selection_gates import SOURCES, Gate, gates_of
from muster.generation.rules.selection_record import content_of, first_difference, input_of, plain, replay
from muster.generation.rules.selection_score import evaluate, points, score_of
from muster.kit.errors import Refused
from muster.matching.rules import RULES
from muster.pledges.levels import Level
from muster.reference.parameters import parameter
from tests.generation.offers import given, indian, offer
from tests.matching.pairs import DAY, PARAMETERS, PLEDGE, POST


def gate(name: str, one: OfferFacts, **changes: object) -> Gate:
    """Return what a gate says of an offer."""
    return next(found for found in gates_of(one, given(one, **changes)) if found.gate == name)


def test_a_fitting_offer_passes_every_gate_and_each_gate_names_its_source() -> None:
    found = gates_of(offer(), given(offer()))
    assert [one.gate for one in found if not one.fits] == []
    assert {one.gate for one in found} == set(SOURCES)
    assert all(one.source for one in found)


def test_what_matching_asks_is_asked_by_the_same_rules() -> None:
    asked = [rule(PLEDGE, POST, _around()).rule for rule in RULES]
    assert [one.gate for one in gates_of(offer(), given(offer()))][: len(asked)] == asked


def _around() -> Any:
    from tests.matching.pairs import surroundings

    return surroundings(day=DAY)


@pytest.mark.parametrize(
    ("name", "one", "words"),
    [
        ("level", offer(pledges=(replace(PLEDGE, level="L1"),)), "assessment and advisory visit comes first"),
        ("level", offer(pledges=(replace(PLEDGE, level=Level.LAPSED.value),)), "Lapsed"),
        ("caveat: mission", offer(pledges=(replace(PLEDGE, excluded_missions=frozenset({"UNIFIL"})),)), "excludes"),
        ("condition", offer(pledges=(replace(PLEDGE, unmet_conditions=("command",)),)), "only if this holds first"),
        ("joint pledge", offer(pledges=(replace(PLEDGE, unanswered_partners=("IND",)),)), "has not agreed"),
        ("national act", offer(act_missions=frozenset({"UNDOF"})), "No act of Kazakhstan"),
        ("confirmation", offer(confirmed_until={"KAZ-COY-1": DAY}), "not since"),
        ("national ceiling", offer(act_ceiling=400, people_abroad=281), "1 too many"),
        ("host", offer(bars=(Bar("host", "Host objects: words", "Told words"),)), "Host objects"),
        ("vetting", offer(bars=(Bar("vetting", "Vetting block: secret", "A block. Ask us."),)), "secret"),
        ("sanctions", offer(bars=(Bar("sanctions", "Sanctions: words", "Told"),)), "Sanctions"),
    ],
)
def test_a_gate_shuts_and_says_why(name: str, one: OfferFacts, words: str) -> None:
    found = gate(name, one)
    assert not found.fits
    assert words in found.words
    assert not score_of(one, given(one)).passes


def test_a_ceiling_is_kept_to_the_last_person() -> None:
    assert gate("national ceiling", offer(act_ceiling=400, people_abroad=280)).fits
    assert gate("mission ceiling", offer(), ceiling=1000, people_in_mission=880).fits
    over = gate("mission ceiling", offer(), ceiling=1000, people_in_mission=881)
    assert not over.fits
    assert "881" not in over.to_state


def test_several_pledges_together_have_one_strength_and_each_its_own_caveats() -> None:
    first, second = replace(PLEDGE, strength=60), replace(PLEDGE, reference="KAZ-COY-2", strength=60)
    assert not gate("strength", offer(pledges=(first,))).fits
    together = offer(pledges=(first, second))
    assert all(one.fits for one in gates_of(together, given(together)))
    conflicting = replace(second, excluded_missions=frozenset({"UNIFIL"}), unit_type="SIG")
    shut = [one for one in gates_of(*_pair(first, conflicting)) if not one.fits]
    assert [(one.gate, one.pledge) for one in shut] == [("caveat: mission", "KAZ-COY-2")]


def _pair(first: Any, second: Any) -> tuple[OfferFacts, Any]:
    one = offer(pledges=(first, second))
    return one, given(one)


SERVED = TheatreFacts("serviceability", "unit-kaz", date(2018, 9, 20), 95)
UNSERVED = TheatreFacts("serviceability", "unit-kaz-2", date(2018, 9, 20), 75, "below the threshold")
NOT_READY = TheatreFacts("readiness", "unit-kaz", date(2018, 9, 20), None, "Not ready")
JUDGED: list[tuple[str, OfferFacts, Fraction | None]] = [
    ("fit", offer(fit_hundredths=8750, fit_words="7 of 8"), Fraction(7, 8)),
    ("fit", offer(), None),
    ("level", offer(), Fraction(1, 3)),
    ("level", offer(pledges=(replace(PLEDGE, level="RDL"),)), Fraction(1)),
    ("level", offer(pledges=(PLEDGE, replace(PLEDGE, level="L1"))), Fraction(0)),
    ("time", offer(), Fraction(180 - 152, 180)),
    ("equipment", offer(), Fraction(8, 10)),
    ("equipment", offer(items=0), None),
    ("performance", offer(calls=3, calls_kept=2), Fraction(2, 3)),
    ("performance", offer(), None),
    ("performance", offer(theatre=(SERVED, UNSERVED)), Fraction(85, 100)),
    ("performance", offer(calls=3, calls_kept=2, theatre=(SERVED, UNSERVED, NOT_READY)), Fraction(91, 120)),
    ("performance", offer(theatre=(NOT_READY,)), None),
    ("conduct", offer(), None),
    ("caveats", offer(caveats=2), Fraction(3, 5)),
    ("caveats", offer(caveats=9), Fraction(0)),
    ("caveats", offer(caveats=None), None),
    ("training", offer(visit_outcomes=("recommended", "after-follow-up")), Fraction(3, 4)),
    ("training", offer(), None),
    ("women", offer(), Fraction(5, 7)),
    ("women", offer(women=60), Fraction(1)),
    ("women", offer(women=None), None),
    ("acceptability", offer(beside=frozenset({"IND", "CHN"}), incompatible_with=frozenset({"IND"})), Fraction(1, 2)),
    ("acceptability", offer(), None),
    ("balance", offer(regional_group="Asia", group_people={"Asia": 100, "Africa": 300}), Fraction(3, 4)),
    ("balance", offer(regional_group="Asia"), None),
    ("distance", offer(), Fraction(20_015 - 4003, 20_015)),
    ("distance", offer(distance_km=None), None),
    ("sustainability", offer(), Fraction(1, 2)),
    ("sustainability", offer(rotations=None), None),
    (
        "interoperability",
        offer(has_unit_profile=True, beside=frozenset({"IND", "CHN"}), served_with=frozenset({"IND"})),
        Fraction(1, 2),
    ),
    ("interoperability", offer(), None),
    ("commitments", offer(announced=4, announced_unkept=1), Fraction(3, 4)),
    ("commitments", offer(), None),
]


@pytest.mark.parametrize(("code", "one", "share"), JUDGED)
def test_a_criterion_gives_an_exact_share_or_says_that_it_is_not_known(
    code: str, one: OfferFacts, share: Fraction | None
) -> None:
    found = BY_CODE[code].judge(one, given(one))
    assert found.share == share
    assert found.words.startswith("not known: ") == (share is None)


def test_languages_are_counted_against_those_of_the_post() -> None:
    post = replace(POST, languages=frozenset({"en", "fr"}))
    english = offer(pledges=(replace(PLEDGE, languages=frozenset({"en"})),))
    assert BY_CODE["language"].judge(english, given(english, post=post)).share == Fraction(1, 2)
    assert BY_CODE["language"].judge(offer(), given(offer(), post=post)).share is None
    assert BY_CODE["language"].judge(english, given(english)).share is None


def test_every_criterion_is_judged_above_and_has_a_weight_on_record_that_says_it_is_a_local_choice() -> None:
    assert {code for code, _, _ in JUDGED} | {"language"} == set(BY_CODE)
    rows = [parameter(one.parameter, DAY) for one in CRITERIA]
    assert sum(row.integer for row in rows) == 100
    assert {row.standing for row in rows} == {"local choice"}


def test_what_is_not_known_is_left_out_of_the_sum_of_weights_and_does_not_count_as_nothing() -> None:
    weights = (Weight("equipment", 30), Weight("sustainability", 10), Weight("conduct", 60))
    found = score_of(offer(), given(offer(), weights=weights))
    assert found.score_hundredths == 10_000 * (30 * 8 + 10 * 5) // 400
    assert (found.known_points, found.all_points) == (40, 100)
    nothing = score_of(offer(), given(offer(), weights=(Weight("conduct", 60),)))
    assert nothing.score_hundredths is None


def test_hundredths_of_a_point_are_rounded_halves_to_even() -> None:
    weights = (Weight("distance", 1),)
    for kilometres, expected in ((10_007, 5000), (20_014, 0), (1, 10_000)):
        one = offer(distance_km=kilometres)
        assert score_of(one, given(one, weights=weights)).score_hundredths == expected
    half = offer(items=80_000, items_lacking=79_996 - 0)
    assert score_of(half, given(half, weights=(Weight("equipment", 1),))).score_hundredths == 0
    assert points(7350) == "73.50"


def test_the_order_is_by_score_then_by_what_is_known_then_by_day_then_by_reference() -> None:
    assert evaluate(given(indian(), offer())).ranking == ("req-kaz-1", "req-ind-1")
    weights = (Weight("sustainability", 10), Weight("caveats", 10))
    more = indian(caveats=None, rotations=2), offer(caveats=None, rotations=2)
    assert evaluate(given(*more, weights=weights)).ranking == ("req-ind-1", "req-kaz-1")
    earlier = replace(more[1], made_on=date(2018, 8, 1))
    assert evaluate(given(more[0], earlier, weights=weights)).ranking == ("req-kaz-1", "req-ind-1")
    known = offer(caveats=0, rotations=4), indian(caveats=None, rotations=4, made_on=date(2018, 1, 1))
    assert evaluate(given(*known, weights=weights)).ranking == ("req-kaz-1", "req-ind-1")


def test_an_offer_that_a_gate_keeps_out_has_no_place() -> None:
    barred = offer(bars=(Bar("host", "words", "told"),))
    found = evaluate(given(barred, indian()))
    assert found.ranking == ("req-ind-1",)
    assert [one.place for one in found.offers] == [None, 1]


def test_a_choice_that_is_not_the_best_needs_a_written_reason_and_so_does_one_of_which_little_is_known() -> None:
    chosen = evaluate(given(offer(), indian(), chosen="req-ind-1"))
    assert chosen.reason_needed == "the chosen offer has not the best score"
    assert "write down why" in selection_rules.proposal_problem("req-ind-1", chosen, "  ")
    assert selection_rules.proposal_problem("req-ind-1", chosen, "Because it is nearer.") == ""
    best = evaluate(given(offer(), indian(), chosen="req-kaz-1", weights=(Weight("equipment", 1),)))
    assert best.reason_needed == ""
    little = (Weight("equipment", 49), Weight("conduct", 51))
    assert "only 49 of 100" in evaluate(given(offer(), chosen="req-kaz-1", weights=little)).reason_needed


def test_nothing_that_is_written_opens_a_gate() -> None:
    barred = offer(bars=(Bar("vetting", "Vetting block: secret", "A block. Ask us."),))
    found = evaluate(given(barred, chosen=barred.reference))
    assert "kept out" in selection_rules.proposal_problem(barred.reference, found, "A long reason.")
    assert "not among those compared" in selection_rules.proposal_problem("req-usa-1", found, "A long reason.")


def test_a_state_that_is_not_chosen_reads_of_its_own_offer_and_of_no_other() -> None:
    found = evaluate(given(offer(), indian(), chosen="req-kaz-1"))
    (told,) = found.feedback
    score = next(one for one in found.offers if one.offer == "req-ind-1").score_hundredths
    assert told.offer == "req-ind-1"
    assert told.reasons == (
        f"Another offer was chosen for the post. Yours reached {points(score or 0)} of 100 points.",
    )
    assert told.advice[0].startswith("Time to deploy")
    assert any(line.startswith("Equipment") for line in told.advice)
    assert told.advice[-1].startswith("Not known and left out of the score: ")
    text = json.dumps(plain(told))
    assert "kaz" not in text.lower()


def test_of_a_vetting_block_the_state_reads_that_it_is_there_and_no_reason() -> None:
    barred = indian(bars=(Bar("vetting", "Vetting block: secret", "A vetting block is on record. Ask the register."),))
    (told,) = evaluate(given(offer(), barred, chosen="req-kaz-1")).feedback
    assert told.reasons == ("A vetting block is on record. Ask the register.",)
    assert "secret" not in json.dumps(plain(told))


def test_advice_on_the_dearest_criteria_comes_first_and_is_as_long_as_the_parameter_says() -> None:
    weights = (Weight("equipment", 1), Weight("sustainability", 50), Weight("women", 20), Weight("distance", 30))
    (told,) = evaluate(given(offer(), indian(), chosen="req-kaz-1", weights=weights)).feedback
    assert [line.split(" (")[0] for line in told.advice] == ["Sustainability", "Distance", "Women"]


def test_what_was_found_in_theatre_is_told_in_words_and_only_what_is_counted_counts() -> None:
    one = offer(calls=1, calls_kept=1, theatre=(UNSERVED, NOT_READY))
    assert BY_CODE["performance"].judge(one, given(one)).words == (
        "1 of 1 calls met in time; serviceability of unit-kaz-2 on 20 September 2018: 75 %, below the threshold; "
        "readiness of unit-kaz on 20 September 2018: Not ready"
    )
    chosen = given(one, indian(), chosen="req-ind-1", weights=(Weight("performance", 10), Weight("fit", 10)))
    assert "keep what stands in theatre serviceable" in evaluate(chosen).feedback[0].advice[0]
    other = given(replace(one, calls_kept=0, theatre=()), indian(), chosen="req-ind-1", weights=chosen.weights)
    assert evaluate(other).feedback[0].advice[0].endswith("Meet the next call in time.")


def test_a_record_from_before_results_in_theatre_were_kept_is_replayed() -> None:
    one = offer(calls=3, calls_kept=2)
    said = given(one, indian(), chosen="req-kaz-1")
    content = json.loads(json.dumps(content_of(said, evaluate(said))))
    for kept in content["input"]["offers"]:
        del kept["theatre"]
    assert replay(content).is_identical


theatre = st.builds(
    TheatreFacts,
    kind=st.sampled_from(["serviceability", "readiness", "evaluation"]),
    unit=st.just("unit-kaz"),
    on=st.dates(date(2017, 1, 1), date(2018, 10, 1)),
    percent=st.none() | st.integers(0, 100),
    word=st.sampled_from(["", "Not ready"]),
)
shares = st.integers(0, 10)
facts = st.builds(
    offer,
    reference=st.sampled_from(["a-1", "b-1"]),
    items=st.integers(0, 50),
    items_lacking=st.just(0),
    women=st.none() | st.integers(0, 120),
    caveats=st.none() | shares,
    theatre=st.lists(theatre, max_size=3).map(tuple),
    rotations=st.none() | shares,
    distance_km=st.none() | st.integers(0, 20_000),
    fit_hundredths=st.none() | st.integers(0, 10_000),
    act_ceiling=st.none() | st.integers(0, 500),
    beside=st.frozensets(st.sampled_from(["IND", "CHN", "GHA"])),
    confirmed_until=st.dictionaries(st.just("KAZ-COY-1"), st.none() | st.dates(date(2018, 1, 1), date(2019, 1, 1))),
)


@examples(st.lists(facts, max_size=2, unique_by=lambda one: one.reference), st.sampled_from(["", "a-1"]))
def test_the_record_of_any_selection_goes_through_json_and_is_reckoned_again_to_the_last_figure(
    offers: list[OfferFacts], chosen: str
) -> None:
    said = given(*offers, chosen=chosen)
    content = content_of(said, evaluate(said))
    stored = json.loads(json.dumps(content))
    assert stored == content
    assert plain(input_of(stored)) == content["input"]
    assert replay(stored).is_identical


@examples(facts)
def test_a_score_lies_between_0_and_100_points(one: OfferFacts) -> None:
    found = score_of(one, given(one))
    assert found.score_hundredths is None or 0 <= found.score_hundredths <= 10_000


def _changed(content: dict[str, Any], change: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    copy: dict[str, Any] = json.loads(json.dumps(content))
    change(copy)
    return copy


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda one: one["output"]["offers"][0].update(score_hundredths=1), "output.offers[1].score_hundredths"),
        (lambda one: one["output"]["ranking"].reverse(), "output.ranking[1]"),
        (lambda one: one["output"]["offers"][0]["gates"][1].update(fits=False), "output.offers[1].gates[2].fits"),
        (lambda one: one["input"]["weights"][3].update(points=11), "output.feedback"),
        (lambda one: one["output"]["feedback"][0]["advice"].pop(), "output.feedback[1].advice"),
        (lambda one: one["output"].update(more=1), "output.more"),
        (lambda one: one["output"].pop("ranking"), "output.ranking"),
    ],
)
def test_whatever_is_altered_in_the_record_is_found_and_its_place_named(
    change: Callable[[dict[str, Any]], None], place: str
) -> None:
    said = given(offer(), indian(), chosen="req-kaz-1")
    content = content_of(said, evaluate(said))
    assert replay(_changed(content, change)).difference.startswith(place)


def test_a_number_is_not_taken_for_a_truth() -> None:
    assert first_difference(True, 1, "here") == "here: recorded True, reckoned 1"
    assert first_difference([1], [1, 2], "here") == "here: 1 entries recorded, 2 reckoned"


def test_a_record_that_cannot_be_read_is_refused_in_one_line() -> None:
    content = content_of(given(offer()), evaluate(given(offer())))
    with pytest.raises(Refused, match="this version replays format 1"):
        replay({**content, "format": 2})
    with pytest.raises(Refused, match="cannot be read at post"):
        replay(_changed(content, lambda one: one["input"].pop("post")))


@pytest.mark.parametrize("rules", [request_rules, offer_rules, selection_rules])
def test_every_step_that_is_not_on_the_list_is_refused_and_told_what_may_follow(rules: Any) -> None:
    for stage, following in rules.STEPS.items():
        for to in rules.STEPS:
            problem = rules.step_problem(stage, to)
            assert bool(problem) == (to not in following)
            assert not problem or problem.startswith(f"it is {stage}; what may follow is ")


def test_a_request_is_closed_early_only_with_a_reason() -> None:
    last = date(2018, 10, 31)
    assert "2 States have not replied" in request_rules.close_problem(
        reply_by=last, unanswered=2, reason=" ", today=last
    )
    assert request_rules.close_problem(reply_by=last, unanswered=2, reason="Enough.", today=last) == ""
    assert request_rules.close_problem(reply_by=last, unanswered=0, reason="", today=last) == ""
    assert request_rules.close_problem(reply_by=last, unanswered=2, reason="", today=date(2018, 11, 1)) == ""


def test_nobody_approves_what_they_proposed() -> None:
    assert selection_rules.approval_problem(7, 7)
    assert not selection_rules.approval_problem(7, 8)


def test_the_parameters_of_matching_are_those_of_the_gates() -> None:
    strict = replace(PARAMETERS, minimum_level="L3")
    assert not gate("level", offer(), matching=strict).fits
