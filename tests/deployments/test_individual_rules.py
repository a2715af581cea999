"""Days of replacements, eligibility, extension, repatriation and the stages of nominees: what the rules say."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.deployments.individual_parameters import (
    TOUR_OF_CATEGORY,
    day_parameters,
    eligibility_parameters,
    tour_bounds,
)
from muster.deployments.rules import eligibility, nominations, repatriation, tenure
from muster.deployments.rules.eligibility import CredentialFacts, Finding, PersonFacts, PostWants, RuleVerdict
from muster.deployments.rules.headquarters_share import HeldPost, shares
from muster.deployments.rules.individual_days import replacement_days, travel_is_urgent
from muster.deployments.rules.individuals_due import ORDER, Due, Held, due_line, due_list
from muster.kit.intervals import DateInterval, add_months, union
from muster.reference.individuals import individual_rules

DAY = date(2026, 3, 1)
DAYS = day_parameters(DAY)
NUMBERS = eligibility_parameters(DAY)
any_day = st.dates(date(2000, 1, 1), date(2050, 12, 31))
ALL_RULES = tuple(eligibility.RULES)
FIT = PersonFacts(
    rank="Major",
    born_on=date(1990, 1, 1),
    service_from=date(2010, 1, 1),
    credentials=(
        CredentialFacts("passport", date(2020, 1, 1), date(2030, 1, 1)),
        CredentialFacts("language", date(2025, 1, 1), date(2027, 1, 1), "en"),
        CredentialFacts("driving", date(2015, 1, 1)),
        CredentialFacts("medical", date(2026, 1, 15)),
        CredentialFacts("vetting", date(2026, 1, 1), date(2027, 1, 1)),
        CredentialFacts("training", date(2026, 1, 1), date(2028, 1, 1)),
    ),
)
POST = PostWants("observer", date(2026, 6, 1), languages=("en",))


def asked(rule: str, person: PersonFacts = FIT, post: PostWants = POST, submitted: date = DAY) -> Finding:
    """Return what one rule says."""
    return eligibility.RULES[rule](person, post, NUMBERS, submitted)


def without(kind: str, *more: CredentialFacts) -> PersonFacts:
    """Return the fit person with other proofs of a kind."""
    return replace(FIT, credentials=(*(one for one in FIT.credentials if one.kind != kind), *more))


@pytest.mark.parametrize(
    ("leaves_on", "arrives_on", "nominate_by"),
    [
        (date(2023, 4, 4), date(2023, 3, 31), date(2023, 2, 28)),
        (date(2024, 4, 4), date(2024, 3, 31), date(2024, 2, 29)),
        (date(2024, 3, 4), date(2024, 2, 29), date(2024, 1, 29)),
        (date(2023, 1, 4), date(2022, 12, 31), date(2022, 11, 30)),
        (date(2026, 7, 15), date(2026, 7, 11), date(2026, 6, 11)),
    ],
)
def test_a_replacement_comes_four_days_before_and_is_named_a_month_before_that(
    leaves_on: date, arrives_on: date, nominate_by: date
) -> None:
    days = replacement_days(leaves_on, DAYS)
    assert (days.arrives_on, days.nominate_by) == (arrives_on, nominate_by)


@given(any_day)
def test_a_month_is_never_shorter_than_the_calendar_allows(leaves_on: date) -> None:
    days = replacement_days(leaves_on, DAYS)
    assert add_months(days.nominate_by, 1) <= days.arrives_on < days.leaves_on
    assert 28 <= (days.arrives_on - days.nominate_by).days <= 31
    assert days.request_by < days.nominate_by < days.travel_by < days.arrives_on


@given(any_day, st.integers(-5, 40))
def test_travel_is_urgent_below_the_threshold_only(arrives_on: date, left: int) -> None:
    assert travel_is_urgent(arrives_on - timedelta(days=left), arrives_on, DAYS) == (left < 21)


def test_whoever_fulfils_all_is_hindered_by_nothing() -> None:
    found = eligibility.findings(FIT, POST, NUMBERS, DAY, ALL_RULES)
    assert [one.rule for one in found] == list(ALL_RULES)
    assert {one.verdict for one in found} == {RuleVerdict.MET}


def test_whoever_is_not_known_is_never_taken_for_eligible() -> None:
    found = eligibility.findings(PersonFacts(), POST, NUMBERS, DAY, ALL_RULES)
    assert {one.verdict for one in found} == {RuleVerdict.NOT_KNOWN}
    assert all(one.remedy for one in found)
    assert [one.rule for one in eligibility.hindering(found, {"age", "rank"})] == [
        one for one in ALL_RULES if one not in ("age", "rank")
    ]


@pytest.mark.parametrize(
    ("rule", "person", "post", "verdict"),
    [
        ("age", replace(FIT, born_on=date(2001, 6, 1)), POST, RuleVerdict.MET),
        ("age", replace(FIT, born_on=date(2001, 6, 2)), POST, RuleVerdict.NOT_MET),
        ("age", replace(FIT, born_on=date(1970, 6, 2)), POST, RuleVerdict.MET),
        ("age", replace(FIT, born_on=date(1970, 6, 1)), POST, RuleVerdict.NOT_MET),
        ("age", replace(FIT, born_on=date(1970, 6, 1)), replace(POST, category="police"), RuleVerdict.MET),
        ("age", PersonFacts(), replace(POST, category="provided"), RuleVerdict.MET),
        ("service", replace(FIT, service_from=date(2021, 6, 1)), POST, RuleVerdict.MET),
        ("service", replace(FIT, service_from=date(2021, 6, 2)), POST, RuleVerdict.NOT_MET),
        ("rank", replace(FIT, rank="captain "), POST, RuleVerdict.MET),
        ("rank", replace(FIT, rank="Colonel"), POST, RuleVerdict.NOT_MET),
        ("rank", replace(FIT, rank="Colonel"), replace(POST, ranks=("colonel",)), RuleVerdict.MET),
        ("rank", replace(FIT, rank=""), replace(POST, category="police"), RuleVerdict.MET),
        ("language", FIT, replace(POST, languages=("en", "fr")), RuleVerdict.NOT_KNOWN),
        ("language", FIT, replace(POST, languages=()), RuleVerdict.MET),
        ("driving", without("driving", CredentialFacts("driving", date(2024, 6, 1))), POST, RuleVerdict.MET),
        ("driving", without("driving", CredentialFacts("driving", date(2024, 6, 2))), POST, RuleVerdict.NOT_MET),
        ("driving", without("driving"), POST, RuleVerdict.NOT_KNOWN),
        ("medical", without("medical", CredentialFacts("medical", date(2025, 9, 1))), POST, RuleVerdict.MET),
        ("medical", without("medical", CredentialFacts("medical", date(2025, 8, 31))), POST, RuleVerdict.NOT_MET),
        ("medical", without("medical", CredentialFacts("medical", date(2026, 3, 2))), POST, RuleVerdict.NOT_KNOWN),
        ("training", FIT, replace(POST, arrives_on=date(2027, 12, 31)), RuleVerdict.MET),
        ("training", FIT, replace(POST, arrives_on=date(2028, 1, 1)), RuleVerdict.NOT_MET),
        ("vetting", without("vetting"), POST, RuleVerdict.NOT_KNOWN),
        ("passport", FIT, replace(POST, arrives_on=date(2030, 1, 1)), RuleVerdict.NOT_MET),
    ],
)
def test_each_rule_holds_to_its_bound(rule: str, person: PersonFacts, post: PostWants, verdict: RuleVerdict) -> None:
    finding = asked(rule, person, post)
    assert finding.verdict == verdict
    assert bool(finding.remedy) == (verdict != RuleVerdict.MET)


def test_an_examination_of_the_end_of_august_is_old_after_the_end_of_february() -> None:
    person = without("medical", CredentialFacts("medical", date(2025, 8, 31)))
    assert asked("medical", person, submitted=date(2026, 2, 28)).verdict == RuleVerdict.MET
    assert asked("medical", person, submitted=date(2026, 3, 1)).verdict == RuleVerdict.NOT_MET


@pytest.mark.parametrize("tour", sorted(set(TOUR_OF_CATEGORY.values())))
def test_what_a_category_is_asked_the_rules_can_answer(tour: str) -> None:
    rows = individual_rules(tour)
    assert {one.rule for one in rows} <= set(ALL_RULES)
    assert {one.waived_by for one in rows} <= {"secretariat", "nobody"}
    assert {"medical", "vetting"} <= {one.rule for one in rows if one.waived_by == "nobody"}


def test_every_rule_names_its_source() -> None:
    assert [name for name, rule in eligibility.RULES.items() if "S3" not in (doc := rule.__doc__ or "")
            and "S41" not in doc and "recalled" not in doc] == []  # fmt: skip


HELD = DateInterval(date(2025, 6, 1), date(2026, 6, 1))


@pytest.mark.parametrize(
    ("until", "mandate", "count"),
    [
        (date(2026, 12, 1), None, 0),
        (date(2026, 12, 2), None, 1),
        (date(2026, 6, 1), None, 1),
        (date(2026, 9, 1), date(2026, 8, 31), 1),
        (date(2026, 8, 31), date(2026, 8, 31), 0),
    ],
)
def test_an_extension_keeps_within_six_months_and_the_mandate(until: date, mandate: date | None, count: int) -> None:
    problems = tenure.extension_problems(HELD, HELD.until or DAY, until, tour_bounds("observer"), mandate)
    assert len(problems) == count


def test_two_extensions_count_from_the_end_first_agreed() -> None:
    extended = DateInterval(HELD.start, date(2026, 10, 1))
    bounds = tour_bounds("staff-officer")
    assert tenure.extension_problems(extended, date(2026, 6, 1), date(2026, 12, 1), bounds, None) == []
    assert len(tenure.extension_problems(extended, date(2026, 6, 1), date(2027, 1, 1), bounds, None)) == 1


def test_an_extension_has_no_bound_where_none_is_known() -> None:
    assert tenure.extension_problems(HELD, date(2026, 6, 1), date(2029, 6, 1), tour_bounds("provided"), None) == []


def test_an_extension_is_recommended_by_the_mission_then_agreed_by_the_state_then_the_secretariat() -> None:
    stages = [tenure.PROPOSED, tenure.RECOMMENDED, tenure.STATE_AGREES, tenure.AGREED, tenure.REFUSED]
    assert [tenure.turn_of(stage) for stage in stages] == ["mission", "state", "secretariat", "", ""]
    for at, stage in enumerate(stages[:3]):
        assert tenure.legal_next(stage) == {stages[at + 1], tenure.REFUSED}
    assert not tenure.legal_next(tenure.AGREED) | tenure.legal_next(tenure.REFUSED)


@pytest.mark.parametrize(
    ("on", "category", "free_from", "place"),
    [
        (date(2026, 1, 1), "observer", date(2026, 1, 1), None),
        (date(2026, 1, 1), "observer", date(2026, 1, 2), "post"),
        (date(2026, 1, 1), "observer", None, "post"),
        (date(2026, 1, 1), "police", date(2026, 1, 1), "post"),
        (date(2025, 6, 1), "observer", date(2025, 1, 1), "on"),
        (date(2026, 6, 1), "observer", date(2025, 1, 1), "on"),
    ],
)
def test_a_transfer_is_within_the_tour_to_a_free_post_of_the_category(
    on: date, category: str, free_from: date | None, place: str | None
) -> None:
    problems = tenure.transfer_problems(HELD, on, "observer", category, free_from)
    assert [one.place for one in problems] == ([place] if place else [])


@given(st.lists(st.tuples(any_day, st.integers(1, 800)), max_size=6), any_day, st.integers(1, 2000))
def test_every_day_of_a_post_has_its_holder_or_lies_in_a_gap(
    tours: list[tuple[date, int]], start: date, length: int
) -> None:
    wanted = DateInterval(start, start + timedelta(days=length))
    holders = [DateInterval(first, first + timedelta(days=days)) for first, days in tours]
    open_days = tenure.gaps(wanted, holders)
    assert not any(gap.overlaps(holder) for gap in open_days for holder in holders)
    assert any(each.covers(wanted) for each in union([*open_days, *holders]))


@pytest.mark.parametrize(
    ("kind", "payer", "bars"),
    [
        ("end-of-tour", "organisation", False),
        ("medical", "organisation", False),
        ("compassionate", "not settled", False),
        ("national-recall", "state", False),
        ("below-standard", "state", False),
        ("disciplinary", "state", True),
        ("drawdown", "not settled", False),
    ],
)
def test_each_kind_of_repatriation_says_who_pays_and_whether_it_bars(kind: str, payer: str, bars: bool) -> None:
    assert (repatriation.payer(kind), repatriation.KINDS[kind].bars) == (payer, bars)
    assert repatriation.payer("medical", pre_existing=True) == repatriation.Payer.STATE


@pytest.mark.parametrize(
    ("kind", "unfit", "treatable", "case", "reason", "places"),
    [
        ("end-of-tour", None, True, "", "", []),
        ("medical", 31, True, "", "unfit", []),
        ("medical", 30, True, "", "unfit", ["unfit days"]),
        ("medical", None, False, "", "unfit", []),
        ("disciplinary", None, True, "", "", ["case", "reason"]),
        ("disciplinary", None, True, "C-1", "found", []),
        ("holiday", None, True, "", "", ["kind"]),
    ],
)
def test_a_repatriation_lacks_nothing_before_it_is_entered(
    kind: str, unfit: int | None, treatable: bool, case: str, reason: str, places: list[str]
) -> None:
    problems = repatriation.repatriation_problems(
        kind, unfit_days=unfit, threshold_days=30, is_treatable=treatable, case=case, reason=reason
    )
    assert [one.place for one in problems] == places


ALL_STAGES = sorted(nominations.NOMINEE_STEPS)


@pytest.mark.parametrize("stage", ALL_STAGES)
@pytest.mark.parametrize("to", ALL_STAGES)
def test_a_nominee_goes_the_road_step_by_step_or_leaves_it(stage: str, to: str) -> None:
    road = nominations.ROAD
    is_next = stage in road and to in road and road.index(to) == road.index(stage) + 1
    leaves = stage not in nominations.OVER and to in (nominations.REJECTED, nominations.WITHDRAWN)
    assert (nominations.nominee_problem(stage, to) == "") == (is_next or leaves)


REQUEST_STAGES = sorted(nominations.REQUEST_STEPS)


@pytest.mark.parametrize("stage", REQUEST_STAGES)
@pytest.mark.parametrize("to", REQUEST_STAGES)
def test_a_request_is_sent_and_then_filled_or_cancelled(stage: str, to: str) -> None:
    legal = {("draft", "sent"), ("draft", "cancelled"), ("sent", "filled"), ("sent", "cancelled")}
    assert (nominations.request_problem(stage, to, posts=1, active=0, arrived=1) == "") == ((stage, to) in legal)


def test_no_step_is_completed_with_nobody_in_it() -> None:
    assert nominations.request_problem("draft", "sent", posts=0, active=0, arrived=0)
    assert nominations.request_problem("sent", "filled", posts=2, active=0, arrived=1)
    assert nominations.request_problem("sent", "cancelled", posts=1, active=1, arrived=0)


@given(
    elsewhere=st.lists(st.text(min_size=1), max_size=2),
    bars=st.lists(st.none() | any_day, max_size=3),
    stage=st.sampled_from(REQUEST_STAGES),
    today=any_day,
)
def test_one_person_is_in_one_request_and_nobody_barred_in_any(
    elsewhere: list[str], bars: list[date | None], stage: str, today: date
) -> None:
    problems = nominations.nomination_problems(
        active_elsewhere=elsewhere, barred_until=bars, request_stage=stage, today=today
    )
    is_barred = any(until is None or until > today for until in bars)
    assert (problems == []) == (not elsewhere and not is_barred and stage == "sent")


def test_each_step_is_taken_by_its_side() -> None:
    sides = {stage: nominations.taken_by(stage) for stage in ALL_STAGES}
    assert {stage for stage, side in sides.items() if side != "secretariat"} == {"withdrawn", "arrived"}
    assert (sides["withdrawn"], sides["arrived"]) == ("state", "mission")


LEAVES = date(2026, 7, 5)  # arrives on 1 July, named by 1 June, asked for by 5 April


@pytest.mark.parametrize(
    ("today", "requested", "nominated", "due"),
    [
        (date(2026, 4, 4), False, False, Due.NOT_YET),
        (date(2026, 4, 5), False, False, Due.REQUEST_DUE),
        (date(2026, 4, 5), True, False, Due.NOMINATION_DUE),
        (date(2026, 6, 1), True, False, Due.NOMINATION_DUE),
        (date(2026, 6, 2), True, False, Due.NOMINATION_LATE),
        (date(2026, 6, 2), False, False, Due.NOMINATION_LATE),
        (date(2026, 6, 2), True, True, Due.ON_ITS_WAY),
        (date(2026, 7, 2), True, True, Due.ARRIVAL_LATE),
    ],
)
def test_what_is_due_follows_from_the_day(today: date, requested: bool, nominated: bool, due: Due) -> None:
    held = Held(1, date(2025, 7, 5), LEAVES, is_requested=requested, is_nominated=nominated)
    line = due_line(held, DAYS, today)
    assert line is not None
    assert line.due == due


def test_an_empty_post_is_vacant_from_the_day_on_which_it_is_wanted() -> None:
    held = Held(1, date(2026, 7, 1), None)
    before, then = due_line(held, DAYS, date(2026, 6, 1)), due_line(held, DAYS, date(2026, 7, 1))
    assert before is not None
    assert then is not None
    assert (before.due, before.days.arrives_on, before.act_by) == (Due.REQUEST_DUE, date(2026, 7, 1), date(2026, 6, 1))
    assert then.due == Due.VACANT


def test_nobody_comes_after_the_last_holder_of_a_post_that_is_needed_no_more() -> None:
    held = Held(1, date(2025, 7, 5), LEAVES, needed_until=LEAVES)
    assert due_line(held, DAYS, DAY) is None
    assert due_line(replace(held, needed_until=LEAVES + timedelta(days=1)), DAYS, DAY) is not None


@given(st.lists(st.tuples(any_day, st.none() | any_day, st.booleans(), st.booleans()), max_size=20), any_day)
def test_the_list_has_each_post_once_and_the_most_urgent_first(
    rows: list[tuple[date, date | None, bool, bool]], today: date
) -> None:
    held = [
        Held(key, wanted, leaves, is_requested=requested, is_nominated=nominated)
        for key, (wanted, leaves, requested, nominated) in enumerate(rows)
    ]
    lines = due_list(held, DAYS, today)
    assert sorted(line.key for line in lines) == list(range(len(rows)))
    assert [ORDER[line.due] for line in lines] == sorted(ORDER[line.due] for line in lines)


@given(
    st.lists(st.tuples(st.sampled_from("ABC"), st.booleans()), max_size=12),
    st.dictionaries(st.sampled_from("ABCD"), st.integers(1, 5000), min_size=1),
)
def test_what_shares_come_to_is_all_posts_and_every_state_is_told(
    held: list[tuple[str, bool]], people: dict[str, int]
) -> None:
    lines = shares([HeldPost(*one) for one in held], people)
    assert sum(line.posts for line in lines) == len(held) == sum(line.due_posts for line in lines)
    assert sum(line.balance for line in lines) == 0
    assert {line.state for line in lines} == {*people, *(state for state, _ in held)}


def test_a_share_is_of_the_people_and_not_rounded() -> None:
    lines = shares([HeldPost("A", True), HeldPost("B", False)], {"A": 100, "B": 200})
    assert [(one.state, one.posts, one.command_posts, one.due_posts) for one in lines] == [
        ("B", 1, 0, Fraction(4, 3)),
        ("A", 1, 1, Fraction(2, 3)),
    ]
