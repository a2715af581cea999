"""Courses of institutions with their curricula, and the instructors who give them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.documents.models import Document
from muster.kit.facts import KnownFact, SourcedFact
from muster.kit.named import choices
from muster.parties.models import Organisation
from muster.people.models import Person
from muster.training.models.content import CURRENT, VersionedContent
from muster.training.models.standard import StandardLine, StandardVersion
from muster.training.stages import CourseStage


class Course(SourcedFact, KnownFact):
    """A course of an institution that follows a standard, in a version where one is on record.

    What is asked of participants: ranks (words, separated by `;`; empty: any), years of service, a language (its code)
    and a medical examination not older than so many months; None and empty ask for nothing.
    """

    reference = models.SlugField(_("reference"), max_length=60, unique=True)
    institution = models.ForeignKey(
        Organisation, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="courses"
    )
    title = models.CharField(_("title"), max_length=200)
    standard = models.CharField(_("standard"), max_length=20)
    standard_version = models.ForeignKey(
        StandardVersion,
        verbose_name=_("version of the standard"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="courses",
    )
    stage = models.CharField(_("stage"), max_length=12, choices=choices(CourseStage), default=CourseStage.DRAFT.value)
    language = models.CharField(_("language"), max_length=8, blank=True)
    days = models.PositiveSmallIntegerField(_("length (days)"), null=True, blank=True)
    audience = models.CharField(_("audience"), max_length=200, blank=True)
    ranks = models.CharField(_("ranks"), max_length=300, blank=True)
    least_service_years = models.PositiveSmallIntegerField(_("years of service, at least"), null=True, blank=True)
    wanted_language = models.CharField(_("language to be proven"), max_length=8, blank=True)
    medical_months = models.PositiveSmallIntegerField(
        _("medical examination not older than (months)"), null=True, blank=True
    )
    certificate_months = models.PositiveSmallIntegerField(_("certificate valid for (months)"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version of the record"), default=1, editable=False)

    class Meta:
        ordering = ["institution__name", "title"]
        verbose_name = _("course")

    def __str__(self) -> str:
        return self.reference


class CourseStageEvent(KnownFact):
    """From `held_from` a course is at `stage`, until the next event. Never changed, never deleted."""

    course = models.ForeignKey(Course, verbose_name=_("course"), on_delete=models.CASCADE, related_name="stage_events")
    stage = models.CharField(_("stage"), max_length=12, choices=choices(CourseStage))
    held_from = models.DateField(_("from"))

    class Meta:
        ordering = ["held_from", "pk"]
        verbose_name = _("stage of a course")

    def __str__(self) -> str:
        return f"{self.course}: {self.stage} from {self.held_from}"


class CourseLesson(VersionedContent):
    """One lesson of a course's curriculum, in its order, with the lines that it covered as long as it was so."""

    course = models.ForeignKey(Course, verbose_name=_("course"), on_delete=models.CASCADE, related_name="lessons")
    number = models.CharField(_("number"), max_length=12)
    title = models.CharField(_("title"), max_length=200)
    minutes = models.PositiveIntegerField(_("minutes"))
    method = models.CharField(_("method"), max_length=80, blank=True)
    plan = models.ForeignKey(
        Document,
        verbose_name=_("lesson plan"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="lesson_plans",
    )
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["course", "order", "pk"]
        verbose_name = _("lesson")
        constraints = [
            models.UniqueConstraint(fields=["course", "number"], condition=CURRENT, name="lesson_of_a_course_once")
        ]

    def __str__(self) -> str:
        return f"{self.course} {self.number}"


class LessonCover(models.Model):
    """That a lesson covers a line of the standard, for so many of its minutes (None: all of them)."""

    lesson = models.ForeignKey(CourseLesson, verbose_name=_("lesson"), on_delete=models.CASCADE, related_name="covers")
    line = models.ForeignKey(
        StandardLine, verbose_name=_("line of the standard"), on_delete=models.CASCADE, related_name="covered_by"
    )
    minutes = models.PositiveIntegerField(_("minutes"), null=True, blank=True)

    class Meta:
        ordering = ["lesson", "line"]
        verbose_name = _("coverage of a line by a lesson")
        constraints = [models.UniqueConstraint(fields=["lesson", "line"], name="lesson_covers_a_line_once")]

    def __str__(self) -> str:
        return f"{self.lesson} covers {self.line}"


class Instructor(KnownFact):
    """A person who teaches at an institution in `[teaches_from, teaches_until)`; as of a day, `ends` say until when."""

    institution = models.ForeignKey(
        Organisation, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="instructors"
    )
    person = models.ForeignKey(
        Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="instructor_places"
    )
    teaches_from = models.DateField(_("from"))
    teaches_until = models.DateField(_("until (excluded)"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["institution", "pk"]
        verbose_name = _("instructor")
        constraints = [
            models.UniqueConstraint(fields=["institution", "person"], name="instructor_of_an_institution_once")
        ]

    def __str__(self) -> str:
        return f"instructor {self.pk}"


class InstructorEnd(KnownFact):
    """From `known_from` an instructor is known to teach until a day (excluded), or until another is said."""

    instructor = models.ForeignKey(
        Instructor, verbose_name=_("instructor"), on_delete=models.CASCADE, related_name="ends"
    )
    teaches_until = models.DateField(_("until (excluded)"))

    class Meta:
        ordering = ["instructor", "pk"]
        verbose_name = _("end of an instructor")

    def __str__(self) -> str:
        return f"{self.instructor} until {self.teaches_until}"


class InstructorQualification(KnownFact):
    """What an instructor is qualified for: a standard (its code), since when, until when, by what."""

    instructor = models.ForeignKey(
        Instructor, verbose_name=_("instructor"), on_delete=models.CASCADE, related_name="qualifications"
    )
    standard = models.CharField(_("standard"), max_length=20)
    evidence = models.CharField(_("evidence"), max_length=200)
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until (excluded)"), null=True, blank=True)

    class Meta:
        ordering = ["instructor", "standard", "valid_from"]
        verbose_name = _("qualification of an instructor")

    def __str__(self) -> str:
        return f"{self.instructor}: {self.standard}"
