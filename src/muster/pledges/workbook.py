"""The Excel form of the register: sheets Pledges and Caveats, out and in. Every export can be imported again."""

from collections import defaultdict
from datetime import date
from functools import cache
from typing import Any

from muster.audit import actions as audit
from muster.kit.errors import Problem, Refused
from muster.kit.references import reference_problems
from muster.kit.workbooks import (
    CHOICE,
    DATE,
    INTEGER,
    TEXT,
    Field,
    Row,
    Sheet,
    Workbook,
    illustrative_notes,
    number_field,
    read,
    write,
)
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer
from muster.pledges.actions import save_pledges
from muster.pledges.models import CaveatKind, PledgeVersion
from muster.pledges.queries import seen_whole, visible_pledges, with_visible_caveats
from muster.pledges.rules.content import pledge_problems
from muster.pledges.terms import CaveatTerms, PledgeTerms
from muster.reference.errors import UnknownStateError
from muster.reference.states import find_state
from muster.reference.unit_types import unit_types

PLEDGE_SHEET = "Pledges"
CAVEAT_SHEET = "Caveats"
LANGUAGES_HELP = "ISO 639 codes, separated by semicolons."
REFERENCE_HELP = "Letters, figures, hyphens and underscores; the same reference again changes the pledge."


LONGEST_MONTHS = 120


@cache
def pledge_sheet() -> Sheet:
    """Return the sheet of pledges, one row each."""
    kinds = {kind.code: f"{kind.code} · {kind.name}" for kind in unit_types()}
    state_help, until_help = "Name in any official language, or code.", "The first day on which it is not."
    fields = (
        Field(key="reference", heading="Reference", kind=TEXT, required=True, maximum=60, help=REFERENCE_HELP),
        Field(key="state", heading="State", kind=TEXT, required=True, help=state_help),
        Field(key="title", heading="Title", kind=TEXT, maximum=200),
        Field(key="unit_type", heading="Unit type", kind=CHOICE, required=True, choices=kinds),
        number_field("strength", "Strength", "people", least=1, most=100_000),
        Field(key="women", heading="Of whom women", kind=INTEGER, minimum=0, maximum=100_000, unit="people"),
        Field(key="available_from", heading="Available from", kind=DATE, required=True),
        Field(key="available_until", heading="Available until", kind=DATE, help=until_help),
        number_field("notice_days", "Notice to deploy", "days", least=0, most=730),
        number_field("stay_minimum_months", "Shortest tour", "months", least=1, most=LONGEST_MONTHS),
        number_field("stay_maximum_months", "Longest tour", "months", least=1, most=LONGEST_MONTHS),
        number_field("dwell_months", "Rest between tours", "months", least=0, most=LONGEST_MONTHS),
        Field(key="home_base", heading="Home base", kind=TEXT, maximum=120),
        Field(key="languages", heading="Working languages", kind=TEXT, maximum=80, help=LANGUAGES_HELP),
        Field(key="note_verbale", heading="Note verbale", kind=TEXT, maximum=120),
        Field(key="note_verbale_on", heading="Date of the note verbale", kind=DATE),
        Field(key="remarks", heading="Remarks", kind=TEXT, maximum=4000, multiline=True),
    )
    return Sheet(PLEDGE_SHEET, fields=fields, key=("reference",), about="One row a pledge.")


@cache
def caveat_sheet() -> Sheet:
    """Return the sheet of caveats, one row each, none for a pledge without caveats."""
    kinds = [(kind.value, str(kind.label)) for kind in CaveatKind]
    fields = (
        Field(key="reference", heading="Pledge", kind=TEXT, required=True, maximum=60),
        Field(key="kind", heading="Kind", kind=CHOICE, required=True, choices=kinds),
        Field(key="value", heading="Value", kind=TEXT, required=True, maximum=80),
        Field(key="text", heading="In words", kind=TEXT, maximum=300),
    )
    about = "One row a caveat, none for a pledge without caveats."
    return Sheet(CAVEAT_SHEET, fields=fields, key=("reference", "kind", "value"), about=about)


def form() -> Workbook:
    """Return the workbook's declaration."""
    return Workbook(
        name="muster-pledges",
        title="Pledges of the readiness register",
        sheets=(pledge_sheet(), caveat_sheet()),
        about="Fill in one row a pledge, then import the file. All of it is saved, or nothing.",
    )


def pledge_values(pledge: PledgeVersion) -> dict[str, Any]:
    """Return a pledge as a row of its sheet."""
    names = [field.key for field in pledge_sheet().fields if field.key != "state"]
    return {"state": pledge.state.code, **{name: getattr(pledge, name) for name in names}}


def export(viewer: Viewer, day: date) -> bytes:
    """Return the pledges of which the viewer sees the whole as of `day` as a workbook; the export is an audit event."""
    whole = visible_pledges(viewer, day).filter(seen_whole(viewer))
    pledges = list(with_visible_caveats(viewer, whole, day))
    caveats = [
        {"reference": pledge.reference, "kind": one.kind, "value": one.value, "text": one.text}
        for pledge in pledges
        for one in pledge.caveats
    ]
    rows = {PLEDGE_SHEET: [pledge_values(pledge) for pledge in pledges], CAVEAT_SHEET: caveats}
    audit.record(viewer, "pledges:workbook:exported", f"{len(pledges)} pledges", after={"as_of": day})
    illustrative = [one.reference for one in pledges if one.illustrative]
    return write(form(), rows, illustrative_notes(illustrative))


def import_workbook(viewer: Viewer, data: bytes, *, register: Organisation, today: date) -> tuple[int, int]:
    """Save a workbook's pledges, all or none. Raises Refused with every problem by sheet, row and column."""
    rows = read(form(), data).rows
    problems: list[Problem] = []
    caveats = _caveats(rows[PLEDGE_SHEET], rows[CAVEAT_SHEET], problems)
    all_terms = [_terms(row, caveats[row["reference"]], problems) for row in rows[PLEDGE_SHEET]]
    if problems:
        raise Refused("The workbook was not imported; nothing was saved.", problems)
    return save_pledges(viewer, all_terms, register=register, today=today)


def _caveats(pledges: tuple[Row, ...], rows: tuple[Row, ...], problems: list[Problem]) -> dict[str, list[Row]]:
    """Return the rows of caveats by pledge; one that names no pledge of the workbook is a problem."""
    known = {row["reference"] for row in pledges}
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row["reference"] not in known:
            place = f"sheet {CAVEAT_SHEET}, row {row.number}, column Pledge"
            problems.append(
                Problem(place, f"{row['reference']!r} is not on sheet {PLEDGE_SHEET}", "add the pledge there")
            )
        found[row["reference"]].append(row)
    return found


def _terms(row: Row, caveats: list[Row], problems: list[Problem]) -> PledgeTerms:
    """Return a row with its rows of caveats as terms; what is wrong with them is added to `problems`."""
    place = f"sheet {PLEDGE_SHEET}, row {row.number}"
    values = {key: value for key, value in row.values.items() if value is not None}
    problems += reference_problems(row["reference"], f"{place}, column Reference")
    try:
        values["state"] = find_state(row["state"]).iso3
    except UnknownStateError as error:
        problems.append(Problem(f"{place}, column State", str(error), "give a State's name or code"))
    said = tuple(CaveatTerms(one["kind"], one["value"], one["text"] or "") for one in caveats)
    terms = PledgeTerms(**values, caveats=said)
    places = {
        f"caveat {number}": f"sheet {CAVEAT_SHEET}, row {one.number}, column Value"
        for number, one in enumerate(caveats, 1)
    }
    problems += [
        Problem(places.get(one.place, f"{place}, {one.place}"), one.message, one.remedy)
        for one in pledge_problems(terms)
    ]
    return terms
