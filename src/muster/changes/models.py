"""A fact that changed, and the records that rest on it: told apart by who may see them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact, SourcedFact
from muster.parties.models import Organisation


class ChangeKind(models.TextChoices):
    """What kind of fact changed."""

    MANDATE = "mandate", _("mandate")
    CEILING = "ceiling", _("ceiling of a mandate")
    TASKS = "tasks", _("tasks of a mandate")
    CONSENT = "consent", _("consent")
    AGREEMENT = "agreement", _("agreement")
    CONCEPT = "concept", _("concept of operations or rules of engagement")
    PRINCIPLE = "principle", _("principle of peacekeeping")
    FINANCING = "financing", _("financing")
    THREAT = "threat", _("threat")
    CASUALTIES = "casualties", _("casualties")
    FATALITIES = "fatalities", _("rate of fatalities")
    MEDICAL = "medical", _("medical chain")
    LIFE = "life", _("stage of the operation's life")
    LAW = "law", _("national law")
    ACT = "act", _("national act")


class FactChange(SourcedFact, KnownFact):
    """One change of one fact: what it was and is, in words. `mission` and `state` are codes; empty: does not apply.

    `state` is the State whose law or act changed: then the change is that State's and the secretariats'. `known_from`
    is the day on which it became known; `recorded_at` the moment at which it was entered.
    """

    kind = models.CharField(_("what changed"), max_length=16, choices=ChangeKind)
    mission = models.CharField(_("mission"), max_length=40, blank=True, db_index=True)
    state = models.ForeignKey(
        Organisation,
        verbose_name=_("State"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="changed_facts",
    )
    subject = models.CharField(_("fact"), max_length=200)
    before = models.CharField(_("before"), max_length=300, blank=True)
    after = models.CharField(_("after"), max_length=300, blank=True)
    true_from = models.DateField(_("true from"))
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("recorded by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-known_from", "-pk"]
        verbose_name = _("changed fact")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.subject}"


class ReachKind(models.TextChoices):
    """What kind of record rests on a fact."""

    DOSSIER = "dossier", _("dossier")
    PLAN = "plan", _("plan")
    TOUR = "tour", _("tour")
    ASSIGNMENT = "assignment", _("tour of an individual")
    MEMORANDUM = "memorandum", _("memorandum")
    CONSULTATION = "consultation", _("consultation")
    CASE = "case", _("force-generation case")


class Reached(models.Model):
    """A record that rests on a changed fact, and why. Seen by its `owner` and its `addressee`, if it has any.

    `page` is the name of the site's address of the record and `reference` what stands in it.
    """

    change = models.ForeignKey(
        FactChange, verbose_name=_("changed fact"), on_delete=models.CASCADE, related_name="reached"
    )
    kind = models.CharField(_("kind"), max_length=16, choices=ReachKind)
    page = models.CharField(_("page"), max_length=60)
    reference = models.CharField(_("reference"), max_length=80)
    title = models.CharField(_("record"), max_length=200)
    why = models.CharField(_("why"), max_length=500)
    owner = models.ForeignKey(
        Organisation, verbose_name=_("owner"), on_delete=models.PROTECT, related_name="reached_records"
    )
    addressee = models.ForeignKey(
        Organisation,
        verbose_name=_("addressee"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="addressed_reached_records",
    )

    class Meta:
        ordering = ["kind", "title", "pk"]
        verbose_name = _("reached record")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.title}"
