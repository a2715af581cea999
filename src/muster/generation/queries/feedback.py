"""What a State is told of its own offer: why it was not chosen, and its own score, never another's."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from muster.generation.models import Offer, SelectionFeedback, SelectionStage
from muster.generation.queries.selection import visible_feedback
from muster.parties.viewer import Viewer


def feedback_on(viewer: Viewer, day: date, offer: Offer) -> SelectionFeedback | None:
    """Return the latest feedback on an offer that the viewer may see, of a selection that stands; None: there is none.

    The register reads it from the proposal on, the State once it was sent.
    """
    told = visible_feedback(viewer, day).filter(offer=offer).exclude(selection__stage=SelectionStage.REVOKED)
    return told.order_by("-pk").first()


def recorded_score(content: Mapping[str, Any], reference: str) -> Mapping[str, Any] | None:
    """Return what the frozen record of a selection says of one offer alone; None where it was not compared."""
    offers = content["output"]["offers"] if "output" in content else []
    return next((one for one in offers if one["offer"] == reference), None)
