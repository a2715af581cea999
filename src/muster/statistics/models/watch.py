"""The crisis watch: forecasts as they were reckoned, and the alerts that people have asked for."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact
from muster.parties.models import Organisation


class WatchRun(KnownFact):
    """One reckoning of all States' forecasts from what was known at the end of `origin`.

    A further import makes a further run of the same origin; the earlier one stays on record. `known_from` is the end of
    the origin's month, since nothing later went into it; `reckoned_at` says when it was really done.
    """

    origin = models.DateField(_("last month used"), db_index=True)
    model = models.CharField(_("model"), max_length=80)
    generation = models.CharField(_("state of the store"), max_length=80, blank=True)
    reckoned_at = models.DateTimeField(_("reckoned at"), auto_now_add=True)

    class Meta:
        ordering = ["-origin", "-pk"]
        verbose_name = _("run of the crisis watch")
        constraints = [
            models.UniqueConstraint(fields=["origin", "model", "generation"], name="watch_run_reckoned_once")
        ]

    def __str__(self) -> str:
        return f"{self.origin:%Y-%m}, {self.model}"


class WatchForecast(models.Model):
    """What a run expects of one State over the months after its origin.

    `p25` and `p100`: the chance (0 to 1) that any month of the window has so many deaths or more; `mean`: deaths
    expected in the whole window; `quantiles`: of that total, by share as text ("0.05"); `reasons`: words with figures.
    """

    run = models.ForeignKey(WatchRun, verbose_name=_("run"), on_delete=models.CASCADE, related_name="forecasts")
    state = models.CharField(_("State"), max_length=3, db_index=True)
    horizon = models.PositiveSmallIntegerField(_("horizon (months)"))
    p25 = models.FloatField(_("chance of 25"))
    p100 = models.FloatField(_("chance of 100"))
    mean = models.FloatField(_("deaths expected"))
    quantiles = models.JSONField(_("quantiles of the total"), default=dict, blank=True)
    reasons = models.JSONField(_("reasons"), default=list, blank=True)

    class Meta:
        ordering = ["run", "state", "horizon"]
        verbose_name = _("forecast of the crisis watch")
        constraints = [
            models.UniqueConstraint(fields=["run", "state", "horizon"], name="watch_forecast_once"),
            models.CheckConstraint(
                condition=models.Q(p100__gte=0, p100__lte=models.F("p25"), p25__lte=1), name="watch_chances_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state}, {self.horizon} months after {self.run.origin:%Y-%m}"


class AlertScope(models.TextChoices):
    """Which States a subscription watches."""

    STATES = "states", _("States that I name")
    REGION = "region", _("a region")
    UNITS = "units", _("where we have units")


class WatchMeasure(models.TextChoices):
    """What is held against the threshold."""

    DEATHS = "deaths", _("deaths in the last month on record")
    P25 = "p25", _("chance of a month with 25 deaths")
    P100 = "p100", _("chance of a month with 100 deaths")


class WatchSubscription(models.Model):
    """What a member wants to be told of the crisis watch; nobody else sees it.

    `threshold` is deaths, or per cent for a chance; `horizon` is that of the chance, 0 for deaths.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="watch_subscriptions")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="watch_subscriptions")
    name = models.CharField(_("name"), max_length=80)
    scope = models.CharField(_("which States"), max_length=16, choices=AlertScope)
    states = models.JSONField(_("States"), default=list, blank=True)
    region = models.CharField(_("region"), max_length=80, blank=True)
    measure = models.CharField(_("measure"), max_length=16, choices=WatchMeasure)
    horizon = models.PositiveSmallIntegerField(_("horizon (months)"), default=0)
    threshold = models.PositiveIntegerField(_("threshold"))

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("subscription to the crisis watch")
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation", "name"], name="one_watch_subscription_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name


class AlertStage(models.TextChoices):
    """Where a State stands for a subscription."""

    QUIET = "quiet", _("quiet")
    ALERTED = "alerted", _("over the threshold")
    CLEARED = "cleared", _("cleared")


class WatchAlert(models.Model):
    """Where one State stands for one subscription, as of the last month that was weighed.

    `since` is the month in which it came to that; `below_months` counts the months under the threshold in a row while
    it is alerted; `crossings` counts how often it was told.
    """

    subscription = models.ForeignKey(WatchSubscription, on_delete=models.CASCADE, related_name="alerts")
    state = models.CharField(_("State"), max_length=3)
    stage = models.CharField(_("stage"), max_length=16, choices=AlertStage, default=AlertStage.QUIET)
    month = models.DateField(_("last month weighed"))
    since = models.DateField(_("since"))
    value = models.FloatField(_("value"))
    below_months = models.PositiveSmallIntegerField(_("months below"), default=0)
    crossings = models.PositiveIntegerField(_("crossings told"), default=0)

    class Meta:
        ordering = ["subscription", "state"]
        verbose_name = _("alert of the crisis watch")
        constraints = [models.UniqueConstraint(fields=["subscription", "state"], name="one_watch_alert_a_state")]

    def __str__(self) -> str:
        return f"{self.state}: {self.stage}"
