"""Letters: seen by who made them and by the State that they went to, by nobody else."""

from datetime import date

from django.db.models import QuerySet

from muster.generation.models import Case, Letter
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.viewer import Viewer

LETTER_FIELDS = visibility.Fields(owner="register_id", partner="addressee_id")


def visible_letters(viewer: Viewer, day: date) -> QuerySet[Letter]:
    """Return the letters that the viewer may see, known on `day`, the newest first."""
    found = known_on(Letter.objects.filter(visibility.rows(viewer, LETTER_FIELDS)), day)
    return found.select_related("register", "addressee", "case", "pdf", "word", "made_by")


def letters_of(viewer: Viewer, day: date, case: Case) -> QuerySet[Letter]:
    """Return the letters about a case."""
    return visible_letters(viewer, day).filter(case=case)
