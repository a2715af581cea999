"""The unit that a case brought is entered out of the case, once, and stands on the instruments of the case."""

from dataclasses import replace
from datetime import date

import pytest

from muster.deployments.actions import enter_unit_of_case
from muster.deployments.models import DeployedUnit, LegalBasis
from muster.deployments.queries.arrived_cases import ArrivedUnit, arrived_unit
from muster.generation.actions.instrument_steps import take_step
from muster.generation.actions.instruments import InstrumentTerms, create_instrument
from muster.generation.models import Case, CasePhase, PhaseStage
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.parties.viewer import SYSTEM
from tests.record import DAY, Record
from tests.web.browsing import browser_of, check_page

pytestmark = pytest.mark.once
CASE = "case-kaz-agreed"
CAME = date(2018, 9, 30)


def arrive() -> ArrivedUnit:
    """Let the case's people arrive, on an agreed memorandum. Return what the case says of the unit."""
    CasePhase.objects.filter(case__reference=CASE).update(stage=PhaseStage.DONE, started_on=CAME, done_on=CAME)
    terms = InstrumentTerms("memorandum", title="Memorandum of the case")
    made = create_instrument(SYSTEM, CASE, terms, today=DAY)
    take_step(SYSTEM, made.reference, "agreed", held_from=DAY, today=DAY)
    create_instrument(SYSTEM, CASE, replace(terms, title="A draft"), today=DAY)
    return arrived_unit(SYSTEM, DAY, CASE)


def test_a_case_says_what_the_unit_is_and_only_what_is_agreed_is_its_basis(record: Record) -> None:
    with pytest.raises(Refused, match="the arrival is not recorded"):
        arrived_unit(SYSTEM, DAY, CASE)
    found = arrive()
    case = Case.objects.get(reference=CASE)
    terms = found.terms
    assert (terms.state, terms.post, terms.strength) == ("KAZ", case.post.reference, case.strength)
    assert (terms.present_from, terms.pledge) == (CAME, case.pledge.reference if case.pledge else "")
    assert [one.title for one in found.instruments] == ["Memorandum of the case"]


def test_it_is_entered_once_tied_to_its_case_and_stands_on_its_instruments(record: Record) -> None:
    found = arrive()
    officer = record.parties["secretariat officer"]
    names = [one.reference for one in found.instruments]
    unit = enter_unit_of_case(officer, found.terms, names, today=DAY)
    assert unit.case is not None
    assert (unit.case.reference, unit.present_from) == (CASE, CAME)
    basis = LegalBasis.objects.get()
    assert (basis.kind, basis.valid_from) == ("memorandum", CAME)
    with pytest.raises(Refused, match=f"on record as {unit.reference}"):
        enter_unit_of_case(officer, replace(found.terms, reference="unit-again"), today=DAY)


@pytest.mark.parametrize(
    ("changes", "instruments", "words"),
    [
        ({"state": "IND"}, (), "State: 'IND' is not that of the case"),
        ({"post": "req-published-bn"}, (), "not that of the case"),
        ({"present_from": date(2018, 9, 1)}, (), "before the arrival"),
        ({}, ("no-instrument",), "none of the case"),
    ],
)
def test_what_is_not_as_the_case_has_it_is_refused_and_nothing_is_entered(
    record: Record, changes: dict[str, object], instruments: tuple[str, ...], words: str
) -> None:
    terms = replace(arrive().terms, **changes)  # type: ignore[arg-type]
    with pytest.raises(Refused) as refusal:
        enter_unit_of_case(SYSTEM, terms, instruments, today=DAY)
    assert words in " ".join(map(str, refusal.value.problems))
    assert not DeployedUnit.objects.exists()


def test_only_the_missions_secretariat_enters_it(record: Record) -> None:
    terms = arrive().terms
    for kind in ("owning State", "mission", "secretariat reader", "other State", "analyst"):
        with pytest.raises((NotAllowed, NotFound)):
            enter_unit_of_case(record.parties[kind], terms, today=DAY)


def test_the_case_leads_to_a_form_filled_in_and_then_to_the_unit(record: Record) -> None:
    found = arrive()
    officer = browser_of(record.parties.users["secretariat officer"])
    address = f"/deployments/units/of-case/{CASE}/"
    assert address in check_page(officer, f"/generation/cases/{CASE}/")
    assert address not in check_page(browser_of(record.parties.users["owning State"]), f"/generation/cases/{CASE}/")
    page = check_page(officer, address)
    assert "Memorandum of the case" in page
    said = {
        "case": CASE, "reference": "unit-kaz", "title": "Company", "state": "KAZ", "post": found.terms.post,
        "pledge": found.terms.pledge, "strength": "120", "present_from": CAME.isoformat(),
        "instruments": [one.reference for one in found.instruments],
    }  # fmt: skip
    assert officer.post(address, said).status_code == 302
    assert DeployedUnit.objects.get().legal_bases.count() == 1
    answer = officer.get(address)
    assert (answer.status_code, answer["Location"]) == (302, "/deployments/units/unit-kaz/")
