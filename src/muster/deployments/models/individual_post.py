"""Posts for individuals: observers, staff officers, police, government-provided personnel."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact, SourcedFact
from muster.missions.models import Mission
from muster.parties.models import Organisation


class IndividualCategory(models.TextChoices):
    """What kind of individual a post is for; the rules of eligibility and the length of the tour follow from it."""

    OBSERVER = "observer", _("military observer")
    STAFF_OFFICER = "staff-officer", _("staff officer")
    POLICE = "police", _("individual police officer")
    PROVIDED = "provided", _("government-provided personnel")


class PostPlace(models.TextChoices):
    """Where a post is."""

    FIELD = "field", _("in the field")
    MISSION_HEADQUARTERS = "mission-headquarters", _("headquarters of a mission")
    SECRETARIAT = "secretariat", _("Secretariat")


class IndividualPost(SourcedFact, KnownFact):
    """One post for one individual in `[needed_from, needed_until)`, of a mission or of the Secretariat itself.

    `organisation` is the Secretariat that fills it. `ranks` are those asked for, separated by semicolons (empty: the
    usual ones of the category), `languages` the codes of those that must be proven.
    """

    reference = models.SlugField(_("reference"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=200)
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("filled by"), on_delete=models.PROTECT, related_name="individual_posts"
    )
    mission = models.ForeignKey(
        Mission,
        verbose_name=_("mission"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="individual_posts",
    )
    place = models.CharField(_("place"), max_length=24, choices=PostPlace, default=PostPlace.FIELD)
    category = models.CharField(_("category"), max_length=16, choices=IndividualCategory)
    is_command = models.BooleanField(_("command post"), default=False)
    ranks = models.CharField(_("ranks (separated by ;)"), max_length=160, blank=True)
    languages = models.CharField(_("languages (codes separated by ;)"), max_length=80, blank=True)
    needed_from = models.DateField(_("needed from"))
    needed_until = models.DateField(_("needed until (excluded)"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["mission", "reference"]
        verbose_name = _("post for an individual")
        verbose_name_plural = _("posts for individuals")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(needed_until__isnull=True) | models.Q(needed_until__gt=models.F("needed_from")),
                name="individual_post_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(place="secretariat", mission__isnull=True)
                | (~models.Q(place="secretariat") & models.Q(mission__isnull=False)),
                name="individual_post_is_of_a_mission_or_the_secretariat",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def wanted_ranks(self) -> tuple[str, ...]:
        """Return the ranks asked for."""
        return split_words(self.ranks)

    @property
    def wanted_languages(self) -> tuple[str, ...]:
        """Return the codes of the languages asked for."""
        return split_words(self.languages)


def split_words(text: str) -> tuple[str, ...]:
    """Return the words of a text that semicolons separate."""
    return tuple(word for word in (part.strip() for part in text.split(";")) if word)
