"""No record is called by a word that stands in addresses where its reference would stand."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from muster.deployments.models import DeployedUnit
from muster.deployments.workbooks import units
from muster.inspections.actions.evaluations import open_evaluation
from muster.inspections.actions.performance_plans import open_plan
from muster.inspections.models import Inspection
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import Refused
from muster.kit.references import WORDS_OF_ADDRESSES, reference_problems
from muster.kit.workbooks import read, write
from muster.parties.viewer import SYSTEM
from tests.api.caller import by_token
from tests.deployments.theatre import company_in_theatre
from tests.inspections.evaluated import PLAN, TERMS
from tests.record import DAY, Record
from tests.web.addresses import routes

pytestmark = pytest.mark.once
MADE_BY_THE_SITE = ("papers", "plans")
"""Nobody gives the references of papers and of plans."""
TAKES_A_REFERENCE = re.compile(r"<(?:\w+:)?reference>")


def parts_of(route: str) -> list[str]:
    return route.strip("/").split("/")


def words_in_the_place_of_a_reference() -> set[str]:
    """Return the fixed words of addresses that a reference would be taken for, out of the URLconf."""
    known = [parts_of(route) for route in routes() if parts_of(route)[0] not in MADE_BY_THE_SITE]
    found = set()
    for one in known:
        for place, part in enumerate(one):
            if not TAKES_A_REFERENCE.fullmatch(part):
                continue
            for other in known:
                is_alike = len(other) == len(one) and other[:place] == one[:place] and "<" not in other[place]
                if is_alike and all(
                    a == b or "<" in a or "<" in b for a, b in zip(one[place + 1 :], other[place + 1 :], strict=True)
                ):
                    found.add(other[place])
    return found


def test_every_word_that_an_address_has_where_a_reference_may_stand_is_refused_as_one() -> None:
    found = words_in_the_place_of_a_reference()
    assert {"due", "evaluations", "plans", "discrepancies", "units", "new"} <= found
    assert found == WORDS_OF_ADDRESSES


@given(st.sampled_from(sorted(WORDS_OF_ADDRESSES)), st.from_regex(r"[0-9]{1,3}", fullmatch=True))
def test_a_word_is_told_with_its_remedy_and_a_number_behind_it_is_enough(word: str, number: str) -> None:
    (problem,) = reference_problems(word, "reference")
    assert "is a word of the site's addresses" in problem.message
    assert problem.remedy
    assert reference_problems(f"{word}-{number}", "reference") == []


def test_by_a_form_it_is_refused_at_its_field_with_the_line(record: Record) -> None:
    company_in_theatre(with_tours=False)
    client = Client()
    client.force_login(record.parties.users["mission"], backend="django.contrib.auth.backends.ModelBackend")
    said = {"reference": "new", "kind": "force-commander", "covers_from": "2018-10-01", "covers_until": "2019-01-01"}
    said |= {"evaluator": "Force commander's office"}
    answer = client.post("/inspections/evaluations/new/?unit=unit-kaz", said)
    assert answer.status_code == 400
    assert "is a word of the site&#x27;s addresses" in answer.content.decode()


def test_by_the_api_it_is_refused_with_the_line(record: Record) -> None:
    unit = {"title": "A new unit", "state": "KAZ", "post": "req-published-coy", "strength": 120}
    said = {**unit, "reference": "of-case", "present_from": "2018-09-30"}
    answer = by_token(record.parties["secretariat officer"]).post("deployed-units", said, status=400)
    (problem,) = answer["problems"]
    assert problem == {
        "place": "reference",
        "message": "'of-case' is a word of the site's addresses",
        "remedy": "give another one, with a number",
    }


def test_by_a_workbook_it_is_refused_by_its_row(record: Record) -> None:
    company_in_theatre(with_tours=False)
    officer = record.parties["secretariat officer"]
    (row,) = read(units.form(), units.export(officer, DAY)).rows[units.UNITS]
    rows: dict[str, list[dict[str, Any]]] = {units.UNITS: [{**row.values, "reference": "import"}], units.TOURS: []}
    with pytest.raises(Refused) as refused:
        units.import_workbook(officer, write(units.form(), rows, []), today=DAY)
    assert "'import' is a word of the site's addresses" in str(refused.value.problems[0])
    assert DeployedUnit.objects.count() == 1


def test_by_a_command_or_a_loader_it_is_refused_by_the_action(record: Record) -> None:
    company_in_theatre(with_tours=False)
    with pytest.raises(Refused) as refused:
        open_evaluation(SYSTEM, replace(TERMS, reference="new"), today=DAY)
    assert "is a word of the site's addresses" in str(refused.value.problems[0])
    with pytest.raises(Refused) as refused:
        open_plan(SYSTEM, replace(PLAN, reference="new"), today=DAY)
    assert "is a word of the site's addresses" in str(refused.value.problems[0])


def test_a_record_that_no_rule_of_its_own_looks_at_is_held_to_it_when_it_is_stored() -> None:
    with pytest.raises(Refused, match="cannot be recorded"):
        require_clean_fields(Inspection(reference="due"), "Inspection due")
