"""What both sides do for a pledge's level by form: acknowledge, hand in, decide, cap."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muster.documents.uploads import uploaded_document
from muster.kit.errors import NotFound, Refused
from muster.kit.form_page import answer_form
from muster.kit.pages import Crumb
from muster.parties import visibility
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest
from muster.pledges import actions, queries
from muster.pledges.actions.evidence import evidence_row
from muster.pledges.forms.proof import CapForm, HandInForm, LiftForm, ReviewForm
from muster.pledges.forms.theatre import LookAgainForm
from muster.pledges.levels import RUNG_CHOICES
from muster.pledges.models import PledgeVersion
from muster.pledges.rules.evidence import Verdict
from muster.reference.registers import STATE


def seen(request: MusterRequest, reference: str) -> PledgeVersion:
    """Return the pledge as the viewer sees it. Raises NotFound."""
    return queries.visible_pledge(request.viewer, request.as_of, reference)


def crumbs_of(reference: str) -> list[Crumb]:
    """Return the path to a page under a pledge's."""
    return [Crumb(_("Pledges"), reverse("pledges")), Crumb(reference, reverse("pledge", args=[reference]))]


@for_parties
@require_POST
def acknowledge_pledge(request: MusterRequest, reference: str) -> HttpResponse:
    """Tell the State that its pledge has arrived."""
    actions.acknowledge_pledge(request.viewer, reference, today=request.today)
    messages.success(request, _("Pledge %(pledge)s is acknowledged.") % {"pledge": reference})
    return redirect_as_of_today(request, "pledge", reference=reference)


@for_parties
def hand_in_evidence(request: MusterRequest, reference: str, level: str, kind: str) -> HttpResponse:
    """Hand in a file that proves a level."""
    found = seen(request, reference)
    if level not in {code for code, _label in RUNG_CHOICES}:
        raise NotFound(_("There is no level %(level)s.") % {"level": level})
    row = evidence_row(found.pledge, level, kind)
    side = found.state_id if row.handed_in_by == STATE else found.register_id
    visibility.require_owner(request.viewer, side, row.title)
    form = HandInForm(request.POST or None, request.FILES or None)

    def save() -> HttpResponse:
        actions.hand_in_evidence(
            request.viewer,
            reference,
            level=level,
            kind=kind,
            title=form.cleaned_data["title"],
            file=uploaded_document(request, "file"),
            today=request.today,
        )
        messages.success(request, _("%(title)s waits for its decision.") % {"title": row.title})
        return redirect_as_of_today(request, "pledge", reference=reference)

    title = _("Hand in: %(title)s") % {"title": row.title}
    return answer_form(request, form, save, title=title, crumbs=crumbs_of(reference), submit_label=_("Hand in"))


@for_parties
@require_POST
def take_report(request: MusterRequest, reference: str, level: str, kind: str) -> HttpResponse:
    """Take the approved report of a visit as evidence."""
    seen(request, reference)
    taken = actions.take_visit_as_evidence(request.viewer, reference, level=level, kind=kind, today=request.today)
    messages.success(request, _("%(title)s waits for its decision.") % {"title": taken.title})
    return redirect_as_of_today(request, "pledge", reference=reference)


@for_parties
@require_POST
def review_evidence(request: MusterRequest, reference: str, number: int) -> HttpResponse:
    """Approve or refuse evidence."""
    form = ReviewForm(request.POST)
    known = queries.visible_evidence(request.viewer, request.today)
    if not known.filter(pk=number, pledge__reference=reference).exists():
        raise NotFound(_("There is no evidence %(number)s that you may see.") % {"number": number})
    if not form.is_valid():
        raise Refused(_("Nothing was decided: say whether the evidence is approved or refused."))
    decided = actions.review_evidence(
        request.viewer,
        number,
        Verdict(form.cleaned_data["verdict"]),
        remarks=form.cleaned_data["remarks"],
        valid_until=form.cleaned_data["valid_until"],
        today=request.today,
    )
    words = {"title": decided.title, "verdict": decided.get_verdict_display()}
    messages.success(request, _("%(title)s: %(verdict)s.") % words)
    return redirect_as_of_today(request, "pledge", reference=reference)


@for_parties
@require_POST
def set_level_cap(request: MusterRequest, reference: str) -> HttpResponse:
    """Set a cap on the level."""
    seen(request, reference)
    form = CapForm(RUNG_CHOICES, request.POST)
    if not form.is_valid():
        raise Refused(_("No cap was set: give the highest level and the reason."))
    said = form.cleaned_data
    actions.set_level_cap(request.viewer, reference, said["level"], reason=said["reason"], today=request.today)
    messages.success(request, _("The level cap of %(pledge)s is recorded.") % {"pledge": reference})
    return redirect_as_of_today(request, "pledge", reference=reference)


@for_parties
@require_POST
def lift_level_cap(request: MusterRequest, reference: str) -> HttpResponse:
    """Lift the cap on the level."""
    seen(request, reference)
    form = LiftForm(request.POST)
    if not form.is_valid():
        raise Refused(_("The cap stays: say what has changed."))
    actions.lift_level_cap(request.viewer, reference, reason=form.cleaned_data["reason"], today=request.today)
    messages.success(request, _("The level cap of %(pledge)s is lifted.") % {"pledge": reference})
    return redirect_as_of_today(request, "pledge", reference=reference)


@for_parties
@require_POST
def look_again(request: MusterRequest, reference: str) -> HttpResponse:
    """Say that the register has looked again after what was found in theatre, and that the level stays."""
    seen(request, reference)
    form = LookAgainForm(request.POST)
    if not form.is_valid():
        raise Refused(_("The doubt stays: say what was looked at, and why the level stays."))
    actions.look_again(request.viewer, reference, form.cleaned_data["words"], today=request.today)
    messages.success(
        request, _("It is on record that the register looked at %(pledge)s again.") % {"pledge": reference}
    )
    return redirect_as_of_today(request, "pledge", reference=reference)
