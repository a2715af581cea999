"""What is read of consultations, always starting from what the viewer may see."""

from muster.consultations.queries.calendar import CalendarRow, calendar, due_unopened, proposals, with_steps
from muster.consultations.queries.consultations import (
    convenes,
    seen_participants,
    takes_part,
    visible_consultation,
    visible_consultations,
)
from muster.consultations.queries.measured import (
    MeasuredConsultation,
    measured,
    measured_consultations,
    measured_period,
    with_measured,
)

__all__ = [
    "CalendarRow",
    "MeasuredConsultation",
    "calendar",
    "convenes",
    "due_unopened",
    "measured",
    "measured_consultations",
    "measured_period",
    "proposals",
    "seen_participants",
    "takes_part",
    "visible_consultation",
    "visible_consultations",
    "with_measured",
    "with_steps",
]
