"""What the pages of interests show, as the kit's plain values."""

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.decisions.queries.interests import may_enter_interests
from muster.kit.pages import Action, Crumb, PageHead
from muster.parties.viewer import Viewer


def interest_crumbs(*more: Crumb) -> list[Crumb]:
    """Return the path to a page of interests."""
    return [Crumb(_("Decisions")), Crumb(_("Interests"), reverse("interests")), *more]


def interests_head(viewer: Viewer) -> PageHead:
    """Return the head of the list."""
    doors = [
        Action(_("Workbook"), reverse("interests-workbook")),
        Action(_("Opportunities"), reverse("opportunities")),
    ]
    if may_enter_interests(viewer):
        doors = [
            Action(_("Write"), reverse("write-interests"), primary=True, icon="edit"),
            Action(_("Import"), reverse("import-interests")),
            *doors,
        ]
    return PageHead(
        title=_("Interests"),
        lead=_("What your State wants and does not want, as weights in its ranking. Seen by the State alone."),
        crumbs=[Crumb(_("Decisions")), Crumb(_("Interests"))],
        actions=doors,
    )
