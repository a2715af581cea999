"""What the lines of a list have in common: a list is written whole, with a version of its record, and never changed."""

from collections.abc import Collection

from django.db import models
from django.utils.translation import gettext_lazy as _


class NumberedLine(models.Model):
    """A line with its place in the list. What is built on it names its `version`."""

    number = models.PositiveIntegerField(_("line"))

    class Meta:
        abstract = True
        ordering = ["version", "number"]

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Leave the words to the rules, which name the remedy; the database holds to the constraints all the same."""

    def __str__(self) -> str:
        return f"line {self.number}"
