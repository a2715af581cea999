"""The rules of instruments: which stage may follow which, numbers, and the lines made from pledge and statement."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.generation.models import Annex, InstrumentKind, InstrumentStage, LineOrigin
from muster.generation.rules.instrument_lines import (
    CLAUSES,
    AnnexCode,
    LineTerms,
    Origin,
    Side,
    Wanted,
    changes,
    line_problems,
    memorandum_lines,
    starting_clauses,
)
from muster.generation.rules.instruments import (
    LABELS,
    STEPS,
    InstrumentFacts,
    Stage,
    legal_next,
    step_problems,
    suggested_number,
)

DAY, NEXT, TODAY = date(2018, 5, 1), date(2018, 5, 2), date(2018, 9, 1)
LEGAL = {
    ("draft", "agreed"), ("draft", "ended"), ("agreed", "signed"), ("agreed", "draft"), ("agreed", "ended"),
    ("signed", "in-force"), ("signed", "ended"), ("ratified", "in-force"), ("ratified", "ended"),
    ("in-force", "amended"), ("in-force", "ended"), ("amended", "amended"), ("amended", "ended"),
}  # fmt: skip


def test_the_record_and_the_rules_name_the_same_stages_annexes_and_origins() -> None:
    assert [one.value for one in Stage] == list(InstrumentStage.values)
    assert {one.value: str(InstrumentStage(one.value).label) for one in Stage} == LABELS
    assert [one.value for one in AnnexCode] == list(Annex.values)
    assert [one.value for one in Origin] == list(LineOrigin.values)
    assert set(CLAUSES) == set(InstrumentKind.values) - {"memorandum"}


@pytest.mark.parametrize("needs", [False, True])
@pytest.mark.parametrize(("stage", "following"), list(product(Stage, Stage)))
def test_only_legal_steps_are_taken(stage: Stage, following: Stage, needs: bool) -> None:
    legal = LEGAL | {("signed", "ratified")} - {("signed", "in-force")} if needs else LEGAL
    if needs:
        legal = (LEGAL - {("signed", "in-force")}) | {("signed", "ratified")}
    facts = InstrumentFacts(stage, DAY, needs, number="DFS/UNIFIL/KAZ/01", lines=3)
    problems = step_problems(facts, following, NEXT, today=TODAY, reason="A reason")
    assert (not problems) == ((stage, following) in legal)
    if problems:
        assert problems[0].place == "stage"
        assert "possible" in problems[0].remedy


def test_an_unknown_stage_is_one_clear_line() -> None:
    (problem,) = step_problems(InstrumentFacts("draft", DAY, lines=1), "sealed", NEXT, today=TODAY, reason="")
    assert "'sealed' is unknown" in str(problem)


def test_nothing_that_has_ended_moves_again() -> None:
    assert STEPS[Stage.ENDED] == ()
    assert legal_next("ended", needs_ratification=True) == ()


@pytest.mark.parametrize(
    ("facts", "following", "day", "reason", "place"),
    [
        (InstrumentFacts("draft", DAY, lines=0), "agreed", NEXT, "", "lines"),
        (InstrumentFacts("agreed", DAY, lines=1), "signed", NEXT, "", "number"),
        (InstrumentFacts("agreed", DAY, lines=1), "draft", NEXT, " ", "reason"),
        (InstrumentFacts("draft", DAY, lines=1), "ended", NEXT, "", "reason"),
        (InstrumentFacts("in-force", DAY, lines=1), "amended", NEXT, "", "reason"),
        (InstrumentFacts("draft", NEXT, lines=1), "agreed", DAY, "", "day"),
        (InstrumentFacts("draft", DAY, lines=1), "agreed", date(2018, 9, 2), "", "day"),
    ],
)
def test_what_is_missing_before_a_step_is_named(
    facts: InstrumentFacts, following: str, day: date, reason: str, place: str
) -> None:
    assert [one.place for one in step_problems(facts, following, day, today=TODAY, reason=reason)] == [place]


def test_numbers_follow_the_pattern_and_skip_those_taken() -> None:
    assert suggested_number("DFS", "UNIFIL", "KAZ", []) == "DFS/UNIFIL/KAZ/01"
    taken = ["DFS/UNIFIL/KAZ/01", "DFS/UNIFIL/KAZ/03", "DFS/UNIFIL/SER/02", "free text"]
    assert suggested_number("DFS", "UNIFIL", "KAZ", taken) == "DFS/UNIFIL/KAZ/02"


@given(st.lists(st.sampled_from([f"DFS/M/S/{number:02d}" for number in range(1, 12)]), unique=True))
def test_a_suggested_number_is_never_taken(taken: list[str]) -> None:
    assert suggested_number("DFS", "M", "S", taken) not in taken


def test_lines_tell_where_they_come_from_and_where_the_two_sides_differ() -> None:
    pledge = Side(
        120, "120",
        personnel=(Wanted("Rifleman", quantity=119, note="Private"),),
        equipment=(
            Wanted("Armoured personnel carrier", "CV", 4, "wet"),
            Wanted("armoured  personnel carrier", "CV", 6, "dry"),
            Wanted("Radio set", "COMMS", 30, "wet"),
        ),
        self_sustainment=(Wanted("catering", "CAT", None, "State"), Wanted("communications", "COMMS", None, "State")),
    )  # fmt: skip
    statement = Side(
        150, "120 to 150",
        personnel=(Wanted("Interpreter", quantity=2),),
        equipment=(Wanted("Armoured personnel carrier", "CV", 12), Wanted("Radio set", "COMMS", 20)),
        self_sustainment=(Wanted("catering", "CAT", None, "State"),
                          Wanted("communications", "COMMS", None, "organisation")),
    )  # fmt: skip
    found = {(line.annex, line.item): line for line in memorandum_lines(pledge, statement)}
    assert not found["A", "Total strength"].differs
    carrier = found["B", "Armoured personnel carrier"]
    assert (carrier.quantity, carrier.lease, carrier.differs, carrier.origin) == (10, "wet; dry", True, "both")
    assert (carrier.pledged, carrier.required) == ("10, wet; dry", "12")
    assert not found["B", "Radio set"].differs
    assert (found["A", "Rifleman"].required, found["A", "Rifleman"].differs) == ("not asked for", True)
    interpreter = found["A", "Interpreter"]
    assert (interpreter.quantity, interpreter.origin, interpreter.pledged) == (0, "statement", "nothing")
    assert not found["C", "catering"].differs
    assert found["C", "communications"].differs


def test_without_a_statement_nothing_differs() -> None:
    pledge = Side(120, "120", personnel=(Wanted("Rifleman", quantity=119),))
    lines = memorandum_lines(pledge, None)
    assert [(line.origin, line.required, line.differs) for line in lines] == [("pledge", "", False)] * 2


@pytest.mark.parametrize(("strength", "words", "differs"), [(110, "120 to 150", True), (150, "120 to 150", False),
                                                            (151, "120 to 150", True), (120, "120", False),
                                                            (119, "120", True)])  # fmt: skip
def test_the_strength_differs_outside_the_range_that_is_asked_for(strength: int, words: str, differs: bool) -> None:
    lines = memorandum_lines(Side(strength, str(strength)), Side(150, words))
    assert lines[0].differs == differs


def test_lines_of_another_annex_without_a_name_or_twice_are_refused() -> None:
    lines = [LineTerms("clause", "Service"), LineTerms("B", " "), LineTerms("B", "Truck"), LineTerms("B", "truck")]
    problems = line_problems("memorandum", lines)
    assert [(one.place, one.field) for one in problems] == [("line 1", "annex"), ("line 2", "item"), ("line 4", "item")]
    assert line_problems("letter-of-assist", starting_clauses("letter-of-assist")) == []


def test_the_memorandum_between_states_begins_with_the_six_heads() -> None:
    heads = [line.item for line in starting_clauses("state-memorandum")]
    assert heads == ["Command and control", "Finance", "Medical support", "Training", "Ratification", "Dual reporting"]


LINES = st.lists(
    st.builds(LineTerms, st.sampled_from("ABC"), st.sampled_from(["Truck", "Tent", "Radio"]),
              quantity=st.integers(0, 9) | st.none(), lease=st.sampled_from(["", "wet", "dry"])),
    unique_by=lambda line: (line.annex, line.item), max_size=6,
)  # fmt: skip


@given(LINES, LINES)
def test_a_version_tells_a_change_exactly_where_there_is_one(before: list[LineTerms], after: list[LineTerms]) -> None:
    assert changes(before, before) == []
    told = changes(before, after)
    assert bool(told) == ({*before} != {*after})
    for line in after:
        if (line.annex, line.item) not in {(one.annex, one.item) for one in before}:
            assert f"{line.annex}, {line.item}: added" in told
