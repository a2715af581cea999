"""What is read of consultations, always starting from what the viewer may see."""

from muster.consultations.queries.consultations import (
    convenes,
    seen_participants,
    takes_part,
    visible_consultation,
    visible_consultations,
)

__all__ = ["convenes", "seen_participants", "takes_part", "visible_consultation", "visible_consultations"]
