"""A task of a mandate as a plain value: the shape that form, workbook, CSV file and API share."""

from collections.abc import Iterable
from dataclasses import dataclass

from muster.missions.models import MandatedTask


@dataclass(frozen=True)
class MandatedTaskTerms:
    """A task by its code in the controlled list `mandate_tasks`, with the words and the paragraph of the decision."""

    task: str
    words: str = ""
    paragraph: str = ""
    is_priority: bool = False


def task_terms(tasks: Iterable[MandatedTask]) -> tuple[MandatedTaskTerms, ...]:
    """Return tasks on record as terms, in their order."""
    return tuple(MandatedTaskTerms(one.task, one.words, one.paragraph, one.is_priority) for one in tasks)
