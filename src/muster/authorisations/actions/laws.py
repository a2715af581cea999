"""Writes to instruments of national law. An amendment or repeal is another instrument that replaces the one before."""

from collections.abc import Sequence

from django.db import transaction

from muster.audit import actions as audit
from muster.authorisations.actions.told import tell_law
from muster.authorisations.models import AllowedTask, NationalLaw, TaskScope
from muster.authorisations.queries.laws import with_allowed_tasks
from muster.authorisations.rules.laws import LawTerms, TaskTerms, law_in_words, law_problems, task_problems
from muster.kit.errors import Problem, Refused
from muster.missions.rules.statements import codes_of
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.reference.mandates import mandate_tasks


@transaction.atomic
def record_law(actor: Viewer, law: NationalLaw, tasks: Sequence[AllowedTask] = ()) -> NationalLaw:
    """Enter an instrument (unsaved) with the tasks that it allows (unsaved, in their order in each scope).

    Every record that rests on what it changes is told. Its `known_from` is the day on which it became known.
    """
    visibility.require_owner(actor, law.state_id, f"Law {law.reference}")
    terms = law_terms(law)
    allowed = [task_terms(one) for one in tasks]
    replaced = law_terms(law.replaces) if law.replaces else None
    problems = [
        *_references(law),
        *law_problems(terms, replaced),
        *task_problems(law.reference, allowed, {one.code for one in mandate_tasks()}),
    ]
    if problems:
        raise Refused(problems=problems)
    before = _before(law)
    law.full_clean(exclude=["state", "replaces"])
    law.save(force_insert=True)
    _write_tasks(law, tasks)
    after = {
        "title": law.title,
        "kind": law.kind,
        "from": law.valid_from,
        "until": law.valid_until,
        "volunteers_only": law.volunteers_only,
        "needs_parliament": law.needs_parliament,
        "replaces": law.replaces.reference if law.replaces else "",
        "tasks": [one.words for one in allowed],
    }
    audit.record(actor, "authorisations:law:recorded", law.reference, after=after)
    tell_law(actor, law, before, law_in_words(terms, allowed))
    return law


def law_terms(law: NationalLaw) -> LawTerms:
    """Return an instrument as the rules want it."""
    return LawTerms(
        law.reference, law.title, law.valid_from, law.valid_until, law.volunteers_only, law.needs_parliament
    )


def task_terms(task: AllowedTask) -> TaskTerms:
    """Return an allowed task as the rules want it."""
    return TaskTerms(task.scope, task.words, tuple(codes_of(task.tasks)), task.condition, task.is_catch_all)


def _references(law: NationalLaw) -> list[Problem]:
    """Return what is wrong with what the instrument refers to."""
    place = f"Law {law.reference}"
    found = []
    if NationalLaw.objects.filter(reference=law.reference).exists():
        found.append(Problem(place, "the reference is taken", "choose another one", "reference"))
    before = law.replaces
    if before is None:
        return found
    if before.state_id != law.state_id:
        found.append(Problem(place, f"{before} is another State's law", "name a law of the State itself", "replaces"))
    later = NationalLaw.objects.filter(replaces=before).first()
    if later is not None:
        found.append(Problem(place, f"{before} is replaced by {later} already", f"replace {later}", "replaces"))
    return found


def _before(law: NationalLaw) -> str:
    """Return in words what holds where this one will; nothing where it replaces none."""
    if law.replaces_id is None:
        return ""
    before = with_allowed_tasks(NationalLaw.objects.filter(pk=law.replaces_id)).get()
    return law_in_words(law_terms(before), [task_terms(one) for one in before.tasks_in_order])  # type: ignore[attr-defined]


def _write_tasks(law: NationalLaw, tasks: Sequence[AllowedTask]) -> None:
    """Write the tasks with their numbers, counted in each scope."""
    numbers = dict.fromkeys(TaskScope.values, 0)
    for one in tasks:
        numbers[one.scope] += 1
        one.law, one.number = law, numbers[one.scope]
        one.full_clean(exclude=["law"])
    AllowedTask.objects.bulk_create(tasks)
