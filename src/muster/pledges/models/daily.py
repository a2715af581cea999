"""What the daily run did: one row a day, written when the run is through."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DailyRun(models.Model):
    """The run of one day. `counts` say by name what it did, further runs of the same day added up."""

    day = models.DateField(_("day"), unique=True)
    finished_at = models.DateTimeField(_("finished at"))
    seconds = models.FloatField(_("seconds"))
    counts = models.JSONField(_("counts"), default=dict)

    class Meta:
        ordering = ["-day"]
        verbose_name = _("daily run")

    def __str__(self) -> str:
        return f"daily run of {self.day}"
