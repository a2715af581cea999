"""Letters made from templates: which, for what, when, by whom, and the files as they left the house."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.documents.models import Document
from muster.generation.models.case import Case
from muster.kit.facts import KnownFact, SourcedFact
from muster.parties.models import Organisation, User


class LetterKind(models.TextChoices):
    """What a letter says. There is a template of each in every language."""

    REQUEST = "request", _("note verbale of request")
    SELECTION = "selection", _("note verbale of selection")
    NON_SELECTION = "non-selection", _("note verbale of non-selection")
    ASSESSMENT_VISIT = "assessment-visit", _("fax of an assessment and advisory visit")


class LetterLanguage(models.TextChoices):
    """The languages that there are templates in."""

    ENGLISH = "en", _("English")
    FRENCH = "fr", _("French")


class Letter(SourcedFact, KnownFact):
    """A letter that was made. It is about a case, or about a record named by kind and reference. Never changed.

    The digests of the files are those of their documents (`content_id`, SHA-256).
    """

    register = models.ForeignKey(
        Organisation, verbose_name=_("made by"), on_delete=models.PROTECT, related_name="letters_made"
    )
    addressee = models.ForeignKey(
        Organisation, verbose_name=_("addressed to"), on_delete=models.PROTECT, related_name="letters_received"
    )
    case = models.ForeignKey(
        Case, verbose_name=_("case"), null=True, blank=True, on_delete=models.PROTECT, related_name="letters"
    )
    about_kind = models.SlugField(_("about (kind)"), max_length=20)
    about = models.CharField(_("about"), max_length=80)
    kind = models.CharField(_("kind"), max_length=20, choices=LetterKind)
    language = models.CharField(_("language"), max_length=2, choices=LetterLanguage)
    number = models.CharField(_("number"), max_length=80)
    dated = models.DateField(_("dated"))
    made_by = models.ForeignKey(
        User, verbose_name=_("made by (account)"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    pdf = models.ForeignKey(Document, verbose_name=_("PDF"), on_delete=models.PROTECT, related_name="letters_as_pdf")
    word = models.ForeignKey(Document, verbose_name=_("Word"), on_delete=models.PROTECT, related_name="letters_as_word")

    class Meta:
        ordering = ["-dated", "-pk"]
        verbose_name = _("letter")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"
