"""What the pages of changed facts show, as the kit's plain values; and the section on the pages of records."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from muster.changes.models import FactChange
from muster.changes.queries import reached_by
from muster.changes.tables import FACTS_THAT_CHANGED, kind_badge
from muster.kit.pages import Crumb, Fact, PageHead
from muster.kit.tables import BoundTable, render_table
from muster.parties.request import MusterRequest

SECTION_PREFIX = "changed-"


def change_head(change: FactChange) -> PageHead:
    """Return the head of a change's page."""
    return PageHead(
        title=change.subject,
        kicker=_("A fact that changed"),
        crumbs=[Crumb(_("Changes"), reverse("changes")), Crumb(str(change.pk))],
        status=kind_badge(change),
        illustrative=change.illustrative,
    )


def change_facts(change: FactChange) -> list[Fact]:
    """Return what is on record of a change; what does not apply is left out."""
    facts = [
        Fact(_("Before"), change.before or _("nothing on record")),
        Fact(_("After"), change.after or _("nothing on record")),
        Fact(_("True from"), change.true_from),
        Fact(_("Known from"), change.known_from),
        Fact(_("Source"), change.source or "—", standing=change.standing),
    ]
    if change.mission:
        facts.insert(0, Fact(_("Mission"), change.mission, href=reverse("mission", args=[change.mission])))
    if change.state is not None:
        facts.insert(0, Fact(_("State"), change.state.name))
    return facts


def facts_that_changed(request: MusterRequest, kind: str, references: Sequence[str]) -> BoundTable | None:
    """Return the changes on which records of a kind rest, as far as the viewer may see, as a section of their page.

    None where there is none: the section is left out. One query.
    """
    found = reached_by(request.viewer, request.as_of, kind, list(references))
    rows = [one for rows in found.values() for one in rows]
    if not rows:
        return None
    made = render_table(request, FACTS_THAT_CHANGED, rows, prefix=SECTION_PREFIX)
    return None if isinstance(made, HttpResponse) else made
