"""Writes a made-up register into the migrated, empty database of this process, past the actions.

Actions would check each pledge and record an event for it, and that is not what is measured.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Model

from benchmarks.register.content import SOURCE, changed, made_up_terms, pledging_states
from benchmarks.register.history import VALID, History, made_up_history
from benchmarks.register.visits import VisitBook, Visited
from muster.kit.standing import Standing
from muster.parties.models import Membership, Organisation, OrganisationKind, Role, User
from muster.pledges.models import (
    Caveat,
    CaveatOrigin,
    Confirmation,
    Evidence,
    LevelEvent,
    Pledge,
    PledgeVersion,
    PoolEvent,
)
from muster.pledges.terms import HEADER, LINES, PledgeTerms
from muster.pledges.versions import LINE_MODELS
from muster.reference.states import State

PLEDGES_A_BATCH = 250
ROWS_A_STATEMENT = 2_000
SECRETARIAT, STATE = "secretariat", "state"
"""The accounts: an officer of the Secretariat, and one of the State that has most pledges."""

MADE_UP = {"source": SOURCE, "standing": Standing.ILLUSTRATIVE.value}

Say = Callable[[str], None]


def write_register(states: int, pledges: int, say: Say = lambda _: None) -> None:
    """Write organisations, accounts, and so many pledges of so many States with all that belongs to them."""
    givers = pledging_states()[:states]
    organisations = _write_organisations(givers)
    visited: list[Visited] = []
    for start in range(1, pledges + 1, PLEDGES_A_BATCH):
        last = min(start + PLEDGES_A_BATCH - 1, pledges)
        batch = _Batch(organisations)
        for number in range(start, last + 1):
            batch.add(number, givers)
        batch.write()
        visited += batch.visited
        say(f"{last} of {pledges} pledges")
    _write_visits(organisations["UN"], visited)
    _write_accounts(organisations["UN"])
    _let_the_database_count()


def _write_organisations(givers: Iterable[State]) -> dict[str, Organisation]:
    """Write the register's secretariat and the States; returns all by code."""
    rows = [Organisation(kind=OrganisationKind.SECRETARIAT, code="UN", name="United Nations Secretariat")]
    rows += [Organisation(kind=OrganisationKind.MEMBER_STATE, code=one.iso3, name=one.display_name) for one in givers]
    return {one.code: one for one in Organisation.objects.bulk_create(rows)}


def _write_accounts(register: Organisation) -> None:
    """Write the two accounts; without a password nobody can sign in to them."""
    busiest = Organisation.objects.annotate(many=Count("pledges")).order_by("-many", "code")[0]
    for name, organisation in ((SECRETARIAT, register), (STATE, busiest)):
        Membership.objects.create(user=User.objects.create_user(name), organisation=organisation, role=Role.OFFICER)


def _write_visits(register: Organisation, visited: Iterable[Visited]) -> None:
    book = VisitBook(register)
    book.enter(visited)
    for rows in (book.visits, book.stage_events, book.subjects, book.outcomes, book.findings, book.finding_events):
        _write(rows)


def _write(rows: Sequence[Model]) -> None:
    """Write rows of one table; they have their keys afterwards."""
    if rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=ROWS_A_STATEMENT)


def _let_the_database_count() -> None:
    """Have the planner's statistics made, as PostgreSQL does by itself after a while and SQLite when it is told."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


class _Batch:
    """Rows of some pledges, gathered by table and written parents first."""

    def __init__(self, organisations: Mapping[str, Organisation]) -> None:
        self._organisations = organisations
        self._pledges: list[Pledge] = []
        self._versions: list[PledgeVersion] = []
        self._terms: list[PledgeTerms] = []
        self._rows: dict[type[Model], list[Model]] = {}
        self.visited: list[Visited] = []

    def add(self, number: int, givers: Sequence[State]) -> None:
        """Make up the pledge of this number with all that belongs to it."""
        terms, history = made_up_terms(number, givers), made_up_history(number)
        pledge = self._pledge(terms, history)
        self._add_versions(pledge, number, terms, history)
        self._add_caveats(pledge, terms, history)
        self._add_standing(pledge, history)
        self._add_evidence(pledge, history)
        raised = next((one.held_from for one in history.levels if one.level == "L2"), None)
        if raised is not None:
            self.visited.append(Visited(self._versions[-1], raised - timedelta(days=40)))

    def _pledge(self, terms: PledgeTerms, history: History) -> Pledge:
        submitted = history.submitted_on
        pledge = Pledge(
            reference=terms.reference,
            register=self._organisations["UN"],
            state=self._organisations[terms.state],
            stage=history.stage,
            submitted_on=submitted,
            acknowledged_on=submitted and submitted + timedelta(days=4),
            ended_on=history.ended_on,
            version=len(history.versions),
            known_from=history.written_on,
        )
        self._pledges.append(pledge)
        return pledge

    def _add_versions(self, pledge: Pledge, number: int, terms: PledgeTerms, history: History) -> None:
        ends: tuple[date | None, ...] = (*history.versions[1:], None)
        for place, (start, until) in enumerate(zip(history.versions, ends, strict=True), 1):
            said = terms if place == 1 else changed(terms, number, place)
            header = {name: getattr(said, name) for name in HEADER}
            version = PledgeVersion(pledge=pledge, number=place, known_from=start, known_until=until, **header)
            version.source, version.standing = SOURCE, Standing.ILLUSTRATIVE
            self._versions.append(version)
            self._terms.append(said)

    def _add(self, rows: Iterable[Model]) -> None:
        for row in rows:
            self._rows.setdefault(type(row), []).append(row)

    def _add_caveats(self, pledge: Pledge, terms: PledgeTerms, history: History) -> None:
        known = history.written_on
        self._add(
            Caveat(
                pledge=pledge,
                kind=one.kind,
                value=one.value,
                text=one.text,
                is_hard=one.is_hard,
                known_from=known,
                **MADE_UP,
            )
            for one in terms.caveats
        )
        if history.discovered_on is not None:
            found = Caveat(pledge=pledge, kind="host-sensitivity", value="neighbour of the host State", **MADE_UP)
            found.origin, found.discovered_by = CaveatOrigin.DISCOVERED, self._organisations["UN"]
            found.known_from = history.discovered_on
            self._add([found])

    def _add_standing(self, pledge: Pledge, history: History) -> None:
        self._add(
            LevelEvent(
                pledge=pledge,
                level=one.level,
                held_from=one.held_from,
                known_from=one.known_from,
                evidence="made up",
                decided_by="United Nations Secretariat",
                **MADE_UP,
            )
            for one in history.levels
        )
        self._add(
            Confirmation(pledge=pledge, confirmed_on=day, valid_until=day + VALID, known_from=day, **MADE_UP)
            for day in history.confirmations
        )
        self._add(
            PoolEvent(pledge=pledge, standing_in_pool=standing, held_from=day, known_from=day, **MADE_UP)
            for standing, day in history.pool
        )

    def _add_evidence(self, pledge: Pledge, history: History) -> None:
        self._add(
            Evidence(
                pledge=pledge,
                level=one.level,
                kind=one.kind,
                title=one.title,
                handed_in_by=pledge.state,
                handed_in_on=one.handed_in_on,
                content_version=1,
                verdict=one.verdict,
                reviewed_on=one.reviewed_on,
                reviewed_for="United Nations Secretariat" if one.reviewed_on else "",
                replaced_on=one.replaced_on,
                known_from=one.handed_in_on,
                **MADE_UP,
            )
            for one in history.papers
        )

    def write(self) -> None:
        """Write the rows in one transaction."""
        with transaction.atomic():
            _write(self._pledges)
            _write(self._versions)
            for rows in self._rows.values():
                _write(rows)
            for name in LINES:
                self._write_lines(name)

    def _write_lines(self, name: str) -> None:
        """Write one list of all versions. Half a million rows: as plain tuples, which take a third of the time."""
        model = LINE_MODELS[name]
        given = {field.name for field in fields(LINES[name])}
        ids = {code: one.pk for code, one in self._organisations.items()}
        columns = [field for field in model._meta.concrete_fields if not field.primary_key]
        read = [_reader(field, given, ids) for field in columns]
        rows = [
            [value(version, number, line) for value in read]
            for version, terms in zip(self._versions, self._terms, strict=True)
            for number, line in enumerate(getattr(terms, name), 1)
        ]
        names = ", ".join(connection.ops.quote_name(field.column) for field in columns)
        marks = ", ".join(["%s"] * len(columns))
        if rows:
            with connection.cursor() as cursor:
                cursor.executemany(f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({marks})", rows)


def _reader(field: Any, given: Collection[str], ids: Mapping[str, int]) -> Callable[[Any, int, Any], Any]:
    """Return how a column is read from version, number and line; one that the terms do not have has its default."""
    name: str = field.name
    if name == "version":
        return lambda version, number, line: version.pk
    if name == "number":
        return lambda version, number, line: number
    if name == "state":
        return lambda version, number, line: ids[line.state]
    if name in given:
        return lambda version, number, line: getattr(line, name)
    default = field.get_default()
    return lambda version, number, line: default
