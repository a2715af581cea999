"""The days of a consultation as calendar programs read them."""

from datetime import datetime, timedelta

from muster.consultations.models import Consultation
from muster.kit.icalendar_file import CalendarDay, icalendar_file

ONE_DAY = timedelta(days=1)


def days_file(found: Consultation, address: str, made_at: datetime) -> bytes:
    """Return the steps of a consultation that the viewer may see as an iCalendar file; what was held, on its day."""
    days = []
    for step in found.steps.order_by("due_on", "pk"):
        on = step.held_on or step.due_on
        title = f"{found.mission.acronym}: {step.get_kind_display()}"
        uid = f"consultation-{found.reference}-{step.kind}"
        days.append(CalendarDay(uid, title, on, on + ONE_DAY, found.title, address, step.place))
    return icalendar_file(found.title, days, made_at)
