"""Enters national law with the tasks that it allows, and the bodies that decide. Ceilings come with their acts."""

from collections import defaultdict
from collections.abc import Callable

from muster.authorisations.actions import record_body, record_law
from muster.authorisations.models import AllowedTask, DecisionBody, NationalLaw
from muster.demonstration.load_parties import organisation
from muster.demonstration.rows import FileLoader, Row, read_rows
from muster.parties.viewer import SYSTEM


def _laws() -> Callable[[Row], bool]:
    known = set(NationalLaw.objects.values_list("reference", flat=True))
    tasks: dict[str, list[Row]] = defaultdict(list)
    for row in read_rows("allowed_tasks"):
        tasks[row["law"]].append(row)
    return lambda row: _load_law(row, known, tasks[row["reference"]])


def _load_law(row: Row, known: set[str], tasks: list[Row]) -> bool:
    """Enter an instrument with its tasks; False where it is there."""
    if row["reference"] in known:
        return False
    law = NationalLaw(
        state=organisation(row["state"]),
        reference=row["reference"],
        title=row["title"],
        kind=row["kind"],
        adopted_on=row.optional_day("adopted_on"),
        valid_from=row.day("valid_from"),
        valid_until=row.optional_day("valid_until"),
        replaces=_law(row["replaces"]),
        volunteers_only=_truth(row, "volunteers_only"),
        needs_parliament=_truth(row, "needs_parliament"),
        note=row["note"],
        known_from=row.day("known_from"),
        source=row["source"],
        standing=row.standing,
    )
    record_law(SYSTEM, law, [_task(one) for one in tasks])
    return True


def _truth(row: Row, column: str) -> bool | None:
    return row.truth(column) if row[column] else None


def _law(reference: str) -> NationalLaw | None:
    return NationalLaw.objects.get(reference=reference) if reference else None


def _task(row: Row) -> AllowedTask:
    return AllowedTask(
        scope=row["scope"],
        words=row["words"],
        tasks=row["tasks"],
        condition=row["condition"],
        is_catch_all=row.truth("is_catch_all"),
    )


def _bodies() -> Callable[[Row], bool]:
    known = {
        (state, code, start.isoformat())
        for state, code, start in DecisionBody.objects.values_list("state__code", "code", "valid_from")
    }
    return lambda row: _load_body(row, known)


def _load_body(row: Row, known: set[tuple[str, str, str]]) -> bool:
    """Enter a version of a body; False where it is there."""
    if (row["state"], row["code"], row["valid_from"]) in known:
        return False
    body = DecisionBody(
        state=organisation(row["state"]),
        code=row["code"],
        name=row["name"],
        part=row["part"],
        criteria=row["criteria"],
        order=row.integer("order"),
        must_sign=row.truth("must_sign"),
        under=_law(row["under"]),
        valid_from=row.day("valid_from"),
        valid_until=row.optional_day("valid_until"),
        known_from=row.day("known_from"),
        source=row["source"],
        standing=row.standing,
    )
    record_body(SYSTEM, body)
    return True


FILES: tuple[tuple[str, FileLoader], ...] = (("national_laws", _laws), ("decision_bodies", _bodies))
"""The files in the order in which they are loaded, each with what makes its loader of rows."""
