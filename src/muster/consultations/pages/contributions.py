"""What the page of a consultation shows of States' contributions: questions, positions, traces, commitments."""

from datetime import date
from typing import Any

from muster.consultations.models import Consultation
from muster.parties.viewer import Viewer


def contribution_context(viewer: Viewer, consultation: Consultation, day: date) -> dict[str, Any]:
    """Return the context of the template `consultations/contributions.html`, as far as the viewer may see it."""
    return {}
