"""The national unit behind pledges: one unit stays one, however many registers it is pledged to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact, SourcedFact
from muster.parties.models import Organisation


class NationalUnit(SourcedFact, KnownFact):
    """A unit of a State's forces or police, by its national name."""

    state = models.ForeignKey(
        Organisation, verbose_name=_("State"), on_delete=models.PROTECT, related_name="national_units"
    )
    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)
    home_base = models.CharField(_("home base"), max_length=120, blank=True)

    class Meta:
        ordering = ["state__name", "code"]
        verbose_name = _("national unit")

    def __str__(self) -> str:
        return self.name
