"""What comes next with a request, and what its viewer can do."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.generation.models import AddresseeReply, Request, RequestStage
from muster.generation.queries.request import is_of_register, may_reply, visible_addressees
from muster.kit.pages import Action, NextStep
from muster.parties.viewer import Viewer


def next_step(viewer: Viewer, found: Request, day: date) -> NextStep | None:
    """Return who must do what next: the State that is asked, or the register."""
    own = visible_addressees(viewer, found).filter(state_id=viewer.organisation_id).first()
    late = found.stage == RequestStage.ISSUED and found.reply_by < day
    if found.stage == RequestStage.DRAFT:
        return NextStep(found.register.name, _("issue the request"))
    if found.stage == RequestStage.ISSUED and own is not None and own.reply == AddresseeReply.NONE:
        return NextStep(own.state.name, _("offer, or decline with a reason"), found.reply_by, late)
    if found.stage == RequestStage.ISSUED:
        what = _("close the request") if late else _("wait for replies, then close the request")
        return NextStep(found.register.name, what, found.reply_by, late)
    return None


def request_doors(viewer: Viewer, found: Request) -> list[Action]:
    """Return what the viewer can do with a request."""

    def step(label: str, name: str, *, primary: bool = False) -> Action:
        return Action(label, reverse("step-force-request", args=[found.reference, name]), primary=primary)

    doors: list[Action] = []
    stage = found.stage
    if is_of_register(viewer, found):
        if stage == RequestStage.DRAFT:
            doors += [
                Action(_("Change"), reverse("change-force-request", args=[found.reference])),
                step(_("Issue"), "issue", primary=True),
            ]
        if stage == RequestStage.ISSUED:
            doors.append(step(_("Close"), "close", primary=True))
        if stage == RequestStage.CLOSED:
            doors.append(step(_("Open again"), "reopen"))
        if stage in (RequestStage.DRAFT, RequestStage.ISSUED):
            doors.append(Action(_("Weights"), reverse("weigh-force-request", args=[found.reference])))
        if stage != RequestStage.CANCELLED:
            doors.append(step(_("Cancel the request"), "cancel"))
    if stage == RequestStage.ISSUED and may_reply(viewer, found):
        doors.append(Action(_("Decline"), reverse("decline-force-request", args=[found.reference])))
        offer = reverse("make-force-offer", args=[found.reference])
        doors.append(Action(_("Make an offer"), offer, primary=not is_of_register(viewer, found), icon="add"))
    return doors
