"""Versions of standards, which every party may see."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.training.models import Course, StandardLine, StandardVersion
from muster.training.models.content import content_on
from muster.training.rules.catalogue_terms import LineTerms
from muster.training.stages import CourseStage

STANDARD_FIELDS = visibility.Fields(is_to_every_party=True)


def visible_versions(viewer: Viewer, day: date) -> QuerySet[StandardVersion]:
    """Return the versions known on `day`, by standard, the latest first, each with its number of `line_count`."""
    found = known_on(StandardVersion.objects.filter(visibility.rows(viewer, STANDARD_FIELDS)), day)
    return found.annotate(
        line_count=Count("lines", filter=content_on(day, "lines__")), newest=newest_version("standard", day)
    ).order_by("standard", "-issued_on")


def newest_version(path: str, day: date) -> Subquery:
    """Return the name of the version in force on `day` of the standard that stands at `path` of the outer row."""
    issued = known_on(StandardVersion.objects.filter(standard=OuterRef(path), issued_on__lte=day), day)
    return Subquery(issued.order_by("-issued_on").values("version")[:1])


def visible_version(viewer: Viewer, day: date, standard: str, version: str) -> StandardVersion:
    """Return one version. Raises NotFound."""
    found = visible_versions(viewer, day).filter(standard=standard, version=version).first()
    if found is None:
        raise NotFound(f"There is no version {version!r} of the standard {standard!r} on record.")
    return found


def lines_on(version: StandardVersion, day: date | None) -> QuerySet[StandardLine]:
    """Return the lines of a version as they were on a day, in their order; None: as they are."""
    return version.lines.filter(content_on(day)).order_by("order", "pk")


def line_terms(version: StandardVersion | None, day: date | None = None) -> tuple[LineTerms, ...]:
    """Return the lines of a version as terms, as they were on a day (None: as they are); none of no version."""
    if version is None:
        return ()
    return tuple(LineTerms(one.number, one.title, one.least_minutes, one.is_required) for one in lines_on(version, day))


def versions_of(standard: str, day: date) -> Mapping[str, date]:
    """Return the days from which each version of a standard, known on `day`, is in force."""
    found = known_on(StandardVersion.objects.filter(standard=standard), day)
    return dict(found.values_list("version", "issued_on"))


def courses_on_older(standard: str, newest: str, day: date) -> QuerySet[Course]:
    """Return the courses offered that follow another version than the newest one. For telling their institutions."""
    older = ~Q(standard_version__version=newest) & Q(standard_version__isnull=False)
    found = known_on(Course.objects.filter(older, standard=standard, stage=CourseStage.OFFERED), day)
    return found.select_related("institution")
