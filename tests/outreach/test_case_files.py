"""Files of cases: what is read, what is refused, and what the answer looks like."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.kit.errors import Refused
from muster.outreach.rules.cases import answer_rows, read_cases

HEAD = "date,mission,unit_type"


def refused(text: str) -> list[str]:
    with pytest.raises(Refused) as found:
        read_cases(text)
    return [str(one) for one in found.value.problems]


def test_a_case_is_read_and_further_columns_are_ignored() -> None:
    (case,) = read_cases("id,date,mission,unit_type,truth\n7,2012-12-31,MONUC,med,IND\n")
    assert (case.on, case.mission, case.kind) == (date(2012, 12, 31), "MONUC", "med")


def test_a_mark_of_byte_order_and_blank_rows_do_no_harm() -> None:
    assert len(read_cases(f"\ufeff{HEAD}\n2012-12-31,UNIFIL,any\n,,\n")) == 1


def test_an_empty_unit_type_is_any() -> None:
    assert read_cases(f"{HEAD}\n2012-12-31,UNIFIL,\n")[0].kind == "any"


def test_each_bad_row_is_told_in_a_line_of_its_own() -> None:
    lines = refused(f"{HEAD}\n2012-13-01,UNIFIL,any\n2012-12-31,,any\n2012-12-31,UNIFIL,tanks\n2012-12-31,UNIFIL,any\n")
    assert [line.split(":")[0] for line in lines] == ["row 2", "row 3", "row 4, unit_type"]


def test_a_missing_column_is_named() -> None:
    assert refused("date,mission\n2012-12-31,UNIFIL\n") == [
        "row 1: no column unit_type; name the columns date,mission,unit_type in the first row"
    ]


def test_no_file_of_csv_is_refused() -> None:
    assert "no row of CSV" in refused(f'{HEAD}\n"2012-12-31"x,UNIFIL,any\n')[0]


def test_a_row_too_short_lacks_its_unit_type_and_asks_for_any() -> None:
    assert read_cases(f"{HEAD}\n2012-12-31,UNIFIL\n")[0].kind == "any"


def test_the_answer_repeats_the_case_as_it_was_given() -> None:
    (case,) = read_cases(f"{HEAD}\n2012-12-31,ONUCI,ENG-CON\n")
    assert list(answer_rows([(case, ["IND", "BGD"])])) == [
        "date,mission,unit_type,rank,state_iso3\n",
        "2012-12-31,ONUCI,ENG-CON,1,IND\n",
        "2012-12-31,ONUCI,ENG-CON,2,BGD\n",
    ]


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(Refused):
        assert all(case.mission for case in read_cases(f"{HEAD}\n{text}"))
