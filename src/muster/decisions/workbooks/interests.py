"""A State's interests as a workbook: out, changed without a line, and imported again whole."""

from datetime import date
from typing import Any

from muster.audit import actions as audit
from muster.decisions.actions.interests import write_interests
from muster.decisions.models import InterestKind, StateInterest
from muster.decisions.opportunities.interest_terms import LEAST_WEIGHT, MOST_WEIGHT, InterestTerms
from muster.decisions.opportunities.themes import THEMES
from muster.decisions.queries.interests import visible_interests
from muster.kit.errors import Problem, Refused
from muster.kit.workbooks import INTEGER, TEXT, Field, Sheet, Workbook, illustrative_notes, read, write
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer

SHEET = "Interests"
NOT_IMPORTED = "The workbook was not imported; nothing was saved."


def form() -> Workbook:
    """Return the workbook's declaration."""
    themes = "Region by name, mission by acronym, States and unit types by code, theme by code: "
    fields = (
        Field(key="kind", heading="In", kind=TEXT, required=True, maximum=12,
              suggestions=tuple(InterestKind.values)),
        Field(key="value", heading="Which", kind=TEXT, required=True, maximum=80,
              help=f"{themes}{', '.join(THEMES)}, or a mandated task."),
        Field(key="weight", heading="Weight", kind=INTEGER, required=True, minimum=LEAST_WEIGHT, maximum=MOST_WEIGHT,
              help="From -2 (keep away) to 2 (wanted)."),
        Field(key="words", heading="Why", kind=TEXT, maximum=300),
    )  # fmt: skip
    return Workbook(
        name="muster-interests",
        title="Interests of a State",
        sheets=(Sheet(SHEET, fields=fields, key=("kind", "value"), about="One row an interest; a row left out ends."),),
        about="Import it on the page of interests. All of it is saved, or nothing.",
    )


def export_interests(viewer: Viewer, state: Organisation, day: date) -> bytes:
    """Return a State's interests in force on `day` as a workbook; the export is an audit event."""
    found: list[StateInterest] = list(visible_interests(viewer, day).filter(state=state))
    rows: list[dict[str, Any]] = [
        {"kind": one.kind, "value": one.value, "weight": one.weight, "words": one.words or None} for one in found
    ]
    audit.record(viewer, "decisions:interests:exported", state.code, after={"interests": len(rows), "as_of": day})
    return write(form(), {SHEET: rows}, illustrative_notes([one.value for one in found if one.illustrative]))


def import_interests(viewer: Viewer, data: bytes, *, today: date) -> list[StateInterest]:
    """Write the interests of a workbook, all of them or none. Raises Refused with every problem by sheet and row."""
    rows = read(form(), data).rows[SHEET]
    terms = [InterestTerms(row["kind"], row["value"], row["weight"], row["words"] or "") for row in rows]
    try:
        return write_interests(viewer, terms, today=today)
    except Refused as refusal:
        places = {f"interest {place}": f"sheet {SHEET}, row {row.number}" for place, row in enumerate(rows, start=1)}
        told = [Problem(places.get(one.place, one.place), one.message, one.remedy) for one in refusal.problems]
        raise (Refused(NOT_IMPORTED, told) if told else refusal) from refusal
