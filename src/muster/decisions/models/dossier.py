"""A State's dossier on one participation: what it is about, its assessments by criterion, and who must sign."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.authorisations.criteria import Criterion
from muster.authorisations.models import ActCategory, DecisionBody, NationalAct
from muster.changes.models import FactChange
from muster.generation.models import Case, Request
from muster.kit.facts import KnownFact, RulesSayWhy, SourcedFact
from muster.missions.models import Mission, Post
from muster.parties.models import Organisation
from muster.pledges.models import Pledge


class DossierStage(models.TextChoices):
    """How far a dossier is. It is its State's own at every stage."""

    OPEN = "open", _("open")
    APPROVED = "approved", _("decided: take part")
    DECLINED = "declined", _("decided: do not take part")
    CLOSED = "closed", _("closed without a decision")


class Dossier(SourcedFact, KnownFact):
    """The decision of a State to take part in an operation, or not, with `people` of a category from `wanted_on` on.

    It may rest on a request, a post or a pledge; `case` is the force-generation case that came of it, `act` the
    national act. `decided_on` and `decision` are set together.
    """

    reference = models.SlugField(_("reference"), max_length=60, unique=True)
    state = models.ForeignKey(Organisation, verbose_name=_("State"), on_delete=models.PROTECT, related_name="dossiers")
    title = models.CharField(_("title"), max_length=200)
    mission = models.ForeignKey(Mission, verbose_name=_("mission"), on_delete=models.PROTECT, related_name="dossiers")
    request = models.ForeignKey(
        Request, verbose_name=_("request"), null=True, blank=True, on_delete=models.PROTECT, related_name="dossiers"
    )
    post = models.ForeignKey(
        Post, verbose_name=_("post"), null=True, blank=True, on_delete=models.PROTECT, related_name="dossiers"
    )
    pledge = models.ForeignKey(
        Pledge, verbose_name=_("pledge"), null=True, blank=True, on_delete=models.PROTECT, related_name="dossiers"
    )
    case = models.ForeignKey(
        Case, verbose_name=_("case"), null=True, blank=True, on_delete=models.PROTECT, related_name="dossiers"
    )
    act = models.ForeignKey(
        NationalAct, verbose_name=_("act"), null=True, blank=True, on_delete=models.PROTECT, related_name="dossiers"
    )
    category = models.CharField(_("category"), max_length=16, choices=ActCategory, default=ActCategory.CONTINGENT)
    people = models.PositiveIntegerField(_("people"))
    wanted_on = models.DateField(_("arrival wanted on"), null=True, blank=True)
    tour_months = models.PositiveSmallIntegerField(_("length of a tour (months)"), null=True, blank=True)
    opened_on = models.DateField(_("opened on"))
    stage = models.CharField(_("stage"), max_length=12, choices=DossierStage, default=DossierStage.OPEN)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decision = models.TextField(_("decision in words"), blank=True, max_length=2000)
    note = models.TextField(_("note"), blank=True, max_length=4000)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["-opened_on", "reference"]
        verbose_name = _("dossier")

    def __str__(self) -> str:
        return self.reference


class GateVerdict(models.TextChoices):
    """What an assessment found."""

    MET = "met", _("met")
    RESERVED = "reserved", _("met with reservations")
    NOT_MET = "not-met", _("not met")


class Assessment(SourcedFact, KnownFact):
    """One dated assessment of one criterion. It is never changed; the next one of the criterion takes its place.

    `data` are the data that the system brought on that day, kept as they were: a list of objects with `key`, `label`,
    `value`, `unit`, `words`, `source`, `known_from`. `suggested` is the verdict that the rules suggest on them, empty
    where they suggest none.
    """

    dossier = models.ForeignKey(
        Dossier, verbose_name=_("dossier"), on_delete=models.CASCADE, related_name="assessments"
    )
    criterion = models.CharField(_("criterion"), max_length=20, choices=Criterion)
    number = models.PositiveIntegerField(_("assessment"))
    verdict = models.CharField(_("verdict"), max_length=12, choices=GateVerdict)
    words = models.TextField(_("in words"), max_length=4000)
    assessed_on = models.DateField(_("assessed on"))
    assessed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("assessed by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    data = models.JSONField(_("data of the day"), default=list, blank=True, editable=False)
    suggested = models.CharField(
        _("suggested by the rules"), max_length=12, choices=GateVerdict, blank=True, default=""
    )

    class Meta:
        ordering = ["dossier", "criterion", "number"]
        verbose_name = _("assessment of a criterion")
        constraints = [
            models.UniqueConstraint(fields=["dossier", "criterion", "number"], name="assessment_numbered_once")
        ]

    def __str__(self) -> str:
        return f"{self.dossier}: {self.get_criterion_display()} {self.get_verdict_display()}"


class Evidence(RulesSayWhy):
    """A piece of evidence of an assessment: what it is, where it lies, and of which day it is."""

    assessment = models.ForeignKey(
        Assessment, verbose_name=_("assessment"), on_delete=models.CASCADE, related_name="evidence"
    )
    number = models.PositiveSmallIntegerField(_("piece"))
    title = models.CharField(_("evidence"), max_length=200)
    where = models.CharField(_("where it lies"), max_length=300, blank=True)
    dated = models.DateField(_("dated"), null=True, blank=True)

    class Meta:
        ordering = ["assessment", "number"]
        verbose_name = _("evidence of an assessment")
        constraints = [models.UniqueConstraint(fields=["assessment", "number"], name="evidence_numbered_once")]

    def __str__(self) -> str:
        return self.title


class SignatureKind(models.TextChoices):
    """What a body gave."""

    SIGNED = "signed", _("signed")
    REFUSED = "refused", _("refused")


class SignOff(RulesSayWhy, KnownFact):
    """A body's signature, or refusal, on a dossier. `assessment` is the one that it signed; empty: all of it."""

    dossier = models.ForeignKey(Dossier, verbose_name=_("dossier"), on_delete=models.CASCADE, related_name="sign_offs")
    body = models.ForeignKey(DecisionBody, verbose_name=_("body"), on_delete=models.PROTECT, related_name="sign_offs")
    assessment = models.ForeignKey(
        Assessment,
        verbose_name=_("assessment"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sign_offs",
    )
    kind = models.CharField(_("given"), max_length=12, choices=SignatureKind, default=SignatureKind.SIGNED)
    signed_on = models.DateField(_("on"))
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="sign_offs"
    )
    signatory = models.CharField(_("signatory (office)"), max_length=160, blank=True)
    words = models.TextField(_("remark"), blank=True, max_length=2000)

    class Meta:
        ordering = ["dossier", "signed_on", "pk"]
        verbose_name = _("sign-off")

    def __str__(self) -> str:
        return f"{self.body}: {self.get_kind_display()} {self.dossier}"


class Reassessment(RulesSayWhy, KnownFact):
    """A criterion of a dossier that must be assessed anew, since a fact behind it changed; settled by an assessment."""

    dossier = models.ForeignKey(
        Dossier, verbose_name=_("dossier"), on_delete=models.CASCADE, related_name="reassessments"
    )
    criterion = models.CharField(_("criterion"), max_length=20, choices=Criterion)
    change = models.ForeignKey(
        FactChange, verbose_name=_("changed fact"), on_delete=models.PROTECT, related_name="reassessments"
    )
    why = models.CharField(_("why"), max_length=500)
    settled_by = models.ForeignKey(
        Assessment,
        verbose_name=_("settled by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="settled",
    )

    class Meta:
        ordering = ["dossier", "known_from", "pk"]
        verbose_name = _("assessment due again")
        constraints = [
            models.UniqueConstraint(fields=["dossier", "criterion", "change"], name="reassessed_once_for_a_change")
        ]

    def __str__(self) -> str:
        return f"{self.dossier}: {self.get_criterion_display()} again"


class LadderStep(RulesSayWhy, KnownFact):
    """How far a dossier is on one step of the ladder (7.1; codes of the table `ladder_steps`), as its State entered it.

    `days` is the State's own estimate in place of the table's; `ready_on` is the day on which the step was done. An
    entry is never changed: the next one of the same step takes its place.
    """

    dossier = models.ForeignKey(Dossier, verbose_name=_("dossier"), on_delete=models.CASCADE, related_name="ladder")
    step = models.CharField(_("step"), max_length=40)
    days = models.PositiveSmallIntegerField(_("days, as estimated"), null=True, blank=True)
    started_on = models.DateField(_("started on"), null=True, blank=True)
    ready_on = models.DateField(_("done on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["dossier", "step", "known_from", "pk"]
        verbose_name = _("step of a dossier's ladder")

    def __str__(self) -> str:
        return f"{self.dossier}: {self.step}"
