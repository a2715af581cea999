"""What it would take: every refusal becomes a step with its days, or a hard stop with its reason."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from muster.decisions.opportunities.facts import FitFacts, LawPoint, NeedKind
from muster.kit.intervals import DateInterval
from muster.matching.fit.facts import FitLine, LineKind, LineStanding
from muster.matching.rules import RULES
from tests.decisions.opportunities.made import ABOUT, demand, made, unit
from tests.matching.pairs import DAY


def test_a_unit_that_fits_has_nothing_left_to_do() -> None:
    found = made()
    assert (found.steps, found.stops, found.is_eligible) == ((), (), True)
    assert found.timing.ready == DAY + timedelta(days=112)
    assert (found.timing.late_days, found.timing.spare_days) == (0, (date(2019, 6, 1) - found.timing.ready).days)


BENT = [
    ({"level": "L1"}, NeedKind.LEVEL, "level_1_to_2_months"),
    ({"strength": 20}, NeedKind.STRENGTH, ""),
    ({"excluded_missions": frozenset({"UNIFIL"})}, NeedKind.CAVEAT, ""),
    ({"excluded_regions": frozenset({"Middle East"})}, NeedKind.CAVEAT, ""),
    ({"needed_partners": frozenset({"IND"})}, NeedKind.PARTNER, ""),
    ({"unmet_conditions": ("a condition",)}, NeedKind.CONDITION, ""),
    ({"unanswered_partners": ("India",)}, NeedKind.PARTNER, "pledge_note_verbale_days"),
    ({"notice_days": 30}, NeedKind.TRAINING, "tour_training_days"),
]


@pytest.mark.parametrize(("changes", "kind", "basis"), BENT, ids=[str(one[0]) for one in BENT])
def test_each_refusal_is_one_step_of_its_kind(changes: dict[str, object], kind: NeedKind, basis: str) -> None:
    found = made(by=unit(**changes))  # type: ignore[arg-type]
    assert [(one.kind, one.basis) for one in found.steps if one.kind == kind] == [(kind, basis)]
    assert all(one.words for one in found.steps)


def test_a_task_and_a_language_that_stand_against_it_are_steps() -> None:
    of = demand(post_tasks=frozenset({"escort"}), post_languages=frozenset({"fr"}))
    found = made(of, unit(excluded_tasks=frozenset({"escort"}), languages=frozenset({"ru"})))
    assert [one.kind for one in found.steps] == [NeedKind.LANGUAGE, NeedKind.CAVEAT]


def test_a_draft_is_submitted_then_climbs_every_rung_one_after_the_other() -> None:
    found = made(by=unit(level="L0", is_submitted=False))
    assert [(one.kind, one.days) for one in found.steps] == [
        (NeedKind.SUBMIT, 0),
        (NeedKind.LEVEL, 45),
        (NeedKind.LEVEL, (date(2019, 11, 1) - DAY).days),
    ]
    assert found.timing.longest_days == 45 + (date(2019, 11, 1) - DAY).days


def test_an_act_that_does_not_name_the_mission_is_a_step_with_the_days_of_the_phase() -> None:
    around = replace(ABOUT.around, authorised_missions={"KAZ": frozenset({"UNDOF"})})
    (step,) = made(about=replace(ABOUT, around=around)).steps
    assert (step.kind, step.days) == (NeedKind.AUTHORISATION, 90)
    assert "recalled-check" in step.basis


def test_what_no_step_removes_is_a_hard_stop_with_its_reason() -> None:
    elsewhere = made(by=unit(unit_deployed_for="CSTO"))
    assert [one.rule for one in elsewhere.stops] == ["unit"]
    over = made(by=unit(available=DateInterval(date(2018, 1, 1), date(2018, 12, 1))))
    assert [one.rule for one in over.stops] == ["time"]
    assert all(one.words for one in (*elsewhere.stops, *over.stops))


def test_a_partner_that_is_wanting_is_a_step_and_no_stop_of_time() -> None:
    found = made(by=unit(needed_partners=frozenset({"IND"})))
    assert {one.rule for one in found.refusals} == {"partner", "time"}
    assert (found.stops, [one.kind for one in found.steps]) == ((), [NeedKind.PARTNER])


def test_a_task_that_the_law_does_not_cover_is_a_hard_stop_and_a_condition_of_it_a_step() -> None:
    law = (
        LawPoint("monitor-border", "watch the line", "allowed"),
        LawPoint("other", "whatever else", "catch-all"),
        LawPoint("enforcement", "enforce", "conditional", condition="a decision of parliament"),
        LawPoint("sanctions", "blockade", "not-covered"),
    )
    found = made(about=replace(ABOUT, law={"UNIFIL": law}))
    assert [(one.rule, "blockade" in one.words) for one in found.stops] == [("law", True)]
    assert [(one.kind, "a decision of parliament" in one.words) for one in found.steps] == [
        (NeedKind.AUTHORISATION, True)
    ]


def test_blocking_lines_are_a_step_each_and_what_is_to_be_shown_one_together() -> None:
    def line(name: str, standing: LineStanding) -> FitLine:
        return FitLine(LineKind.EQUIPMENT, name, name, True, standing, wanted=4, have=1)

    fit = FitFacts(
        40,
        (line("Carrier", LineStanding.SHORT), line("Truck", LineStanding.MISSING)),
        tuple(line(f"Capability {place}", LineStanding.TO_BE_SHOWN) for place in range(6)),
    )
    about = replace(ABOUT, fits={("KAZ-COY-1", "st"): fit})
    found = made(demand(post_statement="st"), about=about)
    assert [one.words for one in found.steps] == [
        "Bring Carrier: 1 of 4 are pledged.",
        "Bring Truck: 1 of 4 are pledged.",
        "Show evidence of Capability 0, Capability 1, Capability 2, Capability 3 and 2 more lines.",
    ]
    assert found.timing.assumed_days


def test_no_rule_of_matching_is_passed_over() -> None:
    """A new rule must become a step or a hard stop: else an opportunity that may not be would look like one."""
    from muster.decisions.opportunities.steps import _OF_RULE, ACT_RULES, STOPPING_RULES

    names = {rule(unit().pledge, demand().post, ABOUT.around).rule for rule in RULES}
    assert names == set(_OF_RULE) | STOPPING_RULES | {"level", *ACT_RULES}
