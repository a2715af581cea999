"""The verdict that rules suggest: hard gates first, every limit a parameter that is told, judgements left alone."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.decisions.data import keys, suggest
from muster.decisions.data.point import DataPoint, Suggestion
from muster.decisions.data.suggesting import MET, NOT_MET, ORDER, RESERVED
from muster.missions.models import ConditionKind
from muster.missions.rules.conditions import STANDINGS
from muster.reference.parameters import parameter

DAY = date(2024, 1, 15)


def point(key: str, value: str, label: str = "") -> DataPoint:
    return DataPoint(key, label or keys.family(key), value, "", "", "")


def suggested(criterion: str, **values: str) -> Suggestion:
    return suggest(criterion, [point(key.replace("_", "-"), value) for key, value in values.items()], DAY)


@pytest.mark.parametrize("criterion", ["foreign-policy", "national-interest"])
def test_a_judgement_gets_no_suggestion(criterion: str) -> None:
    told = suggest(criterion, [point("interest-sum", "4")], DAY)
    assert told.verdict == ""
    assert "judgement" in told.reasons[0].lower()


def test_consent_with_an_agreement_is_met_and_either_alone_only_with_reservations() -> None:
    assert suggested("agreement", host_consent="given", forces_agreement="in-force").verdict == MET
    assert suggested("agreement", host_consent="given").verdict == RESERVED
    assert suggested("agreement", peace_agreement="signed").verdict == RESERVED
    assert suggested("agreement", party_consent="with-reservations", peace_agreement="signed").verdict == RESERVED


@pytest.mark.parametrize("standing", ["withdrawn", "refused"])
@pytest.mark.parametrize("key", ["host-consent", "party-consent:The other party"])
def test_consent_withdrawn_or_refused_by_anybody_is_not_met_whatever_else_holds(key: str, standing: str) -> None:
    good = [point("host-consent:Another", "given"), point("forces-agreement", "in-force")]
    told = suggest("agreement", [*good, point(key, standing)], DAY)
    assert told.verdict == NOT_MET
    assert standing in told.reasons[0]


def test_nothing_known_of_consent_and_agreement_is_not_met() -> None:
    for data in ([], [point("host-consent", "")], [point("host-consent", "negotiated")]):
        assert suggest("agreement", data, DAY).verdict == NOT_MET


def test_a_contested_principle_is_a_reservation() -> None:
    told = suggested("agreement", host_consent="given", forces_agreement="signed", principle_impartiality="contested")
    assert (told.verdict, len(told.reasons)) == (RESERVED, 1)


GOOD = {"mandate": "S/RES/2671", "financing": "assessed", "task-conflicts": "none"}


def resources(**changes: str) -> Suggestion:
    values = GOOD | {key.replace("_", "-"): value for key, value in changes.items()}
    return suggest("resources", [point(key, value) for key, value in values.items()], DAY)


def test_a_mandate_that_is_financed_and_covered_by_law_is_met() -> None:
    assert resources().verdict == MET


@pytest.mark.parametrize(
    ("key", "value", "verdict"),
    [
        ("financing", "not-assured", NOT_MET),
        ("financing", "", RESERVED),
        ("mandate", "", RESERVED),
        ("task_conflicts", "enforcement;sanctions", NOT_MET),
        ("task_conditions", "demining", RESERVED),
        ("mandate_covers_tour", "no", RESERVED),
        ("ceiling_suffices", "no", RESERVED),
        ("authorised", "no", RESERVED),
        ("room_suffices", "no", RESERVED),
        ("room_suffices", "yes", MET),
        ("arrears", "1000000.00", MET),
        ("arrears", "1000000.01", RESERVED),
    ],
)
def test_each_datum_of_the_resources_gives_its_verdict(key: str, value: str, verdict: str) -> None:
    assert resources(**{key: value}).verdict == verdict


def rate(low: str, high: str, prefix: str = "fatality") -> Suggestion:
    return suggest("risk", [point(f"{prefix}-low", low), point(f"{prefix}-high", high)], DAY)


@pytest.mark.parametrize(("prefix", "name"), [("fatality", "decision_fatality"), ("hostile", "decision_hostile")])
def test_a_rate_is_held_against_the_parameters_by_its_interval(prefix: str, name: str) -> None:
    hard = parameter(f"{name}_not_met_per_1000", DAY).decimal
    soft = parameter(f"{name}_reserved_per_1000", DAY).decimal
    step = Decimal("0.001")
    assert rate("0.100", str(soft), prefix).verdict == MET
    assert rate("0.100", str(soft + step), prefix).verdict == RESERVED
    assert rate(str(hard), str(soft + step), prefix).verdict == RESERVED
    above = rate(str(hard + step), "9.000", prefix)
    assert above.verdict == NOT_MET
    assert f"{name}_not_met_per_1000" in above.reasons[0]


def place(deaths: str, rank: str, missions: int = 4) -> Suggestion:
    beside = "; ".join(f"M{number} 0.10 (1.00)" for number in range(missions))
    data = [point("hostile-deaths", deaths), point("hostile-rank", rank), point("hostile-beside", beside)]
    return suggest("risk", [*data, point("threat", "low")], DAY)


def test_the_more_dangerous_half_is_a_reservation_only_where_somebody_died_by_malicious_acts() -> None:
    assert place("3", "4").verdict == RESERVED
    assert place("3", "3").verdict == MET
    assert place("0", "4").verdict == MET


@pytest.mark.parametrize(
    ("key", "value", "verdict"),
    [
        ("threat", "low", MET),
        ("threat", "moderate", MET),
        ("threat", "substantial", RESERVED),
        ("threat", "high", NOT_MET),
        ("threat-trend", "rising", RESERVED),
        ("medical", "partly-in-place", RESERVED),
        ("medical", "not-in-place", NOT_MET),
        ("life", "drawing-down", RESERVED),
        ("life", "closed", NOT_MET),
    ],
)
def test_each_statement_of_the_risk_gives_its_verdict(key: str, value: str, verdict: str) -> None:
    assert suggest("risk", [point(key, value)], DAY).verdict == verdict


def test_of_a_risk_of_which_nothing_is_known_nothing_is_suggested() -> None:
    assert suggest("risk", [point("fatality-rate", ""), point("threat", "")], DAY).verdict == ""


standings = st.sampled_from(
    [(kind, status) for kind in ConditionKind.values if kind != "casualties" for status in STANDINGS[kind]]
)


@given(st.lists(standings, max_size=8), st.sampled_from(["agreement", "resources", "risk"]))
def test_the_worst_reason_decides_and_every_statement_can_be_read(
    stated: list[tuple[str, str]], criterion: str
) -> None:
    data = [point(f"{kind}:{number}", status) for number, (kind, status) in enumerate(stated)]
    told = suggest(criterion, data, DAY)
    assert told.verdict in ("", *ORDER)
    assert all(told.reasons)
    worse = suggest(criterion, [*data, point("host-consent", "withdrawn"), point("financing", "not-assured"),
                                point("medical", "not-in-place")], DAY)  # fmt: skip
    assert worse.verdict == NOT_MET
