"""The case that the approval of a selection opens."""

from datetime import date

from muster.generation.actions.cases import open_case
from muster.generation.models import Case, Selection
from muster.generation.terms import CaseTerms, DonePhase
from muster.kit.standing import Standing
from muster.parties.viewer import SYSTEM, Viewer


def open_case_of(actor: Viewer, selection: Selection, today: date) -> Case:
    """Open the case of the chosen unit; request, offers and selection are behind it, with their days."""
    offer, request = selection.offer, selection.request
    base = f"case-{offer.reference}"[:56]
    taken = Case.objects.filter(reference__startswith=base).count()
    lead = offer.pledges.select_related("pledge").first()
    given = next(one for one in selection.content["input"]["offers"] if one["reference"] == offer.reference)
    issued = request.issued_on or today
    terms = CaseTerms(
        reference=f"{base}-{taken + 1}" if taken else base,
        state=offer.state.code,
        post=selection.post.reference,
        requested_on=issued,
        pledge=lead.pledge.reference if lead else "",
        register=request.register.code,
        title=request.title,
        strength=sum(one["strength"] for one in given["pledges"]),
        done=(
            DonePhase("request", issued, issued, f"request {request.reference}"),
            DonePhase("offers", issued, offer.made_on, f"offer {offer.reference}"),
            DonePhase("selection", offer.made_on, today, f"selection {selection.reference}"),
        ),
        source=request.source,
        standing=request.standing,
    )
    # The case keeps the standing of its request; one that nobody entered is the installation's alone to give.
    opener = actor if request.standing == Standing.ENTERED else SYSTEM
    return open_case(opener, terms, today=today)
