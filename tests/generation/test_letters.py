"""Letters: templates merged strictly in every language, kept as PDF and Word, seen by the two sides alone."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.audit.models import AuditEvent
from muster.documents.queries import document_bytes, visible_documents
from muster.generation.actions.letters import LetterHead, make_case_letter, make_letter
from muster.generation.models import Case, Letter, LetterKind, LetterLanguage
from muster.generation.papers.letter import letter_paper, merged_letter, template_text
from muster.generation.queries.letters import visible_letters
from muster.generation.rules.letters import (
    KINDS,
    LANGUAGES,
    AssessmentVisit,
    LetterValues,
    NonSelection,
    Request,
    Selection,
    day_in,
    kind_of,
    merge,
    merge_problems,
)
from muster.kit.errors import NotAllowed, Refused
from muster.kit.papers import as_word
from tests.generation.ground import CASE, TODAY, make_case
from tests.record import DAY, Record

WHEN = date(2018, 10, 1)
WHO = ("UN Secretariat", "Kazakhstan")
POST = ("UNIFIL", "post-1", "Infantry company")
SAMPLES: tuple[LetterValues, ...] = (
    Request(*WHO, *POST, 120, WHEN, date(2018, 11, 2)),
    Selection(*WHO, *POST, 120, WHEN, "case-1", date(2018, 11, 2)),
    NonSelection(*WHO, *POST, ("Too late",), ("Shorter notice", "An ambulance")),
    AssessmentVisit(*WHO, "Infantry company", WHEN, date(2018, 10, 5), ("A lead",), date(2018, 9, 20)),
)
EVERY = [(values, language) for values in SAMPLES for language in LANGUAGES]


def test_the_record_and_the_rules_know_the_same_kinds_and_languages() -> None:
    assert list(KINDS) == list(LetterKind.values) == [kind_of(values) for values in SAMPLES]
    assert list(LANGUAGES) == list(LetterLanguage.values)


@pytest.mark.parametrize(("values", "language"), EVERY)
def test_every_template_says_every_value_and_nothing_else(values: LetterValues, language: str) -> None:
    merged = merged_letter(values, language)
    words = "\n".join(
        [*(one.words for one in merged.paragraphs), *(p for one in merged.paragraphs for p in one.points)]
    )
    assert "{" not in words
    for one in fields(values):
        value = getattr(values, one.name)
        for said in value if isinstance(value, tuple) else (value,):
            assert (day_in(language, said) if isinstance(said, date) else str(said)) in words
    paper = letter_paper(merged, issuer="UN", number="NV/1", dated=WHEN, language=language)
    assert as_word(paper).startswith(b"PK")


@pytest.mark.parametrize(("values", "language"), EVERY)
def test_what_is_not_given_is_one_clear_line(values: LetterValues, language: str) -> None:
    for one in fields(values):
        nothing: Any = {one.name: () if isinstance(getattr(values, one.name), tuple) else None}
        empty = replace(values, **nothing)
        with pytest.raises(Refused) as refused:
            merged_letter(empty, language)
        (problem,) = refused.value.problems
        assert str(problem) == f"{one.name.replace('_', ' ')}: is not given; the letter cannot be made without it"


def test_an_unknown_and_a_missing_placeholder_are_named_with_their_line() -> None:
    template = template_text("request", "en").replace("{post}", "{place}").replace("Title: ", "")
    told = [str(one) for one in merge_problems(template, SAMPLES[0], "request.en")]
    assert told[0].startswith("template request.en, line 1: there is no title")
    assert told[1].startswith("template request.en, line 5: placeholder {place} is unknown; known: mission, post")
    assert told[2].startswith("template request.en: placeholder {post} is missing")
    listed = template_text("non-selection", "en").replace("\n{reasons}\n", "\nFor {reasons}.\n")
    assert [one.remedy for one in merge_problems(listed, SAMPLES[2], "x")] == ["let it stand alone in its paragraph"]


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), min_size=1))
def test_a_value_stands_as_it_is_whatever_is_in_it(unit: str) -> None:
    values = replace(SAMPLES[0], unit=unit)
    assert any(unit in one.words for one in merge(template_text("request", "fr"), values, "fr").paragraphs)


def test_days_are_written_in_the_language_of_the_letter() -> None:
    assert (day_in("en", WHEN), day_in("fr", WHEN)) == ("1 October 2018", "1er octobre 2018")
    assert day_in("fr", date(2018, 8, 2)) == "2 août 2018"


@pytest.fixture
def case(record: Record) -> Case:
    return make_case(record)


def head_of(case: Case, **changes: object) -> LetterHead:
    values = {"language": "fr", "number": "NV/2018/7", "dated": WHEN, "about_kind": "case", "about": case.reference}
    return LetterHead(case.register, case.state, **(values | changes))  # type: ignore[arg-type]


def test_a_letter_is_kept_as_two_files_that_its_addressee_may_read(case: Case, record: Record) -> None:
    officer = record.parties["secretariat officer"]
    made = make_case_letter(officer, CASE, head_of(case), SAMPLES[1], today=TODAY)
    assert document_bytes(made.pdf).startswith(b"%PDF")
    assert document_bytes(made.word).startswith(b"PK")
    assert made.made_by_id == officer.user_id
    event = AuditEvent.objects.get(action="generation:letter:made")
    assert event.after["pdf_sha256"] == made.pdf.content_id
    seen = {name: visible_letters(record.parties[name], DAY).count() for name in record.parties.viewers}
    assert {name for name, count in seen.items() if count} == {
        "secretariat reader", "secretariat officer", "secretariat approver", "secretariat administrator",
        "owning State", "owning State's reader",
    }  # fmt: skip
    assert visible_documents(record.parties["owning State"]).filter(pk=made.pdf_id).exists()
    assert not visible_documents(record.parties["other State"]).filter(pk=made.pdf_id).exists()


def test_nothing_is_kept_of_a_letter_that_is_refused(case: Case, record: Record) -> None:
    officer, state = record.parties["secretariat officer"], record.parties["owning State"]
    with pytest.raises(NotAllowed):
        make_letter(state, head_of(case), SAMPLES[0], today=TODAY)
    for head, told in ((head_of(case, language="de"), "'de' has no templates"), (head_of(case, number=" "), "number")):
        with pytest.raises(Refused) as refused:
            make_letter(officer, head, SAMPLES[0], today=TODAY)
        assert told in str(refused.value.problems[0])
    other = replace(head_of(case), addressee=record.parties.organisations["IND"])
    with pytest.raises(Refused, match="to its State"):
        make_case_letter(officer, CASE, other, SAMPLES[0], today=TODAY)
    assert not Letter.objects.exists()
