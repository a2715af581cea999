"""Files that belong to a record: notes verbales, evidence, visit reports, photographs."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact
from muster.parties.models import Organisation


class DocumentContent(models.Model):
    """The bytes of a file, kept once however many documents hold them, under their SHA-256 (hexadecimal)."""

    sha256 = models.CharField(_("SHA-256"), max_length=64, primary_key=True)
    content = models.BinaryField(_("content"))
    size_bytes = models.PositiveIntegerField(_("size (bytes)"))

    class Meta:
        verbose_name = _("content of a document")

    def __str__(self) -> str:
        return self.sha256


class Document(KnownFact):
    """A file of an organisation under the name that it was given. It is never changed: a new version is a new one."""

    owner = models.ForeignKey(
        Organisation, verbose_name=_("owner"), on_delete=models.PROTECT, related_name="owned_documents"
    )
    name = models.CharField(_("file name"), max_length=120)
    title = models.CharField(_("title"), max_length=200)
    content_type = models.CharField(_("type"), max_length=100)
    size_bytes = models.PositiveIntegerField(_("size (bytes)"))
    content = models.ForeignKey(
        DocumentContent, verbose_name=_("content"), on_delete=models.PROTECT, related_name="documents"
    )
    added_on = models.DateField(_("added on"))

    class Meta:
        ordering = ["-added_on", "-pk"]
        verbose_name = _("document")

    def __str__(self) -> str:
        return self.title


class DocumentShare(models.Model):
    """Another organisation that may read a document, since `shared_on`."""

    document = models.ForeignKey(Document, verbose_name=_("document"), on_delete=models.CASCADE, related_name="shares")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="shared_documents"
    )
    shared_on = models.DateField(_("shared on"))

    class Meta:
        verbose_name = _("share of a document")
        constraints = [
            models.UniqueConstraint(fields=["document", "organisation"], name="document_shared_once_with_each")
        ]

    def __str__(self) -> str:
        return f"{self.document} to {self.organisation}"
