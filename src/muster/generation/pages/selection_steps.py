"""A selection as facts, what comes next with it, and what its viewer can do."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.generation.models import Selection, SelectionStage
from muster.generation.queries.request import is_of_register
from muster.kit.pages import Action, Fact, NextStep
from muster.parties.models import Role
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter


def selection_facts(found: Selection, content: Mapping[str, Any]) -> list[Fact]:
    """Return the choice as facts."""
    needed = content["output"]["reason_needed"]
    facts = [
        Fact(_("Chosen offer"), found.offer.reference, href=reverse("force-offer", args=[found.offer.reference])),
        Fact(_("Written reason"), found.justification or (_("missing: %(why)s") % {"why": needed} if needed else "—")),
        Fact(_("Proposed"), _by(found.proposed_on, found.proposed_by)),
        Fact(_("Approved"), _by(found.approved_on, found.approved_by)),
    ]
    if found.case is not None:
        facts.append(Fact(_("Case opened"), found.case.reference))
    if found.returned_reason:
        facts.append(Fact(_("Sent back because"), found.returned_reason))
    if found.revoked_on:
        facts += [Fact(_("Revoked on"), found.revoked_on), Fact(_("Why"), found.revoked_reason)]
    return facts


def _by(day: Any, user: Any) -> str:
    if day is None:
        return "—"
    return _("%(day)s by %(who)s") % {"day": day.isoformat(), "who": user or _("the installation")}


def next_step(found: Selection, day: date) -> NextStep | None:
    """Return who must do what next with a selection."""
    register = found.request.register.name
    if found.stage == SelectionStage.DRAFT:
        return NextStep(register, _("propose the choice"))
    if found.stage == SelectionStage.PROPOSED:
        return NextStep(register, _("another person, as approver, decides"))
    if found.stage == SelectionStage.APPROVED and found.approved_on:
        waiting = found.feedback.filter(sent_on__isnull=True).count()
        if waiting:
            due = found.approved_on + timedelta(days=parameter("selection_feedback_days", found.approved_on).integer)
            what = _("review and send the feedback on %(n)s offers") % {"n": waiting}
            return NextStep(register, what, due, due < day)
    return None


def selection_doors(viewer: Viewer, found: Selection) -> list[Action]:
    """Return what the viewer can do with a selection."""

    def step(label: str, name: str, *, primary: bool = False) -> Action:
        return Action(label, reverse("step-selection", args=[found.reference, name]), primary=primary)

    if not is_of_register(viewer, found.request):
        return []
    is_approver = is_of_register(viewer, found.request, Role.APPROVER)
    doors: list[Action] = []
    if found.stage == SelectionStage.DRAFT:
        doors += [
            Action(_("Change"), reverse("change-selection", args=[found.reference])),
            step(_("Propose"), "propose", primary=True),
        ]
    if found.stage == SelectionStage.PROPOSED and is_approver:
        doors += [step(_("Approve"), "approve", primary=True), step(_("Send back"), "send-back")]
    if found.stage == SelectionStage.APPROVED and found.feedback.filter(sent_on__isnull=True).exists():
        doors.append(step(_("Send the feedback"), "send-feedback", primary=True))
    if found.stage != SelectionStage.REVOKED and (is_approver or found.stage != SelectionStage.APPROVED):
        doors.append(step(_("Revoke"), "revoke"))
    return doors
