"""The load list of a case: what is shipped, with the size and weight of one item (section 1.3 of the dossier)."""

from collections.abc import Collection

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.generation.models.case import Case
from muster.kit.facts import KnownFact, SourcedFact

LARGEST_CM = 10_000
HEAVIEST_KG = 1_000_000


class Stowage(models.TextChoices):
    """How an item travels."""

    ROLLING = "rolling", _("rolling, on its own wheels")
    CONTAINER = "container", _("in a container")
    LOOSE = "loose", _("loose (break bulk)")


class LoadList(SourcedFact, KnownFact):
    """The packing list of a case; `made_from` says which version of the pledge it was made from."""

    case = models.OneToOneField(Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="load_list")
    made_from = models.CharField(_("made from"), max_length=120, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["case"]
        verbose_name = _("load list")

    def __str__(self) -> str:
        return f"load list of {self.case}"


class LoadLine(models.Model):
    """`pieces` like items. Sizes are of one item as shipped, in centimetres and kilograms; empty: not known yet.

    `hazard_class` is the class of dangerous goods as the State enters it (1.4S, 3, 9); empty: none.
    """

    load_list = models.ForeignKey(LoadList, verbose_name=_("load list"), on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField(_("line"))
    category = models.CharField(_("category"), max_length=12, blank=True)
    item = models.CharField(_("item"), max_length=160)
    pieces = models.PositiveIntegerField(_("pieces"), validators=[MinValueValidator(1), MaxValueValidator(100_000)])
    length_cm = models.PositiveIntegerField(
        _("length (cm)"), null=True, blank=True, validators=[MaxValueValidator(LARGEST_CM)]
    )
    width_cm = models.PositiveIntegerField(
        _("width (cm)"), null=True, blank=True, validators=[MaxValueValidator(LARGEST_CM)]
    )
    height_cm = models.PositiveIntegerField(
        _("height (cm)"), null=True, blank=True, validators=[MaxValueValidator(LARGEST_CM)]
    )
    weight_kg = models.PositiveIntegerField(
        _("weight (kg)"), null=True, blank=True, validators=[MaxValueValidator(HEAVIEST_KG)]
    )
    stowage = models.CharField(_("travels"), max_length=12, choices=Stowage)
    hazard_class = models.CharField(_("hazard class"), max_length=12, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        ordering = ["load_list", "number"]
        verbose_name = _("line of a load list")
        constraints = [models.UniqueConstraint(fields=["load_list", "number"], name="load_line_numbered_once")]

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Leave the words to the rules, which name the remedy; the database holds to the constraints all the same."""

    def __str__(self) -> str:
        return f"line {self.number}: {self.item}"
