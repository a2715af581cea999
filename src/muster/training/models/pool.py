"""The national pool of a State before nominations, and the selection camps that fill it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact, SourcedFact
from muster.kit.named import choices
from muster.parties.models import Organisation
from muster.people.models import Person
from muster.training.stages import CampTest, PoolStage, PoolTrack, RequirementRule


class SelectionCamp(SourcedFact, KnownFact):
    """A week (or so) in which a State tests candidates of a track, in `[held_from, held_until)`.

    The numbers are those announced where no candidate is on record by person; `tests` are the codes of those held.
    """

    reference = models.SlugField(_("reference"), max_length=60, unique=True)
    state = models.ForeignKey(
        Organisation, verbose_name=_("State"), on_delete=models.PROTECT, related_name="selection_camps"
    )
    track = models.CharField(_("track"), max_length=12, choices=choices(PoolTrack))
    title = models.CharField(_("title"), max_length=200)
    place = models.CharField(_("place"), max_length=120, blank=True)
    held_from = models.DateField(_("from"))
    held_until = models.DateField(_("until (excluded)"))
    tests = models.JSONField(_("tests"), default=list)
    announced_candidates = models.PositiveIntegerField(_("candidates announced"), null=True, blank=True)
    announced_women = models.PositiveIntegerField(_("of whom women"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["-held_from", "reference"]
        verbose_name = _("selection camp")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(held_until__gt=models.F("held_from")), name="camp_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return self.reference


class PoolEntry(KnownFact):
    """A person in the pool of the State that holds them, on a track; `pooled_until` (excluded) is how long it holds."""

    state = models.ForeignKey(
        Organisation, verbose_name=_("State"), on_delete=models.PROTECT, related_name="pool_entries"
    )
    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="pool_entries")
    track = models.CharField(_("track"), max_length=12, choices=choices(PoolTrack))
    stage = models.CharField(_("stage"), max_length=12, choices=choices(PoolStage), default=PoolStage.CANDIDATE.value)
    pooled_until = models.DateField(_("in the pool until (excluded)"), null=True, blank=True)
    is_volunteer = models.BooleanField(_("is willing to serve"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["state", "pk"]
        verbose_name = _("place in the pool")
        constraints = [models.UniqueConstraint(fields=["person", "track"], name="person_in_the_pool_of_a_track_once")]

    def __str__(self) -> str:
        return f"person {self.person_id} in the pool"


class PoolStageEvent(KnownFact):
    """From `held_from` a place in the pool is at `stage`, until the next event. Never changed, never deleted."""

    entry = models.ForeignKey(
        PoolEntry, verbose_name=_("place in the pool"), on_delete=models.CASCADE, related_name="stage_events"
    )
    stage = models.CharField(_("stage"), max_length=12, choices=choices(PoolStage))
    held_from = models.DateField(_("from"))
    pooled_until = models.DateField(_("in the pool until (excluded)"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["held_from", "pk"]
        verbose_name = _("stage in the pool")

    def __str__(self) -> str:
        return f"{self.entry}: {self.get_stage_display()} from {self.held_from}"


class CampResult(KnownFact):
    """What a candidate reached in one test of a camp. Of a medical board the verdict alone is kept, no finding."""

    camp = models.ForeignKey(SelectionCamp, verbose_name=_("camp"), on_delete=models.PROTECT, related_name="results")
    entry = models.ForeignKey(
        PoolEntry, verbose_name=_("candidate"), on_delete=models.CASCADE, related_name="camp_results"
    )
    test = models.CharField(_("test"), max_length=16, choices=choices(CampTest))
    has_passed = models.BooleanField(_("passed"))
    value = models.CharField(_("result"), max_length=40, blank=True)

    class Meta:
        ordering = ["camp", "entry", "test"]
        verbose_name = _("result of a test")
        constraints = [models.UniqueConstraint(fields=["camp", "entry", "test"], name="test_of_a_camp_once")]

    def __str__(self) -> str:
        return f"{self.entry} in {self.camp}: {self.test}"


class CampCandidate(KnownFact):
    """Somebody of the pool who is called to a camp; who passed is taken into the pool by one action of the camp."""

    camp = models.ForeignKey(SelectionCamp, verbose_name=_("camp"), on_delete=models.PROTECT, related_name="candidates")
    entry = models.ForeignKey(
        PoolEntry, verbose_name=_("candidate"), on_delete=models.PROTECT, related_name="camps_called_to"
    )

    class Meta:
        ordering = ["camp", "entry"]
        verbose_name = _("candidate of a camp")
        constraints = [models.UniqueConstraint(fields=["camp", "entry"], name="candidate_of_a_camp_once")]

    def __str__(self) -> str:
        return f"{self.entry} called to {self.camp}"


class NationalRequirement(SourcedFact, KnownFact):
    """What a State asks of those whom it takes into its pool, in `[valid_from, valid_until)`; empty track: of all.

    Years of age and of service, months of rest or the score of a test stand in `minimum` and `maximum` (included); of
    several tests of a language one is enough. Above `highest_rank` somebody is taken exceptionally, with the reason.
    """

    state = models.ForeignKey(
        Organisation, verbose_name=_("State"), on_delete=models.PROTECT, related_name="national_requirements"
    )
    track = models.CharField(_("track"), max_length=12, choices=choices(PoolTrack), blank=True)
    rule = models.CharField(_("rule"), max_length=12, choices=choices(RequirementRule))
    test = models.CharField(_("test"), max_length=20, blank=True)
    minimum = models.DecimalField(_("at least"), max_digits=7, decimal_places=2, null=True, blank=True)
    maximum = models.DecimalField(_("at most"), max_digits=7, decimal_places=2, null=True, blank=True)
    lowest_rank = models.CharField(_("lowest rank"), max_length=40, blank=True)
    highest_rank = models.CharField(_("highest rank"), max_length=40, blank=True)
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until (excluded)"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["state", "rule", "test", "valid_from"]
        verbose_name = _("national requirement")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gt=models.F("valid_from")),
                name="requirement_of_a_state_ends_later",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_rule_display()} of {self.state}"
