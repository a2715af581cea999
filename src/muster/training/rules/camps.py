"""What the results of a selection camp come to, and what is wrong with a camp or a result. Pure.

The tests are those seen (S48); that everyone of those held must be passed is said there: those who pass enter the pool.
"""

from collections.abc import Collection, Mapping
from datetime import date

from muster.kit.errors import Problem
from muster.kit.named import Named
from muster.training.stages import CampTest


class CampOutcome(Named):
    """What a candidate's results come to."""

    OPEN = "open", "Results missing"
    PASSED = "passed", "Passed"
    FAILED = "failed", "Not passed"


def outcome_of(tests: Collection[str], results: Mapping[str, bool]) -> CampOutcome:
    """Return what the results come to: one test not passed fails, and each of those held has to be passed."""
    if any(not results[test] for test in tests if test in results):
        return CampOutcome.FAILED
    return CampOutcome.PASSED if tests and all(test in results for test in tests) else CampOutcome.OPEN


def camp_problems(
    *, held_from: date, held_until: date, tests: Collection[str], candidates: int | None, women: int | None
) -> list[Problem]:
    """Return what is wrong with a camp: its days, its tests, its numbers."""
    problems = []
    if held_until <= held_from:
        problems.append(Problem("until", "is not after the first day", "give a later day"))
    unknown = sorted(set(tests) - {one.value for one in CampTest})
    if unknown:
        problems.append(Problem("tests", f"{', '.join(unknown)} is no test of a camp", "give those of the list"))
    if not tests:
        problems.append(Problem("tests", "there is none", "name one at least"))
    if women is not None and (candidates is None or women > candidates):
        problems.append(Problem("of whom women", "are more than the candidates", "correct one of the numbers"))
    return problems


def result_problems(test: str, value: str, tests: Collection[str]) -> list[Problem]:
    """Return what is wrong with a result: a test that was not held, or words on a medical board."""
    problems = []
    if test not in tests:
        problems.append(Problem("test", f"{test!r} is none of this camp", f"give one of {', '.join(tests)}"))
    if test in (CampTest.MEDICAL_BOARD, CampTest.PSYCHOLOGICAL) and value.strip():
        words = "of a medical board or a psychological test the verdict alone is kept"
        problems.append(Problem("result", words, "leave it empty"))
    return problems
