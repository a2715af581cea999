"""The Excel form of the register: sheets Pledges and Caveats, out and in. Every export can be imported again."""

from collections import defaultdict
from datetime import date
from typing import Any

from muster.audit import actions as audit
from muster.kit.errors import Problem, Refused
from muster.kit.workbooks import CHOICE, DATE, INTEGER, TEXT, Field, Row, Sheet, Workbook, read, write
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer
from muster.pledges.actions import save_pledges
from muster.pledges.models import CaveatKind, Pledge
from muster.pledges.queries import visible_pledges
from muster.pledges.rules import pledge_problems
from muster.pledges.terms import CaveatTerms, PledgeTerms
from muster.reference.errors import UnknownStateError
from muster.reference.states import find_state
from muster.reference.unit_types import unit_types

PLEDGE_SHEET = "Pledges"
CAVEAT_SHEET = "Caveats"
REFERENCE_HELP = "Letters, figures, hyphens and underscores; the same reference again changes the pledge."


def form() -> Workbook:
    """Return the workbook's declaration."""
    kinds = {kind.code: f"{kind.code} · {kind.name}" for kind in unit_types()}
    pledges = Sheet(
        PLEDGE_SHEET,
        fields=(
            Field(key="reference", heading="Reference", kind=TEXT, required=True, maximum=60, help=REFERENCE_HELP),
            Field(
                key="state", heading="State", kind=TEXT, required=True, help="Name in any official language, or code."
            ),
            Field(key="title", heading="Title", kind=TEXT, maximum=200),
            Field(key="unit_type", heading="Unit type", kind=CHOICE, required=True, choices=kinds),
            Field(
                key="strength",
                heading="Strength",
                kind=INTEGER,
                required=True,
                minimum=1,
                maximum=100_000,
                unit="people",
            ),
            Field(key="women", heading="Of whom women", kind=INTEGER, minimum=0, maximum=100_000, unit="people"),
            Field(key="available_from", heading="Available from", kind=DATE, required=True),
            Field(
                key="available_until", heading="Available until", kind=DATE, help="The first day on which it is not."
            ),
            Field(
                key="notice_days",
                heading="Notice to deploy",
                kind=INTEGER,
                required=True,
                minimum=0,
                maximum=730,
                unit="days",
            ),
            Field(
                key="stay_minimum_months",
                heading="Shortest tour",
                kind=INTEGER,
                required=True,
                minimum=1,
                maximum=120,
                unit="months",
            ),
            Field(
                key="stay_maximum_months",
                heading="Longest tour",
                kind=INTEGER,
                required=True,
                minimum=1,
                maximum=120,
                unit="months",
            ),
            Field(
                key="dwell_months",
                heading="Rest between tours",
                kind=INTEGER,
                required=True,
                minimum=0,
                maximum=120,
                unit="months",
            ),
            Field(key="home_base", heading="Home base", kind=TEXT, maximum=120),
            Field(
                key="languages",
                heading="Working languages",
                kind=TEXT,
                maximum=80,
                help="ISO 639 codes, separated by semicolons.",
            ),
            Field(key="note_verbale", heading="Note verbale", kind=TEXT, maximum=120),
            Field(key="note_verbale_on", heading="Date of the note verbale", kind=DATE),
            Field(key="remarks", heading="Remarks", kind=TEXT, maximum=4000, multiline=True),
        ),
        key=("reference",),
        about="One row a pledge.",
    )
    caveats = Sheet(
        CAVEAT_SHEET,
        fields=(
            Field(key="reference", heading="Pledge", kind=TEXT, required=True, maximum=60),
            Field(
                key="kind",
                heading="Kind",
                kind=CHOICE,
                required=True,
                choices=[(kind.value, str(kind.label)) for kind in CaveatKind],
            ),
            Field(key="value", heading="Value", kind=TEXT, required=True, maximum=80),
            Field(key="text", heading="In words", kind=TEXT, maximum=300),
        ),
        key=("reference", "kind", "value"),
        about="One row a caveat, none for a pledge without caveats.",
    )
    return Workbook(
        name="muster-pledges",
        title="Pledges of the readiness register",
        sheets=(pledges, caveats),
        about="Fill in one row a pledge, then import the file. All of it is saved, or nothing.",
    )


def pledge_values(pledge: Pledge) -> dict[str, Any]:
    """Return a pledge as a row of its sheet."""
    names = [field.key for field in form().sheets[0].fields if field.key != "state"]
    return {"state": pledge.state.code, **{name: getattr(pledge, name) for name in names}}


def export(viewer: Viewer, day: date) -> bytes:
    """Return the pledges that the viewer may see as of `day` as a workbook; the export is an audit event."""
    pledges = list(visible_pledges(viewer, day).prefetch_related("caveats"))
    caveats = [
        {"reference": pledge.reference, "kind": one.kind, "value": one.value, "text": one.text}
        for pledge in pledges
        for one in pledge.caveats.all()
    ]
    rows = {PLEDGE_SHEET: [pledge_values(pledge) for pledge in pledges], CAVEAT_SHEET: caveats}
    audit.record(viewer, "pledges:workbook:exported", f"{len(pledges)} pledges", after={"as_of": day})
    return write(form(), rows)


def import_workbook(viewer: Viewer, data: bytes, *, register: Organisation, today: date) -> tuple[int, int]:
    """Save a workbook's pledges, all or none. Raises Refused with every problem by sheet, row and column."""
    rows = read(form(), data).rows
    problems: list[Problem] = []
    caveats = _caveats(rows[PLEDGE_SHEET], rows[CAVEAT_SHEET], problems)
    all_terms = [_terms(row, caveats, problems) for row in rows[PLEDGE_SHEET]]
    if problems:
        raise Refused("The workbook was not imported; nothing was saved.", problems)
    return save_pledges(viewer, all_terms, register=register, today=today)


def _caveats(
    pledges: tuple[Row, ...], rows: tuple[Row, ...], problems: list[Problem]
) -> dict[str, tuple[CaveatTerms, ...]]:
    """Return the caveats by pledge; one that names no pledge of the workbook is a problem."""
    known = {row["reference"] for row in pledges}
    found: dict[str, list[CaveatTerms]] = defaultdict(list)
    for row in rows:
        if row["reference"] not in known:
            place = f"sheet {CAVEAT_SHEET}, row {row.number}, column Pledge"
            problems.append(
                Problem(place, f"{row['reference']!r} is not on sheet {PLEDGE_SHEET}", "add the pledge there")
            )
        found[row["reference"]].append(CaveatTerms(row["kind"], row["value"], row["text"] or ""))
    return {reference: tuple(each) for reference, each in found.items()}


def _terms(row: Row, caveats: dict[str, tuple[CaveatTerms, ...]], problems: list[Problem]) -> PledgeTerms:
    """Return a row as terms, with what is wrong with it added to `problems`."""
    place = f"sheet {PLEDGE_SHEET}, row {row.number}"
    values = {key: value for key, value in row.values.items() if value is not None}
    try:
        values["state"] = find_state(row["state"]).iso3
    except UnknownStateError as error:
        problems.append(Problem(f"{place}, column State", str(error), "give a State's name or code"))
    terms = PledgeTerms(**values, caveats=caveats.get(row["reference"], ()))
    problems += [Problem(f"{place}, {one.place}", one.message, one.remedy) for one in pledge_problems(terms)]
    return terms
