"""Addresses of the calendar of consultations and their convening."""

from datetime import UTC, date, datetime
from typing import Any

from muster.consultations.actions.convening import open_consultation, plan_consultation
from muster.consultations.actions.convening_lines import write_agenda
from muster.consultations.models import Participant
from muster.consultations.terms import AgendaTerms, ConsultationTerms
from muster.parties.viewer import SYSTEM
from tests.record import DAY, Record
from tests.web.address_entries import (
    AU,
    IND,
    KAZ,
    MISSION,
    OFFICERS,
    OTHERS,
    UN,
    Entry,
    but,
    form,
    only_read,
    operation,
)

OPEN, PLANNED = "unifil-opened", "unifil-planned"
VOTE = date(2099, 12, 30)
SEERS = (*UN, *MISSION, *KAZ, *IND)
"""Who sees the open consultation: who convenes it, the mission's staff, who is invited."""

READERS = ("secretariat reader", *MISSION, *KAZ, *IND)
HIDDEN = (*AU, *OTHERS)
TODAY = datetime.now(UTC).date().isoformat()


def _written(route: str, example: str, saved: int = 400) -> tuple[Entry, ...]:
    """Return the entries of a form of the open consultation: officers of who convenes it; others who see it may not."""
    return form(route, f"/consultations/{OPEN}/{example}", *OFFICERS, saved=saved, hidden_from=HIDDEN)


def _planned(route: str, example: str) -> tuple[Entry, ...]:
    """Return the entries of a form of the planned one, which is the secretariat's own."""
    entries = form(route, f"/consultations/{PLANNED}/{example}", *OFFICERS, others=404)
    return tuple(but(one, ("secretariat reader",), 403) for one in entries)


R = "consultations/<slug:reference>/"
PAGES: tuple[Entry, ...] = (
    *only_read("consultations/", "/consultations/"),
    *only_read("consultations/list/", "/consultations/list/"),
    *only_read("consultations/measures/", "/consultations/measures/"),
    *form("consultations/new/", "/consultations/new/", *OFFICERS, *AU),
    *only_read(R, f"/consultations/{OPEN}/", *SEERS),
    *only_read(R, f"/consultations/{PLANNED}/", *UN),
    *_written(f"{R}change/", "change/"),
    *_planned(f"{R}open/", "open/"),
    *_written(f"{R}close/", "close/"),
    *_written(f"{R}cancel/", "cancel/"),
    *_written(f"{R}steps/<slug:kind>/", "steps/formal/"),
    *_written(f"{R}agenda/", "agenda/"),
    *_written(f"{R}agenda/propose/", "agenda/propose/"),
    *_written(f"{R}pack/", "pack/"),
    *_written(f"{R}pack/<int:number>/", "pack/1/"),
    *_written(f"{R}participants/add/", "participants/add/"),
    *_written(f"{R}participants/compute/", "participants/compute/"),
    *_written(f"{R}participants/<str:code>/remove/", "participants/IND/remove/"),
    *only_read(f"{R}print/<slug:kind>/", f"/consultations/{OPEN}/print/docx/", *SEERS),
    *only_read(f"{R}days/", f"/consultations/{OPEN}/days/", *SEERS),
    *only_read(f"{R}workbook/", f"/consultations/{OPEN}/workbook/", *SEERS),
    *_written(f"{R}import/", "import/"),
)


def _write(method: str, route: str, body: dict[str, Any], reference: str = OPEN, **more: Any) -> Entry:
    """Return the entry of a write to the open consultation; who sees it may not."""
    address = f"consultations/{reference}{route}"
    said = {"version": 1} | body
    return operation(
        f"{method} consultations/<reference>{route}", address, *OFFICERS, readers=READERS, body=said, **more
    )


_PLAN = {"reference": "undof-new", "mission": "UNDOF", "title": "New", "vote_on": "2099-12-30"}
OPERATIONS: tuple[Entry, ...] = (
    operation("GET consultation-calendar", "consultation-calendar"),
    operation("GET consultation-measures", "consultation-measures"),
    operation("GET consultations", "consultations"),
    operation("POST consultations", "consultations", *OFFICERS, status=201, others=403, body=_PLAN),
    operation("GET consultations/<reference>", f"consultations/{OPEN}", *SEERS),
    operation("GET consultations/<reference>", f"consultations/{PLANNED}", *UN),
    _write("PUT", "", {"title": "Changed", "vote_on": "2099-12-30", "version": 3}),
    _write("POST", "/stage", {"stage": "cancelled", "reason": "why", "version": 3}),
    _write("POST", "/steps", {"kind": "report", "held_on": TODAY, "version": 3}),
    _write("PUT", "/agenda", {"points": [{"title": "A point"}], "version": 3}),
    _write("PUT", "/pack", {"documents": [{"kind": "note", "title": "A note"}], "version": 3}),
    _write("POST", "/deliveries", {"number": 1, "delivered_on": TODAY, "version": 3}),
    _write("POST", "/participants", {"party": "UNDOF", "capacity": "council", "reason": "why", "version": 3}),
)
POTENTIAL = "Pledge of Kazakhstan that nobody else is told of"
MARKERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (f"Title of {OPEN}", SEERS),
    (f"Title of {PLANNED}", UN),
    (f"Point on {OPEN}", SEERS),
    (f"Point on {PLANNED}", UN),
    (POTENTIAL, (*UN, *KAZ)),
)


def ground(record: Record) -> dict[str, int]:
    """Enter two consultations on UNIFIL: one open, in which Kazakhstan may contribute; one that is only planned."""
    for reference, trigger in ((OPEN, "renewal"), (PLANNED, "threat")):
        terms = ConsultationTerms(
            reference, "UNIFIL", f"Title of {reference}", trigger, vote_on=VOTE, source=f"Source of {reference}"
        )
        plan_consultation(SYSTEM, terms, today=DAY)
        write_agenda(SYSTEM, reference, [AgendaTerms(f"Point on {reference}")], today=DAY)
    Participant.objects.filter(consultation__reference=OPEN, organisation__code="KAZ").update(
        capacity="potential", reason=POTENTIAL
    )
    open_consultation(SYSTEM, OPEN, today=DAY)
    return {}
