"""What became of an input in the text of the mandate: what a record of it must say, and what a rule proposes. Pure.

Source: section 8.5 of the dossier: the trace "input, text in the resolution? yes, partly or no, with the reason" does
not exist today. What is proposed, and from which likeness of words on, is a local choice: people decide.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from muster.kit.errors import Problem

TAKEN, PARTLY, NOT_TAKEN = "taken", "partly", "not-taken"
OUTCOMES = (TAKEN, PARTLY, NOT_TAKEN)
LEAST_PERCENT_KEY = "input_trace_likeness_percent"
PERCENT = 100


@dataclass(frozen=True)
class TextTask:
    """A task of a mandate as the rule reads it: its line, its code, its words, and its paragraph."""

    number: int
    task: str
    words: str
    paragraph: str = ""


@dataclass(frozen=True)
class ProposedTrace:
    """What the rule proposes for an input: an outcome with the task of the text, or none; in words why."""

    outcome: str
    why: str
    task: TextTask | None = None


def likeness(wanted: str, words: str) -> int:
    """Return how alike two texts are in whole per cent, word by word, whatever the case; 0 where one is empty."""
    ours, theirs = wanted.casefold().split(), words.casefold().split()
    if not ours or not theirs:
        return 0
    # Longest first: the ratio of difflib depends on the order of its arguments, and a likeness must not.
    first, second = sorted((ours, theirs), key=lambda words: (len(words), words), reverse=True)
    return int(SequenceMatcher(None, first, second, autojunk=False).ratio() * PERCENT)


def proposed_trace(
    task: str, wanted: str, decided: Sequence[TextTask], before: Collection[str], least_percent: int
) -> ProposedTrace:
    """Propose what became of an input with this mandated task and these wanted words.

    Its task is new in the decided text (not among the tasks `before`): taken. Words of the text are alike by
    `least_percent` at least: partly. Else nothing is proposed. Local choice.
    """
    for one in decided:
        if task and one.task == task and task not in before:
            return ProposedTrace(TAKEN, "its task is in the decided text and was not in the one before", one)
    alike = max(decided, key=lambda one: likeness(wanted, one.words), default=None)
    percent = likeness(wanted, alike.words) if alike is not None else 0
    if alike is not None and percent >= least_percent:
        return ProposedTrace(PARTLY, f"words of the text are alike by {percent} %", alike)
    return ProposedTrace("", f"no new task, and no words alike by {least_percent} %")


def trace_problems(outcome: str, *, has_place: bool, reason: str) -> list[Problem]:
    """Return what is wrong with a record of a trace.

    What was taken, whole or in part, names the task or paragraph of the text; partly and not taken need a reason.
    """
    problems = []
    if outcome not in OUTCOMES:
        problems.append(Problem("outcome", f"{outcome!r} is none", f"give one of {', '.join(OUTCOMES)}"))
    if outcome in (TAKEN, PARTLY) and not has_place:
        problems.append(Problem("text", "it does not say where", "name a task of the text or its paragraph"))
    if outcome in (PARTLY, NOT_TAKEN) and not reason.strip():
        problems.append(Problem("reason", "there is none", "say why it was not taken as it was wanted"))
    return problems


@dataclass(frozen=True)
class TraceShares:
    """How many inputs were taken, partly, not, and are not followed up yet."""

    taken: int = 0
    partly: int = 0
    not_taken: int = 0
    untraced: int = 0

    @property
    def traced(self) -> int:
        """Return how many inputs are followed up: what shares are shares of."""
        return self.taken + self.partly + self.not_taken

    @property
    def share_taken(self) -> float | None:
        """Return the share of those followed up that were taken, whole or in part (0 to 1); None of none."""
        return (self.taken + self.partly) / self.traced if self.traced else None


def trace_shares(outcomes: Iterable[str]) -> TraceShares:
    """Count the outcomes of inputs; an empty one is not followed up yet."""
    count = Counter(outcomes)
    return TraceShares(count[TAKEN], count[PARTLY], count[NOT_TAKEN], count[""])
