"""What the page of a person shows, as the kit's plain values."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.kit.pages import Action, Badge, Crumb, ExplainInput, Explanation, Fact, PageHead
from muster.parties.models import Role
from muster.parties.viewer import Viewer
from muster.people.models import Person, Purpose
from muster.people.purposes import purposes_of
from muster.people.queries import holds, seen_fields
from muster.people.rules import is_due
from muster.people.service_doors import may_enter_proofs, sees_service
from muster.people.tables import purpose_words
from muster.reference.parameters import parameter


def person_head(person: Person, viewer: Viewer, today: date) -> PageHead:
    """Return the head of a person's page, with the doors of the holder's officers while anything is held."""
    doors = []
    if sees_service(viewer, person):
        doors.append(Action(_("Service, proofs and tours"), reverse("individual-file", args=[person.pk])))
    if holds(viewer, person) and viewer.has_role(Role.OFFICER):
        doors.append(Action(_("Everything held, as JSON"), reverse("export-person", args=[person.pk]), icon="download"))
        if person.erased_on is None:
            doors.append(Action(_("Further purpose"), reverse("add-purpose", args=[person.pk])))
            if len(purposes_of(person)) > 1:
                doors.append(Action(_("End a purpose"), reverse("end-purpose", args=[person.pk])))
            if may_enter_proofs(viewer, person) and not sees_service(viewer, person):
                doors.append(Action(_("New proof"), reverse("new-proof", args=[person.pk])))
            doors.append(Action(_("Hand on"), reverse("share-person", args=[person.pk])))
            doors.append(Action(_("Erase"), reverse("erase-person", args=[person.pk])))
            doors.append(Action(_("Change"), reverse("change-person", args=[person.pk]), primary=True, icon="edit"))
    name = " ".join(filter(None, (person.rank, person.given_names, person.family_name)))
    label = _("Person %(number)s") % {"number": person.pk}
    return PageHead(
        title=name or label,
        kicker=label,
        crumbs=[Crumb(_("People"), reverse("people")), Crumb(label)],
        status=_status(person, today),
        actions=doors,
    )


def _status(person: Person, today: date) -> Badge:
    """Return whether the data are kept, due to go, or gone."""
    if person.erased_on is not None:
        return Badge(_("erased"), "neutral")
    if is_due(person.keep_until, today):
        return Badge(_("to be erased"), "short", _("The day until which the data are kept has come."))
    return Badge(_("kept"), "met")


def person_facts(person: Person, viewer: Viewer, today: date) -> list[Fact]:
    """Return what is held of a person as far as the viewer may see it: for whom, for what, until when."""
    retention = parameter("person_retention_months", today)
    explanation = Explanation(
        formula=_("The holder sets the day, at most so many months ahead, and may renew it before it comes."),
        parameters=(
            ExplainInput(
                _("Longest time without renewal"),
                f"{retention.value} {retention.unit}",
                source=retention.source,
                standing=retention.standing,
            ),
        ),
    )
    facts = [
        Fact(_("Held by"), person.organisation.name),
        Fact(_("Purpose"), purpose_words(viewer, person)),
        *_ends_of_purposes(person, viewer),
        Fact(_("Keep until (excluded)"), person.keep_until, explanation=explanation),
    ]
    if person.erased_on is not None:
        return [*facts, Fact(_("Erased on"), person.erased_on)]
    return [*_personal_facts(person, viewer), *facts]


def _ends_of_purposes(person: Person, viewer: Viewer) -> list[Fact]:
    """Return until when each of several purposes lasts; for the holder alone."""
    further = list(person.further_purposes.all())
    if not further or person.erased_on is not None or not holds(viewer, person):
        return []
    ends = {person.purpose: person.purpose_until or person.keep_until} | {one.purpose: one.until for one in further}
    return [
        Fact(_("Kept as %(purpose)s until (excluded)") % {"purpose": Purpose(purpose).label}, until)
        for purpose, until in ends.items()
    ]


def _personal_facts(person: Person, viewer: Viewer) -> list[Fact]:
    """Return the personal fields that the viewer may see."""
    facts = []
    for name in seen_fields(viewer, person):
        value = person.get_sex_display() if name == "sex" else getattr(person, name)
        facts.append(Fact(str(Person._meta.get_field(name).verbose_name).capitalize(), value or "—"))  # type: ignore[union-attr]
    return facts
