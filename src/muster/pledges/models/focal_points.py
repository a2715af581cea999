"""Who answers for a pledge on the side of its State."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact
from muster.people.models import Person
from muster.pledges.models.pledge import Pledge


class FocalPoint(KnownFact):
    """A person of the State who answers for the pledge, in the ministry or the mission, in `[known_from, known_until)`.

    The person's data are kept, handed on and erased by the room of people; here stands only who it is.
    """

    pledge = models.ForeignKey(Pledge, verbose_name=_("pledge"), on_delete=models.CASCADE, related_name="focal_points")
    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="focal_points")
    function = models.CharField(_("function"), max_length=120)
    known_until = models.DateField(_("released on"), null=True, blank=True)

    class Meta:
        ordering = ["known_from", "pk"]
        verbose_name = _("focal point")
        constraints = [
            models.UniqueConstraint(
                fields=["pledge", "person"],
                condition=models.Q(known_until__isnull=True),
                name="one_focal_point_for_a_person_and_pledge",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pledge}: {self.function}"
