"""What the page of training leads to: each part appends what it is called and the name of its address."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ROOM_ACTIONS: tuple[tuple[Promise, str], ...] = (
    (_("Sessions"), "training-sessions"),
    (_("Standards"), "training-standards"),
    (_("Instructors"), "training-instructors"),
    (_("Recognition cases"), "recognition-cases"),
    (_("Certificates of recognition"), "course-recognitions"),
    (_("Training of rotations"), "training-states"),
    (_("Demand"), "training-demand"),
    (_("Offers"), "training-offers"),
    (_("Leadership"), "leadership"),
    (_("National pool"), "national-pool"),
    (_("Selection camps"), "selection-camps"),
    (_("Certificates that lapse"), "lapsing-certificates"),
)
