"""Writes to load lists: made from the equipment of the pledge, written whole by either side."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.generation.actions.access import locked_case, require_open
from muster.generation.actions.case_access import require_side
from muster.generation.models import Case, LoadLine, LoadList
from muster.generation.queries.load_lists import stowage_rule
from muster.generation.rules.load_list import LoadTerms, load_problems, usual_stowage
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import Refused
from muster.kit.read_version import require_version
from muster.parties.viewer import Viewer
from muster.reference.catalogue import table

WHEELED = ("CV", "SVC", "SVM", "EV", "MHE", "TRL")
"""Categories of major equipment whose items roll: combat, support and engineering vehicles, handling, trailers."""


def lines_of_pledge(case: Case, day: date) -> tuple[LoadTerms, ...]:
    """Return the equipment of the pledge as lines of a load list, each with how it usually travels."""
    if case.pledge is None:
        return ()
    rule = stowage_rule(day)
    found = []
    for one in case.pledge.latest.equipment.all():
        sizes = {name: getattr(one, name) for name in ("length_cm", "width_cm", "height_cm", "weight_kg")}
        line = LoadTerms(one.item, one.quantity, one.category, **sizes)
        stowage = usual_stowage(line, rule, has_wheels=one.category in WHEELED)
        found.append(LoadTerms(one.item, one.quantity, one.category, **sizes, stowage=stowage))
    return tuple(found)


def known_categories() -> tuple[str, ...]:
    """Return the categories of major equipment by their codes."""
    return tuple(table("equipment_categories").by_key)


@transaction.atomic
def make_load_list(actor: Viewer, case_reference: str, *, today: date) -> LoadList:
    """Make the load list of a case from its pledge; what was written in an earlier one is replaced.

    Raises NotFound, NotAllowed (both sides write it), Refused where the pledge lists no equipment.
    """
    case = locked_case(actor, case_reference)
    lines = lines_of_pledge(case, today)
    if not lines:
        raise Refused(f"Case {case.reference}: the pledge lists no major equipment to make a load list from.")
    found = _write(actor, case, lines, today, expected_version=None)
    found.made_from = f"pledge {case.pledge}, version {case.pledge.version}" if case.pledge else ""
    found.save(update_fields=["made_from"])
    return found


@transaction.atomic
def write_load_list(
    actor: Viewer, case_reference: str, lines: Sequence[LoadTerms], *, today: date, expected_version: int | None = None
) -> LoadList:
    """Replace the lines of a case's load list, all or none. Raises NotFound, NotAllowed, Refused with every problem."""
    return _write(actor, locked_case(actor, case_reference), lines, today, expected_version)


def _write(
    actor: Viewer, case: Case, lines: Sequence[LoadTerms], today: date, expected_version: int | None
) -> LoadList:
    what = f"Load list of case {case.reference}"
    require_side(actor, case, what)
    require_open(case)
    problems = load_problems(lines, stowage_rule(today))
    if problems:
        raise Refused(f"{what} cannot be recorded.", problems)
    found, is_new = LoadList.objects.select_for_update().get_or_create(
        case=case, defaults={"known_from": today, "standing": case.standing}
    )
    require_version(what, 0 if is_new else found.version, expected_version)
    before = found.lines.count()
    if not is_new:
        found.version += 1
        found.save(update_fields=["version"])
    found.lines.all().delete()
    rows = [LoadLine(load_list=found, number=number, **asdict(line)) for number, line in enumerate(lines, 1)]
    for row in rows:
        require_clean_fields(row, f"{what}, line {row.number}")
    LoadLine.objects.bulk_create(rows)
    after = {"lines": [asdict(line) for line in lines], "version": found.version}
    audit.record(actor, "generation:load-list:written", case.reference, before={"lines": before}, after=after)
    return found
