"""The Excel form of requirements: sheets Requirements and Posts, out and in. Every export can be imported again."""

from collections import defaultdict
from datetime import date
from functools import cache
from typing import Any

from muster.audit import actions as audit
from muster.kit.errors import Problem, Refused
from muster.kit.references import reference_problems
from muster.kit.workbooks import (
    BOOLEAN,
    CHOICE,
    DATE,
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
from muster.missions.actions import post_terms, save_requirements
from muster.missions.queries import visible_requirements
from muster.missions.rules import HIGHEST_PRIORITY, MOST_STATES, requirement_problems
from muster.missions.terms import PostTerms, RequirementTerms
from muster.parties.viewer import Viewer
from muster.reference.unit_types import unit_types

REQUIREMENT_SHEET = "Requirements"
POST_SHEET = "Posts"


@cache
def requirement_sheet() -> Sheet:
    """Return the sheet of requirements, one row each."""
    fields = (
        Field(key="reference", heading="Reference", kind=TEXT, required=True, maximum=60),
        Field(key="mission", heading="Mission", kind=TEXT, required=True, maximum=40, help="The mission's acronym."),
        Field(key="title", heading="Title", kind=TEXT, required=True, maximum=200),
        number_field("maximum_states", "Most States at a time", least=1, most=MOST_STATES),
        number_field("priority", "Priority", least=1, most=HIGHEST_PRIORITY),
        Field(key="authority", heading="Authority", kind=TEXT, maximum=160, help="Resolution and paragraph."),
    )
    about = "One row a statement of unit requirement."
    return Sheet(REQUIREMENT_SHEET, fields=fields, key=("reference",), about=about)


@cache
def post_sheet() -> Sheet:
    """Return the sheet of posts, one row each."""
    kinds = {kind.code: f"{kind.code} · {kind.name}" for kind in unit_types()}
    until_help, languages_help = "The first day on which it is not.", "ISO 639 codes, separated by semicolons."
    statement_help = "Reference of the statement of unit requirement that the post means; blank: none."
    fields = (
        Field(key="requirement", heading="Requirement", kind=TEXT, required=True, maximum=60),
        Field(key="reference", heading="Post", kind=TEXT, required=True, maximum=60),
        Field(key="unit_type", heading="Unit type", kind=CHOICE, required=True, choices=kinds),
        number_field("strength", "Strength", "people", least=1, most=100_000),
        Field(key="needed_from", heading="Needed from", kind=DATE, required=True),
        Field(key="needed_until", heading="Needed until", kind=DATE, help=until_help),
        Field(key="is_lead", heading="Lead post", kind=BOOLEAN, required=True, help="Yes for the framework unit."),
        Field(key="location", heading="Location", kind=TEXT, maximum=120),
        Field(key="tasks", heading="Tasks", kind=TEXT, maximum=300, help="Separated by semicolons."),
        Field(key="languages", heading="Working languages", kind=TEXT, maximum=80, help=languages_help),
        Field(key="sector", heading="Sector", kind=TEXT, maximum=60),
        Field(key="statement", heading="Statement", kind=TEXT, maximum=60, help=statement_help),
    )
    about = "One row a post; each requirement has at least one."
    return Sheet(POST_SHEET, fields=fields, key=("reference",), about=about)


def form() -> Workbook:
    """Return the workbook's declaration."""
    return Workbook(
        name="muster-requirements",
        title="Requirements of missions",
        sheets=(requirement_sheet(), post_sheet()),
        about="Fill in the requirements and their posts, then import the file. All of it is saved, or nothing.",
    )


def export(viewer: Viewer, day: date) -> bytes:
    """Return the requirements that the viewer may see as of `day` as a workbook; the export is an audit event."""
    requirements = list(visible_requirements(viewer, day).prefetch_related("posts__statement"))
    names = [field.key for field in requirement_sheet().fields if field.key != "mission"]
    rows: dict[str, list[dict[str, Any]]] = {REQUIREMENT_SHEET: [], POST_SHEET: []}
    for one in requirements:
        plain = {name: getattr(one, name) for name in names}
        rows[REQUIREMENT_SHEET].append({"mission": one.mission.acronym, **plain})
        for post in one.posts.all():
            rows[POST_SHEET].append({"requirement": one.reference, **vars(post_terms(post))})
    audit.record(viewer, "missions:workbook:exported", f"{len(requirements)} requirements", after={"as_of": day})
    illustrative = [one.reference for one in requirements if one.illustrative]
    return write(form(), rows, illustrative_notes(illustrative))


def import_workbook(viewer: Viewer, data: bytes, *, today: date) -> tuple[int, int]:
    """Save a workbook's requirements, all or none. Raises Refused with every problem by sheet, row and column."""
    rows = read(form(), data).rows
    problems: list[Problem] = []
    posts = _posts(rows[REQUIREMENT_SHEET], rows[POST_SHEET], problems)
    all_terms = [_terms(row, posts[row["reference"]], problems) for row in rows[REQUIREMENT_SHEET]]
    if problems:
        raise Refused("The workbook was not imported; nothing was saved.", problems)
    return save_requirements(viewer, all_terms, today=today)


def _posts(requirements: tuple[Row, ...], rows: tuple[Row, ...], problems: list[Problem]) -> dict[str, list[Row]]:
    """Return the rows of posts by requirement; one that names no requirement of the workbook is a problem."""
    known = {row["reference"] for row in requirements}
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        place = f"sheet {POST_SHEET}, row {row.number}, column"
        problems += reference_problems(row["reference"], f"{place} Post")
        if row["requirement"] not in known:
            message = f"{row['requirement']!r} is not on sheet {REQUIREMENT_SHEET}"
            problems.append(Problem(f"{place} Requirement", message, "add the requirement there"))
        found[row["requirement"]].append(row)
    return found


def _post(row: Row) -> PostTerms:
    """Return a row as the terms of a post."""
    return PostTerms(**{key: value for key, value in row.values.items() if key != "requirement" and value is not None})


def _terms(row: Row, posts: list[Row], problems: list[Problem]) -> RequirementTerms:
    """Return a row with its rows of posts as terms; what is wrong with them is added to `problems`."""
    place = f"sheet {REQUIREMENT_SHEET}, row {row.number}"
    values = {key: value for key, value in row.values.items() if value is not None}
    problems += reference_problems(row["reference"], f"{place}, column Reference")
    terms = RequirementTerms(**values, posts=tuple(_post(one) for one in posts))
    places = {f"post {one['reference']}": f"sheet {POST_SHEET}, row {one.number}" for one in posts}
    problems += [
        Problem(places.get(one.place, f"{place}, {one.place}"), one.message, one.remedy)
        for one in requirement_problems(terms)
    ]
    return terms
