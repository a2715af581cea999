"""Persons, and those they were handed to, as tables."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from muster.kit.tables import Column, Table
from muster.parties.viewer import Viewer
from muster.people.models import Person, Purpose
from muster.people.purposes import purposes_of
from muster.people.queries import holds, seen_fields

LISTED_FIELDS = ("family_name", "given_names", "rank")
"""The personal fields of the list that are sorted and filtered: those that every purpose allows, so that nobody filters
by what they may not see."""


def person_address(person: Person) -> str:
    """Return the address of a person's page."""
    return reverse("person", args=[person.pk])


def purpose_words(viewer: Viewer, person: Person) -> str:
    """Return what the data are for: to the holder all purposes, to others that of what they were handed."""
    if holds(viewer, person):
        return ", ".join(str(Purpose(one).label) for one in purposes_of(person)) or str(Purpose(person.purpose).label)
    shares = person.seen_shares  # type: ignore[attr-defined]  # prefetched
    own = [one.get_purpose_display() for one in shares if one.organisation_id == viewer.organisation_id]
    return ", ".join(map(str, own))


SHOWN_FIELDS = (("post", _("Post")), ("email", _("E-mail")), ("telephone", _("Telephone")))
"""Personal fields that some purposes do not allow: shown to who may see them, sorted and filtered by nobody."""


def _shown_alone(viewer: Viewer, name: str, label: Any) -> Column:
    """Return the column of a field that is shown only where the viewer may see it of that person."""

    def value(row: Person) -> str:
        return str(getattr(row, name)) if name in seen_fields(viewer, row) else ""

    return Column(name, label, value, filter="none", sortable=False)


def persons_table(viewer: Viewer) -> Table:
    """Return the table of persons as the viewer may see them."""
    return Table(
        name="persons",
        caption=_("Persons"),
        empty=_("Your organisation holds no person's data, and none were handed to it."),
        order="family_name",
        columns=[
            Column("number", _("Person"), "pk", kind="integer", href=person_address, lookup="pk"),
            Column("family_name", _("Family name"), lookup="family_name"),
            Column("given_names", _("Given names"), lookup="given_names"),
            Column("rank", _("Rank"), lookup="rank"),
            *(_shown_alone(viewer, name, label) for name, label in SHOWN_FIELDS),
            Column("purpose", _("Purpose"), lambda row: purpose_words(viewer, row), filter="none", sortable=False),
            Column("held_by", _("Held by"), "organisation.name", lookup="organisation__name", filter="choice"),
            Column("keep_until", _("Keep until"), kind="date", lookup="keep_until"),
        ],
    )


DUE = Table(
    name="persons-due",
    caption=_("Persons whose time has come"),
    empty=_("Nobody's time has come."),
    columns=[
        Column("number", _("Person"), "pk", kind="integer"),
        Column("held_by", _("Held by"), "organisation.code"),
        Column("purpose", _("Purpose"), "get_purpose_display"),
        Column("keep_until", _("Keep until"), kind="date"),
    ],
)

SHARES = Table(
    name="person-shares",
    caption=_("Handed to"),
    empty=_("The data are in nobody else's hands."),
    filters=False,
    tools=False,
    columns=[
        Column("organisation", _("Organisation"), "organisation.name"),
        Column("purpose", _("Purpose"), "get_purpose_display"),
        Column("shared_on", _("Handed on"), kind="date"),
        Column("until", _("Until (excluded)"), kind="date"),
    ],
)
