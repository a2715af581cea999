"""The answers of a stress test on disk: a header, then a line for each answer as it comes, so that a run can go on."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from muster.kit.append_line import append_line
from muster.planning.stress.study import Answer


class ResultsRefused(ValueError):  # noqa: N818 - named after what happened
    """The file holds something else than the answers of this test; one line that says what."""


@dataclass
class ResultsFile:
    """The file at `path`. `answers` are those that it held when it was opened and those added since."""

    path: Path
    answers: dict[str, Answer] = field(default_factory=dict)

    @classmethod
    def open(cls, path: Path, header: dict[str, Any]) -> "ResultsFile":
        """Begin the file with the header, or go on with one that has the same; raises `ResultsRefused` and OSError.

        A line that a killed process left half written is passed over: its question is asked again.
        """
        results = cls(path)
        lines = path.read_bytes().splitlines() if path.exists() else []
        if not lines:
            append_line(path, json.dumps(header, sort_keys=True))
            return results
        _refuse_unless_same(_content(lines[0]), header)
        for line in lines[1:]:
            row = _content(line)
            if isinstance(row, dict) and isinstance(row.get("answer"), dict) and isinstance(row.get("question"), str):
                results.answers[row["question"]] = row["answer"]
        return results

    def add(self, question: str, answer: Answer, seconds: float) -> None:
        """Add an answer and bring it to the disk; raises OSError."""
        row = {"question": question, "seconds": round(seconds, 4), "answer": answer}
        append_line(self.path, json.dumps(row, sort_keys=True))
        self.answers[question] = answer


def _content(line: bytes) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return None


def _refuse_unless_same(found: Any, header: dict[str, Any]) -> None:
    if not isinstance(found, dict) or "muster_stress" not in found:
        raise ResultsRefused("is no file of stress test results; name another")
    same = json.loads(json.dumps(header))
    other = sorted(key for key in {*found, *same} if found.get(key) != same.get(key))
    if other:
        raise ResultsRefused(f"holds results of another test ({', '.join(other)} differ); name another file")
