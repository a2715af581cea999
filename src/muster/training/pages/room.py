"""What the page of training leads to, by part."""

from django.utils.translation import gettext_lazy

from muster.kit.pages import Text

ROOM_ACTIONS: list[tuple[Text, str]] = [
    (gettext_lazy("Recognition cases"), "recognition-cases"),
    (gettext_lazy("Certificates of recognition"), "course-recognitions"),
]
"""Label and name of the address of each."""
