"""Bars to selection: host objections, vetting blocks and sanctions, entered and ended by the register."""

from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.generation.models import SelectionBar
from muster.generation.queries.offer import BAR_FIELDS
from muster.kit.clean_fields import require_clean_fields
from muster.kit.day_text import long_day
from muster.kit.errors import NotFound, Refused
from muster.parties import visibility
from muster.parties.models import OrganisationKind
from muster.parties.viewer import Viewer
from muster.reference.unit_types import unit_types


@transaction.atomic
def record_bar(actor: Viewer, bar: SelectionBar, *, today: date) -> SelectionBar:
    """Enter (an unsaved) bar of the actor's register, with a reason. Of a vetting block the State reads no reason."""
    what = "Bar to selection"
    visibility.require_secretariat(actor, what)
    visibility.require_owner(actor, bar.register_id, what)
    if bar.state.kind != OrganisationKind.MEMBER_STATE:
        raise Refused(f"{what}: {bar.state.name} is no Member State.")
    if bar.unit_type and bar.unit_type not in {one.code for one in unit_types()}:
        raise Refused(f"{what}: unit type {bar.unit_type!r} is not in the catalogue.")
    if bar.valid_until is not None and bar.valid_until <= bar.valid_from:
        raise Refused(f"{what}: it ends on {long_day(bar.valid_until)}, before it begins; give a later end or none.")
    bar.known_from = today
    require_clean_fields(bar, what)
    bar.save(force_insert=True)
    audit.record(actor, "generation:bar:recorded", f"bar {bar.pk}", after=_snapshot(bar), reason=bar.reason)
    return bar


@transaction.atomic
def end_bar(actor: Viewer, number: int, *, until: date, reason: str, today: date) -> SelectionBar:
    """End a bar on a day (excluded), with a reason."""
    seen = SelectionBar.objects.filter(visibility.rows(actor, BAR_FIELDS))
    bar = seen.select_for_update().filter(pk=number).first()
    if bar is None:
        raise NotFound(f"There is no bar {number} to selection that you may see.")
    what = f"Bar {number} to selection"
    visibility.require_owner(actor, bar.register_id, what)
    if not reason.strip():
        raise Refused(f"{what}: say why it ends.")
    if until <= bar.valid_from:
        raise Refused(f"{what}: it began on {long_day(bar.valid_from)}; it ends later than that.")
    before = _snapshot(bar)
    bar.valid_until = until
    bar.save(update_fields=["valid_until"])
    audit.record(actor, "generation:bar:ended", f"bar {number}", before=before, after=_snapshot(bar), reason=reason)
    return bar


def _snapshot(bar: SelectionBar) -> dict[str, object]:
    """Return a bar as the audit event keeps it."""
    names = ("kind", "unit_type", "valid_from", "valid_until", "ask", "source", "standing")
    mission = bar.mission.acronym if bar.mission else ""
    return {"state": bar.state.code, "mission": mission, **{name: getattr(bar, name) for name in names}}
